"""How messages travel: interchangeable ways out and in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from eenplan.berichten.fouten import Transportfout
from eenplan.berichten.ontvangst_actions import Geleverd
from eenplan.berichten.transport.ggk import GgkTransport
from eenplan.berichten.transport.map import MapTransport

if TYPE_CHECKING:
    from eenplan.berichten.models import Bericht
    from eenplan.organisatie.models import Organisatie

__all__ = ["GgkTransport", "MapTransport", "Transport", "Transportfout", "transport_van"]


class Transport(Protocol):
    """A way out and in. Handing over and fetching may be repeated: the other side recognises what it had."""

    naam: str
    tegelijk: int  # how many messages to hand over in one transaction

    def verstuur(
        self, post: Sequence[tuple[Bericht, bytes]]
    ) -> Iterator[tuple[Bericht, str | Transportfout]]:
        """Hand messages over, each whole or not at all; what each is called there, or why it did not go."""

    def haal_op(self, hoogstens: int) -> list[Geleverd]:
        """What waits for us, oldest first. Nothing for a transport that delivers by itself."""

    def bevestig(self, geleverd: Sequence[Geleverd]) -> None:
        """These are stored: they need not be offered again."""


def transport_van(organisatie: Organisatie) -> Transport:
    """The hub where this installation has its address (`EENPLAN_GGK_ADRES`), else the folder."""
    return GgkTransport() if os.environ.get("EENPLAN_GGK_ADRES") else MapTransport(organisatie.code)
