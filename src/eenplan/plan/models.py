"""The plan of a family: what they want to reach, what helps, what they say of it, and who signed.

A plan is written with the family and then settled. A settled plan does not change any more: new
insight makes a new number, so that one can always read what was agreed. Progress on a goal is not
part of the agreement and goes on.
"""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.kern.tijd import vandaag
from eenplan.plan import vast
from eenplan.zorg.varianten import omvang_in_woorden

GROOTSTE_VOLUME = 99_999_999  # iJw rule RS005


@historie
class Plan(OrganisatieGebonden, Versieerbaar):
    """One numbered plan of one dossier: concept → besproken → ter ondertekening → vastgesteld."""

    class Soort(models.TextChoices):
        ONDERSTEUNINGSPLAN = "ondersteuningsplan", _("ondersteuningsplan")
        FAMILIEGROEPSPLAN = "familiegroepsplan", _("familiegroepsplan")

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="plannen")
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    soort = models.CharField(_("soort plan"), max_length=20, choices=Soort, default=Soort.ONDERSTEUNINGSPLAN)
    situatie = models.TextField(_("hoe het nu gaat"), blank=True)
    verklaring = models.TextField(_("hoe dat komt"), blank=True)
    opgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opgesteld_op = models.DateField(_("begonnen op"))
    besproken_op = models.DateField(_("besproken op"), null=True, blank=True)
    akkoord = models.BooleanField(_("gezin is akkoord"), null=True, blank=True)
    verzonden_op = models.DateField(_("gestuurd om te tekenen op"), null=True, blank=True)
    vastgesteld_op = models.DateField(_("vastgesteld op"), null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")
        ordering = ["-nummer"]
        triggers = vast.eigen()
        constraints = [
            models.UniqueConstraint(fields=["dossier", "nummer"], name="plan_nummer_uniek"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(vastgesteld_op__isnull=True),
                name="plan_een_concept_per_dossier",
                violation_error_message=_("Er is al een plan in voorbereiding. Werk dat verder uit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().capitalize()} {self.nummer}"

    @property
    def status(self) -> str:
        """By what has been recorded: concept, besproken, ter_ondertekening or vastgesteld."""
        if self.vastgesteld_op:
            return "vastgesteld"
        if self.verzonden_op:
            return "ter_ondertekening"
        return "besproken" if self.besproken_op else "concept"

    @property
    def is_concept(self) -> bool:
        """Not settled: may still change."""
        return self.vastgesteld_op is None


@historie
class Doel(OrganisatieGebonden, Versieerbaar):
    """What one family member wants to reach, in their own words, with what makes it SMART."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="doelen")
    persoon = models.ForeignKey(
        "gezin.Persoon",
        on_delete=models.PROTECT,
        related_name="doelen",
        verbose_name=_("van wie is dit doel"),
    )
    titel = models.CharField(_("wat wil je bereiken"), max_length=160)
    specifiek = models.TextField(_("wat is er dan anders dan nu"), blank=True)
    meetbaar = models.TextField(_("waaraan merken we dat"), blank=True)
    acceptabel = models.TextField(_("waarom is dit belangrijk, en voor wie"), blank=True)
    realistisch = models.TextField(_("wat maakt dat het kan lukken"), blank=True)
    begin_op = models.DateField(_("begin"))
    eind_op = models.DateField(_("klaar op"), null=True, blank=True)
    begin_waarde = models.DecimalField(
        _("stand bij het begin"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    doel_waarde = models.DecimalField(
        _("stand bij het doel"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    eenheid = models.CharField(_("wat tellen we"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["id"]
        triggers = vast.onder("plan_plan", "plan_id")
        constraints = [
            models.CheckConstraint(
                condition=Q(eind_op__isnull=True) | Q(eind_op__gt=F("begin_op")),
                name="doel_eind_na_begin",
                violation_error_message=_("De einddatum van het doel ligt niet na het begin."),
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def laatste(self) -> Voortgang | None:
        """The newest progress row. Costs a query per goal unless `voortgang` was prefetched."""
        rows = sorted(self.voortgang.all(), key=lambda rij: (rij.datum, rij.pk))
        return rows[-1] if rows else None

    @property
    def nu_waarde(self) -> Decimal | None:
        """Where it stands: the newest measurement, else the beginning."""
        laatste = self.laatste
        return laatste.waarde if laatste else self.begin_waarde

    @property
    def over_tijd(self) -> bool:
        """The day on which it would be reached is over, and it was not, as far as was measured."""
        return self.eind_op is not None and self.eind_op < vandaag() and self.procent < 100

    @property
    def procent(self) -> int:
        """How far from beginning to goal, 0–100; also for goals that go down."""
        nu, begin, doel = self.nu_waarde, self.begin_waarde, self.doel_waarde
        if nu is None or begin is None or doel is None or begin == doel:
            return 0
        return max(0, min(100, round((nu - begin) / (doel - begin) * 100)))


@historie
class Voortgang(OrganisatieGebonden):
    """A measurement of a goal on a day, with what the family says about it."""

    doel = models.ForeignKey(Doel, on_delete=models.CASCADE, related_name="voortgang")
    datum = models.DateField(_("datum"))
    waarde = models.DecimalField(_("stand"), max_digits=7, decimal_places=1)
    toelichting = models.TextField(_("toelichting"), blank=True)

    class Meta:
        verbose_name = _("voortgang")
        verbose_name_plural = _("voortgang")
        ordering = ["datum", "id"]

    def __str__(self) -> str:
        return f"{self.datum}: {self.waarde}"


@historie
class Inzet(OrganisatieGebonden, Versieerbaar):
    """What helps to reach the goals. Own network first, then what is there for everybody, then the rest.

    `aanbieder` is whom the family prefers; who takes it on is chosen after signing (`zorg.Aanbiederkeuze`).
    `tarief` is what one unit cost when this was written, in euro; empty while the price is unknown.
    """

    class Soort(models.TextChoices):
        EIGEN_NETWERK = "eigen_netwerk", _("eigen kring")
        ALGEMEEN = "algemene_voorziening", _("voorziening voor iedereen")
        ANDERE_WET = "andere_wet", _("hulp uit een andere wet")
        INDIVIDUEEL = "individuele_voorziening", _("individuele jeugdhulp")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="inzet")
    doel = models.ForeignKey(
        Doel,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="inzet",
        verbose_name=_("voor welk doel"),
    )
    soort = models.CharField(_("soort hulp"), max_length=24, choices=Soort)
    omschrijving = models.CharField(_("wat gaat er gebeuren"), max_length=300)
    wie = models.CharField(_("wie doet dat"), max_length=120, blank=True)
    jeugdige = models.ForeignKey(
        "gezin.Persoon",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inzet",
        verbose_name=_("voor welke jeugdige"),
    )
    product = models.ForeignKey(
        "zorg.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
    )
    aanbieder = models.ForeignKey(
        "zorg.Aanbieder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("voorkeur voor aanbieder"),
    )
    volume = models.PositiveIntegerField(
        _("hoeveel"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(GROOTSTE_VOLUME)],
    )
    eenheid = models.CharField(_("eenheid"), max_length=2, blank=True)
    frequentie = models.CharField(_("hoe vaak"), max_length=1, blank=True)
    begin = models.DateField(_("van"), null=True, blank=True)
    eind = models.DateField(_("tot en met"), null=True, blank=True)
    tarief = models.DecimalField(
        _("tarief per eenheid"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    afweging = models.TextField(
        _("waarom eigen kring en voorzieningen voor iedereen niet genoeg zijn"), blank=True
    )
    toewijzing = models.ForeignKey(
        "zorg.Toewijzing", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")
        ordering = ["id"]
        triggers = vast.onder("plan_plan", "plan_id", wel=("toewijzing",))
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__isnull=True) | Q(begin__isnull=True) | Q(eind__gte=F("begin")),
                name="inzet_eind_na_begin",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
            models.CheckConstraint(
                condition=~Q(soort="individuele_voorziening")
                | (
                    Q(jeugdige__isnull=False, product__isnull=False, begin__isnull=False, eind__isnull=False)
                    & ~Q(afweging="")
                ),
                name="inzet_individueel_volledig",
                violation_error_message=_(
                    "Individuele jeugdhulp heeft een jeugdige, product, periode en afweging nodig."
                ),
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True, eenheid="", frequentie="")
                | (Q(volume__gte=1) & ~Q(eenheid="") & ~Q(frequentie="")),
                name="inzet_omvang_heel",
                violation_error_message=_("Vul in hoeveel, welke eenheid en hoe vaak, of geen van drie."),
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving

    @property
    def omvang(self) -> str:
        """How much in words: "4 uur per week"; empty for a fixed sum."""
        return omvang_in_woorden(self.volume, self.eenheid, self.frequentie) if self.volume else ""

    @property
    def is_individueel(self) -> bool:
        return self.soort == self.Soort.INDIVIDUEEL


@historie
class Reactie(OrganisatieGebonden):
    """What a family member says of the plan, in their own words. Only ever added to."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reacties")
    persoon = models.ForeignKey(
        "gezin.Persoon", on_delete=models.PROTECT, related_name="+", verbose_name=_("van wie")
    )
    tekst = models.TextField(_("reactie"))
    datum = models.DateField(_("datum"))

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ["datum", "id"]

    def __str__(self) -> str:
        return f"{self.persoon} {self.datum}"


@historie
class Ondertekening(OrganisatieGebonden):
    """A signature, or the reason why there is none. Both belong to who was asked."""

    class Wijze(models.TextChoices):
        PAPIER = "papier", _("op papier")
        GESPREK = "gesprek", _("in een gesprek")
        DIGITAAL = "digitaal", _("digitaal")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="ondertekeningen")
    persoon = models.ForeignKey(
        "gezin.Persoon", on_delete=models.PROTECT, related_name="+", verbose_name=_("wie")
    )
    datum = models.DateField(_("datum"), null=True, blank=True)
    wijze = models.CharField(_("hoe"), max_length=8, choices=Wijze, blank=True)
    niet_getekend_reden = models.TextField(_("waarom niet getekend"), blank=True)

    class Meta:
        verbose_name = _("ondertekening")
        verbose_name_plural = _("ondertekeningen")
        ordering = ["id"]
        triggers = vast.onder("plan_plan", "plan_id")
        constraints = [
            models.UniqueConstraint(fields=["plan", "persoon"], name="ondertekening_een_keer"),
            models.CheckConstraint(
                condition=(Q(datum__isnull=False, niet_getekend_reden="") & ~Q(wijze=""))
                | (Q(datum__isnull=True, wijze="") & ~Q(niet_getekend_reden="")),
                name="ondertekening_of_reden",
                violation_error_message=_("Leg een handtekening vast, of de reden waarom die er niet is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon}: {self.datum or self.niet_getekend_reden}"

    @property
    def getekend(self) -> bool:
        return self.datum is not None
