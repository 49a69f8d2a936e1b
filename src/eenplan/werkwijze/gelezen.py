"""What a stored version says, read once per process of the server.

A drawing weighs some 60 kB and every step of every case needs it. Its text never changes once stored, so whoever walks
a case leaves it in the database (`.defer("bestand")`) and asks here, by fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from beslistabel import Tabel

from . import motor
from .definitie import Procesdefinitie
from .models import TabelVersie, Versie, WerkwijzeVersie
from .omgeving import tabel_uit

T = TypeVar("T")

HOOGSTENS = 256  # versions kept in memory, of all organisations together

_definities: dict[str, Procesdefinitie] = {}
_tabellen: dict[str, Tabel] = {}


def definitie_van(versie: WerkwijzeVersie) -> Procesdefinitie:
    """The process as this version draws it. Raises OnleesbaarBestand when the stored text is no BPMN."""
    return _eenmaal(_definities, versie, motor.read)


def tabel_van(versie: TabelVersie) -> Tabel:
    """The decision table as this version has it. Raises OnleesbaarBestand or BeslistabelFout."""
    return _eenmaal(_tabellen, versie, tabel_uit)


def _eenmaal(bewaard: dict[str, T], versie: Versie, lees: Callable[[bytes], T]) -> T:
    gevonden = bewaard.get(versie.vingerafdruk)
    if gevonden is None:
        if len(bewaard) >= HOOGSTENS:
            bewaard.clear()
        gevonden = bewaard[versie.vingerafdruk] = lees(versie.xml)
    return gevonden
