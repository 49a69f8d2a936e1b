"""What a provider asks: to be assigned care (JW315), or to change what was assigned (JW317).

The state of a request is a function of the days on which it was looked into, rejected or granted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.zorg.models.inkoop import Aanbieder
from eenplan.zorg.models.toewijzing import Toewijzing
from eenplan.zorg.varianten import Eenheid, Frequentie, omvang_in_woorden
from ijw.berekeningen import werkdagen_na

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

ANTWOORD_IN = 5  # working days after receipt (OP274, OP346)
ONDERZOEK_DUURT = timedelta(weeks=8)  # from the day of the request (OP274, OP346)


@historie
class Verzoek(OrganisatieGebonden, Versieerbaar):
    """One product of a JW315 or one whole JW317, known by the reference that the provider gave it."""

    class Soort(models.TextChoices):
        TOEWIJZING = "JW315", _("verzoek om toewijzing")
        WIJZIGING = "JW317", _("verzoek om wijziging")

    # fmt: off
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="verzoeken", verbose_name=_("dossier"))
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="verzoeken", verbose_name=_("jeugdige"))
    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="verzoeken", verbose_name=_("aanbieder"))
    proces = models.OneToOneField("werkwijze.Proces", on_delete=models.PROTECT, null=True, blank=True, related_name="verzoek")
    # fmt: on
    soort = models.CharField(_("soort"), max_length=5, choices=Soort)
    referentie = models.CharField(_("referentie van de aanbieder"), max_length=36)
    dagtekening = models.DateField(_("dagtekening"))
    ontvangen_op = models.DateTimeField(_("ontvangen op"))
    reden_verzoek = models.CharField(_("reden van het verzoek (WJ758)"), max_length=2, blank=True)
    verwijzer_type = models.CharField(_("soort verwijzer"), max_length=2, blank=True)
    verwijzer_naam = models.CharField(_("verwijzer"), max_length=64, blank=True)
    verwijzer_agb = models.CharField(_("AGB-code van de verwijzer"), max_length=8, blank=True)
    gezagsdrager_bekend = models.BooleanField(_("wie het gezag heeft, weet van de hulp"), default=False)
    toelichting = models.TextField(_("toelichting van de aanbieder"), blank=True)
    onderzoek_op = models.DateField(_("in onderzoek sinds"), null=True, blank=True)
    afgewezen_op = models.DateField(_("afgewezen op"), null=True, blank=True)
    reden_afwijzing = models.CharField(_("reden van afwijzing (WJ759)"), max_length=2, blank=True)
    andere_gemeente = models.CharField(_("verantwoordelijke gemeente (CBS)"), max_length=4, blank=True)
    toegewezen_op = models.DateField(_("toegewezen op"), null=True, blank=True)
    besloten_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text=_("Leeg: de tabel besliste vanzelf."),
    )  # fmt: skip
    besluittekst = models.TextField(_("waarom"), blank=True)

    regels: RelatedManager[Verzoekregel]

    class Meta:
        verbose_name = _("verzoek")
        verbose_name_plural = _("verzoeken")
        ordering = ["-ontvangen_op", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanbieder", "referentie"],
                name="verzoek_referentie_uniek",  # TR347
                violation_error_message=_("Deze aanbieder heeft deze referentie al gebruikt."),
            ),
            models.CheckConstraint(
                condition=Q(afgewezen_op__isnull=True) | Q(toegewezen_op__isnull=True),
                name="verzoek_een_antwoord",
                violation_error_message=_("Een verzoek is toegewezen of afgewezen, niet allebei."),
            ),
        ]
        indexes = [
            models.Index(fields=["aanbieder", "jeugdige"], name="verzoek_client"),
            models.Index(
                fields=["organisatie", "dagtekening"],
                condition=Q(afgewezen_op__isnull=True, toegewezen_op__isnull=True),
                name="verzoek_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().capitalize()} {self.referentie}"

    @property
    def stand(self) -> str:
        """open → in onderzoek → toegewezen or afgewezen, in the words of the standard (`ijw.Verzoek.stand`)."""
        if self.toegewezen_op:
            return "toegewezen"
        if self.afgewezen_op:
            return "afgewezen"
        return "in onderzoek" if self.onderzoek_op else "open"

    @property
    def is_open(self) -> bool:
        """Whether the provider still waits for a decision."""
        return self.toegewezen_op is None and self.afgewezen_op is None

    @property
    def uiterlijk(self) -> date | None:
        """The last day to answer: five working days after receipt, eight weeks after the request once it is looked into."""
        if not self.is_open:
            return None
        if self.onderzoek_op:
            return self.dagtekening + ONDERZOEK_DUURT
        return werkdagen_na(localdate(self.ontvangen_op), ANTWOORD_IN)


@historie
class Verzoekregel(OrganisatieGebonden):
    """One thing that is asked: a new product, a change of an assignment, or that one goes on as it is."""

    class Soort(models.TextChoices):
        NIEUW = "nieuw", _("nieuw")
        WIJZIGEN = "wijzigen", _("wijzigen")
        ONGEWIJZIGD = "ongewijzigd", _("ongewijzigd door")

    verzoek = models.ForeignKey(Verzoek, on_delete=models.PROTECT, related_name="regels")
    soort = models.CharField(_("wat"), max_length=11, choices=Soort)
    toewijzing = models.ForeignKey(
        Toewijzing, on_delete=models.PROTECT, null=True, blank=True, related_name="verzoekregels"
    )
    categorie = models.CharField(_("productcategorie"), max_length=2, blank=True)
    code = models.CharField(_("productcode"), max_length=5, blank=True)
    begin = models.DateField(_("gewenste ingangsdatum"), null=True, blank=True)
    eind = models.DateField(_("gewenste einddatum"), null=True, blank=True)
    volume = models.PositiveIntegerField(_("volume"), null=True, blank=True)
    eenheid = models.CharField(_("eenheid"), max_length=2, choices=Eenheid, blank=True)
    frequentie = models.CharField(_("frequentie"), max_length=1, choices=Frequentie, blank=True)
    budget = models.PositiveIntegerField(_("budget in eurocent"), null=True, blank=True)
    verkregen = models.ForeignKey(
        Toewijzing, on_delete=models.PROTECT, null=True, blank=True, related_name="verkregen_door",
        help_text=_("De toewijzing die hieruit volgde."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("verzoekregel")
        verbose_name_plural = _("verzoekregels")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.code or self.categorie or self.toewijzing_id or 'budget'}"

    @property
    def omvang(self) -> str:
        """Size in words; empty without one."""
        return omvang_in_woorden(self.volume, self.eenheid, self.frequentie) if self.volume else ""
