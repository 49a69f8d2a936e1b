"""What the rules of levels 3 and 4 ask about earlier messages and the world outside: one narrow protocol.

    class MijnAdministratie:          # no base class needed: nine methods
        def vandaag(self) -> date: ...
        def dossier(self, partijen, bsn) -> Dossier | None: ...

    ijw.controleer(data, MijnAdministratie())

An administration answers from what was sent, received and not rejected *before* the message at hand; the message
itself and everything rejected as a whole count as never sent. `ijw.Geheugen` is one, in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from ijw.berekeningen.tijd import Periode
from ijw.v3_2.jw301 import ToegewezenProduct
from ijw.v3_2.jw305 import StartProduct
from ijw.v3_2.jw307 import StopProduct
from ijw.v3_2.jw323 import JW323, Prestatie

Element = Literal[
    "Identificatie", "ToewijzingNummer", "ReferentieAanbieder", "DeclaratieNummer", "ReferentieNummer"
]
Stand = Literal["open", "in onderzoek", "afgewezen", "toegewezen"]


class Partijen(NamedTuple):
    """The two sides of every message: a municipality (CBS code) and a provider (AGB code)."""

    gemeente: str
    aanbieder: str


@dataclass(frozen=True, slots=True)
class Verzoek:
    """A request of a provider, by its ReferentieAanbieder: one product of a JW315, or a whole JW317."""

    referentie: str
    bericht: Literal["JW315", "JW317"]
    bsn: str
    stand: Stand = "open"
    dagtekening: date | None = None  # of the request, for the terms of the answer
    gezagsdrager_bekend: bool = False  # as the JW315 said (OP002x1)

    @property
    def onderhanden(self) -> bool:
        """Neither rejected nor assigned (TR374)."""
        return self.stand in {"open", "in onderzoek"}


@dataclass(frozen=True, slots=True)
class Gedeclareerd:
    """A Prestatie of an earlier JW323. `toegekend` is None as long as no JW325 has answered it."""

    prestatie: Prestatie
    toegekend: bool | None = None

    @property
    def telt(self) -> bool:
        """Granted or still to be judged; what was rejected counts nowhere but for its number."""
        return self.toegekend is not False


@dataclass(frozen=True, slots=True)
class Dossier:
    """What earlier messages between two parties said about one client.

    An assignment stands here once, as it was last sent; a removed one (RedenWijziging 13) too. Starts and stops
    that were removed again (StatusAanlevering 3) do not."""

    toewijzingen: Sequence[ToegewezenProduct] = ()
    starts: Sequence[StartProduct] = ()
    stops: Sequence[StopProduct] = ()
    verzoeken: Sequence[Verzoek] = ()
    prestaties: Sequence[Gedeclareerd] = ()


@dataclass(frozen=True, slots=True)
class Afspraak:
    """What the contract says about a product: its unit and its tariff in eurocents (none for euros, unit 83)."""

    Eenheid: str
    Tarief: int | None = None


class Administratie(Protocol):
    """What a caller knows. Every method answers at once and changes nothing."""

    def vandaag(self) -> date:
        """The date of the system (TR135)."""

    def dossier(self, partijen: Partijen, bsn: str) -> Dossier | None:
        """Everything about this client; None when no message named him before (TR304)."""

    def in_gebruik(self, element: Element, houder: str, waarde: str | int, bericht: str) -> bool:
        """Whether an earlier message gave out this number. `houder` is whose numbers they are: the sender for an
        Identificatie (unique per message name `bericht`), the municipality for a ToewijzingNummer, else the
        provider."""

    def verzoek(self, partijen: Partijen, referentie: str) -> Verzoek | None:
        """The request with this ReferentieAanbieder: a JW319 names no client."""

    def declaratie(self, partijen: Partijen, identificatie: str) -> JW323 | None:
        """The JW323 with this Identificatie, which a JW325 answers."""

    def laatste_declaratieperiode(self, partijen: Partijen) -> Periode | None:
        """The DeclaratiePeriode of the last JW323 (TR318)."""

    def afspraak(self, partijen: Partijen, categorie: str, code: str, op: date) -> Afspraak | None:
        """What the contract says about this product on that day; None when it says nothing: then nothing can
        break it."""

    def kent_product(self, partijen: Partijen, categorie: str, code: str) -> bool:
        """Whether the product list that the parties use has this code in this category (TR381)."""

    def kent_gemeente(self, code: str, op: date) -> bool:
        """Whether the list of CBS has this municipality on that day (TR378)."""
