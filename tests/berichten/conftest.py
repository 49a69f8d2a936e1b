"""The same family and providers as in the tests of care."""

from __future__ import annotations

import fcntl
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Toewijzing

_spec = importlib.util.spec_from_file_location(
    "zorg_in_waterveld", Path(__file__).parents[1] / "zorg" / "conftest.py"
)
assert _spec and _spec.loader
_zorg = sys.modules["zorg_in_waterveld"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_zorg)
bo, aanbod, dossier, eigenaar_wist = _zorg.bo, _zorg.aanbod, _zorg.dossier, _zorg.eigenaar_wist


@pytest.fixture(autouse=True)
def alleen_aan_de_uitbak() -> Iterator[None]:
    """One test at a time looks into the folder for outgoing messages, whichever process it runs in."""
    from eenplan.kern import paden

    with open(paden.var() / "uitbak.slot", "w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


@pytest.fixture
def begeleiding_sem(dossier: object, aanbod: object, gezin_de_vries: object, amina: Medewerker) -> Toewijzing:
    """Sem has coaching by De Terp, four hours a week for half a year from today."""
    from datetime import timedelta

    from eenplan.kern.context import namens
    from eenplan.kern.tijd import vandaag
    from eenplan.zorg import actions as zorg

    with namens(amina):
        return zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=vandaag(),
            eind=vandaag() + timedelta(days=181), volume=4, frequentie="2", besluit_nummer="WV-B-12", door=amina,
        )  # fmt: skip


@pytest.fixture
def uitbak(settings: object) -> Path:
    """An empty outbox."""
    from eenplan.kern import paden

    for deel in ("uit", "opgehaald", "in", "verwerkt"):
        for bestand in paden.var("berichten", "0001", deel).iterdir():
            bestand.unlink()
    return paden.var("berichten", "0001", "uit")
