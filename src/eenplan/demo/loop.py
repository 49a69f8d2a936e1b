"""A family walks: every task that opens is done by the right person, on its day, through the form of that task.

What a browser would do, without the browser. Nothing here writes a row itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from eenplan.demo import rond_het_gezin
from eenplan.demo.antwoorden import antwoord, melding
from eenplan.demo.gemeente import Gemeente
from eenplan.demo.verhaal import ORDE, Verhaal, themas
from eenplan.dossier import queries as dossier_queries
from eenplan.kern.actions import vergrendel
from eenplan.kern.context import namens
from eenplan.kern.tijd import op_moment
from eenplan.organisatie.models import Medewerker
from eenplan.toegang import actions as toegang
from eenplan.toegang.meldingform import MeldingForm
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries as werkwijze_queries
from eenplan.werkwijze.models import NIET_AF, Taak
from eenplan.werkwijze.register import formulieren


class DemoFout(RuntimeError):
    """The demo filled in something that a form refuses: our fault, with what it said."""


def meld(v: Verhaal, gemeente: Gemeente) -> Any:
    """The report comes in; returns the dossier."""
    door = _van(v, gemeente.met("a_team"))
    with op_moment(v.begin), namens(door, actie="demo"):
        form = MeldingForm(melding(v))
        if not form.is_valid():
            raise DemoFout(f"melding {v.nummer}: {form.errors.as_text()}")
        return toegang.neem_melding_aan(door=door, **form.argumenten())


def laat_lopen(
    v: Verhaal, gemeente: Gemeente, dossier: Any, *, dag: date, tot: str = "", een: bool = False
) -> None:
    """Do every task up to where this family is, or up to (not including) `tot`, or only the next `een`."""
    grens = min(ORDE.get(v.tot, 99), ORDE.get(tot, 99))
    eind = eind_van(v).date() if v.tot == "einde" else dag
    context: dict[str, Any] = {"gemeente": gemeente, "gewoon": themas()["gewoon"], "eind": eind}
    with namens(gemeente.mensen[v.regisseur], actie="demo"):
        context["personen"] = rond_het_gezin.personen_van(v, dossier)
        while (taak := _volgende(dossier, gemeente)) is not None and ORDE[taak.element] < grens:
            _doe(v, taak, context)
            if een:
                return
        if not tot:
            rond_het_gezin.ten_slotte(v, dossier, context)


def _doe(v: Verhaal, taak: Taak, context: dict[str, Any]) -> None:
    """One task, on its day: what happens around it first, then its form."""
    gemeente: Gemeente = context["gemeente"]
    moment = v.moment(taak.element)
    context["dag"] = moment.date()
    door = _wie(v, taak, gemeente)
    with op_moment(moment - timedelta(minutes=10)):
        rond_het_gezin.vooraf(v, taak, context)
    with op_moment(moment):
        if taak.medewerker_id is None and taak.element in (
            "verklarende_analyse",
            "advies",
            "mdo",
            "tweede_lezer",
            "vaststellen",
        ):
            werkwijze.pak_taak(taak=taak, door=door)
        vul_in(v, taak, door, context)
    if taak.element in ("onderzoek", "start_hulp"):
        rond_het_gezin.contact(v, taak.dossier, moment, context)


def vul_in(v: Verhaal, taak: Taak, door: Medewerker, context: dict[str, Any]) -> None:
    """Open the form of this task, fill it in, send it, and finish the task with it."""
    form = formulieren()[taak.formulier](taak=taak, door=door)
    form.data, form.is_bound = antwoord(v, form, context), True
    if not form.is_valid():
        raise DemoFout(f"gezin {v.nummer}, {taak.element}: {form.errors.as_text()}")
    werkwijze.rond_taak_af(taak=taak, door=door, formulier=form, afgevinkt=_afgevinkt(taak))


def _volgende(dossier: Any, gemeente: Gemeente) -> Taak | None:
    """The task that waits, with what its form reads at hand."""
    wacht = Taak.objects.filter(NIET_AF, dossier=dossier).order_by("-id").values_list("pk", flat=True).first()
    taak: Taak | None = vergrendel(Taak, wacht) if wacht else None
    if taak is not None:
        taak.dossier = dossier_queries.actueel(dossier.pk)
        taak.dossier.organisatie, taak.dossier.gezin = gemeente.organisatie, dossier.gezin
        taak.dossier.regisseur = gemeente.op_id(taak.dossier.regisseur_id)
        taak.medewerker = gemeente.op_id(taak.medewerker_id)
    return taak


_stappen: dict[str, list[str]] = {}  # by element: the demo knows one version of each drawing


def _afgevinkt(taak: Taak) -> list[str]:
    """Every step of the checklist of this task."""
    if taak.element not in _stappen:
        _stappen[taak.element] = [stap.nr for stap in werkwijze_queries.stappen_van(taak)]
    return _stappen[taak.element]


def _wie(v: Verhaal, taak: Taak, gemeente: Gemeente) -> Medewerker:
    """Who does this task: who has it, the regisseur, or a colleague who may."""
    if taak.medewerker is not None:
        return taak.medewerker
    functie, team = taak.functie, v.team if taak.team_id else ""
    kandidaten = [m for m in gemeente.met(functie, team) if m.pk not in taak.niet_door]
    if functie == "praktijkleider" and v.team:
        kandidaten = gemeente.met(functie, v.team)
    if functie == "gedragswetenschapper":
        kandidaten = gemeente.met(functie, v.team)
    return _van(v, kandidaten)


def _van(v: Verhaal, mensen: list[Medewerker]) -> Medewerker:
    return v.rng.choice(mensen)


def eind_van(v: Verhaal) -> datetime:
    """The last moment at which something happened in this story."""
    return max(v.momenten.values())
