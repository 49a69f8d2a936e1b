"""The steps of P1 in the browser, from the report up to the choice of a provider: what people do, page by page."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from conftest import Bezoek

VANDAAG = date.today()
BEGIN = VANDAAG + timedelta(days=21)
EIND = BEGIN + timedelta(days=363)


@dataclass
class Gezin:
    """What the walk knows of its family."""

    naam: str
    bsn: str
    nummer: str = ""

    @property
    def waar(self) -> re.Pattern[str]:
        """What a list says of it: the number only, to who may not see it yet."""
        return re.compile(f"{self.nummer}|Gezin {self.naam}")

    def pad(self, pagina: str = "") -> str:
        return f"/dossier/{self.nummer}/{pagina}"


def vrij_bsn() -> str:
    """A number of the test range that passes the eleven-test and that no family of the demo has."""
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    goed = [
        str(n) for n in range(999990000, 1_000_000_000)
        if sum(int(c) * g for c, g in zip(str(n), gewichten, strict=True)) % 11 == 0
    ]  # fmt: skip
    return goed[int(time.time()) % len(goed)]


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
    anton.ga_naar_taak(gezin.waar, "Melding controleren")
    anton.vul(volledig="ja")
    anton.kijk("taak-controle")
    anton.rond_af("Melding controleren")
    anton.ga_naar_taak(gezin.waar, "Uitleg geven aan het gezin")
    anton.vul(
        soort="telefoon", met_wie="Marije",
        tekst="Uitgelegd hoe wij werken, wie het dossier ziet en dat zij mag meelezen.",
    )  # fmt: skip
    anton.kijk()
    anton.rond_af("Uitleg geven aan het gezin")


def beoordeel(petra: Bezoek, gezin: Gezin) -> None:
    """The table advises; whoever deviates says why."""
    petra.ga_naar_taak(gezin.waar, "Triage: aard, ernst en urgentie")
    petra.vul(
        binnen_jeugdwet="ja", veiligheid="veilig", gebieden="meervoudig", ernst="matig", urgentie="hoog",
        keuze="entreeteam", team="Noord",
    )  # fmt: skip
    petra.kijk("triage")
    petra.knop("Taak afronden")
    expect(petra.page.get_by_role("alert")).to_contain_text("U wijkt af van de beslistabel")
    petra.kijk("triage-geweigerd")
    petra.vul(keuze="tabel")
    petra.rond_af("Triage: aard, ernst en urgentie")


def wijs_toe(tess: Bezoek, gezin: Gezin) -> None:
    tess.ga_naar_taak(gezin.waar, "Consulent toewijzen")
    tess.vul(medewerker="Amina El Idrissi", waarom="Kent de school van Noor.")
    tess.kijk("consulent-toewijzen")
    tess.rond_af("Consulent toewijzen")


# P1: with the family -------------------------------------------------------------------------------------


def maak_gezin_compleet(amina: Bezoek, gezin: Gezin) -> None:
    """The mother's address, and that she decides for Noor."""
    amina.naar(gezin.pad("gezin/"))
    amina.page.get_by_role("link", name=f"Wijzigen Marije {gezin.naam}").click()
    amina.vul(
        geboortedatum=date(VANDAAG.year - 41, 6, 3), geslacht="vrouw", straat="Kadeplein", huisnummer=12,
        postcode="1401 AB", woonplaats="Waterveld",
    )  # fmt: skip
    amina.kijk()
    amina.knop("Opslaan")
    amina.link("Gezag vastleggen")
    amina.vul(
        jeugdige="Noor", persoon="Marije", soort="ouderlijk gezag", vanaf=date(VANDAAG.year - 13, 2, 14),
        bron=f"gezagsregister, ingezien op {VANDAAG.day}-{VANDAAG.month}",
    )  # fmt: skip
    amina.kijk()
    amina.bewaar("Het gezag is vastgelegd.")
    amina.kijk("gezin")
    amina.naar(gezin.pad("netwerk/"))
    amina.vul(
        naam="Oma Truus", wie="oma", kring="familie", nabijheid="1", steunt=True, toelichting="kookt op woensdag",
    )  # fmt: skip
    amina.page.locator("main").get_by_role("button").last.click()
    expect(amina.page.locator("main")).to_contain_text("Oma Truus staat op de kaart")
    amina.kijk("netwerk")


def maak_kennis(amina: Bezoek, gezin: Gezin) -> None:
    amina.naar("/")
    amina.kijk()
    amina.ga_naar_taak(gezin.waar, "Kennismaken met het gezin")
    amina.vul(
        soort="huisbezoek", met_wie="Marije en Noor",
        tekst="Noor ligt tot laat wakker en durft de klas niet in. Marije belt elke ochtend met school. Zij willen allebei weer rust.",
        toestemming_aan_wie="de mentor van Noor", toestemming_doel="vragen hoe het in de klas gaat", toestemming_door="Marije",
        toestemming_tot=VANDAAG + timedelta(days=180),
    )  # fmt: skip
    amina.kijk("kennismaking")
    amina.rond_af("Kennismaken met het gezin")


def onderzoek(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Onderzoek naar de vraag")
    amina.vul(
        vraag_achter_vraag="Wij willen weer rust in huis en Noor wil haar vriendinnen zien.",
        eigen_netwerk="Oma kookt op woensdag. Een tante wil Noor naar school brengen.",
        voorliggend="School geeft een rustige plek. De jeugdarts is geweest.",
        informatie_derden="De mentor ziet dat Noor in kleine groepjes wel durft.",
        probleem="psychische", duur="lang", belasting_jeugdige="zwaar", belasting_opvoeding="licht", complex="ja",
    )  # fmt: skip
    amina.kijk("onderzoek")
    amina.rond_af("Onderzoek naar de vraag")


def verklaar(hanna: Bezoek, gezin: Gezin) -> None:
    hanna.ga_naar_taak(gezin.waar, "Verklarende analyse maken")
    hanna.vul(
        wat_speelt="Angst om te falen na de verhuizing.", houdt_in_stand="Thuisblijven geeft rust, en maakt de drempel hoger.",
        kracht="Noor praat open. Moeder en oma zijn er altijd.", conclusie="Stap voor stap terug naar school, met iemand thuis die meekijkt.",
    )  # fmt: skip
    hanna.kijk()
    hanna.rond_af("Verklarende analyse maken")


def neem_kernbesluit(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Kernbesluit in de MLB")
    amina.vul(
        aanwezig="Amina El Idrissi, Petra Peeters, Hanna Haan", keuze="plan",
        weging="Eigen kring en school doen al veel; hulp thuis is nodig.",
    )  # fmt: skip
    amina.kijk("kernbesluit")
    amina.rond_af("Kernbesluit in de MLB")


def schrijf_plan(amina: Bezoek, gezin: Gezin) -> None:
    """The task says what lacks; the plan page is where it is written."""
    amina.ga_naar_taak(gezin.waar, "Plan opstellen met het gezin")
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
    amina.bewaar("Opgeslagen in het plan.")
    amina.link("Doel toevoegen")
    expect(amina.page.locator("[name=titel]")).to_be_visible()
    amina.vul(
        persoon="Noor", titel="Noor gaat weer hele dagen naar school", specifiek="Noor is elke dag op school, ook bij gym.",
        meetbaar="Aantal dagen per week op school.", acceptabel="Noor wil haar vriendinnen weer zien.",
        realistisch="We beginnen met twee ochtenden.", eind_op=BEGIN + timedelta(days=180), eenheid="dagen per week",
        begin_waarde="0", doel_waarde="5",
    )  # fmt: skip
    amina.kijk("plan-doel")
    amina.bewaar("Opgeslagen in het plan.")
    amina.link("Eigen kring of voorziening")
    expect(amina.page.locator("[name=omschrijving]")).to_be_visible()
    amina.vul(
        soort="eigen_netwerk", omschrijving="kookt op woensdag en loopt mee naar school", wie="oma Truus",
        doel="Noor gaat weer",
    )  # fmt: skip
    amina.kijk()
    amina.bewaar("Opgeslagen in het plan.")
    amina.link("Toevoegen individuele jeugdhulp")
    amina.vul(
        afweging="Oma en school doen wat zij kunnen. Leren omgaan met angst vraagt iemand die dat kan.", doel="Noor gaat weer", jeugdige="Noor",
        omschrijving="Leert Noor omgaan met angst, thuis en op weg naar school.", product="Ambulante gezinsbegeleiding", volume="8",
        frequentie="per week", begin=BEGIN, eind=EIND,
    )  # fmt: skip
    amina.page.locator("[name=eind]").blur()
    expect(amina.page.locator(".livekosten")).to_contain_text("Verwachte kosten")
    amina.kijk("plan-jeugdhulp")
    amina.bewaar("Opgeslagen in het plan.")
    amina.kijk("plan")
    amina.ga_naar_taak(gezin.waar, "Plan opstellen met het gezin")
    amina.rond_af("Plan opstellen met het gezin")


def bespreek_en_teken(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Plan bespreken met het gezin")
    reacties = amina.page.locator("[name^=reactie_]")
    reacties.nth(0).fill("Fijn dat het stap voor stap gaat.")
    reacties.nth(1).fill("Ik hoop dat het lukt. Ik ben blij dat oma erin staat.")
    amina.vul(akkoord="ja")
    amina.kijk("plan-bespreken")
    amina.rond_af("Plan bespreken met het gezin")
    amina.ga_naar_taak(gezin.waar, "Plan laten ondertekenen")
    for hoe in amina.page.locator("[name^=hoe_]").all():
        hoe.select_option(index=2)
    amina.vul(uitkomst="getekend")
    amina.kijk("plan-ondertekenen")
    amina.rond_af("Plan laten ondertekenen")
    amina.naar(gezin.pad("plan/"))
    expect(amina.page.locator("#handtekeningen")).to_contain_text("getekend")
    expect(amina.page.locator("main")).to_contain_text("geldt nu")
    amina.kijk("plan-getekend")


def kies_aanbieder(amina: Bezoek, gezin: Gezin) -> None:
    amina.ga_naar_taak(gezin.waar, "Passende aanbieder zoeken")
    amina.page.locator("[name^=aanbieder_]").first.check()
    amina.page.locator("[name^=wachttijd_]").fill("3")
    if amina.page.locator("[name^=pic_]").count():
        amina.page.locator("[name^=pic_]").check()
    amina.vul(vervoer="nee", reden="Dichtbij, en er is snel plek.", ouders_weten=True, besluit_nodig="ja")
    amina.kijk("aanbieder")
    amina.rond_af("Passende aanbieder zoeken")
