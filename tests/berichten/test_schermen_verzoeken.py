"""What providers ask, as the A-team answers it: what is asked against what runs, the answer, and many at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.berichten.models import Bericht
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag
from eenplan.zorg.models import Toewijzing, Verzoek

pytestmark = pytest.mark.django_db


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())).replace("\xa0", " ")


@pytest.fixture
def wijziging(lopende_begeleiding, post):
    """De Terp asks for six hours a week instead of four, from two weeks on."""
    return post.stuur(post.wijziging(lopende_begeleiding, "VOW-1", vandaag() + timedelta(days=14), 6)).verzoek


@pytest.fixture
def aanvraag(dossier, gezin_de_vries, post):
    """De Terp asks for coaching for Lotte."""
    return post.stuur(post.verzoek(gezin_de_vries.lotte, "VOT-1", vandaag() + timedelta(days=7))).verzoek


def test_de_lijst_toont_wat_wordt_gevraagd_en_tot_wanneer(wijziging, aanvraag, anton, aangemeld):
    pagina = tekst(aangemeld(anton).get("/verzoeken/"))
    assert "2 verzoeken wachten op antwoord" in pagina
    assert "Ambulante begeleiding (toewijzing 100001) wordt 6 uur per week" in pagina
    assert "Ambulante begeleiding (45A04), 3 uur per week" in pagina and "Lotte de Vries" in pagina
    assert "werkdagen" in pagina
    alleen = tekst(aangemeld(anton).get("/verzoeken/?soort=JW315&aanbieder=onzin"))
    assert "Lotte de Vries" in alleen and "Sem de Vries" not in alleen
    with namens(anton):
        regel = Leesregel.objects.filter(medewerker=anton, wat="verzoeken").earliest("pk")
        assert regel.dossiers == [wijziging.dossier_id] and len(regel.personen) == 2


def test_de_backoffice_ziet_dat_er_een_verzoek_is_en_niet_van_wie(wijziging, dossier, bo, aangemeld):
    browser = aangemeld(bo)
    for pad in ("/verzoeken/", f"/verzoeken/{wijziging.pk}/"):
        pagina = tekst(browser.get(pad))
        assert dossier.nummer in pagina and "De Terp" in pagina
        assert "Sem" not in pagina and "uur per week" not in pagina
    assert browser.post(f"/verzoeken/{wijziging.pk}/", {"besluit": "toewijzen"}).status_code == 403
    with namens(bo):
        gelezen = Leesregel.objects.filter(medewerker=bo).values_list("wat", flat=True)
        assert set(gelezen) == {"verzoeken zonder inhoud", "verzoek zonder inhoud"}


def test_een_vreemde_ziet_geen_verzoek_en_de_regisseur_alleen_die_van_haar_gezinnen(
    wijziging, amina, zoe, ester, aangemeld
):
    assert "Sem de Vries" in tekst(aangemeld(amina).get("/verzoeken/"))
    for wie in (zoe, ester):
        assert "Er wachten geen verzoeken" in tekst(aangemeld(wie).get("/verzoeken/"))
        assert aangemeld(wie).get(f"/verzoeken/{wijziging.pk}/").status_code == 404


def test_van_een_geheim_dossier_weet_de_backoffice_niets(wijziging, dossier, bo, amina, aangemeld):
    with namens(amina):
        type(dossier).objects.update(geheim=True)
    assert "Er wachten geen verzoeken" in tekst(aangemeld(bo).get("/verzoeken/"))
    assert aangemeld(bo).get(f"/verzoeken/{wijziging.pk}/").status_code == 404


def test_gevraagd_naast_wat_loopt_en_wat_toewijzen_doet(wijziging, lopende_begeleiding, anton, aangemeld):
    pagina = tekst(aangemeld(anton).get(f"/verzoeken/{wijziging.pk}/"))
    assert "4 uur per week" in pagina and "6 uur per week" in pagina
    laatste = wijziging_begin() - timedelta(days=1)
    assert f"Toewijzing {lopende_begeleiding.nummer} eindigt op {laatste:%d-%m-%Y}" in pagina
    assert "Er komt een nieuwe toewijzing met een eigen nummer: 6 uur per week" in pagina
    assert "Verzoek om wijziging (JW317)" in pagina


def test_toewijzen_maakt_de_toewijzing_en_het_bericht(aanvraag, gezin_de_vries, anton, aangemeld):
    browser = aangemeld(anton)
    antwoord = browser.post(
        f"/verzoeken/{aanvraag.pk}/",
        {"besluit": "toewijzen", "besluittekst": "Past bij het plan."},
        follow=True,
    )
    pagina = tekst(antwoord)
    assert "Beantwoord. De aanbieder krijgt bericht." in pagina and "Past bij het plan." in pagina
    assert "werd Toewijzing" in pagina
    with namens(anton):
        assert Toewijzing.objects.get(jeugdige=gezin_de_vries.lotte).volume == 3
        assert Bericht.objects.filter(soort="JW301", verzoek=aanvraag).exists()
    assert "Er wachten geen verzoeken" in tekst(browser.get("/verzoeken/"))
    assert "toegewezen" in tekst(browser.get("/verzoeken/?stand=beantwoord"))


def test_afwijzen_vraagt_een_reden_en_houdt_vast_wat_is_getypt(aanvraag, anton, aangemeld):
    browser, adres = aangemeld(anton), f"/verzoeken/{aanvraag.pk}/"
    zonder = browser.post(adres, {"besluit": "afwijzen", "besluittekst": "Er is al hulp van school."})
    assert zonder.status_code == 422
    assert "Kies waarom u het verzoek afwijst" in tekst(zonder)
    assert "Er is al hulp van school." in zonder.content.decode()
    elders = browser.post(adres, {"besluit": "afwijzen", "reden": "8"})
    assert "code in van de gemeente die wel verantwoordelijk is" in tekst(elders)
    assert '<option value="8" selected>' in elders.content.decode()
    vreemd = browser.post(adres, {"besluit": "afwijzen", "reden": "8", "andere_gemeente": "12"})
    assert "Een gemeentecode heeft vier cijfers" in tekst(vreemd)
    assert browser.post(adres, {"besluit": "toewijzen", "reden": "6"}).status_code == 422
    assert browser.post(adres, {"besluit": ""}).status_code == 422
    klaar = tekst(
        browser.post(adres, {"besluit": "afwijzen", "reden": "8", "andere_gemeente": "0363"}, follow=True)
    )
    assert "woonplaatsbeginsel" in klaar and "0363" in klaar and "Antwoord op verzoek (JW319)" in klaar
    assert browser.post(adres, {"besluit": "toewijzen"}).status_code == 403, "it is answered"


def test_in_onderzoek_geeft_acht_weken(aanvraag, anton, aangemeld):
    browser, adres = aangemeld(anton), f"/verzoeken/{aanvraag.pk}/"
    pagina = tekst(browser.post(adres, {"besluit": "onderzoek"}, follow=True))
    assert "in onderzoek" in pagina and "8 weken" in pagina
    assert "In onderzoek nemen" not in pagina, "once is enough"
    assert "in onderzoek sinds" in tekst(browser.get("/verzoeken/"))


def test_meer_verzoeken_in_een_keer_en_wat_niet_kan_zegt_waarom(
    lopende_begeleiding, aanvraag, gezin_de_vries, post, anton, amina, aangemeld
):
    """Lotte gets what was asked; Sem has the same care already."""
    dubbel = post.stuur(post.verzoek(gezin_de_vries.sem, "VOT-2", vandaag() + timedelta(days=7))).verzoek
    keuze = {"keuze": [aanvraag.pk, dubbel.pk]}
    assert aangemeld(amina).post("/verzoeken/samen/", keuze).status_code == 403
    browser = aangemeld(anton)
    assert "Vink eerst aan" in tekst(browser.post("/verzoeken/samen/", {"keuze": ["x"]}, follow=True))
    pagina = tekst(browser.post("/verzoeken/samen/", keuze, follow=True))
    assert "1 verzoek is toegewezen" in pagina and "heeft dit al: toewijzing" in pagina
    with namens(anton):
        assert [v.stand for v in Verzoek.objects.order_by("pk")] == ["toegewezen", "open"]
        assert Toewijzing.objects.filter(jeugdige=gezin_de_vries.sem).count() == 1


def test_op_de_zorgpagina_staat_dat_een_aanbieder_wacht(wijziging, dossier, amina, aangemeld):
    pagina = tekst(aangemeld(amina).get(f"/dossier/{dossier.nummer}/zorg/"))
    assert "Aanbieders wachten op antwoord" in pagina and "De Terp: verzoek om wijziging" in pagina


def test_de_lijst_kost_altijd_evenveel_vragen(wijziging, gezin_de_vries, post, anton, aangemeld):
    browser = aangemeld(anton)

    def tel():
        with CaptureQueriesContext(connection) as vragen:
            assert browser.get("/verzoeken/").status_code == 200
        return len(vragen)

    tel()
    eerst = tel()
    for n, kind in enumerate((gezin_de_vries.lotte, gezin_de_vries.sem)):
        post.stuur(post.verzoek(kind, f"VOT-{n}", vandaag() + timedelta(days=400)))
    assert tel() == eerst


def wijziging_begin():
    return vandaag() + timedelta(days=14)
