"""A decision for the next young person of the same plan: Toegang asks for one, brothers and sisters follow by hand.

Other rooms import this from `actions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.besluit import queries
from eenplan.dossier.actions import check_mag_schrijven, eis_open
from eenplan.kern.actions import actie
from eenplan.kern.fouten import Geweigerd
from eenplan.werkwijze import actions as werkwijze

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker
    from eenplan.werkwijze.models import Proces


@actie
def begin_volgend_besluit(*, dossier: Dossier, door: Medewerker) -> Proces:
    """Start P3 for who has care in the plan and no decision; the request is of the same day as the first one.

    Refused when everybody has one, and while a draft still has to be written: that one is for them.
    """
    dossier = eis_open(dossier)
    check_mag_schrijven(dossier, door)
    wachtend = queries.wachten_op_besluit(dossier)
    if not wachtend.jeugdigen or wachtend.aanvraag_op is None:
        raise Geweigerd(
            "Voor iedereen met hulp in het plan is al een besluit, of er is er nog geen gevraagd."
        )
    if wachtend.wordt_geschreven:
        raise Geweigerd(
            "Er wacht al een conceptbesluit op een schrijver. Open die taak en kies voor wie het is."
        )
    return werkwijze.start_proces(
        sleutel="P3", dossier=dossier, door=door, gegevens={"aanvraag_op": wachtend.aanvraag_op.isoformat()}
    )
