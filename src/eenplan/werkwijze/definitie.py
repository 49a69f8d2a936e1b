"""What a BPMN drawing says, as data: who does what, in which order, under which term.

`lezen` makes a `Procesdefinitie` of a file, `controle` judges it, `motor` runs it. Nothing here knows of XML, of
Django or of the engine, except that the definition carries the bytes it was read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

LANGSTE_SLEUTEL = 40  # characters in the key of a process or a table


@dataclass(frozen=True)
class Stap:
    """One step of `stappen.csv` with the words that stand in the checklist of the task."""

    nr: str
    tekst: str


@dataclass(frozen=True)
class Gegeven:
    """One variable that an element hands to the process.

    `soort` is `janee`, `getal`, `datum` or `keuze`. `waarden` lists every allowed value of a choice; of a number it
    gives examples, which the trial run of `proefloop` walks with.
    """

    naam: str
    soort: str
    waarden: tuple[object, ...] = ()
    toelichting: str = ""


@dataclass(frozen=True)
class Baan:
    """A lane: the functie that does the work in it, and whether only the dossier's own team may."""

    id: str
    naam: str
    functie: str = ""
    ook_functie: str = ""
    functie_uit: str = ""
    team: str = ""
    voor: str = ""


@dataclass(frozen=True)
class Element:
    """One node of the flow."""

    id: str
    soort: str
    naam: str
    baan: Baan | None = None
    formulier: str = ""
    dienst: str = ""
    tabellen: tuple[str, ...] = ()
    aanroep: str = ""
    termijn: str = ""
    duur: str = ""
    werkdagen: bool = False
    vanaf: str = ""
    uitkomst: str = ""
    niet_door: tuple[str, ...] = ()
    stappen: tuple[Stap, ...] = ()
    levert: tuple[Gegeven, ...] = ()
    standaard: str = ""
    toelichting: str = ""

    @property
    def wacht(self) -> bool:
        """True when the process stands still here until somebody (or another process) is done."""
        return self.soort in {"gebruikerstaak", "aanroep"}

    @property
    def heet(self) -> str:
        return f"‘{self.naam or self.id}’"


@dataclass(frozen=True)
class Stroom:
    """An arrow; `voorwaarde` is a comparison of the library beslistabel, never Python."""

    id: str
    naam: str
    van: str
    naar: str
    voorwaarde: str = ""


@dataclass(frozen=True)
class Onbekend:
    """Something in the drawing that this house does not carry out."""

    id: str
    naam: str
    tag: str
    zin: str


@dataclass(frozen=True)
class Procesdefinitie:
    """One process, complete enough to check, to draw the checklist of a task and to run."""

    sleutel: str
    naam: str
    xml: bytes
    elementen: dict[str, Element]
    stromen: tuple[Stroom, ...]
    banen: tuple[Baan, ...]
    onbekend: tuple[Onbekend, ...] = ()
    vingerafdruk: str = ""

    @cached_property
    def uitgaand(self) -> dict[str, tuple[Stroom, ...]]:
        return self._per("van")

    @cached_property
    def inkomend(self) -> dict[str, tuple[Stroom, ...]]:
        return self._per("naar")

    def _per(self, kant: str) -> dict[str, tuple[Stroom, ...]]:
        per: dict[str, list[Stroom]] = {element: [] for element in self.elementen}
        for stroom in self.stromen:
            per.setdefault(getattr(stroom, kant), []).append(stroom)
        return {element: tuple(stromen) for element, stromen in per.items()}

    def van_soort(self, *soorten: str) -> tuple[Element, ...]:
        return tuple(e for e in self.elementen.values() if e.soort in soorten)

    @property
    def gebruikerstaken(self) -> tuple[Element, ...]:
        return self.van_soort("gebruikerstaak")
