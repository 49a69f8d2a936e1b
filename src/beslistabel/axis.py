"""One input column cut into atoms: sets of values that no rule of the table can tell apart.

The ends of all tests in the column (and of its allowed values) are the cuts. Between two neighbouring
cuts, and on each cut, every rule gives the same answer, so one bit mask per atom says which rules accept
it. Evaluation looks an atom up; verification walks the atoms. Both are therefore exact: numbers are dense
(there is always a value between 1 and 2), integers and dates are not, and a column of strings without
allowed values has one atom for "any string that is not mentioned".
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from math import ceil, floor
from typing import Any

from .unary import Interval, UnaryTest, make_test
from .values import Value


@dataclass(frozen=True, slots=True)
class Atom:
    """Values that all rules treat alike: an example, the rules that accept them (bits), their place."""

    example: Value
    mask: int
    place: int


@dataclass(frozen=True)
class Axis:
    """`atoms` holds the allowed atoms only; `lookup` gives the mask of a value, None if not allowed."""

    atoms: tuple[Atom, ...]
    lookup: Callable[[Any], int | None]
    _describe: Callable[[Sequence[int]], UnaryTest]

    def describe(self, atoms: Sequence[Atom]) -> UnaryTest:
        """A test that accepts exactly the values of these atoms."""
        if len(atoms) == len(self.atoms):
            return UnaryTest()
        return self._describe([atom.place for atom in atoms])


def make_axis(type_: str, tests: Sequence[UnaryTest], allowed: UnaryTest | None) -> Axis:
    """Cut a column of `type_` by its `tests` (bit n of a mask is test n) and its allowed values."""
    if type_ in ("string", "boolean"):
        return _listed(type_, tests, allowed)
    return _ordered(type_, tests, allowed)


def _listed(type_: str, tests: Sequence[UnaryTest], allowed: UnaryTest | None) -> Axis:
    every = [*tests, allowed] if allowed else list(tests)
    if type_ == "boolean":
        values: list[Value] = [True, False]
    else:
        values = list(
            dict.fromkeys(part.low for test in every for part in test.delen if part.low is not None)
        )
    base, accepting = 0, dict.fromkeys(values, 0)
    for number, test in enumerate(tests):
        bit = 1 << number
        base |= bit if test.alles or test.niet else 0
        for value in {part.low for part in test.delen if part.low is not None}:
            accepting[value] |= bit
    negated = sum(1 << number for number, test in enumerate(tests) if test.niet)
    masks = {value: base ^ (mask & negated) | (mask & ~negated) for value, mask in accepting.items()}
    domain = allowed or UnaryTest()
    atoms = [Atom(value, masks[value], place) for place, value in enumerate(values) if domain.matches(value)]
    others = type_ == "string" and (domain.alles or domain.niet)
    if others:
        atoms.append(Atom(_unmentioned(values), base, len(values)))
    known: dict[Value, int | None] = dict.fromkeys(values)
    known |= {atom.example: atom.mask for atom in atoms}
    default = base if others else None

    def lookup(value: Any) -> int | None:
        return known.get(value, default)

    def describe(places: Sequence[int]) -> UnaryTest:
        if len(values) in places:
            left_out = [atom.example for atom in atoms if atom.place not in places]
            return make_test(tuple(map(Interval.point, left_out)), niet=True)
        return make_test(tuple(Interval.point(values[place]) for place in places))

    return Axis(tuple(atoms), lookup, describe)


def _unmentioned(values: Sequence[Value]) -> str:
    """A string no rule mentions, so that it can stand for all of them in an example."""
    text = "iets anders"
    while text in values:
        text += "…"
    return text


def _ordered(type_: str, tests: Sequence[UnaryTest], allowed: UnaryTest | None) -> Axis:
    """Slots of a line with cuts c0 < c1 < …: before c0, c0 itself, between c0 and c1, c1 itself, …"""
    every = [*tests, allowed] if allowed else tests
    ends = {end for test in every for part in test.delen for end in (part.low, part.high) if end is not None}
    cuts: list[Any] = sorted(ends)
    last = 2 * len(cuts)
    masks = _masks([_slots(test, cuts) for test in tests], last)
    inside = _masks([_slots(allowed or UnaryTest(), cuts)], last)
    between = _day_between if type_ == "date" else _integer_between if type_ == "integer" else _number_between
    atoms = []
    for slot in range(last + 1):
        if not inside[slot]:
            continue
        if slot % 2:
            example = cuts[slot // 2]
            if type_ == "integer" and example != int(example):
                continue
        else:
            low = cuts[slot // 2 - 1] if slot else None
            example = between(low, cuts[slot // 2] if slot < last else None)
        if example is not None:
            atoms.append(Atom(example, masks[slot], slot))
    size, table = len(cuts), [mask if ok else None for mask, ok in zip(masks, inside, strict=True)]

    def lookup(value: Any) -> int | None:
        place = bisect_left(cuts, value)
        return table[2 * place + (place < size and cuts[place] == value)]

    def describe(places: Sequence[int]) -> UnaryTest:
        present = {atom.place for atom in atoms}
        runs: list[list[int]] = []
        for slot in sorted(places):
            if runs and not any(empty in present for empty in range(runs[-1][1] + 1, slot)):
                runs[-1][1] = slot
            else:
                runs.append([slot, slot])
        return make_test(tuple(_interval(cuts, *run) for run in runs))

    return Axis(tuple(atoms), lookup, describe)


def _slots(test: UnaryTest, cuts: list[Any]) -> list[tuple[int, int]]:
    """First and last slot of each stretch that `test` accepts; stretches do not touch each other's slots."""
    last = 2 * len(cuts)
    if test.alles:
        return [(0, last)]
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(_stretch(part, cuts) for part in test.delen):
        if start > end:
            continue
        if stretches and start <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    if not test.niet:
        return stretches
    edges = [-1, *(edge for start, end in stretches for edge in (start, end)), last + 1]
    holes = [(edges[i] + 1, edges[i + 1] - 1) for i in range(0, len(edges), 2)]
    return [(start, end) for start, end in holes if start <= end]


def _stretch(part: Interval, cuts: list[Any]) -> tuple[int, int]:
    start, end = 0, 2 * len(cuts)
    if part.low is not None:
        start = 2 * bisect_left(cuts, part.low) + (1 if part.low_closed else 2)
    if part.high is not None:
        end = 2 * bisect_left(cuts, part.high) + (1 if part.high_closed else 0)
    return start, end


def _masks(stretches: list[list[tuple[int, int]]], last: int) -> list[int]:
    """Per slot the tests that accept it, by flipping a bit where a stretch starts and after it ends."""
    flips = [0] * (last + 2)
    for number, own in enumerate(stretches):
        for start, end in own:
            flips[start] ^= 1 << number
            flips[end + 1] ^= 1 << number
    masks, mask = [], 0
    for flip in flips[:-1]:
        mask ^= flip
        masks.append(mask)
    return masks


def _interval(cuts: list[Any], first: int, last: int) -> Interval:
    low = None if first == 0 else cuts[(first - 1) // 2]
    high = None if last == 2 * len(cuts) else cuts[last // 2]
    return Interval(low, first % 2 == 1, high, last % 2 == 1)


def _number_between(low: Any, high: Any) -> int | Decimal | None:
    whole = _integer_between(low, high)
    if whole is not None:
        return whole
    with localcontext(prec=200):
        return (Decimal(low) + Decimal(high)) / 2


def _integer_between(low: Any, high: Any) -> int | None:
    if low is None:
        return 0 if high is None else ceil(high) - 1
    above = floor(low) + 1
    return above if high is None or above < high else None


def _day_between(low: Any, high: Any) -> date | None:
    if low is None:
        if high is None:
            return date(2026, 1, 1)
        return high - timedelta(1) if high > date.min else None
    if low == date.max:
        return None
    day: date = low + timedelta(1)
    return day if high is None or day < high else None
