"""Reads a practice case (its README is the format) and makes its messages; the library knows nothing of cases."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml

import ijw
from ijw import typen
from ijw.declaratie import Klasse, Veld, Vorm
from ijw.soorten import Datum, Getal, Tijd

from .conftest import GEDEELD

BESTANDEN = sorted((GEDEELD / "casussen").glob("[0-9]*.yaml"))
XSD = typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")
UIT_CLIENT = ("Bsn", "Geboortedatum", "Geslacht", "Naam", "Relaties", "Contactgegevens")


@dataclass(frozen=True)
class Stap:
    """One step with its message, if it has one."""

    nr: int
    datum: date
    bericht: Any
    verwacht: dict[str, Any]


def lees(bestand: Path) -> dict[str, Any]:
    casus: dict[str, Any] = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    return casus


def begin(casus: dict[str, Any]) -> ijw.Geheugen:
    """An administration with only the starting point of the case."""
    punten = casus["uitgangspunten"]
    contract = {
        (regel["Categorie"], regel["Code"]): ijw.Afspraak(regel["Eenheid"], regel.get("Tarief"))
        for regel in punten["contract"]
        if "Code" in regel
    }
    geheugen = ijw.Geheugen(date(2000, 1, 1), afspraken=contract)
    for nummer, toewijzing in enumerate(punten.get("toewijzingen", [])):
        product = {n: w for n, w in toewijzing.items() if n[0].isupper()}
        dag = toewijzing["Toewijzingsdatum"]
        geheugen.verwerk(_bericht(casus, "JW301", f"B{nummer}", dag, {"ToegewezenProducten": [product]}))
        levering = toewijzing.get("levering", {})
        if "Begindatum" in levering:
            start = {
                "ToewijzingNummer": toewijzing["ToewijzingNummer"],
                "Product": toewijzing.get("Product"),
                "ToewijzingIngangsdatum": toewijzing["Ingangsdatum"],
                "Begindatum": levering["Begindatum"],
                "StatusAanlevering": "1",
            }
            start = {n: w for n, w in start.items() if w is not None}
            dag = levering["Begindatum"]
            geheugen.verwerk(_bericht(casus, "JW305", f"B{nummer}", dag, {"StartProducten": [start]}))
    return geheugen


def stappen(casus: dict[str, Any]) -> Iterator[Stap]:
    for stap in casus["stappen"]:
        bericht = None
        if stap["bericht"].startswith("JW"):
            bericht = _bericht(casus, stap["bericht"], stap["identificatie"], stap["datum"], stap["velden"])
        yield Stap(stap["nr"], stap["datum"], bericht, stap.get("verwacht") or {})


def _bericht(casus: dict[str, Any], naam: str, identificatie: str, dag: date, velden: dict[str, Any]) -> Any:
    soort = getattr(ijw, naam)
    punten = casus["uitgangspunten"]
    gemeente, aanbieder = punten["gemeente"]["code"], punten["aanbieder"]["agb"]
    van, aan = (gemeente, aanbieder) if naam in {"JW301", "JW319", "JW325"} else (aanbieder, gemeente)
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
        kent = {veld.naam for veld in vorm["Client"].velden}
        bekend = {n: w for n, w in punten["client"].items() if n in kent and n in UIT_CLIENT}
        if naam != "JW301" and "Naam" in bekend:
            bekend["Naam"] = {
                n: w for n, w in bekend["Naam"].items() if n not in {"NaamGebruik", "Partnernaam"}
            }
        inhoud = {"Client": bekend | inhoud}
    return _maak(soort.VORM, {"Header": kop, **inhoud})


def _maak(vorm: Vorm, waarden: dict[str, Any]) -> Klasse:
    velden = {veld.naam: veld for veld in vorm.velden}
    assert waarden.keys() <= velden.keys(), (vorm.typenaam, waarden.keys() - velden.keys())
    return vorm.klasse(**{naam: _waarde(velden[naam], waarde) for naam, waarde in waarden.items()})


def _waarde(veld: Veld, waarde: Any) -> Any:
    if isinstance(waarde, Klasse):
        return waarde
    if veld.item is not None:
        return tuple(_deel(veld.soort, deel) for deel in waarde)
    return _deel(veld.soort, waarde)


def _deel(soort: Any, waarde: Any) -> Any:
    if isinstance(soort, Vorm):
        return _maak(soort, typing.cast(dict[str, Any], waarde))
    if isinstance(soort, Datum):
        return waarde if isinstance(waarde, date) else date.fromisoformat(waarde)
    if isinstance(soort, Tijd):
        return time.fromisoformat(waarde)
    return int(waarde) if isinstance(soort, Getal) else str(waarde)
