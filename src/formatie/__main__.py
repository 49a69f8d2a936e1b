"""The command line: `python -m formatie norm BESTAND`, `simuleer`, `vergelijk`, `ijk`, `verdeel`
and `bench`.

Each command is a module with `argumenten(ontleder)` and `voer_uit(args)`, imported only when it is asked for.
Exit code 0: done; 1: a measurement missed its limit; 2: the input cannot be used.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from formatie.fout import FormatieFout

OPDRACHTEN = {
    "norm": ("formatie.opdracht.norm", "uren per zaak en per fte, en welke formatie daarbij past"),
    "simuleer": (
        "formatie.opdracht.simuleer",
        "speel de komende jaren vele keren na: wachtlijst, wachttijd, bezetting",
    ),
    "vergelijk": (
        "formatie.opdracht.vergelijk",
        "leg scenario's naast elkaar, met dezelfde gezinnen en hetzelfde toeval",
    ),
    "ijk": ("formatie.opdracht.ijk", "haal instroom, duur en uren uit uw eigen geschiedenis (CSV)"),
    "verdeel": ("formatie.verdelen.opdracht", "stel voor wie welke wachtende zaak neemt"),
    "bench": ("formatie.opdracht.bench", "meet de snelheid; per meting één regel JSON"),
}

# What argparse says in English, and what we say instead.
_VERTALING = (
    (r"the following arguments are required: (.+)", r"Dit ontbreekt nog: \1."),
    (r"unrecognized arguments: (.+)", r"Dit hoort er niet bij: \1. Haal het weg of verbeter het."),
    (r"argument (\S+): expected .*", r"Achter \1 hoort een waarde."),
    (r"argument (\S+): invalid int value: ('.*')", r"\1: \2 is geen heel getal."),
)


class _Ontleder(argparse.ArgumentParser):
    """An argparse that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        for engels, nederlands in _VERTALING:
            if gevonden := re.fullmatch(engels, message):
                raise FormatieFout(gevonden.expand(nederlands))
        raise FormatieFout(f"De opdracht is niet te lezen ({message}).")


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    woorden = list(sys.argv[1:] if argumenten is None else argumenten)
    if not woorden or woorden[0] in ("-h", "--help", "--hulp"):
        print(_hulp())
        return 0 if woorden else 2
    try:
        if woorden[0] not in OPDRACHTEN:
            raise FormatieFout(f"De opdracht '{woorden[0]}' bestaat niet. Kies uit: {', '.join(OPDRACHTEN)}.")
        naam, uitleg = OPDRACHTEN[woorden[0]]
        opdracht = importlib.import_module(naam)
        ontleder = _Ontleder(prog=f"python -m formatie {woorden[0]}", description=uitleg, allow_abbrev=False)
        opdracht.argumenten(ontleder)
        return int(opdracht.voer_uit(ontleder.parse_args(woorden[1:])))
    except FormatieFout as fout:
        print(f"{fout}\nHulp: python -m formatie --help", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _hulp() -> str:
    regels = [f"  {naam.ljust(10)} {uitleg}" for naam, (_, uitleg) in OPDRACHTEN.items()]
    return "\n".join(
        [
            "Welke formatie past, en wat doet die met de wachtlijst?",
            "",
            *regels,
            "",
            "Meer over een opdracht: python -m formatie simuleer --help",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
