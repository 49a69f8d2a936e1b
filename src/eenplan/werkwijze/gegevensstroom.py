"""Which data a drawing hands on: what each element fills in, and what is certainly there when work arrives.

A gateway may only ask for what every way towards it has filled in; `controle` refuses it otherwise. The tables are
those that the drawing may name, by key.
"""

from __future__ import annotations

from collections.abc import Mapping

from beslistabel import Tabel, Uitvoer

from .definitie import Element, Gegeven, Procesdefinitie


def zeker_ingevuld(definitie: Procesdefinitie, tabellen: Mapping[str, Tabel]) -> dict[str, frozenset[str]]:
    """Per element the names that are filled in on every way to it.

    A fixpoint over the arrows: it begins with everything everywhere and takes away what one of the ways lacks,
    until nothing changes. Where parallel ways meet, both have been walked, so their data add up.
    """
    levering = {e.id: frozenset(g.naam for g in levert(e, tabellen)) for e in definitie.elementen.values()}
    alles = frozenset().union(*levering.values())
    voor = {e: frozenset[str]() if el.soort == "start" else alles for e, el in definitie.elementen.items()}
    veranderd = True
    while veranderd:
        veranderd = False
        for element_id, element in definitie.elementen.items():
            komend = [voor[s.van] | levering[s.van] for s in definitie.inkomend[element_id] if s.van in voor]
            if element.soort == "start" or not komend:
                continue
            samen = frozenset.union if element.soort == "parallel" else frozenset.intersection
            nieuw = samen(*komend)
            if nieuw != voor[element_id]:
                voor[element_id] = nieuw
                veranderd = True
    return voor


def alle_gegevens(
    definitie: Procesdefinitie, tabellen: Mapping[str, Tabel]
) -> dict[str, tuple[Gegeven, ...]]:
    """Everything that any element fills in, by name; one name may come from several elements."""
    per: dict[str, tuple[Gegeven, ...]] = {}
    for element in definitie.elementen.values():
        for gegeven in levert(element, tabellen):
            per[gegeven.naam] = (*per.get(gegeven.naam, ()), gegeven)
    return per


def levert(element: Element, tabellen: Mapping[str, Tabel]) -> tuple[Gegeven, ...]:
    """What one element fills in: as the drawing declares it, and for a decision step as its table does."""
    if element.soort != "tabel":
        return element.levert
    return tuple(
        _uitvoer(uitvoer)
        for sleutel in element.tabellen
        if sleutel in tabellen
        for uitvoer in tabellen[sleutel].uitvoer
    )


def domeinen_van(gegevens: Mapping[str, tuple[Gegeven, ...]]) -> dict[str, list[object]]:
    """Per choice all values that any element may give it; numbers and dates have no list."""
    return {
        naam: list(dict.fromkeys(w for g in gevers for w in g.waarden))
        for naam, gevers in gegevens.items()
        if all(g.soort in ("keuze", "janee") and g.waarden for g in gevers)
    }


def _uitvoer(uitvoer: Uitvoer) -> Gegeven:
    if uitvoer.type == "boolean":
        return Gegeven(uitvoer.naam, "janee", (True, False))
    return Gegeven(uitvoer.naam, "keuze", tuple(uitvoer.waarden.literals) if uitvoer.waarden else ())
