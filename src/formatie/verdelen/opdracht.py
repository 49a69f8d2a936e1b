"""``python -m formatie verdeel FILE [--json]``.

Exit code: 0 a proposal, 1 a proposal in which cases wait that nobody in the team may take, 2 the file cannot be used.
"""

import argparse
import json
import sys

from .fout import VerdeelFout
from .lezen import lees
from .vastzetten import getal
from .verdeling import verdeel
from .voorstel import Voorstel

_SECONDEN = 5.0


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ontleder.add_argument("bestand", help="een TOML- of JSON-bestand met regels, medewerkers en zaken")
    ontleder.add_argument("--json", action="store_true", help="het hele voorstel als JSON")
    ontleder.add_argument(
        "--seconden", type=_seconden, default=_SECONDEN, help="zoek hoogstens ongeveer zo lang (5)"
    )


def voer_uit(args: argparse.Namespace) -> int:
    """Print the proposal; returns the exit code."""
    try:
        voorstel = verdeel(*lees(args.bestand), grens_seconden=args.seconden)
    except VerdeelFout as fout:
        print(fout, file=sys.stderr)
        return 2
    if args.json:
        print(json.dumps(voorstel.as_dict(), ensure_ascii=False, indent=2))
    else:
        print(_tekst(voorstel))
    return 1 if any(wacht.soort == "niemand_mag" for wacht in voorstel.wachtend) else 0


def _seconden(tekst: str) -> float:
    try:
        seconden = float(tekst)
    except ValueError:
        seconden = 0.0
    if not 0 < seconden <= 3600:
        raise argparse.ArgumentTypeError("Geef een aantal seconden boven 0, hoogstens 3600.")
    return seconden


def _tekst(voorstel: Voorstel) -> str:
    regels = [*voorstel.meldingen, ""] if voorstel.meldingen else []
    for t in voorstel.toewijzingen:
        week = f", week {t.week}" if t.week else ""
        regels.append(f"{t.zaak} → {t.medewerker} ({t.soort}{week}). {t.reden}")
        if t.alternatief:
            regels.append(f"    Anders: {t.alternatief.uitleg}")
        elif t.geen_alternatief and t.soort != "blijft":
            regels.append(f"    Anders: {t.geen_alternatief}")
    for w in voorstel.wachtend:
        regels.append(f"{w.zaak} wacht. {w.reden}")
    regels.append("")
    for stand in voorstel.medewerkers:
        regels.append(
            f"{stand.medewerker}: {getal(stand.belasting)} van {getal(stand.capaciteit)} ({stand.benut:.0%}), "
            f"{stand.zaken_erbij} erbij, {stand.zaken_weg} weg"
        )
    regels.append("")
    regels.append(
        f"Dit voorstel kost {getal(voorstel.totaal)} punten. Bewezen is dat het niet onder {getal(voorstel.ondergrens)} kan: "
        f"er is hoogstens {voorstel.kloof * 100:.2f}% te winnen.".replace(".00%", "%")
    )
    return "\n".join(regels)
