"""Every write to a plan: begin, write, discuss, sign, settle, follow progress.

A settled plan is closed to all of these but reactions and progress; who wants it otherwise begins a new one.
Goals and what helps stand in `inhoud_actions`; other rooms import from here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from eenplan.dossier.actions import check_mag_noteren, eis_open, zet_fase
from eenplan.kern.actions import actie, bewaar_versie, keur, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.plan import queries
from eenplan.plan.inhoud_actions import (
    verwijder_doel,
    verwijder_inzet,
    voeg_doel_toe,
    voeg_inzet_toe,
    wijzig_doel,
    wijzig_inzet,
)
from eenplan.plan.models import Doel, Inzet, Ondertekening, Plan, Reactie, Voortgang
from eenplan.plan.schrijven import (
    check_schrijver,
    eis_gezinslid,
    eis_volledig,
    heropen,
    is_schrijver,
    niet_in_toekomst,
    noteer,
    te_schrijven,
)

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker

__all__ = [
    "begin_plan",
    "bespreek",
    "check_schrijver",
    "geef_reactie",
    "is_schrijver",
    "koppel_toewijzing",
    "leg_voortgang_vast",
    "onderteken",
    "stel_plan_vast",
    "teken_niet",
    "verstuur_om_te_tekenen",
    "verwijder_doel",
    "verwijder_inzet",
    "voeg_doel_toe",
    "voeg_inzet_toe",
    "wijzig_doel",
    "wijzig_inzet",
    "wijzig_plan",
]

UIT_VORIGE = ("persoon", "titel", *queries.SMART, "eind_op", "doel_waarde", "eenheid")


# The plan itself -------------------------------------------------------------------------------------------


@actie
def begin_plan(
    *, dossier: Dossier, door: Medewerker | None, soort: str = Plan.Soort.ONDERSTEUNINGSPLAN
) -> Plan:
    """A new plan under the next number. When one holds already, its goals and text are the beginning."""
    dossier = eis_open(dossier)
    check_schrijver(dossier, door)
    if queries.concept_plan(dossier) is not None:
        raise Geweigerd("Er is al een plan in voorbereiding. Werk dat verder uit.")
    vorige = queries.geldend_plan(dossier)
    plan = Plan.objects.create(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        nummer=(dossier.plannen.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        soort=soort,
        situatie=vorige.situatie if vorige else "",
        verklaring=vorige.verklaring if vorige else "",
        opgesteld_door=door,
        opgesteld_op=vandaag(),
    )
    for doel in vorige.doelen.all() if vorige else ():
        _copy_goal(doel, plan)
    if dossier.fase in ("aanmelding", "onderzoek"):
        zet_fase(dossier=dossier, fase="plan", door=door)
    noteer(plan, door, "begonnen", f"{plan} begonnen")
    return plan


@actie
def wijzig_plan(*, plan: Plan, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Plan:
    """Change the text: `soort`, `situatie`, `verklaring`."""
    plan = te_schrijven(plan, door)
    onbekend = set(velden) - {"soort", "situatie", "verklaring"}
    if onbekend:
        raise ValueError(f"geen tekst van een plan: {', '.join(sorted(onbekend))}")
    huidig = bewaar_versie(plan, gelezen_versie, **velden)
    heropen(huidig)
    noteer(huidig, door, "gewijzigd", f"{huidig} bijgewerkt")
    return huidig


@actie
def bespreek(*, plan: Plan, akkoord: bool, door: Medewerker | None, datum: date | None = None) -> Plan:
    """The plan was discussed with youth and parents; `akkoord`: they can go along with it."""
    plan = te_schrijven(plan, door)
    eis_volledig(plan)
    datum = niet_in_toekomst(datum or vandaag(), "datum")
    plan.besproken_op, plan.akkoord = datum, akkoord
    plan.save(update_fields=["besproken_op", "akkoord"])
    tekst = "gezin is akkoord" if akkoord else "gezin wil het anders"
    noteer(plan, door, "besproken", f"{plan} besproken: {tekst}")
    return plan


@actie
def verstuur_om_te_tekenen(*, plan: Plan, door: Medewerker | None, datum: date | None = None) -> Plan:
    """The plan went to those who must sign it."""
    plan = te_schrijven(plan, door)
    eis_volledig(plan)
    if not plan.akkoord:
        raise Geweigerd("Bespreek het plan eerst met jeugdige en ouders en leg vast dat ze akkoord zijn.")
    plan.verzonden_op = niet_in_toekomst(datum or vandaag(), "datum")
    plan.save(update_fields=["verzonden_op"])
    noteer(plan, door, "verzonden", f"{plan} gestuurd om te tekenen")
    return plan


@actie
def stel_plan_vast(*, plan: Plan, door: Medewerker | None) -> Plan:
    """Settle: the content is complete and everybody signed or has a reason. From here on it is fixed."""
    plan = te_schrijven(plan, door)
    eis_volledig(plan)
    ontbreekt = queries.ontbreekt_handtekening(plan)
    if ontbreekt:
        raise Geweigerd(" ".join(ontbreekt))
    plan.vastgesteld_op, plan.vastgesteld_door = vandaag(), door
    plan.save(update_fields=["vastgesteld_op", "vastgesteld_door"])
    noteer(plan, door, "vastgesteld", f"{plan} vastgesteld")
    return plan


# The family speaks -----------------------------------------------------------------------------------------


@actie
def geef_reactie(
    *, plan: Plan, persoon: Persoon, tekst: str, door: Medewerker | None, datum: date | None = None
) -> Reactie:
    """What a family member says of the plan, written down by who may write a contact. It changes nothing of what was agreed."""
    plan.dossier = eis_open(plan.dossier_id)
    check_mag_noteren(plan.dossier, door)
    if not tekst.strip():
        raise Geweigerd("Schrijf de reactie op in de woorden van wie hem gaf.", veld="tekst")
    eis_gezinslid(plan, persoon, "persoon")
    reactie = Reactie.objects.create(
        organisatie_id=plan.organisatie_id, plan=plan, persoon=persoon, tekst=tekst.strip(),
        datum=niet_in_toekomst(datum or vandaag(), "datum"),
    )  # fmt: skip
    noteer(plan, door, "reactie", f"{persoon.naam} reageerde op het plan", over=reactie)
    return reactie


@actie
def onderteken(
    *, plan: Plan, persoon: Persoon, wijze: str, door: Medewerker | None, datum: date | None = None
) -> Ondertekening:
    """`persoon` signed the plan as it was sent."""
    if wijze not in Ondertekening.Wijze.values:
        raise Geweigerd("Kies hoe er is getekend: op papier, in een gesprek of digitaal.", veld="wijze")
    datum = niet_in_toekomst(datum or vandaag(), "datum")
    return _sign(plan, persoon, door, datum=datum, wijze=wijze, niet_getekend_reden="")


@actie
def teken_niet(*, plan: Plan, persoon: Persoon, reden: str, door: Medewerker | None) -> Ondertekening:
    """`persoon` was asked and did not sign; `reden` says why."""
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom de handtekening er niet is.", veld="niet_getekend_reden")
    return _sign(plan, persoon, door, datum=None, wijze="", niet_getekend_reden=reden.strip())


# After settling ------------------------------------------------------------------------------------------


@actie
def leg_voortgang_vast(
    *, doel: Doel, waarde: Decimal, door: Medewerker | None, datum: date | None = None, toelichting: str = ""
) -> Voortgang:
    """Where the goal stands on a day. Goes on after the plan was settled."""
    dossier = doel.plan.dossier = eis_open(doel.plan.dossier_id)
    check_schrijver(dossier, door)
    if doel.begin_waarde is None or doel.doel_waarde is None:
        raise Geweigerd(
            "Dit doel heeft geen stand om te meten. Vul bij het doel in waar het begint en waar het heen moet."
        )
    rij = Voortgang(
        organisatie_id=doel.organisatie_id,
        doel=doel,
        datum=niet_in_toekomst(datum or vandaag(), "datum"),
        waarde=waarde,
        toelichting=toelichting.strip(),
    )
    keur(rij)
    rij.save()
    noteer(doel.plan, door, "voortgang", f"{doel.titel}: nu {waarde:g} {doel.eenheid}".strip(), over=rij)
    return rij


@actie
def koppel_toewijzing(*, inzet: Inzet, toewijzing: Any, door: Medewerker | None) -> Inzet:
    """This assignment came of the plan itself, where the municipality agreed that no decision is needed.

    Also on a settled plan: it changes nothing of what was agreed.
    """
    inzet = vergrendel(Inzet, inzet.pk)
    inzet.toewijzing = toewijzing
    inzet.save(update_fields=["toewijzing"])
    noteer(inzet.plan, door, "toegewezen", f"Toegewezen: {inzet.omschrijving}", over=inzet)
    return inzet


# Private ---------------------------------------------------------------------------------------------------


def _sign(plan: Plan, persoon: Persoon, door: Medewerker | None, **velden: Any) -> Ondertekening:
    plan = te_schrijven(plan, door)
    if plan.verzonden_op is None:
        raise Geweigerd("Stuur het plan eerst om te tekenen. Zo tekent ieder voor dezelfde tekst.")
    if persoon.pk not in {h.tekenaar.persoon.pk for h in queries.wie_tekent(plan)}:
        raise Geweigerd(f"{persoon.naam} hoeft dit plan niet te tekenen.", veld="persoon")
    rij, _nieuw = Ondertekening.objects.update_or_create(
        plan=plan, persoon=persoon, defaults={"organisatie_id": plan.organisatie_id, **velden}
    )
    tekst = f"{persoon.naam} tekende het plan" if rij.getekend else f"{persoon.naam} tekende het plan niet"
    noteer(
        plan,
        door,
        "ondertekend" if rij.getekend else "niet_ondertekend",
        tekst,
        over=rij,
        waarom=rij.niet_getekend_reden,
    )
    return rij


def _copy_goal(doel: Doel, plan: Plan) -> None:
    """The goal goes on in the new plan from where it stands now; a day or a stand that was reached is asked anew."""
    velden = {naam: getattr(doel, naam) for naam in UIT_VORIGE}
    if velden["eind_op"] and velden["eind_op"] <= vandaag():
        velden["eind_op"] = None
    nu = doel.nu_waarde
    if nu is None or nu == velden["doel_waarde"]:
        nu = velden["doel_waarde"] = None
    Doel.objects.create(
        organisatie_id=plan.organisatie_id, plan=plan, begin_op=vandaag(), begin_waarde=nu, **velden
    )
