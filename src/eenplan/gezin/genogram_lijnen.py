"""The lines of a genogram, and the heights of its rows.

A line down leaves through the gap between two slots, runs in a lane of its own in the band between two
rows, and drops on each child from above. So no line ever passes through a label.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eenplan.gezin.genogram_banden import Paar, Verband
from eenplan.gezin.genogram_plaatsing import SPOOR, TUSSEN, Rooster, bron, plaats

if TYPE_CHECKING:
    from eenplan.gezin.genogram import Mens

BAAN = 9.0  # px between two lanes
LUCHT = 12.0  # px above and under the lanes
TWEELING = 20.0  # px in which the lines of twins part
STREEP = 7.0  # px, half the height of the slashes of a parted couple


@dataclass(frozen=True, slots=True)
class Lijn:
    """A path and what it says: samen, partner, uit_elkaar, ouders, ouder, pleegouder, stiefouder, grootouder, broer_zus."""

    pad: str
    soort: str


@dataclass
class Tekening:
    """The y of the middle of each row, all lines, and how far they reach."""

    y: list[float] = field(default_factory=list)
    lijnen: list[Lijn] = field(default_factory=list)
    boven: float = 0.0
    links: float = 0.0
    rechts: float = 0.0


@dataclass
class Tak:
    """The way of one union to its children: gaps in the rows, lanes in the bands, drops on the children."""

    verband: Verband
    paar: Paar | None
    gaten: list[tuple[int, int]]  # (row, gap) where it passes or leaves
    xs: list[float] = field(default_factory=list)
    banen: list[int] = field(default_factory=list)
    vallen: dict[int, float] = field(default_factory=dict)  # child -> x


def teken_lijnen(plan: Rooster, mensen: dict[int, Mens], onder: list[float], straal: float) -> Tekening:
    """Route all lines; `onder` is px from the middle of a row's symbols to under its labels."""
    bogen = [p for p in plan.paren if abs(plan.kolom[p.a] - plan.kolom[p.b]) > 1]
    takken = [_branch(plan, v, bogen) for v in plan.verbanden]
    plaats(plan)  # again: the gaps have grown with the lines that pass
    sporen = _tracks(plan, takken)
    drops: dict[int, list[Tak]] = defaultdict(list)
    for tak in takken:
        tak.xs = [sporen[id(tak), i] for i in range(len(tak.gaten))]
        for kind in tak.verband.kinderen:
            drops[kind].append(tak)
    for kind, eigen in drops.items():
        for i, tak in enumerate(sorted(eigen, key=lambda t: t.verband.soort != "ouder")):
            tak.vallen[kind] = plan.x[kind] + (0.0, 7.0, -7.0, 11.0, -11.0)[min(i, 4)]
    banen = _lanes(plan, takken)
    boogbaan, boogtal = _arc_lanes(plan, bogen)
    tweeling = [
        any(_twins(t, mensen) for t in takken if _child_row(plan, t) == g) for g in range(len(plan.rijen))
    ]
    tekening, top = _heights(plan, onder, straal, banen=banen, bogen=boogtal, tweeling=tweeling)
    for paar in plan.paren:
        if paar in bogen:
            tekening.lijnen += _arc(
                plan, paar, top[plan.rij[paar.a]] - boogbaan[paar] * BAAN, tekening.y, straal
            )
        else:
            tekening.lijnen += _couple(plan, paar, tekening.y[plan.rij[paar.a]], straal)
    for tak in takken:
        hoogte = top[plan.rij[tak.paar.a]] - boogbaan[tak.paar] * BAAN if tak.paar in boogbaan else None
        tekening.lijnen += _draw(plan, tak, tekening, onder=onder, mensen=mensen, straal=straal, boog=hoogte)
    tekening.links = min([tekening.links, *(x for tak in takken for x in tak.xs)])
    tekening.rechts = max([tekening.rechts, *(x for tak in takken for x in tak.xs)])
    return tekening


# ---- which way -------------------------------------------------------------------------------------


def _branch(plan: Rooster, verband: Verband, bogen: list[Paar]) -> Tak:
    """Choose the gaps that the line to the children uses, and make room in them."""
    if not verband.ouders:
        return Tak(verband, None, [])
    g, doel = plan.rij[verband.ouders[0]], plan.rij[verband.kinderen[0]]
    paar = next((p for p in plan.paren if {p.a, p.b} == set(verband.ouders)), None)
    gaten = [(g, _exit(plan, verband))]
    x = bron(plan, verband)
    midden = sum(plan.x[pk] for pk in verband.kinderen) / len(verband.kinderen)
    for tussen in range(g + 1, doel):
        deel = (tussen - g) / (doel - g)
        hier = x + (midden - x) * deel
        gaten.append((tussen, _nearest_gap(plan, tussen, hier)))
    for plek in gaten:
        plan.sporen[plek] += 1
    return Tak(verband, paar if paar in bogen else None, gaten)


def _nearest_gap(plan: Rooster, g: int, x: float) -> int:
    return min(range(len(plan.rijen[g]) + 1), key=lambda gat: abs(plan.kier(g, gat) - x))


def _exit(plan: Rooster, verband: Verband) -> int:
    """The gap through which a union leaves its row: between the couple, or beside the one parent."""
    kolommen = sorted(plan.kolom[pk] for pk in verband.ouders)
    if len(kolommen) == 2:
        return kolommen[1]
    g, k = plan.rij[verband.ouders[0]], kolommen[0]
    bezet = {max(plan.kolom[p.a], plan.kolom[p.b]) for p in plan.paren if plan.rij[p.a] == g}
    midden = sum(plan.x[kind] for kind in verband.kinderen) / len(verband.kinderen)

    def kosten(gat: int) -> tuple[bool, int, float, int]:
        return gat in bezet, plan.sporen[g, gat], abs(plan.kier(g, gat) - midden), -gat

    return min((k, k + 1), key=kosten)


def _tracks(plan: Rooster, takken: list[Tak]) -> dict[tuple[int, int], float]:
    """An x of its own for every line in every gap; those that go left stand left."""
    per_gat: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    for n, tak in enumerate(takken):
        midden = sum(plan.x[pk] for pk in tak.verband.kinderen) / len(tak.verband.kinderen)
        for i, plaats_in_rij in enumerate(tak.gaten):
            per_gat[plaats_in_rij].append((midden, n, i))
    uit = {}
    for (g, gat), lijnen in per_gat.items():
        rij = plan.rijen[g]
        for plek, (_midden, n, i) in enumerate(sorted(lijnen)):
            verschuiving = (plek - (len(lijnen) - 1) / 2) * SPOOR
            if gat == 0:
                verschuiving = -(len(lijnen) - 1 - plek) * SPOOR
            elif gat == len(rij):
                verschuiving = plek * SPOOR
            uit[id(takken[n]), i] = plan.kier(g, gat) + verschuiving
    return uit


def _lanes(plan: Rooster, takken: list[Tak]) -> list[int]:
    """A lane per union in each band it crosses; returns how many lanes each band (above a row) needs."""
    per_band: dict[int, list[tuple[float, float, int, int]]] = defaultdict(list)
    for n, tak in enumerate(takken):
        doel = _child_row(plan, tak)
        vallen = list(tak.vallen.values())
        tak.banen = [0] * max(1, len(tak.gaten))
        if not tak.gaten:
            per_band[doel].append((min(vallen), max(vallen), n, 0))
        for i, x in enumerate(tak.xs):
            verder = vallen if i == len(tak.xs) - 1 else [tak.xs[i + 1]]
            per_band[tak.gaten[i][0] + 1].append((min(x, *verder), max(x, *verder), n, i))
    aantal = [0] * len(plan.rijen)
    for band, stukken in per_band.items():
        eind: list[float] = []
        for links, rechts, n, i in sorted(stukken):
            baan = next((k for k, tot in enumerate(eind) if tot + 6 < links), len(eind))
            eind[baan : baan + 1] = [rechts]
            takken[n].banen[i] = baan
        aantal[band] = len(eind)
    return aantal


def _arc_lanes(plan: Rooster, bogen: list[Paar]) -> tuple[dict[Paar, int], list[int]]:
    """A lane above the row for each couple that does not stand side by side; short ones lowest."""
    baan: dict[Paar, int] = {}
    tal = [0] * len(plan.rijen)
    for paar in sorted(bogen, key=lambda p: abs(plan.x[p.a] - plan.x[p.b])):
        g = plan.rij[paar.a]
        tal[g] += 1
        baan[paar] = tal[g]
    return baan, tal


def _heights(
    plan: Rooster,
    onder: list[float],
    straal: float,
    *,
    banen: list[int],
    bogen: list[int],
    tweeling: list[bool],
) -> tuple[Tekening, list[float]]:
    """The y of every row, and of the top of its symbols."""
    tekening, top, y = Tekening(), [], 0.0
    for g in range(len(plan.rijen)):
        band = LUCHT + banen[g] * BAAN + (TWEELING if tweeling[g] else 0) + bogen[g] * BAAN + LUCHT
        y += band + straal if g == 0 else onder[g - 1] + band + straal
        tekening.y.append(y)
        top.append(y - straal)
    tekening.links = min(plan.links(rij[0]) for rij in plan.rijen) - TUSSEN
    tekening.rechts = max(plan.rechts(rij[-1]) for rij in plan.rijen) + TUSSEN
    return tekening, top


# ---- drawing ---------------------------------------------------------------------------------------


def _couple(plan: Rooster, paar: Paar, y: float, straal: float) -> list[Lijn]:
    links, rechts = sorted((plan.x[paar.a], plan.x[paar.b]))
    pad = f"M{links + straal:.1f} {y:.1f}H{rechts - straal:.1f}"
    uit = [Lijn(pad, paar.soort)]
    if paar.soort == "uit_elkaar":
        uit.append(Lijn(_slashes(links + straal + (rechts - links - 2 * straal) * 0.74, y), "streep"))
    return uit


def _arc(plan: Rooster, paar: Paar, hoog: float, ys: list[float], straal: float) -> list[Lijn]:
    y = ys[plan.rij[paar.a]]
    links, rechts = sorted((plan.x[paar.a], plan.x[paar.b]))
    a, b = links + 9, rechts - 9
    rand = y - math.sqrt(straal**2 - 81)
    uit = [Lijn(f"M{a:.1f} {rand:.1f}V{hoog:.1f}H{b:.1f}V{rand:.1f}", paar.soort)]
    if paar.soort == "uit_elkaar":
        uit.append(Lijn(_slashes((a + b) / 2, hoog), "streep"))
    return uit


def _slashes(x: float, y: float) -> str:
    return "".join(f"M{x + d - 3:.1f} {y + STREEP:.1f}L{x + d + 3:.1f} {y - STREEP:.1f}" for d in (-3, 3))


def _draw(
    plan: Rooster,
    tak: Tak,
    tekening: Tekening,
    *,
    onder: list[float],
    mensen: dict[int, Mens],
    straal: float,
    boog: float | None,
) -> list[Lijn]:
    """The trunk from the parents, the bar, and a drop on each child."""
    soort, doel = tak.verband.soort, _child_row(plan, tak)
    pad, laatste = "", 0.0
    for i, (g, _gat) in enumerate(tak.gaten):
        x = tak.xs[i]
        if i == 0:
            pad += _start(plan, tak, (x, tekening.y[g]), straal, boog)
        baan = _lane_y(tekening, onder, g + 1, tak.banen[i])
        pad += f"V{baan:.1f}"
        if i < len(tak.gaten) - 1:
            pad += f"H{tak.xs[i + 1]:.1f}"
        laatste = baan
    if not tak.gaten:
        laatste = _lane_y(tekening, onder, doel, tak.banen[0])
    voeten = _feet(tak, mensen)
    uiteinden = [*(x for x, _kinderen in voeten), *tak.xs[-1:]]
    pad += f"M{min(uiteinden):.1f} {laatste:.1f}H{max(uiteinden):.1f}"
    for x, kinderen in voeten:
        pad += _drop(plan, tak, kinderen, van=(x, laatste), y=tekening.y[doel], straal=straal, mensen=mensen)
    return [Lijn(pad, soort)]


def _start(plan: Rooster, tak: Tak, punt: tuple[float, float], straal: float, boog: float | None) -> str:
    x, y = punt
    if boog is not None:
        return f"M{x:.1f} {boog:.1f}"
    if len(tak.verband.ouders) == 2:
        return f"M{x:.1f} {y:.1f}"
    # one parent: half the line of a couple, as high as that one
    midden = plan.x[tak.verband.ouders[0]]
    return f"M{midden + straal * (1 if x > midden else -1):.1f} {y:.1f}H{x:.1f}"


def _feet(tak: Tak, mensen: dict[int, Mens]) -> list[tuple[float, list[int]]]:
    """Where the bar lets go: per child, and once for twins (same parents, same birth date)."""
    tweeling = _twins(tak, mensen)
    uit, gehad = [], set()
    for kind in tak.verband.kinderen:
        groep = next((deel for deel in tweeling if kind in deel), [kind])
        if groep[0] in gehad:
            continue
        gehad.add(groep[0])
        uit.append((sum(tak.vallen[pk] for pk in groep) / len(groep), groep))
    return uit


def _twins(tak: Tak, mensen: dict[int, Mens]) -> list[list[int]]:
    per_dag: dict[object, list[int]] = defaultdict(list)
    if tak.verband.soort in ("ouder", "broer_zus"):
        for kind in tak.verband.kinderen:
            if mensen[kind].geboren is not None:
                per_dag[mensen[kind].geboren].append(kind)
    return [groep for groep in per_dag.values() if len(groep) > 1]


def _drop(
    plan: Rooster,
    tak: Tak,
    kinderen: list[int],
    *,
    van: tuple[float, float],
    y: float,
    straal: float,
    mensen: dict[int, Mens],
) -> str:
    pad = ""
    for kind in kinderen:
        eind = tak.vallen[kind]
        naast = abs(eind - plan.x[kind])
        r = straal + 3 if mensen[kind].geslacht not in ("m", "v") else straal
        top = y - (
            r - naast
            if r > straal
            else math.sqrt(max(straal**2 - naast**2, 0))
            if mensen[kind].geslacht == "v"
            else straal
        )
        pad += f"M{van[0]:.1f} {van[1]:.1f}"
        if len(kinderen) > 1:
            pad += f"L{eind:.1f} {van[1] + TWEELING:.1f}"
        pad += f"V{top:.1f}"
    return pad


def _lane_y(tekening: Tekening, onder: list[float], band: int, baan: int) -> float:
    vloer = tekening.y[band - 1] + onder[band - 1] if band else tekening.boven
    return vloer + LUCHT + baan * BAAN


def _child_row(plan: Rooster, tak: Tak) -> int:
    return plan.rij[tak.verband.kinderen[0]]
