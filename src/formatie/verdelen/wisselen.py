"""The changes that annealing tries: a chain, two units in exchange for one or two, a whole family to one worker.

Each makes up a change by chance, and carries it out when it is allowed and costs at most `grens`. A team without a
gap anywhere can only be improved by exchanges of equal weight; that one of three for two of one and two is among
them matters as much as all the others.
"""

from __future__ import annotations

from formatie.compileren import ingebouwd, snel

from .bord import (
    Bord,
    Stelling,
    een_van,
    haal,
    kans,
    past,
    past_paar,
    samenprijs,
    vreemd,
    wissel,
    wissel_paar,
    zet,
)

_LANGSTE_KETEN = 3  # units that may have to make room, one for the other
_GROOTSTE_GEZIN = 8  # units of a family that may move together: each may push out one other


@ingebouwd
def dobbel(b: Bord, s: Stelling, u: int) -> int:
    """A place to try, the promising ones most often."""
    k = kans(s)
    return b.plaatsen[b.begin[u] + int((b.begin[u + 1] - b.begin[u]) * k * k)]


@snel
def keten(b: Bord, s: Stelling, u: int, naar: int, grens: float) -> None:
    """`u` goes to `naar`; where there is no room, or by chance, one makes room there and goes elsewhere, and so on.

    Ends where there is room, in waiting, or at the place that `u` left.
    """
    wacht, geen = b.prijzen.shape[1] - 1, b.prijzen.shape[0] - 1
    a = s.keuze[u]
    weg = wissel(b, s, a, geen, u)
    verschil = weg - samenprijs(b, s, u, a)
    lengte, erin, w = 0, u, naar
    while True:
        s.zetten[lengte, 0], s.zetten[lengte, 1] = erin, w
        lengte += 1
        if past(b, s, w, erin, geen) and (w == wacht or lengte > 1 or kans(s) >= 0.3):
            verschil += wissel(b, s, w, erin, geen) + samenprijs(b, s, erin, w)
            break
        v = -1 if lengte > _LANGSTE_KETEN or w == wacht else _wie_gaat(b, s, w, erin)
        if v < 0:
            return
        for i in range(lengte):
            if not vreemd(b, v, s.zetten[i, 0]):
                return
        verschil += wissel(b, s, w, erin, v) + samenprijs(b, s, erin, w) - samenprijs(b, s, v, w)
        k = kans(s)
        plaats = a if k < 0.5 or lengte == _LANGSTE_KETEN else wacht if k < 0.6 else dobbel(b, s, v)
        if not b.mag[v, plaats]:
            return
        if plaats == a:
            if not past(b, s, a, v, u):
                return
            verschil += wissel(b, s, a, v, u) - weg + samenprijs(b, s, v, a)
            s.zetten[lengte, 0], s.zetten[lengte, 1] = v, a
            lengte += 1
            break
        for i in range(lengte):
            if s.zetten[i, 1] == plaats:
                return
        erin, w = v, plaats
    if verschil <= grens:
        for i in range(lengte):
            haal(b, s, s.zetten[i, 0])
        for i in range(lengte):
            zet(b, s, s.zetten[i, 0], s.zetten[i, 1])


@snel
def ruil(b: Bord, s: Stelling, u: int, naar: int, grens: float) -> None:
    """`u`, or two of its worker, in exchange for two of `naar`."""
    geen = b.prijzen.shape[0] - 1
    a = s.keuze[u]
    if s.aantal[naar] < 2:
        return
    u2 = geen
    if kans(s) < 0.4:
        u2 = s.bij[a, een_van(s, s.aantal[a])]
        if u2 == u or not b.mag[u2, naar] or not vreemd(b, u, u2):
            return
    v = s.bij[naar, een_van(s, s.aantal[naar])]
    if not b.mag[v, a] or not vreemd(b, u, v) or not vreemd(b, u2, v):
        return
    v2 = -1
    i = een_van(s, s.aantal[naar])
    for _ in range(min(s.aantal[naar], 10)):
        x = s.bij[naar, i]
        if (
            x != v
            and b.mag[x, a]
            and past_paar(b, s, naar, (u, u2), (v, x))
            and past_paar(b, s, a, (v, x), (u, u2))
        ):
            v2 = x
            break
        i = i + 1 if i + 1 < s.aantal[naar] else 0
    if v2 < 0 or not vreemd(b, v2, v) or not vreemd(b, v2, u) or not vreemd(b, v2, u2):
        return
    verschil = wissel_paar(b, s, naar, (u, u2), (v, v2)) + wissel_paar(b, s, a, (v, v2), (u, u2))
    verschil += samenprijs(b, s, u, naar) - samenprijs(b, s, u, a)
    verschil += samenprijs(b, s, v, a) - samenprijs(b, s, v, naar)
    verschil += samenprijs(b, s, v2, a) - samenprijs(b, s, v2, naar)
    if u2 != geen:
        verschil += samenprijs(b, s, u2, naar) - samenprijs(b, s, u2, a)
    if verschil > grens:
        return
    haal(b, s, u)
    haal(b, s, v)
    haal(b, s, v2)
    if u2 != geen:
        haal(b, s, u2)
        zet(b, s, u2, naar)
    zet(b, s, u, naar)
    zet(b, s, v, a)
    zet(b, s, v2, a)


@snel
def gezin(b: Bord, s: Stelling, g: int, naar: int, grens: float) -> None:
    """The whole family to `naar`; for each child one other may make room. Carried out first, and undone if too dear."""
    wacht, geen = b.prijzen.shape[1] - 1, b.prijzen.shape[0] - 1
    verschil = 0.0
    lengte = 0
    goed = b.leden_begin[g + 1] - b.leden_begin[g] <= _GROOTSTE_GEZIN
    lid = b.leden_begin[g]
    while goed and lid < b.leden_begin[g + 1]:
        u = b.leden[lid]
        lid += 1
        a = s.keuze[u]
        if a == naar:
            continue
        if not b.mag[u, naar]:
            goed = False
            break
        verschil += wissel(b, s, a, geen, u) - samenprijs(b, s, u, a)
        haal(b, s, u)
        s.zetten[lengte, 0], s.zetten[lengte, 1], s.zetten[lengte, 2] = u, naar, a
        lengte += 1
        if s.aantal[naar] > 0 and not past(b, s, naar, u, geen):
            v = s.bij[naar, een_van(s, s.aantal[naar])]
            if b.groep[v] != g:
                verschil += wissel(b, s, naar, geen, v) - samenprijs(b, s, v, naar)
                haal(b, s, v)
                k = kans(s)
                plaats = a if k < 0.4 else wacht if k < 0.55 else dobbel(b, s, v)
                s.zetten[lengte, 0], s.zetten[lengte, 1], s.zetten[lengte, 2] = v, plaats, naar
                lengte += 1
                goed = plaats != naar and b.mag[v, plaats]
        goed = goed and past(b, s, naar, u, geen)
        if goed:
            verschil += wissel(b, s, naar, u, geen) + samenprijs(b, s, u, naar)
            zet(b, s, u, naar)
    for i in range(lengte):
        v, plaats = s.zetten[i, 0], s.zetten[i, 1]
        if goed and s.keuze[v] < 0:
            goed = past(b, s, plaats, v, geen)
            if goed:
                verschil += wissel(b, s, plaats, v, geen) + samenprijs(b, s, v, plaats)
                zet(b, s, v, plaats)
    if goed and verschil <= grens:
        return
    for i in range(lengte):
        if s.keuze[s.zetten[i, 0]] >= 0:
            haal(b, s, s.zetten[i, 0])
    for i in range(lengte):
        zet(b, s, s.zetten[i, 0], s.zetten[i, 2])


@ingebouwd
def _wie_gaat(b: Bord, s: Stelling, w: int, erin: int) -> int:
    """Someone at `w` that makes enough room for `erin`, or −1: from a random one on, the first that does."""
    aantal = s.aantal[w]
    if aantal == 0:
        return -1
    i = een_van(s, aantal)
    for _ in range(aantal):
        v = s.bij[w, i]
        if past(b, s, w, erin, v):
            return v
        i = i + 1 if i + 1 < aantal else 0
    return -1
