"""A team lead prepares the talk with a colleague, and the norm behind the figures, in the browser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pypdf
from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Bezoek

Als = Callable[[str], "Bezoek"]


def test_tess_prepares_the_talk_with_amina(als: Als) -> None:
    """Amina opens her own caseload; Tess adds a word that the team uses, days away, and takes the sheet along."""
    amina = als("amina")
    amina.naar("/gezinnen/")
    amina.link("Mijn caseload")
    amina.kijk()
    expect(amina.page.locator("[name=deel]")).to_have_count(0)
    adres = amina.page.url.removeprefix(amina.adres)

    tess = als("tess")
    tess.naar(adres)
    tess.kijk("caseload-medewerker")
    veld = tess.page.locator("[name=vaardigheden]")
    veld.fill("scheiding, ")
    veld.press_sequentially("l")
    voorstellen = tess.page.locator("#woorden-vaardigheden option").evaluate_all("os => os.map(o => o.value)")
    assert "scheiding, lvb" in voorstellen, "na een komma komen de woorden achter wat er staat"
    veld.fill("scheiding, lvb, pubers")
    tess.vul(wijken="1401 AB")
    tess.knop("Opslaan")
    expect(tess.page.get_by_role("alert")).to_contain_text("Schrijf alleen de vier cijfers")
    tess.kijk()
    tess.vul(wijken="1401, 1404")
    tess.bewaar("Bij het verdelen telt dit vanaf nu mee.")
    tess.vul(van="2099-03-01", tot="2099-03-05")
    tess.knop("Toevoegen")
    afwezig = tess.page.locator("#afwezig li").filter(has_text="2099")
    afwezig.get_by_role("button").click()
    expect(tess.page.locator("main")).to_contain_text("Deze afwezigheid is weggehaald.")

    blad = tess.haal_op(tess.page.get_by_role("link", name="Gespreksblad (PDF)"))
    tekst = " ".join(pagina.extract_text() for pagina in pypdf.PdfReader(io.BytesIO(blad)).pages)
    assert "Amina El Idrissi" in tekst and "Wat geeft energie?" in tekst and "1404" not in tekst


def test_mo_weighs_by_own_measure_and_goes_back(als: Als) -> None:
    mo = als("mo")
    mo.naar("/beheer/")
    mo.link("De norm en de gewichten")
    mo.kijk("caseload-norm")
    mo.link("Invullen: 8,5 gezinnen")
    expect(mo.page.locator("[name=per_fte]")).to_have_value("8.5")
    mo.knop("Deze norm kiezen")
    expect(mo.page.get_by_role("alert")).to_contain_text("Waarom deze norm")
    mo.kijk()
    mo.link("Wijzigen: zorgcoördinatie")
    mo.vul(uren="3.4", bron="Tijdmeting team Noord, maart")
    mo.kijk("caseload-gewicht")
    mo.bewaar("De caseload wordt hiermee gewogen.")
    mo.link("Wijzigen: zorgcoördinatie")
    mo.knop("Weer het werkmodel gebruiken")
    expect(mo.page.locator("main")).to_contain_text("Hier gelden weer de uren van het werkmodel.")


def test_tess_says_what_a_waiting_family_needs(als: Als) -> None:
    tess = als("tess")
    tess.naar("/team/?regisseur=geen&sorteer=wacht")
    nummer = re.search(r"WV-\d{4}-\d+", tess.page.locator("tbody").inner_text())
    assert nummer
    tess.naar(f"/dossier/{nummer[0]}/wie-werkt-mee/")
    tess.link("Wat dit gezin nodig heeft")
    tess.vul(vaardigheden="lvb", skj=True)
    tess.page.locator("#wens").get_by_role("button", name="Opslaan").click()
    expect(tess.page.locator("main")).to_contain_text("Bij het verdelen telt dit mee.")
    tess.vul(medewerker="Ruud Vink", reden="Buren van het gezin")
    tess.knop("Uitsluiten")
    expect(tess.page.locator("#uitsluiten li").filter(has_text="Ruud Vink")).to_contain_text(
        "Buren van het gezin"
    )
    tess.kijk("caseload-plaatsing")
    tess.page.locator("#uitsluiten li").filter(has_text="Ruud Vink").get_by_role("button").click()
    expect(tess.page.locator("main")).to_contain_text("Deze collega kan het gezin nu wel krijgen.")
