"""How the delivery of an assignment stands, from what the provider reported: a pure function of its reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.zorg.models import Regiemelding

NIET_GESTART, LOOPT, TIJDELIJK_GESTOPT, GESTOPT = "niet gestart", "loopt", "tijdelijk gestopt", "gestopt"


@dataclass(frozen=True, slots=True)
class Levering:
    """`stand` in words; since when, until when and why it stopped (JZ588) as far as known."""

    stand: str = NIET_GESTART
    begin: date | None = None
    eind: date | None = None
    reden: str = ""


def levering(meldingen: Iterable[Regiemelding]) -> Levering:
    """The last start that stands, with the stop that belongs to it. A final stop goes before a temporary one on the
    same start (OP377); a new start goes before both."""
    staan = [melding for melding in meldingen if melding.verwijderd_op is None]
    starts = [melding for melding in staan if melding.soort == "start"]
    if not starts:
        return Levering()
    begin = max(melding.begin for melding in starts)
    stops = [melding for melding in staan if melding.soort == "stop" and melding.begin == begin]
    if not stops:
        return Levering(LOOPT, begin)
    stop = max(stops, key=lambda melding: (not melding.tijdelijk, melding.eind, melding.pk))
    return Levering(TIJDELIJK_GESTOPT if stop.tijdelijk else GESTOPT, begin, stop.eind, stop.reden)
