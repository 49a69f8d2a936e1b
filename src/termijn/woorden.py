"""Dates and numbers in Dutch words, without depending on the locale of the machine."""

from datetime import date

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def datum(dag: date) -> str:
    """`22 november 2026`."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def volledige_datum(dag: date) -> str:
    """`zondag 22 november 2026`."""
    return f"{DAGEN[dag.weekday()]} {datum(dag)}"


def aantal(getal: int, enkelvoud: str, meervoud: str) -> str:
    """`1 dag`, `3 dagen`."""
    return f"{getal} {enkelvoud if getal == 1 else meervoud}"


def dagen(getal: int) -> str:
    return aantal(getal, "dag", "dagen")


def werkdagen(getal: int) -> str:
    return aantal(getal, "werkdag", "werkdagen")


def opsomming(delen: list[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    return " en ".join([", ".join(delen[:-1]), delen[-1]] if len(delen) > 1 else delen)
