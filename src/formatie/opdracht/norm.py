"""`norm`: the work model of a file."""

from __future__ import annotations

import argparse
import json

from formatie.lezen import lees
from formatie.rapport import norm_in_woorden
from formatie.werkmodel import norm


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("bestand", metavar="BESTAND", help="een scenario (TOML)")
    ontleder.add_argument("--json", action="store_true", help="schrijf de uitkomst als JSON")


def voer_uit(args: argparse.Namespace) -> int:
    uitkomst = norm(lees(args.bestand))
    if args.json:
        print(json.dumps(uitkomst.als_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(norm_in_woorden(uitkomst)))
    return 0
