"""What is written can be read back, is accepted by the official schema and looks as OP192 asks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import ijw

from .berichten import ALLE, NAMEN, geldig, kaal, vol

RUSTIG = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_elk_geldig_bericht_komt_gelijk_terug(soort, officieel) -> None:
    schema = officieel(soort.NAAM)

    @RUSTIG
    @given(geldig(soort))
    def rondgang(bericht: ijw.Bericht) -> None:
        data = ijw.build(bericht)
        assert ijw.parse(data) == bericht
        assert ijw.build(ijw.parse(data)) == data
        assert schema.validate(etree.fromstring(data)), schema.error_log

    rondgang()


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_een_bericht_is_utf8_zonder_bom_met_crlf(soort) -> None:
    for bericht in (vol(soort), kaal(soort)):
        data = ijw.build(bericht)
        assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n')
        assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
        assert data.endswith(b"Bericht>\r\n")


@pytest.mark.parametrize("naam", NAMEN)
def test_het_voorbeeld_van_de_standaard_wordt_gelezen_en_gelijk_geschreven(naam, voorbeeld) -> None:
    data = voorbeeld(naam)
    boom = etree.fromstring(ijw.build(ijw.parse(data)))
    assert etree.tostring(boom, method="c14n2", strip_text=True) == etree.tostring(
        etree.fromstring(data), method="c14n2", strip_text=True
    )


@pytest.mark.parametrize("naam", NAMEN)
def test_het_voorbeeld_van_de_standaard_is_goed_op_niveau_1(naam, voorbeeld) -> None:
    assert ijw.check(voorbeeld(naam)) == []  # also JW317 and JW323, which break a rule of level 2


def test_het_voorbeeld_jw301_komt_byte_voor_byte_terug(voorbeeld) -> None:
    data = voorbeeld("JW301").replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    assert ijw.build(ijw.parse(data)) == data


@given(st.text(st.sampled_from("\r\n\t &<>]'\"x"), max_size=12))
def test_een_commentaar_van_meer_regels_blijft_zoals_het_getypt_is(tekst: str) -> None:
    bericht = _met_commentaar("x" + tekst)
    data = ijw.build(bericht)
    assert ijw.parse(data) == bericht
    assert data.count(b"\n") == data.count(b"\r\n")


def test_waarden_krijgen_hun_type() -> None:
    product = ijw.parse(ijw.build(vol(ijw.JW301))).Client.ToegewezenProducten[0]
    assert product.ToewijzingNummer == 7
    assert product.Toewijzingsdatum.year == 2026
    assert product.Toewijzingstijd.hour == 12
    assert product.Omvang.Eenheid == "01"


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_een_bericht_is_onveranderlijk_en_vergelijkbaar(soort) -> None:
    bericht = vol(soort)
    with pytest.raises(AttributeError):
        bericht.Header = None
    assert bericht == vol(soort) and hash(bericht) == hash(vol(soort))
    assert bericht != kaal(soort)


def _met_commentaar(tekst: str) -> ijw.JW301:
    from dataclasses import replace

    bericht = kaal(ijw.JW301)
    return replace(bericht, Client=replace(bericht.Client, Commentaar=tekst))
