"""The five types of value a table knows, and how they are written in FEEL and said in Dutch.

Numbers are exact: ``int`` or ``decimal.Decimal``, never compared as ``float``. A ``float`` that comes in
is read as the number its shortest notation shows (``0.1`` is one tenth).
"""

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

type_names: Mapping[str, str] = {
    "string": "tekst",
    "number": "een getal",
    "integer": "een heel getal",
    "boolean": "ja of nee (true of false)",
    "date": "een datum",
}
"""Types as the tables call them, with the Dutch words used in messages."""

_ALIASES = {"long": "integer", "int": "integer", "double": "number", "decimal": "number", "bool": "boolean"}

MAX_DIGITS = 40
"""Longest number accepted; longer is a mistake or an attack, no age or amount."""

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)

Value = str | int | Decimal | bool | date
"""A value in a cell or a case. ``None`` stands for an empty output cell only."""


def canonical_type(type_ref: str) -> str | None:
    """The type a DMN ``typeRef`` stands for, or None when it is not one of ours."""
    name = type_ref.strip().removeprefix("feel:")
    name = _ALIASES.get(name, name)
    return name if name in type_names else None


def type_of(value: Value) -> str:
    """The type of a literal as it stands in a cell; whole and broken numbers are both ``number``."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    return "date" if isinstance(value, date) else "number"


def parse_number(text: str) -> int | Decimal:
    """Exact number for a FEEL numeral; ValueError (Dutch) when it is too long."""
    if len(text) > MAX_DIGITS:
        raise ValueError(f"Een getal mag hoogstens {MAX_DIGITS} tekens lang zijn.")
    return Decimal(text) if "." in text else int(text)


def parse_date(text: str) -> date:
    """Date for ``jjjj-mm-dd``; ValueError (Dutch) for anything else."""
    try:
        if len(text) != len("2026-01-01"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text[:40]!r} is geen bestaande datum; schrijf jaar-maand-dag, bijvoorbeeld 2026-01-31."
        ) from None


def accept(value: object, type_: str) -> Value:
    """`value` of a case as the exact value of `type_`; ValueError (Dutch) when it does not fit."""
    if type_ == "string" and isinstance(value, str):
        return value
    if type_ == "boolean" and isinstance(value, bool):
        return value
    if type_ == "date":
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            return parse_date(value)
    if type_ in ("number", "integer") and (number := _exact(value)) is not None:
        if type_ == "number":
            return number
        if number == (whole := int(number)):
            return whole
    raise ValueError(f"{_shown(value)} is niet {type_names[type_]}.")


def _exact(value: object) -> int | Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = Decimal(repr(value)) if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value.adjusted()) <= MAX_DIGITS else None
    return value if isinstance(value, int) and value.bit_length() <= 4 * MAX_DIGITS else None


def _shown(value: object) -> str:
    text = words(value) if isinstance(value, Value) else repr(value)
    text = f"“{text}”" if isinstance(value, str) else text
    return text if len(text) <= 60 else text[:57] + "…"


def literal(value: Value | None) -> str:
    """FEEL notation; the empty string for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return f'date("{value.isoformat()}")'
    return str(value) if isinstance(value, int) else format(value, "f")


def words(value: Value | None) -> str:
    """How a Dutch sentence says it: ``ja``, ``1 februari 2026``, ``2,5``; strings as they are."""
    if value is None:
        return "niets"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    return literal(value).replace(".", ",")


def as_json(value: Value | None) -> object:
    """The value for JSON: whole numbers as int, others as number where that is exact, else as string."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        number = float(value)
        return number if Decimal(repr(number)) == value else str(value)
    return value.isoformat() if isinstance(value, date) else value
