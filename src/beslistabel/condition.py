"""Conditions on the flows of a process: comparisons, ``and``, ``or``, ``not(…)``, and nothing else.

``kosten >= 20000 and team in ("a", "b")`` is a condition. A call, an attribute, arithmetic, a bare name or
anything from Python is refused: who may draw a process cannot thereby run code.

    condition  = and-part { "or" and-part }
    and-part   = factor { "and" factor }
    factor     = "not" "(" condition ")" | "(" condition ")" | comparison
    comparison = name ( = | != | < | <= | > | >= ) literal
               | name "in" ( range | "(" element { "," element } ")" )
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .feel import Cursor
from .fouten import VoorwaardeFout
from .unary import Interval, UnaryTest, check_type, compared, make_test, parse_part, parse_parts
from .values import Value, accept, type_of

MAX_BOXES = 500
"""Most combinations that and/or of one condition may expand to."""

MAX_DEPTH = 50
MAX_COMPARISONS = 100

Box = dict[str, tuple[UnaryTest, ...]]
"""Variable → tests that must all hold."""


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One variable against one test."""

    naam: str
    test: UnaryTest


@dataclass(frozen=True, slots=True)
class En:
    delen: tuple[Knoop, ...]


@dataclass(frozen=True, slots=True)
class Of:
    delen: tuple[Knoop, ...]


Knoop = Vergelijking | En | Of
"""Negation is pushed down into the comparisons while reading, so three kinds of node are enough."""


@dataclass(frozen=True)
class Voorwaarde:
    """A condition that was read; `types` says what each variable must be."""

    tekst: str
    knoop: Knoop = field(compare=False, repr=False)
    types: Mapping[str, str] = field(compare=False, repr=False)

    @property
    def variables(self) -> set[str]:
        return set(self.types)

    def evaluate(self, data: Mapping[str, object]) -> bool:
        """Whether the condition holds; VoorwaardeFout when a variable is missing or of the wrong type.

        Every variable must be there, also one that the answer happens not to depend on: a process that
        works only by the order of words in a condition would break at the first edit.
        """
        values: dict[str, Value] = {}
        for name, type_ in self.types.items():
            raw = data.get(name)
            if raw is None:
                raise VoorwaardeFout(
                    f"De voorwaarde “{self.tekst}” heeft {name} nodig, maar dat gegeven ontbreekt."
                )
            try:
                values[name] = accept(raw, type_)
            except ValueError as error:
                raise VoorwaardeFout(
                    f"De voorwaarde “{self.tekst}” kan {name} niet vergelijken: {error}"
                ) from None
        return _holds(self.knoop, values)

    def boxes(self) -> list[Box]:
        """The condition as alternatives, each a set of tests per variable that must all hold."""
        found = []
        for box in _boxes(self.knoop):
            found.append(box)
            if len(found) > MAX_BOXES:
                raise VoorwaardeFout(
                    f"De voorwaarde “{self.tekst[:60]}” is te ingewikkeld. Maak er een tabel van."
                )
        return found


def condition(text: str) -> Voorwaarde:
    """Read a condition. VoorwaardeFout, in Dutch, for anything that is not one."""
    try:
        cursor = Cursor(text)
        reader = _Reader(cursor)
        node = reader.either(negate=False, depth=0)
        cursor.end()
    except ValueError as error:
        raise VoorwaardeFout(
            f"De voorwaarde “{text[:80]}” is niet te lezen. {error} "
            'Schrijf bijvoorbeeld: kosten >= 20000 and team in ("a", "b").'
        ) from None
    return Voorwaarde(text.strip(), node, reader.types)


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.types: dict[str, str] = {}
        self.comparisons = 0

    def either(self, *, negate: bool, depth: int) -> Knoop:
        if depth > MAX_DEPTH:
            raise ValueError("De haakjes gaan te diep.")
        parts = [self.both(negate=negate, depth=depth)]
        while self.cursor.take("or"):
            parts.append(self.both(negate=negate, depth=depth))
        return _joined(En if negate else Of, parts)

    def both(self, *, negate: bool, depth: int) -> Knoop:
        parts = [self.factor(negate=negate, depth=depth)]
        while self.cursor.take("and"):
            parts.append(self.factor(negate=negate, depth=depth))
        return _joined(Of if negate else En, parts)

    def factor(self, *, negate: bool, depth: int) -> Knoop:
        turned = bool(self.cursor.take("not"))
        if turned or self.cursor.at("("):
            self.cursor.expect("(")
            node = self.either(negate=negate != turned, depth=depth + 1)
            self.cursor.expect(")")
            return node
        return self.comparison(negate)

    def comparison(self, negate: bool) -> Knoop:
        cursor = self.cursor
        if cursor.token.kind != "name":
            raise cursor.error("hier wordt een vergelijking verwacht, die begint met de naam van een gegeven")
        self.comparisons += 1
        if self.comparisons > MAX_COMPARISONS:
            raise ValueError(f"Er staan meer dan {MAX_COMPARISONS} vergelijkingen in; maak er een tabel van.")
        name = cursor.step().text
        if cursor.take("in"):
            parts = self.elements()
        elif sign := cursor.take("=", "!=", "<", "<=", ">", ">="):
            negate = negate != (sign == "!=")
            parts = (compared(sign.removeprefix("!"), cursor.literal()),)
        else:
            raise cursor.error(f"na {name} wordt =, !=, <, <=, >, >= of in verwacht")
        self.remember(name, parts)
        return Vergelijking(name, make_test(parts, niet=negate))

    def elements(self) -> tuple[Interval, ...]:
        """``[12..18)``, ``(12..18)`` or ``("a", "b", [1..2])``."""
        cursor = self.cursor
        if cursor.at("[", "]") or (cursor.at("(") and self._range_follows()):
            return (parse_part(cursor),)
        cursor.expect("(")
        parts = parse_parts(cursor)
        cursor.expect(")")
        return parts

    def _range_follows(self) -> bool:
        """After ``(``: a literal and ``..`` make it an open range, not a list."""
        ahead = 5 if self.cursor.peek_kind(1) == "date" else 2
        return self.cursor.peek_kind(ahead) == ".."

    def remember(self, name: str, parts: tuple[Interval, ...]) -> None:
        for part in parts:
            bound = part.low if part.low is not None else part.high
            assert bound is not None
            type_ = self.types.setdefault(name, type_of(bound))
            check_type(part, type_)


def _joined(kind: type[En] | type[Of], parts: list[Knoop]) -> Knoop:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _holds(node: Knoop, values: Mapping[str, Value]) -> bool:
    if isinstance(node, Vergelijking):
        return node.test.matches(values[node.naam])
    answers = (_holds(part, values) for part in node.delen)
    return all(answers) if isinstance(node, En) else any(answers)


def _boxes(node: Knoop) -> Iterator[Box]:
    if isinstance(node, Vergelijking):
        yield {node.naam: (node.test,)}
    elif isinstance(node, Of):
        for part in node.delen:
            yield from _boxes(part)
    else:
        yield from _product(node.delen)


def _product(parts: tuple[Knoop, ...]) -> Iterator[Box]:
    if not parts:
        yield {}
        return
    for box in _boxes(parts[0]):
        for rest in _product(parts[1:]):
            yield {name: box.get(name, ()) + rest.get(name, ()) for name in box | rest}
