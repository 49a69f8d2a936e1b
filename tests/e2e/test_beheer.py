"""Administration in the browser: somebody new gets in, somebody leaves, and the backoffice buys care."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Bezoek

Als = Callable[[str], "Bezoek"]
ZIN = "vier groene stoelen buiten"


def test_a_new_colleague_from_the_first_day_to_the_last(als: Als, vreemde: Bezoek) -> None:
    """Bea makes an account; the colleague chooses a password and links a telephone; Bea sees them out."""
    bea = als("bea")
    naam = f"Nora Nijs {int(time.time()) % 100_000}"
    bea.naar("/beheer/medewerkers/")
    bea.vul(naam=naam, fte="0.8")
    bea.knop("Medewerker toevoegen")
    expect(bea.page.get_by_role("heading", level=1)).to_have_text(naam)
    bea.kijk()
    bea.page.get_by_text("Functie geven").first.click()
    bea.vul(functie="jeugdconsulent")
    bea.knop("Functie geven")
    bea.page.get_by_text("In een team zetten").first.click()
    bea.vul(team="Noord")
    bea.knop("In het team zetten")
    bea.link("Aanmelding maken")
    bea.kijk()
    gebruiker = bea.page.locator("[name=gebruikersnaam]").input_value()
    bea.knop("Aanmelding maken")
    wachtwoord = bea.page.locator("code.startwachtwoord").inner_text()
    bea.kijk("startwachtwoord")
    adres = re.sub(r"aanmelding/$", "", bea.page.url).removeprefix(bea.adres)
    bea.link("Ik heb het doorgegeven")
    expect(bea.page.locator("main")).to_contain_text("moet nog een eigen wachtwoord kiezen")

    vreemde.naar("/aanmelden/")
    vreemde.page.get_by_label("Gebruikersnaam").fill(gebruiker)
    vreemde.page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    vreemde.knop("Verder")
    vreemde.vul(wachtwoord="kort", nogmaals="kort")
    vreemde.knop("Wachtwoord bewaren")
    expect(vreemde.page.get_by_role("alert")).to_be_visible()
    vreemde.kijk()
    vreemde.vul(wachtwoord=ZIN, nogmaals=ZIN)
    vreemde.kijk("eigen-wachtwoord")
    vreemde.knop("Wachtwoord bewaren")
    expect(vreemde.page.get_by_role("heading", level=1)).to_have_text("Koppel eenmalig uw telefoon")
    vreemde.kijk()
    vreemde.page.get_by_text("Kunt u niet scannen?").click()
    vreemde.vul(code=_code(vreemde.page.locator(".cijfercode").inner_text()))
    vreemde.knop("Koppelen")
    vreemde.kijk()
    vreemde.link("Ik heb ze bewaard")
    expect(vreemde.page.get_by_role("heading", level=1)).to_contain_text("Nora")
    vreemde.naar("/account/wachtwoord/")
    vreemde.kijk()

    bea.naar(adres)
    expect(bea.page.locator("main")).to_contain_text("kan zich aanmelden")
    bea.kijk("medewerker")
    bea.link("Blokkeren")
    bea.vul(waarom="laptop gestolen")
    bea.kijk()
    bea.knop("Blokkeren")
    vreemde.naar("/")
    expect(vreemde.page.get_by_label("Gebruikersnaam")).to_be_visible()
    bea.link("Weer toelaten")
    bea.vul(waarom="laptop terug")
    bea.kijk()
    bea.knop("Weer toelaten")
    bea.link("Nieuw startwachtwoord")
    bea.kijk()
    bea.naar(adres)
    bea.link("Uit dienst nemen")
    bea.vul(waarom="andere baan")
    bea.kijk()
    bea.knop("Uit dienst nemen")
    expect(bea.page.locator("main")).to_contain_text("uit dienst")
    bea.kijk()


def test_who_leaves_with_families_says_what_stays_behind(als: Als) -> None:
    bea = als("bea")
    bea.naar("/beheer/medewerkers/")
    bea.page.get_by_role("link", name="Amina El Idrissi").click()
    bea.link("Uit dienst nemen")
    expect(bea.page.locator("main")).to_contain_text("wijst een nieuwe regisseur aan")
    bea.kijk("uit-dienst")


def test_teams_and_organisation(als: Als) -> None:
    bea = als("bea")
    bea.naar("/beheer/organisatie/")
    bea.kijk()
    bea.naar("/beheer/teams/")
    bea.kijk("teams")
    bea.link("Opheffen")
    bea.vul(waarom="samengevoegd")
    bea.knop("Team opheffen")
    expect(bea.page.get_by_role("alert")).to_contain_text("Zet hen eerst in een ander team")
    bea.kijk()
    bea.naar("/beheer/teams/")
    bea.link("Wijzigen")
    bea.kijk()


def test_the_backoffice_buys_care(als: Als) -> None:
    """A provider, a contract with prices, a price that rises, a stop, and the end of it."""
    bo = als("bo")
    nummer = f"{99_980_000 + int(time.time()) % 10_000:08d}"
    bo.naar("/zorg/aanbieders/")
    bo.link("Aanbieder toevoegen")
    bo.vul(naam=f"De Brug {nummer}", agb=nummer, plaats="Waterveld")
    bo.kijk()
    bo.knop("Opslaan")
    bo.kijk()
    bo.link("Contract toevoegen")
    begin = date.today() - timedelta(days=30)
    bo.vul(naam="Jeugdhulp", vanaf=begin)
    bo.page.locator("main input[name^=bedrag_]").first.fill("92.40")
    bo.kijk("contract-nieuw")
    bo.knop("Contract vastleggen")
    expect(bo.page.locator("main")).to_contain_text("Het contract is vastgelegd")
    adres = bo.page.url.removeprefix(bo.adres)
    bo.link("Nieuw tarief")
    bo.page.locator("[name=product]").select_option(index=1)
    bo.vul(bedrag="96.10", vanaf=date.today() + timedelta(days=40))
    bo.kijk()
    bo.knop("Tarief vastleggen")
    expect(bo.page.locator("main")).to_contain_text("straks")
    bo.page.locator("[name=product]").select_option(index=1)
    bo.vul(plekken=0, wachttijd_weken=12, stop=True)
    bo.knop("Beschikbaarheid opslaan")
    expect(bo.page.locator("main table").first).to_contain_text("aanmeldstop")
    bo.kijk("aanbieder-beheer")
    bo.link("Beëindigen")
    bo.vul(tot=begin - timedelta(days=1), waarom="opgezegd")
    bo.knop("Contract beëindigen")
    expect(bo.page.get_by_role("alert")).to_contain_text("vóór de begindatum")
    bo.kijk()
    bo.naar(adres)
    bo.page.locator("main").get_by_role("link", name=re.compile("^Wijzigen")).click()
    bo.kijk()
    bo.naar("/zorg/producten/")
    bo.kijk("producten")
    bo.link("Product toevoegen")
    bo.kijk()


@pytest.mark.parametrize("breed, hoog", [(720, 450), (820, 1180)], ids=["200% zoom", "tablet"])
def test_administration_does_not_scroll_sideways(als: Als, breed: int, hoog: int) -> None:
    bea, bo = als("bea"), als("bo")
    for wie, paden in (
        (bea, ("/beheer/", "/beheer/medewerkers/", "/beheer/teams/", "/beheer/organisatie/")),
        (bo, ("/zorg/aanbieders/", "/zorg/producten/", "/zorg/producten/nieuw/", "/zorg/aanbieders/nieuw/")),
    ):
        wie.page.set_viewport_size({"width": breed, "height": hoog})
        for pad in paden:
            wie.naar(pad)
            _past(wie)
    bea.naar("/beheer/medewerkers/")
    bea.page.get_by_role("link", name="Amina El Idrissi").click()
    _past(bea)
    bo.naar("/zorg/aanbieders/")
    bo.page.locator("tbody th a").first.click()
    _past(bo)
    bo.link("Contract toevoegen")
    _past(bo)


def _past(wie: Bezoek) -> None:
    """Nothing sticks out beside the window."""
    breed, zichtbaar = wie.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert breed <= zichtbaar, f"{wie.page.url}: {breed} > {zichtbaar}"
    wie.kijk()


def _code(letters: str) -> str:
    """What the authenticator app shows for the key that was typed over."""
    from django_otp.oath import TOTP

    kaal = letters.replace(" ", "")
    sleutel = base64.b32decode(kaal + "=" * (-len(kaal) % 8))
    return f"{TOTP(sleutel).token():06d}"
