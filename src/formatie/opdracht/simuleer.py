"""`simuleer`: a scenario, many times."""

from __future__ import annotations

import argparse
import json
import sys

from formatie.lezen import lees
from formatie.rapport import uitkomst_in_woorden
from formatie.simuleren import simuleer


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("bestand", metavar="BESTAND", help="een scenario (TOML)")
    gemeen(ontleder)


def gemeen(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--runs", type=int, metavar="N", help="hoe vaak; anders zoals in het bestand")
    ontleder.add_argument("--zaad", type=int, metavar="N", help="ander toeval; anders zoals in het bestand")
    ontleder.add_argument("--json", action="store_true", help="schrijf de uitkomst als JSON")


def voer_uit(args: argparse.Namespace) -> int:
    uitkomst = simuleer(lees(args.bestand), runs=args.runs, zaad=args.zaad, voortgang=balk())
    if args.json:
        print(json.dumps(uitkomst.als_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(uitkomst_in_woorden(uitkomst)))
    return 0


def balk() -> Balk | None:
    """A progress line, when somebody is looking."""
    return Balk() if sys.stderr.isatty() else None


class Balk:
    """Writes how far it is on the terminal and wipes that when it is done."""

    def __call__(self, klaar: int, van: int) -> None:
        einde = "\r" + " " * 40 + "\r" if klaar == van else ""
        print(f"\r{klaar} van {van} runs{einde}", end="", file=sys.stderr, flush=True)
