"""A family as a genogram: squares are men, circles women, diamonds everybody else; the age inside, the
name under it. Pure: dataclasses in, SVG and sentences out; no Django, no database.

    teken(Familie(naam="Gezin De Vries", mensen=(...), banden=(...))) -> "<svg role='img' …>"
    in_woorden(familie) -> ["Marije (41) en Pieter (43) zijn uit elkaar.", …]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eenplan.gezin.genogram_lijnen import Lijn, Tekening, teken_lijnen
from eenplan.gezin.genogram_onbekend import met_onbekende_ouders
from eenplan.gezin.genogram_plaatsing import Rooster, rooster
from eenplan.gezin.genogram_woorden import in_woorden
from eenplan.gezin.svg import REGEL, Vak, beeld, breedte, element, regels, tekst

STRAAL = 18.0  # px, half the size of a symbol
LABEL = 96.0  # px, the widest a label may be
SMALST = 46.0  # px, the narrowest slot
HOEK = 8.0  # px, the rounding of the plane of a household
THUIS = "wonen samen"

__all__ = ["Band", "Familie", "Mens", "in_woorden", "teken"]


@dataclass(frozen=True, slots=True)
class Mens:
    """One person: `geslacht` m, v, x or onbekend; `gezag` in words ("gezag", "gezag over Sem")."""

    id: int
    naam: str
    roepnaam: str
    geslacht: str = "onbekend"
    leeftijd: int | None = None
    geboren: date | None = None
    jeugdige: bool = False
    kind: bool = False
    woont_in: bool = False
    overleden: bool = False
    gezag: str = ""
    bijschrift: str = ""
    vastgelegd: bool = True  # False: the parent whom nobody recorded, see genogram_onbekend

    @property
    def leeftijd_tekst(self) -> str:
        return "?" if self.leeftijd is None else str(self.leeftijd)


@dataclass(frozen=True, slots=True)
class Band:
    """`van` is `soort` `naar`: ouder_van, partner, ex_partner, stiefouder_van, pleegouder_van, grootouder_van, broer_zus, anders."""

    van: int
    naar: int
    soort: str


@dataclass(frozen=True, slots=True)
class Familie:
    naam: str
    mensen: tuple[Mens, ...]
    banden: tuple[Band, ...] = ()


def teken(familie: Familie, *, kenmerk: str = "genogram") -> str:
    """The drawing as SVG; `kenmerk` makes its ids unique on the page. Empty family: empty string."""
    if not familie.mensen:
        return ""
    uitleg = " ".join(in_woorden(familie))
    familie = met_onbekende_ouders(familie, Mens, Band)
    labels = {mens.id: _label(mens) for mens in familie.mensen}
    mensen = {mens.id: mens for mens in familie.mensen}
    plan = rooster(familie, {pk: _slot(mensen[pk], label) for pk, label in labels.items()})
    thuis = _who_carries_the_word(plan, mensen)
    if thuis is not None:
        plan.breed[thuis] = max(plan.breed[thuis], breedte(THUIS) + 4)
    onder = [_label_height(plan, g, labels, extra=thuis in rij) for g, rij in enumerate(plan.rijen)]
    tekening = teken_lijnen(plan, mensen, onder, STRAAL)
    delen = [
        *_household(plan, tekening, mensen, onder, thuis),
        *(_line(lijn) for lijn in tekening.lijnen),
        *(
            _person(mensen[pk], labels[pk], plan.x[pk], tekening.y[g])
            for g, rij in enumerate(plan.rijen)
            for pk in rij
        ),
    ]
    return beeld(
        titel=f"Genogram van {familie.naam}",
        uitleg=uitleg,
        kenmerk=kenmerk,
        klasse="genogram",
        vak=_frame(plan, tekening, onder),
        delen=delen,
    )


# ---- people ----------------------------------------------------------------------------------------


def _label(mens: Mens) -> list[tuple[str, str]]:
    """(line, class) under the symbol: name, authority, a word more."""
    if not mens.vastgelegd:
        return [(regel, "gn-bij") for regel in regels(mens.roepnaam, LABEL, 2)]
    vet = mens.jeugdige
    klasse = "gn-naam gn-naam--jeugdige" if vet else "gn-naam"
    uit = [
        (regel, klasse) for regel in regels(mens.roepnaam or mens.naam or "naam onbekend", LABEL, 2, vet=vet)
    ]
    for woorden in (mens.gezag, mens.bijschrift, "overleden" if mens.overleden else ""):
        uit += [(regel, "gn-bij") for regel in regels(woorden, LABEL, 2)]
    return uit


def _slot(mens: Mens, label: list[tuple[str, str]]) -> float:
    breed = max((breedte(regel, vet=mens.jeugdige) for regel, _klasse in label), default=0.0)
    return max(SMALST, breed + 4)


def _label_height(plan: Rooster, g: int, labels: dict[int, list[tuple[str, str]]], *, extra: bool) -> float:
    """px from the middle of the symbols of a row to under its labels."""
    aantal = max(len(labels[pk]) for pk in plan.rijen[g]) + (1 if extra else 0)
    return STRAAL + 4 + aantal * REGEL + 4


def _person(mens: Mens, label: list[tuple[str, str]], x: float, y: float) -> str:
    klasse = (
        ("gn-mens" if mens.vastgelegd else "gn-onbekend")
        + (" gn-mens--jeugdige" if mens.jeugdige else "")
        + (" gn-mens--overleden" if mens.overleden else "")
    )
    delen = [element("title", _escape(_in_short(mens))), _symbol(mens, x, y)]
    if mens.overleden:
        r = STRAAL * (0.7 if mens.geslacht == "v" else 1)
        delen.append(
            element(
                "path",
                d=f"M{x - r:.1f} {y - r:.1f} {x + r:.1f} {y + r:.1f}M{x - r:.1f} {y + r:.1f} {x + r:.1f} {y - r:.1f}",
                klasse="gn-kruis",
            )
        )
    delen.append(tekst(mens.leeftijd_tekst, x, y + 4, "gn-leeftijd"))
    delen += [tekst(regel, x, y + STRAAL + (i + 1) * REGEL, soort) for i, (regel, soort) in enumerate(label)]
    return element("g", "".join(delen), klasse=klasse)


def _symbol(mens: Mens, x: float, y: float) -> str:
    if mens.geslacht == "m":
        return element(
            "rect", x=x - STRAAL, y=y - STRAAL, width=2 * STRAAL, height=2 * STRAAL, klasse="gn-vorm"
        )
    if mens.geslacht == "v":
        return element("circle", cx=x, cy=y, r=STRAAL, klasse="gn-vorm")
    r = STRAAL + 3
    return element(
        "path",
        d=f"M{x:.1f} {y - r:.1f} {x + r:.1f} {y:.1f} {x:.1f} {y + r:.1f} {x - r:.1f} {y:.1f}z",
        klasse="gn-vorm",
    )


def _in_short(mens: Mens) -> str:
    if not mens.vastgelegd:
        return "andere ouder, niet vastgelegd"
    leeftijd = "leeftijd onbekend" if mens.leeftijd is None else f"{mens.leeftijd} jaar"
    return ", ".join(
        filter(
            None, [mens.naam, leeftijd, mens.gezag, mens.bijschrift, "overleden" if mens.overleden else ""]
        )
    )


def _escape(woorden: str) -> str:
    return woorden.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---- lines and home --------------------------------------------------------------------------------


def _line(lijn: Lijn) -> str:
    return element("path", d=lijn.pad, klasse=f"gn-lijn gn-lijn--{lijn.soort}")


def _who_carries_the_word(plan: Rooster, mensen: dict[int, Mens]) -> int | None:
    """Under whom it says *wonen samen*: in the middle of the lowest row; None when nobody lives together."""
    rijen = [[pk for pk in rij if mensen[pk].woont_in] for rij in plan.rijen]
    if sum(map(len, rijen)) < 2:
        return None
    laagste = next(rij for rij in reversed(rijen) if rij)
    return laagste[(len(laagste) - 1) // 2]


def _household(
    plan: Rooster, tekening: Tekening, mensen: dict[int, Mens], onder: list[float], drager: int | None
) -> list[str]:
    """A soft plane under everybody who lives together: their slots, joined through the bands between rows."""
    if drager is None:
        return []
    laatste = plan.rij[drager]
    vakken: list[Vak] = []
    vorige: tuple[int, float, float] | None = None
    woord = tekst(THUIS, plan.x[drager], tekening.y[laatste] + onder[laatste] - 5, "gn-thuis-woord")
    for g, rij in enumerate(plan.rijen):
        stukken = _runs_at_home(plan, rij, mensen)
        if not stukken:
            continue
        y1, y2 = tekening.y[g] - STRAAL - 9, tekening.y[g] + onder[g]
        op, neer = (HOEK * 2 if vorige else 0), (HOEK * 2 if g != laatste else 0)
        vakken += [Vak(a, y1 - op, b, y2 + neer) for a, b in stukken]
        x1, x2 = min(a for a, _b in stukken), max(b for _a, b in stukken)
        if vorige is not None:
            vakken += _joint(plan, tekening, onder, vorige, (g, x1, x2))
        elif g == laatste and len(stukken) > 1:
            vakken = [Vak(a, y1, b, y2 + HOEK * 2) for a, b in stukken] + [Vak(x1, y2, x2, y2 + HOEK * 2)]
        vorige = (g, x1, x2)
    rand = "".join(
        element("rect", x=v.x1, y=v.y1, width=v.x2 - v.x1, height=v.y2 - v.y1, rx=HOEK) for v in vakken
    )
    return [element("g", rand, klasse="gn-thuis-rand"), element("g", rand, klasse="gn-thuis"), woord]


def _runs_at_home(plan: Rooster, rij: list[int], mensen: dict[int, Mens]) -> list[tuple[float, float]]:
    stukken: list[tuple[float, float]] = []
    naast = False
    for pk in rij:
        if mensen[pk].woont_in:
            links, rechts = plan.links(pk) - 6, plan.rechts(pk) + 6
            stukken = [*stukken[:-1], (stukken[-1][0], rechts)] if naast else [*stukken, (links, rechts)]
        naast = mensen[pk].woont_in
    return stukken


def _joint(
    plan: Rooster,
    tekening: Tekening,
    onder: list[float],
    boven: tuple[int, float, float],
    beneden: tuple[int, float, float],
) -> list[Vak]:
    """What joins two rows: the band between them, or a strip along the side past a row in between."""
    g, a1, a2 = boven
    h, b1, b2 = beneden
    vloer = tekening.y[g] + onder[g]
    plafond = tekening.y[h] - STRAAL - 9
    if h == g + 1:
        return [Vak(min(a1, b1), vloer, max(a2, b2), plafond)]
    x = tekening.links - 12
    eerste, laatste = tekening.y[g + 1] - STRAAL - 9, tekening.y[h - 1] + onder[h - 1]
    return [Vak(x, vloer, a2, eerste), Vak(x, vloer, x + 2 * HOEK, plafond), Vak(x, laatste, b2, plafond)]


def _frame(plan: Rooster, tekening: Tekening, onder: list[float]) -> Vak:
    laatste = len(plan.rijen) - 1
    onderkant = tekening.y[laatste] + onder[laatste] + 2 * HOEK + 4
    return Vak(tekening.links - 16, tekening.boven, tekening.rechts + 16, onderkant)
