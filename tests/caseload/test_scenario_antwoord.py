"""What a manager reads: when the list is empty, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eenplan.caseload.antwoord import antwoord, in_woorden, vergeleken
from eenplan.caseload.getallen import getal
from eenplan.caseload.scenariomodel import GESPLITST, Knoppen
from eenplan.caseload.scenariotabellen import _verschilrij, _weken_in_woorden

BASIS = Knoppen(fte=22, instroom=23.3, aandelen={"enkelvoudig": 65, "meervoudig": 27, "veiligheid": 8})


def tak(**anders: Any) -> dict[str, Any]:
    """A list of a hundred that is empty in May."""
    return {
        "start": "2026-11-30",
        "eind": "2028-11-27",
        "lijst": [[100, 100, 100], [80, 90, 110], [0, 0, 0]],
        "leeg": {"deel": 1.0, "p10": "2027-03-03", "mediaan": "2027-05-12", "p90": "2027-09-20"},
        "knelpunt": None,
        "soorten": [{"afgehaakt": 40.0}],
    } | anders


def leeg(deel: float, p10: str | None = None, mediaan: str | None = None) -> dict[str, Any]:
    return {"deel": deel, "p10": p10, "mediaan": mediaan, "p90": None}


KNELPUNT = {"groepen": ["regieteam"], "wat": "uren", "gevraagd": 880.4, "aanwezig": 511.0, "groei": 3.24}


@pytest.mark.parametrize(
    ("hoe", "zin"),
    [
        (
            {},
            "De wachtlijst is rond 12 mei 2027 leeg; met 80% zekerheid tussen 3 maart en 20 september 2027. "
            "Op 27 november 2028 wacht er vrijwel zeker niemand.",
        ),
        (
            {"leeg": leeg(0.67, "2027-03-03", "2027-12-24"), "lijst": [[100] * 3, [0, 24, 70]]},
            "De wachtlijst is waarschijnlijk rond 24 december 2027 leeg, maar zeker is dat niet: in 67 van de 100 gevallen lukt "
            "het voor 27 november 2028. Op 27 november 2028 wachten er ongeveer 24 gezinnen "
            "(met 80% zekerheid tussen 0 en 70).",
        ),
        (
            {"leeg": leeg(0.2, "2028-03-03"), "lijst": [[100] * 3, [1, 40, 90]]},
            "De wachtlijst is op 27 november 2028 waarschijnlijk nog niet leeg: in 20 van de 100 gevallen wel. "
            "Op 27 november 2028 wachten er ongeveer 40 gezinnen (met 80% zekerheid tussen 1 en 90).",
        ),
        (
            {"leeg": leeg(0.0), "lijst": [[100] * 3, [60, 80, 1200]]},
            "De wachtlijst wordt voor 27 november 2028 niet leeg. Op 27 november 2028 wachten er ongeveer 80 gezinnen "
            "(met 80% zekerheid tussen 60 en 1.200).",
        ),
        (
            {"knelpunt": KNELPUNT | {"houdt_op": False}, "lijst": [[100] * 3, [300, 400, 500]]},
            "De wachtlijst groeit zonder einde: er komt meer binnen dan het regieteam aankan. Gevraagd wordt 880 uur werk per "
            "week, en er is 511. Als niemand afhaakt, komen er op den duur elke week ongeveer 3,2 gezinnen bij. Ondertussen haken "
            "ongeveer 40 wachtende gezinnen af. Op 27 november 2028 wachten er ongeveer 400 gezinnen (met 80% zekerheid tussen "
            "300 en 500).",
        ),
        (
            {"lijst": [[0, 0, 0], [0, 2, 7], [0, 0, 3]]},
            "Er wacht nu niemand. De lijst blijft in 9 van de 10 gevallen steeds onder de 8 gezinnen. Op 27 november 2028 wacht er "
            "waarschijnlijk niemand; met 90% zekerheid hoogstens 3 gezinnen.",
        ),
        (
            {"leeg": {"deel": 1.0, "p10": "2026-11-30", "mediaan": "2026-11-30", "p90": "2026-12-08"}},
            "De wachtlijst is vrijwel meteen leeg: het team heeft ruimte voor wie nu wacht. Op 27 november 2028 wacht er vrijwel "
            "zeker niemand.",
        ),
    ],
    ids=["zeker", "niet zeker", "waarschijnlijk niet", "nooit", "groeit", "niemand wacht", "meteen"],
)  # fmt: skip
def test_the_answer_in_words(hoe: dict[str, Any], zin: str) -> None:
    assert antwoord(tak(**hoe)) == zin


def verschil(**anders: Any) -> dict[str, Any]:
    return {
        "wat": "lijst gemiddeld", "naam": "Wachtlijst gemiddeld", "eenheid": "gezinnen", "cijfers": 1, "zeker": True,
        "telt": True, "oordeel": "beter", "eerste": 30.0, "deze": 20.9, "verschil": -9.1, "laag": -10.3, "hoog": -8.0,
    } | anders  # fmt: skip


def test_the_difference_says_how_sure_it_is() -> None:
    zinnen = vergeleken(tak(), [verschil(), verschil(wat="klaar")])
    assert zinnen[0].startswith("Zonder deze wijzigingen: de wachtlijst is rond 12 mei 2027 leeg")
    assert zinnen[1:] == ["Wachtlijst gemiddeld: 9,1 gezinnen minder (met 95% zekerheid tussen 8 en 10,3)."]


def test_what_may_be_chance_is_not_told_as_an_effect() -> None:
    zinnen = vergeleken(tak(), [verschil(telt=False, zeker=False)])
    assert zinnen[1:] == ["Voor de wachtlijst en de wachttijden maakt het vrijwel geen verschil."]


def test_a_difference_of_nothing_has_no_sign() -> None:
    assert _verschilrij(verschil(verschil=-0.04))["meer"] == "0"
    assert _verschilrij(verschil())["meer"] == "−9,1"


@pytest.mark.parametrize(
    ("weken", "woorden"),
    [
        (0.0, "0 dagen"),
        (1 / 7, "1 dag"),
        (1.0, "1 week"),
        (6.13, "6,1 weken"),
        (None, "langer dan de periode"),
    ],
)
def test_waits_in_words(weken: float | None, woorden: str) -> None:
    assert _weken_in_woorden(weken) == woorden


def test_numbers_as_people_here_write_them() -> None:
    assert [getal(1234.5, 1), getal(3.0, 1), getal(-0.01, 1), getal(100)] == ["1.234,5", "3", "0", "100"]


def test_a_scenario_names_itself_after_what_was_changed() -> None:
    assert in_woorden(BASIS, BASIS) == "Zoals het nu is"
    anders = replace(BASIS, erbij=(("2027-03-01", 2.0),), indeling=GESPLITST, plafond=90)
    assert in_woorden(anders, BASIS) == (
        "2 fte erbij vanaf 1 maart 2027, entreeteam en regieteam en caseload hoogstens 90%"
    )
