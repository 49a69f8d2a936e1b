"""A new colleague gets in, somebody loses a telephone, a laptop is stolen, and somebody leaves for good."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu, op_moment, vandaag
from eenplan.organisatie import actions, queries
from eenplan.organisatie.models import Functievervulling, Medewerker
from eenplan.organisatie.queries import Stand
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db
ZIN = "vier groene stoelen buiten"


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def nora(waterveld, noord, bea):
    """New in team Noord, without a way to sign in."""
    with namens(bea):
        nora = actions.maak_medewerker(organisatie=waterveld, naam="Nora van Nijs", door=bea)
        actions.geef_functie(medewerker=nora, functie="jeugdconsulent", door=bea)
        actions.zet_in_team(medewerker=nora, team=noord, door=bea)
    return nora


def code_van(medewerker):
    device = TOTPDevice.objects.filter(user=medewerker.user).latest("pk")
    totp = TOTP(device.bin_key)
    totp.time = time.time()
    return f"{totp.token():06d}"


def startwachtwoord_op(pagina):
    (wachtwoord,) = re.findall(r'<code class="startwachtwoord">([^<]+)</code>', pagina.content.decode())
    return wachtwoord


def wachtwoordstap(client, naam, wachtwoord):
    return client.post("/aanmelden/", {"username": naam, "password": wachtwoord})


def begin(client, medewerker, wachtwoord):
    """From the start password to a linked telephone."""
    assert (
        wachtwoordstap(client, medewerker.user.username, wachtwoord)["Location"]
        == "/aanmelden/eigen-wachtwoord/"
    )
    stap = client.post("/aanmelden/eigen-wachtwoord/", {"wachtwoord": ZIN, "nogmaals": ZIN})
    assert stap["Location"] == "/aanmelden/instellen/"
    client.get("/aanmelden/instellen/")
    return client.post("/aanmelden/instellen/", {"code": code_van(medewerker)})


# ---- somebody new ------------------------------------------------------------------------------------------


def test_a_new_colleague_gets_in_with_a_password_that_nobody_else_knows(aangemeld, bea, nora, client):
    adres = f"/beheer/medewerkers/{nora.pk}/aanmelding/"
    beheer = aangemeld(bea)
    assert 'value="nora.van.nijs"' in beheer.get(adres).content.decode()
    pagina = beheer.post(adres, {"gebruikersnaam": "Nora.van.Nijs"})
    wachtwoord = startwachtwoord_op(pagina)
    assert pagina["Cache-Control"] == "no-store"
    nora.refresh_from_db()
    assert queries.stand_aanmelding(nora) == Stand.START
    assert begin(client, nora, wachtwoord)["Location"] == "/account/herstelcodes/"
    assert client.get("/").status_code == 200
    nora.refresh_from_db()
    assert queries.stand_aanmelding(nora) == Stand.WERKT
    oud = wachtwoordstap(Client(), "nora.van.nijs", wachtwoord)
    assert "horen niet bij elkaar" in oud.content.decode(), "het startwachtwoord werkte één keer"
    assert wachtwoord not in beheer.get(f"/beheer/medewerkers/{nora.pk}/").content.decode()
    with namens(bea):
        assert not Gebeurtenis.objects.filter(gegevens__icontains=wachtwoord).exists()


def test_the_start_password_opens_nothing_but_the_choice_of_another(bea, nora, client):
    with namens(bea):
        wachtwoord = actions.maak_aanmelding(medewerker=nora, gebruikersnaam="nora", door=bea)
    wachtwoordstap(client, "nora", wachtwoord)
    for pad in ("/aanmelden/instellen/", "/aanmelden/code/"):
        assert client.get(pad)["Location"] == "/aanmelden/eigen-wachtwoord/"
    assert client.get("/")["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        (("krtx7", "krtx7"), "te kort"),
        (("een lange zin hier", "een andere zin hier"), "niet hetzelfde"),
        (("839201746582", "839201746582"), "Alleen cijfers"),
        (None, "ander wachtwoord dan het oude"),
    ],
)
def test_a_weak_or_used_password_is_refused_in_a_sentence(bea, nora, client, getypt, zin):
    with namens(bea):
        wachtwoord = actions.maak_aanmelding(medewerker=nora, gebruikersnaam="nora", door=bea)
    wachtwoordstap(client, "nora", wachtwoord)
    een, twee = getypt or (wachtwoord, wachtwoord)
    antwoord = client.post("/aanmelden/eigen-wachtwoord/", {"wachtwoord": een, "nogmaals": twee})
    assert antwoord.status_code == 422 and zin in antwoord.content.decode()


def test_a_start_password_runs_out(bea, nora, client):
    with namens(bea), op_moment(nu() - timedelta(days=4)):
        wachtwoord = actions.maak_aanmelding(medewerker=nora, gebruikersnaam="nora", door=bea)
    antwoord = wachtwoordstap(client, "nora", wachtwoord)
    assert "startwachtwoord is verlopen" in antwoord.content.decode()
    assert client.get("/aanmelden/eigen-wachtwoord/").status_code == 302
    nora.refresh_from_db()
    assert queries.stand_aanmelding(nora) == Stand.VERLOPEN


def test_who_kept_the_start_password_open_cannot_link_a_telephone_afterwards(bea, nora, client):
    """Bea tried the start password herself and waited. Once Nora chose her own, that window is worth nothing."""
    with namens(bea):
        wachtwoord = actions.maak_aanmelding(medewerker=nora, gebruikersnaam="nora", door=bea)
    van_bea = Client()
    wachtwoordstap(van_bea, "nora", wachtwoord)
    wachtwoordstap(client, "nora", wachtwoord)
    client.post("/aanmelden/eigen-wachtwoord/", {"wachtwoord": ZIN, "nogmaals": ZIN})
    assert van_bea.get("/aanmelden/instellen/")["Location"] == "/aanmelden/"


@pytest.mark.parametrize("naam", ["no", "nora nijs", "nóra", ".nora", "amina@wv.example"])
def test_a_user_name_that_cannot_be_is_refused_at_its_field(bea, nora, amina, naam):
    with namens(bea), pytest.raises(Geweigerd) as fout:
        actions.maak_aanmelding(medewerker=nora, gebruikersnaam=naam, door=bea)
    assert fout.value.veld == "gebruikersnaam"
    nora.refresh_from_db()
    assert nora.user is None


def test_only_a_beheerder_of_the_own_organisation_gives_accounts(bea, amina, nora, ester):
    with namens(amina), pytest.raises(GeenRecht):
        actions.maak_aanmelding(medewerker=nora, gebruikersnaam="nora", door=amina)
    with namens(bea), pytest.raises(NietGevonden):
        actions.geef_startwachtwoord(medewerker=ester, telefoon_ook=False, waarom="x", door=bea)
    with namens(bea), pytest.raises(Geweigerd, match="eigen aanmelding"):
        actions.geef_startwachtwoord(medewerker=bea, telefoon_ook=True, waarom="x", door=bea)


# ---- a password forgotten, a telephone lost, a laptop stolen ---------------------------------------------------


def test_a_new_start_password_closes_the_old_screen_and_keeps_the_telephone(aangemeld, bea, amina, client):
    scherm = aangemeld(amina)
    adres = f"/beheer/medewerkers/{amina.pk}/aanmelding/"
    beheer = aangemeld(bea)
    assert beheer.post(adres, {"telefoon_ook": "nee"}).status_code == 422, "zonder reden gebeurt er niets"
    wachtwoord = startwachtwoord_op(
        beheer.post(adres, {"telefoon_ook": "nee", "waarom": "vergeten, aan de balie"})
    )
    assert scherm.get("/").url.startswith("/aanmelden/")
    wachtwoordstap(client, amina.user.username, wachtwoord)
    stap = client.post("/aanmelden/eigen-wachtwoord/", {"wachtwoord": ZIN, "nogmaals": ZIN})
    assert stap["Location"] == "/aanmelden/code/", "de telefoon is nog gekoppeld"
    assert client.post("/aanmelden/code/", {"code": code_van(amina)})["Location"] == "/"


def test_a_lost_telephone_is_linked_anew_and_old_recovery_codes_end(aangemeld, bea, amina, client):
    aangemeld(amina)
    StaticDevice.objects.create(user=amina.user, name="herstelcodes").token_set.create(token="abcd2345")
    with namens(bea):
        wachtwoord = actions.geef_startwachtwoord(
            medewerker=amina, telefoon_ook=True, waarom="telefoon in de sloot", door=bea
        )
    assert not StaticDevice.objects.filter(user=amina.user).exists()
    assert begin(client, amina, wachtwoord)["Location"] == "/account/herstelcodes/"


def test_a_block_ends_every_screen_at_once_and_lifting_it_does_not_open_them(aangemeld, bea, amina):
    scherm = aangemeld(amina)
    with namens(bea):
        actions.blokkeer_aanmelding(medewerker=amina, waarom="laptop gestolen", door=bea)
    assert scherm.get("/").url.startswith("/aanmelden/")
    with namens(bea):
        assert queries.stand_aanmelding(Medewerker.objects.get(pk=amina.pk)) == Stand.GEBLOKKEERD
        actions.laat_weer_toe(medewerker=amina, waarom="laptop terug", door=bea)
    assert scherm.get("/").url.startswith("/aanmelden/")
    assert Medewerker.objects.get(pk=amina.pk).heeft_functie("jeugdconsulent")


def test_the_last_beheerder_who_can_sign_in_is_not_shut_out(bea, waterveld):
    ben = maak_medewerker(waterveld, "Ben Bos", "beheerder")
    with namens(ben):
        actions.blokkeer_aanmelding(medewerker=bea, waarom="test", door=ben)
    with namens(ben), pytest.raises(Geweigerd, match="laatste beheerder"):
        actions.neem_uit_dienst(medewerker=ben, waarom="andere baan", door=None)


def test_one_changes_ones_own_password_knowing_the_old_one(aangemeld, amina):
    amina.user.set_password("een-lange-zin-van-amina")
    amina.user.save()
    scherm, ander = aangemeld(amina), aangemeld(amina)
    velden = {"oud": "fout", "wachtwoord": ZIN, "nogmaals": ZIN}
    assert "niet uw wachtwoord van nu" in scherm.post("/account/wachtwoord/", velden).content.decode()
    assert scherm.post("/account/wachtwoord/", velden | {"oud": "een-lange-zin-van-amina"}).status_code == 302
    assert scherm.get("/").status_code == 200
    assert ander.get("/").status_code == 302, "het andere scherm is afgemeld"


# ---- coming and going --------------------------------------------------------------------------------------


@pytest.fixture
def dossier_van_amina(amina, gezin_de_vries):
    """The De Vries family, led by Amina, who also reads along elsewhere."""
    from eenplan.dossier.actions import registreer_melding
    from eenplan.dossier.models import Dossier, Dossierlid

    with namens(amina):
        dossier = registreer_melding(
            gezin=gezin_de_vries.gezin, jeugdige=gezin_de_vries.sem, route="school", melder_naam="Mentor",
            vraag="Sem komt niet meer.", door=amina,
        )  # fmt: skip
        team = amina.teamlidmaatschappen.get().team
        Dossier.objects.filter(pk=dossier.pk).update(regisseur=amina, team=team)
        Dossierlid.objects.create(
            organisatie=amina.organisatie, dossier=dossier, medewerker=amina, rol="consulent", vanaf=vandaag()
        )
        dossier.refresh_from_db()
        return dossier


def test_who_leaves_loses_everything_that_day_and_the_page_says_what_stays_behind(
    aangemeld, bea, amina, dossier_van_amina
):
    scherm, beheer = aangemeld(amina), aangemeld(bea)
    adres = f"/beheer/medewerkers/{amina.pk}/uit-dienst/"
    vooraf = beheer.get(adres).content.decode()
    assert "1 gezin van team Noord" in vooraf and "Vries" not in vooraf
    assert beheer.post(adres, {"waarom": "andere baan"}).status_code == 302
    assert scherm.get("/").url.startswith("/aanmelden/")
    weg = Medewerker.objects.get(pk=amina.pk)
    assert not weg.actief and not weg.user.is_active and not weg.user.has_usable_password()
    assert weg.functievervullingen.get().tot == vandaag() == weg.teamlidmaatschappen.get().tot
    with namens(bea):
        assert dossier_van_amina.leden.filter(medewerker=amina, tot__isnull=True).count() == 0
    assert "Nog over te dragen" in beheer.get(f"/beheer/medewerkers/{amina.pk}/").content.decode()


def test_open_tasks_of_who_leaves_go_back_to_the_team(bea, kees, waterveld, amina, dossier_van_amina):
    from eenplan.werkwijze import versie_actions
    from eenplan.werkwijze.actions import start_proces
    from eenplan.werkwijze.models import Taak

    with voor_organisatie(waterveld):
        versie_actions.laad_meegeleverd(door=kees)
        start_proces(sleutel="P1", dossier=dossier_van_amina, door=amina)
        taak = Taak.objects.first()
        Taak.objects.filter(pk=taak.pk).update(medewerker=amina, gepakt_op=nu())
    with namens(bea):
        actions.neem_uit_dienst(medewerker=amina, waarom="andere baan", door=bea)
        taak.refresh_from_db()
        assert taak.medewerker is None and taak.is_open
        regel = Gebeurtenis.objects.get(soort="taak.teruggegeven")
        assert regel.dossier_id == dossier_van_amina.pk and "uit dienst" in regel.waarom


def test_a_slip_is_undone_on_the_same_day_and_later_everything_is_given_anew(bea, amina):
    with namens(bea):
        actions.neem_uit_dienst(medewerker=amina, waarom="verkeerde regel", door=bea)
        actions.neem_weer_in_dienst(medewerker=amina, waarom="vergissing", door=bea)
        terug = Medewerker.objects.get(pk=amina.pk)
        assert terug.heeft_functie("jeugdconsulent") and terug.team_ids
        actions.neem_uit_dienst(medewerker=terug, waarom="andere baan", door=bea)
    with namens(bea), op_moment(nu() + timedelta(days=40)):
        actions.neem_weer_in_dienst(medewerker=amina, waarom="terug", door=bea)
        assert not Medewerker.objects.get(pk=amina.pk).functies


def test_a_functie_that_had_yet_to_begin_is_gone_with_who_left(bea, amina):
    with namens(bea):
        actions.geef_functie(
            medewerker=amina, functie="praktijkleider", vanaf=vandaag() + timedelta(days=30), door=bea
        )
        actions.neem_uit_dienst(medewerker=amina, waarom="andere baan", door=bea)
    assert not Functievervulling.objects.filter(medewerker=amina, functie="praktijkleider").exists()


def test_nobody_takes_oneself_out_or_gives_rights_to_who_left(bea, amina, noord, waterveld):
    maak_medewerker(waterveld, "Ben Bos", "beheerder")
    with namens(bea):
        with pytest.raises(Geweigerd, match="uzelf niet uit dienst"):
            actions.neem_uit_dienst(medewerker=bea, waarom="weg", door=bea)
        actions.neem_uit_dienst(medewerker=amina, waarom="andere baan", door=bea)
        weg = Medewerker.objects.get(pk=amina.pk)
        for doe in (
            lambda: actions.geef_functie(medewerker=weg, functie="jeugdconsulent", door=bea),
            lambda: actions.zet_in_team(medewerker=weg, team=noord, door=bea),
            lambda: actions.geef_startwachtwoord(medewerker=weg, telefoon_ook=False, waarom="x", door=bea),
        ):
            with pytest.raises(Geweigerd, match="uit dienst"):
                doe()


# ---- teams and the organisation ------------------------------------------------------------------------------


def test_a_team_is_renamed_and_closes_only_when_nobody_and_no_family_is_left(
    aangemeld, bea, amina, noord, zuid, dossier_van_amina
):
    from eenplan.dossier.models import Dossier

    beheer = aangemeld(bea)
    velden = {"naam": "Noord en West", "soort": "regie", "versie": "0"}
    assert beheer.post(f"/beheer/teams/{noord.pk}/", velden).status_code == 302
    assert beheer.post(f"/beheer/teams/{noord.pk}/", velden).status_code == 409, "een oude bladzijde"
    adres = f"/beheer/teams/{noord.pk}/opheffen/"
    assert "zit nog iemand" in beheer.post(adres, {"waarom": "samengevoegd"}).content.decode()
    with namens(bea):
        actions.haal_uit_team(
            lidmaatschap=amina.teamlidmaatschappen.get(), tot=vandaag() - timedelta(days=1), door=bea
        )
    assert "hoort nog 1 gezin bij" in beheer.post(adres, {"waarom": "samengevoegd"}).content.decode()
    with namens(bea):
        Dossier.objects.update(team=zuid)
    assert beheer.post(adres, {"waarom": "samengevoegd met Zuid"}).status_code == 302
    with namens(bea), pytest.raises(Geweigerd, match="opgeheven"):
        noord.refresh_from_db()
        actions.zet_in_team(medewerker=amina, team=noord, door=bea)


def test_letters_follow_what_the_beheerder_writes_about_the_organisation(aangemeld, bea, waterveld, elders):
    velden = {
        "naam": "Gemeente Waterveld",
        "telefoon": "0299 1",
        "bezwaaradres": "Postbus 1, Waterveld",
        "versie": "0",
    }
    beheer = aangemeld(bea)
    assert beheer.post("/beheer/organisatie/", velden | {"naam": "Gemeente Elders"}).status_code == 422
    assert beheer.post("/beheer/organisatie/", velden).status_code == 302
    waterveld.refresh_from_db()
    assert waterveld.instellingen["bezwaaradres"] == "Postbus 1, Waterveld"


def test_an_installation_begins_with_an_organisation_and_a_beheerder_who_can_sign_in(db, client):
    from io import StringIO

    from django.core.management import CommandError, call_command

    uit = StringIO()
    velden = {"naam": "Gemeente Nieuwland", "code": "0009", "voorvoegsel": "nl", "beheerder": "Bas Beek"}
    with pytest.raises(CommandError, match="vier cijfers"):
        call_command("organisatie", **velden | {"code": "9"})
    call_command("organisatie", stdout=uit, **velden)
    wachtwoord = re.search(r"startwachtwoord (\S+)", uit.getvalue())[1]
    bas = Medewerker.objects.get(naam="Bas Beek")
    assert bas.heeft_functie("beheerder")
    assert begin(client, bas, wachtwoord)["Location"] == "/account/herstelcodes/"
    assert client.get("/beheer/").status_code == 200
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("organisatie", **velden)
