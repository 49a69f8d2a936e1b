"""What people see of messages: the outbox, one message in words, and who may not."""

from __future__ import annotations

import pytest

import ijw
from eenplan.berichten.actions import verstuur_jw301
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db


@pytest.fixture
def bericht(begeleiding_sem, anton):
    with namens(anton):
        return verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)[0]


def test_de_lijst_toont_wat_klaarstaat_en_laat_een_leesregel_na(bericht, anton, aangemeld):
    tekst = aangemeld(anton).get("/berichten/verstuurd/").content.decode()
    assert "Sem de Vries" in tekst
    assert "klaar om te versturen" in tekst
    leeg = aangemeld(anton).get("/berichten/verstuurd/?stand=verzonden").content.decode()
    assert "Hier past niets bij deze keuze" in leeg and "Sem de Vries" not in leeg
    with namens(anton):
        assert (
            Leesregel.objects.filter(medewerker=anton, wat="berichten", dossiers=[bericht.dossier_id]).count()
            == 1
        )


def test_een_bericht_in_woorden_en_als_xml(bericht, anton, aangemeld):
    browser = aangemeld(anton)
    tekst = browser.get(f"/berichten/{bericht.pk}/").content.decode()
    assert "4 uur per week" in tekst
    assert "Dijkstraat 12, 1234AB Waterveld" in tekst
    assert "Pieter de Vries heeft gezag" in tekst
    xml = browser.get(f"/berichten/{bericht.pk}/xml/")
    assert (
        xml["Content-Disposition"]
        == f'attachment; filename="JW301_0001_99990001_{bericht.identificatie}.xml"'
    )
    assert ijw.check(xml.content) == []
    with namens(anton):
        gelezen = Leesregel.objects.filter(medewerker=anton, dossiers=[bericht.dossier_id]).values_list(
            "wat", flat=True
        )
        assert set(gelezen) == {"bericht", "bericht als XML"}


def test_wie_er_niet_over_gaat(bericht, amina, zoe, ester, aangemeld):
    assert aangemeld(amina).get("/berichten/").status_code == 403  # the regisseur has no list …
    assert (
        aangemeld(amina).get(f"/berichten/{bericht.pk}/").status_code == 200
    )  # … but reads what her family's provider got
    assert aangemeld(zoe).get(f"/berichten/{bericht.pk}/").status_code == 404
    assert aangemeld(ester).get(f"/berichten/{bericht.pk}/xml/").status_code == 404


def test_een_geheim_adres_wordt_buiten_de_berichten_om_doorgegeven(
    begeleiding_sem, gezin_de_vries, anton, bo, aangemeld
):
    with namens(anton):
        type(gezin_de_vries.sem).objects.filter(pk=gezin_de_vries.sem.pk).update(contact_geheim=True)
        (bericht,) = verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    envelop = aangemeld(bo).get(f"/berichten/{bericht.pk}/").content.decode()
    assert "niet via een bericht" in envelop and "Dit mag niet met een bericht" in envelop
    assert "Vries" not in envelop and "geheim" not in envelop
    browser, adres = aangemeld(anton), f"/berichten/{bericht.pk}/"
    assert "Het adres van Sem de Vries is geheim" in browser.get(adres).content.decode()
    assert browser.get(f"{adres}xml/").status_code == 404
    leeg = browser.post(adres, {"op": vandaag().isoformat(), "hoe": ""})
    assert leeg.status_code == 422
    assert (
        browser.post(adres, {"op": vandaag().isoformat(), "hoe": "gebeld met de coördinator"}).status_code
        == 302
    )
    assert "gebeld met de coördinator" in browser.get(adres).content.decode()


def test_opnieuw_aanbieden(bericht, anton, bo, amina, aangemeld):
    assert aangemeld(amina).post(f"/berichten/{bericht.pk}/opnieuw/").status_code == 403
    assert "Opnieuw aanbieden" not in aangemeld(amina).get(f"/berichten/{bericht.pk}/").content.decode()
    for wie in (anton, bo):
        assert "Opnieuw aanbieden" in aangemeld(wie).get(f"/berichten/{bericht.pk}/").content.decode()
        assert aangemeld(wie).post(f"/berichten/{bericht.pk}/opnieuw/").status_code == 302


def test_de_backoffice_ziet_de_envelop_en_niet_over_wie_het_gaat(
    bericht, bo, gezin_de_vries, dossier, aangemeld
):
    browser, adres = aangemeld(bo), f"/berichten/{bericht.pk}/"
    for pad in ("/berichten/verstuurd/", adres):
        pagina = browser.get(pad)
        tekst = pagina.content.decode()
        assert pagina.status_code == 200
        assert bericht.identificatie in tekst and dossier.nummer in tekst and "De Terp" in tekst
        for geheim in ("Sem", "Vries", "Dijkstraat", "4 uur per week", gezin_de_vries.sem.bsn):
            assert geheim not in tekst
    assert browser.get(f"{adres}xml/").status_code == 404
    assert browser.post(adres, {"op": vandaag().isoformat(), "hoe": "gebeld"}).status_code == 200
    with namens(bo):
        gelezen = Leesregel.objects.filter(medewerker=bo, dossiers=[bericht.dossier_id])
        assert {(r.wat, len(r.personen)) for r in gelezen} == {
            ("berichten zonder inhoud", 0),
            ("bericht zonder inhoud", 0),
        }


def test_een_gesloten_dossier_is_voor_het_a_team_nog_een_envelop(bericht, anton, dossier, aangemeld):
    with namens(anton):
        type(dossier).objects.filter(pk=dossier.pk).update(gesloten_op=vandaag())
    tekst = aangemeld(anton).get(f"/berichten/{bericht.pk}/").content.decode()
    assert bericht.identificatie in tekst and "Vries" not in tekst


def test_van_een_geheim_dossier_is_er_voor_de_backoffice_niets(bericht, bo, anton, amina, dossier, aangemeld):
    with namens(amina):
        type(dossier).objects.filter(pk=dossier.pk).update(geheim=True)
    for wie in (bo, anton):
        assert "Hier staan geen berichten" in aangemeld(wie).get("/berichten/verstuurd/").content.decode()
        assert aangemeld(wie).get(f"/berichten/{bericht.pk}/").status_code == 404
        assert aangemeld(wie).post(f"/berichten/{bericht.pk}/opnieuw/").status_code == 404


def test_het_aantal_vragen_hangt_niet_van_het_aantal_berichten_af(
    begeleiding_sem, bericht, gezin_de_vries, aanbod, dossier, amina, anton, aangemeld
):
    from datetime import timedelta

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from eenplan.zorg import actions as zorg

    browser = aangemeld(anton)
    browser.get("/berichten/verstuurd/")
    with CaptureQueriesContext(connection) as een:
        browser.get("/berichten/verstuurd/")
    with namens(amina):
        for n in range(4):
            begin = begeleiding_sem.eind + timedelta(days=1 + 40 * n)
            meer = zorg.wijs_toe(
                dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=begin,
                eind=begin + timedelta(days=30), volume=2, frequentie="2", door=amina,
            )  # fmt: skip
            verstuur_jw301(toewijzingen=[meer], door=amina)
    with CaptureQueriesContext(connection) as vijf:
        browser.get("/berichten/verstuurd/")
    assert len(vijf) == len(een)
