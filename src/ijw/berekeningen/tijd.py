"""Days, ISO weeks and calendar months: the periods over which the standard counts.

Begin and end both belong to a period; an assignment without end date is open-ended (README of the standard).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

WEEK = 7  # day 1 of date.toordinal is a Monday, so a Sunday is a multiple of 7
DAG = timedelta(days=1)


class Periode(NamedTuple):
    """From and including `begin` up to and including `einde`; no `einde` is open-ended."""

    begin: date
    einde: date | None = None

    def bevat(self, dag: date) -> bool:
        """Whether this day lies in the period."""
        return self.begin <= dag and (self.einde is None or dag <= self.einde)

    def overlapt(self, andere: Periode) -> bool:
        """Whether the periods share at least one day (TR302)."""
        return (self.einde is None or andere.begin <= self.einde) and (
            andere.einde is None or self.begin <= andere.einde
        )

    def gesloten(self) -> tuple[date, date]:
        """Begin and end; ValueError for an open period, over which nothing can be counted."""
        if self.einde is None:
            raise ValueError("Een periode zonder einddatum is niet te tellen.")
        return self.begin, self.einde

    @property
    def dagen(self) -> int:
        """How many days; ValueError for an open period."""
        begin, einde = self.gesloten()
        return (einde - begin).days + 1


def kalendermaand(dag: date) -> Periode:
    """The whole calendar month of this day: the only DeclaratiePeriode there is (CS340)."""
    return Periode(dag.replace(day=1), dag.replace(day=monthrange(dag.year, dag.month)[1]))


def productperiode(toewijzing: Periode, dag: date) -> Periode | None:
    """The ProductPeriode of this assignment in the month of this day, if it touches it (IV089, TR387, TR388).

    When the care itself began or stopped plays no part."""
    begin, einde = kalendermaand(dag).gesloten()
    begin = max(begin, toewijzing.begin)
    if toewijzing.einde is not None:
        einde = min(einde, toewijzing.einde)
    return Periode(begin, einde) if begin <= einde else None


def productperioden(toewijzing: Periode, tot: date | None = None) -> list[Periode]:
    """All ProductPerioden of this assignment, for an open one those up to and including the month of `tot`."""
    grenzen = [dag for dag in (toewijzing.einde, tot) if dag is not None]
    if not grenzen:
        raise ValueError("Een toewijzing zonder einddatum heeft een laatste maand nodig.")
    eerste = toewijzing.begin.year * 12 + toewijzing.begin.month - 1
    maanden = range(eerste, eerste + kalendermaanden(Periode(toewijzing.begin, min(grenzen))))
    perioden = [productperiode(toewijzing, date(maand // 12, maand % 12 + 1, 1)) for maand in maanden]
    return [periode for periode in perioden if periode is not None]


def declaratieperiode_na(vorige: Periode, zorg_op: date) -> Periode:
    """The next DeclaratiePeriode after this one, when care was given on that day: its calendar month, months
    without care are passed over; never earlier than the last one claimed (TR318, OP284, IV090)."""
    return kalendermaand(max(zorg_op, vorige.begin))


def kalenderweken(periode: Periode) -> int:
    """ISO weeks with at least one day in the period; a broken week counts (IV077)."""
    begin, einde = periode.gesloten()
    return max(0, (einde.toordinal() - 1) // WEEK - (begin.toordinal() - 1) // WEEK + 1)


def zondagen(periode: Periode) -> int:
    """Sundays in the period (IV077)."""
    begin, einde = periode.gesloten()
    return max(0, einde.toordinal() // WEEK - (begin.toordinal() - 1) // WEEK)


def laatste_zondag(periode: Periode) -> date | None:
    """The last Sunday of the period, if it has one."""
    begin, einde = periode.gesloten()
    zondag = einde.toordinal() // WEEK * WEEK
    return date.fromordinal(zondag) if zondag >= begin.toordinal() else None


def kalendermaanden(periode: Periode) -> int:
    """Calendar months with at least one day in the period."""
    begin, einde = periode.gesloten()
    return max(0, (einde.year - begin.year) * 12 + einde.month - begin.month + 1)


def maanden_eerder(dag: date, maanden: int) -> date:
    """The same day so many months before; a day that the month lacks becomes its last (TR335). The first day
    that a date can hold when that lies before the year 1."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    if jaar < 1:
        return date.min
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))
