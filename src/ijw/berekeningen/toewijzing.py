"""What happens to an assignment: do two of them overlap, and does a change stretch it or replace it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from ijw.berekeningen.tijd import DAG, Periode
from ijw.berekeningen.volume import TOTAAL
from ijw.v3_2.jw301 import ToegewezenProduct
from ijw.v3_2.jw317 import TeWijzigenProduct
from ijw.v3_2.samengesteld import Omvang, Product

VAN_AANBIEDER, VERWIJDERD = "12", "13"  # JZ002, RedenWijziging


def zelfde_product(een: Product | None, ander: Product | None) -> bool:
    """Whether these count as the same product (TR302, TR386, TR410): equal category and code; where one has no
    code, equal category; where one has no category, always."""
    if een is None or ander is None:
        return True
    if een.Categorie != ander.Categorie:
        return False
    return een.Code is None or ander.Code is None or een.Code == ander.Code


def overlappen(een: tuple[Product | None, Periode], ander: tuple[Product | None, Periode]) -> bool:
    """Whether two products in their periods may not stand beside each other in one message (TR302)."""
    return zelfde_product(een[0], ander[0]) and een[1].overlapt(ander[1])


def moet_oprekken(lopend: ToegewezenProduct, omvang: Omvang | None, op: date) -> bool:
    """Whether an extension with this Omvang must stretch the assignment itself (OP380): the same volume and
    frequency, not a total, and the old end date has not passed on the day of sending."""
    if lopend.Einddatum is None or lopend.Einddatum < op:
        return False
    return lopend.Omvang == omvang and (omvang is None or omvang.Frequentie != TOTAAL)


def wijzig(
    lopend: ToegewezenProduct, gevraagd: TeWijzigenProduct, *, nieuw_nummer: int, op: datetime
) -> tuple[ToegewezenProduct, ...]:
    """The assignments that grant this request, decided at this moment (IV093, IV066, OP257).

    One when only the end date, the budget or a total (Frequentie 6) changes: the same number with the new
    values. Otherwise two: the running one ends the day before GewensteIngangsdatum and a new one, with
    `nieuw_nummer`, takes over. When the change holds from the very first day, the running one is removed
    (reason 13), which TR385 forbids as long as approved claims rest on it.
    ValueError when GewensteIngangsdatum lies outside the assignment (IV092)."""
    if not Periode(lopend.Ingangsdatum, lopend.Einddatum).bevat(gevraagd.GewensteIngangsdatum):
        raise ValueError("De gewenste ingangsdatum ligt buiten de toewijzing (IV092).")
    nu = replace(
        lopend, Toewijzingsdatum=op.date(), Toewijzingstijd=op.time().replace(microsecond=0, tzinfo=None)
    )
    nieuw = replace(nu, Einddatum=gevraagd.Einddatum, Omvang=gevraagd.Omvang, Budget=gevraagd.Budget)
    if _in_de_bestaande(lopend.Omvang, gevraagd.Omvang):
        return (replace(nieuw, RedenWijziging=VAN_AANBIEDER),)
    vanaf = gevraagd.GewensteIngangsdatum
    opvolger = replace(nieuw, ToewijzingNummer=nieuw_nummer, Ingangsdatum=vanaf, RedenWijziging=None)
    if vanaf == lopend.Ingangsdatum:
        return replace(nu, Einddatum=vanaf, RedenWijziging=VERWIJDERD), opvolger
    return replace(nu, Einddatum=vanaf - DAG, RedenWijziging=VAN_AANBIEDER), opvolger


def _in_de_bestaande(oud: Omvang | None, nieuw: Omvang | None) -> bool:
    """Equal, or only the volume of a total differs (IV066); a change of budget leaves both empty."""
    if oud is None or nieuw is None:
        return oud is nieuw
    return replace(oud, Volume=nieuw.Volume) == nieuw if oud.Frequentie == TOTAAL else oud == nieuw
