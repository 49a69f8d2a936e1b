"""A message in words: all fourteen, from their samples, and where something is wrong in one."""

from __future__ import annotations

from pathlib import Path

import pytest

from eenplan.berichten.lezen import in_delen, plaats
from ijw.declaratie import BERICHTEN

SOORTEN = sorted({soort.NAAM for soort in BERICHTEN.values()})
ZEGT = {
    "JW301": ("Toewijzing 300201", "Omvang", "2 uur per week"),
    "JW305": ("Start van hulp, toewijzing 300201", "Soort melding", "Eerste aanlevering"),
    "JW307": ("Stop van hulp, toewijzing 300201", "Reden van stoppen", "Levering is volgens plan beëindigd"),
    "JW315": ("Gevraagde hulp", "Periode", "01-04-2026 tot en met 30-06-2027"),
    "JW317": ("Nieuwe hulp", "Product", "45A03 (categorie 45)"),
    "JW319": ("Antwoord", "Reden van afwijzen", "Woonplaatsbeginsel"),
    "JW325": ("Antwoord op de declaratie", "Toegekend", "-€ 340"),
}


@pytest.fixture
def voorbeelden(shared: Path) -> Path:
    return shared / "ijw" / "voorbeelden"


@pytest.mark.parametrize("soort", SOORTEN)
def test_elk_bericht_staat_er_in_gewone_woorden(soort: str, voorbeelden: Path) -> None:
    delen = in_delen((voorbeelden / f"{soort}.xml").read_bytes())
    assert delen[0].kop == "Bericht" and delen[0].regels[0][0] == "Afzender"
    namen = [naam for deel in delen for naam, _waarde in deel.regels]
    waarden = [waarde for deel in delen for _naam, waarde in deel.regels]
    assert all(waarde.strip() for waarde in waarden)
    assert not [naam for naam in namen if not naam[0].isupper()], "a line begins as a sentence"
    assert not any("Xsd" in naam or "Subversie" in naam for naam in namen), (
        "numbers of programs tell nobody anything"
    )
    if soort in ZEGT:
        kop, naam, waarde = ZEGT[soort]
        deel = next(deel for deel in delen if deel.kop == kop)
        assert (naam, waarde) in deel.regels


def test_een_retour_zegt_de_code_met_wat_zij_betekent(voorbeelden: Path) -> None:
    delen = in_delen((voorbeelden / "JW306.xml").read_bytes())
    beoordeling = dict(delen[0].regels)["Beoordeling"]
    assert beoordeling == "Dagtekening moet gelijk zijn aan of voor de systeemdatum liggen (8848)"


def test_een_periode_staat_een_keer(voorbeelden: Path) -> None:
    """A JW307 bears three dates: since when it was assigned, and from when until when help was given."""
    stop = in_delen((voorbeelden / "JW307.xml").read_bytes())[2]
    assert [naam for naam, _ in stop.regels].count("Periode") == 1
    assert ("Toegewezen vanaf", "01-04-2026") in stop.regels


@pytest.mark.parametrize(
    "pad, woorden",
    [
        ("/Bericht", "het hele bericht"),
        ("/", "het hele bericht"),
        ("/Bericht/Header/Ontvanger", "bericht › ontvanger"),
        ("/Bericht/Client/StartProducten/StartProduct[2]/Begindatum", "jeugdige › start van hulp 2 › begonnen op"),
        ("/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[3]/GeleverdVolume", "declaratie › jeugdige 1 › prestatie 3 › geleverd"),
        ("/Bericht/Client/Naam/Geslachtsnaam/Achternaam", "jeugdige › naam › geslachtsnaam › achternaam"),
    ],
)  # fmt: skip
def test_een_plaats_in_woorden(pad: str, woorden: str) -> None:
    assert plaats(pad) == woorden
