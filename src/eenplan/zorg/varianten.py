"""Which combinations of unit and frequency an assignment may have, and which of them need an end date.

Source: iJw 3.2, table of *toewijzingsvarianten* and rules CD041, CD075-CD079, CS338 and CS343. The units are
code list WJ756, the frequencies WMO757. Tests compare this with the published table.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from eenplan.kern.fouten import Geweigerd

GROOTSTE_VOLUME = 99_999_999  # RS005; the same bound holds for a budget in eurocents
GROOTSTE_NUMMER = 999_999_999  # RS006


class Eenheid(models.TextChoices):
    """Code list WJ756."""

    MINUUT = "01", _("minuut")
    UUR = "04", _("uur")
    ETMAAL = "14", _("etmaal")
    DAGDEEL = "16", _("dagdeel (4 uur)")
    STUKS_OUTPUT = "82", _("stuks (output)")
    EURO = "83", _("euro")
    STUKS_INSPANNING = "84", _("stuks (inspanning)")


class Frequentie(models.TextChoices):
    """Code list WMO757."""

    DAG = "1", _("per dag")
    WEEK = "2", _("per week")
    MAAND = "4", _("per maand")
    TOTAAL = "6", _("in totaal binnen de periode")


ENKELVOUD = {
    "01": "minuut",
    "04": "uur",
    "14": "etmaal",
    "16": "dagdeel",
    "82": "stuk",
    "83": "euro",
    "84": "stuk",
}
MEERVOUD = {
    "01": "minuten",
    "04": "uur",
    "14": "etmalen",
    "16": "dagdelen",
    "82": "stuks",
    "83": "euro",
    "84": "stuks",
}

INSPANNING = (Eenheid.MINUUT, Eenheid.UUR, Eenheid.ETMAAL, Eenheid.DAGDEEL, Eenheid.STUKS_INSPANNING)
OUTPUT = (Eenheid.STUKS_OUTPUT, Eenheid.EURO)

# CS338, CS343: per day is only possible for these units. Every other combination is allowed.
PER_DAG = (Eenheid.MINUUT, Eenheid.UUR, Eenheid.STUKS_OUTPUT)

# Of these frequencies the total cannot be known without an end date (CD076).
EIND_VERPLICHT = (Frequentie.WEEK,)


def mag(eenheid: str, frequentie: str) -> bool:
    """Whether the standard allows this unit with this frequency."""
    if eenheid not in Eenheid.values or frequentie not in Frequentie.values:
        return False
    return frequentie != Frequentie.DAG or eenheid in PER_DAG


def omvang_in_woorden(volume: int, eenheid: str, frequentie: str) -> str:
    """A volume as people say it: "4 uur per week", "€ 9.000 in totaal binnen de periode"."""
    hoe_vaak = str(Frequentie(frequentie).label) if frequentie in Frequentie.values else ""
    return f"{aantal_in_woorden(volume, eenheid)} {hoe_vaak}".strip()


def aantal_in_woorden(volume: int, eenheid: str) -> str:
    """A number of units as people say it: "4 uur", "1 etmaal"; eurocents as an amount (IV042)."""
    if eenheid == Eenheid.EURO:
        return euro(Decimal(volume) / 100)
    woord = (ENKELVOUD if volume == 1 else MEERVOUD).get(eenheid, "")
    return f"{volume} {woord}".strip()


def euro(bedrag: Decimal) -> str:
    """An amount as it is written in Dutch: € 1.234,50, and € 1.234 when there are no cents."""
    text = f"{bedrag:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€ {text.removesuffix(',00')}"


def centen_in_woorden(centen: int) -> str:
    """An amount in eurocents as it is written: € 12,50; a credit with a minus."""
    return f"{'-' if centen < 0 else ''}{euro(Decimal(abs(centen)) / 100)}"


def check_omvang(
    *,
    volume: int | None,
    eenheid: str,
    frequentie: str,
    budget: Decimal | None,
    begin: date,
    eind: date | None,
) -> None:
    """Refuses a size or budget that a JW301 could not carry, with the sentence that says how to mend it."""
    if eind is not None and eind < begin:
        raise Geweigerd(
            f"De einddatum ({eind:%d-%m-%Y}) ligt vóór de begindatum ({begin:%d-%m-%Y}).", veld="eind"
        )
    if budget is not None:
        _check_budget(volume, budget, eind)
        return
    if volume is None:
        if eenheid or frequentie:
            raise Geweigerd(
                "Vul bij een eenheid of frequentie ook het volume in, of laat alle drie leeg.", veld="volume"
            )
        return
    if not 1 <= volume <= GROOTSTE_VOLUME:
        raise Geweigerd(f"Het volume is een heel getal van 1 tot en met {GROOTSTE_VOLUME}.", veld="volume")
    if eenheid not in Eenheid.values:
        raise Geweigerd("Kies de eenheid van het volume, bijvoorbeeld uur of etmaal.", veld="eenheid")
    if frequentie not in Frequentie.values:
        raise Geweigerd("Kies hoe vaak het volume geldt, bijvoorbeeld per week.", veld="frequentie")
    if not mag(eenheid, frequentie):
        raise Geweigerd(
            f"Per dag kan niet bij de eenheid {Eenheid(eenheid).label}. Kies per week, per maand of in totaal.",
            veld="frequentie",
        )
    if frequentie in EIND_VERPLICHT and eind is None:
        raise Geweigerd("Bij een volume per week hoort een einddatum. Vul de einddatum in.", veld="eind")


def _check_budget(volume: int | None, budget: Decimal, eind: date | None) -> None:
    if volume is not None:
        raise Geweigerd("Kies volume of budget, niet allebei.", veld="budget")
    if not 0 < budget * 100 <= GROOTSTE_VOLUME:
        raise Geweigerd("Het budget is een bedrag van één cent tot en met € 999.999,99.", veld="budget")
    if budget * 100 != int(budget * 100):
        raise Geweigerd("Schrijf het budget in hele centen, bijvoorbeeld 1250,50.", veld="budget")
    if eind is None:
        raise Geweigerd("Bij een budget hoort een einddatum. Vul de einddatum in.", veld="eind")
