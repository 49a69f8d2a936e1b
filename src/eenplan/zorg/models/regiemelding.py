"""What a provider reported about delivery: that care started, and that it stopped (JW305, JW307, or a file).

The standard calls these *regieberichten*. A row is one StartProduct or StopProduct; the state of an assignment follows
from its rows (`eenplan.zorg.levering`), never from a field.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden
from eenplan.zorg.models.inkoop import Aanbieder
from eenplan.zorg.models.toewijzing import Toewijzing

TIJDELIJK = "20"  # JZ588: the care stopped for a time


@historie
class Regiemelding(OrganisatieGebonden):
    """One report of a start or a stop. Without assignment for care that is paid as a fixed sum (IV096)."""

    class Soort(models.TextChoices):
        START = "start", _("start")
        STOP = "stop", _("stop")

    # fmt: off
    dossier = models.ForeignKey("dossier.Dossier", on_delete=models.PROTECT, related_name="regiemeldingen", verbose_name=_("dossier"))
    jeugdige = models.ForeignKey("gezin.Persoon", on_delete=models.PROTECT, related_name="regiemeldingen", verbose_name=_("jeugdige"))
    aanbieder = models.ForeignKey(Aanbieder, on_delete=models.PROTECT, related_name="regiemeldingen", verbose_name=_("aanbieder"))
    toewijzing = models.ForeignKey(Toewijzing, on_delete=models.PROTECT, null=True, blank=True, related_name="regiemeldingen", verbose_name=_("toewijzing"))
    # fmt: on
    soort = models.CharField(_("soort"), max_length=5, choices=Soort)
    categorie = models.CharField(_("productcategorie"), max_length=2, blank=True)
    code = models.CharField(_("productcode"), max_length=5, blank=True)
    ingangsdatum = models.DateField(_("ingangsdatum van de toewijzing"), null=True, blank=True)
    begin = models.DateField(_("hulp begonnen op"))
    eind = models.DateField(_("hulp gestopt op"), null=True, blank=True)
    reden = models.CharField(_("reden van stoppen (JZ588)"), max_length=2, blank=True)
    gemeld_op = models.DateField(_("gemeld op"))
    verwijderd_op = models.DateField(
        _("door de aanbieder verwijderd op"),
        null=True,
        blank=True,
        help_text=_("Gevuld: de melding geldt als nooit gedaan (status aanlevering 3)."),
    )

    class Meta:
        verbose_name = _("regiemelding")
        verbose_name_plural = _("regiemeldingen")
        ordering = ["gemeld_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="start", eind__isnull=True, reden="")
                | (Q(soort="stop", eind__isnull=False) & ~Q(reden="")),
                name="regiemelding_stop_heel",
                violation_error_message=_("Een stop heeft een einddatum en een reden; een start niet."),
            )
        ]
        indexes = [
            models.Index(fields=["aanbieder", "jeugdige"], name="regiemelding_client"),
            models.Index(fields=["toewijzing"], name="regiemelding_toewijzing"),
            models.Index(fields=["dossier"], name="regiemelding_dossier"),
        ]

    def __str__(self) -> str:
        dag = self.begin if self.soort == self.Soort.START else self.eind
        return f"{self.get_soort_display()} op {dag:%d-%m-%Y}"

    @property
    def tijdelijk(self) -> bool:
        """A stop after which the care may go on."""
        return self.reden == TIJDELIJK
