"""One assignment in one line of time, and the silence towards providers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.berichten import actions
from eenplan.berichten.models import Bericht
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag
from eenplan.zorg.actions import trek_in
from eenplan.zorg.declaratie_actions import beantwoord_declaratie

pytestmark = pytest.mark.django_db
TARIEF = 9240


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())).replace("\xa0", " ")


@pytest.fixture
def gelopen(lopende_begeleiding, post, anton, bo):
    """Told, received well, started, claimed and paid, and a change asked."""
    with namens(anton):
        (bericht,) = actions.verstuur_jw301(toewijzingen=[lopende_begeleiding], door=anton)
    post.ronde()
    post.stuur(post.retour(bericht))
    post.stuur(post.start(lopende_begeleiding))
    for nummer, uren in (("D1", 10), ("D2", 90)):
        declaratie = post.stuur(post.declaratie(nummer, (lopende_begeleiding, uren, TARIEF))).declaratie
        with namens(bo):
            beantwoord_declaratie(declaratie=declaratie, door=bo)
    post.stuur(post.wijziging(lopende_begeleiding, "VOW-1", vandaag() + timedelta(days=14), 6))
    return lopende_begeleiding


def adres(toewijzing, dossier, rest=""):
    return f"/dossier/{dossier.nummer}/zorg/{toewijzing.pk}/{rest}"


def test_alles_wat_gebeurde_staat_op_een_lijn(gelopen, dossier, amina, aangemeld):
    pagina = tekst(aangemeld(amina).get(adres(gelopen, dossier)))
    volgorde = [
        "De Terp: verzoek om wijziging",
        " afgewezen",
        " toegekend",
        ": € 924",
        "Hulp begonnen op",
        "Goed aangekomen bij de aanbieder",
        "Gemeld aan De Terp (JW301)",
        "toegewezen aan Sem de Vries",
    ]
    lijn = pagina.partition("Wat er gebeurde")[2]
    plekken = [lijn.index(zin) for zin in volgorde]
    assert plekken == sorted(plekken), "the newest first"
    assert "Het ingediende volume overschrijdt" in lijn
    assert "hulp gestart" in pagina and "10 uur van" in pagina
    with namens(amina):
        assert Leesregel.objects.filter(medewerker=amina, wat="toewijzing", dossiers=[dossier.pk]).exists()


def test_een_start_die_wij_afkeuren_staat_er_ook(lopende_begeleiding, dossier, post, anton, aangemeld):
    with namens(anton):
        actions.verstuur_jw301(toewijzingen=[lopende_begeleiding], door=anton)
    post.stuur(post.start(lopende_begeleiding))
    post.stuur(post.start(lopende_begeleiding))
    pagina = tekst(aangemeld(anton).get(adres(lopende_begeleiding, dossier)))
    lijn = pagina.partition("Wat er gebeurde")[2]
    assert lijn.count(" Hulp begonnen op") == 2, "once, and once for who only hears where the link leads"
    assert "Start gemeld, door ons afgekeurd" in lijn


def test_wie_mag_wijzigen_ziet_de_knoppen_en_anderen_niet(
    gelopen, dossier, amina, anton, zoe, ester, aangemeld
):
    assert "Verlengen of wijzigen" in tekst(aangemeld(amina).get(adres(gelopen, dossier)))
    assert "Verlengen of wijzigen" not in tekst(aangemeld(anton).get(adres(gelopen, dossier)))
    for wie in (zoe, ester):
        assert aangemeld(wie).get(adres(gelopen, dossier)).status_code == 404
    assert aangemeld(amina).get(f"/dossier/{dossier.nummer}/zorg/999999/").status_code == 404


def test_de_lijn_kost_altijd_evenveel_vragen(gelopen, dossier, post, anton, aangemeld):
    browser = aangemeld(anton)

    def tel():
        with CaptureQueriesContext(connection) as vragen:
            assert browser.get(adres(gelopen, dossier)).status_code == 200
        return len(vragen)

    tel()
    eerst = tel()
    for n in range(3):
        post.stuur(post.start(gelopen))
        post.stuur(post.declaratie(f"E{n}", (gelopen, 1 + n, TARIEF)))
    assert tel() == eerst


def test_de_zorgpagina_wijst_de_weg(gelopen, dossier, amina, aangemeld):
    html = aangemeld(amina).get(f"/dossier/{dossier.nummer}/zorg/").content.decode()
    assert f'href="{adres(gelopen, dossier)}"' in html


# ---- silence -----------------------------------------------------------------------------------------


def test_stilte_instellen_en_opheffen(gelopen, dossier, amina, anton, bo, aangemeld):
    stilte = f"/dossier/{dossier.nummer}/zorg/berichtstilte/"
    browser = aangemeld(amina)
    assert "Er is niets tegengehouden" in tekst(browser.get(stilte))
    leeg = browser.post(stilte, {"reden": "  "})
    assert leeg.status_code == 422
    assert browser.post(stilte, {"reden": "Vader werkt bij de aanbieder."}).status_code == 302
    zorgpagina = tekst(browser.get(f"/dossier/{dossier.nummer}/zorg/"))
    assert "Er gaat niets naar aanbieders over dit gezin" in zorgpagina
    assert "Vader werkt bij de aanbieder." in zorgpagina
    with namens(amina):
        trek_in(toewijzing=gelopen, per=vandaag() + timedelta(days=30), reden="05", door=amina)
        bericht = Bericht.objects.exclude(tegengehouden="").get()
    assert "nog door te geven" in tekst(browser.get(stilte))
    envelop = tekst(aangemeld(bo).get("/berichten/"))
    assert "Mag niet met een bericht" in envelop and "Vader werkt" not in envelop
    assert "Vader werkt bij de aanbieder" in tekst(aangemeld(anton).get("/berichten/"))
    hoe = {"op": vandaag().isoformat(), "hoe": "gebeld met de coördinator"}
    assert aangemeld(anton).post(f"/berichten/{bericht.pk}/", hoe).status_code == 302
    assert "gebeld met de coördinator" in tekst(browser.get(stilte))
    assert browser.post(stilte, {"waarom": "Vader werkt er niet meer."}).status_code == 302
    pagina = tekst(browser.get(stilte))
    assert (
        "Weer gestuurd: Vader werkt er niet meer." in pagina
        and "Geen berichten meer naar aanbieders" in pagina
    )
    assert "Er gaat niets naar aanbieders" not in tekst(browser.get(f"/dossier/{dossier.nummer}/zorg/"))


def test_wie_niet_aan_het_dossier_werkt_stelt_geen_stilte_in(dossier, anton, zoe, hanna, aangemeld):
    stilte = f"/dossier/{dossier.nummer}/zorg/berichtstilte/"
    assert "Niets meer sturen" not in tekst(aangemeld(anton).get(stilte))
    assert aangemeld(anton).post(stilte, {"reden": "zomaar"}).status_code == 403
    assert aangemeld(zoe).get(stilte).status_code == 404
    assert "Niets meer sturen" in tekst(aangemeld(hanna).get(stilte)), "safety cannot wait for the regisseur"


def test_bij_stilte_zegt_wijzigen_dat_er_geen_bericht_gaat(gelopen, dossier, amina, aangemeld):
    with namens(amina):
        actions.stel_stilte_in(dossier=dossier, reden="Gevaar.", door=amina)
    velden = {"volume": 5, "vanaf": vandaag().isoformat(), "eind": gelopen.eind.isoformat(), "reden": "04"}
    pagina = tekst(aangemeld(amina).post(adres(gelopen, dossier, "wijzigen/"), velden))
    assert "Er gaat geen bericht over dit gezin" in pagina
