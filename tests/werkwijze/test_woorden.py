"""Cells of a table as people read them."""

import pytest

from eenplan.werkwijze.templatetags.beslistabel import celtekst


@pytest.mark.parametrize(
    ("cel", "woorden"),
    [
        ("-", "–"),
        ('"niet_voor_ons"', "niet voor ons"),
        ('not("acuut")', "niet acuut"),
        ('"veilig", "zorgen"', "veilig of zorgen"),
        ("(25000..75000]", "boven 25.000 t/m 75.000"),
        ("<= 52", "t/m 52"),
        (">= 20000", "vanaf 20.000"),
        ("< 18", "onder 18"),
        ("> 25000", "boven 25.000"),
        ("true", "ja"),
        (False, "nee"),
        (3, "3"),
    ],
)
def test_a_cell_reads_as_dutch(cel: object, woorden: str) -> None:
    assert celtekst(cel) == woorden
