"""What providers claim for the care that they delivered (JW323), and what of it was granted (JW325).

Amounts are whole eurocents with a sign: a credit is negative. A line is judged when it comes in (`codes`), and granted
or rejected for the provider once the answer went out (`Declaratie.beantwoord_op`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden
from eenplan.zorg.models.inkoop import Aanbieder
from eenplan.zorg.models.toewijzing import Toewijzing
from eenplan.zorg.varianten import Eenheid, aantal_in_woorden

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@historie
class Declaratie(OrganisatieGebonden):
    """One claim of a provider over one period, about many youths."""

    aanbieder = models.ForeignKey(
        Aanbieder, on_delete=models.PROTECT, related_name="declaraties", verbose_name=_("aanbieder")
    )
    nummer = models.CharField(_("declaratienummer"), max_length=12)
    begin = models.DateField(_("begin van de periode"))
    eind = models.DateField(_("eind van de periode"))
    dagtekening = models.DateField(_("dagtekening"))
    ontvangen_op = models.DateTimeField(_("ontvangen op"))
    ingediend = models.BigIntegerField(_("ingediend in eurocent"))
    toegekend = models.BigIntegerField(_("toe te kennen in eurocent"))
    codes = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, verbose_name=_("codes op het geheel"),
        help_text=_("Gevuld: de declaratie is als geheel afgewezen en geldt als niet ingediend."),
    )  # fmt: skip
    uiterlijk = models.DateField(_("uiterlijk beantwoorden op"))
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    beantwoord_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    prestaties: RelatedManager[Prestatie]

    class Meta:
        verbose_name = _("declaratie")
        verbose_name_plural = _("declaraties")
        ordering = ["-ontvangen_op", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanbieder", "nummer"],
                condition=Q(codes=[]),
                name="declaratie_nummer_uniek",  # TR333; a claim that is rejected as a whole counts as not sent
                violation_error_message=_("Deze aanbieder heeft dit declaratienummer al gebruikt."),
            ),
            models.CheckConstraint(
                condition=Q(eind__gte=models.F("begin")), name="declaratie_eind_na_begin",
                violation_error_message=_("De periode eindigt vóór zij begint."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisatie", "-ontvangen_op"], name="declaratie_recent"),
            models.Index(
                fields=["organisatie", "uiterlijk"], condition=Q(beantwoord_op__isnull=True), name="declaratie_open"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Declaratie {self.nummer}"

    @property
    def geldt(self) -> bool:
        """False when it was rejected as a whole: then it counts as not sent."""
        return not self.codes

    @property
    def afgewezen(self) -> int:
        """What is not granted, in eurocents."""
        return self.ingediend - self.toegekend


@historie
class Prestatie(OrganisatieGebonden):
    """One line of a claim: so much of a product for one youth in one period."""

    declaratie = models.ForeignKey(Declaratie, on_delete=models.PROTECT, related_name="prestaties")
    referentie = models.CharField(_("referentienummer"), max_length=20)
    vorige = models.CharField(_("neemt terug"), max_length=20, blank=True)
    # fmt: off
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, null=True, blank=True, related_name="prestaties", verbose_name=_("jeugdige"))
    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.PROTECT, null=True, blank=True, related_name="prestaties", verbose_name=_("toewijzing"))
    # fmt: on
    toewijzingsnummer = models.PositiveIntegerField(_("toewijzingsnummer"))
    categorie = models.CharField(_("productcategorie"), max_length=2)
    code = models.CharField(_("productcode"), max_length=5)
    begin = models.DateField(_("begin"))
    eind = models.DateField(_("eind"))
    volume = models.PositiveIntegerField(_("volume"))
    eenheid = models.CharField(_("eenheid"), max_length=2, choices=Eenheid)
    tarief = models.PositiveIntegerField(_("tarief in eurocent"), null=True, blank=True)
    bedrag = models.BigIntegerField(_("bedrag in eurocent"), help_text=_("Negatief bij een creditregel."))
    codes = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, verbose_name=_("waarom niet")
    )

    class Meta:
        verbose_name = _("prestatie")
        verbose_name_plural = _("prestaties")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["declaratie"], name="prestatie_declaratie"),
            models.Index(fields=["organisatie", "referentie"], name="prestatie_referentie"),
            models.Index(fields=["toewijzing"], name="prestatie_toewijzing"),
            models.Index(fields=["jeugdige"], name="prestatie_jeugdige"),
        ]

    def __str__(self) -> str:
        return f"Prestatie {self.referentie}"

    @property
    def goed(self) -> bool:
        """Whether the rules leave nothing against it."""
        return not self.codes

    @property
    def geleverd(self) -> str:
        """What was delivered, in words: "12 uur"."""
        return aantal_in_woorden(self.volume, self.eenheid)
