"""Why lines of a claim were rejected: the findings of the message, brought to the lines that they are about. Pure.

A finding names its place by client and line; a line is kept in the order of the message, without that place. Lines with
codes and findings stand in the same order, so they pair up one to one. What stands below a client with a fault was not
judged (0233), and is paired with no finding of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eenplan.berichten.beoordelen import NIET_BEOORDEELD

_PLEK = re.compile(r"^/Bericht/Declaratie/Clienten/Client\[(\d+)\](?:/Prestaties/Prestatie\[(\d+)\])?")
Bevinding = Mapping[str, Any]


def per_regel(
    afgewezen: Iterable[tuple[int, Sequence[str]]], bevindingen: Iterable[Bevinding]
) -> dict[int, list[str]]:
    """The sentences by line. `afgewezen`: key and codes of the rejected lines, in the order of the message."""
    clienten, plekken = _plekken(bevindingen)
    beoordeeld = [pk for pk, codes in afgewezen if NIET_BEOORDEELD not in codes]
    eigen = [plek for plek in sorted(plekken) if plek[0] not in clienten]
    if len(beoordeeld) != len(eigen):  # rejected as a whole, or found by other rules than these lines
        return {}
    return {pk: plekken[plek] for pk, plek in zip(beoordeeld, eigen, strict=True)}


def over_het_geheel(bevindingen: Iterable[Bevinding]) -> list[str]:
    """What is wrong with the claim itself or with a client in it: nothing below that was judged."""
    uit = []
    for bevinding in bevindingen:
        plek = _PLEK.match(bevinding["pad"])
        if plek is None or plek[2] is None:
            waar = f"Jeugdige {plek[1]} in het bericht: " if plek else ""
            uit.append(f"{waar}{bevinding['tekst']}")
    return list(dict.fromkeys(uit))


def _plekken(bevindingen: Iterable[Bevinding]) -> tuple[set[int], dict[tuple[int, int], list[str]]]:
    """The clients with a fault of their own, and the sentences by client and line."""
    clienten: set[int] = set()
    plekken: dict[tuple[int, int], list[str]] = {}
    for bevinding in bevindingen:
        if plek := _PLEK.match(bevinding["pad"]):
            if plek[2] is None:
                clienten.add(int(plek[1]))
            else:
                plekken.setdefault((int(plek[1]), int(plek[2])), []).append(bevinding["tekst"])
    return clienten, plekken
