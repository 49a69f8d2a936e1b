"""`ijk`: what the past says, and whether it would have foretold what came after."""

from __future__ import annotations

import argparse
import json
from datetime import date

from formatie.fout import FormatieFout
from formatie.geschiedenis import Geschiedenis
from formatie.getallen import schrijf
from formatie.ijken import IJking, Soortijking, ijk


def argumenten(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("bestand", metavar="BESTAND", help="een CSV: soort;aangekomen;begonnen;klaar;uren")
    ontleder.add_argument(
        "--tot", metavar="DATUM", help="ijk op wat ervóór binnenkwam en toets aan wat erna kwam"
    )
    ontleder.add_argument("--runs", type=int, default=400, metavar="N")
    ontleder.add_argument("--json", action="store_true", help="schrijf de uitkomst als JSON")


def voer_uit(args: argparse.Namespace) -> int:
    try:
        tot = date.fromisoformat(args.tot) if args.tot else None
    except ValueError:
        raise FormatieFout(f"--tot: '{args.tot}' is geen datum. Schrijf 2025-01-31.") from None
    ijking = ijk(Geschiedenis.lees(args.bestand), tot=tot, runs=args.runs)
    if args.json:
        print(json.dumps(ijking.als_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_woorden(ijking)))
    return 0


def _in_woorden(i: IJking) -> list[str]:
    regels = [
        f"Geijkt op wat binnenkwam van {i.van:%d-%m-%Y} tot {i.tot:%d-%m-%Y}.",
        f"Tegelijk onderweg in het laatste kwartaal: {_g(i.plaatsen)} gezinnen.",
    ]
    for soort in i.soorten:
        regels += ["", *_soort(soort)]
    t = i.terugtoets
    if t is not None:
        regels += [
            "",
            f"Terugtoets op de {t.weken} weken vanaf {t.van:%d-%m-%Y}, die de ijking niet zag (voorspeld p10 tot p90):",
            *(
                f"  {naam}: {echt}, voorspeld {_g(laag)} tot {_g(hoog)}"
                for naam, (echt, laag, hoog) in (
                    ("aangekomen", t.aangekomen), ("klaar", t.klaar), ("lijst aan het eind", t.lijst_eind),
                )
            ),
            f"  de wachtlijst lag in {_g(100 * t.dekking)} procent van de weken binnen de band (goed is rond 80)",
        ]  # fmt: skip
    return regels


def _soort(s: Soortijking) -> list[str]:
    beste = s.duur[0]
    regels = [
        f"{s.naam}: {s.zaken} zaken, {_g(s.per_week)} per week (spreiding {_g(s.spreiding)}; 1 is toeval)",
        f"  wachttijd tot de start: mediaan {_w(s.wacht[0])}, p90 {_w(s.wacht[1])} weken; {_g(100 * s.afgehaakt)} procent haakte af",
        f"  duur: {beste.verdeling.naam}, gemiddeld {_g(beste.verdeling.gemiddelde)} weken; KS-afstand {_g(beste.afstand)}",
        "  andere passingen: "
        + ", ".join(f"{p.verdeling.naam} KS-afstand {_g(p.afstand)}" for p in s.duur[1:]),
    ]
    if s.uren is not None:
        regels.append(f"  uren per zaak: gemiddeld {_g(s.uren[0])}, spreiding {_g(s.uren[1])}")
    return regels


def _g(waarde: float) -> str:
    return schrijf(round(waarde, 3 if waarde < 1 else 1))


def _w(waarde: float | None) -> str:
    return "langer dan gezien" if waarde is None else _g(waarde)
