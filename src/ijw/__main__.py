"""The command line: `python -m ijw controleer BESTAND…`, `retour BESTAND`, `toon BESTAND`, `bench` and `naslag MAP`.

With `--eerder BESTAND…` (the messages that went before, in order) a message is checked on levels 3 and 4 too.
Exit code 0: all good; 1: a message has findings; 2: a file cannot be read at all.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, time
from pathlib import Path
from typing import Any

import ijw
from ijw.bench import meet
from ijw.bevinding import Bevinding
from ijw.referentie import naslag
from ijw.soorten import Code


def main(argumenten: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    ontleder = argparse.ArgumentParser(prog="python -m ijw", description="Lees en controleer iJw-berichten.")
    opdrachten = ontleder.add_subparsers(dest="opdracht", required=True, metavar="opdracht")
    controleer = opdrachten.add_parser("controleer", help="controleer berichten; per bestand één regel JSON")
    controleer.add_argument("bestanden", nargs="+", metavar="BESTAND")
    retour = opdrachten.add_parser(
        "retour", help="schrijf het antwoord op een bericht: het retourbericht of de JW325"
    )
    retour.add_argument("bestand", metavar="BESTAND")
    retour.add_argument(
        "--identificatie", default="", help="van het antwoord; anders R met die van het bericht"
    )
    for ontleder_ in (controleer, retour):
        ontleder_.add_argument(
            "--eerder",
            nargs="+",
            default=[],
            metavar="BESTAND",
            help="berichten die eraan voorafgingen, op volgorde",
        )
        ontleder_.add_argument(
            "--op",
            type=date.fromisoformat,
            default=date.today(),
            metavar="DATUM",
            help="in plaats van vandaag",
        )
    bench = opdrachten.add_parser("bench", help="meet de snelheid; per meting één regel JSON")
    bench.add_argument("--berichten", type=int, default=2000, metavar="N")
    bench.add_argument("--xsd", type=Path, metavar="MAP", help="meet tegen de schema's in deze map")
    toon = opdrachten.add_parser("toon", help="laat een bericht leesbaar zien")
    toon.add_argument("bestand", metavar="BESTAND")
    naslag_ = opdrachten.add_parser("naslag", help="schrijf de naslag van alle berichten in een map")
    naslag_.add_argument("map", metavar="MAP")
    keuze = ontleder.parse_args(argumenten)
    try:
        return _OPDRACHTEN[keuze.opdracht](keuze)
    except BrokenPipeError:  # the reader of our output has seen enough, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fout:
        return _onleesbaar(fout)


def _onleesbaar(fout: OSError) -> int:
    print(f"Het bestand {fout.filename} kan niet worden gelezen: {fout.strerror}.", file=sys.stderr)
    return 2


def _controleer(bestanden: list[str], administratie: ijw.Geheugen | None) -> int:
    code = 0
    for bestand in bestanden:
        try:
            data = Path(bestand).read_bytes()
        except OSError as fout:
            code = _onleesbaar(fout)
            continue
        bevindingen = ijw.controleer(data, administratie)
        code = max(code, int(bool(bevindingen)))
        uitkomst = {
            "bestand": bestand,
            "bericht": _naam(data),
            "goed": not bevindingen,
            "bevindingen": [_als_json(bevinding) for bevinding in bevindingen],
        }
        print(json.dumps(uitkomst, ensure_ascii=False))
    return code


def _administratie(keuze: argparse.Namespace) -> ijw.Geheugen | None:
    """What the earlier messages say; without any, only levels 1 and 2 can be judged."""
    if not keuze.eerder:
        return None
    geheugen = ijw.Geheugen(keuze.op)
    for bestand in keuze.eerder:
        try:
            geheugen.verwerk(ijw.parse(Path(bestand).read_bytes()))
        except ijw.IjwFout as fout:
            print(f"{bestand} telt niet mee als eerder bericht: {fout}", file=sys.stderr)
    return geheugen


def _retour(keuze: argparse.Namespace) -> int:
    """The answer on standard output; with a fault of level 1 there is none, only the findings."""
    try:
        bericht = ijw.parse(Path(keuze.bestand).read_bytes())
    except ijw.IjwFout as fout:
        print(f"{fout}\nOp een fout op niveau 1 volgt een foutmelding, geen retourbericht.", file=sys.stderr)
        return 1
    bevindingen = ijw.beoordeel(bericht, _administratie(keuze))
    header: Any = bericht.Header  # type: ignore[attr-defined]
    eigen = keuze.identificatie or f"R{header.BerichtIdentificatie.Identificatie}"[:12]
    try:
        terug = ijw.antwoord(bericht, bevindingen, identificatie=eigen, dagtekening=keuze.op)
    except ValueError as fout:
        print(fout, file=sys.stderr)
        return 1
    sys.stdout.buffer.write(ijw.build(terug))
    sys.stdout.flush()
    for bevinding in bevindingen:
        print(bevinding, file=sys.stderr)
    return int(bool(bevindingen))


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


_OPDRACHTEN: dict[str, Callable[[argparse.Namespace], int]] = {
    "controleer": lambda keuze: _controleer(keuze.bestanden, _administratie(keuze)),
    "retour": _retour,
    "toon": lambda keuze: _toon(keuze.bestand),
    "bench": lambda keuze: meet(keuze.berichten, keuze.xsd),
    "naslag": lambda keuze: _naslag(Path(keuze.map)),
}


if __name__ == "__main__":
    sys.exit(main())
