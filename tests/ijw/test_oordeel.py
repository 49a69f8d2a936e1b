"""Level 1 says what the official schema says: over every message, thousands of mutations, always."""

from __future__ import annotations

import os

import pytest
from lxml import etree

import ijw
from ijw.invoer import lees_boom
from ijw.lezer import lees
from ijw.snel import lees_snel

from .berichten import ALLE, NAMEN, kaal, vol
from .mutaties import mutaties

# Per message and per test; `make test-lang` goes over all of them.
AANTAL = 2200 if os.environ.get("EENPLAN_LANG") else 300


@pytest.mark.parametrize("bericht", ALLE, ids=NAMEN)
@pytest.mark.parametrize("maak", [vol, kaal])
def test_oordeel_is_dat_van_het_officiele_schema(bericht, maak, officieel) -> None:
    schema = officieel(bericht.NAAM)
    verschillen, geldig, gedaan = [], 0, 0
    for wat, data in mutaties(ijw.build(maak(bericht)), AANTAL):
        hoort = schema.validate(etree.fromstring(data))
        bevindingen = ijw.check(data)
        if hoort != (not bevindingen):
            verschillen.append((wat, hoort, [str(b) for b in bevindingen]))
        assert all(b.niveau == 1 and b.regel and b.pad.startswith("/") for b in bevindingen), wat
        geldig += hoort
        gedaan += 1
    assert not verschillen, f"{len(verschillen)} van {gedaan} oordelen verschillen: {verschillen[:5]}"
    assert gedaan >= AANTAL or maak is kaal, "een kaal bericht heeft minder plaatsen om te bederven"
    assert gedaan / 20 < geldig < gedaan / 2, "de mutaties horen geldig en ongeldig te mengen"


@pytest.mark.parametrize("bericht", ALLE, ids=NAMEN)
def test_de_snelle_lezer_neemt_alleen_aan_wat_de_grondige_aanneemt(bericht) -> None:
    snel_gelezen = 0
    for wat, data in mutaties(ijw.build(vol(bericht)), AANTAL, zaad=2):
        try:
            wortel = lees_boom(data)
        except ijw.IjwFout:
            continue
        if etree.QName(wortel).namespace != bericht.VERSIE.ruimte(bericht.NAAM):
            continue
        snel = lees_snel(data, wortel, bericht) if etree.QName(wortel).localname == "Bericht" else None
        if snel is not None:
            snel_gelezen += 1
            assert lees(wortel, bericht).bericht == snel, wat
    assert snel_gelezen > AANTAL / 20


@pytest.mark.parametrize("bericht", ALLE, ids=NAMEN)
def test_het_eigen_schema_oordeelt_als_het_officiele(bericht, officieel, tmp_path) -> None:
    for naam in ("basisschema", bericht.NAAM):
        (tmp_path / f"{naam}.xsd").write_text(ijw.xsd(naam), encoding="utf-8")
    eigen = etree.XMLSchema(etree.parse(tmp_path / f"{bericht.NAAM}.xsd"))
    schema = officieel(bericht.NAAM)
    for wat, data in mutaties(ijw.build(vol(bericht)), AANTAL, zaad=3):
        boom = etree.fromstring(data)
        assert eigen.validate(boom) == schema.validate(boom), wat
