"""Conditions on the flows of a work instruction: comparisons, and never a way to run code."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beslistabel import Invoer, VoorwaardeFout, check_gateway, condition
from beslistabel.unary import parse_unary


@pytest.mark.parametrize(
    ("text", "data", "answer"),
    [
        ('besluit = "regieteam"', {"besluit": "regieteam"}, True),
        ('besluit != "regieteam"', {"besluit": "regieteam"}, False),
        ("kosten >= 20000", {"kosten": Decimal("19999.99")}, False),
        ("leeftijd in [12..18)", {"leeftijd": 12}, True),
        ("leeftijd in (12..18)", {"leeftijd": 12}, False),
        ("leeftijd in ]12..18]", {"leeftijd": 18}, True),
        ("veilig = true", {"veilig": True}, True),
        ('team in ("a","b")', {"team": "b"}, True),
        ('team in ("a")', {"team": "b"}, False),
        ("leeftijd in (< 12, [16..18])", {"leeftijd": 17}, True),
        ('begin in (date("2026-01-01")..date("2026-02-01"))', {"begin": date(2026, 1, 1)}, False),
        ('begin >= date("2026-01-01")', {"begin": "2026-01-01"}, True),
        ("not(veilig = true)", {"veilig": False}, True),
        ("a = 1 or a = 2 and b = 3", {"a": 1, "b": 0}, True),
        ("(a = 1 or a = 2) and b = 3", {"a": 1, "b": 0}, False),
        ("not(a = 1 and not(b = 2 or b = 3))", {"a": 1, "b": 3}, True),
    ],
)
def test_a_flow_is_taken_when_its_condition_holds(text: str, data: dict[str, object], answer: bool) -> None:
    read = condition(text)
    assert read.evaluate(data) is answer
    assert read.variables == set(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "veilig",
        "kosten",
        "1 = 1",
        "kosten + 1 > 2",
        "kosten > prijs",
        "kosten.__class__ = 1",
        '__import__("os").system("true") = 1',
        'len(team) = 1',
        'team == "a"',
        'team = "a"; x = 1',
        "lambda: 1",
        'team["a"] = 1',
        'team in "a"',
        "team in (a, b)",
        "kosten >= 1 >= 2",
        "kosten = 1 and",
        "(kosten = 1",
        "not kosten = 1",
        'team > "a"',
        "kosten = 1 or kosten = \"1\"",
        "kosten = null",
        "(" * 60 + "a = 1" + ")" * 60,
        " and ".join(["a = 1"] * 101),
        'a = "' + "x" * 20_000 + '"',
        "if = 1 then 2",
    ],
)  # fmt: skip
def test_anything_but_comparisons_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(VoorwaardeFout, match="is niet te lezen"):
        condition(text)


@pytest.mark.parametrize(
    ("data", "says"),
    [({}, "heeft kosten nodig"), ({"kosten": None}, "heeft kosten nodig"), ({"kosten": "5"}, "kan kosten niet vergelijken")],
)  # fmt: skip
def test_missing_or_wrong_data_is_named(data: dict[str, object], says: str) -> None:
    with pytest.raises(VoorwaardeFout, match=says):
        condition("kosten > 5").evaluate(data)


def kinds(conditions: list[str], **rest: Any) -> list[tuple[str, tuple[int, ...]]]:
    return [(finding.soort, finding.nummers) for finding in check_gateway(conditions, **rest)]


def test_a_gateway_must_have_exactly_one_way_out() -> None:
    assert kinds(["veilig = true", "veilig = false"]) == []
    assert kinds(["kosten < 5", "kosten > 5"]) == [("gat", ())]
    assert kinds(["kosten < 5", "kosten > 5"], standaard=True) == []
    assert kinds(["kosten <= 5", "kosten >= 5"]) == [("overlap", (1, 2))]
    assert kinds(["k > 5 and k < 3", "k = 1 or k != 1"]) == [("nooit", (1,))]
    assert kinds(['a = 1 and t = "x"', 'not(a = 1 and t = "x")']) == []
    assert kinds(["a = 1", 'a = "1"']) == [("type", (2,))]
    assert kinds([]) == [("gat", ())]


def test_domains_close_the_gap_that_free_values_leave() -> None:
    ways = ['team = "a"', 'team = "b"']
    (gap,) = check_gateway(ways)
    assert gap.voorbeeld == {"team": "iets anders"}
    assert gap.tekst.startswith(
        "Geen voorwaarde geldt als team is niet “a” of “b”, bijvoorbeeld bij team = iets anders."
    )
    assert kinds(ways, domains={"team": '"a", "b"'}) == []
    half = ["leeftijd <= 11", "leeftijd >= 12"]
    assert kinds(half) == [("gat", ())]
    assert (
        kinds(half, domains={"leeftijd": Invoer("leeftijd", "integer", parse_unary("[0..23]", "integer"))})
        == []
    )


names, numbers = st.sampled_from(["a", "b"]), st.integers(0, 2)
comparisons = st.one_of(
    st.builds("{} {} {}".format, names, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), numbers),
    st.builds(
        "{} in {}{}..{}{}".format, names, st.sampled_from("[("), numbers, numbers, st.sampled_from("])")
    ),
    st.builds("{} in ({}, {})".format, names, numbers, numbers),
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner),
    ),
    max_leaves=5,
)


@given(st.lists(conditions, min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_the_gateway_check_equals_trying_every_case(texts: list[str]) -> None:
    halves = [Decimal(half) / 2 for half in range(-1, 6)]
    read = [condition(text) for text in texts]
    ways = [
        {number for number, one in enumerate(read, start=1) if one.evaluate({"a": a, "b": b})}
        for a, b in product(halves, halves)
    ]
    found = check_gateway(texts)
    assert any(finding.soort == "gat" for finding in found) == (not all(ways))
    assert {finding.nummers for finding in found if finding.soort == "overlap"} == {
        (one, other) for way in ways for one in way for other in way if one < other
    }
    assert {finding.nummers[0] for finding in found if finding.soort == "nooit"} == set(
        range(1, len(texts) + 1)
    ).difference(*ways)
    for finding in found:
        if finding.voorbeeld is not None:
            case = {"a": 0, "b": 0} | finding.voorbeeld
            holding = {number for number, one in enumerate(read, start=1) if one.evaluate(case)}
            assert holding == set() if finding.soort == "gat" else set(finding.nummers) <= holding
