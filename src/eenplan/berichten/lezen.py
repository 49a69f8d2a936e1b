"""A message as people read it: parts with a heading and lines of (name, value)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import ijw
from eenplan.zorg.varianten import euro, omvang_in_woorden

GESLACHT = {"1": "man", "2": "vrouw", "0": "onbekend"}  # COD046


@dataclass(frozen=True, slots=True)
class Deel:
    """One part of a message."""

    kop: str
    regels: list[tuple[str, str]]


def in_delen(xml: bytes) -> list[Deel]:
    """The content of a JW301, in words."""
    bericht: Any = ijw.parse(xml)
    client = bericht.Client
    kop = bericht.Header
    delen = [
        Deel(
            "Bericht",
            [
                ("Afzender", f"gemeente {kop.Afzender}"),
                ("Ontvanger", f"aanbieder {kop.Ontvanger}"),
                ("Identificatie", kop.BerichtIdentificatie.Identificatie),
                ("Dagtekening", _dag(kop.BerichtIdentificatie.Dagtekening)),
            ],
        ),
        Deel(
            "Jeugdige",
            [
                ("Naam", _naam(client.Naam)),
                ("BSN", client.Bsn),
                ("Geboren", _dag(client.Geboortedatum.Datum)),
                ("Geslacht", GESLACHT[client.Geslacht]),
                *_contact(client.Contactgegevens[0]),
            ],
        ),
    ]
    for relatie in client.Relaties:
        soort = ijw.codelijst("COD472").get(relatie.Soort, relatie.Soort)
        delen.append(
            Deel(f"Gezag: {soort.lower()}", [("Naam", _naam(relatie.Naam)), *_contact(relatie.Contact)])
        )
    delen += [Deel(f"Toewijzing {p.ToewijzingNummer}", _product(p)) for p in client.ToegewezenProducten]
    return delen


def _product(product: Any) -> list[tuple[str, str]]:
    code = (
        f"{product.Product.Code} (categorie {product.Product.Categorie})"
        if product.Product.Code
        else f"categorie {product.Product.Categorie}"
    )
    einde = f"tot en met {_dag(product.Einddatum)}" if product.Einddatum else "zonder einddatum"
    regels = [
        ("Product", code),
        ("Periode", f"{_dag(product.Ingangsdatum)} {einde}"),
        ("Vastgesteld", f"{_dag(product.Toewijzingsdatum)} {product.Toewijzingstijd:%H:%M}"),
    ]
    if product.Omvang:
        omvang = product.Omvang
        regels.insert(1, ("Omvang", omvang_in_woorden(omvang.Volume, omvang.Eenheid, omvang.Frequentie)))
    if product.Budget is not None:
        regels.insert(1, ("Budget", euro(Decimal(product.Budget) / 100)))
    if product.RedenWijziging:
        reden = ijw.codelijst("JZ002").get(product.RedenWijziging, product.RedenWijziging)
        regels.append(("Gewijzigd", reden))
    return regels


def _contact(contact: Any) -> list[tuple[str, str]]:
    regels = []
    if contact.Adres:
        huis = contact.Adres.Huis
        nummer = f"{huis.Huisnummer}{huis.Huisletter or ''}{'-' + huis.HuisnummerToevoeging if huis.HuisnummerToevoeging else ''}"
        straat = f"{contact.Adres.Straatnaam or ''} {nummer}".strip()
        regels.append(
            ("Adres", f"{straat}, {contact.Adres.Postcode} {contact.Adres.Plaatsnaam or ''}".strip())
        )
    if contact.Telefoon:
        regels.append(("Telefoon", contact.Telefoon.Telefoon01.Telefoonnummer))
    if contact.Emailadres:
        regels.append(("E-mail", contact.Emailadres))
    return regels


def _naam(naam: Any) -> str:
    achter = naam.Geslachtsnaam
    return " ".join(deel for deel in (naam.Voornamen, achter.Voorvoegsel, achter.Achternaam) if deel)


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
