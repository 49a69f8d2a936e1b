"""Every rule keeps to its own examples and to the table of the standard; those of level 2 to its samples too."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from inspect import isgeneratorfunction
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ijw
from ijw import typen
from ijw.berekeningen import Periode, overlappen
from ijw.regels import REGELS, Regel, goed_bericht, niveau_2, niveau_3_en_4
from ijw.regels.dekking import regels_per_datatype
from ijw.regels.toewijzing import overlappende
from ijw.regels.verantwoording import DOOR_BIBLIOTHEEK, DOOR_REGELS, NIET_TE_TOETSEN
from ijw.regels.voorbeelden import BEGIN, jw307, jw315, jw323

from .berichten import ALLE, NAMEN, geldig

HEEN = ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323", "JW325"]
# Rules that say the same from two sides, or whose faults come together, break together.
SAMEN = [
    {"CD077", "CD078"},
    {"CS089", "CD005"},
    {"TR134", "TR137"},
    {"TR101", "TR410"},
    {"TR101", "TR383"},
]
TOETSEN = {regel.code: regel for regel in REGELS.values() if not regel.aanwijzing}
GOED = [(regel, voorbeeld) for regel in TOETSEN.values() for voorbeeld in regel.goed]
FOUT = [(regel, voorbeeld) for regel in TOETSEN.values() for voorbeeld in regel.fout]


def naam(waarde: Any) -> str:
    return waarde.code if isinstance(waarde, Regel) else waarde.bericht


def test_elke_regel_heeft_voorbeelden() -> None:
    assert all(regel.goed and regel.fout for regel in REGELS.values())


@pytest.mark.parametrize(("regel", "voorbeeld"), GOED, ids=naam)
def test_een_goed_voorbeeld_houdt_alle_regels(regel: Regel, voorbeeld: Any) -> None:
    assert voorbeeld.bericht in regel.berichten
    assert _oordeel(regel, voorbeeld) == []


def _oordeel(regel: Regel, voorbeeld: Any) -> list[ijw.Bevinding]:
    """The example as it comes in, up to the level of the rule."""
    administratie = voorbeeld.administratie() if regel.niveau > 2 else None
    return ijw.controleer(ijw.build(voorbeeld.bouw()), administratie)


@pytest.mark.parametrize(("regel", "voorbeeld"), FOUT, ids=naam)
def test_een_fout_voorbeeld_breekt_de_regel(regel: Regel, voorbeeld: Any) -> None:
    bevindingen = _oordeel(regel, voorbeeld)
    codes = {bevinding.regel for bevinding in bevindingen}
    assert codes == {regel.code} or (codes in SAMEN and regel.code in codes)
    einden = tuple("/" + (plaats.element or plaats.klasse) for plaats in regel.plaatsen)
    for bevinding in bevindingen:
        hoort = REGELS[bevinding.regel]
        assert (bevinding.niveau, bevinding.retourcode) == (hoort.niveau, hoort.retourcode)
        assert bevinding.pad.startswith("/Bericht/") and bevinding.tekst.endswith(".")
        if bevinding.regel == regel.code and not isgeneratorfunction(regel.functie):
            assert re.sub(r"\[\d+\]", "", bevinding.pad).endswith(einden)


@pytest.mark.parametrize("soort", HEEN)
def test_het_goede_bericht_is_goed_ook_tegen_wat_eraan_voorafging(soort: str) -> None:
    voorbeeld = ijw.regels.Voorbeeld(soort, ())
    assert ijw.controleer(ijw.build(goed_bericht(soort)), voorbeeld.administratie()) == []


@pytest.mark.parametrize("soort", HEEN)
def test_wat_voorafging_is_zelf_goed(soort: str) -> None:
    administratie = ijw.regels.Voorbeeld("JW301", ()).administratie()
    for eerder in BEGIN.get(soort, ()):
        assert ijw.controleer(ijw.build(eerder.bouw()), administratie) == []
        administratie.verwerk(eerder.bouw())


def _regels(gedeeld: Path, niveau: str) -> dict[str, dict[str, str]]:
    with (gedeeld / "regels.csv").open(encoding="utf-8", newline="") as stroom:
        return {rij["code"]: rij for rij in csv.DictReader(stroom) if rij["niveau"] == niveau}


def test_alle_regels_van_de_vier_niveaus_zijn_er(gedeeld: Path) -> None:
    assert regels_per_datatype().keys() == _regels(gedeeld, "1").keys()
    for niveau in "234":
        eigen = {code for code, regel in TOETSEN.items() if str(regel.niveau) == niveau}
        assert eigen == _regels(gedeeld, niveau).keys()


def test_alle_regels_van_werken_en_invullen_zijn_verantwoord(gedeeld: Path) -> None:
    eigen = {code for code, regel in REGELS.items() if regel.aanwijzing}
    delen = [eigen, {*DOOR_REGELS}, {*DOOR_BIBLIOTHEEK}, {*NIET_TE_TOETSEN}]
    assert sum(map(len, delen)) == len(set().union(*delen))
    hoort = {code for code in _regels(gedeeld, "") if code.startswith(("OP", "IV"))}
    assert set().union(*delen) == hoort
    bekend = REGELS.keys() | regels_per_datatype().keys()
    assert all(door in bekend for regels in DOOR_REGELS.values() for door in regels.split())


@pytest.mark.parametrize("regel", [r for r in REGELS.values() if r.aanwijzing], ids=naam)
def test_een_aanwijzing_houdt_zich_aan_haar_voorbeelden(regel: Regel, gedeeld: Path) -> None:
    berichten = _regels(gedeeld, "")[regel.code]["berichten"]
    assert set(regel.berichten) <= (
        {*NAMEN} - {*HEEN} if berichten == "retourberichten" else {*berichten.split(", ")}
    )
    for voorbeeld in (*regel.goed, *regel.fout):
        data = ijw.build(voorbeeld.bouw())
        assert ijw.controleer(data) == []  # what is no rule of the four levels never makes a message wrong
        gegeven = ijw.aanwijzingen(ijw.parse(data), voorbeeld.administratie())
        assert (regel.code in {raad.regel for raad in gegeven}) == (voorbeeld in regel.fout), gegeven
        assert all(raad.retourcode is None and raad.tekst.endswith(".") for raad in gegeven)


@pytest.mark.parametrize("code", TOETSEN)
def test_een_regel_geldt_voor_de_berichten_van_de_standaard(code: str, gedeeld: Path) -> None:
    rij = _regels(gedeeld, str(REGELS[code].niveau))[code]
    heen = [bericht for bericht in REGELS[code].berichten if bericht in HEEN]
    assert heen == rij["berichten"].split(", ")
    assert (REGELS[code].retourcode or "n.v.t.") == rij["retourcode"]


@pytest.mark.parametrize("code", REGELS)
def test_een_regel_noemt_klassen_en_elementen_die_er_zijn(code: str) -> None:
    for plaats in REGELS[code].plaatsen:
        for bericht in plaats.berichten:
            vorm = next(
                v for v in ijw.schema.vormen(getattr(ijw, bericht)) if v.klasse.__name__ == plaats.klasse
            )
            for stap in filter(None, plaats.element.split("/")):
                vorm = {veld.naam: veld.soort for veld in vorm.velden}[stap]  # type: ignore[assignment]


@pytest.mark.parametrize("bericht", NAMEN)
def test_het_voorbeeld_van_de_standaard_houdt_niveau_2(
    bericht: str, voorbeeld: Callable[[str], bytes]
) -> None:
    hoort = {"JW317": ["CS003"], "JW323": ["TR101"]}.get(bericht, [])
    assert [bevinding.regel for bevinding in ijw.controleer(voorbeeld(bericht))] == hoort


def test_de_twee_voorbeelden_zijn_goed_met_de_raad_van_de_readme(voorbeeld: Callable[[str], bytes]) -> None:
    wijziging = voorbeeld("JW317").replace(b">2024-02-28<", b">2027-02-28<")
    begin, _, einde = voorbeeld("JW323").rpartition(b">RN004<")
    assert ijw.controleer(wijziging) == ijw.controleer(begin + b">RN005<" + einde) == []


def _variant(rij: dict[str, str], einde: date | None) -> dict[str, Any]:
    product = omvang = None
    if rij["categorie"] == "gevuld":
        product = typen.Product(Categorie="45", Code="45A04" if rij["productcode"] == "gevuld" else None)
    if rij["omvang"] == "gevuld":
        omvang = typen.Omvang(
            Volume=4, Eenheid=rij["eenheid_code"] or "04", Frequentie=rij["frequentie_code"] or "4"
        )
    return {
        "Product": product,
        "Omvang": omvang,
        "Budget": 5000 if rij["budget"] == "gevuld" else None,
        "": einde,
    }


@pytest.mark.parametrize(
    ("bericht", "klasse", "einddatum"),
    [
        ("JW301", "ToegewezenProduct", "Einddatum"),
        ("JW315", "AangevraagdProduct", "ToewijzingEinddatum"),
        ("JW317", "NieuwProduct", "Einddatum"),
    ],
)
def test_elke_variant_van_een_toewijzing_krijgt_het_oordeel_van_de_standaard(
    bericht: str, klasse: str, einddatum: str, gedeeld: Path
) -> None:
    with (gedeeld / "toewijzingsvarianten.csv").open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.DictReader(stroom))
    assert len(rijen) == 40
    for rij in rijen:
        goed = {}
        for einde in (date(2026, 12, 31), None):
            velden = _variant(rij, einde)
            velden[einddatum] = velden.pop("")
            voorbeeld = ijw.regels.Voorbeeld(bericht, ((klasse, (velden,)),))
            goed[einde is not None] = not niveau_2(voorbeeld.bouw())
        assert goed[True] == (rij["toegestaan_niveau2"] == "ja"), rij
        if goed[True]:
            assert goed[False] == (rij["einddatum_niveau2"] == "optioneel"), rij


PRODUCTEN = st.none() | st.builds(
    typen.Product, Categorie=st.sampled_from(["44", "45"]), Code=st.sampled_from([None, "A", "B"])
)
DAGEN = st.integers(0, 20).map(lambda dagen: date(2026, 1, 1) + timedelta(days=dagen))


@given(st.lists(st.tuples(PRODUCTEN, DAGEN, st.none() | DAGEN), max_size=6))
def test_overlap_wordt_gevonden_zoals_twee_aan_twee(producten: list[Any]) -> None:
    perioden = [
        (product, Periode(begin, max(einde, begin) if einde else None)) for product, begin, einde in producten
    ]
    genummerd = [(nummer, product, *periode) for nummer, (product, periode) in enumerate(perioden)]
    paren = [
        {i, j} for (i, een), (j, ander) in combinations(enumerate(perioden), 2) if overlappen(een, ander)
    ]
    gevonden = overlappende(genummerd)  # type: ignore[arg-type]
    assert bool(gevonden) == bool(paren)
    assert all(any(nummer in paar for paar in paren) for nummer in gevonden)
    assert all(paar & set(gevonden) for paar in paren)


@pytest.mark.parametrize("soort", ALLE, ids=NAMEN)
def test_niveau_2_heeft_over_elk_bericht_een_oordeel(soort: type[ijw.Bericht]) -> None:
    @given(geldig(soort))
    def oordeel(bericht: ijw.Bericht) -> None:
        for bevinding in niveau_2(bericht):
            assert bevinding.niveau == 2 and bevinding.pad.startswith("/Bericht/")

    oordeel()


@pytest.mark.parametrize("soort", [s for s in ALLE if s.NAAM in HEEN], ids=HEEN)
def test_niveau_3_en_4_hebben_over_elk_bericht_een_oordeel(soort: type[ijw.Bericht]) -> None:
    """Also over what level 2 would have refused, against a past with the same numbers in it."""

    @given(geldig(soort), geldig(soort))
    def oordeel(bericht: ijw.Bericht, eerder: ijw.Bericht) -> None:
        administratie = ijw.Geheugen(date(2026, 5, 6))
        for moment in (bericht, eerder, bericht):
            for bevinding in niveau_3_en_4(moment, administratie):
                assert bevinding.niveau in {3, 4} and bevinding.pad.startswith("/Bericht/")
            administratie.verwerk(moment)

    oordeel()


def test_een_retourbericht_wordt_alleen_op_persoon_en_adres_getoetst() -> None:
    """As the XSLT of the standard does: what was judged is returned as it came."""
    heen: Any = goed_bericht("JW305")
    start = {
        v.naam: getattr(heen.Client.StartProducten[0], v.naam) for v in ijw.jw305.StartProduct.VORM.velden
    }
    fout = start | {"StatusAanlevering": "2", "Begindatum": date(2030, 1, 1)}
    terug = ijw.jw306.Client(
        Bsn="999900007",
        Geboortedatum=heen.Client.Geboortedatum,
        Geslacht=heen.Client.Geslacht,
        Naam=heen.Client.Naam,
        StartProducten=(ijw.jw306.StartProduct(**fout, RetourCodes=("0200",)),),
        RetourCodes=("0200",),
    )
    kop = {v.naam: getattr(heen.Header, v.naam) for v in ijw.jw305.Header.VORM.velden}
    header = ijw.jw306.Header(
        **kop | {"BerichtCode": "439"},
        IdentificatieRetour="R1",
        DagtekeningRetour=date(2026, 5, 8),
        XsdVersieRetour=heen.Header.XsdVersie,
    )
    bericht = ijw.JW306(Header=header, Client=terug)
    assert [b.regel for b in ijw.controleer(ijw.build(bericht))] == ["CS002"]


def test_een_fout_op_niveau_1_gaat_voor(voorbeeld: Callable[[str], bytes]) -> None:
    data = voorbeeld("JW317").replace(b">999900006<", b">1<")
    assert {b.niveau for b in ijw.controleer(data)} == {1}


def test_een_datum_die_python_niet_kent_is_een_bevinding() -> None:
    data = ijw.build(goed_bericht("JW301")).replace(b">2012-02-14<", b">12012-02-14<")
    assert ijw.check(data) == []
    assert [b.regel for b in ijw.controleer(data)] == ["IJW-bereik"]


def test_het_pad_noemt_de_tweede_prestatie_van_de_tweede_client() -> None:
    bericht: Any = goed_bericht("JW323")
    client = bericht.Declaratie.Clienten[0]
    prestatie = client.Prestaties[0]
    tweede = replace(
        prestatie,
        ProductReferentie=typen.Referentie(ReferentieNummer="RN009"),
        ProductCode="45A05",
        ProductTarief=None,
    )
    clienten = (client, replace(client, Bsn="999900018", Prestaties=(prestatie, tweede)))
    totaal = typen.TotaalBedragMetDC(TotaalBedrag=108000, DebetCredit="D")
    declaratie = replace(bericht.Declaratie, Clienten=clienten, TotaalIngediendBedrag=totaal)
    (bevinding,) = niveau_2(replace(bericht, Declaratie=declaratie))
    assert bevinding.pad == "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[2]/ProductTarief"


def test_veel_van_hetzelfde_in_een_bericht_kost_geen_kwadraat() -> None:
    """Thousands of stops of one start, of requests of one client, of months on one assignment: soon judged."""
    aantal = 4000
    dagen = [{"Einddatum": date(2026, 1, 5) + timedelta(days=nummer)} for nummer in range(aantal)]
    vragen = [{"ReferentieAanbieder": f"R{nummer}"} for nummer in range(aantal)]
    prestaties = [
        {"ProductReferentie": typen.Referentie(ReferentieNummer=f"RN{nummer}")} for nummer in range(aantal)
    ]
    for bericht in (jw307(StopProduct=dagen), jw315(AangevraagdProduct=vragen), jw323(Prestatie=prestaties)):
        gebouwd, administratie = bericht.bouw(), bericht.administratie()
        start = perf_counter()
        niveau_3_en_4(gebouwd, administratie)
        administratie.verwerk(gebouwd)
        niveau_3_en_4(gebouwd, administratie)
        assert perf_counter() - start < 2
