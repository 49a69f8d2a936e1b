"""Lengths of terms, written as ISO 8601 durations in whole days: `P6W`, `P3M`, `P16Y6M`, `P42D`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from . import woorden
from .fout import TermijnFout

_ISO_DUUR = re.compile(r"P(?=[0-9])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,7})D)?")
_VOORBEELD = (
    "Schrijf bijvoorbeeld P6W (6 weken), P5D (5 dagen), P3M (3 maanden) of P1Y6M (1 jaar en 6 maanden)."
)


@dataclass(frozen=True, slots=True)
class Duur:
    """A length as the law describes it; `P6W` and `P42D` are different descriptions of the same stretch.

    The description matters: Atw art. 4 looks at the unit in which a term is described. A length is at least
    one day.
    """

    jaren: int = 0
    maanden: int = 0
    weken: int = 0
    dagen: int = 0

    def __post_init__(self) -> None:
        delen = (self.jaren, self.maanden, self.weken, self.dagen)
        if not all(isinstance(deel, int) and deel >= 0 for deel in delen):
            raise TermijnFout(f"De duur {delen} klopt niet. Gebruik hele getallen vanaf 0.")
        if not any(delen):
            raise TermijnFout("Een duur van 0 dagen kan niet. Geef een duur van ten minste 1 dag.")

    @classmethod
    def parse(cls, tekst: str) -> Self:
        """Read an ISO 8601 duration of years, months, weeks and days, in that order.

        Weeks may stand beside other units, as ISO 8601-2 allows. Hours are refused: terms in hours are
        outside the Atw (art. 4 under a) and outside this library.
        """
        if isinstance(tekst, str) and (gelezen := _ISO_DUUR.fullmatch(tekst)):
            return cls(*(int(deel or 0) for deel in gelezen.groups()))
        if isinstance(tekst, str) and re.fullmatch(r"P[0-9YMWD]*T[0-9HMS.,]+", tekst, re.IGNORECASE):
            raise TermijnFout(f"De duur '{tekst}' heeft uren of minuten. Dat kan niet: gebruik hele dagen.")
        if isinstance(tekst, str) and _ISO_DUUR.fullmatch(tekst.strip().upper()):
            raise TermijnFout(f"De duur '{tekst}' is niet te lezen. Schrijf {tekst.strip().upper()}.")
        raise TermijnFout(f"De duur '{tekst}' is niet te lezen. {_VOORBEELD}")

    @property
    def alleen_dagen(self) -> bool:
        """Whether the length is described in days only, as a term in working days must be."""
        return not (self.jaren or self.maanden or self.weken)

    def add_to(self, dag: date) -> date:
        """`dag` plus this length, `dag` itself not counted.

        Years and months go first and keep the day number, or take the last day of a shorter month
        (31 January plus a month is 28 or 29 February). Then follow weeks and days.
        """
        return self._shift(dag, 1)

    def subtract_from(self, dag: date) -> date:
        """`dag` minus this length, with the same rule for shorter months."""
        return self._shift(dag, -1)

    def in_woorden(self, eenheid_dag: tuple[str, str] = ("dag", "dagen")) -> str:
        """`6 weken`, `16 jaar en 6 maanden`."""
        delen = [
            (self.jaren, "jaar", "jaar"),
            (self.maanden, "maand", "maanden"),
            (self.weken, "week", "weken"),
            (self.dagen, *eenheid_dag),
        ]
        return woorden.opsomming([woorden.aantal(getal, een, meer) for getal, een, meer in delen if getal])

    def __str__(self) -> str:
        delen = ((self.jaren, "Y"), (self.maanden, "M"), (self.weken, "W"), (self.dagen, "D"))
        return "P" + "".join(f"{getal}{letter}" for getal, letter in delen if getal)

    def _shift(self, dag: date, richting: int) -> date:
        try:
            if self.jaren or self.maanden:
                maanden = dag.year * 12 + dag.month - 1 + richting * (self.jaren * 12 + self.maanden)
                jaar, maand = divmod(maanden, 12)
                laatste = calendar.monthrange(jaar, maand + 1)[1]
                dag = date(jaar, maand + 1, min(dag.day, laatste))
            return dag + timedelta(days=richting * (self.weken * 7 + self.dagen))
        except (ValueError, OverflowError):
            raise TermijnFout(
                f"De duur {self} loopt vanaf {woorden.datum(dag)} buiten de kalender. Kies een kortere duur."
            ) from None
