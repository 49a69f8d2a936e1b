"""The code lists of the standard, embedded: `codelijsten.csv` (message lists) and COD032 (countries).

The tables are facts of iJw 3.2, copied once; a test compares them with the reference data. Transport
error lists (Fo01, BRS) are carried along for the rooms that talk to the hub.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def codelijst(naam: str) -> dict[str, str]:
    """Meaning per code of the list with this name, in the order of the standard; KeyError when unknown."""
    return _lijsten()[naam]


@cache
def _lijsten() -> dict[str, dict[str, str]]:
    lijsten: dict[str, dict[str, str]] = {}
    for rij in _rijen("codelijsten.csv"):
        lijsten.setdefault(rij["lijst"], {})[rij["code"]] = rij["betekenis"]
    for rij in _rijen("landen.csv"):
        lijsten.setdefault(rij["lijst"], {})[rij["code"]] = rij["naam"]
    return lijsten


def _rijen(bestand: str) -> list[dict[str, str]]:
    tekst = files("ijw").joinpath(bestand).read_text(encoding="utf-8")
    return list(csv.DictReader(tekst.splitlines()))
