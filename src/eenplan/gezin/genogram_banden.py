"""Who belongs above, under and beside whom: the generations and bonds of a genogram.

Records may contradict each other (a couple across generations, somebody's own grandparent). Then
parents above children goes first, couples come second, and what cannot be level is not forced.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.gezin.genogram import Band, Mens


@dataclass(frozen=True, slots=True)
class Paar:
    """Two people side by side; `soort` is samen, partner, uit_elkaar or ouders."""

    a: int
    b: int
    soort: str


@dataclass(frozen=True, slots=True)
class Verband:
    """Who come from whom: children of one row under none, one or two people of one row above them."""

    ouders: tuple[int, ...]
    kinderen: tuple[int, ...]
    soort: str  # ouder, pleegouder, stiefouder, grootouder, broer_zus


# ---- generations -----------------------------------------------------------------------------------


def generaties(mensen: dict[int, Mens], banden: Sequence[Band]) -> dict[int, int]:
    """Row of each person: parents above children, couples and siblings level; contradictions give way."""
    groep = {pk: pk for pk in mensen}
    omlaag: dict[int, dict[int, int]] = defaultdict(dict)

    def wie(pk: int) -> int:
        while groep[pk] != pk:
            pk = groep[pk]
        return pk

    def bereikt(van: int, naar: int) -> bool:
        gezien, werk = set(), [van]
        while werk:
            nu = werk.pop()
            if nu == naar:
                return True
            if nu not in gezien:
                gezien.add(nu)
                werk.extend(omlaag[nu])
        return False

    def boven(van: int, naar: int, stap: int) -> None:
        van, naar = wie(van), wie(naar)
        if van != naar and not bereikt(naar, van):
            omlaag[van][naar] = max(stap, omlaag[van].get(naar, 0))

    def naast(a: int, b: int) -> None:
        a, b = wie(a), wie(b)
        if a == b or bereikt(a, b) or bereikt(b, a):
            return
        groep[b] = a
        for kind, stap in omlaag.pop(b, {}).items():
            omlaag[a][kind] = max(stap, omlaag[a].get(kind, 0))
        for kinderen in omlaag.values():
            if b in kinderen:
                stap = kinderen.pop(b)
                kinderen[a] = max(stap, kinderen.get(a, 0))

    for soort, stap in (
        ("ouder_van", 1),
        ("pleegouder_van", 1),
        ("stiefouder_van", 1),
        ("grootouder_van", 2),
    ):
        for band in banden:
            if band.soort == soort:
                boven(band.van, band.naar, stap)
    for paar in _coparents(banden):
        naast(*paar)
    for band in banden:
        if band.soort in ("partner", "ex_partner", "broer_zus"):
            naast(band.van, band.naar)
    toppen = {wie(pk) for pk in mensen}
    hoogte = _levels(toppen, omlaag)
    return _align(mensen, {pk: hoogte[wie(pk)] for pk in mensen}, banden)


def _levels(toppen: set[int], omlaag: dict[int, dict[int, int]]) -> dict[int, int]:
    """Longest path from above; then everyone with children sinks to just above the highest of them."""
    graad = {top: 0 for top in toppen}
    for top in toppen:
        for kind in omlaag.get(top, {}):
            graad[kind] += 1
    volg, hoogte = [top for top in sorted(toppen) if not graad[top]], dict.fromkeys(toppen, 0)
    for top in volg:
        for kind, stap in omlaag.get(top, {}).items():
            hoogte[kind] = max(hoogte[kind], hoogte[top] + stap)
            graad[kind] -= 1
            if not graad[kind]:
                volg.append(kind)
    for top in reversed(volg):
        if omlaag.get(top):
            hoogte[top] = min(hoogte[kind] - stap for kind, stap in omlaag[top].items())
    return hoogte


def _align(mensen: dict[int, Mens], hoogte: dict[int, int], banden: Sequence[Band]) -> dict[int, int]:
    """People without a bond to the others come beside their peers: children with children."""
    uit: dict[int, int] = {}
    for deel in componenten(mensen, ((b.van, b.naar) for b in banden if b.soort != "anders")):
        anker = min(deel, key=lambda pk: (not mensen[pk].jeugdige, not mensen[pk].kind, pk))
        doel = 0 if mensen[anker].jeugdige or mensen[anker].kind else -1
        for pk in deel:
            uit[pk] = hoogte[pk] - hoogte[anker] + doel
    # A row without anybody is left out.
    gebruikt = {waarde: rij for rij, waarde in enumerate(sorted(set(uit.values())))}
    return {pk: gebruikt[waarde] for pk, waarde in uit.items()}


# ---- bonds -----------------------------------------------------------------------------------------


def verbanden_van(mensen: dict[int, Mens], banden: Sequence[Band], rij: dict[int, int]) -> list[Verband]:
    ouders: dict[tuple[str, int], set[int]] = defaultdict(set)
    for band in banden:
        soort = band.soort.removesuffix("_van")
        if soort in ("ouder", "pleegouder", "stiefouder", "grootouder") and rij[band.van] < rij[band.naar]:
            ouders[soort, band.naar].add(band.van)
    samen = _partners(banden)
    groepen: dict[tuple[str, tuple[int, ...], int], set[int]] = defaultdict(set)
    for (soort, kind), wie in ouders.items():
        gewoon = ouders.get(("ouder", kind), set())
        te_zien = wie if soort == "ouder" else wie - gewoon
        if soort == "stiefouder":  # the line to the partner says it already
            te_zien = {pk for pk in te_zien if not samen[pk] & gewoon}
        elif soort == "grootouder":  # and so do the lines through the parent
            te_zien = {pk for pk in te_zien if not any(pk in ouders.get(("ouder", o), ()) for o in gewoon)}
        for boven in _pairs(te_zien, rij, samen):
            groepen[soort, boven, rij[kind]].add(kind)
    uit = [Verband(wie, _by_age(kinderen, mensen), soort) for (soort, wie, _r), kinderen in groepen.items()]
    return [*uit, *_siblings_without_parents(mensen, banden, rij, uit)]


def _pairs(wie: set[int], rij: dict[int, int], samen: dict[int, set[int]]) -> Iterable[tuple[int, ...]]:
    """People above a child, two by two where they stand in one row."""
    per_rij: dict[int, list[int]] = defaultdict(list)
    for pk in sorted(wie):
        per_rij[rij[pk]].append(pk)
    for rest in per_rij.values():
        while rest:
            eerste = rest.pop(0)
            tweede = next((pk for pk in rest if pk in samen[eerste]), rest[0] if rest else None)
            if tweede is None:
                yield (eerste,)
            else:
                rest.remove(tweede)
                yield (eerste, tweede)


def _siblings_without_parents(
    mensen: dict[int, Mens], banden: Sequence[Band], rij: dict[int, int], bekend: list[Verband]
) -> list[Verband]:
    samen = {
        frozenset(p) for v in bekend if v.soort == "ouder" for p in itertools.combinations(v.kinderen, 2)
    }
    paren = [
        (b.van, b.naar)
        for b in banden
        if b.soort == "broer_zus" and rij[b.van] == rij[b.naar] and frozenset((b.van, b.naar)) not in samen
    ]
    return [
        Verband((), _by_age(deel, mensen), "broer_zus")
        for deel in componenten({pk for paar in paren for pk in paar}, paren)
    ]


def koppels(banden: Sequence[Band], verbanden: Sequence[Verband], rij: dict[int, int]) -> list[Paar]:
    soorten: dict[tuple[int, int], set[str]] = defaultdict(set)
    for band in banden:
        if band.soort in ("partner", "ex_partner") and rij[band.van] == rij[band.naar]:
            soorten[min(band.van, band.naar), max(band.van, band.naar)].add(band.soort)
    for verband in verbanden:
        if len(verband.ouders) == 2:
            soorten[min(verband.ouders), max(verband.ouders)].add(verband.soort)
    uit = []
    for (a, b), wat in soorten.items():
        if "partner" in wat:
            uit.append(Paar(a, b, "samen" if wat & {"ouder", "grootouder", "pleegouder"} else "partner"))
        else:
            uit.append(Paar(a, b, "uit_elkaar" if "ex_partner" in wat else "ouders"))
    return uit


def _coparents(banden: Sequence[Band]) -> Iterable[tuple[int, int]]:
    per_kind: dict[int, list[int]] = defaultdict(list)
    for band in banden:
        if band.soort == "ouder_van":
            per_kind[band.naar].append(band.van)
    for ouders in per_kind.values():
        yield from itertools.pairwise(ouders)


def _partners(banden: Sequence[Band]) -> dict[int, set[int]]:
    samen: dict[int, set[int]] = defaultdict(set)
    for band in banden:
        if band.soort in ("partner", "ex_partner"):
            samen[band.van].add(band.naar)
            samen[band.naar].add(band.van)
    return samen


def _by_age(wie: Iterable[int], mensen: dict[int, Mens]) -> tuple[int, ...]:
    return tuple(sorted(wie, key=lambda pk: (mensen[pk].geboren or date.max, pk)))


def componenten(wie: Iterable[int], paren: Iterable[tuple[int, int]]) -> list[list[int]]:
    buren: dict[int, set[int]] = {pk: set() for pk in wie}
    for a, b in paren:
        buren[a].add(b)
        buren[b].add(a)
    uit, gezien = [], set()
    for pk in sorted(buren):
        if pk in gezien:
            continue
        deel, werk = [], [pk]
        while werk:
            nu = werk.pop()
            if nu not in gezien:
                gezien.add(nu)
                deel.append(nu)
                werk.extend(buren[nu])
        uit.append(sorted(deel))
    return uit
