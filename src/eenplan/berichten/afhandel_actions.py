"""What a person does about a message that the post cannot help any further, and that no task is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.berichten import lijsten, queries, standen
from eenplan.berichten.models import Afhandeling, Bericht, Ontvangst
from eenplan.berichten.ontvangst_actions import eis_berichten
from eenplan.kern.actions import actie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

AF_TE_HANDELEN = ("afgekeurd", "onbeantwoord", "storing", "vastgelopen", "onleesbaar")


@actie
def handel_af(*, wat: Bericht | Ontvangst, hoe: str, door: Medewerker) -> Afhandeling:
    """Record what was done about it; it then leaves the list of what is to be done."""
    eis_berichten(door)
    huidig: Bericht | Ontvangst = vergrendel(type(wat), wat.pk)
    if isinstance(huidig, Bericht) and not queries.in_verkeer(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("U mag dit bericht niet afhandelen.")
    stand = stand_van(huidig).code
    if isinstance(huidig, Bericht) and huidig.bewaakt_op is not None:
        raise Geweigerd("Voor dit bericht loopt een taak. Handel het daar af.")
    if stand not in AF_TE_HANDELEN or not lijsten.is_te_doen(huidig, stand):
        raise Geweigerd("Aan dit bericht is niets meer te doen.")
    if not hoe.strip():
        raise Geweigerd("Schrijf op wat u heeft gedaan.", veld="hoe")
    afhandeling = Afhandeling(
        organisatie_id=huidig.organisatie_id, bericht=huidig if isinstance(huidig, Bericht) else None,
        ontvangst=huidig if isinstance(huidig, Ontvangst) else None, stand=stand, hoe=hoe.strip(), op=nu(), door=door,
    )  # fmt: skip
    keur(afhandeling)
    afhandeling.save()
    leg_vast(
        soort="bericht.afgehandeld", door=door, dossier=getattr(huidig, "dossier_id", None), over=huidig, waarom=hoe.strip(),
        tekst=f"{huidig} afgehandeld",
    )  # fmt: skip
    return afhandeling


def stand_van(rij: Bericht | Ontvangst) -> standen.Stand:
    if isinstance(rij, Bericht):
        return standen.van_bericht(rij, leest=False)
    return standen.van_ontvangst(rij, leest=False, bekend=True)
