"""What the tests of werkwijze share: the shipped drawings with stand-in forms and services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mensen import GezinDeVries

PROCESSEN = Path(__file__).resolve().parents[2] / "processen"


def proefformulier() -> type:
    """A task form that stands in for one of another room: one question, and the first answer that the drawing allows."""
    from django import forms

    from eenplan.kern.fouten import Geweigerd
    from eenplan.werkwijze import queries
    from eenplan.werkwijze.forms import Taakformulier

    class Proefformulier(Taakformulier):
        opmerking = forms.CharField(label="Wat valt op")

        def save(self) -> dict[str, Any]:
            if self.cleaned_data["opmerking"] == "onzin":
                raise Geweigerd("Schrijf op wat u echt opviel.", veld="opmerking")
            return {g.naam: g.waarden[0] for g in queries.element_van(self.taak).levert}

    return Proefformulier


@pytest.fixture
def proefregister(monkeypatch: pytest.MonkeyPatch) -> None:
    """All form keys and services of the shipped drawings exist, whatever other rooms register; services do nothing."""
    from eenplan.werkwijze import motor, register

    register.formulieren()  # let every room register first: what is loaded later would be lost with the stand-ins
    formulier = proefformulier()
    formulieren: dict[str, Any] = {"proef.formulier": formulier}
    diensten: dict[str, Any] = {}
    for pad in PROCESSEN.glob("*.bpmn"):
        for element in motor.read(pad.read_bytes()).elementen.values():
            if element.formulier:
                formulieren[element.formulier] = formulier
            if element.dienst:
                diensten[element.dienst] = lambda **_: None
    monkeypatch.setattr(register, "_formulieren", formulieren)
    monkeypatch.setattr(register, "_diensten", diensten)


@pytest.fixture
def controle(proefregister: None) -> Callable[[bytes], list[str]]:
    """The sentences that the check says about a drawing, beside the shipped tables and processes."""
    from beslistabel import read as lees_tabel
    from eenplan.werkwijze import controle as kamer
    from eenplan.werkwijze import motor
    from eenplan.werkwijze.omgeving import bekend

    tabellen = {pad.stem: lees_tabel(pad) for pad in PROCESSEN.glob("*.dmn")}
    definities = [motor.read(pad.read_bytes()) for pad in PROCESSEN.glob("*.bpmn")]

    def zeg(xml: bytes) -> list[str]:
        definitie = motor.read(xml)
        return [b.zin for b in kamer.controleer(definitie, bekend(tabellen, [*definities, definitie]))]

    return zeg


@pytest.fixture
def dossier(waterveld: Any, gezin_de_vries: GezinDeVries, proefregister: None) -> Iterator[Any]:
    """An open dossier, with the shipped work instructions in force. Everything happens inside Waterveld."""
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import voor_organisatie
    from eenplan.kern.tijd import vandaag
    from eenplan.werkwijze import versie_actions as versies

    with voor_organisatie(waterveld):
        versies.laad_meegeleverd(door=None)
        yield Dossier.objects.create(
            organisatie=waterveld, nummer="WV-2026-00001", gezin=gezin_de_vries.gezin, geopend_op=vandaag()
        )
