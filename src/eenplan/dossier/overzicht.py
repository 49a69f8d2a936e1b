"""What the overview page shows, gathered from the rooms around the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eenplan.dossier.models import Dossier
from eenplan.gezin import queries as gezin
from eenplan.plan import queries as plan
from eenplan.werkwijze import queries as werkwijze
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


def overzicht_van(dossier: Dossier, medewerker: Medewerker) -> dict[str, Any]:
    """Family drawing, goals, place in the process, care, open tasks and the last contacts."""
    return {
        "genogram": gezin.genogram(dossier.gezin),
        "plan": plan.huidig_plan(dossier),
        "zorg": zorg.overzicht(dossier),
        "taken": werkwijze.open_taken(dossier, medewerker),
        "processen": werkwijze.processen_van(dossier),
        "notities": dossier.contactnotities.select_related("door")[:3],
        "melding": dossier.meldingen.select_related("jeugdige").first(),
    }
