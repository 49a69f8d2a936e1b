"""What the measurements share: one JSON line each, and a Waterveld of the size that is asked for.

A measurement is {"meting", "waarde", "eenheid", "grens", "gehaald"}; `grens` is the most it may be.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
VAR = PROJECT / "var" / "bench"


def meld(meting: str, waarde: float, eenheid: str, grens: float | None) -> bool:
    """Print the line; True when the value is within its limit (or there is none)."""
    gehaald = grens is None or waarde <= grens
    print(
        json.dumps(
            {
                "meting": meting,
                "waarde": round(waarde, 1),
                "eenheid": eenheid,
                "grens": grens,
                "gehaald": gehaald,
            }
        ),
        flush=True,
    )
    return gehaald


def meld_minstens(meting: str, waarde: float, eenheid: str, grens: float) -> bool:
    """The same for a value that must be at least its limit."""
    print(
        json.dumps(
            {
                "meting": meting,
                "waarde": round(waarde, 1),
                "eenheid": eenheid,
                "grens": grens,
                "gehaald": waarde >= grens,
            }
        ),
        flush=True,
    )
    return waarde >= grens


def opties(gezinnen: int, **anders: Any) -> argparse.Namespace:
    """The options of a measurement on a loaded Waterveld."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--gezinnen", type=int, default=gezinnen, help=f"grootte van de databank ({gezinnen})"
    )
    for naam, waarde in anders.items():
        parser.add_argument(f"--{naam}", type=type(waarde), default=waarde)
    return parser.parse_args()


def omgeving(gezinnen: int) -> dict[str, str]:
    """The environment with a folder of its own per size, so that a next run finds it loaded."""
    return os.environ | {
        "EENPLAN_VAR": str(VAR if gezinnen == 100_000 else VAR.with_name(f"bench-{gezinnen}"))
    }


def zet_klaar(gezinnen: int) -> float | None:
    """Load Waterveld with so many families where that was not done; seconds it took, None when it was there.

    After this call Django is set up in this process on that database.
    """
    os.environ.update(omgeving(gezinnen))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
    klaar = Path(os.environ["EENPLAN_VAR"]) / "geladen"
    duur = None
    if not klaar.exists():
        subprocess.run([sys.executable, "-m", "eenplan", "migreer", "-v0"], check=True)
        begin = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "eenplan", "demo", "--gezinnen", str(gezinnen)],
            check=True,
            stdout=sys.stderr,
        )
        duur = time.monotonic() - begin
        klaar.write_text(f"{duur:.1f}\n")
    import django

    from eenplan.kern import ingebed

    if not os.environ.get("DATABASE_URL"):
        ingebed.start()
    django.setup()
    return duur
