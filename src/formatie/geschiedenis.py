"""History from a CSV: one row per case with kind, day of coming in, of the start, of the end, and hours.

    soort;aangekomen;begonnen;klaar;uren
    enkelvoudig;2025-01-06;2025-01-20;2025-06-02;11,5
    meervoudig;2025-01-07;2025-02-10;;

Separator ; or , (then hours with a point). `begonnen` and `klaar` stay empty where that has not happened; `uren` may.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from formatie.fout import FormatieFout

KOLOMMEN = ("soort", "aangekomen", "begonnen", "klaar", "uren")


@dataclass(frozen=True, slots=True)
class Zaak:
    """One case of the past. `afgehaakt`: it ended without a start."""

    soort: str
    aangekomen: date
    begonnen: date | None
    klaar: date | None
    uren: float | None

    @property
    def afgehaakt(self) -> bool:
        return self.klaar is not None and self.begonnen is None


@dataclass(frozen=True, slots=True)
class Geschiedenis:
    """All cases, and the last day that the file knows of."""

    zaken: tuple[Zaak, ...]
    tot: date

    @classmethod
    def lees(cls, pad: str | Path) -> Geschiedenis:
        """Read a CSV; FormatieFout with the line number when a row cannot be right."""
        try:
            with open(pad, encoding="utf-8-sig", newline="") as bestand:
                regels = bestand.read().splitlines()
        except FileNotFoundError:
            raise FormatieFout(f"{pad}: dit bestand bestaat niet. Controleer de naam en de map.") from None
        except (OSError, UnicodeDecodeError) as fout:
            raise FormatieFout(
                f"{pad}: dit bestand is niet te lezen ({fout}). Sla het op als UTF-8."
            ) from None
        if not regels:
            raise FormatieFout(f"{pad}: het bestand is leeg. Zet op de eerste regel: {';'.join(KOLOMMEN)}.")
        teken = ";" if ";" in regels[0] else ","
        rijen = list(csv.reader(regels, delimiter=teken))
        kop = [k.strip().lower() for k in rijen[0]]
        mist = [k for k in KOLOMMEN[:4] if k not in kop]
        if mist:
            raise FormatieFout(
                f"{pad}, regel 1: de kolom {', '.join(mist)} ontbreekt. Voeg hem toe aan de kop."
            )
        zaken = tuple(
            _zaak(dict(zip(kop, rij, strict=False)), f"{pad}, regel {n}")
            for n, rij in enumerate(rijen[1:], 2)
            if any(cel.strip() for cel in rij)
        )
        if not zaken:
            raise FormatieFout(f"{pad}: er staat geen enkele zaak in. Zet er per zaak een regel in.")
        return cls(zaken, max(d for z in zaken for d in (z.aangekomen, z.begonnen, z.klaar) if d is not None))

    @property
    def soorten(self) -> list[str]:
        return sorted({z.soort for z in self.zaken})

    def per_week(self, start: date, weken: int, soort: str | None = None) -> list[int]:
        """How many came in, by week."""
        uit = [0] * weken
        for z in self.zaken:
            week = (z.aangekomen - start).days // 7
            if 0 <= week < weken and soort in (None, z.soort):
                uit[week] += 1
        return uit

    def op(self, dag: date) -> tuple[list[Zaak], list[Zaak]]:
        """Who waited and who was under way at the start of this day."""
        er = [z for z in self.zaken if z.aangekomen < dag and (z.klaar is None or z.klaar >= dag)]
        wacht = [z for z in er if z.begonnen is None or z.begonnen >= dag]
        return wacht, [z for z in er if z.begonnen is not None and z.begonnen < dag]


def _zaak(rij: dict[str, str], waar: str) -> Zaak:
    soort = rij.get("soort", "").strip()
    if not soort:
        raise FormatieFout(f"{waar}: de soort ontbreekt. Vul hem in.")
    aangekomen = _dag(rij.get("aangekomen", ""), f"{waar}, aangekomen")
    if aangekomen is None:
        raise FormatieFout(f"{waar}, aangekomen: de datum ontbreekt. Vul hem in als 2025-01-31.")
    begonnen, klaar = (_dag(rij.get(k, ""), f"{waar}, {k}") for k in ("begonnen", "klaar"))
    _volgorde([("aangekomen", aangekomen), ("begonnen", begonnen), ("klaar", klaar)], waar)
    return Zaak(soort, aangekomen, begonnen, klaar, _uren(rij.get("uren", ""), f"{waar}, uren"))


def _volgorde(dagen: Sequence[tuple[str, date | None]], waar: str) -> None:
    bekend = [(naam, dag) for naam, dag in dagen if dag is not None]
    for (eerder, a), (later, b) in pairwise(bekend):
        if b < a:
            raise FormatieFout(
                f"{waar}: '{later}' ({b}) ligt vóór '{eerder}' ({a}). Draai ze om of verbeter er een."
            )


def _dag(tekst: str, waar: str) -> date | None:
    if not tekst.strip():
        return None
    try:
        return date.fromisoformat(tekst.strip())
    except ValueError:
        raise FormatieFout(f"{waar}: '{tekst}' is geen datum. Schrijf 2025-01-31.") from None


def _uren(tekst: str, waar: str) -> float | None:
    if not tekst.strip():
        return None
    try:
        uren = float(tekst.strip().replace(",", "."))
    except ValueError:
        raise FormatieFout(f"{waar}: '{tekst}' is geen getal. Schrijf 11,5.") from None
    if not 0 <= uren < 100_000:
        raise FormatieFout(f"{waar}: {tekst} uur kan niet. Vul 0 of meer in.")
    return uren
