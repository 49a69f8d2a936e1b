"""Writes on running cases: start, take, hand over, give back, finish, stop. For versions see `versie_actions`.

Every check says in one sentence what is wrong and what to do. Locks come before looks, always in the order
process, task, dossier, so that two people who finish the same task at once cannot both succeed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from eenplan.dossier import actions as dossier_actions
from eenplan.dossier import queries as dossier_queries
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie

from .gelezen import definitie_van
from .models import NIET_AF, Proces, Taak
from .overdracht_actions import draag_taken_over, vergrendel_taken
from .queries import loopt
from .stappen import begin, geef_toegang, rol_door_taak, vergrendelde_stand, zet_voort

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

__all__ = [
    "check_mag_doen", "draag_taken_over", "geef_taak_terug", "loopt", "pak_taak", "rond_taak_af", "start_proces", "stop_proces",
    "vergrendel_taken", "wijs_taak_toe",
]  # fmt: skip

VERDELERS = (Functie.TEAMLEIDER, Functie.PRAKTIJKLEIDER)


class Opslaanbaar(Protocol):
    """A valid task form: `save` performs room actions and returns what gateways need."""

    def save(self) -> Mapping[str, Any] | None: ...


@actie
def start_proces(
    *,
    sleutel: str,
    dossier: Any,
    door: Medewerker | None,
    gegevens: Mapping[str, Any] | None = None,
    over: Any = None,
) -> Proces:
    """Start a work instruction for a dossier, in the version that is in force today.

    `over` is what the case is about, when that is not the family as a whole: a row of another room with a field `proces`.
    It is tied to the case before the first step, and a case about another row may run beside it.
    """
    if over is not None:
        over = vergrendel(type(over), over.pk)
    dossier = dossier_actions.eis_open(dossier)
    bezig = over.proces is not None and over.proces.loopt if over else loopt(dossier=dossier, sleutel=sleutel)
    if bezig:
        raise Geweigerd(
            f"Werkwijze {sleutel} loopt al voor {over or f'dossier {dossier.nummer}'}. "
            "Open het dossier om te zien waar het gezin nu is."
        )
    return begin(sleutel=sleutel, dossier=dossier, door=door, gegevens=gegevens or {}, over=over)


@actie
def pak_taak(*, taak: Taak, door: Medewerker) -> Taak:
    """Put an open task in one's own name; from then on one sees the dossier it belongs to."""
    taak = vergrendel(Taak, taak.pk)
    check_mag_doen(taak, door)
    if taak.medewerker_id == door.pk:
        raise Geweigerd(f"Deze taak staat al op uw naam: {taak.naam}.")
    if taak.medewerker_id:
        raise Geweigerd(
            f"{taak.medewerker} heeft deze taak al gepakt. Overleg met {taak.medewerker} of kies een andere taak."
        )
    return _op_naam_van(taak, door, door=door, waarom="")


@actie
def wijs_taak_toe(*, taak: Taak, medewerker: Medewerker, door: Medewerker, waarom: str = "") -> Taak:
    """Give a task to somebody else: by the regisseur, a teamleider or a praktijkleider who sees the dossier."""
    taak = vergrendel(Taak, taak.pk)
    if not (door.heeft_functie(*VERDELERS) or door.pk in (taak.dossier.regisseur_id, taak.medewerker_id)):
        raise GeenRecht(
            "Alleen de regisseur, de teamleider of de praktijkleider verdeelt taken van dit dossier."
        )
    if not dossier_queries.zichtbaar(door).filter(pk=taak.dossier_id).exists():
        raise NietGevonden("Deze taak is er niet of is niet voor u.")
    check_mag_doen(taak, medewerker, toegewezen=True)
    return _op_naam_van(taak, medewerker, door=door, waarom=waarom)


@actie
def geef_taak_terug(*, taak: Taak, door: Medewerker, waarom: str = "") -> Taak:
    """Put a task back for others of the same functie."""
    taak = vergrendel(Taak, taak.pk)
    _eis_open(taak)
    if taak.medewerker_id != door.pk:
        raise GeenRecht("Deze taak staat niet op uw naam, dus u kunt haar niet teruggeven.")
    taak.medewerker, taak.gepakt_op = None, None
    taak.save(update_fields=["medewerker", "gepakt_op"])
    leg_vast(
        soort="taak.teruggegeven", door=door, dossier=taak.dossier, over=taak, proces=taak.proces,
        tekst=f"{taak.naam} teruggegeven", waarom=waarom,
    )  # fmt: skip
    return taak


@actie
def rond_taak_af(
    *,
    taak: Taak,
    door: Medewerker,
    gegevens: Mapping[str, Any] | None = None,
    formulier: Opslaanbaar | None = None,
    afgevinkt: Collection[str] = (),
) -> Taak:
    """Finish a task and let the process walk on, in one transaction with what the form stores.

    Give a valid `formulier` (its `save` is called here, after locks and checks) or the `gegevens` themselves.
    A task that nobody took is taken by finishing it.
    """
    stand = vergrendelde_stand(taak.proces_id)
    proces = stand.proces
    taak = vergrendel(Taak, taak.pk)
    taak.dossier = dossier_queries.actueel(taak.dossier_id)
    check_mag_afronden(taak, door)
    if not proces.loopt:
        raise Geweigerd("Dit proces loopt niet meer. Ververs de pagina om te zien waar het gezin nu is.")
    if taak.medewerker_id is None:  # from here on its work is theirs: the form may write in the dossier
        taak.medewerker = door
        taak.save(update_fields=["medewerker"])
    uitkomst = formulier.save() if formulier is not None else gegevens
    element = definitie_van(proces.versie_id).elementen[taak.element]
    bekende_stappen = {stap.nr for stap in element.stappen}
    taak.afgerond_op, taak.afgerond_door = nu(), door
    taak.afgevinkt = sorted(bekende_stappen.intersection(afgevinkt))
    taak.save(update_fields=["afgerond_op", "afgerond_door", "afgevinkt"])
    leg_vast(
        soort="taak.afgerond", door=door, dossier=taak.dossier, over=taak, proces=proces,
        tekst=f"{taak.naam} afgerond", gegevens={"element": taak.element},
    )  # fmt: skip
    zet_voort(stand=stand, wacht_id=taak.wacht_id, gegevens=uitkomst or {}, door=door)
    _laat_los(taak, door)
    return taak


@actie
def stop_proces(*, proces: Proces, reden: str, door: Medewerker | None) -> Proces:
    """Stop a case before its end, with the processes it called: its open tasks lapse. `door` is None when what it was
    about resolved itself."""
    if not reden.strip():
        raise Geweigerd("Geef de reden van stoppen: die staat op de tijdlijn van het dossier.", veld="reden")
    proces = vergrendel(Proces, proces.pk)
    if not proces.loopt:
        raise Geweigerd("Dit proces loopt al niet meer.")
    if door is not None and not (door.heeft_functie(*VERDELERS) or proces.dossier.regisseur_id == door.pk):
        raise GeenRecht("Alleen de regisseur, de teamleider of de praktijkleider stopt een proces.")
    leg_stil(proces, reden.strip())
    leg_vast(
        soort="proces.gestopt", door=door, dossier=proces.dossier, over=proces, proces=proces,
        tekst=f"{proces.versie.werkwijze.naam} gestopt", waarom=reden.strip(),
    )  # fmt: skip
    return proces


def check_mag_doen(taak: Taak, medewerker: Medewerker, *, toegewezen: bool = False) -> None:
    """Refuses, with the reason, when this person may not do this task.

    A task may be taken by someone who does not see the dossier yet (second reader, adviser): taking it is the ground
    to see it. A secret dossier gives no such ground, unless somebody who does see it hands the task out.
    """
    if taak.organisatie_id != medewerker.organisatie_id:
        raise NietGevonden("Deze taak is er niet of is niet voor u.")
    if (
        taak.dossier.geheim
        and not toegewezen
        and not dossier_queries.zichtbaar(medewerker).filter(pk=taak.dossier_id).exists()
    ):
        raise NietGevonden("Deze taak is er niet of is niet voor u.")
    _eis_open(taak)
    dossier_actions.check_open(taak.dossier)
    if not medewerker.heeft_functie(*taak.functies):
        voor = " of ".join(str(Functie(f).label) for f in taak.functies)
        raise GeenRecht(f"‘{taak.naam}’ is een taak voor een {voor}. {medewerker} heeft die functie nu niet.")
    if taak.team_id and taak.team_id not in medewerker.team_ids:
        raise GeenRecht(
            f"‘{taak.naam}’ is een taak voor team {taak.team}. {medewerker} zit niet in dat team."
        )
    if medewerker.pk in taak.niet_door:
        raise GeenRecht(
            f"‘{taak.naam}’ vraagt een tweede paar ogen: wie het stuk opstelde, kan deze taak niet doen. Laat een collega haar pakken."
        )


def check_mag_afronden(taak: Taak, medewerker: Medewerker) -> None:
    """The same for finishing it: what somebody took is theirs."""
    check_mag_doen(taak, medewerker)
    if taak.medewerker_id not in (None, medewerker.pk):
        raise Geweigerd(
            f"Deze taak staat op naam van {taak.medewerker}. Vraag {taak.medewerker} om haar af te ronden of terug te geven."
        )


def _eis_open(taak: Taak) -> None:
    if taak.afgerond_op:
        raise Geweigerd(
            f"‘{taak.naam}’ is al afgerond door {taak.afgerond_door} op {taak.afgerond_op:%d-%m-%Y}. Ververs de pagina."
        )
    if taak.vervallen_op:
        raise Geweigerd(f"‘{taak.naam}’ is vervallen, omdat het proces is gestopt.")


def _op_naam_van(taak: Taak, medewerker: Medewerker, *, door: Medewerker, waarom: str) -> Taak:
    taak.medewerker, taak.gepakt_op = medewerker, nu()
    taak.save(update_fields=["medewerker", "gepakt_op"])
    zelf = medewerker.pk == door.pk
    leg_vast(
        soort="taak.gepakt" if zelf else "taak.toegewezen", door=door, dossier=taak.dossier, over=taak, proces=taak.proces,
        tekst=f"{taak.naam}: {'opgepakt door' if zelf else 'toegewezen aan'} {medewerker}", waarom=waarom,
    )  # fmt: skip
    geef_toegang(taak, medewerker, door=door)
    return taak


def _laat_los(taak: Taak, door: Medewerker) -> None:
    """Who saw the dossier only for a task, and has no other one left in it, lets it go at the end of the day."""
    rol = None if taak.dossier.regisseur_id == door.pk else rol_door_taak(taak)
    lid = dossier_queries.rol_van(taak.dossier, door, rol) if rol else None
    if lid and not Taak.objects.filter(NIET_AF, dossier=taak.dossier_id, medewerker=door).exists():
        dossier_actions.beeindig_lid(lid=lid, tot=vandaag(), door=door, waarom=f"Taak: {taak.naam}")


def leg_stil(proces: Proces, reden: str) -> None:
    """This process and those it called stop where they are; what was still to be done lapses."""
    proces.gestopt_op, proces.stopreden = nu(), reden
    proces.save(update_fields=["gestopt_op", "stopreden"])
    proces.taken.filter(afgerond_op__isnull=True, vervallen_op__isnull=True).update(vervallen_op=nu())
    for kind in proces.aanroepen.filter(klaar_op__isnull=True, gestopt_op__isnull=True):
        leg_stil(kind, reden)
