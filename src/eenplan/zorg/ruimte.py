"""What was granted on an assignment and what is left of it, in the words of the standard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Sum

from eenplan.zorg.varianten import Frequentie
from ijw import typen
from ijw.berekeningen import Periode, maximum, werkdagen_na

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from eenplan.zorg.models import Prestatie, Regiemelding, Toewijzing

REGIE = 5  # working days in which a start or a stop is reported (OP271, OP272)


def toegekende(toewijzing: Toewijzing) -> QuerySet[Prestatie]:
    """The lines of claims on this assignment that were granted, credits too."""
    return toewijzing.prestaties.filter(
        codes=[], declaratie__codes=[], declaratie__beantwoord_op__isnull=False
    )


def toegekend(toewijzing: Toewijzing) -> int:
    """Debit minus credit in eurocents, of all that was granted."""
    return toegekende(toewijzing).aggregate(som=Sum("bedrag"))["som"] or 0


def resteert(toewijzing: Toewijzing) -> int | None:
    """What is left of a budget (eurocents) or of a size for the whole term (in its unit); None where the assignment sets
    no total."""
    if toewijzing.budget is not None:
        return int(toewijzing.budget * 100) - toegekend(toewijzing)
    if toewijzing.frequentie != Frequentie.TOTAAL or toewijzing.volume is None:
        return None
    gebruikt = sum(rij.volume if rij.bedrag >= 0 else -rij.volume for rij in toegekende(toewijzing))
    return toewijzing.volume - gebruikt


def hoogstens(toewijzing: Toewijzing, begin: date, eind: date, eenheid: str) -> int | None:
    """The most that fits in one line of a claim over this period (TR321); None without a size."""
    if toewijzing.volume is None:
        return None
    omvang = typen.Omvang(
        Volume=toewijzing.volume, Eenheid=toewijzing.eenheid, Frequentie=toewijzing.frequentie
    )
    return maximum(omvang, Periode(toewijzing.begin, toewijzing.eind), Periode(begin, eind), eenheid)


def regietermijn(melding: Regiemelding, vastgesteld: date | None = None) -> tuple[date, date] | None:
    """From which day and until when the provider had to report this (OP271, OP272). `vastgesteld`: the day on which the
    assignment was first told, for what was assigned afterwards.

    None for a final stop on care that had stopped for a time: only the provider knows when that became final. And for care
    that is paid as a fixed sum, where reporting is agreed by contract.
    """
    if melding.toewijzing_id is None:
        return None
    if melding.soort == "start":
        vanaf = max(melding.begin, vastgesteld) if vastgesteld else melding.begin
    else:
        assert melding.eind is not None
        if not melding.tijdelijk and _stond_stil(melding):
            return None
        vanaf = melding.eind
    return vanaf, werkdagen_na(vanaf, REGIE)


def _stond_stil(melding: Regiemelding) -> bool:
    gelijk = type(melding).objects.filter(
        toewijzing=melding.toewijzing_id, soort="stop", begin=melding.begin, verwijderd_op__isnull=True
    )
    return any(rij.tijdelijk for rij in gelijk.exclude(pk=melding.pk))
