"""What becomes of the tasks of somebody who leaves: they go back to the others of that functie and team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.kern.actions import leg_vast
from eenplan.organisatie.vertrek import draag_over, laat_zien

from .models import NIET_AF, Taak

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


@laat_zien
def open_taken(medewerker: Medewerker) -> list[str]:
    """How many open tasks there are, without saying of which family."""
    aantal = Taak.objects.filter(NIET_AF, medewerker=medewerker).count()
    if not aantal:
        return []
    wat = "1 open taak gaat" if aantal == 1 else f"{aantal} open taken gaan"
    return [f"{wat} terug naar het team. Een collega kan ze pakken onder Mijn werk."]


@draag_over
def geef_taken_terug(medewerker: Medewerker, door: Medewerker | None) -> None:
    """Back in nobody's name, each with a line on the timeline of its family."""
    taken = Taak.objects.select_for_update(of=("self",)).filter(NIET_AF, medewerker=medewerker)
    for taak in taken.select_related("dossier", "proces"):
        taak.medewerker, taak.gepakt_op = None, None
        taak.save(update_fields=["medewerker", "gepakt_op"])
        leg_vast(
            soort="taak.teruggegeven", door=door, dossier=taak.dossier, over=taak, proces=taak.proces,
            tekst=f"{taak.naam} terug naar het team", waarom=f"{medewerker} is uit dienst.",
        )  # fmt: skip
