"""The pages of a team lead: the waiting list with the reason of each place, the proposal, and what is not for others."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from eenplan.caseload import verdeel_actions
from eenplan.caseload.jobs import reken
from eenplan.caseload.models import Rekening, Verdeelvoorstel
from eenplan.caseload.rekenen_actions import vraag_rekening
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel

_spec = importlib.util.spec_from_file_location(
    "verdelen_in_noord", Path(__file__).with_name("test_verdelen.py")
)
assert _spec and _spec.loader
_verdelen = sys.modules["verdelen_in_noord"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_verdelen)
maak_gezin, voorstel_voor, regel = _verdelen.maak_gezin, _verdelen.voorstel_voor, _verdelen.regel

pytestmark = pytest.mark.django_db


def tekst(antwoord) -> str:
    return " ".join(antwoord.content.decode().split())


def test_de_teamleider_komt_meteen_bij_haar_team_en_ziet_wie_wacht_en_waarom(
    maak_gezin, tess, amina, noord, aangemeld
):
    with namens(tess):
        wacht = maak_gezin("Bos", urgentie="spoed", dagen=12)
        maak_gezin("Loopt", regisseur=amina)
    antwoord = aangemeld(tess).get("/caseload/", follow=True)
    assert antwoord.status_code == 200
    pagina = tekst(antwoord)
    assert "1 gezin wacht op een regisseur" in pagina
    assert "Gezin Bos" in pagina and "Spoed volgens de triage" in pagina and "12 dagen" in pagina
    assert "Amina El Idrissi" in pagina and "Dit is een aanname, geen meting." in pagina
    assert "Gezin Loopt" not in pagina, "of families with a regisseur only how many"
    with namens(tess):
        assert Leesregel.objects.filter(medewerker=tess, dossiers=[wacht.pk]).exists()


def test_van_vraag_tot_bevestiging_in_de_browser(maak_gezin, tess, amina, bert, noord, aangemeld):
    with namens(tess):
        maak_gezin("Een")
        maak_gezin("Twee")
    browser = aangemeld(tess)
    antwoord = browser.post(f"/caseload/team/{noord.pk}/verdelen/")
    with namens(tess):
        rekening = Rekening.objects.get()
    assert antwoord.url == f"/caseload/verdeling/{rekening.pk}/"
    assert "Wacht op zijn beurt" in tekst(browser.get(antwoord.url))
    assert "hx-trigger" in tekst(browser.get(antwoord.url, headers={"HX-Request": "true"}))
    reken(organisatie_id=tess.organisatie_id, rekening_id=rekening.pk)
    assert browser.get(antwoord.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    pagina = tekst(browser.get(antwoord.url))
    assert "2 gezinnen krijgen een regisseur" in pagina and "Beter kan het niet" in pagina
    with namens(tess):
        een = regel(Verdeelvoorstel.objects.get(), "Een")
    naar = f"/caseload/verdeling/{rekening.pk}/keuze/{een.pk}/"
    deel = tekst(browser.post(naar, {"gekozen": "", "versie": 0}, headers={"HX-Request": "true"}))
    assert "1 gezin krijgt een regisseur, 1 blijft wachten" in deel and "Het voorstel was" in deel
    with namens(tess):
        gelezen = Leesregel.objects.filter(medewerker=tess, wat="verdeelvoorstel")
        assert [een.dossier_id in regel.dossiers for regel in gelezen] == [True, True], (
            "the page, and the part"
        )
    assert browser.post(naar, {"gekozen": amina.pk, "versie": 0}).status_code == 409
    bevestigd = browser.post(f"/caseload/verdeling/{rekening.pk}/bevestigen/", {"versie": 1}, follow=True)
    assert "De verdeling is bevestigd" in tekst(bevestigd) and "1 gezin heeft een regisseur." in tekst(
        bevestigd
    )
    with namens(tess):
        assert Dossier.objects.filter(regisseur__isnull=False).count() == 1


def test_niets_te_verdelen_is_een_zin_boven_de_pagina(tess, noord, aangemeld):
    antwoord = aangemeld(tess).post(f"/caseload/team/{noord.pk}/verdelen/")
    assert antwoord.status_code == 422 and "Er valt niets te verdelen." in tekst(antwoord)


def test_een_rekening_die_stilstaat_of_niet_kon_zegt_dat(maak_gezin, tess, amina, noord, aangemeld, settings):
    from datetime import timedelta

    from eenplan.caseload.models import Rekenvoortgang
    from eenplan.kern.tijd import nu

    with namens(tess):
        maak_gezin("Een")
        fout = vraag_rekening(soort="verdeling", team=noord, invoer={"regels": {}, "zaken": [], "medewerkers": []}, door=tess)  # fmt: skip
        reken(organisatie_id=tess.organisatie_id, rekening_id=fout.pk)
    browser = aangemeld(tess)
    assert "kon niet worden gemaakt" in tekst(browser.get(f"/caseload/verdeling/{fout.pk}/"))
    browser.post(f"/caseload/team/{noord.pk}/verdelen/")
    with namens(tess):
        rekening = Rekening.objects.get(klaar_op__isnull=True)
        Rekenvoortgang.objects.filter(rekening=rekening).update(gezien_op=nu() - timedelta(minutes=10))
    assert "Het berekenen staat stil" in tekst(browser.get(f"/caseload/verdeling/{rekening.pk}/"))
    gestopt = browser.post(f"/caseload/verdeling/{rekening.pk}/stoppen/", follow=True)
    assert "Er is niets veranderd" in tekst(gestopt)
    for over in (fout, rekening):
        naar = f"/caseload/verdeling/{over.pk}/"
        nog = browser.get(naar, headers={"HX-Request": "true"})
        assert (nog.get("HX-Refresh") == "true") == (over.pk == fout.pk), (
            "the page that waited loads as a whole"
        )


@pytest.mark.parametrize("pad", ["/caseload/", "/caseload/team/{team}/", "/caseload/verdeling/{rekening}/"])
def test_wie_het_team_niet_leidt_komt_er_niet_in(pad, maak_gezin, tess, amina, kees, noord, zuid, aangemeld):
    with namens(tess):
        maak_gezin("Een")
        voorstel = voorstel_voor(noord, tess)
    pad = pad.format(team=noord.pk, rekening=voorstel.rekening_id)
    for wie in (amina, kees):
        assert aangemeld(wie).get(pad).status_code == 403


def test_een_voorstel_dat_achterhaald_is_zegt_dat_en_verdwijnt_van_de_teampagina(
    maak_gezin, tess, amina, bert, noord, aangemeld
):
    with namens(tess):
        een = maak_gezin("Een")
        oud, nieuw = voorstel_voor(noord, tess), voorstel_voor(noord, tess)
        verdeel_actions.bevestig_voorstel(voorstel=nieuw, gelezen_versie=0, door=tess)
        een.refresh_from_db()
    browser = aangemeld(tess)
    assert "nog niet is bevestigd" not in tekst(browser.get(f"/caseload/team/{noord.pk}/"))
    pagina = tekst(browser.get(f"/caseload/verdeling/{oud.rekening_id}/"))
    assert "Dit voorstel is achterhaald" in pagina and f"Dit gezin heeft intussen {een.regisseur}." in pagina
