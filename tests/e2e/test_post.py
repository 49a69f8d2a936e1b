"""A provider and the municipality write to each other: a request on a referral comes in and is granted, care starts, is
claimed, and the claim is answered. The provider's side are files in the inbox; everything else happens in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree
from playwright.sync_api import expect
from wandeling import vrij_bsn

import ijw
from ijw import jw305, jw315, jw323, typen

if TYPE_CHECKING:
    from conftest import Bezoek


XSD = Path(__file__).resolve().parents[3] / "shared" / "ijw" / "xsd"
GEMEENTE, DE_TERP = "0001", "00990001"
VANDAAG = date.today()
BEGIN = (VANDAAG.replace(day=1) - timedelta(days=1)).replace(
    day=1
)  # the first of last month: what is claimed is over
EINDE_MAAND = VANDAAG.replace(day=1) - timedelta(days=1)
EIND = BEGIN + timedelta(days=200)
BEGELEIDING = typen.Product(Categorie="45", Code="45A48")
SCHEMA = typen.XsdVersie(BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0")


class Aanbieder:
    """De Terp, as far as we see it: what it brings to the hub, and what it finds there."""

    def __init__(self, uitbak: Path, bsn: str) -> None:
        self._uit, self._in = uitbak, uitbak.parent / "in"
        self._bsn, self._nummer = bsn, int(bsn[-5:])
        self.referentie = f"TERP{self._nummer}"

    def stuur(self, bericht: Any) -> None:
        """Written elsewhere, then moved: a file is there whole or not at all."""
        nummer = getattr(bericht.Header, "IdentificatieRetour", None) or (
            bericht.Header.BerichtIdentificatie.Identificatie
        )
        half = self._in / f".{bericht.NAAM}_{nummer}"
        half.write_bytes(ijw.build(bericht))
        half.rename(self._in / f"{bericht.NAAM}_{nummer}.xml")

    def vindt(self, soort: str, klopt: Callable[[Any], bool]) -> Any:
        """The message of this kind that is about our child; valid by the official schema."""
        for bestand in sorted(self._uit.glob(f"{soort}_*")):
            bericht: Any = ijw.parse(bestand.read_bytes())
            if klopt(bericht):
                etree.XMLSchema(etree.parse(XSD / f"{soort}.xsd")).assertValid(etree.parse(bestand))
                return bericht
        raise AssertionError(f"er ligt geen {soort} voor ons in de uitbak")

    def vraagt(self) -> Any:
        product = jw315.AangevraagdProduct(
            ReferentieAanbieder=self.referentie, Product=BEGELEIDING, ToewijzingIngangsdatum=BEGIN,
            ToewijzingEinddatum=EIND, Omvang=typen.Omvang(Volume=3, Eenheid="04", Frequentie="2"),
            Verwijzer=typen.Verwijzer(Type="02", ZorgverlenerCode="01004321"),
        )  # fmt: skip
        client = jw315.Client(**self._wie(), AangevraagdeProducten=(product,))
        return ijw.JW315(Header=self._kop(jw315), Client=client)  # type: ignore[call-arg]

    def begint(self, toewijzing: Any) -> Any:
        start = jw305.StartProduct(
            ToewijzingNummer=toewijzing.ToewijzingNummer, Product=BEGELEIDING,
            ToewijzingIngangsdatum=toewijzing.Ingangsdatum, Begindatum=BEGIN, StatusAanlevering="1",
        )  # fmt: skip
        client = jw305.Client(**self._wie(), StartProducten=(start,))
        return ijw.JW305(Header=self._kop(jw305), Client=client)  # type: ignore[call-arg]

    def declareert(self, toewijzing: Any, uren: int, tarief: int) -> Any:
        bedrag = uren * tarief
        prestatie = jw323.Prestatie(
            ProductReferentie=typen.Referentie(ReferentieNummer=f"R{self._nummer}"),
            ToewijzingNummer=toewijzing.ToewijzingNummer, ProductCategorie="45", ProductCode="45A48",
            ProductPeriode=typen.GeslotenPeriode(Begindatum=BEGIN, Einddatum=EINDE_MAAND), GeleverdVolume=uren, Eenheid="04",
            ProductTarief=tarief, IngediendBedrag=typen.BedragMetDC(Bedrag=bedrag, DebetCredit="D"),
        )  # fmt: skip
        declaratie = jw323.Declaratie(
            DeclaratieNummer=f"T{self._nummer}", DeclaratieDagtekening=VANDAAG,
            DeclaratiePeriode=typen.GeslotenPeriode(Begindatum=BEGIN, Einddatum=EINDE_MAAND),
            TotaalIngediendBedrag=typen.TotaalBedragMetDC(TotaalBedrag=bedrag, DebetCredit="D"),
            Clienten=(jw323.Client(Bsn=self._bsn, Prestaties=(prestatie,)),),
        )  # fmt: skip
        return ijw.JW323(Header=self._kop(jw323), Declaratie=declaratie)  # type: ignore[call-arg]

    def _kop(self, module: Any) -> Any:
        nummer = typen.BerichtIdentificatie(Identificatie=f"E{self._nummer}", Dagtekening=VANDAAG)
        return module.Header(
            Afzender=DE_TERP, Ontvanger=GEMEENTE, BerichtIdentificatie=nummer, XsdVersie=SCHEMA
        )

    def _wie(self) -> dict[str, Any]:
        naam = typen.VerkorteNaam(Geslachtsnaam=typen.Achternaam(Achternaam="Brandsma"), Voornamen="Jelte")
        geboren = typen.Geboortedatum(Datum=date(VANDAAG.year - 12, 3, 9))
        return {"Bsn": self._bsn, "Geboortedatum": geboren, "Geslacht": "1", "Naam": naam}


def test_een_verzoek_komt_binnen_en_eindigt_als_betaalde_declaratie(
    als: Callable[[str], Bezoek], uitbak: Path
) -> None:
    anton, bo = als("anton"), als("bo")
    terp = Aanbieder(uitbak, vrij_bsn())
    terp.stuur(terp.vraagt())
    nummer = wijs_toe(anton, terp)
    terug = tot(anton, lambda: terp.vindt("JW316", lambda b: b.Client is None and _is_van(b, terp)))
    assert terug.Header.RetourCodes == ()
    opdracht = tot(anton, lambda: terp.vindt("JW301", lambda b: b.Client.Bsn == terp._bsn))
    (product,) = opdracht.Client.ToegewezenProducten
    assert (product.ReferentieAanbieder, product.Ingangsdatum, product.Omvang.Volume) == (
        terp.referentie,
        BEGIN,
        3,
    )
    terp.stuur(ijw.antwoord(opdracht, [], identificatie=f"R{terp._nummer}", dagtekening=VANDAAG))
    terp.stuur(terp.begint(product))
    zie_start(anton, nummer, product)
    terp.stuur(terp.declareert(product, 12, _tarief(anton)))
    beantwoord(bo, terp)
    antwoord = tot(bo, lambda: terp.vindt("JW325", lambda b: _is_van(b, terp)))
    inhoud = antwoord.DeclaratieAntwoord
    assert inhoud.RetourCodes == ("8001",)
    assert inhoud.TotaalToegekendBedrag == inhoud.TotaalIngediendBedrag


def wijs_toe(anton: Bezoek, terp: Aanbieder) -> str:
    """The A-team finds the request, completes the child's address, and grants it against the table's doubt."""

    def is_er() -> None:
        anton.naar("/verzoeken/")
        expect(anton.page.locator("main")).to_contain_text(terp.referentie, timeout=1500)

    tot(anton, is_er)
    anton.kijk("verzoeken")
    anton.page.get_by_role("row").filter(has_text=terp.referentie).get_by_role("link").first.click()
    anton.kijk()
    gevonden = re.search(r"WV-\d{4}-\d+", anton.page.locator("main").inner_text())
    assert gevonden
    waar = re.compile(f"{gevonden[0]}|Gezin Brandsma")
    anton.ga_naar_taak(waar, "Verzoek beoordelen")
    with anton.page.expect_popup() as nieuw:
        anton.page.locator("main").get_by_role("link", name=re.compile("^Vul de gegevens van Jelte")).click()
    vul_adres_in(type(anton)(nieuw.value, anton.adres))
    anton.page.reload()
    anton.kijk("taak-verzoek")
    anton.vul(besluit="toewijzen", waarom="Huisarts gebeld: verwijzing klopt, de hulp is al begonnen.")
    anton.rond_af("Verzoek beoordelen", "Antwoorden en afronden")
    return gevonden[0]


def vul_adres_in(anton: Bezoek) -> None:
    anton.vul(
        straat="Havenkade", huisnummer=8, postcode="1401 AB", woonplaats="Waterveld", gemeente_code=GEMEENTE
    )
    anton.kijk()
    anton.knop("Opslaan")
    expect(anton.page.locator("main")).not_to_contain_text("Klopt nog niet")
    anton.page.close()


def zie_start(anton: Bezoek, nummer: str, product: Any) -> None:
    """The assignment tells in one line of time what happened to it."""

    def loopt() -> None:
        anton.naar(f"/dossier/{nummer}/zorg/")
        anton.page.locator("main").get_by_role(
            "link", name=re.compile(str(product.ToewijzingNummer))
        ).first.click()
        expect(anton.page.locator("main")).to_contain_text("Hulp begonnen op", timeout=1500)

    tot(anton, loopt)
    anton.kijk("toewijzing")


def beantwoord(bo: Bezoek, terp: Aanbieder) -> None:
    """The backoffice sees what may be granted and answers; of the child it sees no name."""

    def is_er() -> None:
        bo.naar("/declaraties/")
        expect(bo.page.locator("main")).to_contain_text(f"T{terp._nummer}", timeout=1500)

    tot(bo, is_er)
    bo.kijk("declaraties")
    bo.page.get_by_role("row").filter(has_text=f"T{terp._nummer}").get_by_role("link").first.click()
    expect(bo.page.locator("main")).not_to_contain_text("Brandsma")
    bo.kijk()
    bo.page.locator("main").get_by_role("button", name=re.compile("^Beantwoorden")).click()
    expect(bo.page.locator("main")).to_contain_text(re.compile("beantwoord", re.I))
    bo.kijk()


def _tarief(anton: Bezoek) -> int:
    """The contract price of an hour, as the page of the provider says it, in cents."""
    anton.naar("/zorg/aanbieders/?q=De+Terp")
    anton.page.locator("main").get_by_role("link", name="De Terp").first.click()
    rij = anton.page.get_by_role("row").filter(has_text="45A48").first.inner_text()
    gevonden = re.search(r"€\s*(\d+)(?:,(\d\d))?", rij)
    assert gevonden
    return int(gevonden[1]) * 100 + int(gevonden[2] or 0)


def _is_van(bericht: Any, terp: Aanbieder) -> bool:
    kop = bericht.Header
    van = getattr(kop, "DeclaratieIdentificatie", None) or kop.BerichtIdentificatie
    return bool(van.Identificatie == f"E{terp._nummer}")


def tot(wie: Bezoek, daad: Callable[[], Any], keer: int = 120) -> Any:
    """Do it again until it holds: for what the post does in its rounds, every ten seconds."""
    for _ in range(keer - 1):
        try:
            return daad()
        except AssertionError:
            wie.page.reload()
    return daad()
