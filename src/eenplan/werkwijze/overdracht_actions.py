"""Open tasks of somebody who stops working on a family. The room `dossier` calls these from `actions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.kern.actions import actie, leg_vast
from eenplan.kern.fouten import EenplanFout
from eenplan.kern.tijd import nu

from .models import NIET_AF, Taak

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker


def vergrendel_taken(dossier: Dossier) -> None:
    """Lock the open tasks of a dossier, for who is going to lock the dossier itself: tasks come first."""
    list(
        Taak.objects.select_for_update(of=("self",))
        .filter(NIET_AF, dossier=dossier)
        .order_by("pk")
        .values_list("pk")
    )


@actie
def draag_taken_over(
    *, dossier: Dossier, van: Medewerker, naar: Medewerker | None, door: Medewerker | None
) -> None:
    """What stood in the name of `van` goes to `naar`, or back to the team where `naar` may not do it.

    Each with a line on the timeline. Called within an action that says why.
    """
    taken = Taak.objects.select_for_update(of=("self",)).filter(NIET_AF, dossier=dossier, medewerker=van)
    for taak in taken.select_related("dossier", "proces", "team").order_by("pk"):
        nieuw = naar if naar is not None and _mag(taak, naar) else None
        taak.medewerker, taak.gepakt_op = nieuw, nu() if nieuw else None
        taak.save(update_fields=["medewerker", "gepakt_op"])
        leg_vast(
            soort="taak.toegewezen" if nieuw else "taak.teruggegeven",
            door=door,
            dossier=dossier,
            over=taak,
            proces=taak.proces,
            tekst=f"{taak.naam}: toegewezen aan {nieuw}" if nieuw else f"{taak.naam} terug naar het team",
            waarom=f"{van} is geen regisseur meer."
            if naar
            else f"{van} werkt niet meer mee aan dit dossier.",
        )


def _mag(taak: Taak, medewerker: Medewerker) -> bool:
    from .actions import check_mag_doen

    try:
        check_mag_doen(taak, medewerker, toegewezen=True)
    except EenplanFout:
        return False
    return True
