"""What becomes of the work that still runs when a dossier is closed: it stops, and its tasks lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eenplan.dossier.actions import bij_sluiten, vervalt
from eenplan.kern.actions import leg_vast
from eenplan.kern.fouten import Geweigerd

from . import queries
from .actions import leg_stil
from .models import Proces, Taak

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
    _eis_rust(list(queries.andere_processen(dossier, proces)))
    gestopt: set[int] = set()
    for ander in queries.andere_processen(dossier, proces):  # who called stands before what it called
        gestopt.add(ander.pk)
        if ander.ouder_id in gestopt:
            continue
        leg_stil(ander, f"Dossier gesloten: {reden}")
        leg_vast(
            soort="proces.gestopt", door=door, dossier=dossier, over=ander, proces=ander,
            tekst=f"{ander.versie.werkwijze.naam} gestopt{_met_taken(ander)}", waarom=f"Dossier gesloten: {reden}",
        )  # fmt: skip


def _eis_rust(processen: list[Proces]) -> None:
    """Lock the processes with their open tasks, or refuse.

    The dossier is locked already here, while whoever takes or finishes a task locks it last: waiting for them would
    be waiting for each other.
    """
    taken = [taak.pk for proces in processen for taak in proces.open_taken]
    for model, nodig in ((Proces, [proces.pk for proces in processen]), (Taak, taken)):
        vrij = model._default_manager.select_for_update(skip_locked=True).filter(pk__in=nodig)
        if len(vrij) < len(nodig):
            raise Geweigerd("Een collega werkt nu aan een taak van dit dossier. Probeer het zo nog eens.")


def _met_taken(proces: Proces) -> str:
    namen = ", ".join(f"‘{taak.naam}’" for taak in proces.open_taken)
    return f"; niet meer te doen: {namen}" if namen else ""
