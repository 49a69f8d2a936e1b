"""Reading TOML with an eye on every number: where it stands, where it comes from, whether it can be right.

A number is written bare, or as a block with where it comes from:

    verzuim = 0.07
    verzuim = { waarde = 0.07, bron = "jaarverslag 2025, p. 12" }
    verzuim = { waarde = 0.07, aanname = true, toelichting = "landelijk beeld" }

`bron`, `aanname` and `toelichting` may also stand in a block around the numbers; they then hold for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from formatie.fout import FormatieFout
from formatie.model import Herkomst

_HERKOMST = ("bron", "aanname", "toelichting")


class Blok:
    """One table of the file. Every key that is read is ticked off; `sluit` refuses what is left.

    pad         where it stands, as in the file: soorten.enkelvoudig.fasen.plan
    herkomst    filled with the origin of every number that is read, by its path
    """

    def __init__(
        self,
        inhoud: Any,
        pad: str,
        herkomst: dict[str, Herkomst],
        standaard: tuple[str, bool, str] = ("", False, ""),
    ) -> None:
        if not isinstance(inhoud, dict):
            raise FormatieFout(f"{pad or 'bestand'}: hier hoort een blok met sleutels, geen losse waarde.")
        self._inhoud = inhoud
        self.pad = pad
        self._herkomst = herkomst
        self._gelezen = set(_HERKOMST)
        self._van = _van(inhoud, pad, standaard)

    def __contains__(self, sleutel: str) -> bool:
        return sleutel in self._inhoud

    def waar(self, sleutel: str) -> str:
        return f"{self.pad}.{sleutel}" if self.pad else sleutel

    def _pak(self, sleutel: str, verplicht: bool) -> Any:
        self._gelezen.add(sleutel)
        if sleutel not in self._inhoud and verplicht:
            raise FormatieFout(f"{self.waar(sleutel)}: deze sleutel ontbreekt. Vul hem in.")
        return self._inhoud.get(sleutel)

    def getal(
        self, sleutel: str, standaard: float | None = None, *, laagst: float = 0.0, hoogst: float = math.inf
    ) -> float:
        """A number between these; refused when it is something else."""
        waarde = self._pak(sleutel, standaard is None)
        if waarde is None:
            assert standaard is not None
            return standaard
        return self._getal(waarde, self.waar(sleutel), laagst, hoogst)

    def misschien(self, sleutel: str, *, laagst: float = 0.0) -> float | None:
        """A number, or None when the key is not there."""
        return self.getal(sleutel, laagst=laagst) if sleutel in self._inhoud else None

    def geheel(self, sleutel: str, standaard: int | None = None, *, laagst: int = 0) -> int:
        waarde = self.getal(sleutel, standaard, laagst=laagst)
        if waarde != int(waarde):
            raise FormatieFout(f"{self.waar(sleutel)}: {schrijf(waarde)} is geen heel getal. Rond het af.")
        return int(waarde)

    def _getal(self, waarde: Any, waar: str, laagst: float, hoogst: float) -> float:
        van = self._van
        if isinstance(waarde, dict):
            van = _van(waarde, waar, van)
            vreemd = set(waarde) - {"waarde", *_HERKOMST}
            if vreemd or "waarde" not in waarde:
                raise FormatieFout(
                    f'{waar}: schrijf een getal, of {{ waarde = 1.5, bron = "…" }}, of {{ waarde = 1.5, aanname = true }}.'
                )
            waarde = waarde["waarde"]
        if isinstance(waarde, bool) or not isinstance(waarde, int | float) or not math.isfinite(waarde):
            raise FormatieFout(f"{waar}: {waarde!r} is geen getal. Vul een getal in, met een punt: 1.5.")
        if not laagst <= waarde <= hoogst:
            grens = (
                f"{schrijf(laagst)} of meer"
                if hoogst == math.inf
                else f"tussen {schrijf(laagst)} en {schrijf(hoogst)}"
            )
            raise FormatieFout(f"{waar}: {schrijf(waarde)} kan niet. Vul een getal in van {grens}.")
        self._herkomst[waar] = Herkomst(float(waarde), *van)
        return float(waarde)

    def tekst(self, sleutel: str, standaard: str | None = None) -> str:
        waarde = self._pak(sleutel, standaard is None)
        if waarde is None:
            assert standaard is not None
            return standaard
        if not isinstance(waarde, str) or not waarde.strip():
            raise FormatieFout(
                f"{self.waar(sleutel)}: {waarde!r} is geen tekst. Zet tekst tussen aanhalingstekens."
            )
        return waarde

    def ja(self, sleutel: str, standaard: bool) -> bool:
        waarde = self._pak(sleutel, False)
        if waarde is None:
            return standaard
        if not isinstance(waarde, bool):
            raise FormatieFout(f"{self.waar(sleutel)}: {waarde!r} kan niet. Schrijf true of false.")
        return waarde

    def dag(self, sleutel: str, standaard: date) -> date:
        waarde = self._pak(sleutel, False)
        if waarde is None:
            return standaard
        if type(waarde) is not date:
            raise FormatieFout(
                f"{self.waar(sleutel)}: {waarde!r} is geen datum. Schrijf 2026-01-05, zonder aanhalingstekens."
            )
        return waarde

    def teksten(self, sleutel: str) -> tuple[str, ...]:
        waarde = self._pak(sleutel, True)
        if not isinstance(waarde, list) or not all(isinstance(w, str) for w in waarde):
            raise FormatieFout(
                f'{self.waar(sleutel)}: hier hoort een lijst van namen, zoals ["toegang", "regie"].'
            )
        return tuple(waarde)

    def reeks(self, sleutel: str, standaard: tuple[float, ...] | None = None) -> tuple[float, ...]:
        """A list of numbers; its origin is that of the block, or { waarden = […], bron = "…" }."""
        waarde = self._pak(sleutel, standaard is None)
        if waarde is None:
            assert standaard is not None
            return standaard
        waar, van = self.waar(sleutel), self._van
        if isinstance(waarde, dict):
            van = _van(waarde, waar, van)
            waarde = waarde.get("waarden")
        if not isinstance(waarde, list) or not all(
            isinstance(w, int | float) and not isinstance(w, bool) and math.isfinite(w) for w in waarde
        ):
            raise FormatieFout(f"{waar}: hier hoort een lijst van getallen, zoals [1.0, 0.9].")
        for n, getal in enumerate(waarde):
            self._herkomst[f"{waar}[{n}]"] = Herkomst(float(getal), *van)
        return tuple(float(w) for w in waarde)

    def blok(self, sleutel: str, verplicht: bool = False) -> Blok:
        waarde = self._pak(sleutel, verplicht)
        return Blok({} if waarde is None else waarde, self.waar(sleutel), self._herkomst, self._van)

    def blokken(self, sleutel: str) -> Iterator[tuple[str, Blok]]:
        """The tables under this key by name, one after another."""
        waarde = self._pak(sleutel, False)
        if waarde is None:
            return
        if not isinstance(waarde, dict) or "waarde" in waarde:
            raise FormatieFout(f"{self.waar(sleutel)}: hier horen blokken [{self.waar(sleutel)}.…].")
        for naam, inhoud in waarde.items():
            if naam not in _HERKOMST:
                yield (
                    naam,
                    Blok(
                        inhoud,
                        f"{self.waar(sleutel)}.{naam}",
                        self._herkomst,
                        _van(waarde, self.pad, self._van),
                    ),
                )

    def lijst(self, sleutel: str) -> list[Blok]:
        waarde = self._pak(sleutel, False) or []
        if not isinstance(waarde, list):
            raise FormatieFout(f"{self.waar(sleutel)}: hier hoort een lijst van blokken.")
        return [
            Blok(w, f"{self.waar(sleutel)}[{n}]", self._herkomst, self._van) for n, w in enumerate(waarde)
        ]

    def getallen(self, sleutel: str) -> dict[str, float]:
        """A table of numbers by name."""
        blok = self.blok(sleutel)
        return {naam: blok.getal(naam) for naam in blok._inhoud if naam not in _HERKOMST}

    def stappen(
        self, sleutel: str, start: date, *, verplicht: bool = True, laagst: float = -math.inf
    ) -> tuple[tuple[int, float], ...]:
        """A number that holds throughout, or [{ vanaf = 2026-06-01, waarde = 3 }, …]; `vanaf` is a date or a week."""
        waarde = self._pak(sleutel, verplicht)
        if waarde is None:
            return ()
        if not isinstance(waarde, list):
            return ((0, self._getal(waarde, self.waar(sleutel), laagst, math.inf)),)
        uit = []
        for n, stap in enumerate(waarde):
            blok = Blok(stap, f"{self.waar(sleutel)}[{n}]", self._herkomst, self._van)
            uit.append((blok._week(start), blok.getal("waarde", laagst=laagst)))
            blok.sluit()
        return tuple(uit)

    def _week(self, start: date) -> int:
        vanaf = self._pak("vanaf", False)
        if vanaf is None:
            return 0
        if type(vanaf) is date:
            vanaf = -((start - vanaf).days // 7)
        if not isinstance(vanaf, int) or isinstance(vanaf, bool) or vanaf < 0:
            raise FormatieFout(
                f"{self.waar('vanaf')}: schrijf een datum op of na {start}, of een aantal weken na het begin."
            )
        return vanaf

    def sluit(self) -> None:
        """Refuse a key that nobody reads: it is a mistake in writing, and would otherwise do nothing in silence."""
        from formatie.controle import bedoelt

        for sleutel in self._inhoud:
            if sleutel not in self._gelezen:
                bekend = sorted(self._gelezen - set(_HERKOMST))
                raise FormatieFout(
                    f"{self.waar(sleutel)}: deze sleutel bestaat niet. {bedoelt(sleutel, bekend)}"
                )


def schrijf(waarde: float) -> str:
    """A number as people write it here: with a comma."""
    return f"{waarde:.6g}".replace(".", ",")


def _van(inhoud: dict[str, Any], pad: str, anders: tuple[str, bool, str]) -> tuple[str, bool, str]:
    """Origin as this block gives it, else as the block around it does."""
    bron, aanname, toelichting = (inhoud.get(sleutel) for sleutel in _HERKOMST)
    if bron is None and aanname is None:
        return anders if toelichting is None else (anders[0], anders[1], str(toelichting))
    if (bron is not None and not isinstance(bron, str)) or (
        aanname is not None and not isinstance(aanname, bool)
    ):
        raise FormatieFout(f"{pad}: 'bron' is tekst tussen aanhalingstekens en 'aanname' is true of false.")
    if bron and aanname:
        raise FormatieFout(
            f"{pad}: een getal heeft een bron of is een aanname, niet allebei. Haal er een weg."
        )
    return bron or "", bool(aanname), str(toelichting or "")
