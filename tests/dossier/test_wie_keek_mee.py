"""The list of who looked is for the family too: whole sentences, no codes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import eenplan
from eenplan.dossier.actions import doorbreek, maak_lid
from eenplan.dossier.inzage import GRONDEN, WAT
from eenplan.dossier.models import Dossierlid
from eenplan.kern.context import namens

LEZEND = {"_log", "log_inzage", "log_verkeer", "dossier_voor", "bericht_voor", "_schrijfdeur"}


def geschreven(naam: str) -> Iterator[str]:
    """Every word that our code gives as `naam` to what writes the read log."""
    for pad in Path(eenplan.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(pad.read_text())):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) in LEZEND
            ):
                for keyword in node.keywords:
                    if keyword.arg == naam and isinstance(keyword.value, ast.Constant):
                        yield keyword.value.value


def test_every_word_of_the_log_has_a_sentence() -> None:
    gronden = {
        *geschreven("reden"),
        *Dossierlid.Rol.values,
        "regisseur",
        "doorbreking",
        "team",
        "functie",
        "berichtenverkeer",
    }
    assert set(geschreven("wat")) - set(WAT) == set()
    assert gronden - set(GRONDEN) == set()
    assert "tweede_lezer" in gronden and "tijdlijn" in set(geschreven("wat"))


@pytest.mark.django_db
def test_the_family_reads_who_looked_and_why(
    in_regie: Any, amina: Any, bert: Any, zoe: Any, aangemeld: Any
) -> None:
    with namens(amina):
        maak_lid(dossier=in_regie, medewerker=bert, rol="tweede_lezer", door=amina)
    with namens(zoe):
        doorbreek(dossier=in_regie, reden="Crisisdienst: moeder belt, Sem is weg.", door=zoe)
    basis = f"/dossier/{in_regie.nummer}/"
    aangemeld(bert).get(f"{basis}tijdlijn/")
    aangemeld(zoe).get(basis)
    pagina = aangemeld(amina).get(f"{basis}wie-keek-mee/").content.decode()
    for zin in (
        "Leest mee als tweede lezer", "De tijdlijn", "Opende het dossier met een reden, omdat het nodig was",
        "Het overzicht van het dossier", "Is regisseur van dit gezin",
    ):  # fmt: skip
        assert zin in pagina
    assert "tweede_lezer" not in pagina
