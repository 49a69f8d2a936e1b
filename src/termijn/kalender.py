"""Working days and public holidays as the Algemene termijnenwet (Atw) knows them.

A working day (*werkdag*) is a day that is neither a Saturday, a Sunday nor a holiday of Atw art. 3:

- lid 1: "Algemeen erkende feestdagen in de zin van deze wet zijn: de Nieuwjaarsdag, de Christelijke tweede
  Paas- en Pinksterdag, de beide Kerstdagen, de Hemelvaartsdag, de dag waarop de verjaardag van de Koning
  wordt gevierd en de vijfde mei." The fifth of May counts every year, not once in five years as in many
  labour agreements.
- lid 2: Good Friday is put on a par with these.
- lid 3: the King may put other days on a par; those stand in `gelijkgestelde_dagen.toml`.

The moving feasts come from `holidays`, which knows the years 1966 up to and including 2100. Outside those
years only weekends are left out.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType

import holidays

from .fout import TermijnFout

ZATERDAG = 5
_JAAR_MAAND_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAG_MAAND_JAAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")


def is_werkdag(dag: date) -> bool:
    """Neither Saturday, Sunday nor a holiday of Atw art. 3."""
    return dag.weekday() < ZATERDAG and dag not in feestdagen(dag.year)


def volgende_werkdag(dag: date) -> date:
    """The first working day after `dag`; never `dag` itself."""
    return tel_werkdagen_op(dag, 1)


def eerste_werkdag_vanaf(dag: date) -> date:
    """`dag` itself when that is a working day, otherwise the first one after it (Atw art. 1 lid 1)."""
    return dag if is_werkdag(dag) else tel_werkdagen_op(dag, 1)


def werkdagen_tussen(begin: date, eind: date) -> int:
    """How many working days lie after `begin`, up to and including `eind`.

    This is how a term counts: the day of the event is not counted, the last day is. When `eind` lies before
    `begin` the count is negative: `werkdagen_tussen(a, b) == -werkdagen_tussen(b, a)`.
    """
    if eind < begin:
        return -werkdagen_tussen(eind, begin)
    geteld = bisect_right(_werkdagen(eind.year), eind) - bisect_right(_werkdagen(begin.year), begin)
    return geteld + sum(len(_werkdagen(jaar)) for jaar in range(begin.year, eind.year))


def tel_werkdagen_op(dag: date, aantal: int) -> date:
    """The `aantal`-th working day after `dag`, or before it when `aantal` is negative.

    With 0 the answer is `dag` itself, also when that is not a working day.

    Raises TermijnFout when the answer lies outside the calendar (year 1 to 9999).
    """
    if aantal == 0:
        return dag
    jaar = dag.year
    werkdagen = _werkdagen(jaar)
    index = bisect_right(werkdagen, dag) + aantal
    if aantal > 0 or is_werkdag(dag):
        index -= 1
    while index >= len(werkdagen):
        index -= len(werkdagen)
        jaar += 1
        werkdagen = _werkdagen(jaar)
    while index < 0:
        jaar -= 1
        werkdagen = _werkdagen(jaar)
        index += len(werkdagen)
    return werkdagen[index]


def feestdag(dag: date) -> str | None:
    """The Dutch name of the holiday on `dag`, or None."""
    return feestdagen(dag.year).get(dag)


@cache
def feestdagen(jaar: int) -> Mapping[date, str]:
    """The holidays of Atw art. 3 in one year, with their Dutch names; counted once per year and kept."""
    gevonden = holidays.country_holidays("NL", years=jaar, categories=("public", "optional"), language="nl")
    namen = {dag: str(naam) for dag, naam in gevonden.items()}
    for dag in _gelijkgestelde_dagen():
        if dag.year == jaar:
            namen.setdefault(dag, "een dag die gelijkgesteld is met een feestdag")
    return MappingProxyType(namen)


def parse_datum(tekst: str, wat: str = "De datum") -> date:
    """Read `2026-11-22`; `wat` names the place of the date in the error message."""
    if isinstance(tekst, str) and _JAAR_MAAND_DAG.fullmatch(tekst):
        try:
            return date.fromisoformat(tekst)
        except ValueError:
            raise TermijnFout(
                f"{wat}: {tekst} is geen dag die bestaat. Kijk de maand en de dag na."
            ) from None
    voorbeeld = "bijvoorbeeld 2026-11-22"
    if isinstance(tekst, str) and (gelezen := _DAG_MAAND_JAAR.fullmatch(tekst)):
        dag, maand, jaar = gelezen.groups()
        voorbeeld = f"dus {jaar}-{maand:0>2}-{dag:0>2}"
    raise TermijnFout(f"{wat}: '{tekst}' is niet te lezen. Schrijf jaar-maand-dag, {voorbeeld}.")


def check_datum(dag: object, wat: str) -> None:
    """Refuse what is not a plain date: a moment in time has no place in a term that counts days."""
    if not isinstance(dag, date) or isinstance(dag, datetime):
        raise TermijnFout(f"{wat}: {dag!r} is geen datum. Geef een datum zonder tijd.")


@cache
def _werkdagen(jaar: int) -> tuple[date, ...]:
    if not MINYEAR <= jaar <= MAXYEAR:
        raise TermijnFout("De termijn loopt buiten de kalender. Kies een kortere duur of een andere datum.")
    eerste = date(jaar, 1, 1)
    aantal = date(jaar, 12, 31).toordinal() - eerste.toordinal() + 1
    return tuple(dag for i in range(aantal) if is_werkdag(dag := eerste + timedelta(days=i)))


@cache
def _gelijkgestelde_dagen() -> frozenset[date]:
    tekst = resources.files(__package__).joinpath("gelijkgestelde_dagen.toml").read_text("utf-8")
    return frozenset(dag for besluit in tomllib.loads(tekst)["besluit"] for dag in besluit["dagen"])
