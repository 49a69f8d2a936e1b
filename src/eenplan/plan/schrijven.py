"""What every write to a plan asks first: may it, is it open, is it complete; and what it leaves behind.

For the actions of this room only.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from eenplan.dossier.actions import eis_open, mag_schrijven
from eenplan.dossier.queries import grond
from eenplan.kern.actions import leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.plan import queries
from eenplan.plan.models import Plan

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker

DENKEN_MEE = (Functie.PRAKTIJKLEIDER, Functie.GEDRAGSWETENSCHAPPER)
GROND_OM_MEE_TE_DENKEN = ("team", "functie", Functie.GEDRAGSWETENSCHAPPER)  # words of `dossier.queries.grond`
SCHRIJVERS = (
    Functie.JEUGDCONSULENT,
    Functie.PRAKTIJKLEIDER,
    Functie.GEDRAGSWETENSCHAPPER,
    Functie.JEUGDBESCHERMER,
)


def is_schrijver(dossier: Dossier, medewerker: Medewerker) -> bool:
    """Whether this person may write the plan of a dossier that they see.

    The regisseur; who works on the dossier in a functie that writes; and the praktijkleider and gedragswetenschapper of
    the team, who think along. Not who only reads along: a second reader of the plan does not change what they judge, nor
    does who broke the glass.
    """
    if dossier.regisseur_id == medewerker.pk:
        return True
    if not medewerker.heeft_functie(*SCHRIJVERS):
        return False
    if mag_schrijven(dossier, medewerker):
        return True
    return medewerker.heeft_functie(*DENKEN_MEE) and grond(medewerker, dossier) in GROND_OM_MEE_TE_DENKEN


def check_schrijver(dossier: Dossier, door: Medewerker | None) -> None:
    """The regisseur writes, and those whose functie is to think along. `door` None is the system."""
    if door is None or is_schrijver(dossier, door):
        return
    raise GeenRecht(
        "Het plan wordt geschreven door de regisseur, wie aan dit dossier werkt en de inhoudelijke collega's van het team. "
        "Leest u mee, leg dan vast wat u vindt als contact of in uw taak."
    )


def te_schrijven(plan: Plan, door: Medewerker | None) -> Plan:
    """The plan, locked, of an open dossier, not settled, and `door` may write it."""
    dossier = eis_open(plan.dossier_id)
    check_schrijver(dossier, door)
    huidig: Plan = vergrendel(Plan, plan.pk)
    huidig.dossier = dossier
    if not huidig.is_concept:
        raise Geweigerd(
            f"{huidig} is vastgesteld op {huidig.vastgesteld_op:%d-%m-%Y} en verandert niet meer. Begin een nieuw plan."
        )
    return huidig


def eis_volledig(plan: Plan) -> None:
    """Refuses, with all that lacks at once, a plan that cannot be discussed or signed yet."""
    ontbreekt = queries.ontbreekt_inhoud(plan)
    if ontbreekt:
        raise Geweigerd(" ".join(ontbreekt))


def eis_gezinslid(plan: Plan, persoon: Persoon, veld: str) -> None:
    """Refuses, at `veld`, somebody who does not belong to the family of this plan today."""
    if persoon.pk not in {lid.pk for lid in queries.gezinsleden(plan.dossier)}:
        raise Geweigerd(f"{persoon.naam} hoort niet bij dit gezin. Kies iemand uit het gezin.", veld=veld)


def niet_in_toekomst(dag: date, veld: str) -> date:
    """The day; refused, at `veld`, when it has yet to come."""
    if dag > vandaag():
        raise Geweigerd("Deze datum ligt in de toekomst. Vul de dag in waarop het gebeurde.", veld=veld)
    return dag


def heropen(plan: Plan) -> None:
    """Who signed, signed another text: a change takes agreement and signatures back."""
    if plan.besproken_op is None and plan.verzonden_op is None:
        return
    plan.besproken_op = plan.akkoord = plan.verzonden_op = None
    plan.save(update_fields=["besproken_op", "akkoord", "verzonden_op"])
    plan.ondertekeningen.all().delete()


def noteer(
    plan: Plan, door: Medewerker | None, wat: str, tekst: str, *, over: Any = None, waarom: str = ""
) -> None:
    """Leave the Gebeurtenis `plan.<wat>`, about the plan unless `over` names what exactly."""
    leg_vast(
        soort=f"plan.{wat}", door=door, dossier=plan.dossier, over=over or plan, tekst=tekst, waarom=waarom
    )
