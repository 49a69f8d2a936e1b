"""Which file of a provider led to reports of care that is paid as a fixed sum: kept as it came, with what came of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.kern import opslag
from eenplan.kern.models import OrganisatieGebonden
from eenplan.zorg.models.inkoop import Contract


class Taakgerichtlevering(OrganisatieGebonden):
    """One file that was recorded as a whole. It is never changed, so it needs no change history.

    The content stands encrypted outside the database (`kern.opslag`). `verdwenen` says of help that runs and is not in
    the file on which line of the file before it stood: `[{"regel": 14, "code": "50A01", "begin": "2026-03-01"}]`,
    without a line when it was not in that one either. It names nobody: who sees the file knows who it is.
    """

    alleen_toevoegen = True

    # fmt: off
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="leveringen", verbose_name=_("contract"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+", verbose_name=_("vastgelegd door"))
    # fmt: on
    vastgelegd_op = models.DateTimeField(_("vastgelegd op"))
    naam = models.CharField(_("bestandsnaam"), max_length=200)
    sleutel = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)
    grootte = models.PositiveIntegerField(_("grootte in bytes"))
    regels = models.PositiveIntegerField(_("regels"))
    begonnen = models.PositiveIntegerField(_("hulp begonnen"))
    gestopt = models.PositiveIntegerField(_("hulp gestopt"))
    gewijzigd = models.PositiveIntegerField(_("stop gewijzigd"))
    vervallen = models.PositiveIntegerField(_("vervallen"))
    ongewijzigd = models.PositiveIntegerField(_("ongewijzigd"))
    nieuwe_jeugdigen = models.PositiveIntegerField(_("nieuwe jeugdigen"))
    verdwenen = models.JSONField(_("niet meer in het bestand"), default=list)

    class Meta:
        verbose_name = _("taakgerichte levering")
        verbose_name_plural = _("taakgerichte leveringen")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "sha256"],
                name="taakgerichtlevering_een_keer",
                violation_error_message=_("Dit bestand is al vastgelegd."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.vastgelegd_op:%d-%m-%Y}"

    def lees(self) -> bytes:
        """The file as it came; `FileNotFoundError` or `ValueError` as `opslag.lees`."""
        return opslag.lees(self.sleutel)
