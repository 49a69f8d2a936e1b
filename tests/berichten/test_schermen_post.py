"""The post as the backoffice and the A-team see it: what is to be done, why, the way out, many at once, and as a file."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import ijw
from eenplan.berichten import actions
from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg

pytestmark = pytest.mark.django_db
ONBEKEND = "99990009"


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())).replace("\xa0", " ")


@pytest.fixture
def verstuurd(begeleiding_sem, anton, post):
    """A JW301 about Sem that went to De Terp."""
    with namens(anton):
        (bericht,) = actions.verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    post.ronde()
    return bericht


def wijzig(wie, bericht, **velden):
    with namens(wie):
        Bericht.objects.filter(pk=bericht.pk).update(**velden)


# ---- what is to be done ------------------------------------------------------------------------------


def test_zonder_werk_zegt_de_pagina_dat_alles_vanzelf_gaat(verstuurd, bo, aangemeld):
    pagina = tekst(aangemeld(bo).get("/berichten/"))
    assert "Er is niets te doen" in pagina and "verstuurd of doorgegeven" in pagina
    assert "Hier past niets" in tekst(aangemeld(bo).get("/berichten/?soort=JW305"))


def test_een_onbekende_aanbieder_wordt_geregistreerd_en_zijn_bericht_daarna_verwerkt(
    begeleiding_sem, post, bo, aangemeld
):
    ontvangst = post.breng(ijw.build(post.start(begeleiding_sem, agb=ONBEKEND)), "start.xml")
    browser = aangemeld(bo)
    pagina = tekst(browser.get("/berichten/"))
    assert "1 bericht heeft iemand nodig" in pagina and "Registreer de aanbieder" in pagina
    assert "Sem" not in pagina and "Vries" not in pagina
    detail = tekst(browser.get(f"/berichten/ontvangst/{ontvangst.pk}/"))
    assert "Aanbieder registreren" in detail and "Opnieuw verwerken" in detail
    with namens(bo):
        zorg.registreer_aanbieder(naam="Nieuw Begin", agb=ONBEKEND, door=bo)
    assert "De aanbieder is intussen geregistreerd" in tekst(browser.get("/berichten/"))
    antwoord = browser.post(
        "/berichten/samen/", {"keuze": [f"o{ontvangst.pk}"], "terug": "/berichten/?stand=vastgelopen"}
    )
    assert antwoord["Location"] == "/berichten/?stand=vastgelopen"
    post.ronde()
    assert "Er is niets te doen" in tekst(browser.get("/berichten/"))
    with namens(bo):
        assert Bericht.objects.filter(ontvangst=ontvangst, soort="JW305").exists()


def test_alles_van_een_groep_gaat_in_een_keer_opnieuw(begeleiding_sem, post, bo, aangemeld):
    for n in range(12):
        post.breng(ijw.build(post.start(begeleiding_sem, agb=ONBEKEND)), f"start{n}.xml")
    browser = aangemeld(bo)
    pagina = tekst(browser.get("/berichten/"))
    assert "12 berichten hebben iemand nodig" in pagina and "Alle 12 tonen" in pagina
    assert browser.get("/berichten/?stand=vastgelopen").content.decode().count('name="keuze"') == 12
    volgende = browser.post("/berichten/samen/", {"alle": "vastgelopen"}, follow=True)
    assert "12 berichten gaan opnieuw" in tekst(volgende)
    with namens(bo):
        assert Ontvangst.objects.filter(verwerkt_op__isnull=True).count() == 12


def test_niets_aangevinkt_of_iets_vreemds_doet_niets(verstuurd, bo, amina, aangemeld):
    browser = aangemeld(bo)
    for keuze in ([], ["x1"], ["b"], ["o99999999999999999999"], ["b-1"]):
        antwoord = browser.post(
            "/berichten/samen/", {"keuze": keuze, "terug": "//elders.example"}, follow=True
        )
        assert "Vink eerst aan" in tekst(antwoord)
        assert antwoord.redirect_chain[-1][0] == "/berichten/"
    weigering = browser.post("/berichten/samen/", {"keuze": [f"b{verstuurd.pk}"]}, follow=True)
    assert "het wordt niet nog een keer verstuurd" in tekst(weigering)
    assert aangemeld(amina).post("/berichten/samen/", {"keuze": [f"b{verstuurd.pk}"]}).status_code == 403


def test_een_storing_staat_erbij_tot_het_weer_lukt(verstuurd, post, bo, aangemeld):
    zin = "Het certificaat is verlopen. Vernieuw het."
    wijzig(bo, verstuurd, verzonden_op=None, bestand="", storing=zin, vastgelopen=True)
    browser = aangemeld(bo)
    pagina = tekst(browser.get("/berichten/"))
    assert zin in pagina and "Bied het bericht daarna opnieuw aan" in pagina
    browser.post("/berichten/samen/", {"keuze": [f"b{verstuurd.pk}"]})
    post.ronde()
    assert "Er is niets te doen" in tekst(browser.get("/berichten/"))


def test_een_aanbieder_die_niet_antwoordt_wordt_gebeld_en_dat_wordt_vastgelegd(
    verstuurd, aanbod, post, bo, aangemeld
):
    wijzig(bo, verstuurd, uiterlijk=vandaag() - timedelta(days=2))
    with namens(bo):
        type(aanbod.terp).objects.update(telefoon="0299 123 456")
    browser = aangemeld(bo)
    pagina = browser.get("/berichten/")
    assert "2 dagen te laat" in tekst(pagina) and 'href="tel:0299 123 456"' in pagina.content.decode()
    adres = f"/berichten/{verstuurd.pk}/afhandelen/"
    leeg = browser.post(adres, {"hoe": " "})
    assert leeg.status_code == 422 and "Nog niet opgeslagen" in tekst(leeg)
    assert browser.post(adres, {"hoe": "gebeld, zij zoeken het uit"}).status_code == 302
    assert "Er is niets te doen" in tekst(browser.get("/berichten/"))
    assert "gebeld, zij zoeken het uit" in tekst(browser.get(f"/berichten/{verstuurd.pk}/"))
    assert "Aan dit bericht is niets meer te doen" in tekst(
        browser.post(adres, {"hoe": "nog eens"}, follow=True)
    )
    afkeuring = ijw.Bevinding(
        regel="TR332", niveau=3, pad="/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer",
        tekst="x", retourcode="9332",
    )  # fmt: skip
    post.stuur(post.retour(verstuurd, afkeuring))
    assert "1 bericht heeft iemand nodig" in tekst(browser.get("/berichten/")), "later trouble is new trouble"


def test_wat_de_aanbieder_afkeurt_gaat_opnieuw_als_het_is_verbeterd(
    verstuurd, dossier, post, bo, anton, aangemeld
):
    afkeuring = ijw.Bevinding(
        regel="TR332", niveau=3, pad="/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ToewijzingNummer",
        tekst="x", retourcode="9332",
    )  # fmt: skip
    post.stuur(post.retour(verstuurd, afkeuring))
    backoffice, a_team = aangemeld(bo), aangemeld(anton)
    assert "Vraag het A-team of de regisseur om te verbeteren" in tekst(backoffice.get("/berichten/"))
    detail = tekst(a_team.get(f"/berichten/{verstuurd.pk}/"))
    assert "Toewijzing heeft geen uniek nummer" in detail and "9332" in detail
    antwoord = a_team.post(f"/berichten/{verstuurd.pk}/nogmaals/", follow=True)
    assert "Er staat een nieuw bericht klaar" in tekst(antwoord)
    post.ronde()
    assert "Er is niets te doen" in tekst(a_team.get("/berichten/"))
    with namens(anton):
        assert Bericht.objects.filter(soort="JW301", dossier=dossier).count() == 2
    nog_eens = tekst(a_team.post(f"/berichten/{verstuurd.pk}/nogmaals/", follow=True))
    assert "is al opnieuw gestuurd als" in nog_eens
    assert "opnieuw gestuurd" in tekst(a_team.get("/berichten/verstuurd/?stand=vervangen"))


# ---- what never became a message ---------------------------------------------------------------------


def test_een_onleesbaar_bestand_de_backoffice_ziet_de_plaats_en_het_a_team_de_waarde(
    begeleiding_sem, post, bo, anton, aangemeld
):
    geboren = begeleiding_sem.jeugdige.geboortedatum.isoformat().encode()
    ruw = ijw.build(post.start(begeleiding_sem)).replace(geboren, b"31-12-2012")
    ontvangst = post.breng(ruw, "stuk.xml")
    adres = f"/berichten/ontvangst/{ontvangst.pk}/"
    envelop = tekst(aangemeld(bo).get(adres))
    assert "jeugdige › geboren" in envelop and "Bel de aanbieder, noem de plaats van de fout" in envelop
    assert "31-12-2012" not in envelop and "Vries" not in envelop
    assert aangemeld(bo).get(f"{adres}xml/").status_code == 404
    browser = aangemeld(anton)
    assert "31-12-2012" in tekst(browser.get(adres))
    assert browser.get(f"{adres}xml/").content == ruw
    with namens(anton):
        regel = Leesregel.objects.filter(medewerker=anton, wat="ontvangen bestand").first()
        assert regel.toelichting.endswith("stuk.xml") and regel.dossiers == []
    assert browser.post(f"{adres}afhandelen/", {"hoe": "gebeld, nieuw bericht komt"}).status_code == 302
    assert "Er is niets te doen" in tekst(browser.get("/berichten/"))


def test_een_vastgelopen_bericht_leest_het_a_team_in_woorden(begeleiding_sem, post, anton, bo, aangemeld):
    ontvangst = post.breng(ijw.build(post.start(begeleiding_sem, agb=ONBEKEND)), "start.xml")
    adres = f"/berichten/ontvangst/{ontvangst.pk}/"
    assert "Sem de Vries" in tekst(aangemeld(anton).get(adres))
    assert "Vries" not in tekst(aangemeld(bo).get(adres))


def test_wat_over_een_geheim_gezin_gaat_leest_het_a_team_niet(
    begeleiding_sem, dossier, post, anton, amina, aangemeld
):
    with namens(amina):
        type(dossier).objects.update(geheim=True)
    for naam, ruw in (
        ("vast.xml", ijw.build(post.start(begeleiding_sem, agb=ONBEKEND))),
        (
            "stuk.xml",
            ijw.build(post.start(begeleiding_sem)).replace(b"<jw305:Geslacht>1<", b"<jw305:Geslacht>9<"),
        ),
    ):
        ontvangst = post.breng(ruw, naam)
        assert ontvangst.uitkomst in ("vastgelopen", "onleesbaar"), ontvangst.uitkomst
        adres = f"/berichten/ontvangst/{ontvangst.pk}/"
        assert "Vries" not in tekst(aangemeld(anton).get(adres))
        assert aangemeld(anton).get(f"{adres}xml/").status_code == 404


def test_een_bericht_over_niemand_die_hier_bekend_is_leest_het_a_team(
    begeleiding_sem, post, anton, bo, zoe, aangemeld
):
    vreemd = post.start(begeleiding_sem)
    vreemd = type(vreemd)(
        Header=vreemd.Header,
        Client=type(vreemd.Client)(
            **{v.naam: getattr(vreemd.Client, v.naam) for v in vreemd.Client.VORM.velden}
            | {"Bsn": "999990019"}
        ),
    )
    bericht = post.stuur(vreemd)
    assert bericht.dossier_id is None and bericht.afgekeurd
    adres = f"/berichten/{bericht.pk}/"
    assert "999990019" in tekst(aangemeld(anton).get(adres))
    assert aangemeld(anton).get(f"{adres}xml/").status_code == 200
    with namens(anton):
        assert Leesregel.objects.filter(
            medewerker=anton, wat="bericht", toelichting__contains="JW305"
        ).exists()
    envelop = tekst(aangemeld(bo).get(adres))
    assert "999990019" not in envelop and "Wat erin staat, ziet het A-team" in envelop
    assert aangemeld(bo).get(f"{adres}xml/").status_code == 404
    assert aangemeld(zoe).get(adres).status_code == 404


def test_een_bestand_dat_intussen_een_bericht_is_wijst_de_weg(begeleiding_sem, post, anton, aangemeld):
    bericht = post.stuur(post.start(begeleiding_sem))
    antwoord = aangemeld(anton).get(f"/berichten/ontvangst/{bericht.ontvangst_id}/")
    assert antwoord["Location"] == f"/berichten/{bericht.pk}/"


# ---- one message that came in ------------------------------------------------------------------------


def test_een_afgekeurde_start_zegt_wat_er_niet_klopt_en_waar(begeleiding_sem, post, anton, bo, aangemeld):
    bericht = post.stuur(post.start(begeleiding_sem, nummer=123))
    pagina = tekst(aangemeld(anton).get(f"/berichten/{bericht.pk}/"))
    assert "door ons afgekeurd" in pagina and "U hoeft niets te doen" in pagina
    assert "Er is geen toewijzing met dit ToewijzingNummer" in pagina
    assert "jeugdige › start van hulp 1 › toewijzing" in pagina and "retourcode 9019" in pagina
    assert "Retour op start hulp (JW306)" in pagina, "a link to our answer"
    envelop = tekst(aangemeld(bo).get(f"/berichten/{bericht.pk}/"))
    assert "Het regiebericht kan niet gekoppeld worden aan een toewijzing" in envelop
    assert "ToewijzingNummer" not in envelop and "Vries" not in envelop


def test_de_lijst_van_ontvangen_berichten_heeft_filters(begeleiding_sem, post, aanbod, bo, aangemeld):
    post.stuur(post.start(begeleiding_sem))
    post.breng(b"geen xml", "folder.pdf")
    browser = aangemeld(bo)
    alles = tekst(browser.get("/berichten/ontvangen/"))
    assert "Start hulp (JW305)" in alles and "folder.pdf" in alles
    for vraag, start, folder in (
        ("soort=JW305", True, False),
        ("stand=onleesbaar", False, True),
        (f"aanbieder={aanbod.terp.pk}", True, False),
        (f"aanbieder={aanbod.kompaan.pk}", False, False),
        (f"van={vandaag() + timedelta(days=1)}", False, False),
        (f"tot={vandaag()}", True, True),
        ("van=onzin&aanbieder=zoiets&stand=bestaat-niet", True, True),
    ):
        tabel = tekst(browser.get(f"/berichten/ontvangen/?{vraag}")).partition("Stand")[2]
        assert ("A000001" in tabel, "folder.pdf" in tabel) == (start, folder), vraag


# ---- as a file ---------------------------------------------------------------------------------------


def test_de_lijst_als_bestand_gaat_weer_open_en_noemt_niemand(verstuurd, dossier, aanbod, bo, aangemeld):
    with namens(bo):
        type(aanbod.terp).objects.filter(pk=aanbod.terp.pk).update(naam='=HYPERLINK("http://x","De Terp")')
    browser = aangemeld(bo)
    excel = browser.get("/berichten/bestand/?tab=verstuurd&vorm=xlsx")
    blad = openpyxl.load_workbook(io.BytesIO(excel.content)).active
    kop, rij = [[cel.value for cel in regel] for regel in blad.iter_rows()]
    assert kop[:3] == ["Soort", "Identificatie of bestand", "Aanbieder"]
    assert rij[1] == verstuurd.identificatie and rij[4] == dossier.nummer
    assert blad["C2"].data_type == "s", "text, not a formula"
    ruw = b"".join(browser.get("/berichten/bestand/?tab=verstuurd&vorm=csv").streaming_content).decode()
    assert ruw.startswith("\ufeff")
    regels = list(csv.reader(io.StringIO(ruw.removeprefix("\ufeff")), delimiter=";"))
    assert regels[1][1] == verstuurd.identificatie and regels[1][2].startswith("'=HYPERLINK")
    for inhoud in (ruw, str(rij)):
        assert "Vries" not in inhoud and "Sem" not in inhoud
    with namens(bo):
        gelezen = Leesregel.objects.filter(medewerker=bo, wat="berichten zonder inhoud")
        assert [r.dossiers for r in gelezen] == [[dossier.pk]] * 2
    assert aangemeld(bo).get("/berichten/bestand/?tab=te-doen").status_code == 200


def test_wie_geen_berichten_doet_krijgt_geen_lijst_en_geen_bestand(verstuurd, amina, zoe, aangemeld):
    for wie in (amina, zoe):
        for pad in ("", "ontvangen/", "verstuurd/", "bestand/"):
            assert aangemeld(wie).get(f"/berichten/{pad}").status_code == 403


def test_in_het_menu_staat_hoeveel_er_te_doen_is(verstuurd, post, bo, amina, aangemeld):
    post.breng(b"geen xml", "folder.pdf")
    menu = aangemeld(bo).get("/zorg/producten/").content.decode()
    assert re.search(r'<span class="menu__tal">1<span class="alleen-voorlezen"> te doen', menu)
    assert "menu__tal" not in aangemeld(amina).get("/zorg/producten/").content.decode().partition("Aanbieders")[0].partition("Team")[2]  # fmt: skip


# ---- the number of questions -------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/berichten/", "/berichten/ontvangen/"])
def test_het_aantal_vragen_hangt_niet_van_het_aantal_berichten_af(
    pad, begeleiding_sem, post, anton, aangemeld
):
    browser = aangemeld(anton)

    def tel():
        with CaptureQueriesContext(connection) as vragen:
            assert browser.get(pad).status_code == 200
        return len(vragen)

    post.breng(b"geen xml", "een.pdf")
    post.breng(ijw.build(post.start(begeleiding_sem, agb=ONBEKEND)), "een.xml")
    post.stuur(post.start(begeleiding_sem))
    browser.get(pad)
    eerst = tel()
    for n in range(4):
        post.breng(b"geen xml", f"{n}.pdf")
        post.breng(ijw.build(post.start(begeleiding_sem, agb=ONBEKEND)), f"{n}.xml")
        post.stuur(post.start(begeleiding_sem, nummer=n + 1))
    assert tel() == eerst
