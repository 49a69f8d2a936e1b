"""Care that was chosen with a family and assigned to a child.

A status is a function of stored facts: an assignment runs because of its dates and because nobody
took it back. The date "eind" is the last day; empty is open-ended.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.kern.tijd import vandaag
from eenplan.zorg.bereik import dagen
from eenplan.zorg.models.inkoop import Aanbieder, Product
from eenplan.zorg.varianten import (
    GROOTSTE_NUMMER,
    GROOTSTE_VOLUME,
    Eenheid,
    Frequentie,
    euro,
    omvang_in_woorden,
)


@historie
class Aanbiederkeuze(OrganisatieGebonden):
    """Which provider was chosen with the family for a product, and what was agreed about it."""

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="aanbiederkeuzes")
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="aanbiederkeuzes")
    aanbieder = models.ForeignKey(
        Aanbieder, on_delete=models.PROTECT, related_name="keuzes", verbose_name=_("aanbieder")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="keuzes", verbose_name=_("product")
    )
    gekozen_op = models.DateField(_("gekozen op"))
    wachttijd_weken = models.PositiveSmallIntegerField(_("afgesproken wachttijd in weken"))
    pic_akkoord = models.BooleanField(
        _("profiel en intensiteit zijn met de aanbieder afgesproken"), default=False
    )
    vervoer = models.BooleanField(_("vervoer is nodig"), default=False)
    vervoer_toelichting = models.CharField(_("afspraak over vervoer"), max_length=300, blank=True)
    step_op = models.DateField(_("STEP ingevuld op"), null=True, blank=True)
    urgentie = models.CharField(_("urgentie"), max_length=12, blank=True)
    reden = models.TextField(_("waarom deze aanbieder"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("aanbiederkeuze")
        verbose_name_plural = _("aanbiederkeuzes")
        ordering = ["-gekozen_op", "-id"]

    def __str__(self) -> str:
        return f"{self.aanbieder} voor {self.product.code}"


@historie
class Toewijzing(OrganisatieGebonden, Versieerbaar):
    """The order to a provider to deliver a product to one youth, as a JW301 tells it.

    Three shapes, by what is filled: with a volume the product is assigned exactly (*specifiek*);
    without one only its category (*aspecifiek*), with or without a budget.
    """

    # fmt: off
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="toewijzingen", verbose_name=_("dossier"))
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="toewijzingen", verbose_name=_("jeugdige"))
    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="toewijzingen", verbose_name=_("aanbieder"))
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="toewijzingen", verbose_name=_("product"))
    # fmt: on
    nummer = models.PositiveIntegerField(
        _("toewijzingsnummer"), validators=[MinValueValidator(1), MaxValueValidator(GROOTSTE_NUMMER)]
    )
    begin = models.DateField(_("begindatum"))
    eind = models.DateField(_("einddatum"), null=True, blank=True)
    volume = models.PositiveIntegerField(
        _("volume"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(GROOTSTE_VOLUME)],
        help_text=_("Een heel getal. Bij de eenheid euro: eurocenten."),
    )  # fmt: skip
    eenheid = models.CharField(_("eenheid"), max_length=2, choices=Eenheid, blank=True)
    frequentie = models.CharField(_("frequentie"), max_length=1, choices=Frequentie, blank=True)
    budget = models.DecimalField(_("budget in euro"), max_digits=8, decimal_places=2, null=True, blank=True)
    besluit_nummer = models.CharField(_("nummer van het besluit"), max_length=30, blank=True)
    toegewezen_op = models.DateTimeField(
        _("vastgesteld op"), help_text=_("Het moment van vaststellen of van de laatste wijziging.")
    )
    ingetrokken_op = models.DateField(
        _("verwijderd op"),
        null=True,
        blank=True,
        help_text=_("Gevuld: de toewijzing geldt als nooit gegeven."),
    )
    reden_wijziging = models.CharField(_("reden van wijziging (JZ002)"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("toewijzing")
        verbose_name_plural = _("toewijzingen")
        ordering = ["begin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "nummer"],
                name="toewijzing_nummer_uniek",
                violation_error_message=_("Dit toewijzingsnummer is al gebruikt."),
            ),
            models.CheckConstraint(
                condition=Q(eind__isnull=True) | Q(eind__gte=F("begin")),
                name="toewijzing_eind_na_begin",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True, eenheid="", frequentie="")
                | (Q(volume__gte=1) & ~Q(eenheid="") & ~Q(frequentie="")),
                name="toewijzing_omvang_heel",
                violation_error_message=_(
                    "Vul volume, eenheid en frequentie alle drie in, of geen van drie."
                ),
            ),
            models.CheckConstraint(
                condition=Q(volume__isnull=True) | Q(budget__isnull=True),
                name="toewijzing_omvang_of_budget",
                violation_error_message=_("Kies volume of budget, niet allebei."),
            ),
            models.CheckConstraint(
                condition=Q(eind__isnull=False) | (Q(budget__isnull=True) & ~Q(frequentie=Frequentie.WEEK)),
                name="toewijzing_eind_verplicht",
                violation_error_message=_("Bij een budget of een volume per week hoort een einddatum."),
            ),
            models.CheckConstraint(
                condition=~Q(frequentie=Frequentie.DAG)
                | Q(eenheid__in=[Eenheid.MINUUT, Eenheid.UUR, Eenheid.STUKS_OUTPUT]),
                name="toewijzing_per_dag",
                violation_error_message=_(
                    "Per dag kan niet bij deze eenheid. Kies per week, per maand of in totaal."
                ),
            ),
            ExclusionConstraint(
                name="toewijzing_niet_dubbel",
                expressions=[
                    ("jeugdige", RangeOperators.EQUAL),
                    ("product", RangeOperators.EQUAL),
                    (dagen("begin", "eind"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ingetrokken_op__isnull=True),
                violation_error_message=_("Dit product is in deze periode al aan deze jeugdige toegewezen."),
            ),
        ]
        indexes = [
            models.Index(fields=["dossier", "begin"], name="toewijzing_dossier"),
            models.Index(fields=["aanbieder", "begin"], name="toewijzing_aanbieder"),
            models.Index(fields=["organisatie", "eind"], name="toewijzing_eind"),
        ]

    def __str__(self) -> str:
        return f"Toewijzing {self.nummer}"

    @property
    def geldt(self) -> bool:
        """False once it was removed as if it had never been (reason 13)."""
        return self.ingetrokken_op is None

    @property
    def status(self) -> str:
        """gepland → loopt → afgelopen, or verwijderd, by its dates and today."""
        if not self.geldt:
            return "verwijderd"
        dag = vandaag()
        if dag < self.begin:
            return "gepland"
        return "afgelopen" if self.eind is not None and self.eind < dag else "loopt"

    @property
    def stopbaar(self) -> bool:
        """Whether care is still to come, so that it can end earlier."""
        return self.status in ("gepland", "loopt")

    @property
    def omvang(self) -> str:
        """Size or budget in words; empty when only the category was assigned."""
        if self.volume is not None:
            return omvang_in_woorden(self.volume, self.eenheid, self.frequentie)
        return f"budget {euro(self.budget)}" if self.budget is not None else ""

    @property
    def per_bericht(self) -> bool:
        """Whether a JW301 tells the provider: not for care that is paid as a fixed sum (OP086)."""
        return self.product.soort != Product.Soort.TAAKGERICHT
