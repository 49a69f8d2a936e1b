"""Go down to where no chain of exchanges helps any more: compiled, and without chance.

A chain begins with a unit that leaves its place; it takes the place of another, which takes the place of a third, and
so on, until one finds room, waits, or takes the place that the first one left. As long as the chain so far saves
points it is worth to go on (Lin and Kernighan, 1973), so that few need to be looked at: the cheapest way to lift every
unit is kept, as in a search for shortest paths (Ahuja, Orlin and Sharma, 2000). No worker and no family is in a
chain twice, so that the parts can be added.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from formatie.compileren import ingang, ingebouwd

from .bord import Bord, Stelling, haal, maak_bord, neem_op, past, samenprijs, vreemd, wissel, zet, zet_op
from .koelen import Plekken, koel_gelijk
from .opgave import Getallen, Opgave, Punten, Vlaggen

_LANGSTE = 3  # units in a chain beyond the first
_EPS = 1e-6


class _Spoor(NamedTuple):
    """Of each unit the cheapest way found to lift it, from the one that left first.

    prijs [U]; vorige [U] who takes its place; lengte [U]; rij [U] a ring of those to go on from, in_rij [U]
    samen [U] what it costs for its family where it is
    """

    prijs: Punten
    vorige: Getallen
    lengte: Getallen
    rij: Getallen
    in_rij: Vlaggen
    samen: Punten


def bereid_voor(opgave: Opgave, keuze: Getallen) -> None:
    """Compile the search, when it has not been yet, before the clock runs: that takes longer than a search does."""
    nergens = np.full((len(keuze), len(opgave.medewerkers) + 1), np.inf)
    bord, stelling = maak_bord(opgave, nergens, np.zeros(len(keuze))), zet_op(opgave, keuze, 0)
    koel_gelijk(bord, stelling, 1.0, 1.0, 0)
    _daal(bord, stelling, _maak_spoor(0))


def daal(opgave: Opgave, keuze: Getallen, plekken: Plekken) -> Getallen:
    """`keuze` or a cheaper distribution, from which no chain over `plekken` leads to a cheaper one."""
    bord = maak_bord(opgave, plekken.aantrek, plekken.plaatswaarde)
    stelling = zet_op(opgave, keuze, 0)
    _daal(bord, stelling, _maak_spoor(len(keuze)))
    return neem_op(stelling)


def _maak_spoor(aantal: int) -> _Spoor:
    return _Spoor(
        prijs=np.zeros(aantal),
        vorige=np.zeros(aantal, dtype=np.int64),
        lengte=np.zeros(aantal, dtype=np.int64),
        rij=np.zeros(aantal, dtype=np.int64),
        in_rij=np.zeros(aantal, dtype=np.bool_),
        samen=np.zeros(aantal),
    )


@ingang("bord", "dalen")
def _daal(b: Bord, s: Stelling, p: _Spoor) -> None:
    for u in range(len(p.prijs)):
        p.samen[u] = samenprijs(b, s, u, s.keuze[u])
    beter = True
    while beter:
        beter = False
        for u in b.beweegbaar:
            while _keten(b, s, p, u):
                beter = True


@ingebouwd
def _keten(b: Bord, s: Stelling, p: _Spoor, eerste: int) -> bool:
    """Carry out the cheapest chain that begins with `eerste`, when it saves anything."""
    wacht, geen = b.prijzen.shape[1] - 1, b.prijzen.shape[0] - 1
    aantal = len(p.prijs)
    a = s.keuze[eerste]
    weg = wissel(b, s, a, geen, eerste)
    for u in range(aantal):
        p.prijs[u] = 0.0
    p.prijs[eerste] = weg - p.samen[eerste]
    if p.prijs[eerste] > -_EPS:
        return False
    p.vorige[eerste], p.lengte[eerste], p.rij[0], p.in_rij[eerste] = -1, 0, eerste, True
    beste, laatste, naar = -_EPS, -1, -1
    kop, staart = 0, 1
    while kop < staart:
        u = p.rij[kop % aantal]
        kop += 1
        p.in_rij[u] = False
        for i in range(b.begin[u], b.begin[u + 1]):
            w = b.plaatsen[i]
            if w == s.keuze[u]:
                continue
            if w == a:
                if past(b, s, a, u, eerste):
                    prijs = p.prijs[u] + wissel(b, s, a, u, eerste) - weg + samenprijs(b, s, u, a)
                    if prijs < beste:
                        beste, laatste, naar = prijs, u, a
                continue
            samen = samenprijs(b, s, u, w)
            if past(b, s, w, u, geen):
                prijs = p.prijs[u] + wissel(b, s, w, u, geen) + samen
                if prijs < beste and _nieuw(b, s, p, u, geen, w):
                    beste, laatste, naar = prijs, u, w
            if w == wacht or p.lengte[u] == _LANGSTE:
                continue
            for j in range(s.aantal[w]):
                v = s.bij[w, j]
                if not past(b, s, w, u, v) or b.begin[v + 1] - b.begin[v] < 2:
                    continue
                prijs = p.prijs[u] + wissel(b, s, w, u, v) + samen - p.samen[v]
                if prijs < p.prijs[v] - _EPS and v != eerste and _nieuw(b, s, p, u, v, w):
                    p.prijs[v], p.vorige[v], p.lengte[v] = prijs, u, p.lengte[u] + 1
                    if not p.in_rij[v]:
                        p.in_rij[v] = True
                        p.rij[staart % aantal] = v
                        staart += 1
    return laatste >= 0 and _voer_uit(b, s, p, laatste, naar)


@ingebouwd
def _nieuw(b: Bord, s: Stelling, p: _Spoor, u: int, v: int, w: int) -> bool:
    """Whether neither the worker `w` nor the family of `v` is in the chain that ends with `u`."""
    while u >= 0:
        if s.keuze[u] == w or not vreemd(b, v, u):
            return False
        u = p.vorige[u]
    return True


@ingebouwd
def _voer_uit(b: Bord, s: Stelling, p: _Spoor, u: int, naar: int) -> bool:
    """Carry out a chain, unless a later and cheaper way to lift one of it has made it something else."""
    geen = b.prijzen.shape[0] - 1
    verschil = 0.0
    lengte = 0
    while u >= 0 and lengte < len(s.zetten):
        s.zetten[lengte, 0], s.zetten[lengte, 1], s.zetten[lengte, 2] = u, naar, s.keuze[u]
        lengte += 1
        naar, u = s.keuze[u], p.vorige[u]
    goed = u < 0
    for i in range(lengte):
        lid = s.zetten[i, 0]
        verschil += wissel(b, s, s.keuze[lid], geen, lid) - samenprijs(b, s, lid, s.keuze[lid])
        haal(b, s, lid)
    for i in range(lengte):
        lid, w = s.zetten[i, 0], s.zetten[i, 1]
        goed = goed and past(b, s, w, lid, geen)
        verschil += wissel(b, s, w, lid, geen) + samenprijs(b, s, lid, w)
        zet(b, s, lid, w)
    if goed and verschil < -_EPS:
        for i in range(lengte):
            lid = s.zetten[i, 0]
            p.samen[lid] = samenprijs(b, s, lid, s.keuze[lid])
            if b.groep[lid] >= 0:
                for j in range(b.leden_begin[b.groep[lid]], b.leden_begin[b.groep[lid] + 1]):
                    p.samen[b.leden[j]] = samenprijs(b, s, b.leden[j], s.keuze[b.leden[j]])
        return True
    for i in range(lengte):
        haal(b, s, s.zetten[i, 0])
    for i in range(lengte):
        zet(b, s, s.zetten[i, 0], s.zetten[i, 2])
    return False
