"""Every read of tasks, processes and outcomes, already knowing who is asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q, QuerySet

from eenplan.dossier import queries as dossier_queries
from eenplan.kern.fouten import EenplanFout, NietGevonden
from eenplan.kern.queries import log_inzage

from . import motor
from .beslissen import beslis, wat_zegt
from .definitie import Element, Stap
from .gelezen import definitie_van, tabel_van
from .models import NIET_AF, Proces, Processtand, Taak, Uitkomst, Werkwijze, WerkwijzeVersie

if TYPE_CHECKING:
    from beslistabel import Tabel
    from eenplan.organisatie.models import Medewerker, Organisatie

LOOPT = Q(klaar_op__isnull=True, gestopt_op__isnull=True)
OP_DRINGENDHEID = (F("uiterlijk").asc(nulls_last=True), "id")


def loopt(*, dossier: Any, sleutel: str) -> bool:
    """Whether this work instruction runs for the dossier by itself (not called by another process)."""
    return Proces.objects.filter(
        LOOPT, dossier=dossier, versie__werkwijze__sleutel=sleutel, ouder__isnull=True
    ).exists()


def geldt(sleutel: str) -> bool:
    """Whether a version of this work instruction is in force, so that a case can begin."""
    return WerkwijzeVersie.objects.filter(
        werkwijze__sleutel=sleutel, vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
    ).exists()


def staat_open(*, dossier: Any, formulier: str) -> bool:
    """Whether a task with this form waits in the dossier."""
    return Taak.objects.filter(NIET_AF, dossier=dossier, formulier=formulier).exists()


def open_taak(*, dossier: Any, formulier: str) -> Taak | None:
    """The task with this form that waits longest in the dossier, if one does."""
    return Taak.objects.filter(NIET_AF, dossier=dossier, formulier=formulier).order_by("pk").first()


# ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────


def mijn_taken(medewerker: Medewerker) -> QuerySet[Taak]:
    """Open tasks in my name, the most urgent first. One index scan, whatever the number of dossiers."""
    return (
        Taak.objects.filter(NIET_AF, medewerker=medewerker)
        .select_related("dossier__gezin")
        .order_by(*OP_DRINGENDHEID)
    )


def open_taken_voor_functie(medewerker: Medewerker) -> QuerySet[Taak]:
    """Open tasks in nobody's name that this person may take, also of dossiers that they do not see yet.

    A second reader or adviser gets to see a dossier by taking a task in it, so these rows may be shown with the
    dossier number and nothing of the family. Secret dossiers are left out for whoever is not tied to them.
    """
    functies, teams = sorted(medewerker.functies), medewerker.team_ids
    return (
        Taak.objects.filter(
            NIET_AF,
            dossier_queries.open_en_niet_geheim_voor(medewerker),
            # written out, so that each line is one range of an index: all free tasks of a functie are too many
            Q(functie__in=functies, team__isnull=True)
            | Q(functie__in=functies, team__in=teams)
            | Q(~Q(ook_functie=""), ook_functie__in=functies, team__isnull=True)
            | Q(~Q(ook_functie=""), ook_functie__in=functies, team__in=teams),
            organisatie_id=medewerker.organisatie_id,
            medewerker__isnull=True,
        )
        .exclude(niet_door__contains=[medewerker.pk])
        .prefetch_related("dossier__gezin", "team")
        .order_by(*OP_DRINGENDHEID)
    )


def open_taken(dossier: Any, medewerker: Medewerker) -> list[Taak]:
    """Open tasks of one dossier; `mag` says whether this person may do them, `van_mij` whether they have them."""
    taken = list(
        Taak.objects.filter(NIET_AF, dossier=dossier)
        .select_related("dossier", "medewerker", "team")
        .order_by(*OP_DRINGENDHEID)
    )
    for taak in taken:
        taak.van_mij = taak.medewerker_id == medewerker.pk  # type: ignore[attr-defined]
        taak.mag = taak.medewerker_id in (None, medewerker.pk) and waarom_niet(taak, medewerker) == ""  # type: ignore[attr-defined]
    return taken


def open_taak_per_proces(processen: Iterable[int]) -> dict[int, Taak]:
    """The most urgent open task of each of these processes, by the key of the process."""
    taken = Taak.objects.filter(NIET_AF, proces__in=list(processen)).order_by(*OP_DRINGENDHEID)
    return {taak.proces_id: taak for taak in reversed(taken)}


def waarom_niet(taak: Taak, medewerker: Medewerker) -> str:
    """The sentence that says why this person may not do this task; empty when they may."""
    from .actions import check_mag_doen

    try:
        check_mag_doen(taak, medewerker)
    except EenplanFout as fout:
        return fout.zin
    return ""


def waarom_niet_af(*, dossiers: Iterable[int], formulier: str, medewerker: Medewerker) -> str:
    """Why this person may not finish every open task with this form in these dossiers: of the first that is not theirs."""
    from .actions import check_mag_afronden

    taken = Taak.objects.filter(NIET_AF, dossier__in=list(dossiers), formulier=formulier)
    try:
        for taak in taken.select_related("dossier", "medewerker", "team").order_by("pk"):
            check_mag_afronden(taak, medewerker)
    except EenplanFout as fout:
        return fout.zin
    return ""


def taak_voor(medewerker: Medewerker, pk: int) -> Taak:
    """A task of a dossier that this person sees, or that they may take; NietGevonden otherwise."""
    taak = (
        Taak.objects.select_related(
            "dossier__gezin",
            "dossier__regisseur",
            "dossier__team",
            "proces__versie__werkwijze",
            "medewerker",
            "team",
            "afgerond_door",
        )
        .defer("proces__versie__bestand")
        .filter(pk=pk, organisatie_id=medewerker.organisatie_id)
        .first()
    )
    if taak is None or not (
        ziet(medewerker, taak.dossier_id) or (taak.is_open and not waarom_niet(taak, medewerker))
    ):
        raise NietGevonden("Er is geen taak met dit nummer die u mag zien.")
    return taak


def ziet(medewerker: Medewerker, dossier_id: int) -> bool:
    """Whether this person sees the dossier."""
    return dossier_queries.zichtbaar(medewerker).filter(pk=dossier_id).exists()


def element_van(taak: Taak) -> Element:
    """The element of the drawing that this task came from, in the version that its case keeps."""
    return definitie_van(taak.proces.versie_id).elementen[taak.element]


def stappen_van(taak: Taak) -> tuple[Stap, ...]:
    """The checklist of a task: the steps with words."""
    return tuple(stap for stap in element_van(taak).stappen if stap.tekst)


# ── processes ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Procesbeeld:
    """A process as drawn: what was passed and where the family is now."""

    proces: Proces
    gedaan: tuple[str, ...]
    hier: tuple[str, ...]
    namen_hier: tuple[str, ...]
    namen_gedaan: tuple[str, ...]


def processen_van(dossier: Any) -> list[Procesbeeld]:
    """The processes of a dossier, running ones first."""
    rijen = (
        Processtand.objects.filter(proces__dossier=dossier)
        .select_related("proces__versie__werkwijze", "proces__ouder")
        .defer("proces__versie__bestand")
        .order_by(F("proces__klaar_op").desc(nulls_first=True), "proces__gestart_op")
    )
    return [_beeld(stand) for stand in rijen]


def procesbeeld(medewerker: Medewerker, pk: int) -> Procesbeeld:
    """One process with its drawing; NietGevonden when its dossier is not theirs to see. Leaves a line in the read log."""
    stand = (
        Processtand.objects.select_related("proces__versie__werkwijze", "proces__dossier__gezin")
        .defer("proces__versie__bestand")
        .filter(proces=pk, proces__organisatie=medewerker.organisatie_id)
        .first()
    )
    if stand is None or not ziet(medewerker, stand.proces.dossier_id):
        raise NietGevonden("Er is geen proces met dit nummer dat u mag zien.")
    log_inzage(
        medewerker=medewerker,
        wat="proces",
        reden=dossier_queries.grond(medewerker, stand.proces.dossier),
        dossiers=[stand.proces.dossier_id],
    )
    return _beeld(stand)


def _beeld(stand: Processtand) -> Procesbeeld:
    definitie = definitie_van(stand.proces.versie_id)
    toestand = motor.load(definitie, stand.toestand)
    hier = [w.element for w in motor.ready_tasks(toestand)] if stand.proces.loopt else []
    gedaan = [definitie.elementen[e] for e in motor.passed(toestand)]
    return Procesbeeld(
        proces=stand.proces,
        gedaan=tuple(e.id for e in gedaan if e not in hier),
        hier=tuple(e.id for e in hier),
        namen_hier=tuple(e.naam for e in hier),
        namen_gedaan=tuple(e.naam for e in gedaan if e.wacht),
    )


def andere_processen(dossier: Any, proces: Proces | None = None) -> QuerySet[Proces]:
    """What runs for a dossier besides this process and those that called it, oldest first; each with its `open_taken`."""
    eigen = []
    while proces is not None:
        eigen.append(proces.pk)
        proces = proces.ouder
    lopend = Proces.objects.filter(LOOPT, dossier=dossier).exclude(pk__in=eigen)
    open_taken = Prefetch("taken", Taak.objects.filter(NIET_AF).order_by("pk"), to_attr="open_taken")
    rijen = lopend.select_related("versie__werkwijze").defer("versie__bestand").order_by("pk")
    return rijen.prefetch_related(open_taken)  # type: ignore[no-redef]  # declared on the model too


def heeft_formulier_van(proces: Proces, kamer: str) -> bool:
    """Whether this process holds a task with a form of this room."""
    elementen = definitie_van(proces.versie_id).elementen.values()
    return any(element.formulier.startswith(f"{kamer}.") for element in elementen)


# ── tables and their outcomes ────────────────────────────────────────────────────────────────────────────────


def pas_tabel_toe(
    *,
    sleutel: str,
    invoer: Mapping[str, Any],
    door: Medewerker | None,
    dossier: Any = None,
    taak: Taak | None = None,
    organisatie: Organisatie | None = None,
) -> Uitkomst:
    """The outcome of a decision table, kept. `organisatie` is that of the transaction; naming it is for the reader."""
    return beslis(sleutel=sleutel, invoer=invoer, door=door, dossier=dossier, taak=taak)


def advies(*, sleutel: str, invoer: Mapping[str, Any], organisatie: Organisatie | None = None) -> Any:
    """What a table would say, without keeping it: for a form that is still being filled in."""
    return wat_zegt(sleutel=sleutel, invoer=invoer)[1].uitvoer


def advies_met_reden(*, sleutel: str, invoer: Mapping[str, Any]) -> tuple[Any, str]:
    """The same, with why: what the rules that hit say of themselves."""
    antwoord = wat_zegt(sleutel=sleutel, invoer=invoer)[1]
    return antwoord.uitvoer, _redenen(antwoord.tabel, antwoord.regels)


def reden_van(uitkomst: Uitkomst) -> str:
    """Why a table said what it said then, in its own words."""
    return _redenen(tabel_van(uitkomst.tabel_id), uitkomst.regels)


def _redenen(tabel: Tabel, regels: Iterable[str]) -> str:
    return " ".join(tabel.regel(pk).toelichting for pk in regels)


def uitkomst_voor(medewerker: Medewerker, pk: int) -> Uitkomst:
    """A kept outcome with its table; only for who sees the dossier it belongs to, or asked without a dossier."""
    uitkomst = (
        Uitkomst.objects.select_related(
            "tabel__beslistabel", "dossier__gezin", "proces__versie__werkwijze", "taak", "door"
        )
        .filter(pk=pk, organisatie_id=medewerker.organisatie_id)
        .first()
    )
    mag = uitkomst is not None and (
        ziet(medewerker, uitkomst.dossier_id) if uitkomst.dossier_id else uitkomst.door_id == medewerker.pk
    )
    if uitkomst is None or not mag:
        raise NietGevonden("Er is geen uitkomst met dit nummer die u mag zien.")
    if uitkomst.dossier:
        log_inzage(
            medewerker=medewerker,
            wat="uitkomst",
            reden=dossier_queries.grond(medewerker, uitkomst.dossier),
            dossiers=[uitkomst.dossier.pk],
        )
    return uitkomst


def uitkomsten_van(dossier: Any) -> QuerySet[Uitkomst]:
    """All outcomes kept for a dossier, newest first."""
    return Uitkomst.objects.filter(dossier=dossier).select_related("tabel__beslistabel", "door")


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────


def werkwijzen(medewerker: Medewerker) -> QuerySet[Werkwijze]:
    """The work instructions of the organisation with their versions."""
    return Werkwijze.objects.filter(organisatie_id=medewerker.organisatie_id).prefetch_related("versies")


def versie_voor(medewerker: Medewerker, pk: int) -> WerkwijzeVersie:
    """One version of a work instruction of one's own organisation."""
    versie = (
        WerkwijzeVersie.objects.select_related("werkwijze", "vastgesteld_door")
        .filter(pk=pk, organisatie_id=medewerker.organisatie_id)
        .first()
    )
    if versie is None:
        raise NietGevonden("Deze versie bestaat niet.")
    return versie
