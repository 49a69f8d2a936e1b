"""What a rule of level 3 or 4 sees: the message, and what the administration says of the client at hand."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ijw.administratie import Administratie, Afspraak, Dossier, Gedeclareerd
from ijw.geheugen import VERWIJDEREN, partijen_van, sleutel
from ijw.v3_2.jw301 import ToegewezenProduct
from ijw.v3_2.jw305 import StartProduct
from ijw.v3_2.jw307 import StopProduct

VERWIJDERD = {"01", "13"}  # JZ002: with the end on the first day, such an assignment counts as not sent


class Zaak:
    """One client in one message. `afgewezen` holds the ids of the classes that broke a rule so far."""

    def __init__(self, bericht: Any, administratie: Administratie, bsn: str = "") -> None:
        self.bericht = bericht
        self.administratie = administratie
        self.partijen = partijen_van(bericht)
        self.bsn = bsn
        self.afgewezen: set[int] = set()
        self._gezien: set[object] = set()

    def bij(self, bsn: str) -> Zaak:
        """The same message, at this client."""
        zaak = Zaak(self.bericht, self.administratie, bsn)
        zaak.afgewezen, zaak._gezien = self.afgewezen, self._gezien
        return zaak

    @property
    def dagtekening(self) -> Any:
        """The day on which the message was made: what came later the sender could not know (OP080, OP095)."""
        return self.bericht.Header.BerichtIdentificatie.Dagtekening

    @property
    def bekend(self) -> bool:
        """Whether an earlier message named this client."""
        return self._dossier is not None

    @cached_property
    def _dossier(self) -> Dossier | None:
        return self.administratie.dossier(self.partijen, self.bsn)

    @property
    def dossier(self) -> Dossier:
        """What is known of this client: nothing when nobody named him."""
        return self._dossier or _LEEG

    @cached_property
    def toewijzingen(self) -> dict[int, ToegewezenProduct]:
        """The assignments of this client, removed ones included."""
        return {product.ToewijzingNummer: product for product in self.dossier.toewijzingen}

    @cached_property
    def actueel(self) -> dict[int, ToegewezenProduct]:
        """Assignments that hold on the day of the message or later (TR349)."""
        return {
            nummer: product
            for nummer, product in self.toewijzingen.items()
            if (product.Einddatum is None or product.Einddatum >= self.dagtekening)
            and not is_verwijderd(product)
        }

    @cached_property
    def gedeclareerd(self) -> dict[str, Gedeclareerd]:
        """The Prestaties of earlier messages by their ReferentieNummer."""
        return {e.prestatie.ProductReferentie.ReferentieNummer: e for e in self.dossier.prestaties}

    @cached_property
    def per_toewijzing(self) -> dict[int, list[Gedeclareerd]]:
        """Earlier Prestaties that count, by assignment."""
        gevonden: dict[int, list[Gedeclareerd]] = {}
        for eerder in self.dossier.prestaties:
            if eerder.telt:
                gevonden.setdefault(eerder.prestatie.ToewijzingNummer, []).append(eerder)
        return gevonden

    @cached_property
    def gecrediteerd(self) -> set[str]:
        """The debits that an earlier credit took back."""
        vorige = (
            e.prestatie.ProductReferentie.VorigReferentieNummer for e in self.dossier.prestaties if e.telt
        )
        return {nummer for nummer in vorige if nummer is not None}

    @cached_property
    def starts(self) -> list[StartProduct]:
        """Starts that stand, without those that this message itself removes (IV008)."""
        return self._zonder_verwijderde("StartProducten", self.dossier.starts)

    @cached_property
    def stops(self) -> list[StopProduct]:
        """Stops that stand, without those that this message itself removes."""
        return self._zonder_verwijderde("StopProducten", self.dossier.stops)

    @cached_property
    def sleutels(self) -> set[tuple[object, ...]]:
        """The logical keys of everything that was delivered before; those of stops are longer than those of starts."""
        starts = {sleutel(start) for start in self.dossier.starts}
        return starts | {sleutel(stop) for stop in self.dossier.stops}

    @cached_property
    def gestart(self) -> set[tuple[object, ...]]:
        """What a stop takes over from its start (TR382), of every start."""
        return {van_de_start(start) for start in self.dossier.starts}

    @cached_property
    def gestopt(self) -> set[tuple[object, ...]]:
        """The same of every stop."""
        return {van_de_start(stop) for stop in self.dossier.stops}

    @cached_property
    def onderhanden(self) -> bool:
        """Whether a request of this client still waits (TR374)."""
        return any(verzoek.onderhanden for verzoek in self.dossier.verzoeken)

    def _zonder_verwijderde(self, lijst: str, eerder: Any) -> list[Any]:
        eigen = getattr(self.bericht.Client, lijst, ())
        weg = {sleutel(levering) for levering in eigen if levering.StatusAanlevering == VERWIJDEREN}
        return [levering for levering in eerder if sleutel(levering) not in weg]

    def afspraak(self, prestatie: Any) -> Afspraak | None:
        """What the contract says of the product of this Prestatie, on the first day of its period."""
        return self.administratie.afspraak(
            self.partijen,
            prestatie.ProductCategorie,
            prestatie.ProductCode,
            prestatie.ProductPeriode.Begindatum,
        )

    def eerste_keer(self, waarde: object) -> bool:
        """Whether this value was not seen before in the message."""
        nieuw = waarde not in self._gezien
        self._gezien.add(waarde)
        return nieuw


def van_de_start(levering: Any) -> tuple[object, ...]:
    """What a stop takes over from its start."""
    return levering.ToewijzingNummer, levering.Product, levering.Begindatum


def is_verwijderd(product: ToegewezenProduct) -> bool:
    """Whether this assignment counts as not sent (OP033x1, TR349)."""
    return product.RedenWijziging in VERWIJDERD and product.Einddatum == product.Ingangsdatum


_LEEG = Dossier()
