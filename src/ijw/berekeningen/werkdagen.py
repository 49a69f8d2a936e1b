"""Working days. The standard does not define them; here they are Monday to Friday without the holidays of article 3 of
the Algemene termijnenwet (so Good Friday and 5 May do not count either)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from ijw.berekeningen.tijd import DAG

ZATERDAG = 5
# From Easter Sunday: Good Friday, Easter Monday, Ascension Day, Whit Monday.
ROND_PASEN = (-2, 1, 39, 50)
KONINGSDAG, ZONDAG = (4, 27), 6


def werkdagen_na(dag: date, aantal: int) -> date:
    """The last day of a term of so many working days after this one, which itself does not count."""
    while aantal > 0 and dag < date.max:
        dag += DAG
        aantal -= is_werkdag(dag)
    return dag


def is_werkdag(dag: date) -> bool:
    """Whether this is a working day."""
    return dag.weekday() < ZATERDAG and dag not in _feestdagen(dag.year)


@cache
def _feestdagen(jaar: int) -> frozenset[date]:
    pasen = _pasen(jaar)
    koningsdag = date(jaar, *KONINGSDAG)
    vast = {date(jaar, 1, 1), date(jaar, 5, 5), date(jaar, 12, 25), date(jaar, 12, 26)}
    return frozenset(
        vast
        | {pasen + timedelta(days=dagen) for dagen in ROND_PASEN}
        | {koningsdag - DAG if koningsdag.weekday() == ZONDAG else koningsdag}
    )


def _pasen(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    maand, dag = divmod(h + n - 7 * m + 114, 31)
    return date(jaar, maand, dag + 1)
