"""Every path of a drawing, walked by the real engine with made-up answers.

For each waiting place all combinations of what it may deliver are tried; tables are the real ones, services do
nothing. Two cases are the same when they wait at the same places with the same values in every variable that is
still going to be read, so loops end by themselves. What is left over — an arrow never taken, a case that gets
stuck — is what `Verslag` tells.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from beslistabel import BeslistabelFout, condition

from .controle import Bekend
from .definitie import Element, Gegeven, Procesdefinitie
from .gegevensstroom import levert
from .motor import (
    MotorFout,
    Omgeving,
    Toestand,
    arrows_taken,
    complete,
    dump,
    load,
    outcome,
    ready_tasks,
    start,
)

GRENS = 50_000  # different standings; the shipped P1 has 15, P3 has 75
ZINNEN = 20  # what a person reads before mending the drawing
EEN_DAG = date(2026, 1, 5).isoformat()  # one day stands for all: a gateway chooses by answers, not by dates


@dataclass
class Verslag:
    """What a trial run met: number of different standings and ends, arrows taken, and cases that got stuck."""

    standen: int = 0
    eindes: set[str] = field(default_factory=set)
    genomen: set[str] = field(default_factory=set)
    niet_genomen: tuple[str, ...] = ()
    fouten: list[str] = field(default_factory=list)

    @property
    def goed(self) -> bool:
        return not self.fouten and not self.niet_genomen


def loop_alles(definitie: Procesdefinitie, bekend: Bekend) -> Verslag:
    """Walk every path. Cost grows with the answers per task; stops with a finding at 50 000 standings."""
    verslag = Verslag()
    leeft = _leeft(definitie, bekend)
    omgeving = Omgeving(dienst=lambda e, g: _eerste(e.levert), tabel=_tabellen(bekend))
    gezien: set[Any] = set()
    rij: deque[str] = deque()

    def neem(toestand: Toestand) -> None:
        verslag.genomen.update(arrows_taken(toestand))
        if toestand.klaar:
            verslag.eindes.add(outcome(toestand))
            return
        merk = _merk(toestand, leeft)
        if merk not in gezien:
            gezien.add(merk)
            rij.append(dump(toestand))

    try:
        for antwoord in _beginnen(definitie, bekend):
            neem(start(definitie, antwoord, omgeving))
    except (MotorFout, BeslistabelFout) as fout:
        verslag.fouten.append(str(fout))
    while rij and len(gezien) < GRENS:
        opgeslagen = rij.popleft()
        _stap(definitie, opgeslagen, omgeving, neem, verslag)
    if rij:
        verslag.fouten.append(
            "Er zijn te veel verschillende wegen om ze allemaal te lopen. Splits het proces."
        )
    verslag.standen = len(gezien)
    verslag.niet_genomen = tuple(s.id for s in definitie.stromen if s.id not in verslag.genomen)
    return verslag


def _beginnen(definitie: Procesdefinitie, bekend: Bekend) -> Iterable[dict[str, Any]]:
    """The ways to begin. A process that begins with the facts of a table has thousands, which differ only in what that
    table says: of those for which it says the same, one is walked."""
    eerste = definitie.van_soort("start")[0]
    rest = [e for e in definitie.elementen.values() if e is not eerste]
    vast = {g.naam for g in eerste.levert} - {g.naam for e in rest for g in levert(e, bekend.tabellen)}
    sleutels = {sleutel for e in rest if e.soort == "tabel" for sleutel in e.tabellen} & set(bekend.tabellen)
    tabellen = [
        t for t in (bekend.tabellen[s] for s in sorted(sleutels)) if {i.naam for i in t.invoer} <= vast
    ]
    gezien: set[Any] = set()
    anders = frozenset[str]().union(
        *(
            _leest(definitie, e, bekend)
            for e in rest
            if not any(bekend.tabellen.get(sleutel) in tabellen for sleutel in e.tabellen)
        )
    )
    for antwoord in _antwoorden(eerste.levert):
        zegt = tuple(str(t.evaluate({i.naam: antwoord[i.naam] for i in t.invoer}).uitvoer) for t in tabellen)
        merk = (zegt, tuple(str(waarde) for naam, waarde in antwoord.items() if naam in anders))
        if merk not in gezien:
            gezien.add(merk)
            yield antwoord


def _stap(
    definitie: Procesdefinitie, opgeslagen: str, omgeving: Omgeving, neem: Any, verslag: Verslag
) -> None:
    wachtend = ready_tasks(load(definitie, opgeslagen))
    if not wachtend:
        verslag.fouten.append("Het proces staat stil zonder dat iemand iets kan doen.")
    for plek in wachtend:
        for antwoord in _antwoorden(plek.element.levert):
            toestand = load(definitie, opgeslagen)
            try:
                complete(toestand, plek.id, antwoord, omgeving)
            except (MotorFout, BeslistabelFout) as fout:
                zin = f"{plek.element.heet} met {antwoord}: {fout}"
                if len(verslag.fouten) < ZINNEN and zin not in verslag.fouten:
                    verslag.fouten.append(zin)
                continue
            neem(toestand)


def _antwoorden(gegevens: tuple[Gegeven, ...]) -> Iterable[dict[str, Any]]:
    """All combinations of allowed values (for a number: of its examples)."""
    namen = [g.naam for g in gegevens]
    for keus in itertools.product(*(_waarden(g) for g in gegevens)):
        yield dict(zip(namen, keus, strict=True))


def _waarden(gegeven: Gegeven) -> tuple[Any, ...]:
    if gegeven.soort == "datum":
        return (EEN_DAG,)
    return gegeven.waarden or (0,)


def _eerste(gegevens: tuple[Gegeven, ...]) -> dict[str, Any]:
    return {g.naam: _waarden(g)[0] for g in gegevens}


def _tabellen(bekend: Bekend) -> Any:
    def pas_toe(element: Element, gegevens: Mapping[str, Any]) -> dict[str, Any]:
        tabel = bekend.tabellen[element.tabellen[0]]
        uitvoer = tabel.evaluate({i.naam: gegevens[i.naam] for i in tabel.invoer}).uitvoer
        return dict(uitvoer) if isinstance(uitvoer, dict) else {}

    return pas_toe


def _merk(toestand: Toestand, leeft: Mapping[str, frozenset[str]]) -> Any:
    """What makes two standings the same: where they wait, with which values that will still be read."""
    return frozenset(
        (p.element.id, tuple(sorted((k, str(v)) for k, v in p.gegevens.items() if k in leeft[p.element.id])))
        for p in ready_tasks(toestand)
    )


def _leeft(definitie: Procesdefinitie, bekend: Bekend) -> dict[str, frozenset[str]]:
    """Per element the variables that may still be read after it was reached, before they are written again."""
    leest = {e.id: _leest(definitie, e, bekend) for e in definitie.elementen.values()}
    schrijft = {
        e.id: frozenset(g.naam for g in levert(e, bekend.tabellen)) for e in definitie.elementen.values()
    }
    leeft = dict.fromkeys(definitie.elementen, frozenset[str]())
    veranderd = True
    while veranderd:
        veranderd = False
        for element in reversed(list(definitie.elementen)):
            na = frozenset[str]().union(*(leeft[s.naar] for s in definitie.uitgaand[element]))
            nieuw = leest[element] | (na - schrijft[element])
            if nieuw != leeft[element]:
                leeft[element], veranderd = nieuw, True
    return leeft


def _leest(definitie: Procesdefinitie, element: Element, bekend: Bekend) -> frozenset[str]:
    namen: set[str] = set()
    if element.soort == "keuze":
        for stroom in definitie.uitgaand[element.id]:
            if stroom.voorwaarde:
                namen |= set(condition(stroom.voorwaarde).variables)
    if element.soort == "tabel":
        for sleutel in element.tabellen:
            if tabel := bekend.tabellen.get(sleutel):
                namen |= {i.naam for i in tabel.invoer}
    return frozenset(namen)
