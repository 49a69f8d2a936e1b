"""What exists around a drawing: for an organisation from its adopted versions, on the command line from files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from beslistabel import Tabel
from beslistabel import read as lees_tabel
from eenplan.organisatie.models import Functie
from termijn import termijnsoorten

from . import motor, register
from .controle import Bekend
from .definitie import Procesdefinitie
from .lezen import GROOTSTE_BESTAND, OnleesbaarBestand, veilige_boom
from .models import TabelVersie, WerkwijzeVersie


def tabel_uit(xml: bytes) -> Tabel:
    """The decision table in a DMN file. OnleesbaarBestand or BeslistabelFout when there is none."""
    veilige_boom(xml, wat="DMN-bestand")
    return _tabel(xml)


@lru_cache(maxsize=128)
def _tabel(xml: bytes) -> Tabel:
    return lees_tabel(xml)


def eindes(definitie: Procesdefinitie) -> frozenset[str]:
    """The ways in which this process can end, as a call to it may read them."""
    return frozenset(e.uitkomst for e in definitie.van_soort("eind") if e.uitkomst)


def bekend(tabellen: Mapping[str, Tabel], definities: Iterable[Procesdefinitie]) -> Bekend:
    """Forms and services as registered, with these tables and processes."""
    return Bekend(
        formulieren=frozenset(register.formulieren()),
        diensten=frozenset(register.diensten()),
        functies=frozenset(Functie.values),
        tabellen=dict(tabellen),
        processen={d.sleutel: eindes(d) for d in definities},
        termijnen=frozenset(termijnsoorten()),
    )


def in_gebruik(
    *, extra_tabellen: Mapping[str, Tabel] | None = None, extra_definities: Iterable[Procesdefinitie] = ()
) -> Bekend:
    """What is in force in the organisation of this transaction, with what is being loaded put over it."""
    geldend = {"vastgesteld_op__isnull": False, "ingetrokken_op__isnull": True}
    tabellen = {
        v.beslistabel.sleutel: tabel_uit(v.xml)
        for v in TabelVersie.objects.filter(**geldend).select_related("beslistabel")
    }
    definities = {
        d.sleutel: d for d in (motor.read(v.xml) for v in WerkwijzeVersie.objects.filter(**geldend))
    }
    definities |= {d.sleutel: d for d in extra_definities}
    return bekend(tabellen | dict(extra_tabellen or {}), definities.values())


def meegeleverd() -> Path:
    """The folder with the shipped processes and tables."""
    from eenplan.kern.paden import PROJECT

    return PROJECT / "processen"


def lees_bestand(pad: Path) -> bytes:
    """Read at most what a drawing may weigh."""
    if not pad.is_file():
        raise OnleesbaarBestand("Dit bestand bestaat niet. Controleer de naam.")
    with pad.open("rb") as bestand:
        return bestand.read(GROOTSTE_BESTAND + 1)
