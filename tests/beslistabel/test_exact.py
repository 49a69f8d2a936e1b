"""Exactness: on small random tables every answer equals that of trying all cases one by one.

Ends of tests lie on whole numbers 0 to 3, so that halves from -1 to 4 meet every stretch of a dense line.
"""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from beslistabel import (
    BeslistabelFout,
    GeenRegel,
    Invoer,
    MeerdereRegels,
    Tabel,
    Uitvoer,
    build,
    read,
    verify,
    write,
)
from beslistabel.unary import parse_unary

DAYS = [date(2026, 1, day) for day in range(1, 7)]
CASES: dict[str, list[Any]] = {
    "string": ["a", "b", "c", "iets anders", "iets anders…"],
    "number": [Decimal(half) / 2 for half in range(-2, 9)],
    "integer": list(range(-1, 5)),
    "boolean": [True, False],
    "date": DAYS,
}
POLICIES = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"]


def naive(cell: str, type_: str, value: Any) -> bool:
    """Meaning of a cell by Python itself: the cells made here, turned into a Python expression."""
    if cell == "-":
        return True
    if cell.startswith("not("):
        return not naive(cell[4:-1], type_, value)
    return any(_part(part.strip(), value) for part in cell.split(","))


def _part(part: str, value: Any) -> bool:
    if ".." in part:
        low, high = (_literal(end) for end in part[1:-1].split(".."))
        return (value >= low if part[0] == "[" else value > low) and (
            value <= high if part[-1] == "]" else value < high
        )
    for sign in ("<=", ">=", "<", ">"):
        if part.startswith(sign):
            end = _literal(part.removeprefix(sign))
            return {"<=": value <= end, ">=": value >= end, "<": value < end, ">": value > end}[sign]
    return bool(value == _literal(part))


def _literal(text: str) -> Any:
    text = text.strip()
    if text.startswith("date"):
        return date.fromisoformat(text[6:-2])
    if text in ("true", "false"):
        return text == "true"
    return text.strip('"') if text.startswith('"') else Decimal(text)


@st.composite
def cells(draw: st.DrawFn, type_: str) -> str:
    if draw(st.integers(0, 3)) == 0:
        return "-"
    if type_ in ("string", "boolean"):
        words = ['"a"', '"b"', '"c"'] if type_ == "string" else ["true", "false"]
        text = ", ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=2)))
    else:
        text = ", ".join(draw(st.lists(ordered(type_), min_size=1, max_size=2)))
    return f"not({text})" if draw(st.integers(0, 4)) == 0 else text


@st.composite
def ordered(draw: st.DrawFn, type_: str) -> str:
    def end() -> str:
        number = draw(st.integers(0, 3))
        return f'date("{DAYS[number + 1]}")' if type_ == "date" else str(number)

    form = draw(st.sampled_from(["=", "<", "<=", ">", ">=", "..", ".."]))
    if form == "..":
        return draw(st.sampled_from("[(")) + f"{end()}..{end()}" + draw(st.sampled_from("])"))
    return end() if form == "=" else f"{form} {end()}"


@st.composite
def tables(draw: st.DrawFn) -> tuple[Tabel, list[list[str]]]:
    types = draw(st.lists(st.sampled_from(sorted(CASES)), min_size=1, max_size=3))
    invoer = []
    for place, type_ in enumerate(types):
        allowed = draw(st.none() | cells(type_))
        invoer.append(
            Invoer(f"x{place}", type_, parse_unary(allowed, type_) if allowed and allowed != "-" else None)
        )
    rows = draw(
        st.lists(
            st.tuples(*(cells(type_) for type_ in types), st.sampled_from(['"u"', '"v"', '"w"'])), max_size=6
        )
    )
    outputs = parse_unary('"v", "u"', "string")
    table = build(
        "Proef", invoer=invoer, uitvoer=[Uitvoer("uit", "string", outputs)],
        regels=rows, hit_policy=draw(st.sampled_from(POLICIES)),
    )  # fmt: skip
    return table, [list(row) for row in rows]


def all_cases(table: Tabel) -> list[dict[str, Any]]:
    """Every allowed case, up to values that no test can tell apart."""
    values = []
    for column in table.invoer:
        allowed = column.waarden.tekst if column.waarden else "-"
        values.append([value for value in CASES[column.type] if naive(allowed, column.type, value)])
    return [
        dict(zip([column.naam for column in table.invoer], chosen, strict=True))
        for chosen in product(*values)
    ]


def hits(table: Tabel, rows: list[list[str]], case: dict[str, Any]) -> list[int]:
    return [
        number
        for number, row in enumerate(rows, start=1)
        if all(
            naive(cell, column.type, case[column.naam])
            for cell, column in zip(row[:-1], table.invoer, strict=True)
        )
    ]


def winners(table: Tabel, rows: list[list[str]], hit: list[int]) -> list[int]:
    """The rules that decide, by the words of the standard; empty where the policy forbids to choose."""
    rank = {'"v"': 0, '"u"': 1, '"w"': 2}
    by_output = sorted(hit, key=lambda number: rank[rows[number - 1][-1]])
    match table.hit_policy:
        case "UNIQUE":
            return hit if len(hit) == 1 else []
        case "ANY":
            return hit if len({rows[number - 1][-1] for number in hit}) == 1 else []
        case "FIRST":
            return hit[:1]
        case "PRIORITY":
            return by_output[:1]
        case "OUTPUT ORDER":
            return by_output
    return hit


@given(tables())
@settings(max_examples=250, deadline=None)
def test_evaluation_equals_reading_the_rules_one_by_one(made: tuple[Tabel, list[list[str]]]) -> None:
    table, rows = made
    for case in all_cases(table):
        hit = hits(table, rows, case)
        try:
            numbers = table.evaluate(case).nummers
        except GeenRegel:
            assert not hit
        except MeerdereRegels:
            assert len(hit) > 1 and not winners(table, rows, hit)
        else:
            assert numbers == winners(table, rows, hit)


@given(tables())
@settings(max_examples=400, deadline=None)
def test_verification_equals_trying_every_case(made: tuple[Tabel, list[list[str]]]) -> None:
    table, rows = made
    cases = all_cases(table)
    found = verify(table)
    if not cases:
        assert {finding.soort for finding in found} == {"geen_waarde"}
        return
    hit = [hits(table, rows, case) for case in cases]
    live = {number for numbers in hit for number in numbers}
    deciding = {number for numbers in hit for number in winners(table, rows, numbers)}
    unique, any_ = table.hit_policy == "UNIQUE", table.hit_policy == "ANY"
    overlap = {
        (one, other)
        for numbers in hit
        for one in numbers
        for other in numbers
        if one < other and (unique or (any_ and rows[one - 1][-1] != rows[other - 1][-1]))
    }
    reported: dict[str, list[Any]] = {}
    for finding in found:
        reported.setdefault(finding.soort, []).append(finding.nummers)
    assert set(reported.get("overlap", [])) == overlap
    assert {numbers[0] for numbers in reported.get("nooit", [])} == set(range(1, len(rows) + 1)) - live
    assert ("gat" in reported) == (table.hit_policy.single and not all(hit))
    masked = {numbers[0] for numbers in reported.get("gemaskeerd", [])}
    assert masked == (live - deciding if table.hit_policy in ("FIRST", "PRIORITY") else set())
    given_ = {rows[number - 1][-1] for number in live - masked}
    assert len(reported.get("onbereikbare_uitvoer", [])) == len({'"u"', '"v"'} - given_)
    for finding in found:
        if finding.voorbeeld is not None:
            shown = hits(table, rows, finding.voorbeeld)
            if finding.soort == "gat":
                assert shown == []
            elif finding.soort == "overlap":
                assert set(finding.nummers) <= set(shown)
            else:
                assert finding.nummers[0] in shown


@given(tables())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back_the_same(made: tuple[Tabel, list[list[str]]]) -> None:
    table, _ = made
    once = read(write(table))
    assert once == table
    assert write(once) == write(table)
    assert [finding.tekst for finding in verify(once)] == [finding.tekst for finding in verify(table)]


@given(
    st.text(alphabet='-<>=()[]., "ab1not date', max_size=20) | st.text(max_size=20),
    st.sampled_from(sorted(CASES)),
)
@settings(max_examples=400, deadline=None)
def test_any_text_in_a_cell_is_read_or_refused_with_a_sentence(text: str, type_: str) -> None:
    try:
        build("t", invoer=[Invoer("x", type_)], uitvoer=[Uitvoer("y", "number")], regels=[[text, "1"]])
    except BeslistabelFout as error:
        assert str(error).endswith((".", "?"))
