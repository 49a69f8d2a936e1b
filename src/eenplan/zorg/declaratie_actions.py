"""Answering claims: what the rules left is granted, the rest is rejected with its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu
from eenplan.organisatie.models import Functie
from eenplan.zorg.melden import meld_declaratie
from eenplan.zorg.models import Declaratie
from eenplan.zorg.opslaan import eis_functie
from eenplan.zorg.varianten import centen_in_woorden

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

BETALEN = (Functie.BACKOFFICE,)


@actie
def beantwoord_declaratie(*, declaratie: Declaratie, door: Medewerker | None) -> Declaratie:
    """Send the answer (JW325) that was found when the claim came in: from now on its lines are granted or rejected."""
    eis_functie(door, BETALEN, "declaraties beantwoorden")
    huidig: Declaratie = vergrendel(Declaratie, declaratie.pk)
    if huidig.beantwoord_op:
        raise Geweigerd(f"Declaratie {huidig.nummer} is al beantwoord op {huidig.beantwoord_op:%d-%m-%Y}.")
    huidig.beantwoord_op, huidig.beantwoord_door = nu(), door
    huidig.save(update_fields=["beantwoord_op", "beantwoord_door"])
    leg_vast(
        soort="zorg.declaratie_beantwoord", door=door, over=huidig,
        tekst=f"Declaratie {huidig.nummer} van {huidig.aanbieder} beantwoord: {centen_in_woorden(huidig.toegekend)} toegekend",
    )  # fmt: skip
    meld_declaratie(huidig, door)
    return huidig
