"""The dossier: from the report that came in to the last term, with who may see it.

A status is a function of stored facts: a report is *beoordeeld* because it has a judgement, a
dossier is closed because it has a closing date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.dossier.zichtbaarheid import DossierQuerySet
from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden, Versieerbaar
from eenplan.kern.tijd import nu, vandaag

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from eenplan.organisatie.models import Medewerker


@historie
class Dossier(OrganisatieGebonden, Versieerbaar):
    """One family, one dossier, with at most one regisseur at a time."""

    class Fase(models.TextChoices):
        AANMELDING = "aanmelding", _("aanmelding")
        ONDERZOEK = "onderzoek", _("onderzoek")
        PLAN = "plan", _("plan")
        BESLUIT = "besluit", _("besluit")
        UITVOERING = "uitvoering", _("uitvoering")

    class Regievorm(models.TextChoices):
        MONITOREN_LAAG = "monitoren_laag", _("monitoren laag")
        MONITOREN = "monitoren", _("monitoren en evalueren")
        ZORGCOORDINATIE = "zorgcoordinatie", _("zorgcoördinatie")
        VEILIGHEIDSCOORDINATIE = "veiligheidscoordinatie", _("veiligheidscoördinatie")

    nummer = models.CharField(_("dossiernummer"), max_length=16)
    gezin = models.ForeignKey(
        "gezin.Gezin", on_delete=models.PROTECT, related_name="dossiers", verbose_name=_("gezin")
    )
    regisseur = models.ForeignKey(
        "organisatie.Medewerker",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regie",
        verbose_name=_("regisseur"),
    )
    team = models.ForeignKey(
        "organisatie.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("team"),
    )
    fase = models.CharField(_("fase"), max_length=12, choices=Fase, default=Fase.AANMELDING)
    regievorm = models.CharField(_("vorm van regie"), max_length=24, choices=Regievorm, blank=True)
    urgentie = models.CharField(_("urgentie"), max_length=12, blank=True)
    geheim = models.BooleanField(
        _("geheim"),
        default=False,
        help_text=_("Alleen wie aan dit dossier is verbonden ziet dat het bestaat."),
    )
    geopend_op = models.DateField(_("geopend op"))
    gesloten_op = models.DateField(_("gesloten op"), null=True, blank=True)
    sluitreden = models.CharField(_("reden van sluiten"), max_length=300, blank=True)

    objects = DossierQuerySet.as_manager()

    leden: RelatedManager[Dossierlid]

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "nummer"], name="dossier_nummer_uniek"),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("geopend_op")),
                name="dossier_gesloten_na_geopend",
                violation_error_message=_("De sluitdatum ligt vóór de datum van openen."),
            ),
            models.UniqueConstraint(
                fields=["gezin"],
                condition=Q(gesloten_op__isnull=True),
                name="dossier_een_open_per_gezin",
                violation_error_message=_("Dit gezin heeft al een open dossier."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["regisseur"], condition=Q(gesloten_op__isnull=True), name="dossier_regisseur_open"
            ),
            models.Index(
                fields=["team", "-geopend_op"],
                condition=Q(gesloten_op__isnull=True),
                name="dossier_team_open",
            ),
            models.Index(
                fields=["organisatie", "fase"],
                condition=Q(gesloten_op__isnull=True),
                name="dossier_fase_open",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None

    def eis_schrijfbaar(self, door: Medewerker | None) -> None:
        """Refuses when it is closed, or when `door` only reads along. Locks the row.

        A method, so that the floor below (`gezin`), which is handed a dossier, can ask without knowing this room.
        """
        from eenplan.dossier.checks import check_mag_schrijven, eis_open

        check_mag_schrijven(eis_open(self), door)


@historie
class Dossierlid(OrganisatieGebonden):
    """Someone who works on the dossier besides the regisseur, and as what: the ground to see it."""

    class Rol(models.TextChoices):
        CONSULENT = "consulent", _("consulent")
        TWEEDE_LEZER = "tweede_lezer", _("tweede lezer")
        GEDRAGSWETENSCHAPPER = "gedragswetenschapper", _("gedragswetenschapper")
        ADVISEUR = "adviseur", _("adviseur")
        BEHANDELAAR = "behandelaar", _("behandelt een taak")
        JEUGDBESCHERMER = "jeugdbeschermer", _("jeugdbeschermer")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="leden")
    medewerker = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, related_name="dossierlidmaatschappen"
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol)
    vanaf = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("dossierlid")
        verbose_name_plural = _("dossierleden")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "medewerker", "rol"],
                condition=Q(tot__isnull=True),
                name="dossierlid_een_keer",
            )
        ]
        indexes = [models.Index(fields=["medewerker", "dossier"], name="dossierlid_medewerker")]

    def __str__(self) -> str:
        return f"{self.medewerker} ({self.get_rol_display()})"


@historie
class Melding(OrganisatieGebonden, Versieerbaar):
    """A report about a child, as it came in. What was judged about it stands beside it."""

    class Route(models.TextChoices):
        WIJKTEAM = "wijkteam", _("wijkteam")
        SCHOOL = "school", _("school")
        HUISARTS = "huisarts", _("huisarts")
        JEUGDARTS = "jeugdarts", _("jeugdarts")
        GEZIN = "gezin", _("jeugdige of ouder zelf")
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
        GI = "gi", _("gecertificeerde instelling")
        ANDERS = "anders", _("anders")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="meldingen")
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="meldingen")
    ontvangen_op = models.DateTimeField(_("ontvangen op"))
    route = models.CharField(_("route"), max_length=14, choices=Route)
    melder_naam = models.CharField(_("naam van de melder"), max_length=120)
    melder_functie = models.CharField(_("functie of relatie"), max_length=120, blank=True)
    melder_telefoon = models.CharField(_("telefoon van de melder"), max_length=20, blank=True)
    vraag = models.TextField(_("wat is er aan de hand"))
    toestemming_gezin = models.BooleanField(_("het gezin weet van deze melding"), default=True)
    gecontroleerd_op = models.DateTimeField(_("gecontroleerd op"), null=True, blank=True)
    beoordeeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    uitkomst = models.CharField(_("uitkomst"), max_length=20, blank=True)
    verwezen_naar = models.CharField(_("verwezen naar"), max_length=200, blank=True)
    reden = models.TextField(_("reden"), blank=True)

    class Meta:
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        ordering = ["-ontvangen_op"]

    def __str__(self) -> str:
        return f"Melding {self.ontvangen_op:%d-%m-%Y}"

    @property
    def status(self) -> str:
        """ontvangen → gecontroleerd → beoordeeld, by what has been recorded."""
        if self.beoordeeld_op:
            return "beoordeeld"
        return "gecontroleerd" if self.gecontroleerd_op else "ontvangen"


@historie
class Contactnotitie(OrganisatieGebonden, Versieerbaar):
    """A contact with the family or others, in a few sentences, searchable."""

    class Soort(models.TextChoices):
        HUISBEZOEK = "huisbezoek", _("huisbezoek")
        TELEFOON = "telefoon", _("telefoon")
        GESPREK = "gesprek", _("gesprek op kantoor")
        OVERLEG = "overleg", _("overleg met anderen")
        MAIL = "mail", _("mail of brief")
        NOTITIE = "notitie", _("notitie")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="contactnotities")
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    datum = models.DateField(_("datum"))
    met_wie = models.CharField(_("met wie"), max_length=200, blank=True)
    tekst = models.TextField(_("wat is besproken"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    zoek = models.GeneratedField(
        expression=SearchVector("met_wie", "tekst", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("contactnotitie")
        verbose_name_plural = _("contactnotities")
        ordering = ["-datum", "-id"]
        indexes = [
            GinIndex("zoek", name="contactnotitie_zoek"),
            models.Index(fields=["dossier", "-datum"], name="contactnotitie_datum"),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.datum:%d-%m-%Y}"


@historie
class Document(OrganisatieGebonden):
    """A file of the dossier. Its content stands encrypted in `kern.opslag`, never in the database."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="documenten")
    naam = models.CharField(_("naam"), max_length=200)
    soort = models.CharField(_("soort"), max_length=40)
    mediatype = models.CharField(_("mediatype"), max_length=100)
    grootte = models.PositiveIntegerField(_("grootte in bytes"))
    sha256 = models.CharField(max_length=64)
    sleutel = models.CharField(max_length=32, unique=True)
    toegevoegd_op = models.DateTimeField(_("toegevoegd op"))
    toegevoegd_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["-toegevoegd_op"]

    def __str__(self) -> str:
        return self.naam


@historie
class Dossiertermijn(OrganisatieGebonden, Versieerbaar):
    """A term that runs for this dossier. The facts stand here; `termijn` computes the rest.

    `eind` and `waarschuw_op` are computed from the facts when those change, never by the clock, so
    that what is overdue is one index scan.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="termijnen")
    soort = models.CharField(_("soort"), max_length=40)
    over_soort = models.CharField(max_length=60, blank=True)
    over_id = models.BigIntegerField(null=True, blank=True)
    start = models.DateField(_("start"))
    duur = models.CharField(_("duur"), max_length=20)
    werkdagen = models.BooleanField(_("in werkdagen"), default=False)
    wettelijk = models.BooleanField(_("wettelijke termijn"), default=True)
    opschortingen = models.JSONField(_("opschortingen"), default=list, blank=True)
    verdagingen = models.JSONField(_("verdagingen"), default=list, blank=True)
    eind = models.DateField(_("einddatum"), null=True, blank=True)
    waarschuw_op = models.DateField(_("waarschuwen vanaf"), null=True, blank=True)
    gehaald_op = models.DateField(_("gehaald op"), null=True, blank=True)
    vervallen_op = models.DateField(_("vervallen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        ordering = ["eind"]
        indexes = [
            models.Index(
                fields=["organisatie", "eind"],
                condition=Q(gehaald_op__isnull=True, vervallen_op__isnull=True),
                name="termijn_open_eind",
            ),
            models.Index(fields=["dossier"], name="termijn_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} tot {self.eind}"


@historie
class Doorbreking(OrganisatieGebonden):
    """Break-glass: someone opened a dossier they normally may not see, with a reason, for a short time."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="doorbrekingen")
    medewerker = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, related_name="doorbrekingen"
    )
    reden = models.TextField(_("reden"))
    vanaf = models.DateTimeField(_("vanaf"))
    tot = models.DateTimeField(_("tot"))
    beoordeeld_op = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    terecht = models.BooleanField(_("terecht"), null=True, blank=True)
    oordeel = models.TextField(_("oordeel"), blank=True)

    class Meta:
        verbose_name = _("doorbreking")
        verbose_name_plural = _("doorbrekingen")
        ordering = ["-vanaf"]
        indexes = [models.Index(fields=["medewerker", "tot"], name="doorbreking_medewerker")]

    def __str__(self) -> str:
        return f"Doorbreking {self.vanaf:%d-%m-%Y %H:%M}"

    @property
    def loopt(self) -> bool:
        return self.tot > nu()


@historie
class Toestemming(OrganisatieGebonden):
    """Consent to ask or tell someone else something: to whom, what for, until when (AVG art. 7)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="toestemmingen")
    persoon = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="toestemmingen")
    aan_wie = models.CharField(_("wie mogen we vragen of informeren"), max_length=200)
    doel = models.CharField(_("waarvoor"), max_length=300)
    gegeven_op = models.DateField(_("gegeven op"))
    tot = models.DateField(_("tot en met"))
    ingetrokken_op = models.DateField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("gegeven_op")),
                name="toestemming_eind_na_begin",
                violation_error_message=_("De einddatum ligt vóór de datum waarop toestemming is gegeven."),
            )
        ]

    def __str__(self) -> str:
        return f"Toestemming {self.aan_wie} tot {self.tot:%d-%m-%Y}"

    @property
    def geldt(self) -> bool:
        return self.ingetrokken_op is None and self.tot >= vandaag()
