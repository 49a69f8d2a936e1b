"""Read cases, workers and rules from a TOML or JSON file: every fault a sentence with the place.

A file has a table `regels`, with in it `kosten` and a list `vastgezet` of pairs, and lists `medewerkers` and `zaken`.
The keys are the names of the fields in `begrippen`; dates are 2026-11-30.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from .begrippen import Kosten, Medewerker, Periode, Regels, Zaak
from .controle import bedoelde
from .fout import VerdeelFout

_Soort = TypeVar("_Soort", Zaak, Medewerker, Regels, Kosten, Periode)


def lees(bestand: str | Path) -> tuple[list[Zaak], list[Medewerker], Regels]:
    """The input in a file.

    Raises VerdeelFout with all sentences; what the numbers mean together is checked by `verdeel`.
    """
    pad = Path(bestand)
    try:
        tekst = pad.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise VerdeelFout(f"Het bestand {pad} bestaat niet. Controleer de naam.") from None
    except OSError as fout:
        raise VerdeelFout(f"Het bestand {pad} kan niet worden gelezen: {fout.strerror}.") from None
    except UnicodeDecodeError:
        raise VerdeelFout(
            f"Het bestand {pad} is geen tekst in UTF-8. Sla het op als TOML of JSON in UTF-8."
        ) from None
    try:
        gegevens = json.loads(tekst) if pad.suffix == ".json" else tomllib.loads(tekst)
    except (ValueError, RecursionError) as fout:
        soort = "JSON" if pad.suffix == ".json" else "TOML"
        raise VerdeelFout(f"Het bestand {pad} is geen geldige {soort}: {fout}.") from None
    return uit_gegevens(gegevens)


def uit_gegevens(gegevens: object) -> tuple[list[Zaak], list[Medewerker], Regels]:
    """The input in plain data, as a file or a form gives it."""
    lezer = _Lezer()
    if not isinstance(gegevens, Mapping):
        raise VerdeelFout("Het bestand moet regels, medewerkers en zaken bevatten.")
    for sleutel in sorted(set(gegevens) - {"regels", "medewerkers", "zaken"}):
        lezer.fout(f"Onbekend onderdeel {sleutel!r}.{bedoelde(sleutel, ('regels', 'medewerkers', 'zaken'))}")
    zaken = lezer.lijst(Zaak, gegevens.get("zaken", []), "zaken")
    medewerkers = lezer.lijst(Medewerker, gegevens.get("medewerkers", []), "medewerkers")
    regels = lezer.een(Regels, gegevens.get("regels", {}), "regels")
    if lezer.meldingen or regels is None:
        raise VerdeelFout(lezer.meldingen)
    return zaken, medewerkers, regels


class _Onjuist(Exception):
    """The value is not what the field asks; the text says what that is."""


class _Lezer:
    """Turns plain data into the dataclasses and keeps every fault."""

    def __init__(self) -> None:
        self.meldingen: list[str] = []

    def fout(self, zin: str) -> None:
        self.meldingen.append(zin)

    def lijst(self, soort: type[_Soort], waarden: object, plaats: str) -> list[_Soort]:
        if not isinstance(waarden, list):
            self.fout(f"{plaats} moet een lijst zijn.")
            return []
        gelezen = []
        for nummer, waarde in enumerate(waarden, 1):
            naam = waarde.get("id", nummer) if isinstance(waarde, Mapping) else nummer
            gelezen.append(
                self.een(
                    soort,
                    waarde,
                    f"{plaats}, {naam!r}" if isinstance(naam, str) else f"{plaats}, nummer {nummer}",
                )
            )
        return [g for g in gelezen if g is not None]

    def een(self, soort: type[_Soort], waarde: object, plaats: str) -> _Soort | None:
        if not isinstance(waarde, Mapping):
            self.fout(f"{plaats}: hier horen velden met een waarde te staan.")
            return None
        velden: dict[str, Field[Any]] = {veld.name: veld for veld in fields(soort)}
        for sleutel in sorted(set(map(str, waarde)) - velden.keys()):
            self.fout(f"{plaats}: onbekend veld {sleutel!r}.{bedoelde(sleutel, velden)}")
        goed: dict[str, Any] = {}
        volledig = True
        for naam, veld in velden.items():
            if naam not in waarde:
                if veld.default is MISSING and veld.default_factory is MISSING:
                    self.fout(f"{plaats}: {naam} ontbreekt.")
                    volledig = False
                continue
            try:
                goed[naam] = self._waarde(veld, waarde[naam], f"{plaats}, {naam}")
            except _Onjuist as fout:
                self.fout(f"{plaats}: {naam} is {_kort(waarde[naam])}. {fout}")
                volledig = False
        return soort(**goed) if volledig else None

    def _waarde(self, veld: Field[Any], waarde: object, plaats: str) -> object:
        soort = str(veld.type).replace("<class ", "").strip("'>")
        if waarde is None and "None" in soort:
            return None
        if veld.name == "kosten":
            return self.een(Kosten, waarde, plaats) or Kosten()
        if veld.name == "afwezig":
            return tuple(self.lijst(Periode, waarde, plaats))
        if veld.name == "vastgezet":
            return _paren(waarde)
        if veld.name == "niet_door":
            return _redenen(waarde)
        return next((lees for naam, lees in _LEZERS.items() if naam in soort), _tekst)(waarde)


def _tekst(waarde: object) -> object:
    return _soort(waarde, str, "Geef een tekst tussen aanhalingstekens.")


def _soort(waarde: Any, soort: Any, zin: str) -> Any:
    if not isinstance(waarde, soort) or (isinstance(waarde, bool) and soort is not bool):
        raise _Onjuist(zin)
    return waarde


def _kommagetal(waarde: object) -> float:
    try:
        return float(_soort(waarde, (int, float), "Geef een getal."))
    except OverflowError:
        raise _Onjuist("Dat getal is te groot.") from None


def _woorden(waarde: object) -> frozenset[str]:
    if not isinstance(waarde, list) or not all(isinstance(woord, str) for woord in waarde):
        raise _Onjuist('Geef een lijst van woorden, bijvoorbeeld ["pleegzorg"].')
    return frozenset(waarde)


def _paren(waarde: object) -> tuple[tuple[str, str], ...]:
    zin = 'Geef een lijst van paren, bijvoorbeeld [["zaak-1", "bram"]].'
    if not isinstance(waarde, list):
        raise _Onjuist(zin)
    for paar in waarde:
        if not isinstance(paar, list) or len(paar) != 2 or not all(isinstance(deel, str) for deel in paar):
            raise _Onjuist(zin)
    return tuple((zaak, medewerker) for zaak, medewerker in waarde)


def _redenen(waarde: object) -> dict[str, str]:
    if not isinstance(waarde, Mapping) or not all(isinstance(reden, str) for reden in waarde.values()):
        raise _Onjuist('Geef per medewerker de reden, bijvoorbeeld {bram = "kent het gezin"}.')
    return dict(waarde)


def _datum(waarde: object) -> date:
    if isinstance(waarde, str):
        try:
            return date.fromisoformat(waarde)
        except ValueError:
            raise _Onjuist("Geef een datum als 2026-11-30.") from None
    if not isinstance(waarde, date) or isinstance(waarde, datetime):
        raise _Onjuist("Geef een datum als 2026-11-30.")
    return waarde


def _kort(waarde: object) -> str:
    tekst = repr(waarde)
    return tekst if len(tekst) <= 40 else tekst[:37] + "…"


# By what the type of the field is called; a text when none of these.
_LEZERS: dict[str, Callable[[object], object]] = {
    "frozenset": _woorden,
    "bool": lambda waarde: _soort(waarde, bool, "Schrijf true of false."),
    "int": lambda waarde: _soort(waarde, int, "Geef een heel getal."),
    "float": _kommagetal,
    "date": _datum,
}
