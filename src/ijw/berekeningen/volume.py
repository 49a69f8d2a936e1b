"""How much may be claimed on an assignment with an Omvang: per ProductPeriode and over its whole term.

TR321 and TR322 say that there is a maximum, IV076-IV078 how to count per week, the rest follows from the
frequency: 1 is per day, 2 per week, 4 per month, 6 in total. A broken week or month counts in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from ijw.berekeningen.tijd import (
    Periode,
    kalendermaanden,
    kalenderweken,
    laatste_zondag,
    productperiode,
    zondagen,
)

OUTPUT = frozenset({"82", "83"})  # units of output (toewijzingsvarianten): Stuks (output), Euro's
UUR, MINUUT = "04", "01"


class Omvang(Protocol):
    """What a volume is counted from; `ijw.typen.Omvang` is one."""

    @property
    def Volume(self) -> int: ...
    @property
    def Eenheid(self) -> str: ...
    @property
    def Frequentie(self) -> str: ...


def maximum(omvang: Omvang, toewijzing: Periode, periode: Periode, eenheid: str | None = None) -> int:
    """The most that one Prestatie over this ProductPeriode may hold (TR321), in the unit of the Omvang, or in
    minutes when hours are assigned and `eenheid` is "01" (TR341)."""
    keer = _IN_PERIODE[omvang.Frequentie](omvang.Eenheid in OUTPUT, toewijzing, periode)
    return omvang.Volume * keer * _factor(omvang.Eenheid, eenheid)


def maximum_looptijd(omvang: Omvang, toewijzing: Periode, eenheid: str | None = None) -> int | None:
    """The most that all Prestaties together may hold (TR322); None when an open end sets no maximum."""
    if toewijzing.einde is None and omvang.Frequentie != TOTAAL:
        return None
    keer = _IN_LOOPTIJD[omvang.Frequentie](omvang.Eenheid in OUTPUT, toewijzing)
    return omvang.Volume * keer * _factor(omvang.Eenheid, eenheid)


def hele_uren(minuten: Iterable[int]) -> int:
    """GeleverdVolume in hours: all minutes of the ProductPeriode added first, then rounded, half an hour up,
    at least one hour (IV079). Nothing delivered is 0."""
    totaal = sum(minuten)
    return max(1, (totaal + 30) // 60) if totaal else 0


def minuten_per_productperiode(
    toewijzing: Periode, leveringen: Iterable[tuple[date, int]]
) -> dict[Periode, int]:
    """Minutes per ProductPeriode; the day of delivery decides in which, so a week can be split (IV076).
    ValueError for a delivery outside the assignment."""
    minuten: dict[Periode, int] = {}
    for dag, duur in sorted(leveringen):
        periode = productperiode(toewijzing, dag)
        if periode is None or not toewijzing.bevat(dag):
            raise ValueError(f"De levering op {dag} ligt buiten de toewijzing.")
        minuten[periode] = minuten.get(periode, 0) + duur
    return minuten


def _weken(output: bool, toewijzing: Periode, periode: Periode) -> int:
    if not output:
        return kalenderweken(periode)
    return zondagen(periode) + _gebroken_slotweek(toewijzing, periode)


def _gebroken_slotweek(toewijzing: Periode, periode: Periode) -> int:
    """Output: the broken last week of an assignment belongs to the ProductPeriode with its last Sunday, or, when
    it has no Sunday at all, to the one with its last day. The standard is silent on the latter."""
    if toewijzing.einde is None:
        return 0
    zondag = laatste_zondag(toewijzing)
    return int(zondag != toewijzing.einde and periode.bevat(zondag or toewijzing.einde))


TOTAAL = "6"
_IN_PERIODE: dict[str, Callable[[bool, Periode, Periode], int]] = {
    "1": lambda output, toewijzing, periode: periode.dagen,
    "2": _weken,
    "4": lambda output, toewijzing, periode: kalendermaanden(periode),
    TOTAAL: lambda output, toewijzing, periode: 1,
}
_IN_LOOPTIJD: dict[str, Callable[[bool, Periode], int]] = {
    "1": lambda output, toewijzing: toewijzing.dagen,
    "2": lambda output, toewijzing: _weken(output, toewijzing, toewijzing),
    "4": lambda output, toewijzing: kalendermaanden(toewijzing),
    TOTAAL: lambda output, toewijzing: 1,
}


def _factor(toegewezen: str, gevraagd: str | None) -> int:
    if gevraagd is None or gevraagd == toegewezen:
        return 1
    if (toegewezen, gevraagd) == (UUR, MINUUT):
        return 60
    raise ValueError(f"Eenheid {gevraagd} past niet bij een toewijzing in eenheid {toegewezen} (TR341).")
