"""`vergelijk`: two or more scenarios against the first."""

from __future__ import annotations

import argparse
import json

from formatie.lezen import lees
from formatie.opdracht.simuleer import balk, gemeen
from formatie.rapport import vergelijking_in_woorden
from formatie.vergelijken import vergelijk


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument(
        "bestanden", metavar="BESTAND", nargs="+", help="scenario's (TOML); het eerste is de maat"
    )
    gemeen(ontleder)


def voer_uit(args: argparse.Namespace) -> int:
    scenarios = [lees(bestand) for bestand in args.bestanden]
    uitkomst = vergelijk(*scenarios, runs=args.runs, zaad=args.zaad, voortgang=balk())
    if args.json:
        print(json.dumps(uitkomst.als_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(vergelijking_in_woorden(uitkomst)))
    return 0
