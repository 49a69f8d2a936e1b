"""What formation fits, in the browser: Tess adds two fte and reads when the list is empty, stops a calculation that she no
longer needs, and takes the figures along."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from conftest import Bezoek

Als = Callable[[str], "Bezoek"]
REKENT = 180_000  # milliseconds; the first time the model is compiled


def test_tess_ziet_wat_twee_fte_erbij_doen(als: Als) -> None:
    tess = als("tess")
    tess.naar("/formatie/")
    expect(tess.page.locator("main")).to_contain_text("Geteld in Eenplan op")
    tess.kijk("formatie")

    tess.vul(erbij_1="2", vanaf_1=date.today() + timedelta(days=90))
    tess.knop("Doorrekenen")
    tess.kijk()  # while it is being worked out
    expect(tess.page.get_by_role("heading", name="Antwoord")).to_be_visible(timeout=REKENT)
    main = tess.page.locator("main")
    expect(main.locator(".formatie__zin")).to_contain_text("De wachtlijst")
    expect(main).to_contain_text("Zonder deze wijzigingen")
    _getekend(main.locator("img.formatie__beeld--breed"))
    tess.kijk()
    for breed in (400, 720):  # a phone, and a screen enlarged to 200%
        tess.page.set_viewport_size({"width": breed, "height": 800})
        _getekend(main.locator("img.formatie__beeld--breed" if breed > 640 else "img.formatie__beeld--smal"))
        assert tess.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tess.kijk()
    tess.page.set_viewport_size({"width": 1440, "height": 900})

    blad = load_workbook(io.BytesIO(tess.haal_op(main.get_by_role("link", name="Excel")))).active
    assert blad is not None
    rijen = list(blad.iter_rows(values_only=True))
    assert sum(rij[0] == "Wachtlijst" for rij in rijen) == 105
    tess.naar("/formatie/")
    expect(main).to_contain_text("2 fte erbij vanaf")


def _getekend(beeld: Locator) -> None:
    """It is shown, and it loads."""
    expect(beeld).to_be_visible()
    beeld.evaluate("e => e.decode()")


def test_tess_stopt_een_berekening_en_verbetert_een_vergissing(als: Als) -> None:
    tess = als("tess")
    tess.naar("/formatie/")
    tess.link("JET: van 9 naar 22 fte")
    tess.vul(indeling="entreeteam en regieteam")
    tess.knop("Doorrekenen")
    tess.knop("Stoppen")
    expect(tess.page.get_by_role("heading", name="Gestopt")).to_be_visible(timeout=REKENT)
    tess.kijk()

    tess.vul(fte="-9", enkelvoudig="80")
    tess.knop("Doorrekenen")
    main = tess.page.locator("main")
    expect(main).to_contain_text("Vul een getal groter dan 0 in.")
    expect(main).to_contain_text("De drie percentages zijn samen 115 en niet 100.")
    expect(tess.page.locator("[name=indeling]")).to_have_value("gesplitst")
    tess.kijk()

    tess.vul(fte="9", enkelvoudig="65")
    tess.knop("Doorrekenen")
    expect(tess.page.get_by_role("heading", name="Antwoord")).to_be_visible(timeout=REKENT)
    expect(main).to_contain_text("het entreeteam")
    _getekend(main.locator("img.formatie__beeld--breed"))
    tess.kijk("formatie-antwoord")
