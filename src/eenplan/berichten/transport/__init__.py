"""How messages travel: interchangeable ways out and in, one per organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from eenplan.berichten.ontvangst_actions import Geleverd
from eenplan.berichten.transport.fouten import Transportfout
from eenplan.berichten.transport.map import MapTransport

if TYPE_CHECKING:
    from eenplan.berichten.models import Bericht
    from eenplan.organisatie.models import Organisatie

__all__ = ["MapTransport", "Transport", "Transportfout", "transport_van"]


class Transport(Protocol):
    """A way out and in. Handing over and fetching may be repeated: the other side recognises what it had."""

    naam: str

    def verstuur(
        self, post: Sequence[tuple[Bericht, bytes]]
    ) -> Iterator[tuple[Bericht, str | Transportfout]]:
        """Hand messages over, each whole or not at all; what each is called there, or why it did not go."""

    def haal_op(self, hoogstens: int) -> list[Geleverd]:
        """What waits for us, oldest first. Nothing for a transport that delivers by itself."""

    def bevestig(self, geleverd: Sequence[Geleverd]) -> None:
        """These are stored: they need not be offered again."""


def transport_van(organisatie: Organisatie) -> Transport:
    """The transport that this organisation chose (`instellingen["transport"]`); the folder when it chose none."""
    return MapTransport(organisatie.code)
