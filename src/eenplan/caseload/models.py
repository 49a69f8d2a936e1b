"""What a team needs to know of itself: the norm it chose, who can do what and when, what was calculated and proposed.

Who has which family stands in `dossier`; here is only what weighs, what was asked of the machine, and what was decided.
"""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar


class Zwaarte(models.TextChoices):
    """What a family asks now, as in the work model of `formatie`: kind of question and phase."""

    ENKELVOUDIG_ONDERZOEK = "enkelvoudig.onderzoek", _("enkelvoudig, onderzoek")
    ENKELVOUDIG_PLAN = "enkelvoudig.plan", _("enkelvoudig, plan en besluit")
    ENKELVOUDIG_MONITOREN = "enkelvoudig.monitoren", _("enkelvoudig, monitoren")
    MEERVOUDIG_ONDERZOEK = "meervoudig.onderzoek", _("meervoudig, onderzoek")
    MEERVOUDIG_PLAN = "meervoudig.plan", _("meervoudig, plan en besluit")
    MEERVOUDIG_MONITOREN = "meervoudig.monitoren", _("meervoudig, monitoren")
    ZORGCOORDINATIE = "meervoudig.zorgcoordinatie", _("zorgcoördinatie")
    VEILIGHEID_ONDERZOEK = "veiligheid.onderzoek", _("veiligheid, onderzoek")
    VEILIGHEIDSCOORDINATIE = "veiligheid.veiligheidscoordinatie", _("veiligheidscoördinatie")


@historie
class Caseloadnorm(OrganisatieGebonden, Versieerbaar):
    """What one fte may carry according to the organisation, from a day on, and on what that rests."""

    class Grootheid(models.TextChoices):
        UREN = "uren", _("uren per week")
        GEZINNEN = "gezinnen", _("gezinnen")
        JEUGDIGEN = "jeugdigen", _("jeugdigen")

    vanaf = models.DateField(_("geldt vanaf"))
    grootheid = models.CharField(_("telt in"), max_length=10, choices=Grootheid)
    per_fte = models.DecimalField(
        _("per fte"), max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal("0.1"))]
    )
    bron = models.CharField(_("waar de norm vandaan komt"), max_length=200)
    aanname = models.BooleanField(_("is een aanname"), default=False)
    waarom = models.TextField(_("waarom deze norm"), blank=True)

    class Meta:
        verbose_name = _("caseloadnorm")
        verbose_name_plural = _("caseloadnormen")
        ordering = ["-vanaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "vanaf"],
                name="caseloadnorm_per_dag",
                violation_error_code="vanaf",
                violation_error_message=_("Er geldt al een norm vanaf deze dag. Kies een andere dag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.per_fte.normalize():f} {self.get_grootheid_display()} per fte".replace(".", ",")


@historie
class Zaakgewicht(OrganisatieGebonden, Versieerbaar):
    """Hours a week that a family of this weight asks, where the organisation chose otherwise than the work model."""

    zwaarte = models.CharField(_("zwaarte"), max_length=40, choices=Zwaarte)
    uren = models.DecimalField(
        _("uren per week"), max_digits=5, decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(40))],
    )  # fmt: skip
    bron = models.CharField(_("waar het getal vandaan komt"), max_length=200)

    class Meta:
        verbose_name = _("zaakgewicht")
        verbose_name_plural = _("zaakgewichten")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "zwaarte"], name="zaakgewicht_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.get_zwaarte_display()}: {self.uren} uur"


@historie
class Inzet(OrganisatieGebonden, Versieerbaar):
    """What matters about a colleague when families are distributed. Words are free, so that a team uses its own."""

    medewerker = models.OneToOneField(
        "organisatie.Medewerker", on_delete=models.PROTECT, related_name="caseload_inzet"
    )
    deel = models.DecimalField(
        _("deel van de fte voor gezinnen"), max_digits=3, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
        help_text=_("1 is alles. Minder voor wie nieuw is of andere taken heeft."),
    )  # fmt: skip
    vaardigheden = ArrayField(
        models.CharField(max_length=40), verbose_name=_("kan goed"), default=list, blank=True
    )
    talen = ArrayField(
        models.CharField(max_length=40), verbose_name=_("spreekt ook"), default=list, blank=True
    )
    wijken = ArrayField(models.CharField(max_length=4), verbose_name=_("postcodes"), default=list, blank=True)
    graag = ArrayField(models.CharField(max_length=40), verbose_name=_("wil graag"), default=list, blank=True)
    liever_niet = ArrayField(
        models.CharField(max_length=40), verbose_name=_("liever niet"), default=list, blank=True
    )
    max_nieuw_per_week = models.PositiveSmallIntegerField(
        _("hoogstens zoveel nieuwe gezinnen per week"), null=True, blank=True,
        validators=[MaxValueValidator(10)],
    )  # fmt: skip

    class Meta:
        verbose_name = _("inzet")
        verbose_name_plural = _("inzet")

    def __str__(self) -> str:
        return f"inzet van {self.medewerker}"


@historie
class Afwezigheid(OrganisatieGebonden):
    """Days that a colleague is not there. Why is nobody's business here, so it cannot be written down."""

    medewerker = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, related_name="afwezigheden"
    )
    van = models.DateField(_("eerste dag"))
    tot = models.DateField(_("laatste dag"))

    class Meta:
        verbose_name = _("afwezigheid")
        verbose_name_plural = _("afwezigheden")
        ordering = ["van"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="afwezigheid_eind_na_begin",
                violation_error_code="tot",
                violation_error_message=_("De laatste dag ligt vóór de eerste."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.medewerker}: {self.van:%d-%m-%Y} tot en met {self.tot:%d-%m-%Y}"


@historie
class Plaatsingswens(OrganisatieGebonden, Versieerbaar):
    """What a waiting family needs of its regisseur."""

    dossier = models.OneToOneField("dossier.Dossier", on_delete=models.PROTECT, related_name="plaatsingswens")
    vaardigheden = ArrayField(
        models.CharField(max_length=40), verbose_name=_("moet kunnen"), default=list, blank=True
    )
    taal = models.CharField(_("taal"), max_length=40, blank=True)
    skj = models.BooleanField(_("alleen iemand met SKJ-registratie"), default=False)

    class Meta:
        verbose_name = _("plaatsingswens")
        verbose_name_plural = _("plaatsingswensen")

    def __str__(self) -> str:
        return f"plaatsing van {self.dossier_id}"


@historie
class Uitsluiting(OrganisatieGebonden):
    """A colleague who must not get this family: they are neighbours, relatives, or it went wrong before."""

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="uitsluitingen")
    medewerker = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    reden = models.CharField(_("waarom niet"), max_length=200)

    class Meta:
        verbose_name = _("uitsluiting")
        verbose_name_plural = _("uitsluitingen")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "medewerker"], name="uitsluiting_een_keer"),
        ]

    def __str__(self) -> str:
        return f"{self.medewerker} niet bij {self.dossier_id}"


@historie
class Rekening(OrganisatieGebonden):
    """A question to `formatie` that takes longer than a page may: what was asked, how far it is, what came out.

    `invoer` is the snapshot of figures on which it rests; it names no family. The same input gives the same outcome.
    """

    class Soort(models.TextChoices):
        SCENARIO = "scenario", _("scenario")
        VERDELING = "verdeling", _("verdeelvoorstel")

    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    team = models.ForeignKey(
        "organisatie.Team", on_delete=models.PROTECT, null=True, related_name="rekeningen"
    )
    naam = models.CharField(_("naam"), max_length=80, blank=True)
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(_("gevraagd op"))
    begonnen_op = models.DateTimeField(_("begonnen op"), null=True)
    klaar_op = models.DateTimeField(_("klaar op"), null=True)
    stop_gevraagd_op = models.DateTimeField(_("stoppen gevraagd op"), null=True)
    invoer = models.JSONField(_("invoer"), default=dict)
    uitkomst = models.JSONField(_("uitkomst"), null=True)
    fout = models.TextField(_("waarom het niet kon"), blank=True)

    class Meta:
        verbose_name = _("rekening")
        verbose_name_plural = _("rekeningen")
        ordering = ["-gevraagd_op"]
        indexes = [models.Index(fields=["organisatie", "soort", "-gevraagd_op"], name="rekening_lijst")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"

    @property
    def stand(self) -> str:
        """One of: wacht, rekent, klaar, fout, gestopt. A function of what is stored."""
        if self.klaar_op is None:
            return "wacht" if self.begonnen_op is None else "rekent"
        if self.fout:
            return "fout"
        return "klaar" if self.uitkomst is not None else "gestopt"


class Voortgang(OrganisatieGebonden):
    """How far a calculation is, in parts of a hundred. In a table of its own: it changes ten times a second, and its past is
    of no interest."""

    rekening = models.OneToOneField(Rekening, on_delete=models.CASCADE, related_name="voortgang")
    procent = models.PositiveSmallIntegerField(default=0)
    gezien_op = models.DateTimeField()  # when the calculation last gave a sign of life

    class Meta:
        verbose_name = _("voortgang")
        verbose_name_plural = _("voortgang")


@historie
class Verdeelvoorstel(OrganisatieGebonden, Versieerbaar):
    """Who takes which waiting family of a team: as calculated, as the team lead changed it, and as it was decided.

    kloof     part of the points that could at most be gained (0 to 1), proven
    """

    team = models.ForeignKey("organisatie.Team", on_delete=models.PROTECT, related_name="verdeelvoorstellen")
    rekening = models.OneToOneField(Rekening, on_delete=models.PROTECT, related_name="voorstel")
    vertrekt = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+",
        verbose_name=_("van wie de gezinnen over moeten"),
    )  # fmt: skip
    peildatum = models.DateField(_("peildatum"))
    kloof = models.FloatField(_("hoogstens te winnen"))
    bevestigd_op = models.DateTimeField(_("bevestigd op"), null=True)
    bevestigd_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("verdeelvoorstel")
        verbose_name_plural = _("verdeelvoorstellen")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False),
                name="verdeelvoorstel_bevestigd_door_iemand",
            )
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk} voor {self.team}"


@historie
class Verdeelregel(OrganisatieGebonden):
    """One family in a proposal.

    voorgesteld   what was calculated; none: it has to wait, and `reden` says why
    gekozen       what the team lead made of it; none: it waits
    gewicht       in what the norm of the organisation counted at that time
    overgeslagen  why it was not placed at confirming, although somebody was chosen: the family had moved on
    """

    voorstel = models.ForeignKey(Verdeelvoorstel, on_delete=models.PROTECT, related_name="regels")
    volgorde = models.PositiveSmallIntegerField(_("volgorde"))
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="verdeelregels")
    van = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+")
    voorgesteld = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    gekozen = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    gewicht = models.DecimalField(_("gewicht"), max_digits=6, decimal_places=2)
    week = models.PositiveSmallIntegerField(_("week van het eerste contact"), null=True)
    reden = models.TextField(_("waarom"))
    alternatief = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    alternatief_uitleg = models.TextField(_("wie anders, en wat dat kost"), blank=True)
    geplaatst_op = models.DateTimeField(_("geplaatst op"), null=True)
    overgeslagen = models.CharField(_("waarom overgeslagen"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("verdeelregel")
        verbose_name_plural = _("verdeelregels")
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["voorstel", "dossier"], name="verdeelregel_een_keer"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} naar {self.gekozen}"
