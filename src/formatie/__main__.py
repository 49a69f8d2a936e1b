"""``python -m formatie verdeel FILE``."""

import argparse
import sys
from collections.abc import Sequence

from .verdelen import opdracht as verdeel_opdracht


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m formatie")
    opdrachten = parser.add_subparsers(dest="opdracht", required=True)
    verdeel_opdracht.voeg_toe(opdrachten)
    args = parser.parse_args(arguments)
    return int(args.voer_uit(args))


if __name__ == "__main__":
    sys.exit(main())
