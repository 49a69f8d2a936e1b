"""One step of a case: what the engine says must happen becomes rows.

The engine knows the way; this module turns "waits at these places" into `Taak` rows with functie, team, person and
last day, starts the process that a call names, and hands its end back to the process that called.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from eenplan.dossier import actions as dossier_actions
from eenplan.dossier import queries as dossier_queries
from eenplan.kern.actions import leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie
from termijn import Duur, Termijn, termijnsoort

from . import motor, register
from .beslissen import beslis
from .definitie import Element, Gegeven
from .gelezen import definitie_van
from .models import Proces, Processtand, Taak, WerkwijzeVersie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

# Functies whose people work in the team of the dossier; others (manager, adviseur, A-team) work for all teams.
IN_EEN_TEAM = frozenset({Functie.JEUGDCONSULENT, Functie.PRAKTIJKLEIDER, Functie.TEAMLEIDER})


def geldende_versie(sleutel: str) -> WerkwijzeVersie:
    """The version of a work instruction that new cases start with."""
    versie = (
        WerkwijzeVersie.objects.filter(
            werkwijze__sleutel=sleutel, vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
        )
        .select_related("werkwijze")
        .defer("bestand")
        .first()
    )
    if versie is None:
        raise Geweigerd(
            f"Er is geen vastgestelde werkwijze {sleutel}. Vraag de kwaliteitsadviseur om haar te laden en te laten vaststellen."
        )
    return versie


def begin(
    *,
    sleutel: str,
    dossier: Any,
    door: Medewerker | None,
    gegevens: Mapping[str, Any],
    ouder: Proces | None = None,
    ouder_wacht: str = "",
    over: Any = None,
) -> Proces:
    """A new case in the version in force, at its first tasks. `over`: the row it is about, see `start_proces`."""
    versie = geldende_versie(sleutel)
    definitie = definitie_van(versie.pk)
    proces = Proces.objects.create(
        organisatie_id=dossier.organisatie_id,
        dossier=dossier,
        versie=versie,
        ouder=ouder,
        ouder_wacht=ouder_wacht,
        gestart_op=nu(),
        gestart_door=door,
    )
    if over is not None:
        over.proces = proces
        over.save(update_fields=["proces"])
    invoer = {
        g.naam: gegevens[g.naam] if g.naam in gegevens else _beginwaarde(g)
        for g in definitie.van_soort("start")[0].levert
    }
    leg_vast(
        soort="proces.gestart",
        door=door,
        dossier=dossier,
        over=proces,
        proces=proces,
        tekst=f"{versie.werkwijze.naam} gestart",
    )
    try:
        toestand = motor.start(definitie, invoer, _omgeving(proces, door))
    except motor.MotorFout as fout:
        raise Geweigerd(fout.zin) from fout
    Processtand.objects.create(
        organisatie_id=proces.organisatie_id, proces=proces, toestand=motor.dump(toestand)
    )
    _werk_bij(proces, toestand, door, al=set())
    return proces


def vergrendelde_stand(proces_id: int) -> Processtand:
    """Where a case stands, with the case; both locked for this transaction."""
    proces = vergrendel(Proces, proces_id)
    stand: Processtand = vergrendel(Processtand, proces_id, veld="proces")
    stand.proces = proces
    return stand


def zet_voort(
    *, stand: Processtand, wacht_id: str, gegevens: Mapping[str, Any], door: Medewerker | None
) -> None:
    """Finish one waiting place and walk on. `stand` comes from `vergrendelde_stand`."""
    proces = stand.proces
    toestand = motor.load(definitie_van(proces.versie_id), stand.toestand)
    wachtte = motor.ready_tasks(toestand)
    plek = next((p for p in wachtte if p.id == wacht_id), None)
    if plek is None:
        raise Geweigerd("Deze stap is al afgerond. Ververs de pagina om te zien waar het gezin nu is.")
    try:
        motor.complete(toestand, wacht_id, _gekeurd(plek.element, gegevens), _omgeving(proces, door))
    except motor.MotorFout as fout:
        raise Geweigerd(fout.zin) from fout
    stand.toestand = motor.dump(toestand)
    stand.save(update_fields=["toestand"])
    _werk_bij(proces, toestand, door, al={p.id for p in wachtte})


def _gekeurd(element: Element, gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """Exactly what the drawing says this element delivers: the process holds nothing else."""
    goed: dict[str, Any] = {}
    for gegeven in element.levert:
        if gegeven.naam not in gegevens:
            raise Geweigerd(f"{element.heet} is nog niet af: ‘{gegeven.naam}’ is niet ingevuld.")
        waarde = gegevens[gegeven.naam]
        if gegeven.soort in ("keuze", "janee") and waarde not in gegeven.waarden:
            toegestaan = ", ".join(str(w) for w in gegeven.waarden)
            raise Geweigerd(
                f"Bij {element.heet} kan ‘{gegeven.naam}’ niet ‘{waarde}’ zijn. Kies uit: {toegestaan}."
            )
        goed[gegeven.naam] = _gewoon(waarde)
    return goed


def _gewoon(waarde: Any) -> Any:
    """JSON holds no Decimal and no date."""
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, (bool, str, int, float)):
        return str(waarde) if isinstance(waarde, str) else waarde
    return float(waarde)


def _beginwaarde(gegeven: Gegeven) -> Any:
    if gegeven.soort == "datum":
        return vandaag().isoformat()
    raise Geweigerd(f"Dit proces kan pas beginnen als ‘{gegeven.naam}’ bekend is.")


def _omgeving(proces: Proces, door: Medewerker | None) -> motor.Omgeving:
    def dienst(element: Element, gegevens: Mapping[str, Any]) -> Mapping[str, Any]:
        functie = register.diensten().get(element.dienst)
        if functie is None:
            raise motor.MotorFout(
                f"De automatische stap {element.heet} ({element.dienst}) bestaat niet in deze installatie."
            )
        return _gekeurd(element, functie(proces=proces, element=element, gegevens=gegevens, door=door) or {})

    def tabel(element: Element, gegevens: Mapping[str, Any]) -> Mapping[str, Any]:
        uitkomst = beslis(
            sleutel=element.tabellen[0], invoer=gegevens, door=door, proces=proces, element=element.id
        )
        return uitkomst.uitvoer if isinstance(uitkomst.uitvoer, dict) else {}

    return motor.Omgeving(dienst=dienst, tabel=tabel)


def _werk_bij(proces: Proces, toestand: motor.Toestand, door: Medewerker | None, *, al: set[str]) -> None:
    """Rows for every place where the case waits now and did not wait before (`al`); or the end."""
    if toestand.klaar:
        _sluit_af(proces, motor.outcome(toestand), door)
        return
    nieuw = [plek for plek in motor.ready_tasks(toestand) if plek.id not in al]
    if taken := [plek for plek in nieuw if plek.element.soort == "gebruikerstaak"]:
        _maak_taken(proces, taken, door, geweest=set(motor.passed(toestand)))
    for plek in nieuw:
        if plek.element.soort == "aanroep":
            begin(
                sleutel=plek.element.aanroep,
                dossier=proces.dossier,
                door=door,
                gegevens=plek.gegevens,
                ouder=proces,
                ouder_wacht=plek.id,
            )


def _maak_taken(
    proces: Proces, plekken: list[motor.Wachtend], door: Medewerker | None, *, geweest: set[str]
) -> None:
    dossier = proces.dossier = dossier_queries.actueel(proces.dossier_id)
    if door is not None and dossier.regisseur_id == door.pk:
        dossier.regisseur = door  # whose functies are known already
    gevraagd = {e for plek in plekken for e in (plek.element.id, *plek.element.niet_door)}
    eerder = _eerder_gedaan(proces, gevraagd & geweest)
    for taak in Taak.objects.bulk_create(_taak(proces, plek, dossier, eerder) for plek in plekken):
        if taak.medewerker is not None and taak.medewerker_id != dossier.regisseur_id:
            geef_toegang(
                taak, taak.medewerker, door=None
            )  # back to who read it before: see the dossier again


def geef_toegang(taak: Taak, medewerker: Medewerker, *, door: Medewerker | None) -> None:
    """A task in one's name is the ground to see its dossier, for as long as the task lasts."""
    if not dossier_queries.zichtbaar(medewerker).filter(pk=taak.dossier_id).exists():
        rol = rol_door_taak(taak) or "gedragswetenschapper"
        dossier_actions.laat_lid_toe(
            dossier=taak.dossier, medewerker=medewerker, rol=rol, door=door, waarom=f"Taak: {taak.naam}"
        )


def rol_door_taak(taak: Taak) -> str | None:
    """The role that ends with the task; None for a behavioural scientist, who stays with the family."""
    if taak.functie == Functie.GEDRAGSWETENSCHAPPER:
        return None
    if taak.niet_door:
        return "tweede_lezer"
    return "adviseur" if taak.functie == Functie.ADVISEUR else "behandelaar"


def _taak(proces: Proces, plek: motor.Wachtend, dossier: Any, eerder: Mapping[str, list[Medewerker]]) -> Taak:
    element = plek.element
    baan = element.baan
    if baan is None:
        raise Geweigerd(f"Taak {element.heet} staat in geen enkele baan.")
    functie = str(plek.gegevens[baan.functie_uit]) if baan.functie_uit else baan.functie or baan.naam
    niet_door = sorted({m.pk for ander in element.niet_door for m in eerder.get(ander, ())})
    team_id = dossier.team_id if baan.team == "dossier" and functie in IN_EEN_TEAM else None
    return Taak(
        organisatie_id=proces.organisatie_id,
        proces=proces,
        dossier=dossier,
        wacht_id=plek.id,
        element=element.id,
        naam=element.naam[:120],
        formulier=element.formulier,
        functie=functie,
        ook_functie=baan.ook_functie,
        team_id=team_id,
        medewerker=_op_naam(element, functie, dossier, eerder, niet_door),
        niet_door=niet_door,
        uiterlijk=uiterste_dag(element, plek.gegevens),
        gemaakt_op=nu(),
    )


def _op_naam(
    element: Element, functie: str, dossier: Any, eerder: Mapping[str, list[Medewerker]], niet_door: list[int]
) -> Medewerker | None:
    """Back to who did this task before in this case; else to the regisseur where the lane says so; else to nobody.

    Work of the regisseur does not go back to one who handed the family over.
    """
    voorkeur = list(eerder.get(element.id, ()))[-1:]
    if element.baan and element.baan.voor == "regisseur" and dossier.regisseur_id:
        voorkeur = [m for m in voorkeur if not dossier_actions.was_regisseur(dossier, m)]
        voorkeur.append(dossier.regisseur)
    return next((m for m in voorkeur if m.pk not in niet_door and m.heeft_functie(functie)), None)


def _eerder_gedaan(proces: Proces, elementen: set[str]) -> dict[str, list[Medewerker]]:
    """Element → who finished it in this case, the last one at the end."""
    per: dict[str, list[Medewerker]] = {}
    if not elementen:
        return per
    laatste = (
        Taak.objects.filter(proces=proces, element__in=elementen, afgerond_door__isnull=False)
        .select_related("afgerond_door")
        .order_by("element", "afgerond_door_id", "-afgerond_op", "-id")
        .distinct("element", "afgerond_door_id")
    )
    for taak in sorted(laatste, key=lambda t: (t.afgerond_op, t.pk)):
        if taak.afgerond_door:
            per.setdefault(taak.element, []).append(taak.afgerond_door)
    return per


def uiterste_dag(element: Element, gegevens: Mapping[str, Any]) -> date | None:
    """The last day of the clock on a task; None where no clock is drawn."""
    if not element.termijn and not element.duur:
        return None
    begin_op = gegevens.get(element.vanaf) if element.vanaf else None
    start = date.fromisoformat(str(begin_op)[:10]) if begin_op else vandaag()
    if element.termijn:
        return termijnsoort(element.termijn).termijn(start).eind
    return Termijn(start, Duur.parse(element.duur), werkdagen=element.werkdagen).eind


def _sluit_af(proces: Proces, uitkomst: str, door: Medewerker | None) -> None:
    proces.klaar_op, proces.uitkomst = nu(), uitkomst
    proces.save(update_fields=["klaar_op", "uitkomst"])
    leg_vast(
        soort="proces.klaar",
        door=door,
        dossier=proces.dossier,
        over=proces,
        proces=proces,
        tekst=f"{proces.versie.werkwijze.naam} is klaar",
        gegevens={"uitkomst": uitkomst},
    )
    if proces.ouder_id:
        _geef_terug(proces, proces.ouder_id, uitkomst, door)


def _geef_terug(proces: Proces, ouder_id: int, uitkomst: str, door: Medewerker | None) -> None:
    """The process that called goes on, knowing how this one ended."""
    ouder = vergrendelde_stand(ouder_id)
    if not ouder.proces.loopt:
        return
    toestand = motor.load(definitie_van(ouder.proces.versie_id), ouder.toestand)
    plek = next(p for p in motor.ready_tasks(toestand) if p.id == proces.ouder_wacht)
    zet_voort(
        stand=ouder, wacht_id=plek.id, gegevens={g.naam: uitkomst for g in plek.element.levert}, door=door
    )
