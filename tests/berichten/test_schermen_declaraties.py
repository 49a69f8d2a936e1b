"""Claims as the backoffice answers them: what is granted, what is not and why, without a name."""

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
from eenplan.berichten import waarom
from eenplan.berichten.models import Bericht
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.zorg import actions as zorg
from eenplan.zorg.models import Declaratie

pytestmark = pytest.mark.django_db
TARIEF = 9240


def tekst(antwoord):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())).replace("\xa0", " ")


@pytest.fixture
def declaratie(lopende_begeleiding, gezin_de_vries, dossier, aanbod, post, amina):
    """De Terp claims for Sem and Lotte: Sem's hours are too many, Lotte's are right."""
    with namens(amina):
        voor_lotte = zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.lotte, aanbieder=aanbod.terp, product=aanbod.begeleiding,
            begin=lopende_begeleiding.begin, eind=lopende_begeleiding.eind, volume=4, frequentie="2", door=amina,
        )  # fmt: skip
    return post.stuur(
        post.declaratie("D1", (lopende_begeleiding, 90, TARIEF), (voor_lotte, 10, TARIEF))
    ).declaratie


def test_de_lijst_begint_met_wat_antwoord_vraagt(declaratie, bo, aanbod, aangemeld):
    browser = aangemeld(bo)
    pagina = tekst(browser.get("/declaraties/"))
    assert "1 declaratie wacht op antwoord" in pagina and "Samen € 924 toe te kennen" in pagina
    assert "€ 9.240" in pagina and "€ 8.316" in pagina and "1 regel" in pagina
    assert "Geen declaratie past" in tekst(browser.get(f"/declaraties/?aanbieder={aanbod.kompaan.pk}"))
    assert "Geen declaratie past" in tekst(
        browser.get(f"/declaraties/?van={declaratie.eind + timedelta(days=1)}")
    )
    assert "De Terp" in tekst(browser.get(f"/declaraties/?van={declaratie.eind}&tot={declaratie.begin}"))


def test_de_backoffice_ziet_per_regel_het_oordeel_en_geen_naam(
    declaratie, lopende_begeleiding, bo, aangemeld
):
    adres = f"/declaraties/{declaratie.pk}/"
    pagina = tekst(aangemeld(bo).get(adres))
    assert (
        str(lopende_begeleiding.nummer) in pagina and "Ambulante begeleiding" in pagina and "90 uur" in pagina
    )
    assert "Het ingediende volume overschrijdt het toegewezen volume (9321)" in pagina
    assert "Het volume is meer dan in deze productperiode past" in pagina, "why, of this very line"
    assert "Vries" not in pagina and "Sem" not in pagina and "Lotte" not in pagina
    alleen = tekst(aangemeld(bo).get(f"{adres}?regels=afgewezen"))
    assert "90 uur" in alleen and "10 uur" not in alleen
    with namens(bo):
        regels = Leesregel.objects.filter(medewerker=bo, dossiers=[lopende_begeleiding.dossier_id])
        assert {(r.wat, len(r.personen)) for r in regels} == {("declaratie zonder inhoud", 0)}


def test_wie_het_dossier_ziet_krijgt_de_naam_en_de_weg_naar_de_toewijzing(
    declaratie, lopende_begeleiding, dossier, anton, aangemeld
):
    html = aangemeld(anton).get(f"/declaraties/{declaratie.pk}/").content.decode()
    assert "Sem de Vries" in html and f"/dossier/{dossier.nummer}/zorg/{lopende_begeleiding.pk}/" in html
    with namens(anton):
        regel = Leesregel.objects.get(medewerker=anton, wat="declaratie")
        assert regel.dossiers == [dossier.pk] and len(regel.personen) == 2


def test_het_bericht_zelf_leest_niemand(declaratie, anton, bo, aangemeld):
    with namens(anton):
        bericht = Bericht.objects.get(soort="JW323")
    for wie in (anton, bo):
        pagina = tekst(aangemeld(wie).get(f"/berichten/{bericht.pk}/"))
        assert "Daarom leest niemand het bericht zelf" in pagina and "Vries" not in pagina
        assert aangemeld(wie).get(f"/berichten/{bericht.pk}/xml/").status_code == 404


def test_een_onleesbare_declaratie_leest_niemand(lopende_begeleiding, gezin_de_vries, post, anton, aangemeld):
    """More than one child stands in it."""
    goed = ijw.build(post.declaratie("D9", (lopende_begeleiding, 1, TARIEF)))
    twee = goed.replace(
        b"</jw323:Clienten>",
        b"<jw323:Client><jw323:Bsn>%b</jw323:Bsn></jw323:Client></jw323:Clienten>" % gezin_de_vries.lotte.bsn.encode(),
    )  # fmt: skip
    assert twee != goed
    ontvangst = post.breng(twee, "stuk.xml")
    assert ontvangst.uitkomst == "onleesbaar"
    assert aangemeld(anton).get(f"/berichten/ontvangst/{ontvangst.pk}/xml/").status_code == 404
    assert lopende_begeleiding.jeugdige.bsn not in tekst(
        aangemeld(anton).get(f"/berichten/ontvangst/{ontvangst.pk}/")
    )


def test_beantwoorden_doet_de_backoffice_een_keer(declaratie, post, bo, anton, aangemeld):
    adres = f"/declaraties/{declaratie.pk}/"
    assert (
        "Beantwoorden"
        not in tekst(aangemeld(anton).get(adres)).partition("Regels")[0].partition("Totalen")[0]
    )
    assert aangemeld(anton).post(f"{adres}beantwoorden/").status_code == 403
    browser = aangemeld(bo)
    pagina = tekst(browser.post(f"{adres}beantwoorden/", follow=True))
    assert "De aanbieder krijgt vandaag het antwoord (JW325)" in pagina and "toegekend" in pagina
    assert "JW325" in pagina
    assert "is al beantwoord" in tekst(browser.post(f"{adres}beantwoorden/", follow=True))
    assert "Er wachten geen declaraties" in tekst(browser.get("/declaraties/"))
    assert "Bo Blok" in tekst(browser.get("/declaraties/?stand=beantwoord"))


def test_meer_declaraties_in_een_keer(declaratie, lopende_begeleiding, post, bo, anton, aangemeld):
    tweede = post.stuur(post.declaratie("D2", (lopende_begeleiding, 1, TARIEF))).declaratie
    keuze = {"keuze": [declaratie.pk, tweede.pk]}
    assert aangemeld(anton).post("/declaraties/samen/", keuze).status_code == 403
    browser = aangemeld(bo)
    assert "Vink eerst aan" in tekst(browser.post("/declaraties/samen/", follow=True))
    assert "2 declaraties zijn beantwoord" in tekst(browser.post("/declaraties/samen/", keuze, follow=True))
    with namens(bo):
        assert not Declaratie.objects.filter(beantwoord_op__isnull=True).exists()
    assert "is al beantwoord" in tekst(browser.post("/declaraties/samen/", keuze, follow=True))


def test_een_declaratie_die_als_geheel_is_afgewezen_zegt_waarom(
    declaratie, lopende_begeleiding, post, bo, aangemeld
):
    dubbel = post.stuur(post.declaratie("D1", (lopende_begeleiding, 1, TARIEF))).declaratie
    pagina = tekst(aangemeld(bo).get(f"/declaraties/{dubbel.pk}/"))
    assert "als geheel afgewezen en geldt als niet ingediend" in pagina
    assert "declaratienummer is niet uniek (9333)" in pagina


def test_de_regels_als_bestand_gaan_weer_open_zonder_namen(declaratie, lopende_begeleiding, bo, aangemeld):
    browser, adres = aangemeld(bo), f"/declaraties/{declaratie.pk}/bestand/"
    excel = browser.get(f"{adres}?vorm=xlsx")
    assert "De Terp" not in excel["Content-Disposition"]
    kop, *rijen = openpyxl.load_workbook(io.BytesIO(excel.content)).active.iter_rows(values_only=True)
    assert kop[2] == "Toewijzing" and len(rijen) == 2
    sem = next(rij for rij in rijen if rij[2] == lopende_begeleiding.nummer)
    assert sem[8:12] == (90, "uur", 92.4, 8316) and sem[12:14] == ("afgewezen", "9321")
    assert "productperiode" in sem[14]
    ruw = b"".join(browser.get(f"{adres}?vorm=csv&regels=afgewezen").streaming_content).decode()
    regels = list(csv.reader(io.StringIO(ruw.removeprefix("\ufeff")), delimiter=";"))
    assert len(regels) == 2 and regels[1][10:12] == ["92,4", "8316"]
    for inhoud in (ruw, str(rijen)):
        assert "Vries" not in inhoud and "Lotte" not in inhoud


def test_wie_er_niet_over_gaat_ziet_geen_declaraties(declaratie, amina, zoe, ester, aangemeld):
    for wie in (amina, zoe):
        for pad in ("", f"{declaratie.pk}/", f"{declaratie.pk}/bestand/"):
            assert aangemeld(wie).get(f"/declaraties/{pad}").status_code == 403
    assert aangemeld(ester).get(f"/declaraties/{declaratie.pk}/").status_code == 403


def test_de_regels_kosten_altijd_evenveel_vragen(declaratie, lopende_begeleiding, post, anton, aangemeld):
    meer = post.stuur(
        post.declaratie("D3", *((lopende_begeleiding, n, TARIEF) for n in range(1, 9)))
    ).declaratie
    browser = aangemeld(anton)

    def tel(pk):
        with CaptureQueriesContext(connection) as vragen:
            assert browser.get(f"/declaraties/{pk}/").status_code == 200
        return len(vragen)

    tel(declaratie.pk)
    assert tel(declaratie.pk) == tel(meer.pk)


# ---- why: findings brought to lines ------------------------------------------------------------------


def bevinding(pad, zin):
    return {"pad": pad, "tekst": zin}


CLIENT = "/Bericht/Declaratie/Clienten/Client[{}]"


def test_een_zin_komt_bij_de_regel_waar_hij_over_gaat():
    """Client 1 has two lines of which the second is wrong; client 2 one, with two faults."""
    bevindingen = [
        bevinding(CLIENT.format(2) + "/Prestaties/Prestatie[1]/GeleverdVolume", "te veel"),
        bevinding(CLIENT.format(1) + "/Prestaties/Prestatie[2]", "al gedeclareerd"),
        bevinding(CLIENT.format(2) + "/Prestaties/Prestatie[1]/ProductTarief", "ander tarief"),
    ]
    afgewezen = [(12, ["9389"]), (13, ["9321", "0611"])]
    assert waarom.per_regel(afgewezen, bevindingen) == {
        12: ["al gedeclareerd"],
        13: ["te veel", "ander tarief"],
    }


def test_onder_een_afgekeurde_client_hoort_geen_zin_bij_een_regel():
    bevindingen = [
        bevinding(CLIENT.format(1), "niet van ons"),
        bevinding(CLIENT.format(1) + "/Prestaties/Prestatie[1]", "ook fout"),
        bevinding(CLIENT.format(2) + "/Prestaties/Prestatie[3]", "te veel"),
    ]
    afgewezen = [(1, ["9321", "0233"]), (2, ["0233"]), (5, ["9321"])]
    assert waarom.per_regel(afgewezen, bevindingen) == {5: ["te veel"]}
    assert waarom.over_het_geheel(bevindingen) == ["Jeugdige 1 in het bericht: niet van ons"]


def test_klopt_de_telling_niet_dan_staat_er_geen_zin_bij_de_verkeerde_regel():
    assert waarom.per_regel([(1, ["9321"]), (2, ["9321"])], [bevinding(CLIENT.format(1) + "/Prestaties/Prestatie[1]", "x")]) == {}  # fmt: skip
