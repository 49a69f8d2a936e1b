"""A consulent fills in a case and the table decides, or says in Dutch why it cannot."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from beslistabel import (
    CelFout,
    GeenRegel,
    Invoer,
    InvoerFout,
    MeerdereRegels,
    Tabel,
    TabelFout,
    Uitvoer,
    build,
)
from beslistabel.unary import parse_unary

TEAMS = parse_unary('"entreeteam", "regieteam"', "string")


def mandaat(hit_policy: str = "UNIQUE", regels: list[list[str]] | None = None) -> Tabel:
    return build(
        "Mandaat",
        id_="mandaat",
        invoer=[
            Invoer("kosten", "number", parse_unary(">= 0", "number"), "kosten per jaar"),
            Invoer("team", "string", TEAMS),
        ],
        uitvoer=[Uitvoer("functie", "string", parse_unary('"teamleider", "consulent"', "string"))],
        regels=regels
        or [
            ["< 20000", "-", '"consulent"'],
            [">= 20000", '"regieteam"', '"teamleider"', "vanaf 20 000 euro tekent de teamleider"],
        ],
        hit_policy=hit_policy,
    )


def one_column(type_: str, cell: str) -> Tabel:
    return build("t", invoer=[Invoer("x", type_)], uitvoer=[Uitvoer("y", "boolean")], regels=[[cell, "true"]])


def holds(type_: str, cell: str, value: object) -> bool:
    try:
        return bool(one_column(type_, cell).evaluate({"x": value}).waarde)
    except GeenRegel:
        return False


@pytest.mark.parametrize(
    ("type_", "cell", "inside", "outside"),
    [
        ("string", "-", ["a", ""], []),
        ("string", "", ["a"], []),
        ("string", '"a"', ["a"], ["b", "A"]),
        ("string", '"a", "b,c"', ["a", "b,c"], ["b"]),
        ("string", 'not("a", "b")', ["c"], ["a", "b"]),
        ("string", r'"zegt \"nee\""', ['zegt "nee"'], ["zegt nee"]),
        ("number", "18", [18, Decimal("18.0"), 18.0], [17, Decimal("18.01")]),
        ("number", "-2.5, 3", [Decimal("-2.5"), -2.5, 3], [2.5]),
        ("number", "< 0.3", [Decimal("0.1") + Decimal("0.1")], [Decimal("0.1") * 3, 0.3]),
        ("number", "<= 18", [18, -5], [Decimal("18.000000000000000000001")]),
        ("number", "> -1", [0], [-1]),
        ("number", ">= 18", [18], [Decimal("17.999999999999999999")]),
        ("number", "[12..18]", [12, 18], [11, 19]),
        ("number", "(12..18)", [13], [12, 18]),
        ("number", "[12..18)", [12], [18]),
        ("number", "(12..18]", [18], [12]),
        ("number", "]12..18[", [13], [12, 18]),
        ("number", "not([12..18), 20)", [18, 11], [12, 20]),
        ("number", "< 3, > 5", [2, 6], [3, 4, 5]),
        ("integer", "(1..3)", [2, 2.0], [1, 3]),
        ("boolean", "true", [True], [False]),
        ("boolean", "not(true)", [False], [True]),
        ("date", 'date("2026-01-01")', [date(2026, 1, 1), "2026-01-01"], [date(2026, 1, 2)]),
        ("date", '[date("2026-01-01")..date("2026-02-01"))', ["2026-01-31"], ["2026-02-01"]),
        ("date", '>= date("2024-02-29")', ["2024-02-29"], ["2024-02-28"]),
    ],
)
def test_every_form_of_cell_means_what_dmn_says(
    type_: str, cell: str, inside: list[object], outside: list[object]
) -> None:
    assert [value for value in inside if not holds(type_, cell, value)] == []
    assert [value for value in outside if holds(type_, cell, value)] == []


@pytest.mark.parametrize(
    ("type_", "cell", "says"),
    [
        ("string", "regieteam", "aanhalingstekens"),
        ("string", "> 3", "niet tekst"),
        ("string", '> "a"', "op grootte"),
        ("string", '"a', "niet gesloten"),
        ("string", "18", 'Bedoelt u "18"?'),
        ("number", '"18"', "niet een getal"),
        ("number", "18 +", "vreemd teken"),
        ("number", "[12..", "houdt te vroeg op"),
        ("number", "[12..18", "einde van het bereik"),
        ("number", "1,", "houdt te vroeg op"),
        ("number", "9" * 41, "hoogstens 40"),
        ("number", "null", "null wordt niet ondersteund"),
        ("number", "abs(-3)", "hier wordt een waarde verwacht"),
        ("number", 'x.__class__("a")', "vreemd teken"),
        ("number", "not(-)", "hier wordt een waarde verwacht"),
        ("boolean", "[true..false]", "op grootte"),
        ("date", 'date("2026-02-30")', "geen bestaande datum"),
        ("date", 'date("20260101")', "geen bestaande datum"),
        ("date", '"2026-01-01"', "niet een datum"),
        ("number", '[1..date("2026-01-01")]', "niet van dezelfde soort"),
    ],
)
def test_an_unreadable_cell_is_refused_with_its_place(type_: str, cell: str, says: str) -> None:
    with pytest.raises(CelFout) as caught:
        one_column(type_, cell)
    assert "regel 1, invoer “x”" in str(caught.value)
    assert says in str(caught.value)


def test_the_outcome_says_which_rule_decided_and_why() -> None:
    outcome = mandaat().evaluate({"kosten": 25000, "team": "regieteam", "voornaam": "niet nodig"})
    assert outcome.uitvoer == {"functie": "teamleider"}
    assert (outcome.regels, outcome.nummers, outcome.waarde) == (["mandaat_regel_2"], [2], "teamleider")
    assert outcome.uitleg().splitlines() == [
        'Regel 2 van tabel “Mandaat” geeft functie = "teamleider".',
        "- kosten per jaar is 25000; de regel vraagt: 20000 of meer.",
        "- team is regieteam; de regel vraagt: “regieteam”.",
        "Toelichting: vanaf 20 000 euro tekent de teamleider",
    ]


def test_a_case_no_rule_knows_is_told_apart_from_an_error_in_the_case() -> None:
    with pytest.raises(GeenRegel, match="kosten = 30000 en team = entreeteam"):
        mandaat().evaluate({"kosten": 30000, "team": "entreeteam"})


@pytest.mark.parametrize(
    ("case", "says"),
    [
        ({"kosten": 25000}, "“team” ontbreekt.*regel 2.*“entreeteam” of “regieteam”"),
        ({"kosten": None, "team": "regieteam"}, "“kosten per jaar” ontbreekt.*regels 1 en 2"),
        ({"kosten": "veel", "team": "regieteam"}, "“veel” is niet een getal.*0 of meer"),
        ({"kosten": True, "team": "regieteam"}, "ja is niet een getal"),
        ({"kosten": float("nan"), "team": "regieteam"}, "nan is niet een getal"),
        ({"kosten": 10**50, "team": "regieteam"}, "is niet een getal"),
        ({"kosten": -1, "team": "regieteam"}, "mag niet -1 zijn. Toegestaan: 0 of meer"),
        (
            {"kosten": 1, "team": "regieteem"},
            "mag niet regieteem zijn. Toegestaan: “entreeteam” of “regieteam”",
        ),
        ({"kosten": 1, "team": ["regieteam"]}, "is niet tekst"),
    ],
)
def test_a_wrong_case_is_refused_by_a_sentence_that_names_the_input(
    case: dict[str, object], says: str
) -> None:
    with pytest.raises(InvoerFout, match=says):
        mandaat().evaluate(case)


def test_an_input_may_be_absent_when_no_rule_in_play_looks_at_it() -> None:
    assert mandaat().evaluate({"kosten": 100}).waarde == "consulent"


def test_a_moment_is_not_a_date_and_half_a_child_not_an_integer() -> None:
    with pytest.raises(InvoerFout, match="niet een datum"):
        one_column("date", "-").evaluate({"x": datetime(2026, 1, 1, 12)})
    with pytest.raises(InvoerFout, match="2,5 is niet een heel getal"):
        one_column("integer", "> 0").evaluate({"x": Decimal("2.5")})


OVERLAPPING = [
    ["< 20000", "-", '"consulent"'],
    ["< 10000", '"regieteam"', '"teamleider"'],
    ["-", '"regieteam"', '"consulent"'],
]


@pytest.mark.parametrize(
    ("policy", "answer", "numbers"),
    [
        ("FIRST", {"functie": "consulent"}, [1]),
        ("PRIORITY", {"functie": "teamleider"}, [2]),
        (
            "COLLECT",
            [{"functie": "consulent"}, {"functie": "teamleider"}, {"functie": "consulent"}],
            [1, 2, 3],
        ),
        (
            "RULE ORDER",
            [{"functie": "consulent"}, {"functie": "teamleider"}, {"functie": "consulent"}],
            [1, 2, 3],
        ),
        (
            "OUTPUT ORDER",
            [{"functie": "teamleider"}, {"functie": "consulent"}, {"functie": "consulent"}],
            [2, 1, 3],
        ),
    ],
)
def test_the_hit_policy_chooses_when_three_rules_hit(policy: str, answer: object, numbers: list[int]) -> None:
    outcome = mandaat(policy, OVERLAPPING).evaluate({"kosten": 5000, "team": "regieteam"})
    assert (outcome.uitvoer, outcome.nummers) == (answer, numbers)


def test_unique_and_any_refuse_to_choose() -> None:
    case = {"kosten": 5000, "team": "regieteam"}
    with pytest.raises(MeerdereRegels, match="regels 1, 2 en 3 tegelijk"):
        mandaat("UNIQUE", OVERLAPPING).evaluate(case)
    with pytest.raises(MeerdereRegels, match="verschillende uitkomsten"):
        mandaat("ANY", OVERLAPPING).evaluate(case)
    agreed = mandaat("ANY", OVERLAPPING).evaluate({"kosten": 15000, "team": "regieteam"})
    assert (agreed.waarde, agreed.nummers) == ("consulent", [1, 3])


@pytest.mark.parametrize(
    ("aggregation", "answer", "empty"),
    [
        ("SUM", Decimal("3.3"), 0),
        ("MIN", Decimal("1.1"), None),
        ("MAX", Decimal("2.2"), None),
        ("COUNT", 2, 0),
    ],
)
def test_collect_adds_up_exactly(aggregation: str, answer: object, empty: object) -> None:
    table = build(
        "Punten",
        invoer=[Invoer("leeftijd", "integer")],
        uitvoer=[Uitvoer("punten", "number")],
        regels=[["> 0", "1.1"], ["> 10", "2.2"]],
        hit_policy="COLLECT",
        aggregatie=aggregation,
    )
    assert table.evaluate({"leeftijd": 12}).uitvoer == answer
    if empty is None:
        with pytest.raises(GeenRegel):
            table.evaluate({"leeftijd": 0})
    else:
        assert table.evaluate({"leeftijd": 0}).uitvoer == empty


def test_collecting_nothing_is_an_answer() -> None:
    outcome = mandaat("COLLECT", [["> 5", "-", '"consulent"']]).evaluate({"kosten": 1, "team": "regieteam"})
    assert (outcome.uitvoer, outcome.regels) == ([], [])
    assert "past geen regel" in outcome.uitleg()


def test_a_default_output_answers_where_no_rule_does() -> None:
    table = build(
        "Advies",
        invoer=[Invoer("spoed", "boolean")],
        uitvoer=[Uitvoer("eerst", "boolean", standaard=False)],
        regels=[["true", "true"]],
    )
    outcome = table.evaluate({"spoed": False})
    assert outcome.uitvoer == {"eerst": False}
    assert outcome.uitleg() == (
        "In tabel “Advies” past geen regel bij spoed = nee. Daarom geldt de standaarduitvoer eerst = false."
    )


def test_an_outcome_can_be_kept_as_json() -> None:
    kept = mandaat().evaluate({"kosten": Decimal("12.5"), "team": "regieteam"}).as_dict()
    assert kept["invoer"] == {"kosten": 12.5, "team": "regieteam"}
    assert kept["uitvoer"] == {"functie": "consulent"}
    assert (kept["tabel"], kept["regels"], kept["nummers"]) == ("mandaat", ["mandaat_regel_1"], [1])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"hit_policy": "BEST"}, "hit policy “BEST” bestaat niet"),
        ({"hit_policy": "PRIORITY"}, "geen lijst met uitvoerwaarden"),
        ({"aggregatie": "SUM"}, "alleen bij hit policy COLLECT"),
        ({"hit_policy": "COLLECT", "aggregatie": "SUM"}, "in elke regel een getal"),
        ({"uitvoer": []}, "Regel 1 heeft 2 cellen|geen uitvoerkolom"),
        ({"invoer": [Invoer("x", "context")]}, "heeft type|Kies uit"),
        (
            {"invoer": [Invoer("x", "string"), Invoer("x", "string")], "regels": []},
            "twee keer dezelfde invoer",
        ),
        ({"regels": [["-"]]}, "Regel 1 heeft 1 cellen; dat moeten er 2 zijn"),
        ({"regels": [["-", '"a", "b"']]}, "Zet hier één waarde"),
        ({"regels": [["-", '"a"']] * 1001}, "te groot"),
    ],
)
def test_a_table_that_cannot_work_is_refused_when_it_is_made(change: dict[str, object], says: str) -> None:
    parts: dict[str, object] = {
        "invoer": [Invoer("x", "string")],
        "uitvoer": [Uitvoer("y", "string")],
        "regels": [["-", '"a"']],
    }
    with pytest.raises(TabelFout, match=says):
        build("t", **{**parts, **change})  # type: ignore[arg-type]
