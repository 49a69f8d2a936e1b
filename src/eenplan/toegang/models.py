"""What the investigation found: asked only where the question calls for it, and why is kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden


@historie
class Onderzoek(OrganisatieGebonden):
    """The investigation of a family's question (Jeugdwet art. 2.3; SB: quadrant and prior provisions)."""

    class Belasting(models.TextChoices):
        LICHT = "licht", _("licht")
        ZWAAR = "zwaar", _("zwaar")

    class Probleem(models.TextChoices):
        OPVOEDEN = "opvoeden", _("opvoeden")
        GEDRAG = "gedrag", _("gedrag")
        LEREN_ONTWIKKELEN = "leren_ontwikkelen", _("leren en ontwikkelen")
        PSYCHISCH = "psychisch", _("psychische klachten")
        LICHAMELIJK = "lichamelijk", _("lichamelijke beperking")
        WONEN_ZELFSTANDIGHEID = "wonen_zelfstandigheid", _("wonen en zelfstandig worden")
        INKOMEN_SCHULDEN = "inkomen_schulden", _("inkomen en schulden")

    class Duur(models.TextChoices):
        KORT = "kort", _("kort: hooguit een half jaar")
        LANG = "lang", _("langer dan een half jaar")
        BLIJVEND = "blijvend", _("blijvend")

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="onderzoeken")
    afgerond_op = models.DateTimeField(_("afgerond op"))
    afgerond_door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    vraag_achter_vraag = models.TextField(_("de vraag achter de vraag"))
    eigen_netwerk = models.TextField(_("wat het eigen netwerk kan"))
    voorliggend = models.TextField(_("andere wetten en voorzieningen"))
    informatie_derden = models.TextField(_("informatie van anderen"), blank=True)
    diagnostiek = models.TextField(_("aanvullende diagnostiek"), blank=True)
    probleem = models.CharField(_("waar gaat de vraag over"), max_length=22, choices=Probleem)
    duur = models.CharField(_("hoe lang is er hulp nodig"), max_length=8, choices=Duur)
    belasting_jeugdige = models.CharField(_("belasting van de jeugdige"), max_length=5, choices=Belasting)
    belasting_opvoeding = models.CharField(_("belasting in de opvoeding"), max_length=5, choices=Belasting)
    kwadrant = models.PositiveSmallIntegerField(_("kwadrant"))
    eerst = models.CharField(_("wat voorgaat volgens de tabel"), max_length=24)
    complex = models.BooleanField(_("verklarende analyse nodig"))

    class Meta:
        verbose_name = _("onderzoek")
        verbose_name_plural = _("onderzoeken")
        ordering = ["-afgerond_op"]

    def __str__(self) -> str:
        return f"Onderzoek {self.afgerond_op:%d-%m-%Y}"


@historie
class VerklarendeAnalyse(OrganisatieGebonden):
    """Why things are as they are, in the words of a behavioural scientist, discussed with the family."""

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="analyses")
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    wat_speelt = models.TextField(_("wat speelt er"))
    houdt_in_stand = models.TextField(_("wat houdt het in stand"))
    kracht = models.TextField(_("wat gaat goed en beschermt"))
    conclusie = models.TextField(_("verklaring en wat nodig is"))
    besproken_op = models.DateField(_("besproken met het gezin op"))

    class Meta:
        verbose_name = _("verklarende analyse")
        verbose_name_plural = _("verklarende analyses")
        ordering = ["-gemaakt_op"]

    def __str__(self) -> str:
        return f"Verklarende analyse {self.gemaakt_op:%d-%m-%Y}"


@historie
class Kernbesluit(OrganisatieGebonden):
    """What the MLB decided about the way to go, with the weighing and who were there."""

    class Keuze(models.TextChoices):
        PLAN = "plan", _("een plan maken met het gezin")
        NADER_ONDERZOEK = "nader_onderzoek", _("eerst nader onderzoek")
        GEEN_JEUGDHULP = "geen_jeugdhulp", _("geen jeugdhulp nodig")

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="kernbesluiten")
    datum = models.DateField(_("datum van het overleg"))
    aanwezig = models.CharField(_("wie waren erbij"), max_length=300)
    keuze = models.CharField(_("besluit"), max_length=16, choices=Keuze)
    weging = models.TextField(_("weging"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kernbesluit")
        verbose_name_plural = _("kernbesluiten")
        ordering = ["-datum", "-id"]

    def __str__(self) -> str:
        return f"Kernbesluit {self.datum:%d-%m-%Y}"


@historie
class Eindevaluatie(OrganisatieGebonden):
    """How it ended, in the family's words and in ours."""

    class Uitkomst(models.TextChoices):
        DOELEN_BEHAALD = "doelen_behaald", _("doelen behaald")
        DEELS_BEHAALD = "deels_behaald", _("doelen deels behaald")
        GEZIN_STOPT = "gezin_stopt", _("het gezin stopt")
        ANDERE_WET = "andere_wet", _("hulp gaat verder onder een andere wet")
        VERHUISD = "verhuisd", _("verhuisd")
        GEEN_JEUGDHULP = "geen_jeugdhulp", _("geen jeugdhulp nodig")

    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="eindevaluaties")
    datum = models.DateField(_("datum van het gesprek"))
    uitkomst = models.CharField(_("uitkomst"), max_length=16, choices=Uitkomst)
    woorden_gezin = models.TextField(_("in de woorden van het gezin"))
    cijfer_gezin = models.PositiveSmallIntegerField(_("cijfer van het gezin"), null=True, blank=True)
    terugblik = models.TextField(_("terugblik van de regisseur"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("eindevaluatie")
        verbose_name_plural = _("eindevaluaties")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cijfer_gezin__isnull=True) | models.Q(cijfer_gezin__range=(1, 10)),
                name="eindevaluatie_cijfer",
                violation_error_message=_("Het cijfer ligt tussen 1 en 10."),
            )
        ]

    def __str__(self) -> str:
        return f"Eindevaluatie {self.datum:%d-%m-%Y}"
