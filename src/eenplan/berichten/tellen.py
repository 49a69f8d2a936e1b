"""What waits in the room of messages, as the menu shows it: registered at start (`kern.tellers`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.berichten import lijsten
from eenplan.berichten.queries import FUNCTIES
from eenplan.kern.tellers import teller
from eenplan.zorg import verkeer
from eenplan.zorg.models import Declaratie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


@teller("berichten")
def berichten(medewerker: Medewerker) -> int:
    """Messages that need a person."""
    return lijsten.te_doen(medewerker)


@teller("verzoeken")
def verzoeken(medewerker: Medewerker) -> int:
    """Requests that wait for an answer."""
    if not medewerker.heeft_functie(*FUNCTIES):
        return 0
    return verkeer.verzoeken(medewerker).filter(verkeer.OPEN).count()


@teller("declaraties")
def declaraties(medewerker: Medewerker) -> int:
    """Claims that wait for an answer."""
    if not medewerker.heeft_functie(*FUNCTIES):
        return 0
    return Declaratie.objects.filter(beantwoord_op__isnull=True).count()
