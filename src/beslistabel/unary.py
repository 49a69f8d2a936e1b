"""What stands in an input cell: ``-``, literals, comparisons, ranges, lists of those, ``not(…)`` around it.

Every element is an interval; a literal is the interval from itself to itself. That one shape is what
evaluation, verification and the Dutch wording all read.
"""

from dataclasses import dataclass, field
from typing import Any

from .feel import Cursor
from .values import Value, literal, type_names, type_of, words

_ORDERED = ("number", "integer", "date")


@dataclass(frozen=True, slots=True)
class Interval:
    """Values between `low` and `high`; None is unbounded on that side. Low above high is empty."""

    low: Value | None
    low_closed: bool
    high: Value | None
    high_closed: bool

    @classmethod
    def point(cls, value: Value) -> "Interval":
        return cls(value, True, value, True)

    @property
    def is_point(self) -> bool:
        return self.low is not None and self.low_closed and self.high_closed and self.low == self.high

    def contains(self, value: Any) -> bool:
        """Whether `value`, of the type of the column, lies inside."""
        if self.is_point:
            return bool(value == self.low)
        low, high = self.low, self.high
        return not (
            (low is not None and (value < low or (value == low and not self.low_closed)))
            or (high is not None and (value > high or (value == high and not self.high_closed)))
        )

    def feel(self) -> str:
        if self.is_point:
            return literal(self.low)
        if self.low is None or self.high is None:
            bound, closed, sign = (
                (self.high, self.high_closed, "<") if self.low is None else (self.low, self.low_closed, ">")
            )
            return f"{sign}{'=' if closed else ''} {literal(bound)}"
        left, right = "[" if self.low_closed else "(", "]" if self.high_closed else ")"
        return f"{left}{literal(self.low)}..{literal(self.high)}{right}"

    def words(self) -> str:
        """The interval as Dutch people say it."""
        if self.is_point:
            return f"“{self.low}”" if isinstance(self.low, str) else words(self.low)
        low, high = words(self.low), words(self.high)
        day = type_of(self.low if self.low is not None else self.high or 0) == "date"
        if self.high is None:
            return (
                (f"op of na {low}" if day else f"{low} of meer")
                if self.low_closed
                else (f"na {low}" if day else f"meer dan {low}")
            )
        if self.low is None:
            return (
                (f"op of voor {high}" if day else f"{high} of minder")
                if self.high_closed
                else (f"voor {high}" if day else f"minder dan {high}")
            )
        start = f"van {low}" if self.low_closed else (f"na {low}" if day else f"meer dan {low}")
        return f"{start} tot {'en met ' if self.high_closed else ''}{high}"


@dataclass(frozen=True, slots=True)
class UnaryTest:
    """One input cell. Equal tests accept the same notation; `tekst` keeps what the author typed."""

    delen: tuple[Interval, ...] = ()
    niet: bool = False
    tekst: str = field(default="-")

    @property
    def alles(self) -> bool:
        """Whether the cell is ``-``: the input does not count."""
        return not self.delen and not self.niet

    @property
    def literals(self) -> tuple[Value, ...]:
        """The separate values when the test is a plain list of them, else empty."""
        points = tuple(part.low for part in self.delen if part.is_point and part.low is not None)
        return points if len(points) == len(self.delen) and not self.niet else ()

    def matches(self, value: Value) -> bool:
        return self.alles or any(part.contains(value) for part in self.delen) != self.niet

    def words(self) -> str:
        if self.alles:
            return "elke waarde"
        inner = opsomming([part.words() for part in self.delen], "of")
        return f"niet {inner}" if self.niet else inner


def make_test(delen: tuple[Interval, ...], *, niet: bool = False) -> UnaryTest:
    """A test built by a program, with its FEEL text."""
    text = ", ".join(part.feel() for part in delen)
    return UnaryTest(delen, niet, f"not({text})" if niet else text or "-")


def parse_unary(text: str, type_: str) -> UnaryTest:
    """Read one cell of a column of `type_`; an empty cell counts as ``-``. ValueError (Dutch) if bad."""
    stripped = text.strip()
    if stripped in ("", "-"):
        return UnaryTest()
    cursor = Cursor(stripped)
    niet = bool(cursor.take("not"))
    if niet:
        cursor.expect("(")
    parts = parse_parts(cursor)
    if niet:
        cursor.expect(")")
    cursor.end()
    for part in parts:
        check_type(part, type_)
    return UnaryTest(parts, niet, stripped)


def parse_parts(cursor: Cursor) -> tuple[Interval, ...]:
    """A comma list of literals, comparisons and ranges."""
    parts = [parse_part(cursor)]
    while cursor.take(","):
        parts.append(parse_part(cursor))
    return tuple(parts)


def compared(sign: str, value: Value) -> Interval:
    """The interval that ``sign value`` stands for; sign is one of ``= < <= > >=``."""
    if sign == "=":
        return Interval.point(value)
    closed = sign.endswith("=")
    return Interval(None, False, value, closed) if sign[0] == "<" else Interval(value, closed, None, False)


def check_type(part: Interval, type_: str) -> None:
    """ValueError (Dutch) when the literals of `part` cannot be of `type_` or that type has no order."""
    for value in (part.low, part.high):
        if value is not None and type_of(value) != ("number" if type_ == "integer" else type_):
            hint = f" Bedoelt u {literal(str(value))}?" if type_ == "string" else ""
            raise ValueError(f"{literal(value)} is niet {type_names[type_]}.{hint}")
    if not part.is_point and type_ not in _ORDERED:
        raise ValueError(
            f"{part.feel()} vergelijkt op grootte, maar dit is {type_names[type_]}. "
            "Noem de waarden één voor één."
        )


def opsomming(items: list[str], joiner: str = "en") -> str:
    """``a, b en c``."""
    return f" {joiner} ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def parse_part(cursor: Cursor) -> Interval:
    """One literal, comparison or range."""
    if sign := cursor.take("<", "<=", ">", ">=", "="):
        return compared(sign, cursor.literal())
    opening = cursor.take("[", "(", "]")
    if opening is None:
        return Interval.point(cursor.literal())
    low = cursor.literal()
    cursor.expect("..")
    high = cursor.literal()
    if type_of(low) != type_of(high):
        raise ValueError(f"{literal(low)} en {literal(high)} zijn niet van dezelfde soort.")
    closing = cursor.take("]", ")", "[")
    if closing is None:
        raise cursor.error("hier wordt ], ) of [ verwacht, het einde van het bereik")
    return Interval(low, opening == "[", high, closing == "]")
