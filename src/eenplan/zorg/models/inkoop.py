"""Care that can be had: providers, products, contracts with prices by date, and what providers say about room.

All dates "tot" are the last day; empty is open-ended.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.zorg.bereik import dagen
from eenplan.zorg.varianten import Eenheid, euro


@historie
class Aanbieder(OrganisatieGebonden, Versieerbaar):
    """A provider of youth care, known by its AGB code (the address of its messages)."""

    naam = models.CharField(_("naam"), max_length=120)
    agb = models.CharField(
        _("AGB-code"),
        max_length=8,
        validators=[RegexValidator(r"^\d{8}$", _("Een AGB-code heeft acht cijfers."))],
    )
    plaats = models.CharField(_("plaats"), max_length=60, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        verbose_name = _("aanbieder")
        verbose_name_plural = _("aanbieders")
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "agb"],
                name="aanbieder_agb_uniek",
                violation_error_message=_("Er is al een aanbieder met deze AGB-code."),
            )
        ]

    def __str__(self) -> str:
        return self.naam


@historie
class Product(OrganisatieGebonden, Versieerbaar):
    """What can be assigned: a product of the municipality's list, within a category of code list JZ020.

    With `profiel` and `intensiteit` it is a *profiel-intensiteitcombinatie* (PIC): one price for
    that profile at that intensity. Without a code it stands for a whole category (*aspecifiek*), and without a
    category too for whatever the provider chooses within a budget (*generiek*).
    """

    class Soort(models.TextChoices):
        INSPANNING = "inspanning", _("inspanning (prijs maal hoeveelheid)")
        OUTPUT = "output", _("output (prijs voor een resultaat)")
        TAAKGERICHT = "taakgericht", _("taakgericht (vaste som)")

    code = models.CharField(
        _("code"),
        max_length=5,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9A-Z]{5}$", _("Een productcode heeft vijf cijfers of hoofdletters."))
        ],
    )
    categorie = models.CharField(
        _("categorie"),
        max_length=2,
        blank=True,
        validators=[
            RegexValidator(r"^(3[1-8]|4\d|5[0-5])$", _("Kies een categorie uit de iJw-lijst JZ020."))
        ],
    )
    naam = models.CharField(_("naam"), max_length=160)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    eenheid = models.CharField(_("eenheid"), max_length=2, choices=Eenheid, blank=True)
    profiel = models.CharField(_("profiel"), max_length=40, blank=True)
    intensiteit = models.CharField(_("intensiteit"), max_length=40, blank=True)
    bij_start = models.PositiveSmallIntegerField(
        _("percentage bij de start"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("Alleen bij output: dit deel wordt betaald bij de start, de rest bij het resultaat."),
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")
        ordering = ["categorie", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "code"],
                condition=~Q(code=""),
                name="product_code_uniek",
                violation_error_message=_("Er is al een product met deze code."),
            ),
            models.UniqueConstraint(
                fields=["organisatie", "categorie"],
                condition=Q(code=""),
                name="product_categorie_uniek",
                violation_error_message=_("Er is al een product voor deze hele categorie."),
            ),
            models.CheckConstraint(
                condition=Q(code="") | ~Q(categorie=""),
                name="product_code_in_categorie",
                violation_error_message=_("Kies bij een productcode ook de categorie."),
            ),
            models.CheckConstraint(
                condition=Q(profiel="", intensiteit="") | (~Q(profiel="") & ~Q(intensiteit="")),
                name="product_pic_heel",
                violation_error_message=_("Vul profiel en intensiteit allebei in, of geen van beide."),
            ),
            models.CheckConstraint(
                condition=Q(soort="taakgericht") | Q(code="") | ~Q(eenheid=""),
                name="product_eenheid_bekend",
                violation_error_message=_("Kies de eenheid waarin dit product wordt toegewezen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}".strip()

    @property
    def specifiek(self) -> bool:
        """Whether it is one product, and not a category or a free choice."""
        return bool(self.code)

    @property
    def pic(self) -> str:
        """The label of the profile-intensity combination; empty when it is not one."""
        return f"{self.profiel} × {self.intensiteit}" if self.profiel else ""


@historie
class Contract(OrganisatieGebonden, Versieerbaar):
    """An agreement with a provider; its tariffs say for which products."""

    aanbieder = models.ForeignKey(
        Aanbieder, on_delete=models.PROTECT, related_name="contracten", verbose_name=_("aanbieder")
    )
    naam = models.CharField(_("naam"), max_length=120)
    vanaf = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracten")
        ordering = ["-vanaf"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                name="contract_eind_na_begin",
                violation_error_message=_("De einddatum van het contract ligt vóór de begindatum."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.aanbieder})"

    def geldt_op(self, dag: date) -> bool:
        return self.vanaf <= dag and (self.tot is None or dag <= self.tot)


@historie
class Tarief(OrganisatieGebonden):
    """The price of one unit of a product under a contract, in euro, for a time.

    Four decimals, because prices per minute have them; costs are rounded once, at the end.
    """

    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, related_name="tarieven", verbose_name=_("contract")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="tarieven", verbose_name=_("product")
    )
    bedrag = models.DecimalField(
        _("bedrag per eenheid in euro"),
        max_digits=12,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0))],
    )
    vanaf = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("tarief")
        verbose_name_plural = _("tarieven")
        ordering = ["product", "-vanaf"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                name="tarief_eind_na_begin",
                violation_error_message=_("De einddatum van het tarief ligt vóór de begindatum."),
            ),
            ExclusionConstraint(
                name="tarief_een_tegelijk",
                expressions=[
                    ("contract", RangeOperators.EQUAL),
                    ("product", RangeOperators.EQUAL),
                    (dagen("vanaf", "tot"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "In dit contract geldt in deze periode al een tarief voor dit product."
                ),
            ),
        ]
        indexes = [models.Index(fields=["product", "vanaf"], name="tarief_product")]

    def __str__(self) -> str:
        return f"{self.product.code} {euro(self.bedrag)}"


@historie
class Beschikbaarheid(OrganisatieGebonden):
    """What a provider said about room for a product on a day: free places and waiting time."""

    aanbieder = models.ForeignKey(
        Aanbieder, on_delete=models.PROTECT, related_name="beschikbaarheid", verbose_name=_("aanbieder")
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="beschikbaarheid", verbose_name=_("product")
    )
    plekken = models.PositiveSmallIntegerField(_("vrije plekken"))
    wachttijd_weken = models.PositiveSmallIntegerField(_("wachttijd in weken"))
    stop = models.BooleanField(
        _("aanmeldstop"), default=False, help_text=_("De aanbieder neemt nu niemand aan voor dit product.")
    )
    peildatum = models.DateField(_("gemeld op"))

    class Meta:
        verbose_name = _("beschikbaarheid")
        verbose_name_plural = _("beschikbaarheid")
        ordering = ["-peildatum", "-id"]
        indexes = [
            models.Index(fields=["product", "aanbieder", "-peildatum"], name="beschikbaarheid_laatste")
        ]

    def __str__(self) -> str:
        return f"{self.aanbieder}: {'aanmeldstop' if self.stop else f'{self.wachttijd_weken} weken'}"
