"""Which steps of the source have a place in the drawings, and which have none yet."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .definitie import Element, Procesdefinitie


@dataclass(frozen=True)
class Bronstap:
    """One row of stappen.csv."""

    nr: str
    proces: str
    onderdeel: str
    tekst: str
    bron: str


@dataclass(frozen=True)
class Dekking:
    """The count for one process; `plaats` says which element of which drawing carries a step."""

    proces: str
    stappen: tuple[Bronstap, ...]
    plaats: dict[str, tuple[str, ...]]

    @property
    def zonder_plaats(self) -> tuple[Bronstap, ...]:
        return tuple(s for s in self.stappen if not self.plaats.get(s.nr))

    @property
    def dubbel(self) -> tuple[Bronstap, ...]:
        return tuple(s for s in self.stappen if len(self.plaats.get(s.nr, ())) > 1)

    @property
    def zin(self) -> str:
        met = len(self.stappen) - len(self.zonder_plaats)
        mist = (
            ""
            if not self.zonder_plaats
            else "; nog geen plaats: " + ", ".join(s.nr for s in self.zonder_plaats)
        )
        twee = "" if not self.dubbel else "; meer dan één plaats: " + ", ".join(s.nr for s in self.dubbel)
        return f"{self.proces}: {met} van {len(self.stappen)} stappen hebben een plaats{mist}{twee}"


def lees_stappen(pad: Path) -> list[Bronstap]:
    """Read stappen.csv (nr, proces, onderdeel, stap_in_de_bron, bron)."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        return [
            Bronstap(rij["nr"], rij["proces"], rij["onderdeel"], rij["stap_in_de_bron"], rij["bron"])
            for rij in csv.DictReader(bestand)
        ]


def coverage(stappen: Iterable[Bronstap], definities: Iterable[Procesdefinitie]) -> dict[str, Dekking]:
    """Per process of the source: its steps and the elements that name them."""
    plaats: dict[str, list[str]] = {}
    for definitie in definities:
        for element in definitie.elementen.values():
            for stap in element.stappen:
                plaats.setdefault(stap.nr, []).append(_adres(definitie, element))
    per: dict[str, list[Bronstap]] = {}
    for bronstap in stappen:
        per.setdefault(bronstap.proces, []).append(bronstap)
    return {
        proces: Dekking(proces, tuple(rijen), {s.nr: tuple(plaats.get(s.nr, ())) for s in rijen})
        for proces, rijen in per.items()
    }


def _adres(definitie: Procesdefinitie, element: Element) -> str:
    return f"{definitie.sleutel} {element.naam or element.id}"
