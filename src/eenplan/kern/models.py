"""Ground floor: what every case table shares, and the two books that are only ever added to."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisatieGebonden(models.Model):
    """A row of one organisation. Its table gets the row-level security policy of `rls`."""

    organisatie = models.ForeignKey(
        "organisatie.Organisatie", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )

    class Meta:
        abstract = True


class Versieerbaar(models.Model):
    """A row that people edit: a form sends back the version it was made from (`bewaar_versie`)."""

    versie = models.PositiveIntegerField(_("versie"), default=0, editable=False)

    class Meta:
        abstract = True


class Gebeurtenis(OrganisatieGebonden):
    """What happened: who, what, about whom, why. Written by actions, read by timeline and notices."""

    alleen_toevoegen = True

    tijdstip = models.DateTimeField(_("tijdstip"))
    soort = models.CharField(_("soort"), max_length=60)
    medewerker = models.ForeignKey(
        "organisatie.Medewerker",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("medewerker"),
    )
    dossier = models.ForeignKey(
        "dossier.Dossier",
        on_delete=models.PROTECT,
        null=True,
        related_name="gebeurtenissen",
        verbose_name=_("dossier"),
    )
    over_soort = models.CharField(_("over wat"), max_length=60)
    over_id = models.BigIntegerField(_("over welk"), null=True)
    tekst = models.CharField(_("tekst"), max_length=400)
    waarom = models.TextField(_("waarom"), blank=True)
    proces_id = models.BigIntegerField(_("proces"), null=True)
    gegevens = models.JSONField(_("gegevens"), default=dict, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["-tijdstip", "-id"]
        indexes = [
            models.Index(fields=["dossier", "-tijdstip"], name="gebeurtenis_tijdlijn"),
            models.Index(fields=["organisatie", "-tijdstip"], name="gebeurtenis_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.tijdstip:%Y-%m-%d %H:%M}"


class Leesregel(OrganisatieGebonden):
    """One read of personal data: who, what, of whom, when, on what ground (NEN 7513)."""

    alleen_toevoegen = True

    tijdstip = models.DateTimeField(_("tijdstip"))
    medewerker = models.ForeignKey(
        "organisatie.Medewerker",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("medewerker"),
    )
    wat = models.CharField(_("wat is gelezen"), max_length=60)
    reden = models.CharField(_("op welke grond"), max_length=60)
    toelichting = models.TextField(_("toelichting"), blank=True)
    dossiers = ArrayField(models.BigIntegerField(), verbose_name=_("dossiers"), default=list)
    personen = ArrayField(models.BigIntegerField(), verbose_name=_("personen"), default=list)
    verzoek = models.CharField(_("kenmerk van het verzoek"), max_length=36, blank=True)

    class Meta:
        verbose_name = _("leesregel")
        verbose_name_plural = _("leesregels")
        ordering = ["-tijdstip", "-id"]
        indexes = [
            GinIndex("dossiers", name="leesregel_dossiers", fastupdate=True),
            models.Index(fields=["medewerker", "-tijdstip"], name="leesregel_medewerker"),
        ]

    def __str__(self) -> str:
        return f"{self.wat} {self.tijdstip:%Y-%m-%d %H:%M}"
