"""Messages with providers: what came in as bytes, what was made of it, what was sent, what was held back and why.

What comes in is stored first, as it came (`Ontvangst`), and booked afterwards (`Bericht`). Content stands apart,
encrypted, and is never changed; `Bericht` holds the facts around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from eenplan.kern import geheim
from eenplan.kern.historie import historie
from eenplan.kern.models import OrganisatieGebonden
from ijw.beantwoorden import ANTWOORD_OP

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

RETOUREN = frozenset(ANTWOORD_OP.values()) - {"JW325"}


class Ontvangst(OrganisatieGebonden):
    """One delivery, byte for byte. Nothing of it is read before it stands here.

    Without change history on purpose: of a delivery only its outcome changes, once, and a copy of the bytes at that
    moment would double the largest table.
    """

    class Uitkomst(models.TextChoices):
        WACHT = "", _("nog te verwerken")
        GEBOEKT = "geboekt", _("verwerkt")
        AFGEKEURD = "afgekeurd", _("afgekeurd")
        ONLEESBAAR = "onleesbaar", _("niet te lezen")
        DUBBEL = "dubbel", _("dubbel ontvangen")
        VASTGELOPEN = "vastgelopen", _("vastgelopen")

    transport = models.CharField(_("hoe ontvangen"), max_length=8)
    kenmerk = models.CharField(
        _("kenmerk van de levering"), max_length=200,
        help_text=_("Van het transport; dezelfde levering heeft altijd hetzelfde kenmerk."),
    )  # fmt: skip
    naam = models.CharField(_("bestandsnaam"), max_length=120, blank=True)
    afzender = models.CharField(_("afzender volgens de kop"), max_length=8, blank=True)
    ontvangen_op = models.DateTimeField(_("ontvangen op"))
    grootte = models.PositiveIntegerField(_("grootte in bytes"))
    sha256 = models.CharField(max_length=64)
    versleuteld = models.BinaryField()
    verwerkt_op = models.DateTimeField(_("verwerkt op"), null=True, blank=True)
    uitkomst = models.CharField(_("uitkomst"), max_length=11, choices=Uitkomst, blank=True, default="")
    toelichting = models.TextField(_("toelichting"), blank=True)

    class Meta:
        verbose_name = _("ontvangst")
        verbose_name_plural = _("ontvangsten")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "transport", "kenmerk"], name="ontvangst_een_keer"),
            models.CheckConstraint(
                condition=Q(verwerkt_op__isnull=True, uitkomst="") | (Q(verwerkt_op__isnull=False) & ~Q(uitkomst="")),
                name="ontvangst_uitkomst_heel",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["organisatie", "afzender", "id"], condition=Q(verwerkt_op__isnull=True), name="ontvangst_wacht"
            ),
            models.Index(fields=["organisatie", "sha256"], name="ontvangst_inhoud"),
            models.Index(fields=["organisatie", "-ontvangen_op"], name="ontvangst_recent"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.naam or f"ontvangst {self.pk}"

    def lees(self) -> bytes:
        """The plain bytes; `ValueError` when they were changed."""
        return geheim.decrypt(bytes(self.versleuteld), context=self.sha256.encode())

    @staticmethod
    def versleutel(sha256: str, data: bytes) -> bytes:
        return geheim.encrypt(data, context=sha256.encode())


@historie
class Bericht(OrganisatieGebonden):
    """One iJw message, out or in. A message that was held back has no content.

    `afzender` and `ontvanger` are who sends and receives this message: of a return message the reverse of what its
    header repeats. `identificatie` is its own (of a return message IdentificatieRetour).
    """

    class Richting(models.TextChoices):
        UIT = "uit", _("verstuurd")
        IN = "in", _("ontvangen")

    class Soort(models.TextChoices):
        JW301 = "JW301", _("toewijzing (JW301)")
        JW302 = "JW302", _("retour op toewijzing (JW302)")
        JW305 = "JW305", _("start hulp (JW305)")
        JW306 = "JW306", _("retour op start hulp (JW306)")
        JW307 = "JW307", _("stop hulp (JW307)")
        JW308 = "JW308", _("retour op stop hulp (JW308)")
        JW315 = "JW315", _("verzoek om toewijzing (JW315)")
        JW316 = "JW316", _("retour op verzoek om toewijzing (JW316)")
        JW317 = "JW317", _("verzoek om wijziging (JW317)")
        JW318 = "JW318", _("retour op verzoek om wijziging (JW318)")
        JW319 = "JW319", _("antwoord op verzoek (JW319)")
        JW320 = "JW320", _("retour op antwoord (JW320)")
        JW323 = "JW323", _("declaratie (JW323)")
        JW325 = "JW325", _("antwoord op declaratie (JW325)")

    richting = models.CharField(_("richting"), max_length=3, choices=Richting)
    soort = models.CharField(_("soort"), max_length=5, choices=Soort)
    identificatie = models.CharField(_("identificatie"), max_length=12)
    afzender = models.CharField(_("afzender"), max_length=8)
    ontvanger = models.CharField(_("ontvanger"), max_length=8)
    aanbieder = models.ForeignKey(
        "zorg.Aanbieder", on_delete=models.PROTECT, null=True, related_name="berichten", verbose_name=_("aanbieder"),
        help_text=_("Leeg bij een afzender die hier niet bekend is."),
    )  # fmt: skip
    dossier = models.ForeignKey(
        "dossier.Dossier", on_delete=models.PROTECT, null=True, related_name="berichten", verbose_name=_("dossier"),
        help_text=_("Leeg bij een bericht over meer jeugdigen, of over niemand die hier bekend is."),
    )  # fmt: skip
    jeugdige = models.ForeignKey(
        "gezin.Persoon", on_delete=models.PROTECT, null=True, related_name="berichten", verbose_name=_("jeugdige")
    )  # fmt: skip
    antwoord_op = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="antwoorden", verbose_name=_("antwoord op")
    )  # fmt: skip
    ontvangst = models.OneToOneField(
        Ontvangst, on_delete=models.PROTECT, null=True, blank=True, related_name="bericht", verbose_name=_("ontvangst")
    )  # fmt: skip
    declaratie = models.ForeignKey(
        "zorg.Declaratie", on_delete=models.PROTECT, null=True, blank=True, related_name="berichten",
        verbose_name=_("declaratie"),
    )  # fmt: skip
    verzoek = models.ForeignKey(
        "zorg.Verzoek", on_delete=models.PROTECT, null=True, blank=True, related_name="berichten", verbose_name=_("verzoek"),
        help_text=_("Het verzoek dat in dit bericht staat of waarop het antwoordt."),
    )  # fmt: skip
    gemaakt_op = models.DateTimeField(_("gemaakt of ontvangen op"))
    gemaakt_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+"
    )
    afgekeurd = models.BooleanField(
        _("afgekeurd"), default=False, help_text=_("Een afgekeurd bericht geldt als niet verzonden.")
    )
    codes = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, verbose_name=_("retourcodes")
    )
    bevindingen = models.JSONField(_("bevindingen"), default=list, blank=True)
    uiterlijk = models.DateField(_("antwoord uiterlijk op"), null=True, blank=True)
    beantwoord_op = models.DateTimeField(_("antwoord gekregen op"), null=True, blank=True)
    bewaakt_op = models.DateTimeField(_("taak gemaakt omdat het antwoord uitbleef"), null=True, blank=True)
    proces = models.OneToOneField(
        "werkwijze.Proces", on_delete=models.PROTECT, null=True, blank=True, related_name="bericht",
        help_text=_("Het werk omdat het antwoord uitbleef of het bericht is afgekeurd."),
    )  # fmt: skip
    vervangen_door = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangt", verbose_name=_("vervangen door"),
        help_text=_("Het bericht dat hetzelfde opnieuw zegt; dit bericht geldt als niet verzonden."),
    )  # fmt: skip
    verzonden_op = models.DateTimeField(_("verzonden op"), null=True, blank=True)
    bestand = models.CharField(_("bestand"), max_length=60, blank=True)
    storing = models.CharField(_("waarom versturen niet lukte"), max_length=400, blank=True)
    vastgelopen = models.BooleanField(
        _("wordt niet vanzelf opnieuw geprobeerd"), default=False, help_text=_("Wat er mis is, staat bij de storing.")
    )  # fmt: skip
    poging = models.PositiveSmallIntegerField(_("hoeveelste keer"), default=1)
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
                condition=Q(richting="uit") | Q(afgekeurd=False),  # what was rejected counts as never sent
                name="bericht_identificatie_uniek",
                violation_error_message=_("Er is al een bericht van deze afzender met deze identificatie."),
            ),
            models.CheckConstraint(
                condition=Q(verzonden_op__isnull=True)
                | Q(verzonden_op__gte=F("gemaakt_op"), tegengehouden=""),
                name="bericht_tegengehouden_niet_verzonden",
            ),
            models.CheckConstraint(
                condition=Q(richting="uit", ontvangst__isnull=True)
                | Q(richting="in", ontvangst__isnull=False, verzonden_op__isnull=True),
                name="bericht_in_heeft_ontvangst",
            ),
        ]
        indexes = [
            models.Index(fields=["organisatie", "-gemaakt_op"], name="bericht_recent"),
            models.Index(fields=["dossier", "-gemaakt_op"], name="bericht_dossier"),
            models.Index(
                fields=["organisatie", "gemaakt_op"],
                condition=Q(richting="uit", verzonden_op__isnull=True, doorgegeven_op__isnull=True),
                name="bericht_open",
            ),
            models.Index(
                fields=["organisatie", "uiterlijk"],
                condition=Q(richting="uit", beantwoord_op__isnull=True, uiterlijk__isnull=False),
                name="bericht_onbeantwoord",
            ),
            models.Index(
                fields=["organisatie"],
                condition=Q(richting="uit", afgekeurd=True, bewaakt_op__isnull=True),
                name="bericht_teruggekomen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.identificatie}"

    @property
    def status(self) -> str:
        """By what has been recorded. Out: klaar → verzonden → goedgekeurd or afgekeurd by its return message;
        tegengehouden → doorgegeven. In: geboekt or afgekeurd."""
        if self.richting == self.Richting.IN:
            return "afgekeurd" if self.afgekeurd else "geboekt"
        if self.tegengehouden:
            return "doorgegeven" if self.doorgegeven_op else "tegengehouden"
        if self.verzonden_op is None:
            return "klaar"
        if self.beantwoord_op is None:
            return "verzonden"
        return "afgekeurd" if self.afgekeurd else "goedgekeurd"

    @property
    def is_retour(self) -> bool:
        """Whether it only says how another message was received (302, 306, …); a JW325 is an answer of its own."""
        return self.soort in RETOUREN

    @property
    def bestandsnaam(self) -> str:
        """Name of the file in the outbox: the same for the same message, whoever writes it."""
        return f"{self.soort}_{self.afzender}_{self.ontvanger}_{self.identificatie}.xml"

    def xml(self) -> bytes:
        """The message as it goes out or came in. Costs one query; `Berichtinhoud.DoesNotExist` when it was held back."""
        if self.ontvangst is not None:
            return self.ontvangst.lees()
        return Berichtinhoud.objects.get(bericht=self).lees()


class Berichtinhoud(OrganisatieGebonden):
    """The raw message that we made, encrypted. Written once, together with its `Bericht`, never changed."""

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
    """A message tells of an assignment; a JW301 as it was fixed at that moment."""

    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, related_name="regels")
    toewijzing = models.ForeignKey("zorg.Toewijzing", on_delete=models.PROTECT, related_name="berichtregels")
    vastgesteld_op = models.DateTimeField(_("vastgesteld op"), null=True, blank=True)

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


@historie
class Berichtstilte(OrganisatieGebonden):
    """Nothing goes to a provider about the youths of a dossier, because passing data on endangers them (OP003).

    Whoever is responsible for the family says so, with the reason; it holds until it is lifted.
    """

    dossier = models.ForeignKey(
        "dossier.Dossier", on_delete=models.PROTECT, related_name="berichtstiltes", verbose_name=_("dossier")
    )
    reden = models.CharField(_("waarom er niets naar aanbieders gaat"), max_length=400)
    vanaf = models.DateTimeField(_("vanaf"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, related_name="+")
    opgeheven_op = models.DateTimeField(_("opgeheven op"), null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        "organisatie.Medewerker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    waarom_opgeheven = models.CharField(_("waarom het weer kan"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("berichtstilte")
        verbose_name_plural = _("berichtstiltes")
        ordering = ["-vanaf"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(opgeheven_op__isnull=True), name="berichtstilte_een_tegelijk",
                violation_error_message=_("Voor dit dossier gaat er al niets naar aanbieders."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Berichtstilte vanaf {self.vanaf:%d-%m-%Y}"


@historie
class Afhandeling(OrganisatieGebonden):
    """Somebody dealt with what the post cannot mend: called a provider, had it sent again, or found it was for others.

    Until then it stands in the list of what is to be done. It says in which `stand` it was, so that a later trouble with
    the same message is listed again.
    """

    bericht = models.ForeignKey(
        Bericht, on_delete=models.PROTECT, null=True, blank=True, related_name="afhandelingen", verbose_name=_("bericht")
    )  # fmt: skip
    ontvangst = models.ForeignKey(
        Ontvangst, on_delete=models.PROTECT, null=True, blank=True, related_name="afhandelingen", verbose_name=_("ontvangst")
    )  # fmt: skip
    stand = models.CharField(_("wat er aan de hand was"), max_length=12)
    hoe = models.CharField(_("wat is gedaan"), max_length=200)
    op = models.DateTimeField(_("afgehandeld op"))
    door = models.ForeignKey("organisatie.Medewerker", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("afhandeling")
        verbose_name_plural = _("afhandelingen")
        ordering = ["-op", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bericht__isnull=False, ontvangst__isnull=True)
                | Q(bericht__isnull=True, ontvangst__isnull=False),
                name="afhandeling_van_een",
            )
        ]
        indexes = [
            models.Index(fields=["bericht", "stand"], condition=Q(bericht__isnull=False), name="afhandeling_bericht"),
            models.Index(
                fields=["ontvangst", "stand"], condition=Q(ontvangst__isnull=False), name="afhandeling_ontvangst"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.stand}: {self.hoe}"


def _context(bericht_id: int) -> bytes:
    return f"bericht:{bericht_id}".encode()
