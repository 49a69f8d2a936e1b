"""The tabs Gezin and Netwerk: who may open them, what is shown and hidden, what reading leaves behind."""

from __future__ import annotations

import pytest

from eenplan.gezin.models import Netwerkcontact, Persoon
from eenplan.kern.context import voor_organisatie
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag
from mensen import bsn, maak_persoon

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(gezin_de_vries, amina, noord, waterveld):
    from eenplan.dossier.models import Dossier

    with voor_organisatie(waterveld):
        return Dossier.objects.create(
            organisatie=waterveld, nummer="WV-2026-00418", gezin=gezin_de_vries.gezin, regisseur=amina, team=noord,
            geopend_op=vandaag(),
        )  # fmt: skip


@pytest.fixture
def scherm(aangemeld, amina, dossier):
    return aangemeld(amina)


GEZIN = "/dossier/WV-2026-00418/gezin/"
NETWERK = "/dossier/WV-2026-00418/netwerk/"


def test_regisseur_sees_the_family_drawn_and_in_words(scherm):
    pagina = scherm.get(GEZIN).content.decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="genogram" role="img"' in pagina
    assert "Pieter en Marije zijn ouders van" in pagina or "Marije en Pieter zijn ouders van" in pagina
    assert "ouderlijk gezag" in pagina


def test_others_get_the_same_answer_as_for_a_dossier_that_is_not_there(aangemeld, dossier, zoe, ester):
    for wie in (zoe, ester):
        for adres in (GEZIN, NETWERK):
            assert aangemeld(wie).get(adres).status_code == 404


def test_bsn_is_masked_until_someone_asks_and_then_it_is_logged(scherm, gezin_de_vries, waterveld, amina):
    assert bsn(3) not in scherm.get(GEZIN).content.decode()
    assert f"••••• {bsn(3)[-3:]}" in scherm.get(GEZIN).content.decode()
    adres = f"{GEZIN}persoon/{gezin_de_vries.sem.pk}/bsn/"
    assert scherm.get(adres).status_code == 405
    for kop in ({}, {"HX-Request": "true"}):
        assert bsn(3) in scherm.post(adres, headers=kop).content.decode()
    with voor_organisatie(waterveld):
        regels = Leesregel.objects.filter(wat="bsn", medewerker=amina, personen=[gezin_de_vries.sem.pk])
        assert regels.count() == 2


def test_bsn_of_someone_outside_the_family_is_not_shown(scherm, waterveld):
    with voor_organisatie(waterveld):
        vreemd = maak_persoon(waterveld, "Vreemd", 30, "m", 50)
    assert scherm.post(f"{GEZIN}persoon/{vreemd.pk}/bsn/").status_code == 404


def test_secret_address_carries_a_warning_for_all_who_live_there(scherm, gezin_de_vries, waterveld):
    with voor_organisatie(waterveld):
        Persoon.objects.filter(pk=gezin_de_vries.marije.pk).update(contact_geheim=True)
    pagina = scherm.get(GEZIN).content.decode()
    assert (
        pagina.count("geheim adres: niet delen") == 4
    )  # Marije and the three children who live with her, not Pieter


def velden_van(persoon: Persoon, **anders: object) -> dict[str, object]:
    namen = (
        "voornamen",
        "roepnaam",
        "voorvoegsel",
        "achternaam",
        "geslacht",
        "straat",
        "postcode",
        "woonplaats",
        "telefoon",
        "email",
    )
    return {n: getattr(persoon, n) for n in namen} | {
        "geboortedatum": persoon.geboortedatum.isoformat(), "huisnummer": persoon.huisnummer, "versie": persoon.versie,
    } | anders  # fmt: skip


def test_stale_edit_shows_both_versions_and_not_the_bsn(scherm, gezin_de_vries):
    sem = gezin_de_vries.sem
    adres = f"{GEZIN}persoon/{sem.pk}/"
    assert scherm.post(adres, velden_van(sem, telefoon="0611111111")).status_code == 302
    antwoord = scherm.post(adres, velden_van(sem, telefoon="0622222222", bsn_nummer=""))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "0611111111" in pagina and "0622222222" in pagina and bsn(3) not in pagina


def test_edit_keeps_the_bsn_when_nothing_is_typed_there(scherm, gezin_de_vries, waterveld):
    sem = gezin_de_vries.sem
    scherm.post(f"{GEZIN}persoon/{sem.pk}/", velden_van(sem, roepnaam="Semmie", postcode="2345 bc"))
    with voor_organisatie(waterveld):
        nu = Persoon.objects.get(pk=sem.pk)
    assert (nu.roepnaam, nu.postcode, nu.bsn) == ("Semmie", "2345BC", bsn(3))


def test_refused_edit_stays_on_screen_and_changes_nothing(scherm, gezin_de_vries, waterveld):
    sem = gezin_de_vries.sem
    antwoord = scherm.post(
        f"{GEZIN}persoon/{sem.pk}/", velden_van(sem, roepnaam="Anders", bsn_nummer="123456789")
    )
    assert antwoord.status_code == 422
    assert "geen geldig BSN" in antwoord.content.decode() and "Anders" in antwoord.content.decode()
    with voor_organisatie(waterveld):
        assert Persoon.objects.get(pk=sem.pk).roepnaam == "Sem"


def test_new_member_is_added_or_nothing_at_all(scherm, waterveld):
    nieuw = {"rol": "partner", "woont_in": "on", "voornamen": "Rob", "achternaam": "Jansen", "geslacht": "m"}
    fout = scherm.post(f"{GEZIN}nieuw/", nieuw | {"geboortedatum": "2199-01-01"})
    assert fout.status_code == 422 and "toekomst" in fout.content.decode()
    assert scherm.post(f"{GEZIN}nieuw/", nieuw).status_code == 302
    with voor_organisatie(waterveld):
        assert Persoon.objects.filter(achternaam="Jansen").count() == 1
    assert "Rob Jansen" in scherm.get(GEZIN).content.decode()


def test_unknown_bsn_is_refused_with_a_way_on(scherm):
    antwoord = scherm.post(f"{GEZIN}bekend/", {"bsn": bsn(77), "rol": "ander"})
    assert antwoord.status_code == 422 and "niemand met dit BSN bekend" in antwoord.content.decode()


def test_known_person_joins_by_bsn(scherm, waterveld):
    with voor_organisatie(waterveld):
        maak_persoon(waterveld, "Truus", 70, "v", 60)
    assert scherm.post(f"{GEZIN}bekend/", {"bsn": bsn(60), "rol": "ander"}).status_code == 302
    assert "Truus" in scherm.get(GEZIN).content.decode()


def test_relation_and_authority_through_the_forms(scherm, gezin_de_vries):
    g = gezin_de_vries
    relatie = {"van": g.sem.pk, "naar": g.lotte.pk, "soort": "broer_zus"}
    assert scherm.post(f"{GEZIN}relatie/", relatie).status_code == 302
    antwoord = scherm.post(f"{GEZIN}relatie/", relatie | {"naar": g.sem.pk})
    assert antwoord.status_code == 422 and "met zichzelf" in antwoord.content.decode()
    gezag = {"jeugdige": g.sem.pk, "soort": "ouderlijk", "bron": "register"}
    assert "persoon of een instelling" in scherm.post(f"{GEZIN}gezag/", gezag).content.decode()


def test_contact_is_put_on_the_map_and_taken_off(scherm, waterveld):
    assert "Nog niemand op de kaart" in scherm.get(NETWERK).content.decode()
    velden = {"naam": "Oma Truus", "wie": "oma", "kring": "familie", "nabijheid": "1", "steunt": "on"}
    assert scherm.post(NETWERK, velden).status_code == 302
    pagina = scherm.get(NETWERK).content.decode()
    assert 'class="netwerkkaart"' in pagina and "Oma Truus" in pagina
    with voor_organisatie(waterveld):
        contact = Netwerkcontact.objects.get()
    assert scherm.post(f"{NETWERK}{contact.pk}/weg/").status_code == 302
    assert "Nog niemand op de kaart" in scherm.get(NETWERK).content.decode()


def test_closed_dossier_is_only_read(scherm, dossier, waterveld, gezin_de_vries):
    with voor_organisatie(waterveld):
        type(dossier).objects.filter(pk=dossier.pk).update(gesloten_op=vandaag())
    assert scherm.get(GEZIN).status_code == 200
    antwoord = scherm.post(f"{GEZIN}persoon/{gezin_de_vries.sem.pk}/", velden_van(gezin_de_vries.sem))
    assert antwoord.status_code == 422 and "gesloten" in antwoord.content.decode()


def test_every_page_leaves_a_line_in_the_read_log(scherm, dossier, waterveld):
    scherm.get(GEZIN), scherm.get(NETWERK)
    with voor_organisatie(waterveld):
        assert set(Leesregel.objects.filter(dossiers=[dossier.pk]).values_list("wat", flat=True)) == {
            "gezin",
            "netwerk",
        }
