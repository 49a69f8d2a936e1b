"""The command line: `python -m termijn eind START DUUR …` and `python -m termijn soorten`."""

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from .duur import Duur
from .fout import TermijnFout
from .kalender import parse_datum
from .soorten import termijnsoorten
from .termijnen import Opschorting, Termijn, Verdaging

HULP = """\
Reken uit wanneer een termijn eindigt, en waarom.

  python -m termijn eind START DUUR [opties]
  python -m termijn soorten

START  de dag waarna de termijn begint, als jaar-maand-dag: 2026-11-22
DUUR   de lengte: P6W (6 weken), P5D (5 dagen), P3M (3 maanden), P1Y (1 jaar)

Opties bij eind:
  --werkdagen             tel alleen werkdagen; de duur is dan in dagen
  --opgeschort VAN TOT    eerste en laatste dag van de opschorting, allebei meegeteld;
                          schrijf 'open' als TOT nog niet bekend is; mag vaker
  --verdaagd DUUR         verleng de termijn; mag vaker
  --niet-wettelijk        de termijn staat niet in een wet: het eind schuift niet naar een werkdag

Op de eerste regel staat alleen de einddatum, of 'onbekend' bij een open opschorting.
Daaronder staat stap voor stap waarom.
"""

# What argparse says in English, and what we say instead.
_VERTALING = (
    (r"argument (\S+): expected 2 arguments", r"Achter \1 horen twee datums: VAN en TOT."),
    (r"argument (\S+): expected one argument", r"Achter \1 hoort een duur, bijvoorbeeld P6W."),
    (
        r"the following arguments are required: opdracht",
        r"Er staat geen opdracht. Schrijf 'eind' of 'soorten'.",
    ),
    (r"the following arguments are required: (.+)", r"Dit ontbreekt nog: \1."),
    (
        r"argument opdracht: invalid choice: ('\S+').*",
        r"De opdracht \1 bestaat niet. Schrijf 'eind' of 'soorten'.",
    ),
    (r"unrecognized arguments: (.+)", r"Dit hoort er niet bij: \1. Haal het weg of verbeter het."),
)


class _Parser(argparse.ArgumentParser):
    """An argparse that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        for engels, nederlands in _VERTALING:
            if gevonden := re.fullmatch(engels, message):
                raise TermijnFout(gevonden.expand(nederlands))
        raise TermijnFout(f"De opdracht is niet te lezen ({message}).")

    def format_help(self) -> str:
        return HULP


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, or 2 when the input is wrong."""
    try:
        opdracht = _parser().parse_args(argv)
        regels = _soorten() if opdracht.opdracht == "soorten" else _eind(opdracht)
    except TermijnFout as fout:
        print(f"{fout}\nHulp: python -m termijn --help", file=sys.stderr)
        return 2
    print("\n".join(regels))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m termijn", allow_abbrev=False)
    opdrachten = parser.add_subparsers(dest="opdracht", required=True)
    eind = opdrachten.add_parser("eind", allow_abbrev=False)
    eind.add_argument("start", metavar="START")
    eind.add_argument("duur", metavar="DUUR")
    eind.add_argument("--werkdagen", action="store_true")
    eind.add_argument("--opgeschort", nargs=2, action="append", default=[])
    eind.add_argument("--verdaagd", action="append", default=[])
    eind.add_argument("--niet-wettelijk", action="store_true")
    opdrachten.add_parser("soorten", allow_abbrev=False)
    return parser


def _eind(opdracht: argparse.Namespace) -> list[str]:
    termijn = Termijn(
        parse_datum(opdracht.start, "START"),
        Duur.parse(opdracht.duur),
        werkdagen=opdracht.werkdagen,
        wettelijk=not opdracht.niet_wettelijk,
        opschortingen=tuple(_opschorting(van, tot) for van, tot in opdracht.opgeschort),
        verdagingen=tuple(Verdaging(Duur.parse(duur)) for duur in opdracht.verdaagd),
    )
    return [termijn.eind.isoformat() if termijn.eind else "onbekend", *termijn.uitleg()]


def _opschorting(van: str, tot: str) -> Opschorting:
    return Opschorting(
        parse_datum(van, "VAN bij --opgeschort"),
        None if tot == "open" else parse_datum(tot, "TOT bij --opgeschort"),
    )


def _soorten() -> list[str]:
    rijen = [("sleutel", "duur", "telt", "wettelijk", "instelbaar", "naam", "bron")]
    rijen += [
        (
            soort.sleutel,
            str(soort.duur),
            "werkdagen" if soort.werkdagen else "dagen",
            "ja" if soort.wettelijk else "nee",
            "ja" if soort.instelbaar else "nee",
            soort.naam,
            soort.bron,
        )
        for soort in termijnsoorten().values()
    ]
    breedtes = [max(map(len, kolom)) for kolom in zip(*rijen, strict=True)]
    return [
        "  ".join(cel.ljust(breedte) for cel, breedte in zip(rij, breedtes, strict=True)).rstrip()
        for rij in rijen
    ]


if __name__ == "__main__":
    sys.exit(main())
