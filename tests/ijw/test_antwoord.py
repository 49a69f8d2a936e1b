"""What goes back: the return message and the answer to a claim, with the codes where the standard puts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ijw
from ijw import typen
from ijw.codelijsten import codelijst
from ijw.declaratie import Klasse
from ijw.regels import REGELS, Voorbeeld, goed_bericht
from ijw.regels.voorbeelden import jw301, jw305, jw317, jw323, lopend

from . import casus

EIGEN: dict[str, Any] = {"identificatie": "A0001", "dagtekening": date(2026, 6, 8)}
BEANTWOORD = ["JW301", "JW305", "JW307", "JW315", "JW317", "JW319", "JW323"]
FOUT = [
    pytest.param(voorbeeld, id=f"{regel.code}-{voorbeeld.bericht}")
    for regel in REGELS.values()
    if not regel.aanwijzing
    for voorbeeld in regel.fout
    if voorbeeld.bericht in BEANTWOORD
]


def antwoord_op(voorbeeld: Voorbeeld) -> Any:
    bericht = voorbeeld.bouw()
    return ijw.antwoord(bericht, ijw.beoordeel(bericht, voorbeeld.administratie()), **EIGEN)


def codes(klasse: Any, naam: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every class of the answer with its codes, in order."""
    for veld in klasse.VORM.velden:
        waarde = getattr(klasse, veld.naam)
        if veld.naam == "RetourCodes":
            yield naam, waarde
        for deel in waarde if isinstance(waarde, tuple) else (waarde,):
            if isinstance(deel, Klasse):
                yield from codes(deel, veld.item or veld.naam)


@pytest.mark.parametrize("bestand", casus.BESTANDEN, ids=lambda bestand: bestand.stem)
def test_het_antwoord_op_elke_stap_van_een_casus_is_dat_van_de_casus(bestand: Path) -> None:
    """The JW325 that a case shows is the one that we make; a return message has the codes that the case asks."""
    verhaal = casus.lees(bestand)
    administratie, declaratie = casus.begin(verhaal), None
    for stap in verhaal.stappen:
        administratie.datum = stap.datum
        if stap.bericht is None:
            continue
        if stap.bericht.NAAM == "JW325":
            assert declaratie is not None
            eigen = {"identificatie": stap.bericht.Header.BerichtIdentificatie.Identificatie}
            gemaakt = ijw.antwoord(*declaratie, dagtekening=stap.datum, **eigen)
            assert gemaakt == stap.bericht
        bevindingen = ijw.beoordeel(stap.bericht, administratie)
        if stap.bericht.NAAM == "JW323":
            declaratie = stap.bericht, bevindingen
        elif "retour" in stap.verwacht:
            hoort = stap.verwacht["retour"]
            terug = ijw.antwoord(stap.bericht, bevindingen, identificatie="A1", dagtekening=stap.datum)
            ijw.build(terug)
            assert hoort["bericht"] == terug.NAAM
            gevonden = {naam: list(eigen_codes) for naam, eigen_codes in codes(terug) if eigen_codes}
            assert gevonden == hoort.get("codes", {})
        if not bevindingen or stap.bericht.NAAM == "JW323":
            administratie.verwerk(stap.bericht)


@pytest.mark.parametrize("voorbeeld", FOUT)
def test_elk_antwoord_is_zelf_een_goed_bericht(voorbeeld: Voorbeeld) -> None:
    terug = antwoord_op(voorbeeld)
    assert ijw.controleer(ijw.build(terug)) == []
    gebruikt = {code for _, eigen in codes(terug) for code in eigen}
    assert gebruikt <= codelijst("WJ001").keys()
    assert gebruikt - {"0200", "0233", "8001"}


@pytest.mark.parametrize("naam", BEANTWOORD[:-1])
def test_een_goed_bericht_krijgt_alleen_een_kop_terug_zonder_codes(naam: str) -> None:
    terug = antwoord_op(Voorbeeld(naam, ()))
    heen: Any = goed_bericht(naam)
    assert terug.Header.RetourCodes == () and list(codes(terug)) == [("Header", ())]
    assert (terug.Header.Afzender, terug.Header.Ontvanger) == (heen.Header.Afzender, heen.Header.Ontvanger)
    assert (terug.Header.IdentificatieRetour, terug.Header.XsltVersie) == ("A0001", None)
    assert terug.Header.BerichtIdentificatie == heen.Header.BerichtIdentificatie
    ijw.build(terug)


def test_niveau_2_geeft_alleen_0001_in_de_kop() -> None:
    bericht = jw305(Client={"Bsn": "999900007"}).bouw()
    terug = ijw.antwoord(bericht, ijw.beoordeel(bericht), xslt_versie="2.10.5", **EIGEN)
    assert list(codes(terug)) == [("Header", ("0001",))]
    assert terug.Header.XsltVersie == "2.10.5"  # type: ignore[attr-defined]


def test_een_fout_in_de_kop_geeft_alleen_de_kop() -> None:
    assert list(codes(antwoord_op(jw301().na(jw301())))) == [("Header", ("9056",))]


def test_een_wijzigingsverzoek_krijgt_codes_op_elke_klasse() -> None:
    """As the sample JW318 of the standard has them."""
    fout = jw317(OngewijzigdProduct={"ToewijzingNummer": 300299})
    assert dict(codes(antwoord_op(fout))) == {
        "Header": ("0200",),
        "OngewijzigdProduct": ("9350",),
        "TeWijzigenProduct": ("0200",),
        "NieuwProduct": ("0200",),
        "Verzoek": ("9349",),
        "Client": ("0200",),
    }


def test_onder_een_onbekende_client_is_niets_beoordeeld() -> None:
    terug = dict(codes(antwoord_op(jw317(Client={"Bsn": "999900018"}))))
    assert terug.pop("Header") == ("0200",) and terug.pop("Client") == ("8187",)
    assert set(terug.values()) == {("0233",)}


def test_een_goede_declaratie_is_volledig_toegekend() -> None:
    terug = antwoord_op(jw323())
    assert dict(codes(terug)) == {"Header": ("0200",), "DeclaratieAntwoord": ("8001",)}
    assert terug.DeclaratieAntwoord.TotaalToegekendBedrag.TotaalBedrag == 36000
    assert (terug.Header.Afzender, terug.Header.Ontvanger) == ("0384", "42420001")


def test_een_fout_in_de_declaratie_kent_niets_toe_en_noemt_geen_client() -> None:
    fout = jw323(
        Header={"BerichtIdentificatie.Identificatie": "V0002"},
        Prestatie={"ProductReferentie.ReferentieNummer": "RN9"},
    ).na(jw323())
    terug = antwoord_op(fout)
    assert dict(codes(terug)) == {"Header": ("0200",), "DeclaratieAntwoord": ("9333",)}
    assert terug.DeclaratieAntwoord.TotaalToegekendBedrag == typen.TotaalBedragMetDC(
        TotaalBedrag=0, DebetCredit="D"
    )


def test_een_onbekende_client_krijgt_al_zijn_prestaties_onbeoordeeld_terug() -> None:
    terug = antwoord_op(jw323(Client={"Bsn": "999900018"}))
    assert dict(codes(terug)) == {
        "Header": ("0200",),
        "DeclaratieAntwoord": ("0200",),
        "Client": ("8187",),
        "Prestatie": ("0233",),
    }


def test_alleen_de_afgewezen_prestatie_gaat_terug_met_al_haar_codes() -> None:
    tweede = {
        "ProductReferentie.ReferentieNummer": "RN002",
        "GeleverdVolume": 9,
        "ProductCode": "45A05",
        "IngediendBedrag": typen.BedragMetDC(Bedrag=81000, DebetCredit="D"),
    }
    totaal = typen.TotaalBedragMetDC(TotaalBedrag=117000, DebetCredit="D")
    terug = antwoord_op(
        jw323(Declaratie={"TotaalIngediendBedrag": totaal}, Prestatie=[{}, tweede]).na(lopend())
    )
    (client,) = terug.DeclaratieAntwoord.Clienten
    (prestatie,) = client.Prestaties
    assert prestatie.ProductReferentie.ReferentieNummer == "RN002"
    assert set(prestatie.RetourCodes) == {"9340", "9321"} and client.RetourCodes == ("0200",)
    assert terug.DeclaratieAntwoord.TotaalToegekendBedrag.TotaalBedrag == 36000


def test_niveau_1_en_een_antwoord_krijgen_geen_antwoord() -> None:
    bericht = goed_bericht("JW305")
    vorm = ijw.Bevinding("RS037", 1, "/Bericht/Client/Bsn", "Geen bsn.")
    with pytest.raises(ValueError, match="niveau 1"):
        ijw.antwoord(bericht, [vorm], **EIGEN)
    with pytest.raises(ValueError, match="JW325 volgt geen antwoord"):
        ijw.antwoord(goed_bericht("JW325"), [], **EIGEN)
