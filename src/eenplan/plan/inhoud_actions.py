"""Writes to what a plan holds: goals, and what helps to reach them. Other rooms import these from `actions`."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from eenplan.kern.actions import actie, bewaar_versie, keur, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.plan.models import Doel, Inzet, Plan
from eenplan.plan.schrijven import eis_gezinslid, heropen, noteer, te_schrijven
from eenplan.zorg import queries as zorg
from eenplan.zorg.varianten import check_omvang

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

R = TypeVar("R", Doel, Inzet)

_INDIVIDUEEL = ("jeugdige", "product", "aanbieder", "volume", "eenheid", "frequentie", "afweging")


# Goals -----------------------------------------------------------------------------------------------------


@actie
def voeg_doel_toe(*, plan: Plan, door: Medewerker | None, **velden: Any) -> Doel:
    """A goal of one family member, in their own words. The SMART fields may follow later."""
    plan = te_schrijven(plan, door)
    velden.setdefault("begin_op", vandaag())
    doel = Doel(organisatie_id=plan.organisatie_id, plan=plan, **velden)
    _check_goal(plan, doel)
    keur(doel)
    doel.save()
    heropen(plan)
    noteer(plan, door, "doel", f"Doel: {doel.titel}", over=doel)
    return doel


@actie
def wijzig_doel(*, doel: Doel, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Doel:
    """Change a goal of a plan that is still being written."""
    plan = te_schrijven(doel.plan, door)
    _check_goal(plan, _as_it_would_be(doel, velden))
    huidig = bewaar_versie(doel, gelezen_versie, **velden)
    heropen(plan)
    noteer(plan, door, "doel", f"Doel bijgewerkt: {huidig.titel}", over=huidig)
    return huidig


@actie
def verwijder_doel(*, doel: Doel, door: Medewerker | None) -> None:
    """Take a goal out of a plan that is still being written."""
    plan = te_schrijven(doel.plan, door)
    titel = doel.titel
    vergrendel(Doel, doel.pk).delete()
    heropen(plan)
    noteer(plan, door, "doel", f"Doel weggehaald: {titel}")


# What helps ------------------------------------------------------------------------------------------------


@actie
def voeg_inzet_toe(*, plan: Plan, door: Medewerker | None, **velden: Any) -> Inzet:
    """What helps: own network, something for everybody, another law, or individual youth care."""
    plan = te_schrijven(plan, door)
    inzet = Inzet(organisatie_id=plan.organisatie_id, plan=plan, **velden)
    _complete_provision(plan, inzet)
    keur(inzet)
    inzet.save()
    heropen(plan)
    noteer(plan, door, "inzet", f"Wat helpt: {inzet.omschrijving}", over=inzet)
    return inzet


@actie
def wijzig_inzet(*, inzet: Inzet, gelezen_versie: int, door: Medewerker | None, **velden: Any) -> Inzet:
    """Change what helps, in a plan that is still being written."""
    plan = te_schrijven(inzet.plan, door)
    straks = _as_it_would_be(inzet, velden)
    _complete_provision(plan, straks)
    nieuw = {naam: getattr(straks, naam) for naam in {*velden, *_INDIVIDUEEL, "tarief"}}
    huidig = bewaar_versie(inzet, gelezen_versie, **nieuw)
    heropen(plan)
    noteer(plan, door, "inzet", f"Wat helpt, bijgewerkt: {huidig.omschrijving}", over=huidig)
    return huidig


@actie
def verwijder_inzet(*, inzet: Inzet, door: Medewerker | None) -> None:
    """Take something out of a plan that is still being written."""
    plan = te_schrijven(inzet.plan, door)
    omschrijving = inzet.omschrijving
    vergrendel(Inzet, inzet.pk).delete()
    heropen(plan)
    noteer(plan, door, "inzet", f"Weggehaald: {omschrijving}")


# Checks ----------------------------------------------------------------------------------------------------


def _check_goal(plan: Plan, doel: Doel) -> None:
    if not doel.titel.strip():
        raise Geweigerd("Geef het doel een titel in de woorden van het gezin.", veld="titel")
    eis_gezinslid(plan, doel.persoon, "persoon")
    if doel.eind_op and doel.eind_op <= doel.begin_op:
        raise Geweigerd("De einddatum ligt niet na het begin. Kies een latere datum.", veld="eind_op")
    if (doel.begin_waarde is None) != (doel.doel_waarde is None):
        raise Geweigerd(
            "Vul de stand bij het begin én bij het doel in, of geen van beide.", veld="doel_waarde"
        )
    if doel.begin_waarde is not None and doel.begin_waarde == doel.doel_waarde:
        raise Geweigerd(
            "De stand bij het doel is gelijk aan die bij het begin. Wat moet er veranderen?",
            veld="doel_waarde",
        )


def _complete_provision(plan: Plan, inzet: Inzet) -> None:
    """Refuse what cannot be, drop what does not belong to this kind, and fill in the price of today's contract."""
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
    assert inzet.jeugdige is not None
    eis_gezinslid(plan, inzet.jeugdige, "jeugdige")
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
    assert inzet.product is not None and inzet.begin is not None
    if inzet.product.soort == "taakgericht" and inzet.volume is None:
        inzet.eenheid = inzet.frequentie = ""
        return
    inzet.eenheid = inzet.eenheid or inzet.product.eenheid
    if not inzet.volume:
        raise Geweigerd("Vul in hoeveel, als heel getal van 1 of meer.", veld="volume")
    if not inzet.frequentie:
        raise Geweigerd("Kies hoe vaak, bijvoorbeeld per week.", veld="frequentie")
    check_omvang(
        volume=inzet.volume, eenheid=inzet.eenheid, frequentie=inzet.frequentie, budget=None, begin=inzet.begin, eind=inzet.eind
    )  # fmt: skip


def _as_it_would_be(rij: R, velden: dict[str, Any]) -> R:
    """A copy with the new fields, to judge before `bewaar_versie` touches the row that was read."""
    straks = copy(rij)
    for naam, waarde in velden.items():
        setattr(straks, naam, waarde)
    return straks
