"""An administration in memory, for a test, a command line or a small supplier: it takes up messages one by one.

    administratie = Geheugen(date(2026, 5, 6))
    administratie.verwerk(ijw.parse(data))    # a message that was sent or accepted
    ijw.controleer(volgende, administratie)   # judges the next one

A rejected message is not taken up: it counts as not sent. A JW325 says which Prestaties of its JW323 are granted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ijw.administratie import Afspraak, Dossier, Element, Gedeclareerd, Partijen, Stand, Verzoek
from ijw.berekeningen.tijd import Periode
from ijw.declaratie import Bericht
from ijw.v3_2.jw301 import JW301, ToegewezenProduct
from ijw.v3_2.jw305 import JW305, StartProduct
from ijw.v3_2.jw307 import JW307, StopProduct
from ijw.v3_2.jw315 import JW315
from ijw.v3_2.jw317 import JW317
from ijw.v3_2.jw319 import JW319
from ijw.v3_2.jw323 import JW323
from ijw.v3_2.jw325 import JW325

VERWIJDEREN = "3"  # COD467, StatusAanlevering
JA = "1"  # COD260
AFGEWEZEN = "1"  # WJ760, VerzoekAntwoord
BEOORDEELD = {"0200", "8001"}  # WJ001: the claim itself is good
Product = tuple[str, str]


def partijen_van(bericht: Any) -> Partijen:
    """Municipality (four digits) and provider (eight) of any message."""
    afzender, ontvanger = bericht.Header.Afzender, bericht.Header.Ontvanger
    return Partijen(afzender, ontvanger) if len(afzender) == len("0384") else Partijen(ontvanger, afzender)


def sleutel(levering: StartProduct | StopProduct) -> tuple[object, ...]:
    """The logical key of a start or stop (TR063, TR074)."""
    einde = (levering.RedenBeeindiging, levering.Einddatum) if isinstance(levering, StopProduct) else ()
    return (levering.ToewijzingNummer, levering.Product, levering.Begindatum, *einde)


@dataclass(slots=True)
class _Client:
    """A dossier that can still change."""

    toewijzingen: dict[int, ToegewezenProduct] = field(default_factory=dict)
    starts: dict[tuple[object, ...], StartProduct] = field(default_factory=dict)
    stops: dict[tuple[object, ...], StopProduct] = field(default_factory=dict)
    verzoeken: list[str] = field(default_factory=list)
    prestaties: dict[str, tuple[str, Gedeclareerd]] = field(default_factory=dict)  # with the JW323 it is of


class Geheugen:
    """See the module. `afspraken` and `producten` hold for all parties and days; without `producten` or
    `gemeenten` every code is known."""

    def __init__(
        self,
        vandaag: date,
        *,
        afspraken: Mapping[Product, Afspraak] | None = None,
        producten: Collection[Product] | None = None,
        gemeenten: Collection[str] | None = None,
    ) -> None:
        self.datum = vandaag
        self.afspraken = dict(afspraken or {})
        self.producten = producten
        self.gemeenten = gemeenten
        self._clienten: dict[tuple[Partijen, str], _Client] = {}
        self._nummers: dict[
            tuple[str, str, str | int, str], str
        ] = {}  # with the message that gave it out first
        self._verzoeken: dict[tuple[Partijen, str], Verzoek] = {}
        self._declaraties: dict[tuple[Partijen, str], JW323] = {}
        self._perioden: dict[Partijen, list[Periode]] = {}

    def vandaag(self) -> date:
        return self.datum

    def dossier(self, partijen: Partijen, bsn: str) -> Dossier | None:
        client = self._clienten.get((partijen, bsn))
        if client is None:
            return None
        return Dossier(
            tuple(client.toewijzingen.values()),
            tuple(client.starts.values()),
            tuple(client.stops.values()),
            tuple(self._verzoeken[partijen, referentie] for referentie in client.verzoeken),
            tuple(gedeclareerd for _, gedeclareerd in client.prestaties.values()),
        )

    def in_gebruik(self, element: Element, houder: str, waarde: str | int, bericht: str) -> bool:
        return _nummer(element, houder, waarde, bericht) in self._nummers

    def verzoek(self, partijen: Partijen, referentie: str) -> Verzoek | None:
        return self._verzoeken.get((partijen, referentie))

    def declaratie(self, partijen: Partijen, identificatie: str) -> JW323 | None:
        return self._declaraties.get((partijen, identificatie))

    def laatste_declaratieperiode(self, partijen: Partijen) -> Periode | None:
        return max(self._perioden.get(partijen, []), default=None)

    def afspraak(self, partijen: Partijen, categorie: str, code: str, op: date) -> Afspraak | None:
        return self.afspraken.get((categorie, code))

    def kent_product(self, partijen: Partijen, categorie: str, code: str) -> bool:
        return self.producten is None or (categorie, code) in self.producten

    def kent_gemeente(self, code: str, op: date) -> bool:
        return self.gemeenten is None or code in self.gemeenten

    def verwerk(self, bericht: Bericht) -> None:
        """Take up a message that was sent, or received and not rejected as a whole. A return message changes nothing,
        nor does a JW323 that was taken up before."""
        doe = _VERWERK.get(type(bericht).__name__)
        if doe is not None:
            header: Any = bericht.Header  # type: ignore[attr-defined]
            self._geef_uit("Identificatie", header.Afzender, _identificatie(bericht), bericht)
            doe(self, partijen_van(bericht), bericht)

    def neem_over(self, partijen: Partijen, bsn: str, dossier: Dossier) -> None:
        """What another administration knows of this client, to go on from there."""
        client = self._client(partijen, bsn)
        client.toewijzingen.update({product.ToewijzingNummer: product for product in dossier.toewijzingen})
        client.starts.update({sleutel(start): start for start in dossier.starts})
        client.stops.update({sleutel(stop): stop for stop in dossier.stops})
        for verzoek in dossier.verzoeken:
            client.verzoeken.append(verzoek.referentie)
            self._verzoeken[partijen, verzoek.referentie] = verzoek
        for eerder in dossier.prestaties:
            client.prestaties[eerder.prestatie.ProductReferentie.ReferentieNummer] = "", eerder

    def wijs_af(self, partijen: Partijen, bericht: JW323, referenties: Collection[str]) -> None:
        """These Prestaties of a claim that was taken up will not be granted, whatever its JW325 has yet to say."""
        identificatie = _identificatie(bericht)
        for client in bericht.Declaratie.Clienten:
            prestaties = self._client(partijen, client.Bsn).prestaties
            for nummer in referenties:
                if prestaties.get(nummer, ("", None))[0] == identificatie:
                    prestaties[nummer] = identificatie, replace(prestaties[nummer][1], toegekend=False)

    def _toewijzing(self, partijen: Partijen, bericht: JW301) -> None:
        client = self._client(partijen, bericht.Client.Bsn)
        for product in bericht.Client.ToegewezenProducten:
            eerder = client.toewijzingen.get(product.ToewijzingNummer)
            if eerder is None or _moment(product) >= _moment(eerder):  # IV013
                client.toewijzingen[product.ToewijzingNummer] = product
            self._geef_uit("ToewijzingNummer", partijen.gemeente, product.ToewijzingNummer, bericht)
            if product.ReferentieAanbieder is not None:
                self._zet(partijen, product.ReferentieAanbieder, "toegewezen")

    def _start(self, partijen: Partijen, bericht: JW305) -> None:
        starts = self._client(partijen, bericht.Client.Bsn).starts
        for start in sorted(bericht.Client.StartProducten, key=_eerst_verwijderen):
            if start.StatusAanlevering == VERWIJDEREN:
                starts.pop(sleutel(start), None)
            else:
                starts[sleutel(start)] = start

    def _stop(self, partijen: Partijen, bericht: JW307) -> None:
        stops = self._client(partijen, bericht.Client.Bsn).stops
        for stop in sorted(bericht.Client.StopProducten, key=_eerst_verwijderen):
            if stop.StatusAanlevering == VERWIJDEREN:
                stops.pop(sleutel(stop), None)
            else:
                stops[sleutel(stop)] = stop

    def _vraag(self, partijen: Partijen, bericht: JW315) -> None:
        self._client(partijen, bericht.Client.Bsn)
        dag, bekend = bericht.Header.BerichtIdentificatie.Dagtekening, bericht.Client.GezagsdragerBekend == JA
        for product in bericht.Client.AangevraagdeProducten:
            referentie = product.ReferentieAanbieder
            verzoek = Verzoek(referentie, "JW315", bericht.Client.Bsn, "open", dag, bekend)
            self._leg_vast(partijen, verzoek, bericht)

    def _vraag_wijziging(self, partijen: Partijen, bericht: JW317) -> None:
        referentie = bericht.Client.Verzoek.ReferentieAanbieder
        dag = bericht.Header.BerichtIdentificatie.Dagtekening
        self._leg_vast(partijen, Verzoek(referentie, "JW317", bericht.Client.Bsn, "open", dag), bericht)

    def _antwoord(self, partijen: Partijen, bericht: JW319) -> None:
        afgewezen = bericht.Antwoord.VerzoekAntwoord == AFGEWEZEN
        self._zet(
            partijen, bericht.Antwoord.ReferentieAanbieder, "afgewezen" if afgewezen else "in onderzoek"
        )

    def _declareer(self, partijen: Partijen, bericht: JW323) -> None:
        declaratie, identificatie = bericht.Declaratie, _identificatie(bericht)
        if (partijen, identificatie) in self._declaraties:
            return
        self._declaraties[partijen, identificatie] = bericht
        periode = declaratie.DeclaratiePeriode
        self._perioden.setdefault(partijen, []).append(Periode(periode.Begindatum, periode.Einddatum))
        self._geef_uit("DeclaratieNummer", partijen.aanbieder, declaratie.DeclaratieNummer, bericht)
        for client in declaratie.Clienten:
            prestaties = self._client(partijen, client.Bsn).prestaties
            for prestatie in client.Prestaties:
                referentie = prestatie.ProductReferentie.ReferentieNummer
                prestaties.setdefault(referentie, (identificatie, Gedeclareerd(prestatie)))
                self._geef_uit("ReferentieNummer", partijen.aanbieder, referentie, bericht)

    def _beoordeel(self, partijen: Partijen, bericht: JW325) -> None:
        """Grant or reject what the JW323 claimed; a claim that is rejected as a whole counts as not sent."""
        identificatie = bericht.Header.DeclaratieIdentificatie.Identificatie
        declaratie = self._declaraties.get((partijen, identificatie))
        if declaratie is None:
            return
        antwoord = bericht.DeclaratieAntwoord
        if antwoord is None or not BEOORDEELD.issuperset(antwoord.RetourCodes):
            self._vergeet(partijen, declaratie)
            return
        afgewezen = {
            prestatie.ProductReferentie.ReferentieNummer
            for client in antwoord.Clienten
            for prestatie in client.Prestaties
        }
        for client in declaratie.Declaratie.Clienten:
            prestaties = self._client(partijen, client.Bsn).prestaties
            for prestatie in client.Prestaties:
                nummer = prestatie.ProductReferentie.ReferentieNummer
                if prestaties[nummer][0] == identificatie:  # another with this number is older (TR314)
                    oordeel = Gedeclareerd(prestatie, nummer not in afgewezen)
                    prestaties[nummer] = identificatie, oordeel

    def _vergeet(self, partijen: Partijen, bericht: JW323) -> None:
        periode = bericht.Declaratie.DeclaratiePeriode
        self._perioden[partijen].remove(Periode(periode.Begindatum, periode.Einddatum))
        identificatie = _identificatie(bericht)
        del self._declaraties[partijen, identificatie]
        eigen = _naam(bericht)
        self._nummers = {nummer: van for nummer, van in self._nummers.items() if van != eigen}
        for client in bericht.Declaratie.Clienten:
            prestaties = self._client(partijen, client.Bsn).prestaties
            for prestatie in client.Prestaties:
                nummer = prestatie.ProductReferentie.ReferentieNummer
                if prestaties.get(nummer, ("", None))[0] == identificatie:
                    del prestaties[nummer]

    def _client(self, partijen: Partijen, bsn: str) -> _Client:
        return self._clienten.setdefault((partijen, bsn), _Client())

    def _leg_vast(self, partijen: Partijen, verzoek: Verzoek, bericht: Bericht) -> None:
        self._client(partijen, verzoek.bsn).verzoeken.append(verzoek.referentie)
        self._verzoeken[partijen, verzoek.referentie] = verzoek
        self._geef_uit("ReferentieAanbieder", partijen.aanbieder, verzoek.referentie, bericht)

    def _zet(self, partijen: Partijen, referentie: str, stand: Stand) -> None:
        verzoek = self._verzoeken.get((partijen, referentie))
        if verzoek is not None:
            self._verzoeken[partijen, referentie] = replace(verzoek, stand=stand)

    def _geef_uit(self, element: Element, houder: str, waarde: str | int, bericht: Bericht) -> None:
        self._nummers.setdefault(_nummer(element, houder, waarde, bericht.NAAM), _naam(bericht))


def _naam(bericht: Any) -> str:
    """What tells this message from every other."""
    return f"{bericht.NAAM} {bericht.Header.Afzender} {_identificatie(bericht)}"


def _nummer(element: Element, houder: str, waarde: str | int, bericht: str) -> tuple[str, str, Any, str]:
    return element, houder, waarde, bericht if element == "Identificatie" else ""


def _identificatie(bericht: Any) -> str:
    identificatie: str = bericht.Header.BerichtIdentificatie.Identificatie
    return identificatie


def _moment(product: ToegewezenProduct) -> tuple[Any, Any]:
    return product.Toewijzingsdatum, product.Toewijzingstijd.replace(tzinfo=None)


def _eerst_verwijderen(levering: Any) -> bool:
    """Removals are handled before what comes in their place (IV008)."""
    return bool(levering.StatusAanlevering != VERWIJDEREN)


_VERWERK: dict[str, Any] = {
    "JW301": Geheugen._toewijzing,
    "JW305": Geheugen._start,
    "JW307": Geheugen._stop,
    "JW315": Geheugen._vraag,
    "JW317": Geheugen._vraag_wijziging,
    "JW319": Geheugen._antwoord,
    "JW323": Geheugen._declareer,
    "JW325": Geheugen._beoordeel,
}
