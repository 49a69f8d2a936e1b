"""An invalid message is not written; the refusal is the finding that a reader would get."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

import ijw

from .berichten import kaal, vol


def geweigerd(**velden: Any) -> list[tuple[str, str]]:
    """Findings on a full JW301 whose first product has these values."""
    bericht = vol(ijw.JW301)
    product = replace(bericht.Client.ToegewezenProducten[0], **velden)
    client = replace(bericht.Client, ToegewezenProducten=(product,))
    with pytest.raises(ijw.IjwFout) as fout:
        ijw.build(replace(bericht, Client=client))
    return [
        (b.regel, b.pad.removeprefix("/Bericht/Client/ToegewezenProducten/")) for b in fout.value.bevindingen
    ]


@pytest.mark.parametrize(
    ("velden", "regel"),
    [
        ({"ToewijzingNummer": 1_000_000_000}, "RS006"),
        ({"ToewijzingNummer": -1}, "RS001"),
        ({"ToewijzingNummer": "7"}, "IJW-type"),
        ({"ToewijzingNummer": True}, "IJW-type"),
        ({"ReferentieAanbieder": " "}, "RS033"),
        ({"ReferentieAanbieder": "x" * 37}, "RS024"),
        ({"ReferentieAanbieder": "a\x00b"}, "IJW-teken"),
        ({"ReferentieAanbieder": "\ud800"}, "IJW-teken"),
        ({"Ingangsdatum": "2026-01-01"}, "IJW-type"),
        ({"Ingangsdatum": datetime(2026, 1, 1, tzinfo=UTC)}, "IJW-type"),
        ({"Toewijzingstijd": time(12, 0, tzinfo=UTC)}, "RS034"),
        ({"RedenWijziging": "99"}, "XSD-enumeration"),
        ({"Product": "55"}, "IJW-type"),
        ({"ToewijzingNummer": None}, "XSD-element"),
    ],
)
def test_een_foute_waarde_wordt_niet_geschreven(velden: dict[str, Any], regel: str) -> None:
    assert geweigerd(**velden) == [(regel, f"ToegewezenProduct[1]/{next(iter(velden))}")]


def test_een_verplichte_lijst_mag_niet_leeg_zijn() -> None:
    bericht = kaal(ijw.JW301)
    with pytest.raises(ijw.IjwFout, match="ToegewezenProducten ontbreekt"):
        ijw.build(replace(bericht, Client=replace(bericht.Client, ToegewezenProducten=())))


def test_een_klasse_van_het_ene_bericht_past_niet_in_het_andere() -> None:
    with pytest.raises(ijw.IjwFout, match="jw301"):
        ijw.build(replace(vol(ijw.JW301), Client=vol(ijw.JW302).Client))


def test_een_lijst_in_plaats_van_een_tuple_wordt_uitgelegd() -> None:
    bericht = kaal(ijw.JW301)
    lijst: Any = list(bericht.Client.Contactgegevens)
    with pytest.raises(ijw.IjwFout, match="Geef een tuple"):
        ijw.build(replace(bericht, Client=replace(bericht.Client, Contactgegevens=lijst)))


def test_een_toewijzing_voor_een_client_met_een_product() -> None:
    bericht = ijw.JW301(
        Header=ijw.jw301.Header(
            Afzender="0384",
            Ontvanger="42420001",
            BerichtIdentificatie=ijw.typen.BerichtIdentificatie(
                Identificatie="T-0001", Dagtekening=date(2026, 4, 1)
            ),
            XsdVersie=ijw.typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0"),
        ),
        Client=ijw.jw301.Client(
            Bsn="999900006",
            Geboortedatum=ijw.typen.Geboortedatum(Datum=date(2010, 2, 14)),
            Geslacht="1",
            Naam=ijw.typen.VolledigeNaam(
                Geslachtsnaam=ijw.typen.Achternaam(Achternaam="Wit", Voorvoegsel="de"), NaamGebruik="1"
            ),
            Contactgegevens=(ijw.jw301.Contact(Soort="01"),),
            ToegewezenProducten=(
                ijw.jw301.ToegewezenProduct(
                    ToewijzingNummer=300201,
                    Product=ijw.typen.Product(Categorie="45", Code="45A04"),
                    Toewijzingsdatum=date(2026, 4, 1),
                    Toewijzingstijd=time(12, 34, 56),
                    Ingangsdatum=date(2026, 4, 1),
                    Einddatum=date(2026, 12, 31),
                    Omvang=ijw.typen.Omvang(Volume=2, Eenheid="04", Frequentie="2"),
                ),
            ),
        ),
    )
    assert ijw.parse(ijw.build(bericht)) == bericht
