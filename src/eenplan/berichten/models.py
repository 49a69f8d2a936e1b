"""Messages with providers: what was made, what was sent, what was held back and why.

The content stands apart, encrypted, and is never changed: `Bericht` holds the facts around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern import geheim
from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@historie
class Bericht(OrganisatieGebonden):
    """One iJw message about one youth. Sent once; a message that was held back has no content."""

    class Richting(models.TextChoices):
        UIT = "uit", _("verstuurd")
        IN = "in", _("ontvangen")

    class Soort(models.TextChoices):
        JW301 = "JW301", _("toewijzing (JW301)")

    richting = models.CharField(_("richting"), max_length=3, choices=Richting)
    soort = models.CharField(_("soort"), max_length=5, choices=Soort)
    identificatie = models.CharField(_("identificatie"), max_length=12)
    afzender = models.CharField(_("afzender"), max_length=8)
    ontvanger = models.CharField(_("ontvanger"), max_length=8)
    aanbieder = models.ForeignKey(
        "zorg.Aanbieder", on_delete=models.PROTECT, related_name="berichten", verbose_name=_("aanbieder")
    )
    dossier = models.ForeignKey(
        "dossier.Dossier", on_delete=models.PROTECT, related_name="berichten", verbose_name=_("dossier")
    )
    jeugdige = models.ForeignKey(
        "gezin.Persoon", on_delete=models.PROTECT, related_name="berichten", verbose_name=_("jeugdige")
    )
    gemaakt_op = models.DateTimeField(_("gemaakt op"))
    gemaakt_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    verzonden_op = models.DateTimeField(_("verzonden op"), null=True, blank=True)
    bestand = models.CharField(_("bestand"), max_length=60, blank=True)
    opmerkingen = models.TextField(_("niet meegestuurd"), blank=True)
    tegengehouden = models.CharField(_("reden van tegenhouden"), max_length=400, blank=True)
    doorgegeven_op = models.DateField(_("buiten de berichten om doorgegeven op"), null=True, blank=True)
    doorgegeven_hoe = models.CharField(_("hoe doorgegeven"), max_length=200, blank=True)

    regels: RelatedManager[Berichtregel]

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-gemaakt_op", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisatie", "afzender", "soort", "identificatie"],  # TR056
                name="bericht_identificatie_uniek",
                violation_error_message=_("Er is al een bericht van deze afzender met deze identificatie."),
            ),
            models.CheckConstraint(
                condition=Q(verzonden_op__isnull=True)
                | Q(verzonden_op__gte=F("gemaakt_op"), tegengehouden=""),
                name="bericht_tegengehouden_niet_verzonden",
            ),
        ]
        indexes = [
            models.Index(fields=["organisatie", "-gemaakt_op"], name="bericht_recent"),
            models.Index(fields=["dossier", "-gemaakt_op"], name="bericht_dossier"),
            models.Index(
                fields=["organisatie", "gemaakt_op"],
                condition=Q(verzonden_op__isnull=True, doorgegeven_op__isnull=True),
                name="bericht_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.identificatie}"

    @property
    def status(self) -> str:
        """klaar → verzonden, or tegengehouden → doorgegeven, by what has been recorded."""
        if self.tegengehouden:
            return "doorgegeven" if self.doorgegeven_op else "tegengehouden"
        return "verzonden" if self.verzonden_op else "klaar"

    @property
    def bestandsnaam(self) -> str:
        """Name of the file in the outbox: the same for the same message, whoever writes it."""
        return f"{self.soort}_{self.afzender}_{self.ontvanger}_{self.identificatie}.xml"

    def xml(self) -> bytes:
        """The message as it goes out. Costs one query; `Berichtinhoud.DoesNotExist` when it was held back."""
        return Berichtinhoud.objects.get(bericht=self).lees()


class Berichtinhoud(OrganisatieGebonden):
    """The raw message, encrypted. Written once, together with its `Bericht`, never changed."""

    alleen_toevoegen = True

    bericht = models.OneToOneField(Bericht, on_delete=models.PROTECT, related_name="inhoud")
    versleuteld = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("inhoud van bericht")
        verbose_name_plural = _("inhoud van berichten")

    def __str__(self) -> str:
        return f"Inhoud van bericht {self.bericht_id}"

    def lees(self) -> bytes:
        """The plain bytes; `ValueError` when they were changed."""
        return geheim.decrypt(bytes(self.versleuteld), context=_context(self.bericht_id))

    @staticmethod
    def versleutel(bericht_id: int, data: bytes) -> bytes:
        return geheim.encrypt(data, context=_context(bericht_id))


@historie
class Berichtregel(OrganisatieGebonden):
    """A message tells of an assignment, as it was fixed at that moment."""

    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, related_name="regels")
    toewijzing = models.ForeignKey("zorg.Toewijzing", on_delete=models.PROTECT, related_name="berichtregels")
    vastgesteld_op = models.DateTimeField(_("vastgesteld op"))

    class Meta:
        verbose_name = _("berichtregel")
        verbose_name_plural = _("berichtregels")
        ordering = ["toewijzing"]
        constraints = [
            models.UniqueConstraint(fields=["bericht", "toewijzing"], name="berichtregel_een_keer")
        ]
        indexes = [models.Index(fields=["toewijzing", "vastgesteld_op"], name="berichtregel_stand")]

    def __str__(self) -> str:
        return f"{self.bericht}: {self.toewijzing_id}"


def _context(bericht_id: int) -> bytes:
    return f"bericht:{bericht_id}".encode()
