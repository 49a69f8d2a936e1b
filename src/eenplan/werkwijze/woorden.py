"""What a decision table holds in plain Dutch: codes, yes and no, dates, amounts, and the cells of a rule.

A code that is not in `CODES` reads as it is written, with spaces. The shipped tables are complete: a test sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from beslistabel import Tabel
from eenplan.organisatie.models import Functie
from termijn.woorden import datum

NIET_INGEVULD = "niet ingevuld"
CODES = {
    **dict(Functie.choices),
    "achttien_plus": "18 jaar of ouder",
    "andere_wet": "een andere wet",
    "behandeling_jeugdige": "behandeling van de jeugdige",
    "geen": "geen",
    "huisarts_poh": "huisarts of praktijkondersteuner",
    "inkomen_schulden": "inkomen en schulden",
    "jeugdwet": "Jeugdwet",
    "langer": "langer, met dezelfde omvang",
    "leren_ontwikkelen": "leren en ontwikkelen",
    "maatregel": "gecertificeerde instelling of rechter",
    "medisch": "huisarts, jeugdarts of medisch specialist",
    "meer": "meer hulp",
    "met_adviseur_wmo": "gedragswetenschapper, praktijkleider en adviseur Wmo",
    "met_praktijkleider": "gedragswetenschapper en praktijkleider",
    "minder": "alleen minder of korter",
    "monitoren": "monitoren en evalueren",
    "monitoren_laag": "monitoren laag",
    "nieuw": "een nieuw product",
    "onder_18": "onder 18 jaar, tot en met de laatste dag",
    "ondersteuning_ouders": "ondersteuning van de ouders",
    "oordeel_tweede_lezer": "oordeel van de tweede lezer",
    "P1": "toegang (P1)",
    "P3": "besluit (P3)",
    "participatiewet": "Participatiewet",
    "pgb": "pgb",
    "plan_getekend": "getekend plan",
    "pleegzorg_18": "pleegzorg na 18 jaar",
    "toelichting_gezin": "toelichting aan het gezin",
    "uitleg_werkwijze": "uitleg over de werkwijze",
    "veiligheidscoordinatie": "veiligheidscoördinatie",
    "veilig_thuis": "Veilig Thuis",
    "verslag_kennismaking": "verslag van de kennismaking",
    "wlz": "Wlz",
    "wordt_18": "wordt 18 tijdens de hulp, of de geboortedatum ontbreekt",
    "wmo": "Wmo",
    "wonen_zelfstandigheid": "wonen en zelfstandigheid",
    "zin": "zorg in natura",
    "zorgcoordinatie": "zorgcoördinatie",
    "zvw": "Zorgverzekeringswet",
}

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_GETAL = re.compile(r"-?\d+(\.\d+)?")
_BEREIK = re.compile(r"([\[(\]])\s*(\S+?)\s*\.\.\s*(\S+?)\s*([\])\[])")
_VERGELIJKING = re.compile(r"(<=|>=|<|>)\s*(\S+)")
_TEKEN = {"<=": "t/m", ">=": "vanaf", "<": "onder", ">": "boven"}


def waarde(wat: object, *, euro: bool = False) -> str:
    """`True` → ja, `None` → niet ingevuld, `2026-11-22` → 22 november 2026, `23400` → 23.400, a code → its words."""
    if wat is None or wat in ("", []):
        return NIET_INGEVULD
    if isinstance(wat, bool):
        return "ja" if wat else "nee"
    if isinstance(wat, list):
        return ", ".join(waarde(deel, euro=euro) for deel in wat)
    tekst = str(wat)  # a date too: as kept, 2026-11-22
    if _DATUM.fullmatch(tekst):
        return datum(date.fromisoformat(tekst))
    if _GETAL.fullmatch(tekst):
        return getal(tekst, euro=euro)
    return str(CODES.get(tekst, tekst.replace("_", " ")))


def getal(tekst: str, *, euro: bool = False) -> str:
    """`71121.96` → 71.121,96; with `euro` a sign before it, and always two decimals when there are any."""
    heel, _punt, deel = f"{Decimal(tekst).normalize():f}".partition(".")
    groepen = f"{int(heel):,}".replace(",", ".") if len(heel.lstrip("-")) > 3 else heel
    if euro and deel:
        deel = deel.ljust(2, "0")
    return ("€\u00a0" if euro else "") + groepen + (f",{deel}" if deel else "")


def cel(tekst: object, *, euro: bool = False) -> str:
    """One cell of a rule: `not("acuut")` → niet acuut, `(25000..75000]` → boven 25.000 t/m 75.000."""
    if not isinstance(tekst, str):
        return waarde(tekst, euro=euro)
    tekst = tekst.strip()
    if tekst in ("-", ""):
        return "–"
    if ontkend := re.fullmatch(r"not\((.*)\)", tekst):
        return f"niet {cel(ontkend[1], euro=euro)}"
    delen = [_deel(deel.strip(), euro) for deel in _splits(tekst)]
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} of {delen[-1]}"


def _deel(tekst: str, euro: bool) -> str:
    if bereik := _BEREIK.fullmatch(tekst):
        links, van, tot, rechts = bereik.groups()
        begin, eind = "vanaf" if links == "[" else "boven", "t/m" if rechts == "]" else "onder"
        return f"{begin} {_deel(van, euro)} {eind} {_deel(tot, euro)}"
    if gelijk := _VERGELIJKING.fullmatch(tekst):
        return f"{_TEKEN[gelijk[1]]} {_deel(gelijk[2], euro)}"
    if tekst in ("true", "false"):
        return "ja" if tekst == "true" else "nee"
    dag = re.fullmatch(r'(?:date\()?"?(\d{4}-\d{2}-\d{2})"?\)?', tekst)
    return waarde(dag[1] if dag else tekst.strip('"'), euro=euro)


def _splits(tekst: str) -> list[str]:
    """The parts between the commas that stand outside quotes."""
    return re.findall(r'\s*((?:"[^"]*"|[^,"])+)', tekst)


# ── a table as a whole ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A rule as a row of words; `gold` when it decided."""

    nummer: int
    gold: bool
    vraagt: list[str]
    geeft: list[str]
    reden: str


@dataclass(frozen=True, slots=True)
class Tabelbeeld:
    """A table as people read it: what it asks, what it gives, and the rules."""

    naam: str
    vraagt: list[str]
    geeft: list[str]
    rijen: list[Tabelrij]


def beeld(tabel: Tabel, gold: Collection[str] = ()) -> Tabelbeeld:
    """`gold` holds the ids of the rules that decided."""
    vragen = [kolom.titel for kolom in tabel.invoer]
    antwoorden = [kolom.label or kolom.naam for kolom in tabel.uitvoer]
    return Tabelbeeld(
        tabel.naam,
        [titel(label) for label in vragen],
        [titel(label) for label in antwoorden],
        [
            Tabelrij(
                regel.nummer,
                regel.id in gold,
                [cel(t.tekst, euro=in_euro(v)) for t, v in zip(regel.tests, vragen, strict=True)],
                [waarde(w, euro=in_euro(a)) for w, a in zip(regel.uitvoer, antwoorden, strict=True)],
                regel.toelichting,
            )
            for regel in tabel.regels
        ],
    )


# ── why a table said what it said ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """What one column of a rule asked, and what was filled in."""

    titel: str
    ingevuld: str
    vraagt: str

    @property
    def vraag(self) -> str:
        """The title as it stands before the answer."""
        return self.titel if self.titel.endswith("?") else f"{self.titel}:"


@dataclass(frozen=True, slots=True)
class Grond:
    """A rule that hit: its number, its reason and what it looked at. `niet` names what did not matter."""

    nummer: int
    reden: str
    voorwaarden: list[Voorwaarde]
    niet: list[str]


@dataclass(frozen=True, slots=True)
class Uitgelegd:
    """An outcome as people read it."""

    uitkomst: list[tuple[str, str]]
    gronden: list[Grond]
    ingevuld: list[tuple[str, str]]


def leg_uit(tabel: Tabel, invoer: dict[str, Any], uitvoer: Any, regels: list[str]) -> Uitgelegd:
    """`invoer`, `uitvoer` and `regels` as kept with the outcome."""
    geraakt = [regel for regel in tabel.regels if regel.id in regels]
    return Uitgelegd(
        uitkomst=list(_uitkomst(tabel, uitvoer)),
        gronden=[
            Grond(
                regel.nummer,
                regel.toelichting,
                [
                    Voorwaarde(
                        titel(kolom.titel),
                        waarde(invoer.get(kolom.naam), euro=in_euro(kolom.titel)),
                        cel(test.tekst, euro=in_euro(kolom.titel)),
                    )
                    for kolom, test in zip(tabel.invoer, regel.tests, strict=True)
                    if not test.alles
                ],
                [
                    titel(kolom.titel)
                    for kolom, test in zip(tabel.invoer, regel.tests, strict=True)
                    if test.alles
                ],
            )
            for regel in geraakt
        ],
        ingevuld=[
            (titel(kolom.titel), waarde(invoer.get(kolom.naam), euro=in_euro(kolom.titel)))
            for kolom in tabel.invoer
        ],
    )


def _uitkomst(tabel: Tabel, uitvoer: Any) -> Iterator[tuple[str, str]]:
    """The answer by column; a table that collects gives more answers, one after the other."""
    antwoorden = uitvoer if isinstance(uitvoer, list) else [uitvoer]
    for antwoord in antwoorden:
        for kolom in tabel.uitvoer:
            wat = antwoord.get(kolom.naam) if isinstance(antwoord, dict) else antwoord
            yield titel(kolom.label or kolom.naam), waarde(wat, euro=in_euro(kolom.label))


def in_euro(label: str) -> bool:
    """Columns of amounts say so: ‘Kosten per jaar (euro)’."""
    return "(euro)" in label


def titel(label: str) -> str:
    """The label without its unit when the value carries it."""
    return label.replace(" (euro)", "").replace("_", " ")
