"""What every write of this room asks first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from eenplan.kern.actions import vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.organisatie.models import Functie, Medewerker, Organisatie
from eenplan.organisatie.queries import is_laatste_beheerder


def check_beheer(door: Medewerker | None, organisatie_id: int) -> None:
    """Refuses whoever is not beheerder (`GeenRecht`) or works elsewhere (`NietGevonden`)."""
    if door is None:
        return
    if not door.heeft_functie(Functie.BEHEERDER):
        raise GeenRecht("Alleen een beheerder kan medewerkers, teams en mandaten wijzigen.")
    if door.organisatie_id != organisatie_id:
        raise NietGevonden("Dit hoort niet bij uw organisatie.")


def check_niet_zelf(door: Medewerker | None, medewerker: Medewerker, zin: str) -> None:
    """Nobody changes their own rights or way in: a colleague looks along."""
    if door is not None and door.pk == medewerker.pk:
        raise Geweigerd(zin)


def check_blijft_een_beheerder(medewerker: Medewerker, veld: str | None = None) -> None:
    """Refuses to shut out the last one who can manage; the lock keeps two of them from leaving at once."""
    vergrendel(Organisatie, medewerker.organisatie_id)
    if is_laatste_beheerder(medewerker):
        raise Geweigerd("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.", veld=veld)


def eis_waarom(waarom: str, zin: str) -> str:
    """Who reads it later must know why."""
    if not waarom.strip():
        raise Geweigerd(zin, veld="waarom")
    return waarom.strip()


def end(period: Any, tot: date) -> None:
    """`tot` becomes the last day; later than the end that there was is refused."""
    if tot < period.vanaf:
        raise Geweigerd("De einddatum ligt vóór de begindatum.", veld="tot")
    if period.tot and period.tot <= tot:
        raise Geweigerd(f"Dit is al beëindigd op {period.tot:%d-%m-%Y}.", veld="tot")
    period.tot = tot
    period.save(update_fields=["tot"])


def overlapping(rows: Any, period: Any) -> Any:
    """The rows of which the period shares a day with `period`."""
    rows = rows.filter(Q(tot__isnull=True) | Q(tot__gte=period.vanaf))
    return rows.filter(vanaf__lte=period.tot) if period.tot else rows


def forget_rights(medewerker: Medewerker) -> None:
    """The instance keeps its functies and teams once read; after a change they are read anew."""
    for naam in ("functies", "team_ids"):
        medewerker.__dict__.pop(naam, None)
