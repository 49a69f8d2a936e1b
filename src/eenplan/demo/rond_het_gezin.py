"""What happens around the tasks: the family is completed, the plan is written, contacts are kept, goals are measured."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from eenplan.demo import devries
from eenplan.demo.mensen import Mens
from eenplan.demo.verhaal import Verhaal, werkmoment
from eenplan.dossier import actions as dossiers
from eenplan.gezin import actions as gezinnen
from eenplan.gezin.models import Persoon
from eenplan.kern.tijd import op_moment, vandaag
from eenplan.plan import actions as plannen
from eenplan.plan import queries as plan_queries

NETWERK = (
    ("oma", "familie", 1, True, "past op en kookt op woensdag"), ("opa", "familie", 1, True, "haalt uit school"),
    ("tante", "familie", 2, True, "wil om het weekend helpen"), ("buurvrouw", "vrienden", 2, True, "let een uurtje op"),
    ("voetbaltrainer", "school", 2, True, "ziet de kinderen elke week"), ("leerkracht", "school", 1, True, "vaste aanspreekpersoon"),
    ("vriend van de familie", "vrienden", 3, True, "kan rijden"), ("huisarts", "hulp", 3, True, "kent het gezin al lang"),
)  # fmt: skip
VOORNAMEN_NETWERK = (
    "Truus",
    "Henk",
    "Ria",
    "Anneke",
    "Wil",
    "Joke",
    "Kees-Jan",
    "Mina",
    "Corrie",
    "Sjoerd",
    "Leyla",
    "Nel",
)


def personen_van(v: Verhaal, dossier: Any) -> dict[str, Persoon]:
    """The people of this family who are stored already, by their key in the story."""
    rijen = {
        (p.roepnaam, p.achternaam): p for p in Persoon.objects.filter(lidmaatschappen__gezin=dossier.gezin_id)
    }
    return {
        m.sleutel: rijen[m.roepnaam, m.achternaam]
        for m in v.huis.mensen
        if (m.roepnaam, m.achternaam) in rijen
    }


def vooraf(v: Verhaal, taak: Any, context: dict[str, Any]) -> None:
    """What somebody does before finishing this task."""
    if taak.element == "kennismaking":
        maak_gezin_compleet(v, taak.dossier, context)
    elif taak.element == "plan_opstellen":
        schrijf_plan(v, taak.dossier, context)


# The family ---------------------------------------------------------------------------------------------------


def maak_gezin_compleet(v: Verhaal, dossier: Any, context: dict[str, Any]) -> None:
    """After meeting them: who else belongs to the family, who has authority, who is around."""
    door, personen, gezin = context["gemeente"].mensen[v.regisseur], context["personen"], dossier.gezin
    hierbij = {"door": door, "dossier": dossier}
    ouder = personen["ouder"]
    gezinnen.wijzig_persoon(persoon=ouder, gelezen_versie=ouder.versie, **hierbij, **v.huis["ouder"].velden())
    for mens in v.huis.mensen:
        if mens.sleutel in ("kind", "ouder"):
            continue
        personen[mens.sleutel] = persoon = gezinnen.registreer_persoon(**hierbij, **mens.velden())
        gezinnen.voeg_lid_toe(gezin=gezin, persoon=persoon, rol=mens.rol, woont_in=mens.woont_in, **hierbij)
    _leg_banden(v, personen, hierbij)
    for mens in v.huis.kinderen:
        _leg_gezag(v, mens, personen, hierbij)
    for wie, kring, nabij, steunt, wat in v.rng.sample(NETWERK, v.rng.choice([1, 2, 2, 3])):
        naam = (
            f"{wie} {v.rng.choice(VOORNAMEN_NETWERK)}".capitalize()
            if kring == "familie"
            else v.rng.choice(VOORNAMEN_NETWERK)
        )
        gezinnen.voeg_netwerkcontact_toe(
            gezin=gezin,
            naam=naam,
            wie=wie,
            kring=kring,
            nabijheid=nabij,
            steunt=steunt,
            toelichting=wat,
            **hierbij,
        )


def _leg_banden(v: Verhaal, personen: dict[str, Persoon], hierbij: dict[str, Any]) -> None:
    for mens in v.huis.kinderen:
        for ouder in v.huis.ouders:
            if (mens.sleutel, ouder.sleutel) != ("kind", "ouder"):  # known since the report
                gezinnen.leg_relatie_vast(
                    van=personen[ouder.sleutel], naar=personen[mens.sleutel], soort="ouder_van", **hierbij
                )
    if "ander" in v.huis:
        samen = v.huis.soort in ("samen", "groot")
        gezinnen.leg_relatie_vast(
            van=personen["ouder"],
            naar=personen["ander"],
            soort="partner" if samen else "ex_partner",
            **hierbij,
        )
    if "partner" in v.huis:
        gezinnen.leg_relatie_vast(van=personen["ouder"], naar=personen["partner"], soort="partner", **hierbij)
    if "oma" in v.huis:
        gezinnen.leg_relatie_vast(
            van=personen["oma"], naar=personen["kind"], soort="grootouder_van", **hierbij
        )


def _leg_gezag(v: Verhaal, kind: Mens, personen: dict[str, Persoon], hierbij: dict[str, Any]) -> None:
    dag = vandaag()
    if kind.leeftijd(dag) >= 18:
        return
    bron = f"gezagsregister, ingezien op {dag.day}-{dag.month}"
    for ouder in v.huis.ouders:
        gezinnen.leg_gezag_vast(
            jeugdige=personen[kind.sleutel],
            persoon=personen[ouder.sleutel],
            bron=bron,
            vanaf=kind.geboren,
            **hierbij,
        )


# The plan -----------------------------------------------------------------------------------------------------


def schrijf_plan(v: Verhaal, dossier: Any, context: dict[str, Any], *, tot_doelen: bool = False) -> Any:
    """A plan with goals first, then what helps: own circle before products."""
    door, personen = context["gemeente"].mensen[v.regisseur], context["personen"]
    plan = plannen.begin_plan(dossier=dossier, door=door)
    plan = plannen.wijzig_plan(plan=plan, gelezen_versie=plan.versie, situatie=v.kies("situatie"), door=door)
    doelen = [_doel(v, plan, rij, personen, door) for rij in v.thema["doelen"]]
    if tot_doelen:
        return plan
    plannen.voeg_inzet_toe(
        plan=plan,
        soort="eigen_netwerk",
        omschrijving=v.kies("netwerk")[:290],
        wie="familie en buren",
        doel=doelen[0],
        door=door,
    )
    if v.rng.random() < 0.4 or v.route == "eigen_kring":
        plannen.voeg_inzet_toe(
            plan=plan, soort="algemene_voorziening", omschrijving="Elke week naar de ouderkamer of het jongerenwerk in de wijk.",
            wie="buurthuis De Schakel", doel=doelen[-1], door=door,
        )  # fmt: skip
    if v.route != "eigen_kring":
        _individueel(v, plan, doelen[-1] if v.extra else doelen[0], context)
    return plan


def _doel(v: Verhaal, plan: Any, rij: dict[str, Any], personen: dict[str, Persoon], door: Any) -> Any:
    begin, doel = rij["waarden"]
    return plannen.voeg_doel_toe(
        plan=plan, persoon=personen[rij["wie"]], titel=v.zeg(rij["titel"]), eenheid=rij["eenheid"], begin_waarde=Decimal(begin),
        doel_waarde=Decimal(doel), eind_op=vandaag() + timedelta(days=v.rng.choice([120, 180, 240])), door=door,
        **{naam: v.zeg(rij[naam]) for naam in ("specifiek", "meetbaar", "acceptabel", "realistisch")},
    )  # fmt: skip


def _individueel(v: Verhaal, plan: Any, doel: Any, context: dict[str, Any]) -> None:
    gemeente, door = context["gemeente"], context["gemeente"].mensen[v.regisseur]
    codes = v.thema["producten"]
    if v.route == "plan":
        codes = (
            [c for c in codes if gemeente.producten[c].soort == "taakgericht"] or codes
            if v.rng.random() < 0.5
            else codes
        )
    product = gemeente.producten[v.rng.choice(codes)]
    jeugdige, aanbieders = context["personen"][v.thema.get("voor", "kind")], gemeente.aanbieders[product.code]
    begin = _maandag(vandaag() + timedelta(days=v.rng.randint(18, 45)))
    maanden = 12 if v.thema.get("zwaar") else v.rng.choice([6, 6, 9, 12])
    omvang = {
        "04": (v.rng.choice([1, 2, 2, 3, 4]), "2"), "14": (7 if v.thema.get("zwaar") else v.rng.choice([2, 4]), "2" if v.thema.get("zwaar") else "4"),
        "82": (1, "6"), "": (None, ""),
    }[product.eenheid]  # fmt: skip
    plannen.voeg_inzet_toe(
        plan=plan, soort="individuele_voorziening", doel=doel, jeugdige=jeugdige, product=product,
        aanbieder=aanbieders[0] if v.thema.get("eerste_aanbieder") else v.rng.choice(aanbieders),
        omschrijving=f"{product.naam} voor {jeugdige.roepnaam}.",
        volume=omvang[0], eenheid=product.eenheid, frequentie=omvang[1], begin=begin, eind=begin + timedelta(days=maanden * 30 + 3),
        afweging=v.kies("afweging"), door=door,
    )  # fmt: skip


# Contacts and progress ----------------------------------------------------------------------------------------


def contact(v: Verhaal, dossier: Any, na: datetime, context: dict[str, Any]) -> None:
    """Some contacts in the weeks after a step, as far as they lie in the past."""
    eind = context["eind"]
    loopt = "start_hulp" in v.momenten and na >= v.momenten["start_hulp"] and v.doet("start_hulp")
    dag = na.date()
    plan = plan_queries.geldend_plan(dossier) if loopt else None
    stand = {doel.pk: doel.begin_waarde or Decimal(0) for doel in plan.doelen.all()} if plan else {}
    for _ in range(3 if loopt else 1):
        dag += timedelta(days=v.rng.randint(28, 75) if loopt else v.rng.randint(2, 9))
        if dag >= eind:
            return
        schrijf_contact(v, dossier, dag, context)
        if loopt:
            with op_moment(werkmoment(dag, 16.6)):
                _meet(v, plan, stand, context)


def schrijf_contact(v: Verhaal, dossier: Any, dag: date, context: dict[str, Any]) -> None:
    """A note of a contact on this day (or the Friday before)."""
    soort, met_wie, tekst = v.rng.choice(v.thema["contact"])
    with op_moment(werkmoment(dag, 13.5 + v.rng.random() * 3)):
        dossiers.voeg_notitie_toe(
            dossier=dossier,
            soort=soort,
            datum=vandaag(),
            met_wie=v.zeg(met_wie),
            tekst=v.zeg(tekst),
            door=context["gemeente"].mensen[v.regisseur],
        )


def _meet(v: Verhaal, plan: Any, stand: dict[int, Decimal], context: dict[str, Any]) -> None:
    """Where the goals stand: a step towards the aim, mostly."""
    for doel in list(plan.doelen.all())[: v.rng.choice([1, 2])] if plan else []:
        begin, streef = doel.begin_waarde or Decimal(0), doel.doel_waarde or Decimal(0)
        stap = (streef - begin) * Decimal(v.rng.choice(["0.2", "0.35", "0.5", "0"]))
        nieuw = (stand[doel.pk] + stap).quantize(Decimal(1))
        stand[doel.pk] = waarde = max(min(begin, streef), min(max(begin, streef), nieuw))
        plannen.leg_voortgang_vast(
            doel=doel, waarde=waarde, door=context["gemeente"].mensen[v.regisseur], datum=vandaag()
        )


def ten_slotte(v: Verhaal, dossier: Any, context: dict[str, Any]) -> None:
    """What stands half done where the family waits now."""
    if v.tot == "plan_opstellen" and v.rng.random() < 0.7:
        with op_moment(
            max(
                v.momenten["kernbesluit"] + timedelta(hours=1),
                werkmoment(context["eind"] - timedelta(days=2), 11),
            )
        ):
            schrijf_plan(v, dossier, context, tot_doelen=v.rng.random() < 0.5)
    if v.extra:
        devries.ten_slotte(v, dossier, context)
    if v.geheim:
        with op_moment(max(v.momenten.values()) + timedelta(minutes=30)):
            dossiers.markeer_geheim(
                dossier=dossier,
                geheim=True,
                reden="Een collega van de gemeente is familie van dit gezin.",
                door=context["gemeente"].mensen[v.regisseur],
            )


def _maandag(dag: date) -> date:
    return dag + timedelta(days=(7 - dag.weekday()) % 7)
