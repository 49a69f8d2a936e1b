"""Where everybody stands in a genogram: generations, who beside whom, and the x of each person.

Rows are generations. A row is a sequence of clusters (people bound by couples), each cluster a chain in
which couples stand side by side where that can be. Everybody owns a slot as wide as their label, so
labels cannot meet; lines run in the gaps between slots and in the bands between rows.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from eenplan.gezin.genogram_banden import Paar, Verband, componenten, generaties, koppels, verbanden_van

if TYPE_CHECKING:
    from eenplan.gezin.genogram import Familie, Mens

TUSSEN = 18.0  # px between two slots
PAARLIJN = 16.0  # px more between two who are a couple
SPOOR = 8.0  # px between two lines in one gap
BEURTEN = 8  # sweeps; small families are stable after three
PUZZEL = 6  # people in a cluster of whom every order is tried


@dataclass
class Rooster:
    """The plan of the drawing: rows of people, with the bonds that must be drawn."""

    rijen: list[list[int]]
    paren: list[Paar]
    verbanden: list[Verband]
    breed: dict[int, float]
    rij: dict[int, int] = field(default_factory=dict)
    kolom: dict[int, int] = field(default_factory=dict)
    x: dict[int, float] = field(default_factory=dict)
    sporen: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        for g, rij in enumerate(self.rijen):
            for k, pk in enumerate(rij):
                self.rij[pk], self.kolom[pk] = g, k

    def links(self, pk: int) -> float:
        return self.x[pk] - self.breed[pk] / 2

    def rechts(self, pk: int) -> float:
        return self.x[pk] + self.breed[pk] / 2

    def kier(self, g: int, gat: int) -> float:
        """The middle of the gap left of column `gat` in row `g`; the last gap lies right of the row."""
        rij = self.rijen[g]
        if gat == 0:
            return self.links(rij[0]) - TUSSEN / 2
        if gat == len(rij):
            return self.rechts(rij[-1]) + TUSSEN / 2
        return (self.rechts(rij[gat - 1]) + self.links(rij[gat])) / 2


def rooster(familie: Familie, breed: dict[int, float]) -> Rooster:
    """Rows, order and x for everybody; `breed` is the width of each person's slot in px."""
    mensen = {mens.id: mens for mens in familie.mensen}
    banden = [
        band for band in familie.banden if {band.van, band.naar} <= mensen.keys() and band.van != band.naar
    ]
    generatie = generaties(mensen, banden)
    verbanden = verbanden_van(mensen, banden, generatie)
    paren = koppels(banden, verbanden, generatie)
    rijen = _order(mensen, generatie, paren, verbanden, breed)
    plan = Rooster(rijen, paren, verbanden, breed)
    plaats(plan)
    return plan


def plaats(plan: Rooster) -> None:
    """Give everybody an x: clusters stay tight, parents above children, rows free of overlap."""
    clusters = [_runs(plan, g) for g in range(len(plan.rijen))]
    los = [_offsets(plan, g) for g in range(len(plan.rijen))]
    schuif = {pk: -(los[g][rij[-1]] + los[g][rij[0]]) / 2 for g, rij in enumerate(plan.rijen) for pk in rij}
    for g, rij in enumerate(plan.rijen):
        for pk in rij:
            plan.x[pk] = los[g][pk] + schuif[pk]
    rondes = [*range(len(plan.rijen)), *reversed(range(len(plan.rijen)))] * BEURTEN
    for stap, g in enumerate(rondes):
        omlaag = (stap // len(plan.rijen)) % 2 == 0
        wens = _wishes(plan, los[g], omlaag, g)
        doelen = []
        for cluster in clusters[g]:
            eigen = [wens[pk] for pk in cluster if pk in wens]
            huidig = sum(schuif[pk] for pk in cluster) / len(cluster)
            doelen.append((sum(eigen) / len(eigen) if eigen else huidig, len(cluster)))
        for cluster, waarde in zip(clusters[g], _rising(doelen), strict=True):
            for pk in cluster:
                schuif[pk] = waarde
                plan.x[pk] = los[g][pk] + waarde


def bron(plan: Rooster, verband: Verband, xs: dict[int, float] | None = None) -> float:
    """Where the line to the children of `verband` starts, about; `xs` when not where people stand now.

    Of two side by side that is the gap between their slots, so that the line to one child runs straight.
    """
    xs = plan.x if xs is None else xs
    links, rechts = (f(verband.ouders, key=lambda pk: plan.kolom[pk]) for f in (min, max))
    if plan.kolom[rechts] - plan.kolom[links] == 1:
        return (xs[links] + plan.breed[links] / 2 + xs[rechts] - plan.breed[rechts] / 2) / 2
    return (xs[links] + xs[rechts]) / 2


# ---- order within the rows -------------------------------------------------------------------------


def _order(
    mensen: dict[int, Mens],
    rij: dict[int, int],
    paren: Sequence[Paar],
    verbanden: Sequence[Verband],
    breed: dict[int, float],
) -> list[list[int]]:
    """Clusters per row, swept down and up until parents stand above their children."""
    rijen: list[list[list[int]]] = []
    for g in range(max(rij.values(), default=-1) + 1):
        wie = [pk for pk in rij if rij[pk] == g]
        delen = componenten(wie, ((p.a, p.b) for p in paren if rij[p.a] == g))
        rijen.append([_chain(deel, paren, mensen) for deel in delen])
    plek = {pk: float(i) for delen in rijen for i, pk in enumerate(itertools.chain(*delen))}
    boven: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    onder: dict[int, list[int]] = defaultdict(list)
    for verband in verbanden:
        for kind in verband.kinderen:
            if verband.ouders:
                boven[kind].append(verband.ouders)
        for ouder in verband.ouders:
            onder[ouder].extend(verband.kinderen)

    def wens(pk: int, omlaag: bool) -> float | None:
        if omlaag:
            ouders = [plek[ouder] for wie in boven[pk] for ouder in wie]
            return sum(ouders) / len(ouders) if ouders else None
        return sum(plek[kind] for kind in onder[pk]) / len(onder[pk]) if onder[pk] else None

    beste: tuple[float, list[list[int]]] | None = None
    for beurt in range(BEURTEN):
        omlaag = beurt % 2 == 1
        for delen in rijen if omlaag else reversed(rijen):
            _sort_row(delen, plek, lambda pk, richting=omlaag: wens(pk, richting), mensen, breed)
        if omlaag:
            lengte = sum(
                abs(plek[k] - sum(plek[o] for o in v.ouders) / len(v.ouders))
                for v in verbanden
                if v.ouders
                for k in v.kinderen
            )
            if beste is None or lengte < beste[0] - 1e-6:
                beste = (lengte, [list(itertools.chain(*delen)) for delen in rijen])
    return beste[1] if beste else []


def _sort_row(delen: list[list[int]], plek: dict[int, float], wens, mensen, breed) -> None:  # type: ignore[no-untyped-def]
    sleutel: dict[int, tuple[float, date, int]] = {}
    for deel in delen:
        wensen = [(pk, w) for pk in deel if (w := wens(pk)) is not None]
        if len(deel) > 1 and len(wensen) > 1 and wensen[0][1] > wensen[-1][1]:
            deel.reverse()
        hier = [w for _pk, w in wensen] or [plek[pk] for pk in deel]
        oudste = min(mensen[pk].geboren or date.max for pk, _w in wensen or [(pk, 0.0) for pk in deel])
        sleutel[deel[0]] = (round(sum(hier) / len(hier), 3), oudste, deel[0])
    delen.sort(key=lambda deel: sleutel[deel[0]])
    rij = list(itertools.chain(*delen))
    x, eigen = 0.0, {}
    for pk in rij:
        eigen[pk] = x + breed[pk] / 2
        x += breed[pk] + TUSSEN
    wensen = [(eigen[pk], w) for pk in rij if (w := wens(pk)) is not None]
    schuif = sum(w - e for e, w in wensen) / len(wensen) if wensen else -x / 2
    plek.update({pk: waarde + schuif for pk, waarde in eigen.items()})


def _chain(deel: list[int], paren: Sequence[Paar], mensen: dict[int, Mens]) -> list[int]:
    """The order in which most couples stand side by side, who live together too, men on the left."""
    eigen = [p for p in paren if p.a in deel and p.b in deel]
    if len(deel) == 1:
        return deel
    if len(deel) > PUZZEL:
        return _walk(deel, eigen)

    def kosten(volg: Iterable[int]) -> float:
        plek = {pk: i for i, pk in enumerate(volg)}
        gewicht = {"samen": 3.0, "partner": 2.6, "uit_elkaar": 2.0, "ouders": 2.0}
        ver = sum((abs(plek[p.a] - plek[p.b]) - 1) * gewicht[p.soort] for p in eigen)
        thuis = [plek[pk] for pk in plek if mensen[pk].woont_in]
        uiteen = (max(thuis) - min(thuis) + 1 - len(thuis)) if thuis else 0
        links = sum(plek[pk] for pk in plek if mensen[pk].geslacht == "m") / 10
        nieuw = sum(0.2 for p in eigen if p.soort == "partner" and plek[p.a] + plek[p.b] < len(plek) - 1)
        return ver + uiteen * 0.9 + links + nieuw

    return list(min(itertools.permutations(deel), key=kosten))


def _walk(deel: list[int], paren: Sequence[Paar]) -> list[int]:
    """For large clusters: each next one beside somebody it belongs to, at the nearest end."""
    buren: dict[int, list[int]] = defaultdict(list)
    for p in paren:
        buren[p.a].append(p.b)
        buren[p.b].append(p.a)
    spil = max(deel, key=lambda pk: (len(buren[pk]), -pk))
    volg = [spil]
    while len(volg) < len(deel):
        for pk in [*volg]:
            nieuw = next((ander for ander in buren[pk] if ander not in volg), None)
            if nieuw is not None:
                plek = volg.index(pk)
                volg.insert(0 if plek * 2 < len(volg) - 1 else len(volg), nieuw)
                break
    return volg


# ---- the x of each person --------------------------------------------------------------------------


def _runs(plan: Rooster, g: int) -> list[list[int]]:
    """The clusters of a row, in order; people whose couple line jumps over others stay one run."""
    rij = plan.rijen[g]
    einde = list(range(len(rij)))
    for p in plan.paren:
        if plan.rij[p.a] == g:
            links, rechts = sorted((plan.kolom[p.a], plan.kolom[p.b]))
            einde[links] = max(einde[links], rechts)
    uit, begin, tot = [], 0, 0
    for k in range(len(rij)):
        tot = max(tot, einde[k])
        if tot == k:
            uit.append(rij[begin : k + 1])
            begin = tot = k + 1
    return uit


def _offsets(plan: Rooster, g: int) -> dict[int, float]:
    """The x of everybody in a row that is packed as tightly as labels and lines allow."""
    x, uit = 0.0, {}
    naast = {frozenset((p.a, p.b)) for p in plan.paren}
    for k, pk in enumerate(plan.rijen[g]):
        if k:
            paar = frozenset((plan.rijen[g][k - 1], pk)) in naast
            x += TUSSEN + SPOOR * max(0, plan.sporen[g, k] - 1) + (PAARLIJN if paar else 0)
        uit[pk] = x + plan.breed[pk] / 2
        x += plan.breed[pk]
    return uit


def _wishes(plan: Rooster, los: dict[int, float], omlaag: bool, g: int) -> dict[int, float]:
    """How far each person of a row would shift to stand under the parents, or above the children."""
    alle: dict[int, list[float]] = defaultdict(list)
    for v in plan.verbanden:
        if not v.ouders:
            continue
        if omlaag and plan.rij[v.kinderen[0]] == g:
            schuif = bron(plan, v) - sum(los[pk] for pk in v.kinderen) / len(v.kinderen)
            for pk in v.kinderen:
                alle[pk].append(schuif)
        elif not omlaag and plan.rij[v.ouders[0]] == g:
            midden = sum(plan.x[pk] for pk in v.kinderen) / len(v.kinderen)
            for pk in v.ouders:
                alle[pk].append(midden - bron(plan, v, los))
    return {pk: sum(waarden) / len(waarden) for pk, waarden in alle.items()}


def _rising(doelen: Sequence[tuple[float, int]]) -> list[float]:
    """The values nearest to (value, weight) that never fall: pool adjacent violators."""
    blokken: list[list[float]] = []  # value, weight, count
    for waarde, gewicht in doelen:
        blokken.append([waarde, float(gewicht), 1])
        while len(blokken) > 1 and blokken[-2][0] > blokken[-1][0]:
            w2, g2, n2 = blokken.pop()
            w1, g1, n1 = blokken.pop()
            blokken.append([(w1 * g1 + w2 * g2) / (g1 + g2), g1 + g2, n1 + n2])
    return [waarde for waarde, _gewicht, aantal in blokken for _ in range(int(aantal))]
