"""The pages of administration: who sees them, who changes something, what is refused on screen."""

from __future__ import annotations

import pytest

from eenplan.organisatie.models import Mandaat, Medewerker, Team

pytestmark = pytest.mark.django_db

PAGINAS = ("/beheer/", "/beheer/medewerkers/", "/beheer/teams/", "/beheer/mandaten/")


def test_beheerder_sees_the_own_organisation_and_nobody_else(aangemeld, bea, amina, ester):
    client = aangemeld(bea)
    for pagina in PAGINAS:
        antwoord = client.get(pagina)
        assert antwoord.status_code == 200
        assert "Ester Evers" not in antwoord.content.decode()
    assert "Amina El Idrissi" in client.get("/beheer/medewerkers/").content.decode()
    assert client.get(f"/beheer/medewerkers/{ester.pk}/").status_code == 404


def test_consulent_hears_that_these_pages_are_not_for_them(aangemeld, amina):
    for pagina in PAGINAS:
        antwoord = aangemeld(amina).get(pagina)
        assert antwoord.status_code == 403 and "voor de beheerder" in antwoord.content.decode()


def test_teamleider_reads_along_but_changes_nothing(aangemeld, tess):
    client = aangemeld(tess)
    assert "Team toevoegen" not in client.get("/beheer/teams/").content.decode()
    assert client.post("/beheer/teams/", {"naam": "West", "soort": "regie"}).status_code == 403
    assert not Team.objects.filter(naam="West").exists()


def test_beheerder_adds_someone_and_gives_a_functie(aangemeld, bea, noord):
    client = aangemeld(bea)
    antwoord = client.post("/beheer/medewerkers/", {"naam": "Nora Nijs", "fte": "0.8"})
    nora = Medewerker.objects.get(naam="Nora Nijs")
    assert antwoord.url == f"/beheer/medewerkers/{nora.pk}/"
    assert client.post(antwoord.url, {"wat": "functie", "functie": "jeugdconsulent"}).status_code == 302
    assert client.post(antwoord.url, {"wat": "team", "team": noord.pk}).status_code == 302
    assert "jeugdconsulent" in client.get(antwoord.url).content.decode()


def test_refusal_stands_at_its_field_and_what_was_typed_stays(aangemeld, bea):
    antwoord = aangemeld(bea).post("/beheer/medewerkers/", {"naam": "Nora Nijs", "fte": "3"})
    assert antwoord.status_code == 422
    assert (
        "Nora Nijs" in antwoord.content.decode() and not Medewerker.objects.filter(naam="Nora Nijs").exists()
    )


def test_stale_edit_shows_both_versions(aangemeld, bea, amina):
    client = aangemeld(bea)
    adres = f"/beheer/medewerkers/{amina.pk}/"
    velden = {"wat": "gegevens", "versie": "0", "naam": "Amina El Idrissi"}
    assert client.post(adres, velden | {"fte": "0.9"}).status_code == 302
    antwoord = client.post(adres, velden | {"fte": "0.5"})
    assert antwoord.status_code == 409 and "Iemand anders was u voor" in antwoord.content.decode()


def test_beheerder_gives_and_withdraws_a_mandate(aangemeld, bea):
    client = aangemeld(bea)
    velden = {
        "besluitsoort": "zin",
        "functie": "jeugdconsulent",
        "tot_bedrag": "10000",
        "bron": "Mandaatbesluit 2026",
    }
    assert client.post("/beheer/mandaten/", velden).status_code == 302
    mandaat = Mandaat.objects.get()
    adres = f"/beheer/mandaten/{mandaat.pk}/einde/"
    assert (
        client.post(adres, {"tot": mandaat.vanaf.isoformat(), "waarom": "nieuw besluit"}).status_code == 302
    )
    assert Mandaat.objects.get().tot == mandaat.vanaf


def test_who_left_is_out_at_the_next_click(aangemeld, bea, amina):
    scherm = aangemeld(amina)
    assert scherm.get("/").status_code == 200
    adres = f"/beheer/medewerkers/{amina.pk}/uit-dienst/"
    assert aangemeld(bea).post(adres, {"waarom": "andere baan"}).status_code == 302
    assert scherm.get("/").url.startswith("/aanmelden/")
