"""What becomes of the work that still runs when a dossier is closed: it stops, and its tasks lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eenplan.dossier.actions import bij_sluiten, vervalt
from eenplan.kern.actions import leg_vast
from eenplan.kern.fouten import Geweigerd

from . import queries
from .actions import leg_stil
from .models import Proces

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


@vervalt
def open_werk(dossier: Any, proces: Proces | None) -> list[str]:
    """Per process that stops, which tasks are no longer to be done."""
    return [
        f"{ander.versie.werkwijze.naam} stopt{_met_taken(ander)}."
        for ander in queries.andere_processen(dossier, proces)
    ]


@bij_sluiten
def stop_werk(dossier: Any, door: Medewerker, reden: str, proces: Proces | None) -> None:
    """Every other process that runs stops, each with a line on the timeline that names the tasks that lapse."""
    anderen = list(queries.andere_processen(dossier, proces))
    # The dossier is locked already, while whoever finishes a task locks it last: never wait for them here.
    vrij = Proces.objects.select_for_update(skip_locked=True).filter(pk__in=[ander.pk for ander in anderen])
    if len(vrij) < len(anderen):
        raise Geweigerd(
            "Een collega rondt op dit moment een taak van dit dossier af. Probeer het zo nog eens."
        )
    gestopt: set[int] = set()
    for ander in anderen:  # the one that called stands before the one it called
        gestopt.add(ander.pk)
        if ander.ouder_id in gestopt:
            continue
        leg_stil(ander, f"Dossier gesloten: {reden}")
        leg_vast(
            soort="proces.gestopt", door=door, dossier=dossier, over=ander, proces=ander,
            tekst=f"{ander.versie.werkwijze.naam} gestopt{_met_taken(ander)}", waarom=f"Dossier gesloten: {reden}",
        )  # fmt: skip


def _met_taken(proces: Proces) -> str:
    namen = ", ".join(f"‘{taak.naam}’" for taak in proces.open_taken)  # type: ignore[attr-defined]
    return f"; niet meer te doen: {namen}" if namen else ""
