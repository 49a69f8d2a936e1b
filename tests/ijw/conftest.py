"""What the tests of ijw share: the reference data and the official schemas beside the checkout."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

GEDEELD = Path(__file__).resolve().parents[3] / "shared" / "ijw"


@pytest.fixture(scope="session")
def gedeeld() -> Path:
    """The reference data; a test that needs it fails with a sentence when it is not there."""
    if not (GEDEELD / "xsd").is_dir():
        pytest.fail(
            f"De referentiegegevens van iJw ontbreken. Zet de map met xsd/, voorbeelden/ en regels.csv in {GEDEELD}. "
            "Zonder die map kan deze test het oordeel van de officiële schema's niet vergelijken.",
            pytrace=False,
        )
    return GEDEELD


@pytest.fixture(scope="session")
def officieel(gedeeld: Path) -> Callable[[str], etree.XMLSchema]:
    """The official schema of a message."""
    return cache(lambda naam: etree.XMLSchema(etree.parse(gedeeld / "xsd" / f"{naam}.xsd")))


@pytest.fixture
def voorbeeld(gedeeld: Path) -> Callable[[str], bytes]:
    """The sample message of the standard."""
    return lambda naam: (gedeeld / "voorbeelden" / f"{naam}.xml").read_bytes()
