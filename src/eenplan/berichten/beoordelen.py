"""What is found in a message that came in, and what that means for it. Pure: nothing is read or written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ijw
from ijw.berekeningen import met_teken, toegekend

NIET_BEOORDEELD = "0233"  # WJ001: what stands below something that is rejected as a whole
_PRESTATIE = "/Prestaties/Prestatie["
_CLIENT = "/Bericht/Declaratie/Clienten/Client["


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The verdict on one message. `afgekeurd`: it counts as never sent."""

    bevindingen: tuple[ijw.Bevinding, ...] = ()
    afgekeurd: bool = False
    codes: tuple[str, ...] = ()
    per_prestatie: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    toegekend: int = 0

    @property
    def als_json(self) -> list[dict[str, Any]]:
        """The findings as they are kept with a message; they name rules and places, no persons."""
        return [
            {"regel": b.regel, "niveau": b.niveau, "pad": b.pad, "retourcode": b.retourcode, "tekst": b.tekst}
            for b in self.bevindingen
        ]


def uit_json(rijen: Sequence[Mapping[str, Any]]) -> list[ijw.Bevinding]:
    """The findings as they were kept."""
    return [ijw.Bevinding(**rij) for rij in rijen]


def oordeel(bericht: Any, stand: ijw.Administratie) -> Oordeel:
    """Levels 2 to 4. A claim is rejected as a whole only for a fault in its Header or Declaratie; any fault rejects
    every other message."""
    bevindingen = tuple(ijw.beoordeel(bericht, stand))
    codes = tuple(dict.fromkeys(b.retourcode or "0001" for b in bevindingen))
    if bericht.NAAM != "JW323":
        return Oordeel(bevindingen, bool(bevindingen), codes)
    return _over_declaratie(bericht, bevindingen)


def _over_declaratie(bericht: Any, bevindingen: tuple[ijw.Bevinding, ...]) -> Oordeel:
    geheel = [b for b in bevindingen if not b.pad.startswith(_CLIENT)]
    if geheel or any(b.niveau == 2 for b in bevindingen):
        codes = tuple(dict.fromkeys(b.retourcode or "0001" for b in bevindingen))
        return Oordeel(bevindingen, True, codes, _alles_onbeoordeeld(bericht), 0)
    per_prestatie: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    for b in bevindingen:
        client = int(b.pad.removeprefix(_CLIENT).partition("]")[0])
        _, _, rest = b.pad.partition(_PRESTATIE)
        if rest:
            per_prestatie[client, int(rest.partition("]")[0])][b.retourcode or ""] = None
        else:
            for regel in range(1, len(bericht.Declaratie.Clienten[client - 1].Prestaties) + 1):
                per_prestatie[client, regel][NIET_BEOORDEELD] = None
    totaal = bericht.Declaratie.TotaalIngediendBedrag
    ingediend = met_teken(totaal.TotaalBedrag, totaal.DebetCredit)
    return Oordeel(
        bevindingen, False, (), {plek: tuple(codes) for plek, codes in per_prestatie.items()},
        toegekend(ingediend, [_bedrag(bericht, plek) for plek in per_prestatie]),
    )  # fmt: skip


def _alles_onbeoordeeld(bericht: Any) -> dict[tuple[int, int], tuple[str, ...]]:
    return {
        (c, p): (NIET_BEOORDEELD,)
        for c, client in enumerate(bericht.Declaratie.Clienten, start=1)
        for p in range(1, len(client.Prestaties) + 1)
    }


def _bedrag(bericht: Any, plek: tuple[int, int]) -> int:
    client, regel = plek
    bedrag = bericht.Declaratie.Clienten[client - 1].Prestaties[regel - 1].IngediendBedrag
    return met_teken(bedrag.Bedrag, bedrag.DebetCredit)
