"""Fictional people: a household with names, ages and an address, told by a random source.

Pure: the same random source and day give the same people. BSNs come from the test range 9999….
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

GEMEENTE = "0001"  # code of no real municipality
HUISHOUDENS = {
    "samen": 44, "gescheiden": 29, "alleen": 9, "samengesteld": 10, "groot": 4, "pleeg": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mens:
    """One person of a family; `rol` as in `Gezinslid`."""

    sleutel: str
    rol: str
    roepnaam: str
    voorvoegsel: str
    achternaam: str
    geslacht: str
    geboren: date
    bsn: str
    woont_in: bool
    adres: tuple[str, int, str, str]
    telefoon: str = ""
    overleden_op: date | None = None

    def leeftijd(self, op: date) -> int:
        return op.year - self.geboren.year - ((op.month, op.day) < (self.geboren.month, self.geboren.day))

    def velden(self) -> dict[str, Any]:
        """Fields of `gezin.Persoon`."""
        straat, huisnummer, postcode, woonplaats = self.adres
        return {
            "bsn": self.bsn, "voornamen": self.roepnaam, "roepnaam": self.roepnaam, "voorvoegsel": self.voorvoegsel,
            "achternaam": self.achternaam, "geboortedatum": self.geboren, "geslacht": self.geslacht, "straat": straat,
            "huisnummer": huisnummer, "postcode": postcode, "woonplaats": woonplaats, "gemeente_code": GEMEENTE,
            "telefoon": self.telefoon,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Huishouden:
    """Who belong to a family. The first child is the one that the report is about."""

    soort: str
    mensen: tuple[Mens, ...]

    def __getitem__(self, sleutel: str) -> Mens:
        return next(mens for mens in self.mensen if mens.sleutel == sleutel)

    def __contains__(self, sleutel: str) -> bool:
        return any(mens.sleutel == sleutel for mens in self.mensen)

    @property
    def kinderen(self) -> list[Mens]:
        return [mens for mens in self.mensen if mens.rol in ("jeugdige", "broer_zus")]

    @property
    def ouders(self) -> list[Mens]:
        return [mens for mens in self.mensen if mens.sleutel in ("ouder", "ander")]


def huishouden(
    rng: Random, *, leeftijd: int, dag: date, bsns: Iterator[str], elders: bool = False
) -> Huishouden:
    """A household with a child of `leeftijd` on `dag`."""
    soort = "pleeg" if elders and rng.random() < 0.6 else _kies(rng, HUISHOUDENS)
    namen = rng.choices(achtergronden(), [a["gewicht"] for a in achtergronden()])[0]
    adres = _adres(rng)
    vader, moeder = _achternaam(rng, namen), _achternaam(rng, namen)
    vrij = {
        soort: rng.sample(namen[soort], len(namen[soort]))
        for soort in ("jongens", "meisjes", "mannen", "vrouwen")
    }

    def maak(sleutel: str, rol: str, jaren: int, geslacht: str, naam: tuple[str, str], **anders: Any) -> Mens:
        lijst = (
            ("jongens" if geslacht == "m" else "meisjes")
            if jaren < 20
            else ("mannen" if geslacht == "m" else "vrouwen")
        )
        mens = Mens(
            sleutel, rol, vrij[lijst].pop(), *naam, geslacht, _geboren(rng, jaren, dag), next(bsns), True, adres,
            telefoon=f"06{rng.randrange(10_000_000, 99_999_999)}" if jaren >= 12 else "",
        )  # fmt: skip
        return replace(mens, **anders)

    eerste_geslacht = rng.choice("mv")
    mensen = [maak("kind", "jeugdige", leeftijd, eerste_geslacht, vader)]
    ouder_leeftijd = leeftijd + rng.randint(20 if leeftijd < 3 else 23, 36)
    moeder_bij_kind = rng.random() < 0.85
    ouder = ("v", moeder) if moeder_bij_kind else ("m", vader)
    ander = ("m", vader) if moeder_bij_kind else ("v", moeder)
    mensen.append(maak("ouder", "ouder", ouder_leeftijd, *ouder))
    if soort != "alleen":
        weg = soort in ("gescheiden", "samengesteld", "pleeg")
        anders: dict[str, Any] = {"woont_in": False, "adres": _adres(rng)} if weg else {}
        mensen.append(maak("ander", "ouder", ouder_leeftijd + rng.randint(-3, 6), *ander, **anders))
    if soort == "samengesteld":
        mensen.append(
            maak(
                "partner",
                "partner",
                ouder_leeftijd + rng.randint(-4, 6),
                "m" if moeder_bij_kind else "v",
                _achternaam(rng, namen),
            )
        )
    if soort == "pleeg":
        mensen.append(maak("oma", "verzorger", ouder_leeftijd + rng.randint(20, 27), "v", moeder))
        mensen[1] = replace(mensen[1], woont_in=False, adres=_adres(rng))
    aantal = rng.randint(3, 4) if soort == "groot" else rng.choices([0, 1, 2], [35, 45, 20])[0]
    jaren = leeftijd
    for nummer in range(aantal):
        jaren = (
            max(0, jaren - rng.randint(2, 4)) if nummer % 2 == 0 else min(17, leeftijd + rng.randint(2, 3))
        )
        if abs(jaren - leeftijd) < 1:
            continue
        zorg = "jeugdige" if rng.random() < 0.2 else "broer_zus"
        mensen.append(maak(f"broer{nummer}", zorg, jaren, rng.choice("mv"), vader))
    return Huishouden(soort, tuple(mensen))


@cache
def achtergronden() -> list[dict[str, Any]]:
    """The lists of names."""
    return list(_namen()["achtergrond"])


def gezinsachternaam(mens: Mens) -> str:
    return f"{mens.voorvoegsel} {mens.achternaam}".strip()


def geldige_bsns(begin: str = "9999") -> Iterator[str]:
    """The numbers with these first digits that pass the eleven-test, in order."""
    lengte = 8 - len(begin)
    for staart in range(10**lengte):
        kop = f"{begin}{staart:0{lengte}d}"
        rest = sum(int(cijfer) * gewicht for cijfer, gewicht in zip(kop, range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            yield f"{kop}{rest}"


@cache
def _namen() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("namen.toml").read_text())


def _achternaam(rng: Random, namen: dict[str, Any]) -> tuple[str, str]:
    voor, _, achter = rng.choice(namen["achternamen"]).rpartition("|")
    return voor, achter


def _adres(rng: Random) -> tuple[str, int, str, str]:
    plaatsen = _namen()["woonplaats"]
    plaats = rng.choices(list(plaatsen), [70, 18, 12])[0]
    cijfers, *straten = plaatsen[plaats]
    straat = rng.choice(straten)
    letters = "ABCDEGHJKLMNPRTVWXZ"
    plek = straten.index(straat)
    return straat, rng.randint(1, 148), f"{cijfers}{letters[plek % 19]}{letters[(plek * 7 + 3) % 19]}", plaats


def _geboren(rng: Random, jaren: int, dag: date) -> date:
    """A birth date that makes someone exactly so many whole years old on `dag`."""
    jarig = dag.replace(year=dag.year - jaren, day=min(dag.day, 28))
    return jarig - timedelta(days=rng.randrange(1, 350))


def _kies(rng: Random, gewichten: dict[str, int]) -> str:
    return rng.choices(list(gewichten), list(gewichten.values()))[0]
