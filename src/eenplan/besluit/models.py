"""A decision: what a youth gets, who wrote, read and signed it, and the letters that tell it.

Four eyes always: who writes neither reads along nor signs; the database refuses it too. The state
follows from what was recorded. A change of the draft takes the second reading back.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.plan import vast
from eenplan.zorg.varianten import Eenheid, Frequentie, omvang_in_woorden


class Oordeel(models.TextChoices):
    """What an adviser or an MDO says of a draft."""

    AKKOORD = "akkoord", _("akkoord")
    AANPASSEN = "aanpassen", _("aanpassen")


@historie
class Besluit(OrganisatieGebonden, Versieerbaar):
    """A decision about one youth: concept → gelezen → vastgesteld → verzonden (Awb 1:3)."""

    class Soort(models.TextChoices):
        ZIN = "zin", _("zorg in natura")
        PGB = "pgb", _("persoonsgebonden budget")
        AFWIJZING = "afwijzing", _("afwijzing")

    class Aanleiding(models.TextChoices):
        REGULIER = "regulier", _("gewone aanvraag")
        VERLENGD = "verlengde_jeugdhulp", _("verlengde jeugdhulp na 18 jaar")
        PLEEGZORG_18 = "pleegzorg_18", _("pleegzorg na 18 jaar")
        ONGEBRUIKELIJK = "ongebruikelijk", _("ongebruikelijke hulp of aanbieder")
        SPOED = "spoed", _("spoed")

    class Lezing(models.TextChoices):
        AKKOORD = "akkoord", _("akkoord")
        TERUG = "terug", _("terug naar de opsteller")

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="besluiten")
    plan = models.ForeignKey("plan.Plan", on_delete=models.PROTECT, related_name="besluiten")
    proces = models.ForeignKey(
        "werkwijze.Proces", on_delete=models.PROTECT, null=True, blank=True, related_name="besluiten"
    )
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    soort = models.CharField(_("soort besluit"), max_length=10, choices=Soort, default=Soort.ZIN)
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="besluiten")
    aanvraag_op = models.DateField(_("aanvraag ontvangen op"))
    aanleiding = models.CharField(
        _("bijzonderheid"), max_length=20, choices=Aanleiding, default=Aanleiding.REGULIER
    )
    meervoudig = models.BooleanField(_("er spelen meer problemen tegelijk"), default=False)
    ingangsdatum = models.DateField(_("ingangsdatum"))
    einddatum = models.DateField(_("einddatum"))
    jaarkosten = models.DecimalField(_("kosten per jaar"), max_digits=10, decimal_places=2)
    totaalkosten = models.DecimalField(_("kosten in totaal"), max_digits=10, decimal_places=2)
    motivering = models.TextField(_("waarom we dit besluiten"))
    opsteller = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField(_("opgesteld op"))

    advies_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    advies_op = models.DateTimeField(_("advies gegeven op"), null=True, blank=True)
    advies_oordeel = models.CharField(
        _("oordeel van de adviseur"), max_length=10, choices=Oordeel, blank=True
    )
    advies_tekst = models.TextField(_("advies"), blank=True)
    afwijking_advies = models.TextField(_("waarom we van het advies afwijken"), blank=True)

    mdo_op = models.DateField(_("datum van het MDO"), null=True, blank=True)
    mdo_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mdo_wie = models.CharField(_("wie waren erbij"), max_length=300, blank=True)
    mdo_oordeel = models.CharField(_("uitkomst van het MDO"), max_length=10, choices=Oordeel, blank=True)
    mdo_verslag = models.TextField(_("verslag van het MDO"), blank=True)

    tweede_lezer = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gelezen_op = models.DateTimeField(_("gelezen op"), null=True, blank=True)
    oordeel = models.CharField(_("oordeel van de tweede lezer"), max_length=8, choices=Lezing, blank=True)
    opmerking = models.TextField(_("opmerking"), blank=True)

    mandaat = models.ForeignKey(
        "organisatie.Mandaat", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mandaat_uitkomst = models.ForeignKey(
        "werkwijze.Uitkomst", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    verzonden_op = models.DateField(_("verzonden op"), null=True, blank=True)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    intrekreden = models.TextField(_("waarom er geen besluit komt"), blank=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["-nummer"]
        triggers = vast.eigen(wel=("verzonden_op",))
        constraints = [
            models.UniqueConstraint(fields=["dossier", "nummer"], name="besluit_nummer_uniek"),
            models.CheckConstraint(
                condition=Q(einddatum__gte=F("ingangsdatum")),
                name="besluit_eind_na_begin",
                violation_error_message=_("De einddatum ligt vóór de ingangsdatum."),
            ),
            models.CheckConstraint(
                condition=(Q(tweede_lezer__isnull=True) | ~Q(tweede_lezer=F("opsteller")))
                & (Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("opsteller"))),
                name="besluit_vier_ogen",
                violation_error_message=_("Wie een besluit schrijft, leest en tekent het niet zelf."),
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True)
                | Q(oordeel="akkoord", vastgesteld_door__isnull=False),
                name="besluit_gelezen_voor_vaststellen",
            ),
        ]

    def __str__(self) -> str:
        return self.kenmerk

    @property
    def kenmerk(self) -> str:
        """What stands in letters and messages: dossier number and number of the decision."""
        return f"{self.dossier.nummer}-B{self.nummer}"

    @property
    def status(self) -> str:
        """By what has been recorded: ingetrokken, verzonden, vastgesteld, terug, gelezen or concept."""
        if self.ingetrokken_op:
            return "ingetrokken"
        if self.verzonden_op:
            return "verzonden"
        if self.vastgesteld_op:
            return "vastgesteld"
        return {"akkoord": "gelezen", "terug": "terug"}.get(self.oordeel, "concept")

    @property
    def is_concept(self) -> bool:
        """May still be changed: neither settled nor withdrawn."""
        return self.vastgesteld_op is None and self.ingetrokken_op is None

    @property
    def duur_weken(self) -> int:
        """Whole weeks between first and last day, both included, rounded up."""
        return -(-((self.einddatum - self.ingangsdatum).days + 1) // 7)

    @property
    def achttien_plus(self) -> bool:
        """Whether the youth is, or becomes, 18 before it ends."""
        return (self.jeugdige.leeftijd(self.einddatum) or 0) >= 18


@historie
class Besluitregel(OrganisatieGebonden):
    """One provision of a decision, with the price of the day it was written."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="regels")
    inzet = models.ForeignKey("plan.Inzet", on_delete=models.PROTECT, related_name="besluitregels")
    product = models.ForeignKey("zorg.Product", on_delete=models.PROTECT, related_name="+")
    aanbieder = models.ForeignKey("zorg.Aanbieder", on_delete=models.PROTECT, related_name="+")
    volume = models.PositiveIntegerField(_("hoeveel"), null=True, blank=True)
    eenheid = models.CharField(_("eenheid"), max_length=2, choices=Eenheid, blank=True)
    frequentie = models.CharField(_("hoe vaak"), max_length=1, choices=Frequentie, blank=True)
    begin = models.DateField(_("van"))
    eind = models.DateField(_("tot en met"))
    tarief = models.DecimalField(_("tarief"), max_digits=12, decimal_places=4, null=True, blank=True)
    kosten = models.DecimalField(_("kosten"), max_digits=10, decimal_places=2)
    toewijzing = models.ForeignKey(
        "zorg.Toewijzing", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("besluitregel")
        verbose_name_plural = _("besluitregels")
        ordering = ["begin", "id"]
        triggers = vast.onder("besluit_besluit", "besluit_id", wel=("toewijzing",))
        constraints = [
            models.UniqueConstraint(fields=["besluit", "inzet"], name="besluitregel_inzet_een_keer"),
            models.CheckConstraint(
                condition=Q(eind__gte=F("begin")),
                name="besluitregel_eind_na_begin",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} bij {self.aanbieder}"

    @property
    def omvang(self) -> str:
        """Size in words, empty when the provider gets a fixed sum."""
        return omvang_in_woorden(self.volume, self.eenheid, self.frequentie) if self.volume else ""


@historie
class Brief(OrganisatieGebonden):
    """One letter to one person. A letter made again replaces the one that was not sent."""

    class Wijze(models.TextChoices):
        POST = "post", _("met de post")
        PERSOONLIJK = "persoonlijk", _("persoonlijk gegeven")
        DIGITAAL = "digitaal", _("digitaal, beveiligd")

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="brieven")
    geadresseerde = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("dossier.Document", on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateField(_("dagtekening"))
    let_op = models.CharField(_("let op"), max_length=300, blank=True)
    verzonden_op = models.DateField(_("verzonden op"), null=True, blank=True)
    wijze = models.CharField(_("hoe verzonden"), max_length=12, choices=Wijze, blank=True)
    vervangen_op = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("brieven")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["besluit", "geadresseerde"],
                condition=Q(vervangen_op__isnull=True),
                name="brief_een_per_persoon",
            )
        ]

    def __str__(self) -> str:
        return f"Brief aan {self.geadresseerde}"
