"""From a report to help: P1 and P3 through every task form, each step by the right person, in Chromium.

At the end there is a signed plan, a decision letter that is read back and a JW301 that validates. On the way
it makes the pictures of the handbook.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from lxml import etree
from playwright.sync_api import expect
from pypdf import PdfReader
from wandeling import (
    BEGIN,
    EIND,
    Gezin,
    beoordeel,
    bespreek_en_teken,
    controleer_en_leg_uit,
    kies_aanbieder,
    maak_gezin_compleet,
    maak_kennis,
    neem_kernbesluit,
    neem_melding_aan,
    onderzoek,
    schrijf_plan,
    verklaar,
    vrij_bsn,
    wijs_toe,
)  # fmt: skip

import ijw

if TYPE_CHECKING:
    from conftest import Bezoek


XSD = Path(__file__).resolve().parents[3] / "shared" / "ijw" / "xsd" / "JW301.xsd"
AFSLUITEN = "Afsluiten met eindevaluatie"
MOTIVERING = (
    "Noor slaapt slecht sinds de verhuizing en gaat niet meer naar school. Haar moeder doet al veel en oma "
    "helpt op woensdag. Dat is niet genoeg: er is iemand nodig die thuis meekijkt en Noor leert omgaan met angst."
)


def test_van_melding_tot_hulp(als: Callable[[str], Bezoek], uitbak: Path) -> None:
    gezin = Gezin("Zeeman", vrij_bsn())
    anton, amina, hanna, tess = als("anton"), als("amina"), als("hanna"), als("tess")
    neem_melding_aan(anton, gezin)
    controleer_en_leg_uit(anton, gezin)
    beoordeel(als("petra"), gezin)
    wijs_toe(tess, gezin)
    maak_gezin_compleet(amina, gezin)
    maak_kennis(amina, gezin)
    onderzoek(amina, gezin)
    verklaar(hanna, gezin)
    neem_kernbesluit(amina, gezin)
    schrijf_plan(amina, gezin)
    bespreek_en_teken(amina, gezin)
    kies_aanbieder(amina, gezin)
    stel_besluit_op(amina, gezin)
    adviseer(als("ad"), gezin)
    houd_mdo(hanna, gezin)
    lees_mee(als("bert"), gezin)
    onderteken(tess, gezin)
    verzend(anton, gezin)
    lees_brieven_terug(amina, gezin)
    lees_bericht_terug(als("bo"), anton, gezin, uitbak)
    start_hulp(amina, gezin)
    kijk_rond(amina, gezin)
    sluit_af(amina, gezin)


# P3: the decision ----------------------------------------------------------------------------------------


def stel_besluit_op(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Conceptbesluit opstellen")
    amina.vul(motivering=MOTIVERING, aanleiding="ongebruikelijk", meervoudig=True)
    amina.kijk("besluit-opstellen")
    amina.rond_af("Conceptbesluit opstellen")


def adviseer(ad: Bezoek, gezin: Gezin) -> None:
    ad.ga_naar_taak(gezin.waar, "Advies geven")
    ad.vul(oordeel="akkoord", tekst="Dit past binnen de verordening: de eigen kring is goed bekeken.")
    ad.kijk()
    ad.rond_af("Advies geven")


def houd_mdo(hanna: Bezoek, gezin: Gezin) -> None:
    hanna.ga_naar_taak(gezin.waar, "MDO houden")
    hanna.vul(
        wie="Hanna Haan, Petra Peeters, Amina El Idrissi", verslag="Een jaar begeleiding past bij wat nodig is.",
        oordeel="akkoord",
    )  # fmt: skip
    hanna.kijk()
    hanna.rond_af("MDO houden")


def lees_mee(bert: Bezoek, gezin: Gezin) -> None:
    bert.ga_naar_taak(gezin.waar, "Meelezen als tweede lezer", vrij="taak-vrij")
    bert.vul(oordeel="akkoord")
    bert.kijk("tweede-lezer")
    bert.rond_af("Meelezen als tweede lezer")


def onderteken(tess: Bezoek, gezin: Gezin) -> None:
    tess.ga_naar_taak(gezin.waar, "Besluit vaststellen")
    tess.vul(vastgesteld="ja")
    tess.kijk("besluit-vaststellen")
    tess.rond_af("Besluit vaststellen")


def verzend(anton: Bezoek, gezin: Gezin) -> None:
    anton.ga_naar_taak(gezin.waar, "Verzenden en archiveren")
    anton.vul(wijze="post")
    anton.kijk("besluit-verzenden")
    anton.rond_af("Verzenden en archiveren")


# What came of it -----------------------------------------------------------------------------------------


def lees_brieven_terug(amina: Bezoek, gezin: Gezin) -> None:
    """One letter for the mother and one for Noor, who is over twelve: archival PDFs that hold the decision."""
    amina.naar(gezin.pad("besluit/"))
    amina.kijk()
    amina.link("WV-")
    amina.kijk("besluit")
    links = amina.page.get_by_role("link", name=re.compile("^Brief aan"))
    assert sorted(links.all_inner_texts()) == [
        f"Brief aan Marije {gezin.naam} (PDF)",
        f"Brief aan Noor {gezin.naam} (PDF)",
    ]
    for link in links.all():
        inhoud = amina.haal_op(link)
        tekst = " ".join(
            "".join(bladzijde.extract_text() for bladzijde in PdfReader(io.BytesIO(inhoud)).pages).split()
        )
        assert "Ambulante gezinsbegeleiding" in tekst
        assert f"Noor {gezin.naam}" in tekst
        assert MOTIVERING.split(".")[0] in tekst
        for dag in (BEGIN, EIND):
            assert in_woorden(dag) in tekst
        with pikepdf.open(io.BytesIO(inhoud)) as pdf, pdf.open_metadata() as over:
            assert over.pdfa_status


def lees_bericht_terug(bo: Bezoek, anton: Bezoek, gezin: Gezin, uitbak: Path) -> None:
    """The assignment message: valid against the schema, about Noor, and taken to the outbox by the worker.

    The backoffice sees that it went; what it says is for who sees the dossier.
    """
    bo.naar("/berichten/verstuurd/")
    rij = bo.page.get_by_role("row").filter(has_text=gezin.nummer)
    bo.kijk()
    rij.get_by_role("link").first.click()

    def is_verzonden() -> None:
        bo.page.reload()
        expect(bo.page.locator(".kop__daden")).to_contain_text("wacht op antwoord", timeout=1500)

    probeer(is_verzonden)
    expect(bo.page.locator("main")).to_contain_text("u werkt niet aan dit dossier")
    bo.kijk()
    anton.naar(bo.page.url.removeprefix(bo.adres))
    anton.kijk("bericht")
    inhoud = anton.haal_op(anton.page.get_by_role("link", name="XML ophalen"))
    etree.XMLSchema(etree.parse(XSD)).assertValid(etree.fromstring(inhoud))
    assert ijw.check(inhoud) == []
    assert isinstance(ijw.parse(inhoud), ijw.JW301)
    assert gezin.bsn in inhoud.decode()
    assert inhoud in [bestand.read_bytes() for bestand in uitbak.iterdir()]


def start_hulp(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Start hulp en warme overdracht")
    amina.vul(
        met_wie="Noor, Marije en de hulpverlener", tekst="Eerste gesprek is thuis, oma is erbij.", motivatie="hoog", inzicht="goed",
        hulpvraag_helder="ja", lange_voorgeschiedenis="nee", veiligheid="veilig", enkelvoudig="ja",
    )  # fmt: skip
    amina.kijk("start-hulp")
    amina.rond_af("Start hulp en warme overdracht")


def kijk_rond(amina: Bezoek, gezin: Gezin) -> None:
    """Every page of this dossier, now that something stands on it."""
    for pagina, beeld in {
        "": "", "zorg/": "zorg", "tijdlijn/": "tijdlijn", "documenten/": "", "termijnen/": "termijnen", "gezin/": "", "netwerk/": "",
        "wie-keek-mee/": "wie-keek-mee",
    }.items():  # fmt: skip
        amina.naar(gezin.pad(pagina))
        amina.kijk(beeld)


def sluit_af(amina: Bezoek, gezin: Gezin) -> None:
    """The page says what closing means; afterwards the dossier can be read and there is nothing left to do."""
    amina.ga_naar_taak(gezin.waar, AFSLUITEN)
    main = amina.page.locator("main")
    expect(main).to_contain_text("Hiermee sluit u het dossier voorgoed")
    expect(main).to_contain_text("loopt door tot en met")  # the help that was assigned
    expect(main.locator("[name=uitkomst]:checked")).to_have_count(0)
    amina.kijk()
    amina.vul(
        uitkomst="doelen_behaald", woorden_gezin="Noor gaat weer naar school.", terugblik="Oma blijft helpen."
    )
    amina.rond_af(AFSLUITEN, "Dossier voorgoed sluiten")
    amina.naar(gezin.pad(""))
    expect(amina.page.locator("main")).to_contain_text("gesloten")
    amina.kijk()


def probeer(daad: Callable[[], None], keer: int = 20) -> None:
    """Do it again until it holds: for what a worker does in the background."""
    for _ in range(keer - 1):
        try:
            return daad()
        except AssertionError:
            continue
    daad()


def in_woorden(dag: date) -> str:
    maanden = "januari februari maart april mei juni juli augustus september oktober november december"
    return f"{dag.day} {maanden.split()[dag.month - 1]} {dag.year}"
