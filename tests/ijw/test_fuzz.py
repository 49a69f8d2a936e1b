"""Random and damaged input gets an outcome: never another error, never slow, never much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

AANTAL = 100_000 if os.environ.get("EENPLAN_LANG") else 3_000


def test_beschadigde_berichten_krijgen_altijd_een_uitkomst() -> None:
    opdracht = [sys.executable, str(Path(__file__).with_name("fuzz.py")), str(AANTAL), "20261122"]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr[-3000:]
    uitkomst = json.loads(klaar.stdout)
    assert uitkomst["langst"] < 1 and uitkomst["piek_mb"] < 200, uitkomst
    goed, vorm, binnen, eerder, buiten = uitkomst["niveaus"]
    assert min(goed, vorm, binnen, eerder + buiten) > AANTAL / 200, "de schade hoort alle niveaus te raken"
