"""What a provider asks becomes work: answered by itself where nothing is doubtful, else by the A-team, always in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aanbiederspost import (
    DIAGNOSTIEK,
    KOMPAAN,
    ZELF,
    formulier,
    jw315,
    jw317,
    over_dagen,
    product,
    retour,
    rond_af,
)

from eenplan.berichten import actions
from eenplan.berichten.models import Bericht
from eenplan.dossier import actions as dossiers
from eenplan.gezin import actions as gezinnen
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries as werkwijzen
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.models import Proces, Taak, Uitkomst
from eenplan.zorg import verzoek_actions
from eenplan.zorg.models import Toewijzing, Verzoek
from ijw import typen
from ijw.regels import voorbeelden
from termijn import tel_werkdagen_op

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("werkwijzen_gelden")]


def soorten(berichten: list[Any]) -> list[str]:
    return [bericht.NAAM for bericht in berichten]


# By itself ----------------------------------------------------------------------------------------------------


def test_een_verzoek_waar_niets_aan_schort_wordt_vanzelf_toegewezen(
    ronde, dossier, aanbod, gezin_de_vries, anton
):
    uit = ronde(jw315(gezin_de_vries.lotte, product("R1")))
    assert soorten(uit) == ["JW301", "JW316"]
    (toegewezen,) = uit[0].Client.ToegewezenProducten
    assert (uit[0].Client.Bsn, toegewezen.ReferentieAanbieder) == (gezin_de_vries.lotte.bsn, "R1")
    assert (toegewezen.Omvang.Volume, toegewezen.Omvang.Frequentie) == (2, "2")
    with namens(anton):
        verzoek = Verzoek.objects.get()
        assert (verzoek.stand, verzoek.besloten_door) == ("toegewezen", None)
        assert "vanzelf toewijzen" in verzoek.besluittekst
        assert verzoek.proces.uitkomst == "vanzelf_toegewezen"
        assert not Taak.objects.exists()
        (uitkomst,) = Uitkomst.objects.all()
        assert uitkomst.tabel.beslistabel.sleutel == "verzoek_toewijzing"
        assert uitkomst.invoer["kosten"] in (3696.0, 3880.8), (
            "20 weken, of 21 als het midden in een week begint"
        )
    assert ronde() == []


@pytest.mark.parametrize(
    ("anders", "voorstel"),
    [
        ({"verwijzer": ZELF}, "onderzoek"),
        ({"uren": 20}, "onderzoek"),
        ({"weken": 53, "uren": 1}, "onderzoek"),
        ({"wat": DIAGNOSTIEK, "eenheid": "82"}, "afwijzen"),
    ],
    ids=["zonder verwijzing", "te duur", "te lang", "geen contract"],
)
def test_wat_twijfel_geeft_wordt_een_taak_met_advies(
    ronde, dossier, aanbod, gezin_de_vries, anton, anders, voorstel
):
    uit = ronde(jw315(gezin_de_vries.lotte, product("R1", **anders)))
    assert soorten(uit) == ["JW316"]
    with namens(anton):
        (taak,) = werkwijzen.open_taken_voor_functie(anton)
        assert (taak.naam, taak.uiterlijk) == ("Verzoek beoordelen", tel_werkdagen_op(vandaag(), 5))
        assert formulier(taak, anton).advies["voorstel"] == voorstel


def test_wat_de_tabel_goed_vindt_maar_niet_kan_wordt_een_taak(ronde, dossier, aanbod, gezin_de_vries, anton):
    """Coaching is assigned by the hour; asked in minutes it is refused, and then a person must look."""
    assert soorten(ronde(jw315(gezin_de_vries.lotte, product("R1", eenheid="01")))) == ["JW316"]
    with namens(anton):
        (taak,) = Taak.objects.all()
        assert not Toewijzing.objects.exists()
        assert not Gebeurtenis.objects.filter(
            soort__in=["zorg.toegewezen", "zorg.verzoek_toegewezen"]
        ).exists()
        form = formulier(taak, anton, besluit="toewijzen")
        assert form.is_valid()
        with pytest.raises(Geweigerd, match="toegewezen in uur"):
            werkwijze.rond_taak_af(taak=taak, door=anton, formulier=form)


# By the A-team ------------------------------------------------------------------------------------------------


def test_stapeling_wordt_onderzocht_en_binnen_acht_weken_toegewezen(
    ronde, begeleiding_sem, aanbod, gezin_de_vries, anton, aangemeld
):
    """Sem has coaching; another provider asks diagnostics beside it. Anton reads why, tells that we look into it, and
    grants it three weeks later."""
    vraag = jw315(gezin_de_vries.sem, product("K1", DIAGNOSTIEK, eenheid="82", uren=1, weken=1), van=KOMPAAN)
    assert soorten(ronde(vraag)) == ["JW316"]
    with namens(anton):
        taak = Taak.objects.get()
        werkwijze.pak_taak(taak=taak, door=anton)
    client = aangemeld(anton)
    pagina = client.get(f"/taak/{taak.pk}/").content.decode()
    assert "Ambulante begeleiding van De Terp (4 uur per week" in pagina
    assert "De beslistabel adviseert: in onderzoek nemen" in pagina
    antwoord = client.post(f"/taak/{taak.pk}/", {"besluit": "onderzoek"})
    assert antwoord.status_code == 302, antwoord.content.decode()

    (in_onderzoek,) = ronde()
    assert in_onderzoek.NAAM == "JW319"
    assert (in_onderzoek.Antwoord.ReferentieAanbieder, in_onderzoek.Antwoord.VerzoekAntwoord) == ("K1", "2")
    with namens(anton):
        onderzoek = Taak.objects.get(afgerond_op__isnull=True)
        assert (onderzoek.naam, onderzoek.medewerker) == ("Onderzoek afronden", None)
        assert onderzoek.uiterlijk == vandaag() + timedelta(weeks=8)
    with over_dagen(21):
        with namens(anton):
            assert not formulier(onderzoek, anton, besluit="toewijzen").is_valid(), "zonder wat het opleverde"
            rond_af(
                onderzoek,
                anton,
                besluit="toewijzen",
                waarom="Met De Terp afgestemd: eerst onderzoek, dan verder.",
            )
        berichten = ronde(retour(in_onderzoek, nummer="T1"))
        assert soorten(berichten) == ["JW301"]
    with namens(anton):
        verzoek = Verzoek.objects.get()
        assert (verzoek.stand, verzoek.besloten_door) == ("toegewezen", anton)
        assert verzoek.proces.uitkomst == "toegewezen"


def test_een_kind_van_een_andere_gemeente_wordt_afgewezen_met_die_gemeente(
    ronde, dossier, aanbod, gezin_de_vries, anton
):
    lotte = gezin_de_vries.lotte
    with namens(anton):
        type(lotte).objects.filter(pk=lotte.pk).update(gemeente_code="0363")
    assert soorten(ronde(jw315(lotte, product("R1")))) == ["JW316"]
    with namens(anton):
        taak = Taak.objects.get()
        form = formulier(taak, anton, besluit="afwijzen", reden="8")
        assert (form.advies["voorstel"], form.voorstel) == ("afwijzen", "afwijzen (woonplaatsbeginsel)")
        assert form.errors["andere_gemeente"] == ["Vul in welke gemeente wel verantwoordelijk is."]
        for fout in ("0001", "Adam"):
            assert formulier(taak, anton, besluit="afwijzen", reden="8", andere_gemeente=fout).errors[
                "andere_gemeente"
            ]
        rond_af(taak, anton, besluit="afwijzen", reden="8", andere_gemeente="0363")
    (uit,) = ronde()
    assert (uit.Antwoord.VerzoekAntwoord, uit.Antwoord.RedenAfwijzingVerzoek) == ("1", "8")
    assert uit.Antwoord.Woonplaatsbeginsel.Gemeente == "0363"
    with namens(anton):
        assert Verzoek.objects.get().proces.uitkomst == "afgewezen"


def test_van_hulp_in_een_geheim_dossier_staat_er_alleen_dat_zij_er_is(
    ronde, begeleiding_sem, dossier, aanbod, gezin_de_vries, waterveld, anton, amina
):
    """Sem's coaching stands in a dossier that Anton does not see; the request came in with the family of his father."""
    sem = gezin_de_vries.sem
    with namens(amina):
        bij_vader = gezinnen.maak_gezin(naam="Gezin Pieter", leden=[(sem, "jeugdige", True)], door=amina)
        dossiers.open_dossier(gezin=bij_vader, door=amina)
        dossiers.markeer_geheim(dossier=dossier, geheim=True, reden="Een collega kent het gezin.", door=amina)
    ronde(jw315(sem, product("K1", DIAGNOSTIEK, eenheid="82", uren=1, weken=4), van=KOMPAAN))
    with namens(anton):
        taak = Taak.objects.get()
        assert taak.dossier.gezin == bij_vader
        (samenloop,) = [p for p in formulier(taak, anton).toets.punten if p.titel == "Samenloop"]
        assert samenloop.zin == "In dezelfde tijd loopt 1 keer andere hulp in een dossier dat u niet ziet."
        (samenloop,) = [p for p in formulier(taak, amina).toets.punten if p.titel == "Samenloop"]
        assert "Ambulante begeleiding van De Terp" in samenloop.zin


def test_afwijken_van_de_tabel_vraagt_een_reden(ronde, dossier, aanbod, gezin_de_vries, anton):
    ronde(jw315(gezin_de_vries.lotte, product("R1", verwijzer=ZELF)))
    with namens(anton):
        taak = Taak.objects.get()
        assert formulier(taak, anton, besluit="onderzoek").is_valid()
        for anders in ({"besluit": "toewijzen"}, {"besluit": "afwijzen", "reden": "7"}):
            form = formulier(taak, anton, **anders)
            assert form.errors["waarom"] == ["U wijkt af van de beslistabel. Schrijf op waarom."]
        rond_af(taak, anton, besluit="toewijzen", waarom="De huisarts belde: de verwijzing komt na.")
        assert Verzoek.objects.get().besluittekst == "De huisarts belde: de verwijzing komt na."


def test_wie_we_nog_niet_kennen_wordt_eerst_aangevuld(ronde, aanbod, waterveld, anton, aangemeld):
    """A child that nobody here knew: a family and a dossier, but no address. Anton looks it up and then grants."""
    from mensen import bsn

    assert soorten(ronde(jw315(None, product("R1"), bsn=bsn(9)))) == ["JW316"]
    with namens(anton):
        taak = Taak.objects.get()
        kind = Verzoek.objects.get().jeugdige
        assert kind.naam == "Noor de Wit"
        werkwijze.pak_taak(taak=taak, door=anton)
        form = formulier(taak, anton, besluit="toewijzen", waarom="Klopt.")
        assert form.advies["voorstel"] == "onderzoek"
        assert form.is_valid()
        with pytest.raises(Geweigerd, match="een volledig adres"):
            werkwijze.rond_taak_af(taak=taak, door=anton, formulier=form)
    pagina = aangemeld(anton).get(f"/taak/{taak.pk}/").content.decode()
    assert f"/dossier/{taak.dossier.nummer}/gezin/persoon/{kind.pk}/" in pagina
    assert "Vul de gegevens van Noor de Wit aan" in pagina
    with namens(anton):
        gezinnen.wijzig_persoon(
            persoon=kind, dossier=taak.dossier, gelezen_versie=kind.versie, straat="Dijkstraat", huisnummer=4, postcode="1234AB",
            woonplaats="Waterveld", gemeente_code="0001", door=anton,
        )  # fmt: skip
        taak = Taak.objects.get()
        assert formulier(taak, anton).advies == {"weg": "vanzelf", "voorstel": "toewijzen", "reden": "geen"}
        rond_af(taak, anton, besluit="toewijzen")
    assert soorten(ronde()) == ["JW301"]


def test_twee_verzoeken_tegelijk_worden_elk_apart_beantwoord(ronde, dossier, aanbod, gezin_de_vries, anton):
    lotte = gezin_de_vries.lotte
    ronde(jw315(lotte, product("R1", verwijzer=ZELF), product("R2", DIAGNOSTIEK, eenheid="82")))
    with namens(anton):
        een, twee = Verzoek.objects.order_by("referentie")
        assert een.proces.loopt
        assert twee.proces.loopt
        assert een.proces != twee.proces
        rond_af(Taak.objects.get(proces=twee.proces), anton, besluit="afwijzen", reden="3")
        assert not Proces.objects.get(verzoek=twee).loopt
        assert Proces.objects.get(verzoek=een).loopt
        with pytest.raises(Geweigerd, match="P2 loopt al voor Verzoek om toewijzing R1"):
            werkwijze.start_proces(sleutel="P2", dossier=dossier, door=None, over=een)
    assert [uit.Antwoord.ReferentieAanbieder for uit in ronde()] == ["R2"]


def test_wat_vanzelf_is_toegewezen_telt_mee_voor_het_volgende_verzoek(
    ronde, dossier, aanbod, gezin_de_vries, anton
):
    uit = ronde(
        jw315(gezin_de_vries.lotte, product("R1")),
        jw315(
            gezin_de_vries.lotte,
            product("K1", DIAGNOSTIEK, eenheid="82", uren=1),
            van=KOMPAAN,
            nummer="K0001",
        ),
    )
    assert sorted(soorten(uit)) == ["JW301", "JW316", "JW316"]
    with namens(anton):
        (taak,) = Taak.objects.all()
        assert taak.proces.verzoek.referentie == "K1"
        assert taak.proces.uitkomsten.get().invoer["samenloop"] == "andere_zorg"


# Where silence is needed, or nothing can begin -------------------------------------------------------------------


def test_bij_berichtstilte_gaat_er_niets_vanzelf(ronde, dossier, aanbod, gezin_de_vries, amina, anton):
    with namens(amina):
        actions.stel_stilte_in(dossier=dossier, reden="Vader zoekt het gezin.", door=amina)
    assert soorten(ronde(jw315(gezin_de_vries.lotte, product("R1")))) == ["JW316"]
    with namens(anton):
        taak = Taak.objects.get()
        assert taak.proces.uitkomsten.get().invoer["vanzelf"] is False
        rond_af(taak, anton, besluit="toewijzen")
        bericht = Bericht.objects.get(soort="JW301")
        assert bericht.status == "tegengehouden"
        assert "Vader zoekt het gezin." in bericht.tegengehouden
    assert ronde() == []


def test_bij_een_geheim_dossier_krijgt_niemand_de_taak_te_zien_tot_zij_is_uitgedeeld(
    ronde, dossier, aanbod, gezin_de_vries, amina, anton
):
    with namens(amina):
        dossiers.markeer_geheim(dossier=dossier, geheim=True, reden="Opvang op een geheime plek.", door=amina)
    assert soorten(ronde(jw315(gezin_de_vries.lotte, product("R1")))) == ["JW316"]
    with namens(amina):
        taak = Taak.objects.get()
        assert not werkwijzen.open_taken_voor_functie(anton).exists()
        werkwijze.wijs_taak_toe(taak=taak, medewerker=anton, door=amina)
        rond_af(Taak.objects.get(), anton, besluit="toewijzen")
        assert Verzoek.objects.get().stand == "toegewezen"


def test_een_verzoek_dat_niet_kan_beginnen_houdt_de_rest_niet_op(
    ronde, dossier, aanbod, gezin_de_vries, waterveld, anton
):
    """The dossier of De Vries was closed just now; the request for another child goes on."""
    from mensen import bsn

    with voor_organisatie(waterveld):
        type(dossier).objects.filter(pk=dossier.pk).update(gesloten_op=vandaag())
    ronde(jw315(gezin_de_vries.lotte, product("R1")), jw315(None, product("R2"), bsn=bsn(9), nummer="A0002"))
    with namens(anton):
        een, twee = Verzoek.objects.order_by("referentie")
        assert (een.proces is None) == (not een.dossier.is_open)
        assert twee.proces is not None


def test_zonder_vastgestelde_werkwijze_blijft_het_verzoek_in_de_lijst(
    ronde, dossier, aanbod, gezin_de_vries, waterveld, kees, anton
):
    from eenplan.werkwijze.models import WerkwijzeVersie

    with namens(kees):
        p2 = WerkwijzeVersie.objects.get(werkwijze__sleutel="P2")
        versie_actions.trek_in(versie=p2, reden="We tekenen een eigen.", door=kees)
    assert soorten(ronde(jw315(gezin_de_vries.lotte, product("R1")))) == ["JW316"]
    with namens(anton):
        assert (Verzoek.objects.get().stand, Verzoek.objects.get().proces) == ("open", None)


def test_wie_het_verzoek_buiten_de_taak_beantwoordt_laat_de_taak_vervallen(
    ronde, dossier, aanbod, gezin_de_vries, amina, anton
):
    ronde(jw315(gezin_de_vries.lotte, product("R1", verwijzer=ZELF)))
    with namens(amina):
        verzoek_actions.wijs_verzoek_af(verzoek=Verzoek.objects.get(), reden="7", door=amina)
    ronde()
    with namens(anton):
        assert Taak.objects.get().vervallen_op
        assert Proces.objects.get().stopreden == "Het verzoek is al beantwoord."


def test_een_dossier_met_een_open_verzoek_gaat_niet_dicht(ronde, dossier, aanbod, gezin_de_vries, amina):
    ronde(jw315(gezin_de_vries.lotte, product("R1", verwijzer=ZELF)))
    with (
        namens(amina),
        pytest.raises(Geweigerd, match="De Terp wacht nog op antwoord op een verzoek om toewijzing"),
    ):
        dossiers.sluit_dossier(dossier=dossier, reden="Doelen gehaald", door=amina)


# Changes (JW317) -----------------------------------------------------------------------------------------------


@pytest.fixture
def lopend(begeleiding_sem: Any, ronde: Any, anton: Any) -> Toewijzing:
    """The coaching of Sem, told and confirmed."""
    with namens(anton):
        actions.verstuur_jw301(toewijzingen=[begeleiding_sem], door=anton)
    (jw301,) = ronde()
    ronde(retour(jw301, nummer="T0"))
    with namens(anton):
        return Toewijzing.objects.get()


def test_korter_gaat_vanzelf_en_daarna_vraagt_meer_om_een_mens(ronde, lopend, gezin_de_vries, anton):
    sem = gezin_de_vries.sem
    korter = lopend.eind - timedelta(weeks=4)
    uit = ronde(jw317(sem, lopend, nummer="1", Einddatum=korter, GewensteIngangsdatum=lopend.begin))
    assert soorten(uit) == ["JW301", "JW318"]
    with namens(anton):
        lopend.refresh_from_db()
        assert lopend.eind == korter
        assert Verzoek.objects.get().besloten_door is None
    ronde(retour(uit[0], nummer="T1"))

    meer = typen.Omvang(Volume=5, Eenheid="04", Frequentie="2")
    assert soorten(ronde(jw317(sem, lopend, nummer="2", Omvang=meer))) == ["JW318"]
    with namens(anton):
        taak = Taak.objects.get()
        form = formulier(taak, anton, besluit="toewijzen")
        assert form.toets.feiten["wijziging"] == "meer"
        assert form.advies["voorstel"] == "toewijzen"
        assert 1500 < form.toets.feiten["meerkosten"] < 2500
        assert "8" not in dict(form.fields["reden"].choices), (
            "het woonplaatsbeginsel is er alleen bij een JW315"
        )
        rond_af(taak, anton, besluit="toewijzen")
        oud, nieuw = Toewijzing.objects.order_by("begin")
        assert (oud.volume, nieuw.volume) == (4, 5)
    (jw301,) = ronde()
    assert {p.ReferentieAanbieder for p in jw301.Client.ToegewezenProducten} == {"W2"}


@pytest.mark.parametrize(
    ("weken", "vanzelf"), [(6, True), (20, False)], ids=["een paar weken", "een half jaar"]
)
def test_een_paar_weken_langer_gaat_vanzelf(ronde, lopend, gezin_de_vries, anton, weken, vanzelf):
    uit = ronde(jw317(gezin_de_vries.sem, lopend, nummer="1", Einddatum=lopend.eind + timedelta(weeks=weken)))
    assert ("JW301" in soorten(uit)) == vanzelf
    with namens(anton):
        assert Taak.objects.exists() == (not vanzelf)
        invoer = Uitkomst.objects.get().invoer
        assert (invoer["wijziging"], invoer["weken_langer"]) == ("langer", weken)


def test_langer_als_het_kind_dan_18_is_vraagt_onderzoek(ronde, lopend, gezin_de_vries, anton):
    sem = gezin_de_vries.sem
    ronde(jw317(sem, lopend, nummer="1", Einddatum=lopend.eind + timedelta(weeks=80)))
    with namens(anton):
        form = formulier(Taak.objects.get(), anton)
        assert form.toets.feiten["leeftijd"] == "wordt_18"
        assert form.advies["voorstel"] == "onderzoek"


def test_een_nieuw_product_erbij_is_een_zaak_voor_het_a_team(ronde, lopend, gezin_de_vries, anton):
    vraag = jw317(gezin_de_vries.sem, lopend, nummer="1")
    nieuw = voorbeelden.jw317(
        NieuwProduct={
            "Product": typen.Product(Categorie="50", Code="50A01"),
            "GewensteIngangsdatum": vandaag() + timedelta(days=7),
            "Einddatum": lopend.eind,
            "Omvang": typen.Omvang(Volume=1, Eenheid="82", Frequentie="6"),
        }
    ).bouw()
    verzoek = replace(vraag.Client.Verzoek, NieuweProducten=nieuw.Client.Verzoek.NieuweProducten)
    ronde(replace(vraag, Client=replace(vraag.Client, Verzoek=verzoek)))
    with namens(anton):
        form = formulier(Taak.objects.get(), anton)
        assert form.toets.feiten["wijziging"] == "nieuw"
        assert [str(rij["product"]) for rij in form.regels][-1].startswith("50A01")


# Messages that nobody confirmed ------------------------------------------------------------------------------------


# After the dossier closed ---------------------------------------------------------------------------------------


def test_een_verzoek_na_het_sluiten_krijgt_een_nieuw_dossier_en_een_antwoord(
    begeleiding_sem, dossier, gezin_de_vries, anton, amina, ronde
):
    """The help goes on after the dossier closed; the provider asks more of it, and other help too (besluit 027)."""
    from eenplan.dossier.models import Dossier

    with namens(amina):
        assert Dossier.objects.filter(pk=dossier.pk).update(gesloten_op=vandaag())
    sem = gezin_de_vries.sem
    ronde(jw317(sem, begeleiding_sem, nummer="A0002", Einddatum=begeleiding_sem.eind + timedelta(weeks=4)))
    ronde(jw315(sem, product("V1", DIAGNOSTIEK, eenheid="82", uren=1, weken=4), van=KOMPAAN, nummer="A0003"))
    with namens(anton):
        nieuw = Dossier.objects.open().get(gezin=gezin_de_vries.gezin)
        assert nieuw.pk != dossier.pk
        wijziging, verzoek = Verzoek.objects.order_by("soort").reverse()
        assert {wijziging.dossier, verzoek.dossier} == {nieuw}
        for rij in (wijziging, verzoek):
            if rij.is_open:
                verzoek_actions.ken_verzoek_toe(verzoek=rij, door=anton)
        begeleiding_sem.refresh_from_db()
        assert begeleiding_sem.dossier == nieuw
        assert str(dossier) in Gebeurtenis.objects.get(soort="zorg.loopt_door", dossier=nieuw).tekst
        assert Toewijzing.objects.filter(dossier=nieuw).count() >= 2
