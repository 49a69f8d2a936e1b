"""Days, numbers and lists as people write them here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from termijn.woorden import MAANDEN


def dag(d: date, *, jaar: bool = True) -> str:
    """`12 mei 2027`."""
    return f"{d.day} {MAANDEN[d.month - 1]}" + (f" {d.year}" if jaar else "")


def getal(waarde: float | Decimal, cijfers: int = 2) -> str:
    """As people write it here: `1.234` and `3,2`; at most so many decimals, without those that are zero."""
    tekst = f"{round(float(waarde), cijfers) + 0.0:,.{cijfers}f}".translate(str.maketrans(",.", ".,"))
    return tekst.rstrip("0").rstrip(",") if "," in tekst else tekst


def samen(delen: list[str]) -> str:
    """`a, b en c`."""
    return " en ".join(filter(None, [", ".join(delen[:-1]), delen[-1]])) if delen else ""
