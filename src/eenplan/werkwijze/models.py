"""Work instructions and where each family stands in them.

A version of a drawing or a table is law once adopted by somebody else than its maker; its status is a function of
the dates in it. A `Proces` keeps the version it started with. A `Taak` is a row, so that lists never open a process.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie

from .definitie import LANGSTE_SLEUTEL

NIET_AF = Q(afgerond_op__isnull=True, vervallen_op__isnull=True)


class Status(models.TextChoices):
    """The life of a version."""

    CONCEPT = "concept", _("concept")
    VOORGESTELD = "voorgesteld", _("voorgesteld")
    VASTGESTELD = "vastgesteld", _("vastgesteld")
    INGETROKKEN = "ingetrokken", _("ingetrokken")


class Versie(OrganisatieGebonden):
    """What a version of a drawing and of a table share: who made, proposed, adopted and withdrew it."""

    nummer = models.PositiveIntegerField(_("nummer"))
    bestand = models.TextField(_("bestand"))
    vingerafdruk = models.CharField(max_length=64)
    toelichting = models.CharField(_("wat is er anders"), max_length=400, blank=True)
    opgesteld_op = models.DateTimeField(_("opgesteld op"))
    opgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    voorgesteld_op = models.DateTimeField(_("voorgesteld op"), null=True, blank=True)
    voorgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    intrekreden = models.CharField(_("reden van intrekken"), max_length=400, blank=True)

    class Meta:
        abstract = True
        ordering = ["-nummer"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True)
                | (
                    (Q(opgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("opgesteld_door")))
                    & (Q(voorgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("voorgesteld_door")))
                ),
                name="%(class)s_vier_ogen",
                violation_error_message=_(
                    "Wie een versie maakte of voorstelde, mag haar niet zelf vaststellen."
                ),
            ),
        ]

    @property
    def status(self) -> Status:
        if self.ingetrokken_op:
            return Status.INGETROKKEN
        if self.vastgesteld_op:
            return Status.VASTGESTELD
        return Status.VOORGESTELD if self.voorgesteld_op else Status.CONCEPT

    @property
    def xml(self) -> bytes:
        return self.bestand.encode()


@historie
class Werkwijze(OrganisatieGebonden):
    """One process of an organisation, under the key that the house uses (P1, P3, …)."""

    sleutel = models.CharField(_("sleutel"), max_length=LANGSTE_SLEUTEL)
    naam = models.CharField(_("naam"), max_length=120)

    class Meta:
        verbose_name = _("werkwijze")
        verbose_name_plural = _("werkwijzen")
        ordering = ["sleutel"]
        constraints = [models.UniqueConstraint("organisatie", "sleutel", name="werkwijze_sleutel_uniek")]

    def __str__(self) -> str:
        return f"{self.sleutel} {self.naam}"


@historie
class WerkwijzeVersie(Versie):
    """One drawing (BPMN) of a process."""

    werkwijze = models.ForeignKey(Werkwijze, on_delete=models.PROTECT, related_name="versies")

    class Meta(Versie.Meta):
        verbose_name = _("versie van een werkwijze")
        verbose_name_plural = _("versies van werkwijzen")
        constraints = [
            *Versie.Meta.constraints,
            models.UniqueConstraint("werkwijze", "nummer", name="werkwijzeversie_nummer_uniek"),
            models.UniqueConstraint(
                fields=["werkwijze"],
                condition=Q(vastgesteld_op__isnull=False, ingetrokken_op__isnull=True),
                name="werkwijze_een_geldende_versie",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.werkwijze}, versie {self.nummer}"


@historie
class Beslistabel(OrganisatieGebonden):
    """One decision table of an organisation, under the key that drawings and forms name (triage, mandaat, …)."""

    sleutel = models.CharField(_("sleutel"), max_length=LANGSTE_SLEUTEL)
    naam = models.CharField(_("naam"), max_length=120)

    class Meta:
        verbose_name = _("beslistabel")
        verbose_name_plural = _("beslistabellen")
        ordering = ["sleutel"]
        constraints = [models.UniqueConstraint("organisatie", "sleutel", name="beslistabel_sleutel_uniek")]

    def __str__(self) -> str:
        return self.naam


@historie
class TabelVersie(Versie):
    """One version (DMN) of a decision table."""

    beslistabel = models.ForeignKey(Beslistabel, on_delete=models.PROTECT, related_name="versies")

    class Meta(Versie.Meta):
        verbose_name = _("versie van een beslistabel")
        verbose_name_plural = _("versies van beslistabellen")
        constraints = [
            *Versie.Meta.constraints,
            models.UniqueConstraint("beslistabel", "nummer", name="tabelversie_nummer_uniek"),
            models.UniqueConstraint(
                fields=["beslistabel"],
                condition=Q(vastgesteld_op__isnull=False, ingetrokken_op__isnull=True),
                name="beslistabel_een_geldende_versie",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beslistabel}, versie {self.nummer}"


@historie
class Proces(OrganisatieGebonden):
    """One walk of one family through one version of a work instruction."""

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="processen")
    versie = models.ForeignKey(WerkwijzeVersie, on_delete=models.PROTECT, related_name="processen")
    ouder = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="aanroepen"
    )
    ouder_wacht = models.CharField(max_length=36, blank=True)
    gestart_op = models.DateTimeField(_("gestart op"))
    gestart_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    klaar_op = models.DateTimeField(_("klaar op"), null=True, blank=True)
    uitkomst = models.CharField(_("uitkomst"), max_length=60, blank=True)
    gestopt_op = models.DateTimeField(_("gestopt op"), null=True, blank=True)
    stopreden = models.CharField(_("reden van stoppen"), max_length=400, blank=True)

    open_taken: list[Taak]  # read along by `queries.andere_processen`

    class Meta:
        verbose_name = _("proces")
        verbose_name_plural = _("processen")
        ordering = ["gestart_op", "id"]
        indexes = [
            models.Index(fields=["dossier"], name="proces_dossier"),
            models.Index(
                fields=["versie"],
                condition=Q(klaar_op__isnull=True, gestopt_op__isnull=True),
                name="proces_lopend",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.versie} ({self.status})"

    @property
    def loopt(self) -> bool:
        return self.klaar_op is None and self.gestopt_op is None

    @property
    def status(self) -> str:
        if self.gestopt_op:
            return "gestopt"
        return "klaar" if self.klaar_op else "loopt"


class Processtand(OrganisatieGebonden):
    """Where the engine stands: one row per process, rewritten at each step.

    Without change history on purpose: every step is already kept as Taak, Uitkomst and Gebeurtenis, and a copy of the
    engine's notes at each step would be most of the database.
    """

    proces = models.OneToOneField(Proces, on_delete=models.CASCADE, related_name="stand")
    toestand = models.TextField()

    class Meta:
        verbose_name = _("processtand")
        verbose_name_plural = _("processtanden")

    def __str__(self) -> str:
        return f"stand van {self.proces_id}"


@historie
class Taak(OrganisatieGebonden):
    """Something that somebody must do for a family, because the process stands there."""

    proces = models.ForeignKey(Proces, on_delete=models.PROTECT, related_name="taken")
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="taken")
    wacht_id = models.CharField(max_length=36)
    element = models.CharField(_("element"), max_length=80)
    naam = models.CharField(_("taak"), max_length=120)
    formulier = models.CharField(_("formulier"), max_length=80)
    functie = models.CharField(_("functie"), max_length=20, choices=Functie)
    ook_functie = models.CharField(_("of functie"), max_length=20, choices=Functie, blank=True)
    team = models.ForeignKey(
        "organisatie.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    medewerker = models.ForeignKey(
        "organisatie.Medewerker",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="taken",
        verbose_name=_("medewerker"),
    )
    niet_door = ArrayField(models.BigIntegerField(), default=list, blank=True, verbose_name=_("niet door"))
    uiterlijk = models.DateField(_("uiterlijk"), null=True, blank=True)
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    gepakt_op = models.DateTimeField(_("gepakt op"), null=True, blank=True)
    afgerond_op = models.DateTimeField(_("afgerond op"), null=True, blank=True)
    afgerond_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vervallen_op = models.DateTimeField(_("vervallen op"), null=True, blank=True)
    afgevinkt = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("afgevinkte stappen")
    )

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = [F("uiterlijk").asc(nulls_last=True), "id"]
        constraints = [models.UniqueConstraint("proces", "wacht_id", name="taak_een_per_wachtplek")]
        indexes = [
            models.Index(fields=["medewerker", "uiterlijk"], condition=NIET_AF, name="taak_van_medewerker"),
            models.Index(
                fields=["organisatie", "functie", "team", "uiterlijk"],
                condition=NIET_AF & Q(medewerker__isnull=True),
                name="taak_vrij",
            ),
            models.Index(
                fields=["organisatie", "ook_functie", "team", "uiterlijk"],
                condition=NIET_AF & Q(medewerker__isnull=True) & ~Q(ook_functie=""),
                name="taak_vrij_ook",
            ),
            models.Index(fields=["dossier"], condition=NIET_AF, name="taak_open_dossier"),
            models.Index(fields=["proces"], name="taak_proces"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_open(self) -> bool:
        return self.afgerond_op is None and self.vervallen_op is None

    @property
    def functies(self) -> tuple[str, ...]:
        return (self.functie, self.ook_functie) if self.ook_functie else (self.functie,)

    @property
    def dagen_over(self) -> int | None:
        """Days until the last day, negative when it has passed; None without a term."""
        return None if self.uiterlijk is None else (self.uiterlijk - vandaag()).days

    @property
    def urgentie(self) -> str:
        """verstreken, nadert (at most three days) or loopt: a function of the date, never stored."""
        over = self.dagen_over
        if over is None or over > 3:
            return "loopt"
        return "nadert" if over >= 0 else "verstreken"


class Uitkomst(OrganisatieGebonden):
    """What a decision table said, kept with everything needed to explain it years later."""

    alleen_toevoegen = True

    tabel = models.ForeignKey(TabelVersie, on_delete=models.PROTECT, related_name="uitkomsten")
    dossier = models.ForeignKey(
        "dossier.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="uitkomsten"
    )
    proces = models.ForeignKey(
        Proces, on_delete=models.PROTECT, null=True, blank=True, related_name="uitkomsten"
    )
    taak = models.ForeignKey(Taak, on_delete=models.PROTECT, null=True, blank=True, related_name="uitkomsten")
    element = models.CharField(_("element"), max_length=80, blank=True)
    op = models.DateTimeField(_("op"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+")
    invoer = models.JSONField(_("invoer"), encoder=DjangoJSONEncoder)
    uitvoer = models.JSONField(_("uitvoer"), encoder=DjangoJSONEncoder)
    regels = ArrayField(models.CharField(max_length=120), verbose_name=_("regels die raak waren"))
    uitleg = models.TextField(_("uitleg"))

    class Meta:
        verbose_name = _("uitkomst")
        verbose_name_plural = _("uitkomsten")
        ordering = ["-op", "-id"]
        indexes = [
            models.Index(fields=["dossier", "-op"], name="uitkomst_dossier"),
            models.Index(fields=["proces"], name="uitkomst_proces"),
        ]

    def __str__(self) -> str:
        return f"{self.tabel} op {self.op:%d-%m-%Y}"
