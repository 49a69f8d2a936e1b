"""What a person does about a message that the post cannot help any further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.berichten import actions, lijsten, queries, standen
from eenplan.berichten.models import Afhandeling, Bericht, Ontvangst
from eenplan.berichten.ontvangst_actions import eis_berichten
from eenplan.kern.actions import actie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

AF_TE_HANDELEN = ("afgekeurd", "onbeantwoord", "storing", "vastgelopen", "onleesbaar")
OPNIEUW_TE_STUREN = ("JW301", "JW319")


@actie
def handel_af(*, wat: Bericht | Ontvangst, hoe: str, door: Medewerker) -> Afhandeling:
    """Record what was done about it; it then leaves the list of what is to be done."""
    eis_berichten(door)
    huidig: Bericht | Ontvangst = vergrendel(type(wat), wat.pk)
    if isinstance(huidig, Bericht) and not queries.in_verkeer(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("U mag dit bericht niet afhandelen.")
    stand = stand_van(huidig).code
    if stand not in AF_TE_HANDELEN or not lijsten.is_te_doen(huidig, stand):
        raise Geweigerd("Aan dit bericht is niets meer te doen.")
    if not hoe.strip():
        raise Geweigerd("Schrijf op wat u heeft gedaan.", veld="hoe")
    return _leg_afhandeling_vast(huidig, stand, hoe.strip(), door)


@actie
def stuur_opnieuw(*, bericht: Bericht, door: Medewerker) -> list[Bericht]:
    """Tell a provider again what was rejected, as it is now: a new message with a number of its own.

    Who may read it, because who cannot see what was wrong cannot have mended it.
    """
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if not queries.zichtbaar(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("Een afgekeurd bericht stuurt opnieuw wie aan het dossier werkt, of het A-team.")
    if huidig.status != "afgekeurd" or huidig.soort not in OPNIEUW_TE_STUREN:
        raise Geweigerd("Alleen een toewijzing of antwoord dat de aanbieder afkeurde, stuurt u zo opnieuw.")
    if huidig.soort == "JW301":
        toewijzingen = [
            regel.toewijzing
            for regel in huidig.regels.select_related(
                "toewijzing__product", "toewijzing__aanbieder", "toewijzing__jeugdige", "toewijzing__dossier__organisatie"
            )
        ]  # fmt: skip
        nieuw = actions.verstuur_jw301(toewijzingen=toewijzingen, verzoek=huidig.verzoek, door=door)
    else:
        assert huidig.verzoek is not None
        nieuw = [actions.beantwoord_verzoek(verzoek=huidig.verzoek, door=door)]
    nummers = ", ".join(str(rij) for rij in nieuw)
    _leg_afhandeling_vast(huidig, "afgekeurd", f"opnieuw gestuurd als {nummers}", door)
    return nieuw


def stand_van(rij: Bericht | Ontvangst) -> standen.Stand:
    if isinstance(rij, Bericht):
        return standen.van_bericht(rij, leest=False)
    return standen.van_ontvangst(rij, leest=False, bekend=True)


def _leg_afhandeling_vast(
    rij: Bericht | Ontvangst, stand: str, hoe: str, door: Medewerker | None
) -> Afhandeling:
    afhandeling = Afhandeling(
        organisatie_id=rij.organisatie_id, bericht=rij if isinstance(rij, Bericht) else None,
        ontvangst=rij if isinstance(rij, Ontvangst) else None, stand=stand, hoe=hoe, op=nu(), door=door,
    )  # fmt: skip
    keur(afhandeling)
    afhandeling.save()
    leg_vast(
        soort="bericht.afgehandeld", door=door, dossier=getattr(rij, "dossier_id", None), over=rij, waarom=hoe,
        tekst=f"{rij} afgehandeld",
    )  # fmt: skip
    return afhandeling
