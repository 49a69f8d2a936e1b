"""What must hold before anything is written to a dossier: it is there, and it is open."""

from __future__ import annotations

from eenplan.dossier.models import Dossier
from eenplan.kern.actions import vergrendel
from eenplan.kern.fouten import Geweigerd


def check_open(dossier: Dossier) -> None:
    """Refuses when the dossier is closed."""
    if not dossier.is_open:
        raise Geweigerd(
            f"Dossier {dossier.nummer} is gesloten op {dossier.gesloten_op:%d-%m-%Y}. "
            "Registreer een nieuwe melding als het gezin opnieuw hulp vraagt."
        )


def eis_open(dossier: Dossier) -> Dossier:
    """The dossier, locked and open; a dossier that was closed meanwhile is refused."""
    huidig: Dossier = vergrendel(Dossier, dossier.pk)
    check_open(huidig)
    return huidig
