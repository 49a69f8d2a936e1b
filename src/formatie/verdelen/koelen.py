"""Simulated annealing over distributions that are always allowed: compiled, seeded, a fixed number of steps.

The chance that a dearer change is accepted falls to nothing. Who waits really costs so much that nobody would ever be
lifted out to try something else, and in a full team nothing fits without lifting. So waiting begins cheap: what the
relaxation thinks that the place of the unit costs the team, and a share of what waiting costs more than that.
"""

import math
import time
from dataclasses import dataclass

from formatie.compileren import ingang

from .bord import Bord, Stelling, een_van, kans, maak_bord, neem_op, zet_op
from .opgave import Getallen, Opgave, Punten
from .wisselen import dobbel, gezin, keten, ruil

_DELEN = 64  # parts with one temperature and one price of waiting; between them the clock is looked at


@dataclass(frozen=True, slots=True)
class Schema:
    """How an annealing cools.

    warm, koud    points that a change may cost to be accepted now and then: at first, at the end
    los, vast     share of what waiting costs more than a place that counts: at first, at the end
    stappen       changes to try, per place where a unit may go
    """

    warm: float
    koud: float
    los: float
    vast: float
    stappen: int


@dataclass(frozen=True, slots=True)
class Plekken:
    """Where the units may go.

    aantrek [U,W+1]   how unattractive a place is (the last: waiting), infinite where the unit may not come
    plaatswaarde [U]  what a place for the unit costs the team, by the relaxation
    """

    aantrek: Punten
    plaatswaarde: Punten


def koel(
    opgave: Opgave,
    keuze: Getallen,
    plekken: Plekken,
    *,
    schema: Schema,
    stappen: int,
    zaad: int,
    einde: float,
) -> tuple[Getallen, bool]:
    """A distribution some way from `keuze`, after so many steps of cooling, and whether the clock had to hurry it.

    einde  when it has to be cold; what does not fit in the time before that is left out, so that it still cools to the end
    """
    bord = maak_bord(opgave, plekken.aantrek, plekken.plaatswaarde)
    if len(bord.beweegbaar) == 0:
        return keuze, False
    stelling = zet_op(opgave, keuze, zaad)
    begin = time.monotonic()
    gehaast = False
    deel = 0
    while deel < _DELEN:
        verstreken = (time.monotonic() - begin) / max(1e-9, einde - begin)
        if verstreken * _DELEN > deel + 1:
            gehaast, deel = True, int(verstreken * _DELEN)
            if deel >= _DELEN:
                break
        f = deel / _DELEN
        graden = schema.warm * (schema.koud / schema.warm) ** f
        aandeel = schema.los * (schema.vast / schema.los) ** f
        koel_gelijk(bord, stelling, graden, aandeel, stappen // _DELEN)
        deel += 1
    return neem_op(stelling), gehaast


@ingang("bord", "wisselen", "koelen")
def koel_gelijk(b: Bord, s: Stelling, graden: float, aandeel: float, stappen: int) -> None:
    """So many steps at one temperature and one price of waiting."""
    wacht = b.prijzen.shape[1] - 1
    families = len(b.leden_begin) - 1
    for u in range(len(b.wacht)):
        b.prijzen[u, wacht] = b.plaatswaarde[u] + aandeel * (b.wacht[u] - b.plaatswaarde[u])
    for _ in range(stappen):
        grens = -graden * math.log(1.0 - kans(s))  # a change that costs so much is accepted
        soort = kans(s)
        if families > 0 and soort < 0.1:
            g = een_van(s, families)
            gezin(b, s, g, dobbel(b, s, b.leden[b.leden_begin[g]]), grens)
            continue
        u = b.beweegbaar[een_van(s, len(b.beweegbaar))]
        wie = kans(s)
        if wie < 0.15 and s.aantal[wacht] > 0:
            u = s.bij[wacht, een_van(s, s.aantal[wacht])]
        naar = wacht if wie > 0.95 and b.mag[u, wacht] else dobbel(b, s, u)
        if naar == s.keuze[u]:
            continue
        if soort < 0.55:
            ruil(b, s, s.keuze[u], naar, grens)
        else:
            keten(b, s, u, naar, grens)
