"""Reads a practice case and makes its messages. The format is described in docs/ijw/casus.md.

A case is the story of one client, step by step: the messages that go to and fro, and what a correct municipal system knows
or answers after each of them. What is wrong with a file is said in one sentence, with the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml

import ijw
from eenplan.kern.fouten import Geweigerd
from ijw import typen
from ijw.declaratie import Klasse, Veld, Vorm
from ijw.soorten import Datum, Getal, Tijd

XSD = typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")
UIT_CLIENT = ("Bsn", "Geboortedatum", "Geslacht", "Naam", "Relaties", "Contactgegevens")
VAN_GEMEENTE = frozenset({"JW301", "JW319", "JW325"})
NODIG = ("id", "uitgangspunten", "stappen")
NODIG_BEGIN = ("client", "gemeente", "aanbieder", "contract")
NODIG_STAP = ("nr", "datum", "van", "bericht")


@dataclass(frozen=True, slots=True)
class Stap:
    """One step with its message, if it has one, and what must hold after it."""

    nr: int
    datum: date
    van: str
    bericht: Any
    velden: Mapping[str, Any]
    verwacht: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Casus:
    """A case as read: its name, its starting point and its steps."""

    naam: str
    punten: Mapping[str, Any]
    stappen: tuple[Stap, ...]

    @property
    def partijen(self) -> tuple[str, str]:
        """Municipality and provider."""
        return self.punten["gemeente"]["code"], self.punten["aanbieder"]["agb"]


def lees(bestand: Path) -> Casus:
    """The case in this file. Raises `Geweigerd` when it is no case."""
    try:
        inhoud = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    except OSError as fout:
        raise Geweigerd(f"{bestand} kan niet worden gelezen: {fout.strerror}.") from fout
    except (UnicodeDecodeError, yaml.YAMLError) as fout:
        raise Geweigerd(f"{bestand} is geen YAML in UTF-8: {_eerste_regel(fout)}") from fout
    if not isinstance(inhoud, dict):
        raise Geweigerd(f"{bestand} is geen casus: bovenaan horen {', '.join(NODIG)}.")
    try:
        _eis(inhoud, NODIG, "de casus")
        _eis(inhoud["uitgangspunten"], NODIG_BEGIN, "uitgangspunten")
        stappen = tuple(_stap(inhoud["uitgangspunten"], stap) for stap in inhoud["stappen"])
    except Geweigerd as fout:
        raise Geweigerd(f"{bestand.name}: {fout.zin}") from None
    except (KeyError, TypeError, ValueError, AttributeError) as fout:
        raise Geweigerd(
            f"{bestand.name} is geen casus zoals docs/ijw/casus.md die beschrijft: {fout}"
        ) from fout
    return Casus(bestand.stem, inhoud["uitgangspunten"], stappen)


def _eis(deel: Any, namen: tuple[str, ...], wat: str) -> None:
    ontbreekt = [naam for naam in namen if naam not in deel] if isinstance(deel, dict) else list(namen)
    if ontbreekt:
        raise Geweigerd(f"in {wat} ontbreekt {', '.join(ontbreekt)}.")


def _stap(punten: Mapping[str, Any], stap: Any) -> Stap:
    _eis(stap, NODIG_STAP, f"stap {stap.get('nr', '?') if isinstance(stap, dict) else '?'}")
    bericht, velden = None, stap.get("velden") or {}
    if stap["bericht"].startswith("JW"):
        _eis(stap, ("identificatie", "velden"), f"stap {stap['nr']}")
        try:
            bericht = maak_bericht(punten, stap["bericht"], stap["identificatie"], stap["datum"], velden)
        except (KeyError, TypeError, ValueError, AttributeError) as fout:
            raise Geweigerd(
                f"in stap {stap['nr']} kloppen de velden van de {stap['bericht']} niet: {fout}"
            ) from fout
    return Stap(stap["nr"], stap["datum"], stap["van"], bericht, velden, stap.get("verwacht") or {})


def maak_bericht(
    punten: Mapping[str, Any], naam: str, identificatie: str, dag: date, velden: Mapping[str, Any]
) -> Any:
    """The typed message: the fields of the step, completed with header and client from the starting point."""
    soort = getattr(ijw, naam)
    gemeente, aanbieder = punten["gemeente"]["code"], punten["aanbieder"]["agb"]
    van, aan = (gemeente, aanbieder) if naam in VAN_GEMEENTE else (aanbieder, gemeente)
    kop = {
        "Afzender": van,
        "Ontvanger": aan,
        "BerichtIdentificatie": {"Identificatie": identificatie, "Dagtekening": dag},
        "XsdVersie": XSD,
        **velden.get("Header", {}),
    }
    if naam == "JW325":
        kop = {"XsdVersieDeclaratie": XSD, **kop}
    inhoud: dict[str, Any] = {n: w for n, w in velden.items() if n != "Header"}
    vorm = {veld.naam: veld.soort for veld in soort.VORM.velden}
    if "Client" in vorm:
        inhoud = {"Client": dict(_client(punten["client"], naam, vorm["Client"])) | inhoud}
    return _maak(soort.VORM, {"Header": kop, **inhoud})


def _client(client: Mapping[str, Any], naam: str, vorm: Vorm) -> Iterator[tuple[str, Any]]:
    """What this message says of the client: a shorter one uses part of it."""
    kent = {veld.naam for veld in vorm.velden}
    for veld, waarde in client.items():
        if veld not in kent or veld not in UIT_CLIENT:
            continue
        if veld == "Naam" and naam != "JW301":
            yield veld, {n: w for n, w in waarde.items() if n not in {"NaamGebruik", "Partnernaam"}}
        else:
            yield veld, waarde


def _maak(vorm: Vorm, waarden: Mapping[str, Any]) -> Klasse:
    velden = {veld.naam: veld for veld in vorm.velden}
    if onbekend := waarden.keys() - velden.keys():
        raise ValueError(f"{vorm.typenaam} heeft geen veld {', '.join(sorted(onbekend))}")
    return vorm.klasse(**{naam: _waarde(velden[naam], waarde) for naam, waarde in waarden.items()})


def _waarde(veld: Veld, waarde: Any) -> Any:
    if isinstance(waarde, Klasse):
        return waarde
    if veld.item is not None:
        return tuple(_deel(veld.soort, deel) for deel in waarde)
    return _deel(veld.soort, waarde)


def _deel(soort: Any, waarde: Any) -> Any:
    if isinstance(soort, Vorm):
        return _maak(soort, waarde)
    if isinstance(soort, Datum):
        return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)
    if isinstance(soort, Tijd):
        return time.fromisoformat(waarde)
    return int(waarde) if isinstance(soort, Getal) else str(waarde)


def _eerste_regel(fout: Exception) -> str:
    return str(fout).splitlines()[0]
