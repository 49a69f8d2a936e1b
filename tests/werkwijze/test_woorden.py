"""A decision table as people read it: no code, no True, no None, dates and amounts as we write them."""

import re
from datetime import date
from pathlib import Path

import pytest

from beslistabel import read as lees_tabel
from eenplan.werkwijze import woorden

PROCESSEN = Path(__file__).resolve().parents[2] / "processen"


@pytest.mark.parametrize(
    ("cel", "zegt"),
    [
        ("-", "–"),
        ('"niet_voor_ons"', "niet voor ons"),
        ('not("acuut")', "niet acuut"),
        ('"veilig", "zorgen"', "veilig of zorgen"),
        ('"veilig", "zorgen", "acuut"', "veilig, zorgen of acuut"),
        ("(25000..75000]", "boven 25.000 t/m 75.000"),
        ("[0..23]", "vanaf 0 t/m 23"),
        ("<= 52", "t/m 52"),
        (">= 20000", "vanaf 20.000"),
        ("< 18", "onder 18"),
        ("> 25000", "boven 25.000"),
        ("true", "ja"),
        ('>= date("2026-12-01")', "vanaf 1 december 2026"),
        (False, "nee"),
        (3, "3"),
    ],
)
def test_a_cell_reads_as_dutch(cel: object, zegt: str) -> None:
    assert woorden.cel(cel) == zegt


@pytest.mark.parametrize(
    ("wat", "zegt"),
    [
        (None, "niet ingevuld"),
        ("", "niet ingevuld"),
        (True, "ja"),
        ("2026-11-22", "22 november 2026"),
        (date(2027, 3, 1), "1 maart 2027"),
        (71121.96, "71.121,96"),
        (40, "40"),
        ("zin", "zorg in natura"),
        ("zorgcoordinatie", "zorgcoördinatie"),
        (["wmo", "zvw"], "Wmo, Zorgverzekeringswet"),
    ],
)
def test_what_was_filled_in_reads_as_dutch(wat: object, zegt: str) -> None:
    assert woorden.waarde(wat) == zegt


def test_an_amount_carries_its_sign() -> None:
    assert woorden.waarde(12872.5, euro=True) == "€\u00a012.872,50"
    assert woorden.cel("<= 25000", euro=True) == "t/m €\u00a025.000"
    assert woorden.titel("Kosten per jaar (euro)") == "Kosten per jaar"


@pytest.mark.parametrize("bestand", sorted(PROCESSEN.glob("*.dmn")), ids=lambda pad: pad.stem)
def test_a_shipped_table_shows_no_code(bestand: Path) -> None:
    beeld = woorden.beeld(lees_tabel(bestand.read_bytes()))
    cellen = [cel for rij in beeld.rijen for cel in [*rij.vraagt, *rij.geeft]]
    for tekst in [*beeld.vraagt, *beeld.geeft, *cellen]:
        assert not re.search(r'_|\btrue\b|\bfalse\b|None|True|False|["<>\[\]]|coordinatie', tekst), tekst
