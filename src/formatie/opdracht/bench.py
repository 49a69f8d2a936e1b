"""`bench`: the speed of the library."""

from __future__ import annotations

import argparse

from formatie.bench import meet


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--json", action="store_true", help="altijd zo: elke meting is één regel JSON")


def voer_uit(args: argparse.Namespace) -> int:
    return meet()
