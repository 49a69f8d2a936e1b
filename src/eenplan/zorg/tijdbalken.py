"""Care as bars over time: one drawing in which stacking shows, as plain SVG.

Every bar has its words on a line of its own above it, wrapped to the width of the drawing, so no label can
overlap another or be cut off. Colours and letters come from `zorg/beeld.css`: the page allows no inline style.
A table with the same facts always stands beside it (`zorg/_tabel.html`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.zorg.models import Toewijzing

MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
LETTER = 12  # px
REGEL = 18  # height of a line of text
BALK = 14
TUSSEN = 10  # under a bar
GROEP = 14  # between youths
KOP = 26  # the months
VOET = 24  # the word "vandaag"
MAANDLABEL = 70  # room for "mrt 2026", in a February too
KLEUREN = 4
VOORUIT = timedelta(days=182)  # how far a bar without end runs on


@dataclass(frozen=True, slots=True)
class Schaal:
    """Days to horizontal positions."""

    begin: date
    eind: date  # first day after the drawing
    breedte: float

    def x(self, dag: date) -> float:
        deel = (dag - self.begin).days / (self.eind - self.begin).days
        return round(min(max(deel, 0), 1) * self.breedte, 1)


@dataclass(slots=True)
class Tekening:
    """The parts so far and how far down we are."""

    y: float = 0
    vlakken: list[str] = field(default_factory=list)  # behind everything
    delen: list[str] = field(default_factory=list)


def teken(toewijzingen: Iterable[Toewijzing], op: date, *, breedte: int = 460, sleutel: str = "zorg") -> str:
    """The drawing of these assignments (removed ones are left out) with a line at `op`; empty when there are none."""
    rows = sorted((rij for rij in toewijzingen if rij.geldt), key=_volgorde)
    if not rows:
        return ""
    schaal = _schaal(rows, op, breedte)
    kleur = {pk: n % KLEUREN + 1 for n, pk in enumerate(dict.fromkeys(rij.aanbieder_id for rij in rows))}
    tekening = Tekening(y=KOP)
    for _pk, groep in groupby(rows, key=lambda rij: rij.jeugdige_id):
        _jeugdige(tekening, schaal, list(groep), op, kleur)
    onder = tekening.y
    delen = [
        *tekening.vlakken, *_maanden(schaal, onder), _lijn(schaal, op, onder), *tekening.delen, _vandaag(schaal, op, onder)
    ]  # fmt: skip
    hoogte = round(onder + VOET, 1)
    return (
        f'<svg class="tijdbalken" viewBox="0 0 {breedte} {hoogte}" role="img" aria-labelledby="{sleutel}-t {sleutel}-d">'
        f'<title id="{sleutel}-t">Zorg in de tijd</title><desc id="{sleutel}-d">{escape(beschrijving(rows, op))}</desc>'
        f"{''.join(delen)}</svg>"
    )


def stapelingen(toewijzingen: Sequence[Toewijzing]) -> list[tuple[date, date | None, int]]:
    """Periods in which more than one of these runs: first day, last day (None: open-ended), how many at most."""
    grenzen: dict[date, int] = {}
    for rij in toewijzingen:
        grenzen[rij.begin] = grenzen.get(rij.begin, 0) + 1
        if rij.eind is not None:
            na = rij.eind + timedelta(days=1)
            grenzen[na] = grenzen.get(na, 0) - 1
    perioden: list[tuple[date, date | None, int]] = []
    tegelijk, start, hoogste = 0, None, 0
    for dag in sorted(grenzen):
        tegelijk += grenzen[dag]
        if tegelijk > 1:
            start, hoogste = start or dag, max(hoogste, tegelijk)
        elif start is not None:
            perioden.append((start, dag - timedelta(days=1), hoogste))
            start, hoogste = None, 0
    if start is not None:
        perioden.append((start, None, hoogste))
    return perioden


def beschrijving(rows: Sequence[Toewijzing], op: date) -> str:
    """The same in words, for who does not see the drawing."""
    zinnen = [f"{rij.jeugdige}: {rij.product.naam} bij {rij.aanbieder}, {_periode(rij)}." for rij in rows]
    lopend = sum(rij.begin <= op and (rij.eind is None or rij.eind >= op) for rij in rows)
    return f"{' '.join(zinnen)} Op {_dag(op)} {'loopt' if lopend == 1 else 'lopen'} er {lopend}."


# Parts ------------------------------------------------------------------------------------------------------


def _jeugdige(
    tekening: Tekening, schaal: Schaal, rows: list[Toewijzing], op: date, kleur: dict[int, int]
) -> None:
    boven = tekening.y
    naam = str(rows[0].jeugdige.roepnaam or rows[0].jeugdige)
    tegelijk = [periode for periode in stapelingen(rows) if periode[1] is None or periode[1] >= op]
    woorden = f" · {aantal(tegelijk[0][2])} tegelijk {_van_tot(*tegelijk[0][:2])}" if tegelijk else ""
    _tekst(tekening, schaal, (0, schaal.breedte), naam + woorden, "tijdbalken__naam")
    for rij in rows:
        _balk(tekening, schaal, rij, op, kleur[rij.aanbieder_id])
    for start, eind, _n in stapelingen(rows):
        x, x2 = schaal.x(start), schaal.x(eind + timedelta(days=1)) if eind else schaal.breedte
        tekening.vlakken.append(
            f'<rect class="tijdbalken__stapel" x="{x}" y="{boven + REGEL}" width="{round(x2 - x, 1)}" height="{round(tekening.y - boven - REGEL, 1)}"/>'
        )
    tekening.y += GROEP


def _balk(tekening: Tekening, schaal: Schaal, rij: Toewijzing, op: date, kleur: int) -> None:
    x = schaal.x(rij.begin)
    x2 = schaal.x(rij.eind + timedelta(days=1)) if rij.eind else schaal.breedte
    open_eind = "" if rij.eind else " · zonder einddatum"
    omvang = f" · {rij.omvang}" if rij.omvang else ""
    _tekst(
        tekening,
        schaal,
        (x, x2),
        f"{rij.aanbieder} · {rij.product.naam}{omvang}{open_eind}",
        "tijdbalken__wat",
    )
    y, nu = tekening.y, min(max(schaal.x(op), x), x2)
    breedte = max(round(x2 - x, 1), 2)
    tekening.delen.append(
        f'<rect class="tijdbalk tijdbalk--{kleur} tijdbalk--straks" x="{x}" y="{y}" width="{breedte}" height="{BALK}" rx="3"/>'
    )
    if nu > x:
        tekening.delen.append(
            f'<rect class="tijdbalk tijdbalk--{kleur}" x="{x}" y="{y}" width="{max(round(nu - x, 1), 2)}" height="{BALK}" rx="3"/>'
        )
    if rij.eind is None:  # an arrow: it goes on
        r = schaal.breedte
        tekening.delen.append(
            f'<path class="tijdbalk__pijl" d="M{r - 12} {y + 3}l5 4-5 4M{r - 7} {y + 3}l5 4-5 4"/>'
        )
    tekening.y = y + BALK + TUSSEN


def _tekst(tekening: Tekening, schaal: Schaal, balk: tuple[float, float], tekst: str, klasse: str) -> None:
    """Words above a bar, on as many lines as the width asks: from its start where they fit, else up to its
    end or to the edge of the drawing."""
    for regel in regels(tekst, schaal.breedte):
        tekening.y += REGEL
        x, anker, lang = balk[0], "start", breed(regel)
        if x + lang > schaal.breedte:
            x, anker = (balk[1] if balk[1] >= lang else schaal.breedte), "end"
        tekening.delen.append(
            f'<text class="{klasse}" x="{round(x, 1)}" y="{tekening.y - 5}" text-anchor="{anker}">{escape(regel)}</text>'
        )


def regels(tekst: str, breedte: float) -> list[str]:
    """`tekst` in lines that fit in `breedte`, broken at spaces; a longer word is broken itself."""
    uit: list[str] = []
    regel = ""
    for woord in tekst.split():
        samen = f"{regel} {woord}" if regel else woord
        if breed(samen) <= breedte:
            regel = samen
            continue
        if regel:
            uit.append(regel)
        regel = ""
        for letter in woord:
            if breed(regel + letter) > breedte:
                uit.append(regel)
                regel = ""
            regel += letter
    return [*uit, regel] if regel else uit


def breed(tekst: str) -> float:
    """The width of a line in bold Noto Sans at 12 px: never less than the browser makes it, a little more."""
    return sum(LETTER * _em(letter) for letter in tekst)


def _em(letter: str) -> float:
    if letter in " iljI.,;:'|!·()[]":
        return 0.36
    if letter in "frtsJ-/1":
        return 0.54
    if letter in "mwMWO@%&QÆŒ—" or (not letter.isascii() and letter.isupper()):
        return 0.98
    return 0.8 if letter.isupper() or ord(letter) > 0x17F else 0.64


def _maanden(schaal: Schaal, onder: float) -> list[str]:
    """Month names, as many as fit, with the year at the first and at each January."""
    starts = list(_eersten(schaal.begin, schaal.eind))
    ruimte = schaal.breedte / len(starts)
    stap = next((n for n in (1, 2, 3, 6, 12, 24, 60) if ruimte * n >= MAANDLABEL), 120)
    delen = []
    for n, dag in enumerate(starts):
        x = schaal.x(dag)
        if _maandnummer(dag) % stap and n:
            continue
        delen.append(f'<path class="tijdbalken__maandlijn" d="M{x} {KOP - 4}V{onder}"/>')
        if x + MAANDLABEL > schaal.breedte or (n == 0 and _volgende_te_dichtbij(starts, stap, ruimte)):
            continue
        jaar = f" {dag.year}" if n == 0 or dag.month == 1 else ""
        delen.append(
            f'<text class="tijdbalken__maand" x="{x + 2}" y="{KOP - 10}">{MAANDEN[dag.month - 1]}{jaar}</text>'
        )
    return delen


def _volgende_te_dichtbij(starts: list[date], stap: int, ruimte: float) -> bool:
    """Whether the second label would stand on the first one."""
    for n, dag in enumerate(starts[1:], start=1):
        if _maandnummer(dag) % stap == 0:
            return n * ruimte < MAANDLABEL
    return False


def _maandnummer(dag: date) -> int:
    return dag.year * 12 + dag.month - 1


def _lijn(schaal: Schaal, op: date, onder: float) -> str:
    x = schaal.x(op)
    return f'<path class="tijdbalken__nu" d="M{x} {KOP - 4}V{onder}"/>'


def _vandaag(schaal: Schaal, op: date, onder: float) -> str:
    tekst = f"vandaag, {op.day} {MAANDEN[op.month - 1]}"
    half = breed(tekst) / 2
    x = min(max(half, schaal.x(op)), schaal.breedte - half)
    return f'<text class="tijdbalken__vandaag" x="{round(x, 1)}" y="{onder + 14}" text-anchor="middle">{tekst}</text>'


# Time and words ---------------------------------------------------------------------------------------------


def _volgorde(rij: Toewijzing) -> tuple[object, ...]:
    geboren = rij.jeugdige.geboortedatum or date.max
    return (geboren, rij.jeugdige_id, rij.begin, rij.nummer)


def _schaal(rows: Sequence[Toewijzing], op: date, breedte: int) -> Schaal:
    """Whole months from the first day to the last, with today inside."""
    eerste = min(op, *(rij.begin for rij in rows))
    laatste = max(op, *(rij.eind or max(op, rij.begin) + VOORUIT for rij in rows))
    return Schaal(eerste.replace(day=1), _volgende_maand(laatste), breedte)


def _eersten(begin: date, eind: date) -> Iterable[date]:
    dag = begin
    while dag < eind:
        yield dag
        dag = _volgende_maand(dag)


def _volgende_maand(dag: date) -> date:
    return (dag.replace(day=1) + timedelta(days=32)).replace(day=1)


def _periode(rij: Toewijzing) -> str:
    return f"van {_dag(rij.begin)} " + (f"tot en met {_dag(rij.eind)}" if rij.eind else "zonder einddatum")


def _van_tot(begin: date, eind: date | None) -> str:
    return f"van {_dag(begin)} tot en met {_dag(eind)}" if eind else f"vanaf {_dag(begin)}"


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def aantal(n: int) -> str:
    """A small number in words."""
    return {2: "twee", 3: "drie", 4: "vier", 5: "vijf"}.get(n, str(n))
