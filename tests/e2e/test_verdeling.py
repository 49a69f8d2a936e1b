"""Who takes the next family, in the browser: Tess asks, changes one choice, confirms, and the families have a regisseur."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Bezoek

Als = Callable[[str], "Bezoek"]
REKENT = 180_000  # milliseconds; the first time the model is compiled


def test_tess_verdeelt_wie_wacht(als: Als) -> None:
    tess = als("tess")
    tess.naar("/caseload/")
    kop = tess.page.get_by_role("heading", level=1)
    expect(kop).to_contain_text("wachten op een regisseur")
    wachtend = int(re.findall(r"\d+", kop.inner_text())[0])
    expect(tess.page.locator(".wachtlijst > li")).to_have_count(wachtend)
    tess.kijk("caseload-team")

    tess.knop("Maak een verdeelvoorstel")
    regels = tess.page.locator(".voorstel > li")
    expect(regels).to_have_count(wachtend, timeout=REKENT)
    expect(kop).to_contain_text("een regisseur")
    tess.kijk("verdeelvoorstel")

    eerste = regels.first.locator("select[name=gekozen]")
    eerste.select_option(label="wacht nog")
    expect(regels.first).to_contain_text("Het voorstel was")
    expect(tess.page.locator("main")).to_contain_text("1 regel door u gewijzigd")
    tess.kijk()
    geplaatst = tess.page.locator("aside form button").inner_text()
    tess.knop(geplaatst)
    expect(kop).to_have_text("De verdeling is bevestigd")
    aantal = int(re.findall(r"\d+", geplaatst)[0])
    expect(tess.page.locator("main")).to_contain_text(
        re.compile(rf"{aantal} gezin(nen)? he(eft|bben) een regisseur")
    )
    tess.kijk("verdeling-bevestigd")

    tess.link("Terug naar het team")
    expect(tess.page.locator(".wachtlijst > li")).to_have_count(wachtend - aantal)
