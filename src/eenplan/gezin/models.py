"""People and how they belong together: persons, families, homes, authority, network.

A person belongs to several families over time (parents part, a child moves to foster care), so
every belonging has a beginning and an end.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn as bsn_nummer

from eenplan.kern.geheim import VersleuteldVeld, vingerafdruk
from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.kern.tijd import vandaag

OUDST = 120  # years; the same bound as iJw rule TR002


def controleer_bsn(bsn: str) -> str:
    """The nine digits of a BSN that passes the eleven-test; `ValidationError` in Dutch when it does not."""
    kaal = bsn.replace(" ", "").replace(".", "").replace("-", "")
    if not bsn_nummer.is_valid(kaal):
        raise ValidationError(
            _(
                "Dit is geen geldig BSN. Kijk de negen cijfers na op het identiteitsbewijs; vaak zijn er twee verwisseld."
            ),
            code="bsn",
        )
    return str(bsn_nummer.compact(kaal))


def controleer_geboortedatum(dag: date) -> None:
    """Refuses a birth date in the future or more than 120 years ago."""
    if dag > vandaag():
        raise ValidationError(
            _("De geboortedatum ligt in de toekomst. Controleer dag, maand en jaar."), code="toekomst"
        )
    if dag.year < vandaag().year - OUDST:
        raise ValidationError(
            _("De geboortedatum ligt meer dan 120 jaar terug. Controleer het jaar."), code="te_oud"
        )


@historie
class Persoon(OrganisatieGebonden, Versieerbaar):
    """A person as this organisation knows them."""

    class Geslacht(models.TextChoices):
        MAN = "m", _("man")
        VROUW = "v", _("vrouw")
        X = "x", _("x")
        ONBEKEND = "onbekend", _("onbekend")

    bsn = VersleuteldVeld(_("BSN"), blank=True, default=b"")
    bsn_vingerafdruk = models.CharField(max_length=64, blank=True, editable=False)
    voornamen = models.CharField(_("voornamen"), max_length=120, blank=True)
    roepnaam = models.CharField(_("roepnaam"), max_length=60, blank=True)
    voorvoegsel = models.CharField(_("voorvoegsel"), max_length=10, blank=True)
    achternaam = models.CharField(_("achternaam"), max_length=120)
    geboortedatum = models.DateField(
        _("geboortedatum"), null=True, blank=True, validators=[controleer_geboortedatum]
    )
    geslacht = models.CharField(_("geslacht"), max_length=8, choices=Geslacht, default=Geslacht.ONBEKEND)
    straat = models.CharField(_("straat"), max_length=60, blank=True)
    huisnummer = models.PositiveIntegerField(_("huisnummer"), null=True, blank=True)
    huisletter = models.CharField(_("huisletter"), max_length=1, blank=True)
    toevoeging = models.CharField(_("toevoeging"), max_length=4, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{3}[A-Z]{2}$", _("Schrijf de postcode als 1234AB."))],
    )
    woonplaats = models.CharField(_("woonplaats"), max_length=60, blank=True)
    gemeente_code = models.CharField(_("gemeentecode"), max_length=4, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact_geheim = models.BooleanField(
        _("adres of contact is geheim"),
        default=False,
        help_text=_("Er gaat niets naar anderen waarin adres of bereik staat."),
    )
    overleden_op = models.DateField(_("overleden op"), null=True, blank=True)

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ["achternaam", "geboortedatum"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "bsn_vingerafdruk"],
                condition=~Q(bsn_vingerafdruk=""),
                name="persoon_bsn_uniek",
                violation_error_message=_(
                    "Er is al een persoon met dit BSN. Zoek die persoon op en gebruik die."
                ),
            ),
            models.CheckConstraint(
                condition=Q(overleden_op__isnull=True) | Q(overleden_op__gte=F("geboortedatum")),
                name="persoon_overleden_na_geboorte",
                violation_error_message=_("De datum van overlijden ligt vóór de geboorte."),
            ),
        ]
        indexes = [models.Index(fields=["organisatie", "achternaam", "geboortedatum"], name="persoon_naam")]

    def __str__(self) -> str:
        return self.naam

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.bsn_vingerafdruk = vingerafdruk(str(self.bsn)) if self.bsn else ""
        fields = kwargs.get("update_fields")
        if fields is not None and "bsn" in fields:
            kwargs["update_fields"] = {*fields, "bsn_vingerafdruk"}
        super().save(*args, **kwargs)

    @property
    def naam(self) -> str:
        """Name as one would say it: first name and surname."""
        return " ".join(
            deel for deel in (self.roepnaam or self.voornamen, self.voorvoegsel, self.achternaam) if deel
        )

    def leeftijd(self, op: date | None = None) -> int | None:
        """Age in whole years on a day (today); None when the birth date is unknown."""
        if self.geboortedatum is None:
            return None
        op = op or self.overleden_op or vandaag()
        jarig = (op.month, op.day) >= (self.geboortedatum.month, self.geboortedatum.day)
        return op.year - self.geboortedatum.year - (not jarig)

    @property
    def adresregel(self) -> str:
        """Street and house number on one line, empty when unknown."""
        nummer = f"{self.huisnummer or ''}{self.huisletter}{'-' + self.toevoeging if self.toevoeging else ''}"
        return f"{self.straat} {nummer}".strip()


@historie
class Gezin(OrganisatieGebonden, Versieerbaar):
    """A family as helpers know it: *gezin De Vries*. Its members change over time."""

    naam = models.CharField(_("naam"), max_length=120)
    personen = models.ManyToManyField(Persoon, through="Gezinslid", related_name="gezinnen")

    class Meta:
        verbose_name = _("gezin")
        verbose_name_plural = _("gezinnen")
        indexes = [models.Index(fields=["organisatie", "naam"], name="gezin_naam")]

    def __str__(self) -> str:
        return self.naam


class _Periode(models.Model):
    """From and up to and including; an empty end is open-ended, an empty begin is unknown."""

    vanaf = models.DateField(_("vanaf"), null=True, blank=True)
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(vanaf__isnull=True) | Q(tot__gte=F("vanaf")),
                name="%(class)s_eind_na_begin",
                violation_error_code="tot",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            )
        ]


@historie
class Gezinslid(OrganisatieGebonden, _Periode):
    """A person belongs to a family in a role, for a time; `woont_in` says whether they live there."""

    class Rol(models.TextChoices):
        JEUGDIGE = "jeugdige", _("jeugdige")
        OUDER = "ouder", _("ouder")
        VERZORGER = "verzorger", _("verzorger")
        PARTNER = "partner", _("partner van ouder")
        BROER_ZUS = "broer_zus", _("broer of zus")
        ANDER = "ander", _("ander")

    gezin = models.ForeignKey(Gezin, on_delete=models.PROTECT, related_name="leden")
    persoon = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(_("rol"), max_length=10, choices=Rol)
    woont_in = models.BooleanField(_("woont in dit gezin"), default=True)

    class Meta(_Periode.Meta):
        verbose_name = _("gezinslid")
        verbose_name_plural = _("gezinsleden")
        constraints = [
            *_Periode.Meta.constraints,
            models.UniqueConstraint(
                fields=["gezin", "persoon"],
                condition=Q(tot__isnull=True),
                name="gezinslid_een_keer",
                violation_error_message=_("Deze persoon hoort al bij dit gezin."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} ({self.get_rol_display()})"


@historie
class Relatie(OrganisatieGebonden, _Periode):
    """How two people stand to each other: `van` is … of `naar`."""

    class Soort(models.TextChoices):
        OUDER_VAN = "ouder_van", _("ouder van")
        PARTNER = "partner", _("partner van")
        EX_PARTNER = "ex_partner", _("ex-partner van")
        STIEFOUDER_VAN = "stiefouder_van", _("stiefouder van")
        PLEEGOUDER_VAN = "pleegouder_van", _("pleegouder van")
        GROOTOUDER_VAN = "grootouder_van", _("grootouder van")
        BROER_ZUS = "broer_zus", _("broer of zus van")
        ANDERS = "anders", _("anders")

    van = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_van")
    naar = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="relaties_naar")
    soort = models.CharField(_("soort"), max_length=14, choices=Soort)
    toelichting = models.CharField(_("toelichting"), max_length=200, blank=True)

    class Meta(_Periode.Meta):
        verbose_name = _("relatie")
        verbose_name_plural = _("relaties")
        constraints = [
            *_Periode.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(van=F("naar")),
                name="relatie_twee_personen",
                violation_error_message=_("Iemand kan geen relatie met zichzelf hebben."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van} {self.get_soort_display()} {self.naar}"


@historie
class Gezag(OrganisatieGebonden, _Periode):
    """Who decides for a child: authority of a parent, guardian or institution (BW 1:245, 1:253a-aa)."""

    class Soort(models.TextChoices):
        OUDERLIJK = "ouderlijk", _("ouderlijk gezag")
        VOOGDIJ = "voogdij", _("voogdij")
        VOORLOPIGE_VOOGDIJ = "voorlopige_voogdij", _("voorlopige voogdij")

    jeugdige = models.ForeignKey(Persoon, on_delete=models.PROTECT, related_name="gezag_over")
    persoon = models.ForeignKey(
        Persoon, on_delete=models.PROTECT, related_name="gezag_van", null=True, blank=True
    )
    instelling = models.CharField(_("instelling"), max_length=120, blank=True)
    soort = models.CharField(_("soort"), max_length=20, choices=Soort, default=Soort.OUDERLIJK)
    bron = models.CharField(
        _("waaruit blijkt dit"),
        max_length=120,
        help_text=_("Bijvoorbeeld: gezagsregister, ingezien op 3 maart."),
    )

    class Meta(_Periode.Meta):
        verbose_name = _("gezag")
        verbose_name_plural = _("gezag")
        constraints = [
            *_Periode.Meta.constraints,
            models.CheckConstraint(
                condition=Q(persoon__isnull=False) | ~Q(instelling=""),
                name="gezag_bij_iemand",
                violation_error_message=_("Vul in wie het gezag heeft: een persoon of een instelling."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.persoon or self.instelling}"


@historie
class Netwerkcontact(OrganisatieGebonden):
    """Someone around the family: grandmother, teacher, neighbour, helper."""

    class Kring(models.TextChoices):
        FAMILIE = "familie", _("familie")
        VRIENDEN = "vrienden", _("vrienden en buren")
        SCHOOL = "school", _("school en vrije tijd")
        HULP = "hulp", _("hulpverlening")

    class Nabijheid(models.IntegerChoices):
        DICHTBIJ = 1, _("dichtbij")
        MIDDEN = 2, _("regelmatig")
        VER = 3, _("op afstand")

    gezin = models.ForeignKey(Gezin, on_delete=models.PROTECT, related_name="netwerk")
    naam = models.CharField(_("naam"), max_length=120)
    wie = models.CharField(
        _("wie is dit"), max_length=80, help_text=_("Bijvoorbeeld: oma, mentor, buurvrouw.")
    )
    kring = models.CharField(_("kring"), max_length=10, choices=Kring)
    nabijheid = models.PositiveSmallIntegerField(
        _("hoe dichtbij"), choices=Nabijheid, default=Nabijheid.MIDDEN
    )
    steunt = models.BooleanField(_("steunt het gezin"), default=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    toelichting = models.CharField(_("wat kan deze persoon betekenen"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("netwerkcontact")
        verbose_name_plural = _("netwerkcontacten")
        ordering = ["nabijheid", "naam"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.wie})"
