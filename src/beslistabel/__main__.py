"""``python -m beslistabel controleer FILE`` and ``… pas-toe FILE --invoer JSON``.

Exit code: 0 all well, 1 the table has findings or gives no outcome for the case, 2 the file or the
arguments cannot be used.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NoReturn

from . import BeslistabelFout, GeenRegel, MeerdereRegels, read, read_all, verify


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(
            "De opdracht klopt niet. Schrijf: python -m beslistabel controleer BESTAND, of "
            "python -m beslistabel pas-toe BESTAND --invoer '{\"kosten\": 25000}'.",
            file=sys.stderr,
        )
        raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    args = _parser().parse_args(arguments)
    try:
        return _check(args) if args.opdracht == "controleer" else _apply(args)
    except BeslistabelFout as error:
        print(error, file=sys.stderr)
        return 1 if isinstance(error, GeenRegel | MeerdereRegels) else 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m beslistabel", description="Controleert beslistabellen (DMN) en past ze toe."
    )
    commands = parser.add_subparsers(dest="opdracht", required=True)
    check = commands.add_parser("controleer", help="zoek overlap, gaten en regels die nooit gelden")
    apply = commands.add_parser("pas-toe", help="bepaal de uitkomst voor één geval")
    apply.add_argument("--invoer", required=True, help='het geval als JSON, bijvoorbeeld {"kosten": 25000}')
    for command in (check, apply):
        command.add_argument("bestand", help="een DMN-bestand")
        command.add_argument("--tabel", help="id van de tabel, als het bestand er meer heeft")
    return parser


def _check(args: argparse.Namespace) -> int:
    tables = [read(args.bestand, args.tabel)] if args.tabel else read_all(args.bestand)
    findings = [finding.as_dict() for table in tables for finding in verify(table)]
    _print(findings)
    return 1 if findings else 0


def _apply(args: argparse.Namespace) -> int:
    table = read(args.bestand, args.tabel)
    _print(table.evaluate(_case(args.invoer)).as_dict())
    return 0


def _case(text: str) -> dict[str, Any]:
    try:
        case = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise BeslistabelFout(
            f'De invoer is geen geldige JSON: {text[:60]!r}. Schrijf {{"naam": waarde}}.'
        ) from None
    if not isinstance(case, dict):
        raise BeslistabelFout('De invoer moet een JSON-object zijn, bijvoorbeeld {"kosten": 25000}.')
    return case


def _print(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    sys.exit(main())
