"""Who works where, as what, and what they may sign.

Rights follow from functie, organisation, team and relation to the dossier, never from a login name.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import Versieerbaar
from eenplan.kern.tijd import vandaag


class Functie(models.TextChoices):
    """The functies of the domain guide, section 1."""

    A_TEAM = "a_team", _("administratief medewerker")
    PRAKTIJKLEIDER = "praktijkleider", _("praktijkleider")
    GEDRAGSWETENSCHAPPER = "gedragswetenschapper", _("gedragswetenschapper")
    JEUGDCONSULENT = "jeugdconsulent", _("jeugdconsulent")
    TEAMLEIDER = "teamleider", _("teamleider")
    PROCESREGISSEUR = "procesregisseur", _("procesregisseur")
    ADVISEUR = "adviseur", _("adviseur")
    KWALITEITSADVISEUR = "kwaliteitsadviseur", _("kwaliteitsadviseur")
    BACKOFFICE = "backoffice", _("backoffice")
    BELEID = "beleid", _("beleidsmedewerker")
    MANAGER = "manager", _("manager")
    BESTUURDER = "bestuurder", _("bestuurder")
    JEUGDBESCHERMER = "jeugdbeschermer", _("jeugdbeschermer")
    INSTROOMTEAM = "instroomteam", _("medewerker instroomteam")
    ZORGMAKELAAR = "zorgmakelaar", _("zorgmakelaar")
    RET_COORDINATOR = "ret_coordinator", _("RET-coördinator")
    AUDITOR = "auditor", _("auditor")
    BEHEERDER = "beheerder", _("beheerder")


def geldig_op(dag: date, prefix: str = "") -> Q:
    """Rows with `vanaf`/`tot` that hold on `dag`; `tot` is the last day, empty is open-ended."""
    return Q(**{f"{prefix}vanaf__lte": dag}) & (
        Q(**{f"{prefix}tot__isnull": True}) | Q(**{f"{prefix}tot__gte": dag})
    )


@historie
class Organisatie(Versieerbaar):
    """A municipality, certified institution, region or provider that uses this installation."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        GI = "gi", _("gecertificeerde instelling")
        REGIO = "regio", _("regio")
        AANBIEDER = "aanbieder", _("aanbieder")

    naam = models.CharField(_("naam"), max_length=120, unique=True)
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    code = models.CharField(
        _("code"),
        max_length=8,
        unique=True,
        help_text=_("Gemeente: vier cijfers van het CBS. Anders: acht cijfers AGB."),
        validators=[RegexValidator(r"^(\d{4}|\d{8})$", _("Geef vier cijfers (CBS) of acht cijfers (AGB)."))],
    )
    voorvoegsel = models.CharField(_("voorvoegsel van dossiernummers"), max_length=4)
    instellingen = models.JSONField(_("instellingen"), default=dict, blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.naam


@historie
class Team(Versieerbaar):
    """A team; `soort` says which kind of families it serves. A team that was closed takes nobody in any more."""

    class Soort(models.TextChoices):
        ENTREE = "entree", _("entreeteam")
        REGIE = "regie", _("regieteam")
        A_TEAM = "a_team", _("A-team")
        BESCHERMING = "bescherming", _("team jeugdbescherming")
        STAF = "staf", _("staf")

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="teams")
    naam = models.CharField(_("naam"), max_length=80)
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    opgeheven_op = models.DateField(_("opgeheven op"), null=True, blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["naam"]
        constraints = [models.UniqueConstraint("organisatie", "naam", name="team_naam_uniek")]

    def __str__(self) -> str:
        return self.naam


@historie
class Medewerker(Versieerbaar):
    """A person who works in an organisation, with or without a way to sign in."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="medewerker"
    )
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="medewerkers")
    naam = models.CharField(_("naam"), max_length=120)
    fte = models.DecimalField(
        _("fte"), max_digits=3, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal("1.2"))],
    )  # fmt: skip
    skj_nummer = models.CharField(
        _("SKJ-nummer"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("Een SKJ-nummer heeft negen cijfers."))],
    )
    skj_tot = models.DateField(_("SKJ geldig tot en met"), null=True, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=20, blank=True)
    actief = models.BooleanField(_("actief"), default=True)
    startwachtwoord_tot = models.DateTimeField(
        _("startwachtwoord geldig tot"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Gevuld: deze medewerker kiest bij de eerste aanmelding eerst een eigen wachtwoord."),
    )

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    @cached_property
    def functies(self) -> frozenset[str]:
        """Codes of the functies held today. Costs one query, once per instance."""
        return frozenset(
            self.functievervullingen.filter(geldig_op(vandaag())).values_list("functie", flat=True)
        )

    @cached_property
    def team_ids(self) -> tuple[int, ...]:
        """Teams this person is in today. Costs one query, once per instance."""
        return tuple(self.teamlidmaatschappen.filter(geldig_op(vandaag())).values_list("team_id", flat=True))

    def heeft_functie(self, *functies: str) -> bool:
        """Whether this person holds at least one of `functies` today."""
        return self.actief and not self.functies.isdisjoint(functies)

    @property
    def functienamen(self) -> str:
        """The functies in words, in the order of the domain guide."""
        return ", ".join(str(f.label) for f in Functie if f.value in self.functies)


class _Periode(models.Model):
    """From and up to and including; an empty end is open-ended."""

    vanaf = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("vanaf")),
                name="%(class)s_eind_na_begin",
                violation_error_code="tot",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            )
        ]


@historie
class Functievervulling(_Periode):
    """A person holds a functie for a time."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.CASCADE, related_name="functievervullingen")
    functie = models.CharField(_("functie"), max_length=20, choices=Functie)

    class Meta(_Periode.Meta):
        verbose_name = _("functievervulling")
        verbose_name_plural = _("functievervullingen")

    def __str__(self) -> str:
        return f"{self.medewerker}: {self.get_functie_display()}"


@historie
class Teamlidmaatschap(_Periode):
    """A person is in a team for a time."""

    medewerker = models.ForeignKey(Medewerker, on_delete=models.CASCADE, related_name="teamlidmaatschappen")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="lidmaatschappen")

    class Meta(_Periode.Meta):
        verbose_name = _("teamlidmaatschap")
        verbose_name_plural = _("teamlidmaatschappen")

    def __str__(self) -> str:
        return f"{self.medewerker} in {self.team}"


@historie
class Mandaat(_Periode):
    """Who may sign which kind of decision up to what yearly amount, on the ground of which document.

    The decision table *mandaat* names the functie; this row says that the organisation has given
    that functie (or one person in it) the power, from when and until when (Awb 10:3, 10:5).
    """

    class Besluitsoort(models.TextChoices):
        ZIN = "zin", _("zorg in natura")
        PGB = "pgb", _("persoonsgebonden budget")
        AFWIJZING = "afwijzing", _("afwijzing")

    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="mandaten")
    functie = models.CharField(_("functie"), max_length=20, choices=Functie)
    medewerker = models.ForeignKey(
        Medewerker, on_delete=models.PROTECT, null=True, blank=True, related_name="mandaten",
        help_text=_("Leeg: ieder die de functie vervult."),
    )  # fmt: skip
    besluitsoort = models.CharField(_("soort besluit"), max_length=10, choices=Besluitsoort)
    tot_bedrag = models.DecimalField(
        _("tot en met bedrag per jaar"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    bron = models.CharField(_("besluit waarop dit berust"), max_length=200)

    class Meta(_Periode.Meta):
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")

    def __str__(self) -> str:
        return f"{self.get_functie_display()}: {self.get_besluitsoort_display()}"
