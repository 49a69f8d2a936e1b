"""What a stored version says, read once per process of the server.

A drawing weighs some 60 kB and every step of every case needs it. A stored version never changes and its key is never
given out again, so whoever walks a case asks here, by key, and leaves the text in the database.
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

_definities: dict[int, Procesdefinitie] = {}
_tabellen: dict[int, Tabel] = {}


def definitie_van(versie_id: int) -> Procesdefinitie:
    """The process as this version draws it. Raises OnleesbaarBestand when the stored text is no BPMN."""
    return _eenmaal(_definities, WerkwijzeVersie, versie_id, motor.read)


def tabel_van(versie_id: int) -> Tabel:
    """The decision table as this version has it. Raises OnleesbaarBestand or BeslistabelFout."""
    return _eenmaal(_tabellen, TabelVersie, versie_id, tabel_uit)


def _eenmaal(bewaard: dict[int, T], model: type[Versie], pk: int, lees: Callable[[bytes], T]) -> T:
    gevonden = bewaard.get(pk)
    if gevonden is None:
        if len(bewaard) >= HOOGSTENS:
            bewaard.clear()
        gevonden = bewaard[pk] = lees(model._default_manager.only("bestand").get(pk=pk).xml)
    return gevonden
