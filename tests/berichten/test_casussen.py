"""The practice cases of the standard, each played against Eenplan through its inbox and outbox, step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

from eenplan.berichten.casus.lezen import lees
from eenplan.berichten.casus.spelen import Speler

pytestmark = pytest.mark.django_db
CASUSSEN = Path(__file__).resolve().parents[3] / "shared" / "ijw" / "casussen"
BESTANDEN = sorted(CASUSSEN.glob("[0-9]*.yaml"))


def test_alle_casussen_zijn_er(shared: Path) -> None:
    assert len(BESTANDEN) == 23


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda bestand: bestand.stem)
def test_een_casus_stap_voor_stap(bestand: Path, tmp_path: Path) -> None:
    for uitslag in Speler(lees(bestand), tmp_path).speel():
        assert uitslag.verschillen == (), f"stap {uitslag.nr} ({uitslag.bericht})"
