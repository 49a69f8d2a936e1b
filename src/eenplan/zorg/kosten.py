"""What an assignment may cost, to the cent, with the lines that explain it.

The count follows the standard (iJw IV077, IV078, TR321, TR322; calculation rules R03, R04 and R07): a week
or month of which one day falls within the period counts whole. It is the most a provider may declare.
Each week or month has the tariff of its first day within the period, so a new year's price starts on time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from eenplan.zorg.varianten import ENKELVOUD, MEERVOUD, Eenheid, Frequentie, euro

if TYPE_CHECKING:
    from eenplan.zorg.models import Product

CENT = Decimal("0.01")
TELWOORD = {
    Frequentie.DAG: ("dag", "dagen"),
    Frequentie.WEEK: ("week", "weken"),
    Frequentie.MAAND: ("maand", "maanden"),
}

Tarieven = Callable[[date], Decimal | None]


@dataclass(frozen=True, slots=True)
class Kosten:
    """Euro, exact to the cent; `None` when no price is known. `regels` explain it in Dutch."""

    bedrag: Decimal | None
    per_jaar: Decimal | None
    regels: tuple[str, ...]

    @property
    def bekend(self) -> bool:
        return self.bedrag is not None


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much of a product: `volume` per `frequentie` (WMO757) in `eenheid` (WJ756; euro in eurocents)."""

    volume: int | None
    eenheid: str
    frequentie: str
    begin: date
    eind: date | None


def bereken(product: Product, omvang: Omvang, tarieven: Tarieven) -> Kosten:
    """The cost of `omvang`; `tarieven` gives the price of one unit on a day, or None."""
    if product.soort == "taakgericht":
        return Kosten(
            Decimal(0), Decimal(0), ("Taakgericht: de aanbieder krijgt een vaste som, niet per jeugdige.",)
        )
    if omvang.volume is None:
        return Kosten(None, None, ("Zonder volume of budget zijn er geen verwachte kosten te berekenen.",))
    eind = omvang.eind or _jaar_na(omvang.begin)
    bedrag, regels = _som(omvang, eind, tarieven)
    if bedrag is None:
        return Kosten(None, None, tuple(regels))
    if omvang.eind is None and omvang.frequentie != Frequentie.TOTAAL:
        regels.append(f"Zonder einddatum: gerekend over het eerste jaar, tot en met {eind:%d-%m-%Y}.")
    if product.soort == "output":
        regels.append(_deling(product.bij_start, bedrag))
    return Kosten(bedrag, _per_jaar(omvang, eind, bedrag, tarieven), tuple(regels))


def perioden(frequentie: str, begin: date, eind: date) -> Iterator[date]:
    """The first day, within the period, of each day, ISO week or calendar month that it touches."""
    dag = begin
    while dag <= eind:
        yield dag
        if frequentie == Frequentie.DAG:
            dag += timedelta(days=1)
        elif frequentie == Frequentie.WEEK:
            dag += timedelta(days=7 - dag.weekday())
        else:
            dag = (dag.replace(day=1) + timedelta(days=32)).replace(day=1)


def _som(omvang: Omvang, eind: date, tarieven: Tarieven) -> tuple[Decimal | None, list[str]]:
    assert omvang.volume is not None
    if omvang.frequentie == Frequentie.TOTAAL:
        starts = [omvang.begin]
    else:
        starts = list(perioden(omvang.frequentie, omvang.begin, eind))
    per_tarief = []
    for prijs, dagen in groupby(starts, key=lambda dag: _prijs(omvang, dag, tarieven)):
        if prijs is None:
            return None, [f"Er is geen tarief bekend op {omvang.begin:%d-%m-%Y}."]
        per_tarief.append((prijs, len(list(dagen))))
    deelsommen = [(prijs, keer, prijs * omvang.volume * keer) for prijs, keer in per_tarief]
    totaal = sum((som for *_, som in deelsommen), Decimal(0)).quantize(CENT, ROUND_HALF_UP)
    regels = [_regel(omvang, prijs, keer, som) for prijs, keer, som in deelsommen]
    if len(regels) > 1:
        regels.append(f"Samen {euro(totaal)}.")
    if omvang.frequentie in (Frequentie.WEEK, Frequentie.MAAND):
        regels.append(f"Een gebroken {TELWOORD[Frequentie(omvang.frequentie)][0]} telt als hele.")
    return totaal, regels


def _prijs(omvang: Omvang, dag: date, tarieven: Tarieven) -> Decimal | None:
    """The price on a day; after the last known tariff the one at the start goes on."""
    if omvang.eenheid == Eenheid.EURO:
        return CENT  # the volume is the amount, in eurocents (IV042)
    bekend = tarieven(dag)
    return bekend if bekend is not None else tarieven(omvang.begin)


def _regel(omvang: Omvang, prijs: Decimal, keer: int, som: Decimal) -> str:
    uitkomst = euro(som.quantize(CENT, ROUND_HALF_UP))
    volume = omvang.volume or 0
    if omvang.eenheid == Eenheid.EURO:
        hoeveel = euro(Decimal(volume) / 100)
        prijsdeel = ""
    else:
        hoeveel = f"{volume} {(ENKELVOUD if volume == 1 else MEERVOUD)[omvang.eenheid]}"
        prijsdeel = f" × {_tarief(prijs)}"
    if omvang.frequentie == Frequentie.TOTAAL:
        return f"{hoeveel} in totaal{prijsdeel} = {uitkomst}"
    enkel, meer = TELWOORD[Frequentie(omvang.frequentie)]
    return f"{keer} {enkel if keer == 1 else meer} × {hoeveel}{prijsdeel} = {uitkomst}"


def _tarief(prijs: Decimal) -> str:
    if prijs == prijs.quantize(CENT):
        return euro(prijs)
    return "€ " + f"{prijs.normalize():f}".replace(".", ",")


def _deling(bij_start: int, bedrag: Decimal) -> str:
    if bij_start in (0, 100):
        return "Betaald bij de start." if bij_start else "Betaald bij het resultaat."
    start = (bedrag * bij_start / 100).quantize(CENT, ROUND_HALF_UP)
    return f"Daarvan {euro(start)} bij de start en {euro(bedrag - start)} bij het resultaat."


def _per_jaar(omvang: Omvang, eind: date, bedrag: Decimal, tarieven: Tarieven) -> Decimal:
    """What falls in the first twelve months; a total is spread over the days of the period."""
    jaar = _jaar_na(omvang.begin)
    if eind <= jaar:
        return bedrag
    if omvang.frequentie == Frequentie.TOTAAL:
        dagen, in_jaar = (eind - omvang.begin).days + 1, (jaar - omvang.begin).days + 1
        return (bedrag * in_jaar / dagen).quantize(CENT, ROUND_HALF_UP)
    return _som(omvang, jaar, tarieven)[0] or bedrag


def _jaar_na(begin: date) -> date:
    """The last day of the twelve months that start on `begin`."""
    try:
        return begin.replace(year=begin.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return begin.replace(year=begin.year + 1, day=28)
