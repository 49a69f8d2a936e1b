"""What the tests of werkwijze share: the shipped drawings with stand-in forms and services."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PROCESSEN = Path(__file__).resolve().parents[2] / "processen"

class ProefFormulier:
    """Stands in for a form of another room."""


@pytest.fixture
def proefregister(monkeypatch: pytest.MonkeyPatch) -> None:
    """All form keys and services of the shipped drawings exist, whatever other rooms register; services do nothing."""
    from eenplan.werkwijze import motor, register

    formulieren: dict[str, Any] = {"proef.formulier": ProefFormulier}
    diensten: dict[str, Any] = {}
    for pad in PROCESSEN.glob("*.bpmn"):
        for element in motor.read(pad.read_bytes()).elementen.values():
            if element.formulier:
                formulieren[element.formulier] = ProefFormulier
            if element.dienst:
                diensten[element.dienst] = lambda **_: None
    monkeypatch.setattr(register, "_ontdek", lambda: None)
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
