"""How the end of a term follows from its facts, step by step.

The order of the steps:

1. Count the length from the start fact. The day of the fact itself is not counted.
2. Add every extension (*verdaging*) to the end so far.
3. Shift the end by the days that the term was suspended (*opschorting*).
4. Move the end to a working day where the Algemene termijnenwet (Atw) says so. This comes once, at the
   very end, so that suspending and extending shift the end exactly.

Suspensions, as in Awb 4:15 lid 1, stop the clock: a suspended day is not counted. So the end moves by as many
days as were suspended within the term. Days before the term starts, days after it has ended and days that
two suspensions share do not count (twice). A term in working days counts working days only, so it also
moves by the suspended *working* days only: a suspension of a weekend costs nothing.

A suspension that begins in the days that the Atw added, does count: the law made these days part of the term
("verlengd tot en met"). Only the last of these days was still to come, so the term then ends on the first day
after the suspension, or on the working day after that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from .duur import Duur
from .kalender import eerste_werkdag_vanaf, tel_werkdagen_op, werkdagen_tussen

_DAG = timedelta(days=1)
# Atw art. 4 under a, all brought to one scale: 3 months = 12 weeks = 90 days = 180.
_GRENS, _PER_MAAND, _PER_WEEK, _PER_DAG = 180, 60, 15, 2

Periode = tuple[date, date | None]
"""First and last suspended day, both included; no last day while the suspension is open."""


@dataclass(slots=True)
class Schorsing:
    """One stretch in which the clock stood still, and what it did to the end."""

    van: date
    tot: date
    dagen: int
    eind_eerst: date
    eind_nu: date


@dataclass(slots=True)
class Berekening:
    """The steps of one computation; `Termijn.uitleg` puts them in words."""

    na_duur: date
    na_verdaging: list[date] = field(default_factory=list)
    schorsingen: list[Schorsing] = field(default_factory=list)
    open_sinds: date | None = None
    atw_geldt: bool = False
    voor_atw: date = date.min
    na_artikel_2: date = date.min
    eind: date = date.min


def bereken(
    start: date,
    duur: Duur,
    verdagingen: Sequence[Duur],
    periodes: Sequence[Periode],
    *,
    werkdagen: bool,
    wettelijk: bool,
) -> Berekening:
    """Compute the end of a term.

    An open suspension that touches the term leaves `open_sinds` filled; `eind` then says where the end
    would lie without that suspension and without those that begin later.
    """
    eind = _tel(start, duur, werkdagen)
    uitkomst = Berekening(na_duur=eind)
    for verdaging in verdagingen:
        eind = _tel(eind, verdaging, werkdagen)
        uitkomst.na_verdaging.append(eind)

    uitkomst.atw_geldt = wettelijk and not werkdagen and atw_geldt_voor(duur, *verdagingen)
    kort = 3 <= (eind - start).days <= 14
    geschorste_werkdagen = 0

    def lengthen(dag: date) -> tuple[date, date]:
        if not uitkomst.atw_geldt:
            return dag, dag
        if kort:
            dag = max(dag, tel_werkdagen_op(start, 2 + geschorste_werkdagen))
        return dag, eerste_werkdag_vanaf(dag)

    for van, tot in merge(periodes) if periodes else ():
        begin = max(van, start + _DAG)
        if tot is not None and tot < begin:
            continue
        verlengd = lengthen(eind)[1] if begin > eind else eind
        if begin > verlengd:
            break
        if tot is None:
            uitkomst.open_sinds = begin
            break
        geschorst = werkdagen_tussen(begin - _DAG, tot)
        geschorste_werkdagen += geschorst
        dagen = geschorst if werkdagen else (tot - begin).days + 1
        eind = _add_days(eind, dagen, werkdagen) if begin <= eind else tot + _DAG
        uitkomst.schorsingen.append(Schorsing(begin, tot, dagen, eind_eerst=verlengd, eind_nu=eind))

    uitkomst.voor_atw = eind
    uitkomst.na_artikel_2, uitkomst.eind = lengthen(eind)
    return uitkomst


def atw_geldt_voor(*duren: Duur) -> bool:
    """Whether the Atw applies to a statutory term of this length and these extensions together.

    Art. 4 under a: "Deze wet geldt niet voor termijnen omschreven in uren, in meer dan 90 dagen, in meer dan
    twaalf weken, in meer dan drie maanden, of in één of meer jaren". Exactly twelve weeks, three months or
    ninety days still falls under the law.

    The law does not speak of mixed units or of extensions. Here each unit counts for its share of its own
    limit, and an extension counts with the term it lengthens. Where in doubt this gives the earlier end, and
    so never too much time to the body that must decide.
    """
    if any(duur.jaren for duur in duren):
        return False
    aandeel = sum(d.maanden * _PER_MAAND + d.weken * _PER_WEEK + d.dagen * _PER_DAG for d in duren)
    return aandeel <= _GRENS


def merge(periodes: Iterable[Periode]) -> list[Periode]:
    """Put suspensions in order of time and join those that overlap or touch, so no day counts twice."""
    gesorteerd = sorted(periodes, key=lambda periode: periode[0])
    samen: list[Periode] = []
    for van, tot in gesorteerd:
        if samen and ((vorige_tot := samen[-1][1]) is None or van <= vorige_tot + _DAG):
            laatste = None if vorige_tot is None or tot is None else max(vorige_tot, tot)
            samen[-1] = (samen[-1][0], laatste)
        else:
            samen.append((van, tot))
    assert all(links[1] and links[1] < rechts[0] for links, rechts in pairwise(samen))
    return samen


def _tel(dag: date, duur: Duur, werkdagen: bool) -> date:
    return tel_werkdagen_op(dag, duur.dagen) if werkdagen else duur.add_to(dag)


def _add_days(dag: date, dagen: int, werkdagen: bool) -> date:
    if werkdagen or not dagen:
        return tel_werkdagen_op(dag, dagen)
    return Duur(dagen=dagen).add_to(dag)
