"""What a request to change assignments (JW317) comes down to: less, longer, more, new, or not to be compared.

A request is one whole; the heaviest of what it asks is what it counts as. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from eenplan.zorg import queries as zorg
from eenplan.zorg.models import Verzoekregel
from eenplan.zorg.varianten import Frequentie, euro

if TYPE_CHECKING:
    from eenplan.zorg.models import Product, Toewijzing, Verzoek

MINDER, LANGER, MEER, ANDERS, NIEUW = "minder", "langer", "meer", "anders", "nieuw"
ZWAARTE = (MINDER, LANGER, MEER, ANDERS, NIEUW)
IN_WOORDEN = {
    MINDER: "Alleen minder of korter dan nu is toegewezen.",
    LANGER: "Langer, met dezelfde omvang.",
    MEER: "Meer hulp dan nu is toegewezen.",
    ANDERS: "De omvang of de kosten zijn niet te vergelijken met wat nu is toegewezen.",
    NIEUW: "Er komt een nieuw product bij.",
}
EEN_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gevolg:
    """`erbij`: product, first and last day of care that would come; `begint`: products and days on which something
    begins. `meerkosten` in euro; None when they cannot be known."""

    soort: str
    weken_langer: int
    meerkosten: Decimal | None
    erbij: list[tuple[Product | None, date, date | None]]
    begint: list[tuple[Product | None, date]]

    @property
    def zin(self) -> str:
        delen = [IN_WOORDEN[self.soort]]
        if self.weken_langer:
            delen.append(f"Hoogstens {self.weken_langer} weken langer.")
        if self.soort != MINDER:
            delen.append(
                f"Extra kosten: {euro(self.meerkosten)}."
                if self.meerkosten is not None
                else "De extra kosten zijn niet te berekenen."
            )
        return " ".join(delen)


def gevolg_van(verzoek: Verzoek, regels: Sequence[Verzoekregel]) -> Gevolg:
    """See the module. `regels` with their assignment and its product."""
    anders = [regel for regel in regels if regel.soort != Verzoekregel.Soort.ONGEWIJZIGD]
    delen = [_van_regel(verzoek, regel) for regel in anders]
    soort = max((deel.soort for deel in delen), key=ZWAARTE.index, default=ANDERS)
    kosten = _som(deel.meerkosten for deel in delen)
    if kosten is None and soort in (LANGER, MEER):
        soort = ANDERS
    return Gevolg(
        soort,
        max((deel.weken_langer for deel in delen), default=0),
        kosten,
        [erbij for deel in delen for erbij in deel.erbij],
        [dag for deel in delen for dag in deel.begint],
    )


def kosten_van_regel(verzoek: Verzoek, regel: Verzoekregel, product: Product | None) -> Decimal | None:
    """What this part of a request is expected to cost, in euro; None when that cannot be known."""
    if product is None or regel.begin is None:
        return None
    return zorg.verwachte_kosten(
        product=product, aanbieder=verzoek.aanbieder, volume=regel.volume, eenheid=regel.eenheid, frequentie=regel.frequentie,
        begin=regel.begin, eind=regel.eind, budget=zorg.in_euro(regel.budget),
    ).bedrag  # fmt: skip


def weken(dagen: int) -> int:
    """So many days in weeks; a part of a week counts as one."""
    return math.ceil(max(dagen, 0) / 7)


def _van_regel(verzoek: Verzoek, regel: Verzoekregel) -> Gevolg:
    huidig = regel.toewijzing
    if regel.soort == Verzoekregel.Soort.NIEUW:
        product = zorg.product_van_regel(regel)
        assert regel.begin is not None
        kosten = kosten_van_regel(verzoek, regel, product)
        return Gevolg(NIEUW, 0, kosten, [(product, regel.begin, regel.eind)], [(product, regel.begin)])
    if huidig is None or regel.begin is None:
        return Gevolg(ANDERS, 0, None, [], [])
    soort = _soort(regel, huidig)
    if soort == MINDER:
        return Gevolg(MINDER, 0, Decimal(0), [], [])
    erbij_vanaf = regel.begin
    langer = regel.eind is not None and huidig.eind is not None and regel.eind > huidig.eind
    if soort == LANGER and huidig.eind is not None:
        erbij_vanaf = huidig.eind + EEN_DAG
    return Gevolg(
        soort,
        weken((regel.eind - huidig.eind).days) if langer and regel.eind and huidig.eind else 0,
        _meerkosten(verzoek, regel, huidig),
        [(huidig.product, erbij_vanaf, regel.eind)],
        [(huidig.product, erbij_vanaf)],
    )


def _soort(regel: Verzoekregel, huidig: Toewijzing) -> str:
    """What one changed assignment comes down to. Another unit or frequency, or with an end where there was none, cannot
    be compared; less and longer at once is not less."""
    budget = zorg.in_euro(regel.budget)
    vormen = (regel.volume is None, budget is None, regel.eind is None, regel.eenheid, regel.frequentie)
    nu = (
        huidig.volume is None,
        huidig.budget is None,
        huidig.eind is None,
        huidig.eenheid,
        huidig.frequentie,
    )
    if vormen != nu:
        return ANDERS
    hoeveel, eerst = regel.volume or budget or 0, huidig.volume or huidig.budget or 0
    langer = regel.eind is not None and huidig.eind is not None and regel.eind > huidig.eind
    if hoeveel > eerst:
        return MEER
    if langer:
        return ANDERS if hoeveel < eerst else LANGER
    return MINDER


def _meerkosten(verzoek: Verzoek, regel: Verzoekregel, huidig: Toewijzing) -> Decimal | None:
    """What it costs more than what is assigned now. A total or a budget counts as a whole; what is per week or month
    counts as it was until the change, and as asked from then on."""

    def kosten(volume: int | None, begin: date, eind: date | None) -> Decimal | None:
        return zorg.verwachte_kosten(
            product=huidig.product, aanbieder=huidig.aanbieder, volume=volume, eenheid=huidig.eenheid,
            frequentie=huidig.frequentie, begin=begin, eind=eind,
        ).bedrag  # fmt: skip

    nu = zorg.kosten_van(huidig).bedrag
    assert regel.begin is not None
    if regel.budget is not None:
        straks = zorg.in_euro(regel.budget)
    elif (
        regel.volume == huidig.volume or huidig.frequentie == Frequentie.TOTAAL or regel.begin <= huidig.begin
    ):
        straks = kosten(regel.volume, huidig.begin, regel.eind)
    else:
        straks = _som(
            [
                kosten(huidig.volume, huidig.begin, regel.begin - EEN_DAG),
                kosten(regel.volume, regel.begin, regel.eind),
            ]
        )
    return None if nu is None or straks is None else max(straks - nu, Decimal(0))


def _som(bedragen: Iterable[Decimal | None]) -> Decimal | None:
    alle = list(bedragen)
    return None if None in alle else sum((b for b in alle if b is not None), Decimal(0))
