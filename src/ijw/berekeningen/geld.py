"""Eurocents: what a Prestatie costs, what a claim adds up to, and what is granted of it.

Every amount is a whole number of eurocents. A signed amount is negative for credit; a message writes the
absolute value with DebetCredit, and 0 is debit (CS325).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from ijw.berekeningen.tijd import Periode, productperioden
from ijw.v3_2.jw323 import Prestatie

EURO = "83"
P = TypeVar("P", bound=Prestatie)


def bedrag(volume: int, eenheid: str, tarief: int | None) -> int:
    """IngediendBedrag: volume times tariff (TR346); with unit 83 the volume itself, without tariff (CS339, CD087)."""
    if (eenheid == EURO) != (tarief is None):
        raise ValueError("Bij eenheid 83 hoort geen tarief, bij elke andere eenheid wel (CD087).")
    return volume if tarief is None else volume * tarief


def minuuttarief(uurtarief: int) -> int:
    """ProductTarief when minutes are claimed against an hourly tariff: a sixtieth, half a cent up (IV081)."""
    return _rond_af(uurtarief, 60)


def bedrag_in_minuten(uurtarief: int, minuten: int) -> int:
    """IngediendBedrag for minutes against an hourly tariff: from the hourly tariff, rounded once (IV081)."""
    return _rond_af(uurtarief * minuten, 60)


def met_teken(bedrag: int, debet_credit: str) -> int:
    """The signed amount: credit is negative."""
    return -bedrag if debet_credit == "C" else bedrag


def als_bedrag(saldo: int) -> tuple[int, str]:
    """How a message writes this balance: the absolute value with D or C (TR358, CS325)."""
    return abs(saldo), "C" if saldo < 0 else "D"


def toegekend(ingediend: int, afgewezen: Iterable[int]) -> int:
    """Signed TotaalToegekendBedrag of an answer that judges Prestaties: what was claimed minus the rejected
    ones (TR342). An answer that rejects the claim itself grants 0."""
    return ingediend - sum(afgewezen)


def budgetruimte(budget: int, prestaties: Iterable[int]) -> int:
    """What is left of a Budget after these signed amounts; negative breaks TR369."""
    return budget - sum(prestaties)


def crediteer(prestatie: P, referentienummer: str) -> P:
    """The Prestatie that takes this debit back in full: the same, with a reference of its own, the old one as
    VorigReferentieNummer, and credit (IV091). Only what was granted may be credited, in a later message."""
    if prestatie.IngediendBedrag.DebetCredit == "C":
        raise ValueError("Een creditprestatie kan niet worden gecrediteerd (IV085).")
    vorig = prestatie.ProductReferentie.ReferentieNummer
    return replace(
        prestatie,
        ProductReferentie=replace(
            prestatie.ProductReferentie, ReferentieNummer=referentienummer, VorigReferentieNummer=vorig
        ),
        IngediendBedrag=replace(prestatie.IngediendBedrag, DebetCredit="C"),
    )


def termijnen(totaal: int, delen: Sequence[int]) -> list[int]:
    """One amount in parts, such as 70 and 30 percent of a trajectory; the cents that do not divide go to the
    parts that lack most of one, so that the sum is the amount."""
    verdeeld = [totaal * deel // sum(delen) for deel in delen]
    tekort = sorted(range(len(delen)), key=lambda nummer: -(totaal * delen[nummer] % sum(delen)))
    for nummer in tekort[: totaal - sum(verdeeld)]:
        verdeeld[nummer] += 1
    return verdeeld


def declarabele_maanden_gi(traject: Periode) -> list[Periode]:
    """Months that a certified institution claims with a monthly tariff (protocol GI 1.3): not a broken first
    month, but a broken last one in full. A trajectory within one broken month claims nothing; on that the
    protocol is silent."""
    traject.gesloten()
    maanden = productperioden(traject)
    return maanden if traject.begin.day == 1 else maanden[1:]


def _rond_af(teller: int, noemer: int) -> int:
    """Arithmetic rounding of a positive fraction: a half goes up."""
    return (2 * teller + noemer) // (2 * noemer)
