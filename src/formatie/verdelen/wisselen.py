"""The changes that annealing tries: a chain, an exchange between two workers, a whole family to one worker.

Each is carried out when it is allowed and costs at most `grens`. A team without a gap anywhere can only be improved by
exchanges of equal weight; that one of three for two of one and two is among them matters as much as all the others.
All three become part of the loop that calls them: with a call of its own, a change takes twice as long.
"""

from __future__ import annotations

from formatie.compileren import ingebouwd

from .bord import (
    Bord,
    Stelling,
    drukte,
    drukte_paar,
    een_van,
    haal,
    kans,
    past,
    past_paar,
    samenprijs,
    vreemd,
    wissel,
    zet,
)

_UIT_DE_RIJ = 4  # of those who wait, how many one exchange looks at
_LANGSTE_KETEN = 3  # units that may have to make room, one for the other
_GROOTSTE_GEZIN = 8  # units of a family that may move together: each may push out one other


@ingebouwd
def dobbel(b: Bord, s: Stelling, u: int) -> int:
    """A place to try, the promising ones most often."""
    k = kans(s)
    return b.plaatsen[b.begin[u] + int((b.begin[u + 1] - b.begin[u]) * k * k)]


@ingebouwd
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


@ingebouwd
def ruil(b: Bord, s: Stelling, a: int, w: int, grens: float) -> None:
    """At most two units of `a` in exchange for at most two of `w`: by chance one of all exchanges that cost at most `grens`.

    To look at them all takes little more than to make one up, for most cannot become cheap enough and are seen to be so
    at once. Of those who wait, a few are tried.
    """
    geen = b.prijzen.shape[0] - 1
    aantal_a, aantal_w = _wie_kan(b, s, 0, a, w), _wie_kan(b, s, 1, w, a)
    laagste, daarna = 0.0, 0.0
    for j in range(aantal_w):
        extra = s.extra[1, j]
        if extra < laagste:
            laagste, daarna = extra, laagste
        elif extra < daarna:
            daarna = extra
    meest = grens + drukte(b, s, a) + drukte(b, s, w)
    gevonden = 0
    u, u2, v, v2 = geen, geen, geen, geen
    for i in range(aantal_a + 1):
        for i2 in range(min(i + 1, aantal_a), aantal_a + 1):
            x, x2 = s.lijst[0, i], s.lijst[0, i2]
            heen = s.extra[0, i] + s.extra[0, i2]
            if heen + laagste + daarna > meest:
                continue
            for j in range(aantal_w + 1):
                y = s.lijst[1, j]
                if heen + s.extra[1, j] + laagste > meest:
                    continue
                for j2 in range(min(j + 1, aantal_w), aantal_w + 1):
                    y2 = s.lijst[1, j2]
                    verschil = heen + s.extra[1, j] + s.extra[1, j2]
                    if verschil > meest or (x == geen and y == geen):
                        continue
                    if not past_paar(b, s, w, (x, x2), (y, y2)) or not past_paar(b, s, a, (y, y2), (x, x2)):
                        continue
                    verschil += drukte_paar(b, s, w, (x, x2), (y, y2)) + drukte_paar(
                        b, s, a, (y, y2), (x, x2)
                    )
                    if verschil > grens or not _vreemden(b, x, x2, y, y2):
                        continue
                    gevonden += 1
                    if kans(s) * gevonden < 1.0:
                        u, u2, v, v2 = x, x2, y, y2
    if gevonden > 0:
        for x in (u, u2, v, v2):
            if x != geen:
                haal(b, s, x)
        for x in (u, u2):
            if x != geen:
                zet(b, s, x, w)
        for x in (v, v2):
            if x != geen:
                zet(b, s, x, a)


@ingebouwd
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
def _wie_kan(b: Bord, s: Stelling, kant: int, van: int, naar: int) -> int:
    """List who is at `van` and may go to `naar`, with what that costs but for fairness and lateness; returns how many.

    Behind the last stands nobody, who costs nothing. Of those who wait a few are listed, from a random one on.
    """
    aantal, eerste, tot = 0, 0, s.aantal[van]
    if van == b.prijzen.shape[1] - 1 and tot > _UIT_DE_RIJ:
        eerste, tot = een_van(s, tot), _UIT_DE_RIJ
    for i in range(eerste, eerste + tot):
        u = s.bij[van, i if i < s.aantal[van] else i - s.aantal[van]]
        if b.mag[u, naar]:
            extra = b.prijzen[u, naar] - b.prijzen[u, van]
            if b.groep[u] >= 0:
                extra += samenprijs(b, s, u, naar) - samenprijs(b, s, u, van)
            s.lijst[kant, aantal], s.extra[kant, aantal] = u, extra
            aantal += 1
    s.lijst[kant, aantal], s.extra[kant, aantal] = b.prijzen.shape[0] - 1, 0.0
    return aantal


@ingebouwd
def _vreemden(b: Bord, x: int, x2: int, y: int, y2: int) -> bool:
    """Whether no two of them are of one family, so that their prices can be added."""
    return (
        vreemd(b, x, x2)
        and vreemd(b, x, y)
        and vreemd(b, x, y2)
        and vreemd(b, x2, y)
        and vreemd(b, x2, y2)
        and vreemd(b, y, y2)
    )


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
