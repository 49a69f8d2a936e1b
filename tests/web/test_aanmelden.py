"""The door: two steps, a first time, a wrong code, too many of them, and a screen that closed by itself."""

from __future__ import annotations

import re
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.web import aanmelding

pytestmark = pytest.mark.django_db
WACHTWOORD = "een-lange-zin-van-amina"


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def amina_met_telefoon(amina):
    """Amina with a password and an authenticator."""
    amina.user.set_password(WACHTWOORD)
    amina.user.save()
    TOTPDevice.objects.create(user=amina.user, name="telefoon", confirmed=True)
    return amina


def code_van(medewerker, stap=0):
    device = TOTPDevice.objects.get(user=medewerker.user)
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * stap
    return f"{totp.token():06d}"


def wachtwoordstap(client, medewerker, wachtwoord=WACHTWOORD, query=""):
    return client.post(f"/aanmelden/{query}", {"username": medewerker.user.username, "password": wachtwoord})


def test_password_and_code_open_the_page_that_was_asked_for(client, amina_met_telefoon):
    gevraagd = client.get("/team/?fase=plan")
    assert gevraagd.status_code == 302
    response = client.post(
        gevraagd["Location"], {"username": amina_met_telefoon.user.username, "password": WACHTWOORD}
    )
    assert response["Location"] == "/aanmelden/code/"
    response = client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})
    assert response["Location"] == "/team/?fase=plan"
    assert client.get("/team/?fase=plan").status_code == 200


def test_only_the_password_opens_nothing(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    response = client.get("/")
    assert response.status_code == 302
    assert response["Location"].startswith("/aanmelden/")


def test_signed_in_without_second_step_opens_nothing(client, amina_met_telefoon):
    client.force_login(amina_met_telefoon.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/gezinnen/")["Location"].startswith("/aanmelden/")


def test_wrong_password_says_what_to_check_and_names_no_one(client, amina_met_telefoon):
    bekend = wachtwoordstap(client, amina_met_telefoon, "verkeerd")
    onbekend = client.post("/aanmelden/", {"username": "bestaat-niet", "password": "verkeerd"})
    for response in (bekend, onbekend):
        assert "horen niet bij elkaar" in response.content.decode()


def test_wrong_code_keeps_the_door_shut_and_a_code_works_once(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    response = client.post("/aanmelden/code/", {"code": "000000"})
    assert "Deze code klopt niet" in response.content.decode()
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    code = code_van(amina_met_telefoon)
    assert client.post("/aanmelden/code/", {"code": code})["Location"] == "/"
    ander = Client()
    wachtwoordstap(ander, amina_met_telefoon)
    assert "al gebruikt" in ander.post("/aanmelden/code/", {"code": code}).content.decode()


def test_after_a_wrong_code_one_waits(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    client.post("/aanmelden/code/", {"code": "000000"})
    response = client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})
    assert "Wacht nog" in response.content.decode()


def test_five_wrong_passwords_lock_this_place_only(client, amina_met_telefoon):
    for _ in range(5):
        response = wachtwoordstap(client, amina_met_telefoon, "verkeerd")
    assert response.status_code == 429
    assert "Wacht een kwartier" in response.content.decode()
    assert wachtwoordstap(client, amina_met_telefoon).status_code == 429
    elders = Client(REMOTE_ADDR="10.1.2.3")
    assert wachtwoordstap(elders, amina_met_telefoon).status_code == 302


def test_wrong_codes_count_for_the_lock(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    for _ in range(5):
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        client.post("/aanmelden/code/", {"code": "000000"})
    assert wachtwoordstap(Client(), amina_met_telefoon).status_code == 429
    assert client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)}).status_code == 429


def test_first_time_links_a_phone_and_gives_recovery_codes_that_work_once(client, amina):
    amina.user.set_password(WACHTWOORD)
    amina.user.save()
    assert wachtwoordstap(client, amina)["Location"] == "/aanmelden/instellen/"
    pagina = client.get("/aanmelden/instellen/").content.decode()
    assert "<svg" in pagina
    assert (
        client.post("/aanmelden/instellen/", {"code": code_van(amina)})["Location"]
        == "/account/herstelcodes/"
    )
    codes = re.findall(
        r"<li><code>([a-z0-9]{4}-[a-z0-9]{4})</code></li>",
        client.get("/account/herstelcodes/").content.decode(),
    )
    assert len(codes) == aanmelding.HERSTELCODES
    assert client.get("/account/herstelcodes/").status_code == 302, "recovery codes show once"
    for verwacht in (302, 200):
        ander = Client()
        wachtwoordstap(ander, amina)
        assert ander.post("/aanmelden/code/", {"code": codes[0]}).status_code == verwacht


def test_who_has_a_phone_cannot_link_another_with_the_password_alone(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    assert client.get("/aanmelden/instellen/")["Location"] == "/aanmelden/code/"


def test_sign_out_is_a_post_and_closes(aangemeld, amina):
    client = aangemeld(amina)
    assert client.get("/afmelden/").status_code == 405
    assert client.get("/").status_code == 200
    client.post("/afmelden/")
    assert client.get("/").status_code == 302


def test_who_left_the_organisation_comes_in_no_more(aangemeld, amina):
    client = aangemeld(amina)
    amina.actief = False
    amina.save()
    assert client.get("/").status_code == 302


def test_screen_that_closed_by_itself_keeps_what_was_typed(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon)
    client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})
    del client.cookies["eenplan"]  # half an hour passes
    response = client.post("/account/", {"code": "123456", "notitie": "Sem wil naar school"})
    assert "verlopen=1" in response["Location"]
    assert "Wat u typte is bewaard" in client.get(response["Location"]).content.decode()
    assert "Sem" not in str(dict(client.session)), "typed work does not stand readable in the session"
    wachtwoordstap(client, amina_met_telefoon)
    response = client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon, 1)})
    assert response["Location"] == "/account/verder/"
    for _herladen in range(2):
        pagina = client.get("/account/verder/").content.decode()
        assert 'name="notitie" value="Sem wil naar school"' in pagina


@pytest.fixture
def bewaard(client, amina_met_telefoon):
    """Amina is back; what she typed when her screen had closed is waiting."""
    wachtwoordstap(client, amina_met_telefoon)
    client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})
    del client.cookies["eenplan"]
    client.post("/account/", {"code": "", "notitie": "Sem wil naar school"})
    wachtwoordstap(client, amina_met_telefoon)
    client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon, 1)})
    return client


def test_kept_work_waits_until_it_is_sent_again(bewaard):
    bewaard.post("/zoeken/", {"q": "Vries"})  # something else is not it
    bewaard.get("/account/")
    assert "Sem wil naar school" in bewaard.get("/account/verder/").content.decode()
    assert bewaard.post("/account/", {"code": "", "notitie": "Sem wil naar school"}).status_code == 200
    assert bewaard.get("/account/verder/")["Location"] == "/"


def test_kept_work_that_was_turned_away_is_not_lost(bewaard):
    bewaard.handler.enforce_csrf_checks = True
    assert bewaard.post("/account/", {"notitie": "Sem wil naar school"}).status_code == 403
    assert "Sem wil naar school" in bewaard.get("/account/verder/").content.decode()


def test_kept_work_can_be_thrown_away(bewaard):
    assert bewaard.post("/account/verder/")["Location"] == "/"
    assert bewaard.get("/account/verder/")["Location"] == "/"


def test_kept_work_is_for_the_same_person_only(client, amina_met_telefoon, bert):
    wachtwoordstap(client, amina_met_telefoon)
    client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})
    del client.cookies["eenplan"]
    client.post("/account/", {"notitie": "Sem wil naar school"})
    bert.user.set_password(WACHTWOORD)
    bert.user.save()
    TOTPDevice.objects.create(user=bert.user, name="telefoon", confirmed=True)
    wachtwoordstap(client, bert)
    client.post("/aanmelden/code/", {"code": code_van(bert)})
    assert client.get("/account/verder/")["Location"] == "/"


def test_next_leads_nowhere_else(client, amina_met_telefoon):
    wachtwoordstap(client, amina_met_telefoon, query="?next=https://boef.example/")
    assert client.post("/aanmelden/code/", {"code": code_van(amina_met_telefoon)})["Location"] == "/"


def test_demo_phone_opens_the_demo_only(client, amina, settings):
    aanmelding.maak_demo_aanmelding(amina.user)
    settings.DEMO = True
    wachtwoordstap(client, amina, aanmelding.DEMO_WACHTWOORD)
    for _ in range(3):  # also three times within half a minute
        code = aanmelding.demo_code(amina.user.username)
        assert aanmelding.controleer(amina.user, code)
    assert "ingevuld" in client.get("/aanmelden/code/").content.decode()
    settings.DEMO = False
    assert aanmelding.demo_code(amina.user.username) == ""
    assert aanmelding.bevestigd(amina.user) is None
    assert "Demo" not in client.get("/aanmelden/").content.decode()


def test_part_of_a_page_asks_the_whole_page_to_sign_in(client):
    response = client.get("/team/", headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Redirect"].startswith("/aanmelden/")


def test_policy_allows_no_inline_code(client):
    policy = client.get("/aanmelden/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
