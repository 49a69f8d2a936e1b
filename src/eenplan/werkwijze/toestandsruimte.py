"""Every state a drawing can be in, walked exactly: can it always end, and does every join come together?

Tokens lie on arrows; what people fill in is left out, so an exclusive gateway may choose any arrow. That asks more
than the conditions allow, never less: a drawing that passes here can end whatever is decided.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from .definitie import Element, Procesdefinitie

GRENS = 20_000  # states
Stand = frozenset[str]  # arrows with a token; two on one arrow is a finding in itself


@dataclass(frozen=True)
class Probleem:
    """What goes wrong, at which element, and the way that leads there."""

    soort: str
    element: Element
    weg: tuple[str, ...]
    bij: tuple[Element, ...] = ()


def doorzoek(definitie: Procesdefinitie) -> list[Probleem]:
    """Walk all states breadth first, so that the way shown is the shortest."""
    begin = frozenset(s.id for start in definitie.van_soort("start") for s in definitie.uitgaand[start.id])
    herkomst: dict[Stand, tuple[Stand | None, str]] = {begin: (None, "")}
    volgers: dict[Stand, list[Stand]] = {}
    problemen: list[Probleem] = []
    rij = deque([begin])
    while rij:
        stand = rij.popleft()
        volgers[stand] = []
        for element, volgende in _zetten(definitie, stand):
            if volgende is None:
                problemen.append(Probleem("dubbel", element, _weg(definitie, herkomst, stand)))
                continue
            volgers[stand].append(volgende)
            if volgende not in herkomst:
                herkomst[volgende] = (stand, element.id)
                rij.append(volgende)
        if stand and not volgers[stand] and not any(p.soort == "dubbel" for p in problemen):
            problemen.append(_vastgelopen(definitie, stand, _weg(definitie, herkomst, stand)))
        if len(herkomst) > GRENS:
            problemen.append(Probleem("te_groot", definitie.van_soort("start")[0], ()))
            return _eerste_per_element(problemen)
    if not problemen:
        problemen += _zonder_einde(definitie, herkomst, volgers)
    return _eerste_per_element(problemen)


def _zetten(definitie: Procesdefinitie, stand: Stand) -> Iterator[tuple[Element, Stand | None]]:
    """All single moves from a state; None where a second token would land on an arrow that holds one."""
    for element in definitie.elementen.values():
        binnen = [s.id for s in definitie.inkomend[element.id] if s.id in stand]
        uit = [s.id for s in definitie.uitgaand[element.id]]
        if not binnen or element.soort == "start":
            continue
        if element.soort == "parallel":
            if len(binnen) < len(definitie.inkomend[element.id]):
                continue
            neem, keuzes = [frozenset(binnen)], [frozenset(uit)]
        else:
            neem = [frozenset([b]) for b in binnen]
            keuzes = [frozenset([u]) for u in uit] if element.soort == "keuze" else [frozenset(uit)]
        for weg in neem:
            rest = stand - weg
            for erbij in keuzes:
                yield element, None if rest & erbij else rest | erbij


def _vastgelopen(definitie: Procesdefinitie, stand: Stand, weg: tuple[str, ...]) -> Probleem:
    """Nothing can move: a parallel join waits for a branch that does not come."""
    wachtend = [
        e for e in definitie.elementen.values() if any(s.id in stand for s in definitie.inkomend[e.id])
    ]
    join = next((e for e in wachtend if e.soort == "parallel"), wachtend[0])
    mist = tuple(
        definitie.elementen[s.van]
        for s in definitie.inkomend[join.id]
        if s.id not in stand and s.van in definitie.elementen
    )
    return Probleem("vastgelopen", join, weg, mist)


def _zonder_einde(
    definitie: Procesdefinitie,
    herkomst: dict[Stand, tuple[Stand | None, str]],
    volgers: dict[Stand, list[Stand]],
) -> list[Probleem]:
    """States from which the end (no tokens) cannot be reached any more."""
    terug: dict[Stand, list[Stand]] = {}
    for stand, verder in volgers.items():
        for volgende in verder:
            terug.setdefault(volgende, []).append(stand)
    goed: set[Stand] = {frozenset()}
    rij: deque[Stand] = deque(goed)
    while rij:
        for vorige in terug.get(rij.popleft(), ()):
            if vorige not in goed:
                goed.add(vorige)
                rij.append(vorige)
    for stand in herkomst:  # in order of discovery: the first one is nearest to the start
        if stand not in goed:
            element = next(definitie.elementen[s.naar] for s in definitie.stromen if s.id in stand)
            return [Probleem("geen_einde", element, _weg(definitie, herkomst, stand))]
    return []


def _weg(
    definitie: Procesdefinitie, herkomst: dict[Stand, tuple[Stand | None, str]], stand: Stand
) -> tuple[str, ...]:
    namen: list[str] = []
    while True:
        vorige, element = herkomst[stand]
        if vorige is None:
            return tuple(reversed(namen))
        namen.append(definitie.elementen[element].naam or element)
        stand = vorige


def _eerste_per_element(problemen: list[Probleem]) -> list[Probleem]:
    return list({(p.soort, p.element.id): p for p in reversed(problemen)}.values())[::-1]
