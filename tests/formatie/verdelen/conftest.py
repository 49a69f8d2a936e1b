"""A small team that the tests know by name: Anna and Bram do everything, unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from formatie.verdelen import Medewerker, Regels, Voorstel, Zaak, verdeel

MAANDAG = date(2026, 11, 30)


@pytest.fixture
def zaak() -> Callable[..., Zaak]:
    def maak(id: str = "z1", gewicht: float = 2.0, **anders: Any) -> Zaak:
        return Zaak(id=id, gewicht=gewicht, **anders)

    return maak


@pytest.fixture
def anna() -> Medewerker:
    return Medewerker(id="anna", naam="Anna", fte=1.0)


@pytest.fixture
def bram() -> Medewerker:
    return Medewerker(id="bram", naam="Bram", fte=1.0)


@pytest.fixture
def regels() -> Regels:
    return Regels(start=MAANDAG, capaciteit_per_fte=20.0, weken=2, max_nieuw_per_week=3, max_deel_zwaar=1.0)


@pytest.fixture
def bij() -> Callable[..., dict[str, str]]:
    """Who has which case in the proposal."""

    def wie(zaken: list[Zaak], medewerkers: list[Medewerker], regels: Regels) -> dict[str, str]:
        return wie_heeft(verdeel(zaken, medewerkers, regels))

    return wie


def wie_heeft(voorstel: Voorstel) -> dict[str, str]:
    return {t.zaak: t.medewerker for t in voorstel.toewijzingen}
