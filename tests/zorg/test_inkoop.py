"""Bo of the backoffice buys care: a provider, a contract with prices, a price that rises, and an end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions as zorg
from eenplan.zorg import queries
from eenplan.zorg.models import Aanbieder, Product, Tarief

pytestmark = pytest.mark.django_db


def prijs(aanbod, dag):
    return queries.tarief(aanbod.terp, aanbod.begeleiding, dag)


# In the browser -------------------------------------------------------------------------------------------


def test_van_nieuwe_aanbieder_tot_tarief_in_de_browser(aanbod, bo, aangemeld):
    browser = aangemeld(bo)
    assert browser.post("/zorg/aanbieders/nieuw/", {"naam": "De Brug", "agb": "12"}).status_code == 422
    antwoord = browser.post(
        "/zorg/aanbieders/nieuw/", {"naam": "De Brug", "agb": "99990003", "plaats": "Waterveld"}
    )
    assert antwoord.status_code == 302
    adres = antwoord.url
    contract = {"naam": "Jeugdhulp 2027", "vanaf": "2027-01-01", "tot": "2030-12-31"}
    leeg = browser.post(f"{adres}contract/", contract)
    assert leeg.status_code == 422 and "minstens één product" in leeg.content.decode()
    velden = contract | {f"bedrag_{aanbod.begeleiding.pk}": "93.125"}
    assert browser.post(f"{adres}contract/", velden).status_code == 302
    pagina = browser.get(adres).content.decode()
    assert "Jeugdhulp 2027" in pagina and "begint later" in pagina
    with namens(bo):
        brug = Aanbieder.objects.get(naam="De Brug")
        assert queries.tarief(brug, aanbod.begeleiding, date(2027, 6, 1)) == Decimal("93.125")
        assert queries.tarief(brug, aanbod.begeleiding, date(2026, 6, 1)) is None


def test_een_tarief_stijgt_vanaf_een_dag_en_het_oude_blijft_voor_daarvoor(aanbod, bo, aangemeld):
    adres = f"/zorg/contracten/{aanbod.contract.pk}/tarief/"
    velden = {"product": aanbod.begeleiding.pk, "bedrag": "96.10", "vanaf": "2027-01-01"}
    assert aangemeld(bo).post(adres, velden).status_code == 302
    with namens(bo):
        assert prijs(aanbod, date(2026, 12, 31)) == Decimal("92.40")
        assert prijs(aanbod, date(2027, 1, 1)) == Decimal("96.10")
    dubbel = aangemeld(bo).post(adres, velden)
    assert dubbel.status_code == 422 and "al een tarief voor dit product" in dubbel.content.decode()


def test_wie_niet_inkoopt_ziet_de_knoppen_niet_en_wordt_geweigerd(aanbod, amina, bo, aangemeld):
    browser = aangemeld(amina)
    for pad in (f"/zorg/aanbieders/{aanbod.terp.pk}/", "/zorg/aanbieders/", "/zorg/producten/"):
        assert "toevoegen" not in browser.get(pad).content.decode()
        assert "toevoegen" in aangemeld(bo).get(pad).content.decode()
    antwoord = browser.post("/zorg/aanbieders/nieuw/", {"naam": "X", "agb": "99990009"})
    assert antwoord.status_code == 403 and "backoffice" in antwoord.content.decode()


def test_gegevens_wijzigen_en_een_oude_bladzijde_wordt_geweigerd(aanbod, bo, aangemeld):
    adres = f"/zorg/aanbieders/{aanbod.terp.pk}/wijzigen/"
    velden = {"naam": "De Terp", "agb": "99990001", "telefoon": "0299 1234", "versie": "0"}
    assert aangemeld(bo).post(adres, velden).status_code == 302
    assert aangemeld(bo).post(adres, velden | {"telefoon": "0299 9999"}).status_code == 409
    bezet = aangemeld(bo).post(adres, velden | {"agb": "99990002", "versie": "1"})
    assert bezet.status_code == 422 and "al een aanbieder met deze AGB-code" in bezet.content.decode()
    with namens(bo):
        assert Aanbieder.objects.get(pk=aanbod.terp.pk).telefoon == "0299 1234"


def test_product_maken_met_categorie_uit_de_standaard(aanbod, bo, aangemeld):
    browser = aangemeld(bo)
    velden = {
        "code": "43a11",
        "naam": "Gezinshuis",
        "categorie": "43",
        "soort": "inspanning",
        "eenheid": "14",
        "bij_start": "50",
    }
    assert browser.post("/zorg/producten/nieuw/", velden | {"categorie": "99"}).status_code == 422
    assert browser.post("/zorg/producten/nieuw/", velden | {"eenheid": ""}).status_code == 422
    half = browser.post("/zorg/producten/nieuw/", velden | {"profiel": "Gedrag"})
    assert half.status_code == 422 and "allebei" in half.content.decode()
    assert browser.post("/zorg/producten/nieuw/", velden).status_code == 302
    with namens(bo):
        assert Product.objects.get(code="43A11").categorie == "43"


# Overlap and ends -----------------------------------------------------------------------------------------


def test_hetzelfde_contract_of_product_twee_keer_tegelijk_wordt_geweigerd(aanbod, bo):
    with namens(bo):
        with pytest.raises(Geweigerd, match="heeft al een contract Jeugdhulp 2026"):
            zorg.sluit_contract(aanbieder=aanbod.terp, naam="jeugdhulp 2026", vanaf=date(2026, 7, 1), door=bo)
        with pytest.raises(Geweigerd, match="heeft al een tarief in contract Jeugdhulp 2026"):
            zorg.sluit_contract(
                aanbieder=aanbod.terp, naam="Ambulant 2027", vanaf=date(2027, 1, 1), door=bo,
                tarieven={aanbod.begeleiding: Decimal(90)},
            )  # fmt: skip
        assert aanbod.terp.contracten.count() == 1, "er bleef niets half staan"
        zorg.sluit_contract(
            aanbieder=aanbod.terp, naam="Diagnostiek 2027", vanaf=date(2027, 1, 1), door=bo,
            tarieven={aanbod.diagnostiek: Decimal(2400)},
        )  # fmt: skip


def test_een_contract_eindigt_met_zijn_tarieven_en_lopende_zorg_gaat_door(
    aanbod, bo, amina, dossier, gezin_de_vries, aangemeld
):
    dag = vandaag()
    with namens(amina):
        zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=dag,
            eind=dag + timedelta(days=180), volume=4, frequentie="2", door=amina,
        )  # fmt: skip
    with namens(bo):
        zorg.stel_tarief_vast(
            contract=aanbod.contract, product=aanbod.begeleiding, bedrag=Decimal(99), vanaf=dag + timedelta(days=90), door=bo
        )  # fmt: skip
    adres = f"/zorg/contracten/{aanbod.contract.pk}/einde/"
    browser = aangemeld(bo)
    assert "1 toewijzing" in browser.get(adres).content.decode()
    te_vroeg = browser.post(adres, {"tot": "2025-01-01", "waarom": "opgezegd"})
    assert te_vroeg.status_code == 422 and "vóór de begindatum" in te_vroeg.content.decode()
    laatste = dag + timedelta(days=30)
    assert browser.post(adres, {"tot": laatste.isoformat(), "waarom": "opgezegd"}).status_code == 302
    with namens(bo):
        assert prijs(aanbod, laatste) == Decimal("92.40")
        assert prijs(aanbod, laatste + timedelta(days=1)) is None
        assert not Tarief.objects.filter(contract=aanbod.contract, vanaf__gt=laatste).exists()
        assert queries.lopende_zorg(dossier, laatste + timedelta(days=1)).count() == 1
        assert Gebeurtenis.objects.get(soort="zorg.contract_beeindigd").waarom == "opgezegd"
    nog_eens = browser.post(adres, {"tot": laatste.isoformat(), "waarom": "x"})
    assert nog_eens.status_code == 422 and "stopt al op" in nog_eens.content.decode()


def test_een_verlengd_contract_neemt_zijn_lopende_tarieven_mee(aanbod, bo):
    with namens(bo):
        zorg.beeindig_contract(contract=aanbod.contract, tot=date(2026, 12, 31), waarom="loopt af", door=bo)
        aanbod.contract.refresh_from_db()
        zorg.wijzig_contract(
            contract=aanbod.contract, gelezen_versie=aanbod.contract.versie, naam="Jeugdhulp 2026", tot=date(2027, 12, 31), door=bo
        )  # fmt: skip
        assert prijs(aanbod, date(2027, 12, 31)) == Decimal("92.40")
        assert prijs(aanbod, date(2028, 1, 1)) is None


def test_verlengen_over_een_volgend_contract_heen_wordt_geweigerd(aanbod, bo):
    with namens(bo):
        zorg.beeindig_contract(contract=aanbod.contract, tot=date(2026, 12, 31), waarom="loopt af", door=bo)
        zorg.sluit_contract(
            aanbieder=aanbod.terp, naam="Jeugdhulp 2027", vanaf=date(2027, 1, 1), door=bo,
            tarieven={aanbod.begeleiding: Decimal(97)},
        )  # fmt: skip
        aanbod.contract.refresh_from_db()
        with pytest.raises(Geweigerd, match="Jeugdhulp 2027"):
            zorg.wijzig_contract(
                contract=aanbod.contract, gelezen_versie=aanbod.contract.versie, naam="Jeugdhulp 2026", tot=None, door=bo
            )  # fmt: skip
        assert prijs(aanbod, date(2027, 1, 1)) == Decimal(97)


def test_een_toegewezen_product_verandert_alleen_nog_van_naam(aanbod, bo, amina, dossier, gezin_de_vries):
    dag = vandaag()
    with namens(amina):
        zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding, begin=dag,
            eind=dag + timedelta(days=30), volume=4, frequentie="2", door=amina,
        )  # fmt: skip
    with namens(bo):
        versie = aanbod.begeleiding.versie
        with pytest.raises(Geweigerd, match="al toegewezen") as fout:
            zorg.wijzig_product(product=aanbod.begeleiding, gelezen_versie=versie, eenheid="01", door=bo)
        assert fout.value.veld == "eenheid"
        zorg.wijzig_product(
            product=aanbod.begeleiding, gelezen_versie=versie, naam="Begeleiding thuis", door=bo
        )
        assert Product.objects.get(pk=aanbod.begeleiding.pk).naam == "Begeleiding thuis"


# Room -----------------------------------------------------------------------------------------------------


def test_bij_een_aanmeldstop_kan_een_gezin_deze_aanbieder_niet_kiezen(
    aanbod, bo, amina, dossier, gezin_de_vries, aangemeld
):
    velden = {
        "product": aanbod.begeleiding.pk,
        "plekken": 3,
        "wachttijd_weken": 2,
        "stop": "on",
        "peildatum": vandaag().isoformat(),
    }
    assert aangemeld(bo).post(f"/zorg/aanbieders/{aanbod.terp.pk}/", velden).status_code == 302
    lijst = aangemeld(amina).get("/zorg/aanbieders/?product=45A04").content.decode()
    assert lijst.index(">Kompaan<") < lijst.index(">De Terp<") and "aanmeldstop" in lijst
    keuze = {
        "dossier": dossier, "jeugdige": gezin_de_vries.sem, "product": aanbod.begeleiding, "reden": "dichtbij",
        "wachttijd_weken": 2, "door": amina,
    }  # fmt: skip
    with namens(amina):
        with pytest.raises(Geweigerd, match="aanmeldstop") as fout:
            zorg.leg_aanbiederkeuze_vast(aanbieder=aanbod.terp, **keuze)
        assert fout.value.veld == "aanbieder"
        zorg.leg_aanbiederkeuze_vast(aanbieder=aanbod.kompaan, **keuze)
    with namens(bo):
        zorg.meld_beschikbaarheid(
            aanbieder=aanbod.terp, product=aanbod.begeleiding, plekken=1, wachttijd_weken=0, door=bo
        )
    with namens(amina):
        zorg.leg_aanbiederkeuze_vast(aanbieder=aanbod.terp, **keuze)


def test_een_zorgmakelaar_meldt_plek_maar_sluit_geen_contract(aanbod, waterveld):
    from mensen import maak_medewerker

    zita = maak_medewerker(waterveld, "Zita Zaal", "zorgmakelaar")
    with namens(zita):
        zorg.meld_beschikbaarheid(
            aanbieder=aanbod.terp, product=aanbod.begeleiding, plekken=1, wachttijd_weken=0, door=zita
        )
        with pytest.raises(GeenRecht, match="backoffice"):
            zorg.beeindig_contract(contract=aanbod.contract, tot=vandaag(), waarom="x", door=zita)
