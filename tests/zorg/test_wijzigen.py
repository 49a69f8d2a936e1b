"""Changing an assignment on the screen: what will happen is shown first, and what was typed stays."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from eenplan.kern.context import namens
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg
from eenplan.zorg.models import Product, Toewijzing

pytestmark = pytest.mark.django_db


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())).replace("\xa0", " ")


def gezien(antwoord):
    """What the page shows, to be sent back with the second click."""
    return re.search(r'name="gezien" value="([^"]*)"', antwoord.content.decode())[1].replace("&amp;", "&")


@pytest.fixture
def begeleiding(dossier, aanbod, gezin_de_vries, amina):
    """Sem has coaching by De Terp, four hours a week, since a month."""
    with namens(amina):
        return zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding,
            begin=vandaag() - timedelta(days=30), eind=vandaag() + timedelta(days=150), volume=4, frequentie="2", door=amina,
        )  # fmt: skip


def adres(toewijzing, rest):
    return f"/dossier/WV-2026-00418/zorg/{toewijzing.pk}/{rest}/"


def test_verlengen_houdt_het_nummer(begeleiding, amina, aangemeld):
    browser = aangemeld(amina)
    eind = vandaag() + timedelta(days=300)
    velden = {"volume": 4, "vanaf": vandaag().isoformat(), "eind": eind.isoformat(), "reden": "04"}
    voor = browser.post(adres(begeleiding, "wijzigen"), velden)
    assert f"Toewijzing {begeleiding.nummer} houdt haar nummer" in tekst(voor)
    with namens(amina):
        assert Toewijzing.objects.get().eind == begeleiding.eind, "nothing is saved by looking"
    klaar = browser.post(adres(begeleiding, "wijzigen"), velden | {"gezien": gezien(voor), "opslaan": "1"})
    assert klaar.status_code == 302
    with namens(amina):
        assert Toewijzing.objects.get().eind == eind


def test_meer_uren_geeft_een_nieuw_nummer(begeleiding, amina, aangemeld):
    browser = aangemeld(amina)
    vanaf = vandaag() + timedelta(days=14)
    velden = {"volume": 6, "vanaf": vanaf.isoformat(), "eind": begeleiding.eind.isoformat(), "reden": "14"}
    voor = browser.post(adres(begeleiding, "wijzigen"), velden)
    pagina = tekst(voor)
    assert f"eindigt op {vanaf - timedelta(days=1):%d-%m-%Y}" in pagina
    assert "nieuwe toewijzing met een eigen nummer: 6 uur per week" in pagina
    assert 'value="6"' in voor.content.decode()
    anders = browser.post(
        adres(begeleiding, "wijzigen"), velden | {"volume": 8, "gezien": gezien(voor), "opslaan": "1"}
    )
    assert "8 uur per week" in tekst(anders), "what was not shown is shown first"
    with namens(amina):
        assert Toewijzing.objects.count() == 1
    browser.post(adres(begeleiding, "wijzigen"), velden | {"gezien": gezien(voor), "opslaan": "1"})
    with namens(amina):
        assert [(t.volume, t.begin) for t in Toewijzing.objects.order_by("pk")] == [
            (4, begeleiding.begin),
            (6, vanaf),
        ]


@pytest.mark.parametrize(
    "velden, zin",
    [
        ({}, "Er verandert niets"),
        ({"volume": 5, "vanaf": vandaag() + timedelta(days=400), "eind": vandaag() + timedelta(days=500)}, "Kies een dag binnen de toewijzing"),
        ({"volume": 5, "eind": vandaag() - timedelta(days=3)}, "ligt vóór de begindatum"),
        ({"volume": 5, "eind": ""}, "Bij een volume per week hoort een einddatum"),
        ({"volume": 0}, "minstens 1"),
        ({"volume": 5, "reden": ""}, "verplicht"),
        ({"volume": 5, "reden": "13"}, "13"),
    ],
)  # fmt: skip
def test_wat_niet_kan_zegt_waarom_en_houdt_vast_wat_is_getypt(velden, zin, begeleiding, amina, aangemeld):
    alles = {"volume": 4, "vanaf": vandaag(), "eind": begeleiding.eind, "reden": "14"} | velden
    antwoord = aangemeld(amina).post(adres(begeleiding, "wijzigen"), alles)
    assert antwoord.status_code == 422
    assert zin in tekst(antwoord) and "Dit gaat er gebeuren" not in tekst(antwoord)
    assert f'value="{alles["volume"]}"' in antwoord.content.decode()
    with namens(amina):
        assert Toewijzing.objects.get().volume == 4


def test_een_budget_wordt_in_euro_gewijzigd(dossier, aanbod, gezin_de_vries, amina, aangemeld):
    with namens(amina):
        product = Product.objects.create(
            organisatie_id=dossier.organisatie_id,
            categorie="45",
            naam="Jeugdhulp ambulant",
            soort="inspanning",
        )
        rij = zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=product, begin=vandaag(),
            eind=vandaag() + timedelta(days=100), budget=Decimal(5000), door=amina,
        )  # fmt: skip
    browser = aangemeld(amina)
    html = browser.get(adres(rij, "wijzigen")).content.decode()
    assert 'name="budget"' in html and 'name="volume"' not in html
    velden = {"budget": "7500,50", "vanaf": vandaag(), "eind": rij.eind, "reden": "14"}
    voor = browser.post(adres(rij, "wijzigen"), velden)
    assert "budget € 7.500,50" in tekst(voor)
    browser.post(adres(rij, "wijzigen"), velden | {"gezien": gezien(voor), "opslaan": "1"})
    with namens(amina):
        assert Toewijzing.objects.get(pk=rij.pk).budget == Decimal("7500.50")


def test_verwijderen_vraagt_waarom(begeleiding, amina, aangemeld):
    browser = aangemeld(amina)
    leeg = browser.post(adres(begeleiding, "verwijderen"), {"toelichting": " "})
    assert leeg.status_code == 422
    assert (
        browser.post(adres(begeleiding, "verwijderen"), {"toelichting": "Het gezin is verhuisd."}).status_code
        == 302
    )
    with namens(amina):
        assert Toewijzing.objects.get().status == "verwijderd"
    for rest in ("wijzigen", "verwijderen"):
        assert browser.get(adres(begeleiding, rest)).status_code == 422, "it is gone already"


def test_wie_niet_leidt_wijzigt_niets(begeleiding, anton, bert, zoe, ester, aangemeld):
    for rest in ("wijzigen", "verwijderen"):
        assert aangemeld(anton).get(adres(begeleiding, rest)).status_code == 403
        for wie in (bert, zoe, ester):
            assert aangemeld(wie).get(adres(begeleiding, rest)).status_code == 404
            assert aangemeld(wie).post(adres(begeleiding, rest), {"toelichting": "x"}).status_code == 404
