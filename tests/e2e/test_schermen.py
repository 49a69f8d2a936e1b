"""The screens as people meet them: zoomed, on a tablet, with the keyboard, refused, late, and looked over."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Bezoek

Als = Callable[[str], "Bezoek"]

GEZIN = "De Vries"  # the family of the demo that shows most


def test_in_and_out_again(vreemde: Bezoek) -> None:
    """Password, then code; after signing out nothing is left on the screen, not even with Back."""
    vreemde.naar("/")
    vreemde.kijk("aanmelden")
    vreemde.page.get_by_label("Gebruikersnaam").fill("carla")
    vreemde.page.get_by_label("Wachtwoord", exact=True).fill("fout")
    vreemde.knop("Verder")
    expect(vreemde.page.get_by_role("alert")).to_be_visible()
    vreemde.meld_aan("kees")
    expect(vreemde.page.get_by_role("heading", level=1)).to_contain_text("Kees")
    vreemde.page.get_by_text("Mijn account").locator("xpath=ancestor::summary").click()
    vreemde.page.get_by_role("button", name="Afmelden").click()
    expect(vreemde.page.get_by_label("Gebruikersnaam")).to_be_visible()
    vreemde.page.go_back()
    vreemde.page.reload()
    expect(vreemde.page.get_by_label("Gebruikersnaam")).to_be_visible()


def test_the_shop_window(als: Als) -> None:
    """The pages of the demo that the README and the handbook show."""
    amina = als("amina")
    amina.naar("/")
    amina.kijk("mijn-werk")
    amina.naar("/gezinnen/")
    amina.kijk("mijn-gezinnen")
    open_dossier(amina)
    expect(amina.page.locator(".procesbeeld .hier").first).to_be_visible()  # drawn by bpmn-js
    expect(amina.page.locator(".procesbeeld__hier").first).to_have_text("u bent hier")
    expect(amina.page.locator("svg").first).to_be_visible()
    assert amina.page.locator(".meter").count() >= 2
    amina.kijk("dossier")


@pytest.mark.parametrize("breed, hoog", [(720, 450), (820, 1180)], ids=["200% zoom", "tablet"])
def test_nothing_scrolls_sideways(als: Als, breed: int, hoog: int) -> None:
    """A window of 1440 pixels at 200% is one of 720; a tablet is one of 820.

    What is to be done comes first on each of them.
    """
    amina, tess = als("amina"), als("tess")
    for wie in (amina, tess):
        wie.page.set_viewport_size({"width": breed, "height": hoog})
    amina.naar("/")
    past(amina)
    amina.page.get_by_role("link", name=re.compile("^Open ")).first.click()
    past(amina)
    open_dossier(amina)
    past(amina)
    eerst_wat_te_doen_is(amina)
    amina.naar(amina.page.url.removeprefix(amina.adres) + "plan/")
    past(amina)
    tess.naar("/team/")
    past(tess)
    if breed == 820:
        open_dossier(amina)
        amina.kijk("dossier-tablet")
        amina.page.set_viewport_size({"width": 390, "height": 844})  # a phone
        past(amina)
        eerst_wat_te_doen_is(amina)
        expect(amina.page.get_by_role("button", name="Zoeken")).to_be_visible()
        assert not amina.page.locator(".tijdbalkenvak").evaluate_all(
            "vakken => vakken.filter(vak => vak.scrollWidth > vak.clientWidth).length"
        ), "care bars are drawn for a phone, not cut off"


def eerst_wat_te_doen_is(bezoek: Bezoek) -> None:
    """On the page of a family; and the mark of bpmn.io covers nothing of the drawing there."""
    koppen = bezoek.page.locator(".raster--dossier h2").evaluate_all(
        "koppen => koppen.map(k => [k.getBoundingClientRect().y, k.textContent]).sort((a, b) => a[0] - b[0])"
    )
    assert koppen[0][1] == "Nu te doen"
    expect(bezoek.page.locator(".procesbeeld .hier").first).to_be_visible()
    merk, tekening = (
        bezoek.page.locator(deel).first.bounding_box() for deel in (".bjs-powered-by", ".djs-container")
    )
    assert merk and tekening and merk["y"] >= tekening["y"] + tekening["height"]


def test_work_without_a_mouse(als: Als) -> None:
    """The first Tab is the skip link; from the content the main action is near, and focus can be seen."""
    anton = als("anton")
    anton.naar("/")
    anton.page.keyboard.press("Tab")
    expect(anton.page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    expect(anton.page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    anton.page.keyboard.press("Enter")
    expect(anton.page.locator("#inhoud")).to_be_focused()
    anton.page.keyboard.press("Tab")
    knop = anton.page.get_by_role("link", name="Nieuwe melding")
    expect(knop).to_be_focused()
    assert knop.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    anton.page.keyboard.press("Enter")
    anton.page.wait_for_url("**/melding/nieuw/")
    veld = anton.page.get_by_label("Naam van de melder")
    for _ in range(30):
        anton.page.keyboard.press("Tab")
        if veld.evaluate("e => e === document.activeElement"):
            break
    anton.page.keyboard.type("Juf Marjan")
    expect(veld).to_have_value("Juf Marjan")


def test_what_was_typed_is_not_lost_by_a_wrong_click(als: Als) -> None:
    """The browser asks first; who stays finds the text, who cancels on purpose is not asked."""
    amina = als("amina")
    open_dossier(amina)
    dossier = amina.page.url.removeprefix(amina.adres)
    amina.naar(dossier + "notitie/")
    gevraagd: list[str] = []
    amina.page.on("dialog", lambda vraag: (gevraagd.append(vraag.type), vraag.dismiss()))
    tekst = amina.page.locator("main [name=tekst]")
    tekst.click()
    amina.page.keyboard.type("Marije belde over de wissel.")
    amina.page.get_by_role("navigation").get_by_role("link", name="Mijn werk").first.click()
    expect(tekst).to_have_value("Marije belde over de wissel.")
    assert gevraagd == ["beforeunload"]
    amina.page.locator("main").get_by_role("link", name="Annuleren").click()
    amina.page.wait_for_url(re.compile(r"/dossier/[^/]+/(?!notitie)"))
    assert gevraagd == ["beforeunload"]


def test_two_windows_on_one_note(als: Als) -> None:
    """Who is second sees both versions and loses nothing."""
    een, twee = als("amina"), als("amina")
    open_dossier(een)
    dossier = een.page.url.removeprefix(een.adres)
    een.naar(dossier + "notitie/")
    een.vul(soort="telefoon", met_wie="Marije", tekst="Gebeld over de wissel op zondag.")
    een.knop("Opslaan")
    for venster in (een, twee):
        venster.naar(dossier + "tijdlijn/")
        venster.link("Verbeteren")
    een.vul(tekst="Gebeld over de wissel op zondag en over zwemles.")
    een.knop("Opslaan")
    twee.vul(tekst="Gebeld over de wissel op vrijdag.")
    with twee.page.expect_response(lambda r: r.request.method == "POST") as antwoord:
        twee.knop("Opslaan")
    assert antwoord.value.status == 409
    expect(twee.page.locator("main")).to_contain_text("en over zwemles")
    expect(twee.page.locator("main")).to_contain_text("op vrijdag")
    twee.kijk("twee-versies")
    twee.knop("Mijn versie bewaren")
    twee.naar(dossier + "tijdlijn/")
    expect(twee.page.locator("main")).to_contain_text("Gebeld over de wissel op vrijdag.")


def test_an_executable_is_no_document(als: Als) -> None:
    amina = als("amina")
    open_dossier(amina)
    amina.naar(amina.page.url.removeprefix(amina.adres) + "documenten/")
    amina.vul(soort="rapportage")
    programma = {
        "name": "verslag.pdf",
        "mimeType": "application/pdf",
        "buffer": b"\x7fELF\x02\x01\x01" + b"\0" * 500,
    }
    amina.page.locator("[name=bestand]").set_input_files(programma)
    amina.knop("Toevoegen")
    expect(amina.page.get_by_role("alert")).to_be_visible()
    expect(amina.page.locator("[name=soort]")).to_have_value("rapportage")
    amina.kijk("document-geweigerd")


def test_a_dossier_of_another_municipality_does_not_exist(als: Als) -> None:
    amina, ester = als("amina"), als("ester")
    open_dossier(amina)
    pad = amina.page.url.removeprefix(amina.adres)
    ester.naar(pad)
    expect(ester.page.get_by_role("heading", level=1)).to_have_text("Niet gevonden")
    assert GEZIN not in ester.page.content()
    ester.kijk("niet-gevonden")


def test_open_with_a_reason_and_have_it_judged(als: Als) -> None:
    """A consulent of another team needs it now; a quality adviser reads why; the dossier tells who looked."""
    amina, zoe, kees = als("amina"), als("zoe"), als("kees")
    open_dossier(amina)
    pad = amina.page.url.removeprefix(amina.adres)
    nummer = pad.strip("/").split("/")[-1]
    zoe.zoek("vries")
    zoe.kijk()
    zoe.link("Open het dossier met een reden")
    zoe.vul(nummer=nummer, reden="kort")
    zoe.knop("Open dit dossier")
    expect(zoe.page.get_by_role("alert")).to_be_visible()
    zoe.kijk()
    zoe.naar("/doorbreken/")
    zoe.vul(nummer=nummer, reden="Moeder belt in paniek en de regisseur is vandaag niet te bereiken.")
    zoe.kijk("openen-met-reden")
    zoe.knop("Open dit dossier")
    expect(zoe.page.get_by_role("heading", level=1)).to_contain_text(GEZIN)
    kees.page.goto(kees.adres + "/")
    kees.page.get_by_role("link", name="Geopend met reden").first.click()
    kees.kijk("doorbrekingen")
    kees.page.get_by_role("link", name=re.compile(f"Beoordeel.*{nummer}")).first.click()
    kees.vul(terecht="ja")
    kees.kijk("doorbreking-beoordelen")
    kees.knop("Oordeel vastleggen")
    amina.naar(pad + "wie-keek-mee/")
    expect(amina.page.get_by_role("row").filter(has_text="Zoë Zijlstra").first).to_be_visible()
    amina.kijk("wie-keek-mee")


def test_search_finds_what_one_may_see(als: Als) -> None:
    amina = als("amina")
    amina.zoek("vries")
    assert "vries" not in amina.page.url
    expect(amina.page.get_by_role("link", name=f"Gezin {GEZIN}")).to_be_visible()
    amina.kijk("zoeken")
    amina.zoek("bestaatniet")
    expect(amina.page.locator("main")).to_contain_text("Niets gevonden")
    amina.kijk()
    amina.page.go_back()
    amina.page.go_back()
    expect(amina.page.get_by_role("link", name=f"Gezin {GEZIN}")).to_be_visible()


def test_why_a_table_said_so(als: Als) -> None:
    """From a dossier to its process as drawn, to the table with the rule that hit."""
    amina = als("amina")
    open_dossier(amina)
    amina.page.get_by_role("link", name=re.compile("^Werkwijze ")).first.click()
    expect(amina.page.locator(".procesbeeld .hier").first).to_be_visible()
    amina.kijk("proces")
    amina.link("Waarom?")
    expect(amina.page.locator("tr.raak").first).to_be_visible()
    amina.kijk("waarom")


def test_rooms_behind_the_work(als: Als) -> None:
    """Lists, work instructions, providers, administration and the handbook itself."""
    tess, kees, bea, bo = als("tess"), als("kees"), als("bea"), als("bo")
    tess.naar("/team/")
    tess.kijk("team")
    for pad, beeld in {"/werkwijze/": "werkwijze", "/handboek/": ""}.items():
        kees.naar(pad)
        kees.kijk(beeld)
    kees.naar("/werkwijze/")
    kees.page.get_by_role("row").filter(has_text="Toegang").get_by_role("link").first.click()
    expect(kees.page.locator(".procesbeeld svg").first).to_be_visible()
    kees.kijk("werkwijze-tekening")
    kees.naar("/werkwijze/")
    kees.page.get_by_role("row").filter(has_text=re.compile("triage", re.I)).get_by_role("link").first.click()
    kees.kijk("beslistabel")
    kees.naar("/werkwijze/laden/")
    kees.kijk("werkwijze-laden")
    for pad, beeld in {
        "/beheer/": "beheer", "/beheer/medewerkers/": "medewerkers", "/beheer/mandaten/": "mandaten", "/beheer/teams/": "", "/account/": "account",
    }.items():  # fmt: skip
        bea.naar(pad)
        bea.kijk(beeld)
    for pad, beeld in {
        "/berichten/": "berichten",
        "/berichten/ontvangen/": "",
        "/berichten/verstuurd/": "",
        "/verzoeken/": "",
        "/declaraties/": "",
        "/zorg/aanbieders/": "aanbieders",
        "/zorg/producten/": "",
    }.items():
        bo.naar(pad)
        bo.kijk(beeld)


def open_dossier(wie: Bezoek) -> None:
    """The way most people take: type a name, choose the family."""
    wie.zoek("vries")
    wie.page.get_by_role("link", name=f"Gezin {GEZIN}").first.click()
    expect(wie.page.get_by_role("heading", level=1)).to_contain_text(GEZIN)


def past(wie: Bezoek) -> None:
    """Nothing sticks out beside the window."""
    breed, zichtbaar = wie.page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]"
    )
    assert breed <= zichtbaar, f"{wie.page.url}: {breed} > {zichtbaar}"
    wie.kijk()
