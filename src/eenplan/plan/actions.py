"""Every write to a plan: begin, write goals and what helps, discuss, sign, settle, follow progress.

A settled plan is closed to all of these but reactions and progress; who wants it otherwise begins a new one.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from eenplan.dossier.actions import eis_open, zet_fase
from eenplan.kern.actions import actie, bewaar_versie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.plan import queries
from eenplan.plan.models import Doel, Inzet, Ondertekening, Plan, Reactie, Voortgang
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker

SCHRIJVERS = (Functie.JEUGDCONSULENT, Functie.PRAKTIJKLEIDER, Functie.GEDRAGSWETENSCHAPPER, Functie.JEUGDBESCHERMER)
UIT_VORIGE = ("persoon", "titel", "specifiek", "meetbaar", "acceptabel", "realistisch", "eind_op", "doel_waarde", "eenheid")


# The plan itself -------------------------------------------------------------------------------------------


@actie
def begin_plan(*, dossier: Dossier, door: Medewerker | None, soort: str = Plan.Soort.ONDERSTEUNINGSPLAN) -> Plan:
    """A new plan under the next number. When one holds already, its goals and text are the beginning."""
    dossier = eis_open(dossier)
    check_schrijver(dossier, door)
    if queries.concept_plan(dossier):
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
    _leg_vast(plan, door, "begonnen", f"{plan} begonnen")
    return plan


@actie
def wijzig_plan(*, plan: Plan, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Plan:
    """Change the text: `soort`, `situatie`, `verklaring`."""
    plan = _te_schrijven(plan, door)
    onbekend = set(velden) - {"soort", "situatie", "verklaring"}
    if onbekend:
        raise ValueError(f"geen tekst van een plan: {', '.join(sorted(onbekend))}")
    huidig = bewaar_versie(plan, gelezen_versie, **velden)
    _reopen(huidig)
    _leg_vast(huidig, door, "gewijzigd", f"{huidig} bijgewerkt")
    return huidig


@actie
def bespreek(*, plan: Plan, akkoord: bool, door: Medewerker | None, datum: date | None = None) -> Plan:
    """The plan was discussed with youth and parents; `akkoord`: they can go along with it."""
    plan = _te_schrijven(plan, door)
    _eis_volledig(plan)
    datum = _niet_in_toekomst(datum or vandaag(), "datum")
    plan.besproken_op, plan.akkoord = datum, akkoord
    plan.save(update_fields=["besproken_op", "akkoord"])
    tekst = "gezin is akkoord" if akkoord else "gezin wil het anders"
    _leg_vast(plan, door, "besproken", f"{plan} besproken: {tekst}")
    return plan


@actie
def verstuur_om_te_tekenen(*, plan: Plan, door: Medewerker | None, datum: date | None = None) -> Plan:
    """The plan went to those who must sign it."""
    plan = _te_schrijven(plan, door)
    _eis_volledig(plan)
    if not plan.akkoord:
        raise Geweigerd("Bespreek het plan eerst met jeugdige en ouders en leg vast dat ze akkoord zijn.")
    plan.verzonden_op = _niet_in_toekomst(datum or vandaag(), "datum")
    plan.save(update_fields=["verzonden_op"])
    _leg_vast(plan, door, "verzonden", f"{plan} gestuurd om te tekenen")
    return plan


@actie
def stel_plan_vast(*, plan: Plan, door: Medewerker | None) -> Plan:
    """Settle: the content is complete and everybody signed or has a reason. From here on it is fixed."""
    plan = _te_schrijven(plan, door)
    _eis_volledig(plan)
    ontbreekt = queries.ontbreekt_handtekening(plan)
    if ontbreekt:
        raise Geweigerd(" ".join(ontbreekt))
    plan.vastgesteld_op, plan.vastgesteld_door = vandaag(), door
    plan.save(update_fields=["vastgesteld_op", "vastgesteld_door"])
    _leg_vast(plan, door, "vastgesteld", f"{plan} vastgesteld")
    return plan


# Goals -----------------------------------------------------------------------------------------------------


@actie
def voeg_doel_toe(*, plan: Plan, door: Medewerker | None, **velden: Any) -> Doel:
    """A goal of one family member, in their own words. The SMART fields may follow later."""
    plan = _te_schrijven(plan, door)
    velden.setdefault("begin_op", vandaag())
    doel = Doel(organisatie_id=plan.organisatie_id, plan=plan, **velden)
    _check_goal(plan, doel)
    doel.full_clean(exclude=["organisatie", "plan", "persoon"], validate_constraints=False)
    doel.save()
    _reopen(plan)
    _leg_vast(plan, door, "doel", f"Doel: {doel.titel}", over=doel)
    return doel


@actie
def wijzig_doel(*, doel: Doel, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Doel:
    """Change a goal of a plan that is still being written."""
    plan = _te_schrijven(doel.plan, door)
    probe = Doel(**{veld.attname: getattr(doel, veld.attname) for veld in Doel._meta.concrete_fields} | _attnames(velden))
    _check_goal(plan, probe)
    huidig = bewaar_versie(doel, gelezen_versie, **velden)
    _reopen(plan)
    _leg_vast(plan, door, "doel", f"Doel bijgewerkt: {huidig.titel}", over=huidig)
    return huidig


@actie
def verwijder_doel(*, doel: Doel, door: Medewerker | None) -> None:
    """Take a goal out of a plan that is still being written."""
    plan = _te_schrijven(doel.plan, door)
    titel = doel.titel
    vergrendel(Doel, doel.pk).delete()
    _reopen(plan)
    _leg_vast(plan, door, "doel", f"Doel weggehaald: {titel}")


@actie
def leg_voortgang_vast(
    *, doel: Doel, waarde: Decimal, door: Medewerker | None, datum: date | None = None, toelichting: str = ""
) -> Voortgang:
    """Where the goal stands on a day. Goes on after the plan was settled."""
    dossier = eis_open(doel.plan.dossier)
    check_schrijver(dossier, door)
    if doel.begin_waarde is None or doel.doel_waarde is None:
        raise Geweigerd("Dit doel heeft geen stand om te meten. Vul bij het doel in waar het begint en waar het heen moet.")
    rij = Voortgang.objects.create(
        organisatie_id=doel.organisatie_id,
        doel=doel,
        datum=_niet_in_toekomst(datum or vandaag(), "datum"),
        waarde=waarde,
        toelichting=toelichting.strip(),
    )
    _leg_vast(doel.plan, door, "voortgang", f"{doel.titel}: nu {waarde:g} {doel.eenheid}".strip(), over=rij)
    return rij


# What helps ------------------------------------------------------------------------------------------------


@actie
def voeg_inzet_toe(*, plan: Plan, door: Medewerker | None, **velden: Any) -> Inzet:
    """What helps: own network, something for everybody, another law, or individual youth care."""
    plan = _te_schrijven(plan, door)
    inzet = Inzet(organisatie_id=plan.organisatie_id, plan=plan)
    _fill_provision(plan, inzet, velden)
    inzet.full_clean(exclude=_RELATIES, validate_constraints=False)
    inzet.save()
    _reopen(plan)
    _leg_vast(plan, door, "inzet", f"Wat helpt: {inzet.omschrijving}", over=inzet)
    return inzet


@actie
def wijzig_inzet(*, inzet: Inzet, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Inzet:
    """Change what helps, in a plan that is still being written."""
    plan = _te_schrijven(inzet.plan, door)
    probe = Inzet(**{veld.attname: getattr(inzet, veld.attname) for veld in Inzet._meta.concrete_fields})
    _fill_provision(plan, probe, velden)
    nieuw = {naam: getattr(probe, naam) for naam in {*velden, *_INDIVIDUEEL, "tarief"}}
    huidig = bewaar_versie(inzet, gelezen_versie, **nieuw)
    _reopen(plan)
    _leg_vast(plan, door, "inzet", f"Wat helpt, bijgewerkt: {huidig.omschrijving}", over=huidig)
    return huidig


@actie
def verwijder_inzet(*, inzet: Inzet, door: Medewerker | None) -> None:
    """Take something out of a plan that is still being written."""
    plan = _te_schrijven(inzet.plan, door)
    omschrijving = inzet.omschrijving
    vergrendel(Inzet, inzet.pk).delete()
    _reopen(plan)
    _leg_vast(plan, door, "inzet", f"Weggehaald: {omschrijving}")


@actie
def koppel_toewijzing(*, inzet: Inzet, toewijzing: Any, door: Medewerker | None) -> Inzet:
    """Where plan and arrangement are the entitlement without a decision: this assignment came of it."""
    inzet = vergrendel(Inzet, inzet.pk)
    inzet.toewijzing = toewijzing
    inzet.save(update_fields=["toewijzing"])
    _leg_vast(inzet.plan, door, "toegewezen", f"Toegewezen: {inzet.omschrijving}", over=inzet)
    return inzet


# The family speaks -----------------------------------------------------------------------------------------


@actie
def geef_reactie(*, plan: Plan, persoon: Persoon, tekst: str, door: Medewerker | None, datum: date | None = None) -> Reactie:
    """What a family member says of the plan. Also later: it changes nothing of what was agreed."""
    eis_open(plan.dossier)
    if not tekst.strip():
        raise Geweigerd("Schrijf de reactie op in de woorden van wie hem gaf.", veld="tekst")
    _eis_gezinslid(plan, persoon, "persoon")
    reactie = Reactie.objects.create(
        organisatie_id=plan.organisatie_id, plan=plan, persoon=persoon, tekst=tekst.strip(),
        datum=_niet_in_toekomst(datum or vandaag(), "datum"),
    )  # fmt: skip
    _leg_vast(plan, door, "reactie", f"{persoon.naam} reageerde op het plan", over=reactie)
    return reactie


@actie
def onderteken(
    *, plan: Plan, persoon: Persoon, wijze: str, door: Medewerker | None, datum: date | None = None
) -> Ondertekening:
    """`persoon` signed the plan as it was sent."""
    if wijze not in Ondertekening.Wijze.values:
        raise Geweigerd("Kies hoe er is getekend: op papier, in een gesprek of digitaal.", veld="wijze")
    datum = _niet_in_toekomst(datum or vandaag(), "datum")
    return _sign(plan, persoon, door, datum=datum, wijze=wijze, niet_getekend_reden="")


@actie
def teken_niet(*, plan: Plan, persoon: Persoon, reden: str, door: Medewerker | None) -> Ondertekening:
    """`persoon` was asked and did not sign; `reden` says why."""
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom de handtekening er niet is.", veld="niet_getekend_reden")
    return _sign(plan, persoon, door, datum=None, wijze="", niet_getekend_reden=reden.strip())


# Checks ----------------------------------------------------------------------------------------------------


def is_schrijver(dossier: Dossier, medewerker: Medewerker) -> bool:
    """Whether this person may write the plan of a dossier that they see."""
    return dossier.regisseur_id == medewerker.pk or medewerker.heeft_functie(*SCHRIJVERS)


def check_schrijver(dossier: Dossier, door: Medewerker | None) -> None:
    """The regisseur writes, and those whose functie is to think along. `door` None is the system."""
    if door is None or is_schrijver(dossier, door):
        return
    raise GeenRecht("Het plan wordt geschreven door de regisseur en de inhoudelijke collega's. Vraag het aan hen.")


def _te_schrijven(plan: Plan, door: Medewerker | None) -> Plan:
    """The plan, locked, of an open dossier, not settled, and `door` may write it."""
    dossier = eis_open(plan.dossier)
    check_schrijver(dossier, door)
    huidig: Plan = vergrendel(Plan, plan.pk)
    if not huidig.is_concept:
        raise Geweigerd(f"{huidig} is vastgesteld op {huidig.vastgesteld_op:%d-%m-%Y} en verandert niet meer. Begin een nieuw plan.")
    return huidig


def _eis_volledig(plan: Plan) -> None:
    ontbreekt = queries.ontbreekt_inhoud(plan)
    if ontbreekt:
        raise Geweigerd(" ".join(ontbreekt))


def _eis_gezinslid(plan: Plan, persoon: Persoon, veld: str) -> None:
    if persoon.pk not in {lid.pk for lid in queries.gezinsleden(plan.dossier)}:
        raise Geweigerd(f"{persoon.naam} hoort niet bij dit gezin. Kies iemand uit het gezin.", veld=veld)


def _niet_in_toekomst(dag: date, veld: str) -> date:
    if dag > vandaag():
        raise Geweigerd("Deze datum ligt in de toekomst. Vul de dag in waarop het gebeurde.", veld=veld)
    return dag


def _check_goal(plan: Plan, doel: Doel) -> None:
    if not doel.titel.strip():
        raise Geweigerd("Geef het doel een titel in de woorden van het gezin.", veld="titel")
    _eis_gezinslid(plan, doel.persoon, "persoon")
    if doel.eind_op and doel.eind_op <= doel.begin_op:
        raise Geweigerd("De einddatum ligt niet na het begin. Kies een latere datum.", veld="eind_op")
    if (doel.begin_waarde is None) != (doel.doel_waarde is None):
        raise Geweigerd("Vul de stand bij het begin én bij het doel in, of geen van beide.", veld="doel_waarde")
    if doel.begin_waarde is not None and doel.begin_waarde == doel.doel_waarde:
        raise Geweigerd("De stand bij het doel is gelijk aan die bij het begin. Wat moet er veranderen?", veld="doel_waarde")


_RELATIES = ["organisatie", "plan", "doel", "jeugdige", "product", "aanbieder", "toewijzing"]
_INDIVIDUEEL = ("jeugdige", "product", "aanbieder", "volume", "eenheid", "frequentie", "afweging")


def _fill_provision(plan: Plan, inzet: Inzet, velden: dict[str, Any]) -> None:
    """Set the fields, drop what does not belong to this kind, and refuse what cannot be."""
    for naam, waarde in velden.items():
        setattr(inzet, naam, waarde)
    if inzet.begin and inzet.eind and inzet.eind < inzet.begin:
        raise Geweigerd("De einddatum ligt vóór de begindatum. Draai ze om of verbeter er een.", veld="eind")
    if inzet.doel is not None and inzet.doel.plan_id != plan.pk:
        raise Geweigerd("Dit doel hoort bij een ander plan. Kies een doel uit dit plan.", veld="doel")
    if not inzet.omschrijving.strip():
        raise Geweigerd("Schrijf in een zin wat er gaat gebeuren.", veld="omschrijving")
    if not inzet.is_individueel:
        for naam in _INDIVIDUEEL:
            setattr(inzet, naam, "" if naam in ("eenheid", "frequentie", "afweging") else None)
        inzet.tarief = None
        return
    _check_individual(inzet)
    _eis_gezinslid(plan, inzet.jeugdige, "jeugdige")
    aanbieder, product, begin = inzet.aanbieder, inzet.product, inzet.begin
    inzet.tarief = zorg.tarief(aanbieder, product, begin) if aanbieder and product and begin else None


def _check_individual(inzet: Inzet) -> None:
    for naam, zin in (
        ("jeugdige", "Kies voor welke jeugdige deze hulp is."),
        ("product", "Kies het product."),
        ("begin", "Vul in wanneer de hulp begint."),
        ("eind", "Vul in wanneer de hulp eindigt: hulp heeft altijd een einddatum."),
    ):
        if getattr(inzet, naam) is None:
            raise Geweigerd(zin, veld=naam)
    if not inzet.afweging.strip():
        raise Geweigerd(
            "Schrijf op waarom de eigen kring en wat er voor iedereen is niet genoeg zijn. Zonder die afweging kan deze hulp niet.",
            veld="afweging",
        )
    if inzet.product.soort == "taakgericht" and inzet.volume is None:
        inzet.eenheid = inzet.frequentie = ""
        return
    inzet.eenheid = inzet.eenheid or inzet.product.eenheid
    if not inzet.volume:
        raise Geweigerd("Vul in hoeveel, als heel getal van 1 of meer.", veld="volume")
    if not inzet.frequentie:
        raise Geweigerd("Kies hoe vaak, bijvoorbeeld per week.", veld="frequentie")


# Private ---------------------------------------------------------------------------------------------------


def _sign(plan: Plan, persoon: Persoon, door: Medewerker | None, **velden: Any) -> Ondertekening:
    plan = _te_schrijven(plan, door)
    if plan.verzonden_op is None:
        raise Geweigerd("Stuur het plan eerst om te tekenen. Zo tekent ieder voor dezelfde tekst.")
    if persoon.pk not in {h.tekenaar.persoon.pk for h in queries.wie_tekent(plan)}:
        raise Geweigerd(f"{persoon.naam} hoeft dit plan niet te tekenen.", veld="persoon")
    rij, _nieuw = Ondertekening.objects.update_or_create(
        plan=plan, persoon=persoon, defaults={"organisatie_id": plan.organisatie_id, **velden}
    )
    tekst = f"{persoon.naam} tekende het plan" if rij.getekend else f"{persoon.naam} tekende het plan niet"
    _leg_vast(plan, door, "ondertekend" if rij.getekend else "niet_ondertekend", tekst, over=rij, waarom=rij.niet_getekend_reden)
    return rij


def _reopen(plan: Plan) -> None:
    """Who signed, signed another text: a change takes agreement and signatures back."""
    if plan.besproken_op is None and plan.verzonden_op is None:
        return
    plan.besproken_op = plan.akkoord = plan.verzonden_op = None
    plan.save(update_fields=["besproken_op", "akkoord", "verzonden_op"])
    plan.ondertekeningen.all().delete()


def _copy_goal(doel: Doel, plan: Plan) -> None:
    velden = {naam: getattr(doel, naam) for naam in UIT_VORIGE}
    if velden["eind_op"] and velden["eind_op"] <= vandaag():
        velden["eind_op"] = None
    nu = doel.nu_waarde
    if nu is None or nu == velden["doel_waarde"]:
        nu = velden["doel_waarde"] = None
    Doel.objects.create(organisatie_id=plan.organisatie_id, plan=plan, begin_op=vandaag(), begin_waarde=nu, **velden)


def _attnames(velden: dict[str, Any]) -> dict[str, Any]:
    return {f"{naam}_id" if naam == "persoon" else naam: waarde.pk if naam == "persoon" else waarde for naam, waarde in velden.items()}


def _leg_vast(plan: Plan, door: Medewerker | None, wat: str, tekst: str, *, over: Any = None, waarom: str = "") -> None:
    leg_vast(soort=f"plan.{wat}", door=door, dossier=plan.dossier, over=over or plan, tekst=tekst, waarom=waarom)
