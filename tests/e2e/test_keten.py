"""From a report to help: P1 and P3 through every task form, each step by the right person, in Chromium.

At the end there is a signed plan, a decision letter that is read back and a JW301 that validates. On the way
it makes the pictures of the handbook.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import ijw
import pikepdf
from lxml import etree
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from conftest import Bezoek

XSD = Path(__file__).resolve().parents[3] / "shared" / "ijw" / "xsd" / "JW301.xsd"
VANDAAG = date.today()
BEGIN = VANDAAG + timedelta(days=21)
EIND = BEGIN + timedelta(days=363)
MOTIVERING = (
    "Noor slaapt slecht sinds de verhuizing en gaat niet meer naar school. Haar moeder doet al veel en oma "
    "helpt op woensdag. Dat is niet genoeg: er is iemand nodig die thuis meekijkt en Noor leert omgaan met angst."
)


@dataclass
class Gezin:
    """What the walk knows of its family."""

    naam: str
    bsn: str
    nummer: str = ""

    def pad(self, pagina: str = "") -> str:
        return f"/dossier/{self.nummer}/{pagina}"


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
    lees_bericht_terug(als("bo"), gezin, uitbak)
    start_hulp(amina, gezin)
    kijk_rond(amina, gezin)


# P1: from report to regisseur ----------------------------------------------------------------------------


def neem_melding_aan(anton: Bezoek, gezin: Gezin) -> None:
    """A wrong BSN is refused with everything that was typed still there; the right one opens a dossier."""
    anton.naar("/")
    anton.kijk("mijn-werk-a-team")
    anton.link("Nieuwe melding")
    anton.vul(
        route="huisarts", melder_naam="M. de Bruin", melder_functie="huisarts", melder_telefoon="0299 111 222",
        toestemming_gezin="ja", vraag="Noor slaapt slecht en gaat al drie weken niet naar school. Haar moeder weet het niet meer.",
        bsn="999999991", roepnaam="Noor", achternaam=gezin.naam, geboortedatum=date(VANDAAG.year - 13, 2, 14), geslacht="vrouw",
        straat="Kadeplein", huisnummer=12, postcode="1401 AB", woonplaats="Waterveld",
        ouder_roepnaam="Marije", ouder_achternaam=gezin.naam, ouder_telefoon="0612345678",
    )  # fmt: skip
    anton.knop("Melding aannemen")
    expect(anton.page.get_by_role("alert")).to_contain_text("BSN")
    expect(anton.page.locator("[name=vraag]")).to_have_value(re.compile("Haar moeder weet het niet meer"))
    anton.kijk("melding-geweigerd")
    anton.vul(bsn=gezin.bsn)
    anton.knop("Melding aannemen")
    expect(anton.page.locator("main")).to_contain_text("De melding is aangenomen")
    gevonden = re.search(r"WV-\d{4}-\d+", anton.page.locator("main").inner_text())
    assert gevonden
    gezin.nummer = gevonden[0]
    anton.kijk("melding-aangenomen")


def controleer_en_leg_uit(anton: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(anton, gezin, "Melding controleren", vrij="taak-vrij")
    anton.vul(volledig="ja")
    anton.kijk("taak-controle")
    rond_af(anton, "Melding controleren")
    ga_naar_taak(anton, gezin, "Uitleg geven aan het gezin")
    anton.vul(soort="telefoon", met_wie="Marije", tekst="Uitgelegd hoe wij werken, wie het dossier ziet en dat zij mag meelezen.")
    anton.kijk()
    rond_af(anton, "Uitleg geven aan het gezin")


def beoordeel(petra: Bezoek, gezin: Gezin) -> None:
    """The table advises; whoever deviates says why."""
    ga_naar_taak(petra, gezin, "Triage: aard, ernst en urgentie")
    petra.vul(
        binnen_jeugdwet="ja", veiligheid="veilig", gebieden="meervoudig", ernst="matig", urgentie="hoog", keuze="entreeteam", team="Noord"
    )
    petra.kijk("triage")
    petra.knop("Taak afronden")
    expect(petra.page.get_by_role("alert")).to_contain_text("U wijkt af van de beslistabel")
    petra.kijk("triage-geweigerd")
    petra.vul(keuze="tabel")
    rond_af(petra, "Triage: aard, ernst en urgentie")


def wijs_toe(tess: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(tess, gezin, "Consulent toewijzen")
    tess.vul(medewerker="Amina El Idrissi", waarom="Kent de school van Noor.")
    tess.kijk("consulent-toewijzen")
    rond_af(tess, "Consulent toewijzen")


# P1: with the family -------------------------------------------------------------------------------------


def maak_gezin_compleet(amina: Bezoek, gezin: Gezin) -> None:
    """The mother's address, and that she decides for Noor."""
    amina.naar(gezin.pad("gezin/"))
    amina.page.get_by_role("link", name=f"Wijzigen Marije {gezin.naam}").click()
    amina.vul(geboortedatum=date(VANDAAG.year - 41, 6, 3), geslacht="vrouw", straat="Kadeplein", huisnummer=12, postcode="1401 AB", woonplaats="Waterveld")
    amina.kijk()
    amina.knop("Opslaan")
    amina.link("Gezag vastleggen")
    amina.vul(
        jeugdige="Noor", persoon="Marije", soort="ouderlijk gezag", vanaf=date(VANDAAG.year - 13, 2, 14),
        bron=f"gezagsregister, ingezien op {VANDAAG.day}-{VANDAAG.month}",
    )  # fmt: skip
    amina.kijk()
    bewaar(amina, "Het gezag is vastgelegd.")
    amina.kijk("gezin")
    amina.naar(gezin.pad("netwerk/"))
    amina.vul(naam="Oma Truus", wie="oma", kring="familie", nabijheid="1", steunt=True, toelichting="kookt op woensdag")
    amina.page.locator("main").get_by_role("button").last.click()
    expect(amina.page.locator("main")).to_contain_text("Oma Truus staat op de kaart")
    amina.kijk("netwerk")


def maak_kennis(amina: Bezoek, gezin: Gezin) -> None:
    amina.naar("/")
    amina.kijk()
    ga_naar_taak(amina, gezin, "Kennismaken met het gezin")
    amina.vul(
        soort="huisbezoek", met_wie="Marije en Noor",
        tekst="Noor ligt tot laat wakker en durft de klas niet in. Marije belt elke ochtend met school. Zij willen allebei weer rust.",
        toestemming_aan_wie="de mentor van Noor", toestemming_doel="vragen hoe het in de klas gaat", toestemming_door="Marije",
        toestemming_tot=VANDAAG + timedelta(days=180),
    )  # fmt: skip
    amina.kijk("kennismaking")
    rond_af(amina, "Kennismaken met het gezin")


def onderzoek(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Onderzoek naar de vraag")
    amina.vul(
        vraag_achter_vraag="Wij willen weer rust in huis en Noor wil haar vriendinnen zien.",
        eigen_netwerk="Oma kookt op woensdag. Een tante wil Noor naar school brengen.",
        voorliggend="School geeft een rustige plek. De jeugdarts is geweest.",
        informatie_derden="De mentor ziet dat Noor in kleine groepjes wel durft.",
        probleem="psychische", duur="lang", belasting_jeugdige="zwaar", belasting_opvoeding="licht", complex="ja",
    )  # fmt: skip
    amina.kijk("onderzoek")
    rond_af(amina, "Onderzoek naar de vraag")


def verklaar(hanna: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(hanna, gezin, "Verklarende analyse maken")
    hanna.vul(
        wat_speelt="Angst om te falen na de verhuizing.", houdt_in_stand="Thuisblijven geeft rust, en maakt de drempel hoger.",
        kracht="Noor praat open. Moeder en oma zijn er altijd.", conclusie="Stap voor stap terug naar school, met iemand thuis die meekijkt.",
    )  # fmt: skip
    hanna.kijk()
    rond_af(hanna, "Verklarende analyse maken")


def neem_kernbesluit(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Kernbesluit in de MLB")
    amina.vul(
        aanwezig="Amina El Idrissi, Petra Peeters, Hanna Haan", keuze="plan", weging="Eigen kring en school doen al veel; hulp thuis is nodig."
    )
    amina.kijk("kernbesluit")
    rond_af(amina, "Kernbesluit in de MLB")


def schrijf_plan(amina: Bezoek, gezin: Gezin) -> None:
    """The task says what lacks; the plan page is where it is written."""
    ga_naar_taak(amina, gezin, "Plan opstellen met het gezin")
    amina.knop("Taak afronden")
    expect(amina.page.get_by_role("alert")).to_contain_text("Er is nog geen plan in voorbereiding")
    amina.kijk()
    amina.naar(gezin.pad("plan/"))
    amina.kijk()
    amina.knop("Plan beginnen")
    amina.kijk("plan-leeg")
    amina.link("Wijzigen: hoe het nu gaat")
    amina.vul(situatie="Noor: ik lig wakker en dan durf ik niet meer. Marije: ik wil dat ze weer lacht.")
    amina.kijk()
    bewaar(amina, "Opgeslagen in het plan.")
    amina.link("Doel toevoegen")
    expect(amina.page.locator("[name=titel]")).to_be_visible()
    amina.vul(
        persoon="Noor", titel="Noor gaat weer hele dagen naar school", specifiek="Noor is elke dag op school, ook bij gym.",
        meetbaar="Aantal dagen per week op school.", acceptabel="Noor wil haar vriendinnen weer zien.",
        realistisch="We beginnen met twee ochtenden.", eind_op=BEGIN + timedelta(days=180), eenheid="dagen per week",
        begin_waarde="0", doel_waarde="5",
    )  # fmt: skip
    amina.kijk("plan-doel")
    bewaar(amina, "Opgeslagen in het plan.")
    amina.link("Eigen kring of voorziening")
    expect(amina.page.locator("[name=omschrijving]")).to_be_visible()
    amina.vul(soort="eigen_netwerk", omschrijving="kookt op woensdag en loopt mee naar school", wie="oma Truus", doel="Noor gaat weer")
    amina.kijk()
    bewaar(amina, "Opgeslagen in het plan.")
    amina.link("Toevoegen individuele jeugdhulp")
    amina.vul(
        afweging="Oma en school doen wat zij kunnen. Leren omgaan met angst vraagt iemand die dat kan.", doel="Noor gaat weer", jeugdige="Noor",
        omschrijving="Leert Noor omgaan met angst, thuis en op weg naar school.", product="Ambulante gezinsbegeleiding", volume="8",
        frequentie="per week", begin=BEGIN, eind=EIND,
    )  # fmt: skip
    amina.page.locator("[name=eind]").blur()
    expect(amina.page.locator(".livekosten")).to_contain_text("Verwachte kosten")
    amina.kijk("plan-jeugdhulp")
    bewaar(amina, "Opgeslagen in het plan.")
    amina.kijk("plan")
    ga_naar_taak(amina, gezin, "Plan opstellen met het gezin")
    rond_af(amina, "Plan opstellen met het gezin")


def bespreek_en_teken(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Plan bespreken met het gezin")
    reacties = amina.page.locator("[name^=reactie_]")
    reacties.nth(0).fill("Fijn dat het stap voor stap gaat.")
    reacties.nth(1).fill("Ik hoop dat het lukt. Ik ben blij dat oma erin staat.")
    amina.vul(akkoord="ja")
    amina.kijk("plan-bespreken")
    rond_af(amina, "Plan bespreken met het gezin")
    ga_naar_taak(amina, gezin, "Plan laten ondertekenen")
    for hoe in amina.page.locator("[name^=hoe_]").all():
        hoe.select_option(index=2)
    amina.vul(uitkomst="getekend")
    amina.kijk("plan-ondertekenen")
    rond_af(amina, "Plan laten ondertekenen")
    amina.naar(gezin.pad("plan/"))
    expect(amina.page.locator("#handtekeningen")).to_contain_text("getekend")
    expect(amina.page.locator("main")).to_contain_text("geldt nu")
    amina.kijk("plan-getekend")


def kies_aanbieder(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Passende aanbieder zoeken")
    amina.page.locator("[name^=aanbieder_]").first.check()
    amina.page.locator("[name^=wachttijd_]").fill("3")
    if amina.page.locator("[name^=pic_]").count():
        amina.page.locator("[name^=pic_]").check()
    amina.vul(vervoer="nee", reden="Dichtbij, en er is snel plek.", ouders_weten=True, besluit_nodig="ja")
    amina.kijk("aanbieder")
    rond_af(amina, "Passende aanbieder zoeken")


# P3: the decision ----------------------------------------------------------------------------------------


def stel_besluit_op(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Conceptbesluit opstellen")
    amina.vul(motivering=MOTIVERING, aanleiding="ongebruikelijk", meervoudig=True)
    amina.kijk("besluit-opstellen")
    rond_af(amina, "Conceptbesluit opstellen")


def adviseer(ad: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(ad, gezin, "Advies geven")
    ad.vul(oordeel="akkoord", tekst="Dit past binnen de verordening: de eigen kring is goed bekeken.")
    ad.kijk()
    rond_af(ad, "Advies geven")


def houd_mdo(hanna: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(hanna, gezin, "MDO houden")
    hanna.vul(wie="Hanna Haan, Petra Peeters, Amina El Idrissi", verslag="Een jaar begeleiding past bij wat nodig is.", oordeel="akkoord")
    hanna.kijk()
    rond_af(hanna, "MDO houden")


def lees_mee(bert: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(bert, gezin, "Meelezen als tweede lezer")
    bert.vul(oordeel="akkoord")
    bert.kijk("tweede-lezer")
    rond_af(bert, "Meelezen als tweede lezer")


def onderteken(tess: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(tess, gezin, "Besluit vaststellen")
    tess.vul(vastgesteld="ja")
    tess.kijk("besluit-vaststellen")
    rond_af(tess, "Besluit vaststellen")


def verzend(anton: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(anton, gezin, "Verzenden en archiveren")
    anton.vul(wijze="post")
    anton.kijk("besluit-verzenden")
    rond_af(anton, "Verzenden en archiveren")


# What came of it -----------------------------------------------------------------------------------------


def lees_brieven_terug(amina: Bezoek, gezin: Gezin) -> None:
    """One letter for the mother and one for Noor, who is over twelve: archival PDFs that hold the decision."""
    amina.naar(gezin.pad("besluit/"))
    amina.kijk()
    amina.link("WV-")
    amina.kijk("besluit")
    links = amina.page.get_by_role("link", name=re.compile("^Brief aan"))
    assert sorted(links.all_inner_texts()) == [f"Brief aan Marije {gezin.naam} (PDF)", f"Brief aan Noor {gezin.naam} (PDF)"]
    for link in links.all():
        inhoud = amina.haal_op(link)
        tekst = " ".join("".join(bladzijde.extract_text() for bladzijde in PdfReader(io.BytesIO(inhoud)).pages).split())
        assert "Ambulante gezinsbegeleiding" in tekst
        assert f"Noor {gezin.naam}" in tekst
        assert MOTIVERING.split(".")[0] in tekst
        for dag in (BEGIN, EIND):
            assert in_woorden(dag) in tekst
        with pikepdf.open(io.BytesIO(inhoud)) as pdf, pdf.open_metadata() as over:
            assert over.pdfa_status


def lees_bericht_terug(bo: Bezoek, gezin: Gezin, uitbak: Path) -> None:
    """The assignment message: valid against the schema, about Noor, and taken to the outbox by the worker."""
    bo.naar("/berichten/")
    rij = bo.page.get_by_role("row").filter(has_text=gezin.nummer)
    bo.kijk()
    rij.get_by_role("link").first.click()

    def is_verzonden() -> None:
        bo.page.reload()
        expect(bo.page.locator(".kop__daden")).to_contain_text("verzonden", timeout=1500)

    probeer(is_verzonden)
    bo.kijk("bericht")
    inhoud = bo.haal_op(bo.page.get_by_role("link", name="XML ophalen"))
    etree.XMLSchema(etree.parse(XSD)).assertValid(etree.fromstring(inhoud))
    assert ijw.check(inhoud) == []
    assert isinstance(ijw.parse(inhoud), ijw.JW301)
    assert gezin.bsn in inhoud.decode()
    assert inhoud in [bestand.read_bytes() for bestand in uitbak.iterdir()]


def start_hulp(amina: Bezoek, gezin: Gezin) -> None:
    ga_naar_taak(amina, gezin, "Start hulp en warme overdracht")
    amina.vul(
        met_wie="Noor, Marije en de hulpverlener", tekst="Eerste gesprek is thuis, oma is erbij.", motivatie="hoog", inzicht="goed",
        hulpvraag_helder="ja", lange_voorgeschiedenis="nee", veiligheid="veilig", enkelvoudig="ja",
    )  # fmt: skip
    amina.kijk("start-hulp")
    rond_af(amina, "Start hulp en warme overdracht")


def kijk_rond(amina: Bezoek, gezin: Gezin) -> None:
    """Every page of this dossier, now that something stands on it."""
    for pagina, beeld in {
        "": "", "zorg/": "zorg", "tijdlijn/": "tijdlijn", "documenten/": "", "termijnen/": "termijnen", "gezin/": "", "netwerk/": "",
        "wie-keek-mee/": "wie-keek-mee",
    }.items():  # fmt: skip
        amina.naar(gezin.pad(pagina))
        amina.kijk(beeld)


# How people get about ------------------------------------------------------------------------------------


def ga_naar_taak(wie: Bezoek, gezin: Gezin, naam: str, *, vrij: str = "") -> None:
    """Find this task of this family in *Mijn werk*, and take it when nobody has it."""
    wie.naar("/?alles=1")
    link = wie.page.get_by_role("link", name=re.compile(rf"^(Open|Bekijk) {naam}, .*({gezin.nummer}|{gezin.naam})"))
    link.last.click()
    pak = wie.page.get_by_role("button", name="Taak pakken")
    if pak.count():
        wie.kijk(vrij)
        pak.click()
    expect(wie.page.get_by_role("heading", level=1)).to_have_text(naam)


def rond_af(wie: Bezoek, naam: str) -> None:
    """Tick the checklist and finish the task."""
    for stap in wie.page.locator("[name=stap]").all():
        stap.check()
    wie.knop("Taak afronden")
    expect(wie.page.locator("main")).to_contain_text(f"{naam} is klaar.")


def bewaar(wie: Bezoek, zin: str) -> None:
    wie.knop("Opslaan")
    expect(wie.page.locator("main")).to_contain_text(zin)


def probeer(daad: Callable[[], None], keer: int = 20) -> None:
    """Do it again until it holds: for what a worker does in the background."""
    for _ in range(keer - 1):
        try:
            return daad()
        except AssertionError:
            continue
    daad()


def vrij_bsn() -> str:
    """A number of the test range that passes the eleven-test and that no family of the demo has."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    goed = [
        str(n) for n in range(999990000, 1_000_000_000)
        if sum(int(c) * g for c, g in zip(str(n), gewichten, strict=True)) % 11 == 0
    ]  # fmt: skip
    return goed[int(time.time()) % len(goed)]


def in_woorden(dag: date) -> str:
    maanden = "januari februari maart april mei juni juli augustus september oktober november december"
    return f"{dag.day} {maanden.split()[dag.month - 1]} {dag.year}"
