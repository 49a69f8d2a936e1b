"""The kwaliteitsadviseur draws a table and hears what is wrong with it before anyone relies on it."""

from datetime import date

import pytest

from beslistabel import Bevinding, Invoer, Tabel, Uitvoer, build, verify
from beslistabel.unary import UnaryTest, parse_unary


def strings(*values: str) -> UnaryTest:
    return parse_unary(", ".join(f'"{value}"' for value in values), "string")


def table(invoer: list[Invoer], regels: list[list[str]], policy: str = "UNIQUE", **rest: object) -> Tabel:
    uitvoer = [Uitvoer("uit", "string", rest.pop("waarden", None), rest.pop("standaard", None))]  # type: ignore[arg-type]
    return build("Proef", invoer=invoer, uitvoer=uitvoer, regels=regels, hit_policy=policy, **rest)  # type: ignore[arg-type]


def kinds(found: list[Bevinding]) -> list[tuple[str, tuple[int, ...]]]:
    return [(finding.soort, finding.nummers) for finding in found]


KOSTEN = Invoer("kosten", "number")
LEEFTIJD = Invoer("leeftijd", "integer", parse_unary("[0..23]", "integer"))
TEAM = Invoer("team", "string", strings("a", "b"))
VRIJ = Invoer("woonplaats", "string")
VEILIG = Invoer("veilig", "boolean")
DAG = Invoer("dag", "date")


@pytest.mark.parametrize(
    ("invoer", "cells"),
    [
        (KOSTEN, ["< 20000", ">= 20000"]),
        (KOSTEN, ["not([1..2))", "[1..2)"]),
        (LEEFTIJD, ["< 12", "[12..17]", "> 17"]),
        (LEEFTIJD, ["[0..11]", "(11..18)", "[18..23]"]),
        (TEAM, ['"a"', '"b"']),
        (VRIJ, ['"Utrecht"', 'not("Utrecht")']),
        (VEILIG, ["true", "false"]),
        (DAG, ['<= date("2026-01-01")', '>= date("2026-01-02")']),
        (DAG, ['[date("0001-01-01")..date("2026-01-01")]', '(date("2026-01-01")..date("9999-12-31")]']),
    ],
)
def test_a_sound_table_has_no_findings(invoer: Invoer, cells: list[str]) -> None:
    assert verify(table([invoer], [[cell, f'"u{place}"'] for place, cell in enumerate(cells)])) == []


@pytest.mark.parametrize(
    ("invoer", "cells", "example"),
    [
        (KOSTEN, ["< 20000", "> 20000"], 20000),
        (KOSTEN, ["< 1", ">= 2"], 1),
        (KOSTEN, ["<= 1", ">= 2"], None),
        (LEEFTIJD, ["< 12", "[12..17)", "> 17"], 17),
        (TEAM, ['"a"'], "b"),
        (VRIJ, ['"iets anders"'], "iets anders…"),
        (VEILIG, ["true"], False),
        (DAG, ['< date("2026-01-01")', '> date("2026-01-01")'], date(2026, 1, 1)),
    ],
)
def test_a_gap_is_shown_by_a_case_that_may_really_come(
    invoer: Invoer, cells: list[str], example: object
) -> None:
    made = table([invoer], [[cell, '"u"'] for cell in cells])
    (finding,) = verify(made)
    assert finding.soort == "gat" and finding.voorbeeld is not None
    if example is not None:
        assert finding.voorbeeld == {invoer.naam: example}
    else:
        assert 1 < float(str(finding.voorbeeld["kosten"])) < 2


def test_gaps_are_told_as_areas_not_as_points() -> None:
    made = table([LEEFTIJD, TEAM], [["< 12", "-", '"x"'], [">= 18", '"a"', '"y"']])
    assert [finding.tekst.split(", bijv")[0] for finding in verify(made)] == [
        "Geen regel geldt als leeftijd is van 12 tot 18",
        "Geen regel geldt als leeftijd is van 12 tot en met 23 en team is “b”",
    ]


def test_many_gaps_are_cut_off_and_say_so() -> None:
    found = verify(table([KOSTEN], [[str(number), '"x"'] for number in range(100)]))
    assert len(found) == 1
    assert "kosten is minder dan 0, meer dan 0 tot 1, " in found[0].tekst
    assert "meer dan 4 tot 5 of nog 95 stukken, bijvoorbeeld bij kosten = -1" in found[0].tekst
    diagonal = [[f"[{n}..{n + 1})", f"[{n}..{n + 1})", '"x"'] for n in range(60)]
    found = verify(table([KOSTEN, Invoer("prijs", "number")], diagonal))
    assert len(found) == 20
    assert found[-1].tekst.endswith("Er zijn nog meer gaten; vul eerst deze.")


def test_two_rules_for_one_case_are_an_overlap_only_where_the_policy_minds() -> None:
    rules = [["< 20", '"x"'], ["> 10", '"y"'], ["> 15", '"y"']]
    values = strings("y", "x")
    assert kinds(verify(table([KOSTEN], rules))) == [
        ("overlap", (1, 2)),
        ("overlap", (1, 3)),
        ("overlap", (2, 3)),
    ]
    assert kinds(verify(table([KOSTEN], rules, "ANY"))) == [("overlap", (1, 2)), ("overlap", (1, 3))]
    assert kinds(verify(table([KOSTEN], rules, "FIRST"))) == [("gemaskeerd", (3, 2))]
    assert kinds(verify(table([KOSTEN], rules, "PRIORITY", waarden=values))) == [("gemaskeerd", (3, 2))]
    for policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER"):
        assert verify(table([KOSTEN], rules, policy, waarden=values)) == []


def test_an_overlap_is_told_with_both_outputs_and_a_case() -> None:
    (finding,) = verify(
        table([TEAM, VEILIG], [['"a"', "-", '"x"'], ["-", "true", '"y"'], ['"b"', "false", '"z"']])
    )
    assert finding.voorbeeld == {"team": "a", "veilig": True}
    assert finding.tekst == (
        'Regels 1 en 2 gelden allebei bij team = a, veilig = ja en geven uit = "x" en uit = "y". '
        "Maak een van de twee preciezer."
    )


def test_a_rule_behind_several_others_together_never_decides() -> None:
    rules = [["< 10", "-", '"x"'], [">= 10", "true", '"y"'], ["-", "-", '"z"'], ["> 5", "false", '"x"']]
    found = verify(table([KOSTEN, VEILIG], rules, "FIRST"))
    assert kinds(found) == [("gemaskeerd", (4, 3))]
    found = verify(
        table([KOSTEN, VEILIG], [*rules[:2], [">= 10", "false", '"z"'], ["> 5", "-", '"x"']], "FIRST")
    )
    assert kinds(found) == [("gemaskeerd", (4, 1, 2, 3))]
    assert found[0].voorbeeld is not None
    assert "de regels 1, 2 en 3, die eerder staan, vangen al die gevallen op" in found[0].tekst


def test_equal_priority_with_other_outputs_is_an_overlap() -> None:
    made = build(
        "Twee uitvoeren",
        invoer=[VEILIG],
        uitvoer=[Uitvoer("team", "string", strings("a", "b")), Uitvoer("weken", "integer")],
        regels=[["-", '"a"', "6"], ["true", '"a"', "8"], ["-", '"b"', "8"]],
        hit_policy="PRIORITY",
    )
    assert kinds(verify(made)) == [
        ("overlap", (1, 2)),
        ("gemaskeerd", (3, 1)),
        ("onbereikbare_uitvoer", (3,)),
    ]


@pytest.mark.parametrize(
    ("invoer", "cell"),
    [(LEEFTIJD, "(1..2)"), (LEEFTIJD, "> 23"), (KOSTEN, "[3..2]"), (KOSTEN, "(2..2)"), (TEAM, '"c"'),
     (TEAM, 'not("a", "b")'), (VEILIG, "not(true, false)"), (LEEFTIJD, "1.5"),
     (DAG, '(date("2026-01-01")..date("2026-01-02"))'), (DAG, '< date("0001-01-01")')],
)  # fmt: skip
def test_a_cell_no_value_can_meet_makes_its_rule_dead(invoer: Invoer, cell: str) -> None:
    found = verify(table([invoer], [["-", '"x"'], [cell, '"y"']], waarden=strings("x", "y")))
    assert kinds(found) == [("nooit", (2,)), ("onbereikbare_uitvoer", (2,))]
    assert invoer.naam in found[0].tekst


def test_a_typing_error_in_a_value_is_noticed_although_the_rule_still_works() -> None:
    found = verify(table([TEAM], [['"a", "bb"', '"x"'], ['"b"', '"y"']]))
    assert kinds(found) == [("onbekende_waarde", (1,))]
    assert "“bb”" in found[0].tekst and "“a” of “b”" in found[0].tekst


def test_outputs_are_held_against_their_list() -> None:
    found = verify(table([VEILIG], [["true", '"x"'], ["false", '"q"']], waarden=strings("x", "y")))
    assert kinds(found) == [("uitvoer_buiten_lijst", (2,)), ("onbereikbare_uitvoer", ())]


def test_a_default_output_fills_the_gaps_and_counts_as_given() -> None:
    values = strings("x", "y")
    assert verify(table([VEILIG], [["true", '"x"']], waarden=values, standaard="y")) == []
    found = verify(table([VEILIG], [["-", '"x"']], waarden=values, standaard="y"))
    assert kinds(found) == [("onbereikbare_uitvoer", ())]


def test_minimum_of_nothing_is_a_gap_but_sum_of_nothing_is_zero() -> None:
    def made(aggregation: str) -> Tabel:
        return build("t", invoer=[VEILIG], uitvoer=[Uitvoer("n", "number")], regels=[["true", "1"]],
                     hit_policy="COLLECT", aggregatie=aggregation)  # fmt: skip

    assert kinds(verify(made("MIN"))) == [("gat", ())]
    assert verify(made("SUM")) == []


def test_tables_at_the_edge() -> None:
    assert kinds(verify(table([], []))) == [("gat", ())]
    assert verify(table([], [['"x"']])) == []
    assert kinds(verify(table([VEILIG, TEAM], []))) == [("gat", ())]
    nothing = Invoer("x", "number", parse_unary("[3..2]", "number"))
    assert kinds(verify(table([nothing], [["-", '"x"']]))) == [("geen_waarde", ())]
