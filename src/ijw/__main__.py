"""The command line: `python -m ijw controleer BESTAND…`, `toon BESTAND` and `naslag MAP`.

Exit code 0: all good; 1: a message has findings; 2: a file cannot be read at all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, time
from pathlib import Path
from typing import Any

import ijw
from ijw.bevinding import Bevinding
from ijw.referentie import naslag
from ijw.soorten import Code


def main(argumenten: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    ontleder = argparse.ArgumentParser(prog="python -m ijw", description="Lees en controleer iJw-berichten.")
    opdrachten = ontleder.add_subparsers(dest="opdracht", required=True, metavar="opdracht")
    controleer = opdrachten.add_parser("controleer", help="controleer berichten; per bestand één regel JSON")
    controleer.add_argument("bestanden", nargs="+", metavar="BESTAND")
    toon = opdrachten.add_parser("toon", help="laat een bericht leesbaar zien")
    toon.add_argument("bestand", metavar="BESTAND")
    naslag_ = opdrachten.add_parser("naslag", help="schrijf de naslag van alle berichten in een map")
    naslag_.add_argument("map", metavar="MAP")
    keuze = ontleder.parse_args(argumenten)
    try:
        match keuze.opdracht:
            case "controleer":
                return _controleer(keuze.bestanden)
            case "toon":
                return _toon(keuze.bestand)
        return _naslag(Path(keuze.map))
    except BrokenPipeError:  # the reader of our output has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fout:
        print(f"Het bestand {fout.filename} kan niet worden gelezen: {fout.strerror}.", file=sys.stderr)
        return 2


def _controleer(bestanden: list[str]) -> int:
    alles_goed = True
    for bestand in bestanden:
        data = Path(bestand).read_bytes()
        bevindingen = ijw.controleer(data)
        alles_goed &= not bevindingen
        uitkomst = {
            "bestand": bestand,
            "bericht": _naam(data),
            "goed": not bevindingen,
            "bevindingen": [_als_json(bevinding) for bevinding in bevindingen],
        }
        print(json.dumps(uitkomst, ensure_ascii=False))
    return 0 if alles_goed else 1


def _als_json(bevinding: Bevinding) -> dict[str, Any]:
    velden = asdict(bevinding)
    return {naam: velden[naam] for naam in ("regel", "niveau", "pad", "retourcode", "tekst")}


def _naam(data: bytes) -> str | None:
    try:
        return ijw.herken_bericht(data).NAAM
    except ijw.IjwFout:
        return None


def _toon(bestand: str) -> int:
    try:
        bericht = ijw.parse(Path(bestand).read_bytes())
    except ijw.IjwFout as fout:
        print(fout, file=sys.stderr)
        return 1
    print(f"{bericht.NAAM} (iJw {bericht.VERSIE.naam})")
    for regel in _regels(bericht, 1):
        print(regel)
    return 0


def _naslag(map_: Path) -> int:
    map_.mkdir(parents=True, exist_ok=True)
    for naam, pagina in naslag().items():
        (map_ / naam).write_text(pagina, encoding="utf-8")
    return 0


def _regels(waarde: Any, diepte: int) -> Iterator[str]:
    inspringing = "  " * diepte
    for veld in waarde.VORM.velden:
        inhoud = getattr(waarde, veld.naam)
        delen = inhoud if isinstance(inhoud, tuple) else (inhoud,)
        for nummer, deel in enumerate(delen, start=1):
            naam = f"{veld.item} {nummer}" if veld.item else veld.naam
            if hasattr(deel, "VORM"):
                yield f"{inspringing}{naam}"
                yield from _regels(deel, diepte + 1)
            elif deel is not None:
                yield f"{inspringing}{naam}: {_leesbaar(deel, veld.soort)}"


def _leesbaar(waarde: Any, soort: Any) -> str:
    if isinstance(soort, Code):
        return f"{waarde} ({soort.codes[waarde]})"
    return waarde.isoformat() if isinstance(waarde, date | time) else str(waarde)


if __name__ == "__main__":
    sys.exit(main())
