"""What a manager turns on the page, and what becomes of the team in the model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from eenplan.caseload import scenariomodel
from eenplan.caseload.peiling import Peiling
from eenplan.caseload.scenariomodel import GESPLITST, INTAKE, VOL, Uitgangspunt, bouw, uitgangspunt
from formatie import FormatieFout, Model

KLEIN = Peiling(
    dag="2026-11-28",
    fte=10.0,
    mensen=12,
    wachtend={"enkelvoudig": 20, "meervoudig": 10, "veiligheid": 1},
    gewacht={"enkelvoudig": 6.0, "meervoudig": 4.0, "veiligheid": 0.5},
    lopend={
        "enkelvoudig": {"onderzoek": 20, "monitoren": 90},
        "meervoudig": {"onderzoek": 15, "zorgcoordinatie": 60},
        "veiligheid": {"veiligheidscoordinatie": 9},
    },
    ingestroomd={"enkelvoudig": 300, "meervoudig": 150, "veiligheid": 50},
    weken=52.0,
)


@pytest.fixture(scope="module")
def jet() -> Uitgangspunt:
    return uitgangspunt("jet", None)


@pytest.fixture(scope="module")
def ons() -> Uitgangspunt:
    return uitgangspunt("eigen", KLEIN)


def met(uit: Uitgangspunt, **anders: Any) -> Model:
    return bouw(uit, replace(uit.knoppen, **anders), "Dit scenario")


def soort_herkomst(model: Model, pad: str) -> str:
    h = model.herkomst[pad]
    return "aanname" if h.aanname else h.bron or h.toelichting


def fte(model: Model, week: int) -> float:
    return sum(scenariomodel._op(g.fte, week) for g in model.groepen.values())


# ---- the own organisation ------------------------------------------------------------------------------


def test_the_own_team_stands_in_the_model_as_it_was_counted(ons):
    model = met(ons)
    assert fte(model, 0) == 10
    assert [s.wachtend for s in model.soorten.values()] == [20, 10, 1]
    assert model.soorten["enkelvoudig"].gewacht == 12, "who waits six weeks on average waits up to twelve"
    assert model.soorten["meervoudig"].lopend == {"onderzoek": 15, "zorgcoordinatie": 60}
    assert model.instroom == ((0, 9.6),)
    assert [s.aandeel for s in model.soorten.values()] == [0.6, 0.3, 0.1]


def test_what_is_counted_is_not_called_an_assumption_and_the_other_way_round(ons):
    model = met(ons)
    for pad in ("groepen.jeugdconsulenten.fte", "soorten.enkelvoudig.wachtend", "soorten.veiligheid.aandeel"):
        assert soort_herkomst(model, pad) == "geteld in Eenplan op 28-11-2026"
    assert soort_herkomst(model, "instroom.per_week") == (
        "geteld in Eenplan op 28-11-2026: 500 gezinnen in 52 weken"
    )
    assert soort_herkomst(model, "beschikbaarheid.verzuim") == "aanname"
    assert (
        soort_herkomst(model, "soorten.enkelvoudig.fasen.onderzoek.activiteiten.huisbezoek.uren") == "aanname"
    )


def test_a_team_with_a_list_is_taken_to_be_full(ons):
    """By the shipped hours it would be half empty while 31 families wait; then those hours are too few."""
    assert ons.gevuld is not None and ons.gevuld < 0.7
    assert ons.knoppen.vol
    zwaarder = met(ons)
    assert scenariomodel._gevuld(zwaarder) == pytest.approx(VOL, abs=0.001)
    pad = "soorten.enkelvoudig.fasen.onderzoek.activiteiten.huisbezoek.uren"
    assert (
        zwaarder.herkomst[pad].aanname and "zodat het team nu vol zit" in zwaarder.herkomst[pad].toelichting
    )
    assert scenariomodel._gevuld(met(ons, vol=False)) == pytest.approx(ons.gevuld)


def test_too_few_families_seen_gives_the_published_number_with_its_source():
    jong = replace(KLEIN, ingestroomd={"enkelvoudig": 5, "meervoudig": 1, "veiligheid": 0}, weken=3.0)
    uit = uitgangspunt("eigen", jong)
    model = met(uit)
    assert uit.knoppen.instroom == pytest.approx(10 * 55 / 52, abs=0.05)
    assert soort_herkomst(model, "instroom.per_week").startswith("JET 4.1")
    assert soort_herkomst(model, "soorten.enkelvoudig.aandeel") == "aanname"


def test_percents_are_whole_and_together_a_hundred():
    derden = replace(KLEIN, ingestroomd={"enkelvoudig": 100, "meervoudig": 100, "veiligheid": 100})
    assert derden.percentages is not None
    assert sorted(derden.percentages.values()) == [33, 33, 34]


# ---- what is changed -----------------------------------------------------------------------------------


def test_fte_comes_and_goes_in_steps_from_the_week_after_that_day(jet):
    model = met(jet, erbij=(("2026-04-01", 2.0), ("2026-07-06", -3.0)))
    assert [fte(model, w) for w in (0, 12, 13, 25, 26)] == [22, 22, 24, 24, 21]
    assert soort_herkomst(model, "groepen.jeugdconsulenten.fte[1].waarde") == "ingevuld op deze pagina"


def test_in_the_story_of_growth_extra_fte_comes_on_top_of_it():
    groei = uitgangspunt("jet-groei", None)
    gewoon, meer = met(groei), met(groei, erbij=(("2021-01-04", 2.0),))
    assert groei.knoppen.fte == 9 and "van 9 naar 22 fte" in groei.stappen
    assert [fte(meer, w) - fte(gewoon, w) for w in (0, 51, 52, 207)] == [0, 0, 2, 2]


@pytest.mark.parametrize(
    ("indeling", "namen"),
    [(GESPLITST, ["entreeteam", "regieteam"]), (INTAKE, ["intaketeam", "regieteam"])],
)
def test_two_teams_share_the_same_fte(jet, indeling, namen):
    model = met(jet, indeling=indeling, erbij=(("2026-04-01", 2.0),))
    assert list(model.groepen) == namen
    assert [round(fte(model, w), 1) for w in (0, 13)] == [22, 24]
    assert "groepen.jeugdconsulenten.fte" not in model.herkomst
    assert soort_herkomst(model, f"groepen.{namen[0]}.fte[0].waarde") == "aanname"


def test_split_as_the_source_describes_gives_the_teams_of_the_shipped_example(jet):
    import formatie

    onze, hun = met(jet, indeling=GESPLITST), formatie.voorbeeld("jet-gesplitst")
    for naam in ("entreeteam", "regieteam"):
        assert onze.groepen[naam].fte[0][1] == pytest.approx(hun.groepen[naam].fte[0][1], abs=0.05)
        assert onze.groepen[naam].vaardigheden == hun.groepen[naam].vaardigheden


def test_an_intake_team_does_what_it_does_in_the_shipped_example(jet):
    import formatie

    onze, hun = met(jet, indeling=INTAKE), formatie.voorbeeld("jet-intake-warm")
    assert onze.beleid.overdracht == hun.beleid.overdracht == "warm"
    for naam, soort in hun.soorten.items():
        assert {f.naam: f.vaardigheid for f in soort.fasen.values()} == {
            f.naam: f.vaardigheid for f in onze.soorten[naam].fasen.values()
        }


def test_a_lower_ceiling_holds_from_its_day(jet):
    model = met(jet, plafond=80, plafond_vanaf="2026-06-01")
    (begin, vol), (week, lager) = model.groepen["jeugdconsulenten"].plafond
    assert (begin, week) == (0, 21)
    assert lager == pytest.approx(0.8 * vol)


def test_other_arrivals_and_kinds(jet):
    model = met(jet, instroom=46.6, aandelen={"enkelvoudig": 50, "meervoudig": 30, "veiligheid": 20})
    assert model.instroom == ((0, pytest.approx(46.6)),)
    assert [s.aandeel for s in model.soorten.values()] == [0.5, 0.3, 0.2]
    assert soort_herkomst(model, "soorten.veiligheid.aandeel") == "ingevuld op deze pagina"


def test_what_cannot_be_is_a_sentence(jet):
    with pytest.raises(FormatieFout, match="fte kan niet"):
        met(jet, erbij=(("2026-04-01", -30.0),))
    with pytest.raises(FormatieFout, match="niemand kan er meer dan"):
        met(jet, plafond=1)
