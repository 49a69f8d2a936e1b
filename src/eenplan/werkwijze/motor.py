"""The engine: the only module of the house that imports SpiffWorkflow.

Pure: no database, no clock, no Django. A `Toestand` is where one case stands in one process; it goes in and out as
JSON without the drawing, which is parsed once per version and kept (`read` caches by fingerprint). Automatic steps
are not done here but asked for: `Omgeving` carries what a service step, a decision table and a condition mean.

    definitie = read(xml)
    toestand = start(definitie, {"soort": "zin"}, omgeving)
    for staat in ready_tasks(toestand): …            # what waits for somebody
    complete(toestand, staat.id, {"volledig": True}, omgeving)
    save = dump(toestand); toestand = load(definitie, save)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.defaults import ServiceTask, UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from beslistabel import BeslistabelFout, condition

from .definitie import Element, Procesdefinitie
from .lezen import BPMN, lees, veilige_boom

FORMAAT = 1


class MotorFout(RuntimeError):
    """The process cannot go on; `zin` is for the person at the screen."""

    def __init__(self, zin: str):
        super().__init__(zin)
        self.zin = zin


Stapfunctie = Callable[[Element, Mapping[str, Any]], Mapping[str, Any] | None]


def _niets(element: Element, gegevens: Mapping[str, Any]) -> Mapping[str, Any] | None:
    raise MotorFout(f"Stap {element.heet} kan hier niet automatisch worden uitgevoerd.")


@dataclass(frozen=True)
class Omgeving:
    """What the surroundings do when the process reaches an automatic step; both return new process data."""

    dienst: Stapfunctie = _niets
    tabel: Stapfunctie = _niets


@dataclass(frozen=True)
class Wachtend:
    """A place where the process stands still: a user task, or a call to another process."""

    id: str
    element: Element
    gegevens: Mapping[str, Any]


@dataclass
class Toestand:
    """Where one case stands. Opaque; only this module looks inside `werk`."""

    definitie: Procesdefinitie
    werk: BpmnWorkflow

    @property
    def klaar(self) -> bool:
        return bool(self.werk.completed)

    @property
    def gegevens(self) -> dict[str, Any]:
        """Process data after the last step; at the end the data of the end event."""
        return dict(self.werk.data if self.klaar else self.werk.last_task.data if self.werk.last_task else {})


def read(xml: bytes) -> Procesdefinitie:
    """Parse and keep. Raises OnleesbaarBestand for a file that is no BPMN."""
    return _gelezen(bytes(xml))


def start(definitie: Procesdefinitie, gegevens: Mapping[str, Any], omgeving: Omgeving) -> Toestand:
    """A new case at the first places where it must wait."""
    toestand = Toestand(definitie, BpmnWorkflow(_spec(definitie), script_engine=_Rekenaar()))
    toestand.werk.task_tree.data.update(gegevens)
    _loop(toestand, omgeving)
    return toestand


def ready_tasks(toestand: Toestand) -> list[Wachtend]:
    """Everything that waits for a person or for another process, in the order of the drawing."""
    volgorde = {element: plaats for plaats, element in enumerate(toestand.definitie.elementen)}
    klaar = [t for t in toestand.werk.get_tasks(state=TaskState.READY, manual=True)]
    klaar.sort(key=lambda t: volgorde.get(t.task_spec.bpmn_id, 0))
    return [
        Wachtend(str(t.id), toestand.definitie.elementen[t.task_spec.bpmn_id], dict(t.data)) for t in klaar
    ]


def complete(toestand: Toestand, wacht_id: str, gegevens: Mapping[str, Any], omgeving: Omgeving) -> None:
    """Finish one waiting place with its outcome and walk on to the next ones."""
    taak = toestand.werk.tasks.get(UUID(wacht_id))
    if taak is None or taak.state != TaskState.READY or not taak.task_spec.manual:
        raise MotorFout(
            "Deze stap is al afgerond of bestaat niet meer. Ververs de pagina om te zien waar het gezin nu is."
        )
    taak.data.update(gegevens)
    try:
        taak.run()
    except SpiffWorkflowException as fout:
        raise _als_motorfout(fout) from fout
    _loop(toestand, omgeving)


def passed(toestand: Toestand) -> list[str]:
    """Ids of the elements that this case has been through, oldest first, for 'u bent hier' in the drawing."""
    gedaan = [
        t for t in toestand.werk.tasks.values() if t.state == TaskState.COMPLETED and t.task_spec.bpmn_id
    ]
    gedaan.sort(key=lambda t: t.last_state_change)
    return list(dict.fromkeys(t.task_spec.bpmn_id for t in gedaan))


def arrows_taken(toestand: Toestand) -> set[str]:
    """Ids of the arrows that this case went along."""
    gegaan: set[str] = set()
    for taak in toestand.werk.tasks.values():
        if taak.parent and not taak.has_state(TaskState.PREDICTED_MASK | TaskState.FUTURE):
            van, naar = taak.parent.task_spec.bpmn_id, taak.task_spec.bpmn_id
            gegaan.update(s.id for s in toestand.definitie.uitgaand.get(van, ()) if s.naar == naar)
    return gegaan


def outcome(toestand: Toestand) -> str:
    """How a finished case ended: the `eenplan:uitkomst` of the end event it came to last."""
    eindes = [i for i in passed(toestand) if toestand.definitie.elementen[i].soort == "eind"]
    return toestand.definitie.elementen[eindes[-1]].uitkomst if toestand.klaar and eindes else ""


def dump(toestand: Toestand) -> str:
    """The state as JSON, without the drawing and without what the engine can predict again."""
    werk = toestand.werk
    blijvend = [
        t for t in werk.tasks.values() if not t.has_state(TaskState.PREDICTED_MASK | TaskState.FUTURE)
    ]
    nummer = {t.id: i for i, t in enumerate(blijvend)}
    return json.dumps(
        {
            "formaat": FORMAAT,
            "klaar": werk.completed,
            "data": werk.data,
            "laatste": nummer.get(werk.last_task.id) if werk.last_task else None,
            "taken": [_taak_uit(t, nummer) for t in blijvend],
        },
        separators=(",", ":"),
    )


def load(definitie: Procesdefinitie, opgeslagen: str) -> Toestand:
    """The inverse of `dump` for the same definition."""
    inhoud = json.loads(opgeslagen)
    if inhoud["formaat"] != FORMAAT:
        raise MotorFout(
            "Deze zaak is door een andere versie van het programma opgeslagen en kan niet worden gelezen."
        )
    werk = BpmnWorkflow(_spec(definitie), script_engine=_Rekenaar(), deserializing=True)
    werk.tasks.clear()
    taken = [_taak_in(werk, rij) for rij in inhoud["taken"]]
    for taak, rij in zip(taken, inhoud["taken"], strict=True):
        if rij["o"] is not None:
            taak.parent = taken[rij["o"]]
            taken[rij["o"]]._children.append(taak.id)
        taak.data = {**(taak.parent.data if rij["o"] is not None else {}), **rij["d"]}
        for weg in rij.get("w", ()):
            taak.data.pop(weg, None)
    werk.task_tree = taken[0]
    werk.completed = inhoud["klaar"]
    werk.success = True
    werk.data = inhoud["data"]
    werk.last_task = taken[inhoud["laatste"]] if inhoud["laatste"] is not None else None
    for taak in taken:
        if taak.has_state(TaskState.READY | TaskState.WAITING):
            taak.task_spec._predict(taak, mask=TaskState.NOT_FINISHED_MASK)
    return Toestand(definitie, werk)


# ── below: how SpiffWorkflow is held ─────────────────────────────────────────────────────────────────────────


class _Dienststap(ServiceTask):
    """A service step: the engine stops at it for a moment, `_loop` asks the surroundings."""

    def _run_hook(self, my_task: Task) -> bool:
        return True


class _Tabelstap(ServiceTask):
    def _run_hook(self, my_task: Task) -> bool:
        return True


class _Aanroep(UserTask):
    """A call to another process. To this engine it is a place to wait; werkwijze.actions starts the other one."""


class _Lezer(BpmnParser):
    OVERRIDE_PARSER_CLASSES = {
        full_tag("serviceTask"): (TaskParser, _Dienststap),
        full_tag("businessRuleTask"): (TaskParser, _Tabelstap),
        full_tag("callActivity"): (TaskParser, _Aanroep),
    }


class _Rekenaar(PythonScriptEngine):
    """Conditions are comparisons of beslistabel. Python is never evaluated and a script never runs."""

    def validate(self, expression: str) -> None:
        _voorwaarde(expression)

    def evaluate(self, task: Task, expression: str, external_context: Any = None) -> bool:
        try:
            return bool(_voorwaarde(expression).evaluate(task.data))
        except (BeslistabelFout, KeyError) as fout:
            raise MotorFout(f"De voorwaarde ‘{expression}’ kan niet worden beoordeeld: {fout}") from fout

    def execute(self, task: Task, script: str, external_context: Any = None) -> bool:
        raise MotorFout("Een werkwijze mag geen programmacode uitvoeren.")

    def call_service(self, task: Task, **kwargs: Any) -> Any:
        raise MotorFout("Een werkwijze mag geen programmacode uitvoeren.")


@lru_cache(maxsize=512)
def _voorwaarde(tekst: str) -> Any:
    return condition(tekst)


@lru_cache(maxsize=64)
def _gelezen(xml: bytes) -> Procesdefinitie:
    return lees(xml)


_specs: dict[str, Any] = {}


def _spec(definitie: Procesdefinitie) -> Any:
    """The engine's own form of a drawing, made once per version and shared by every case of it."""
    if definitie.onbekend:
        eerste = definitie.onbekend[0]
        raise MotorFout(f"‘{eerste.naam or eerste.id}’ {eerste.zin}")
    if definitie.vingerafdruk not in _specs:
        boom = veilige_boom(definitie.xml, wat="BPMN-bestand")
        for proces in boom.iter(f"{{{BPMN}}}process"):
            for rand in proces.findall(
                f"{{{BPMN}}}boundaryEvent"
            ):  # terms: data for us, not events for the engine
                proces.remove(rand)
            proces.set("isExecutable", "true")
        lezer = _Lezer()
        try:
            lezer.add_bpmn_xml(etree.ElementTree(boom))
            spec = lezer.get_spec(definitie.sleutel)
        except SpiffWorkflowException as fout:
            raise MotorFout(f"De motor kan werkwijze ‘{definitie.naam}’ niet lezen: {fout}") from fout
        if len(_specs) > 64:
            _specs.clear()
        _specs[definitie.vingerafdruk] = spec
    return _specs[definitie.vingerafdruk]


def _loop(toestand: Toestand, omgeving: Omgeving) -> None:
    """Run everything automatic until only waiting places are left."""

    def voor(taak: Task) -> None:
        spec = taak.task_spec
        stap = (
            omgeving.dienst
            if isinstance(spec, _Dienststap)
            else omgeving.tabel
            if isinstance(spec, _Tabelstap)
            else None
        )
        if stap:
            taak.data.update(stap(toestand.definitie.elementen[spec.bpmn_id], dict(taak.data)) or {})

    try:
        toestand.werk.do_engine_steps(will_complete_task=voor)
    except SpiffWorkflowException as fout:
        raise _als_motorfout(fout) from fout


def _als_motorfout(fout: SpiffWorkflowException) -> MotorFout:
    spec = getattr(fout, "task_spec", None)
    waar = f" bij ‘{spec.bpmn_name or spec.name}’" if spec is not None else ""
    return MotorFout(f"Het proces kan{waar} niet verder: geen enkele uitgang past bij de gegevens.")


def _taak_uit(taak: Task, nummer: dict[UUID, int]) -> dict[str, Any]:
    ouder = taak.parent
    basis = ouder.data if ouder else {}
    rij = {
        "i": taak.id.hex,
        "o": nummer[ouder.id] if ouder else None,
        "s": taak.task_spec.name,
        "t": taak.state,
        "n": taak.internal_data,
        "v": round(taak.last_state_change, 3),
        "d": {k: v for k, v in taak.data.items() if k not in basis or basis[k] != v},
    }
    if weg := [k for k in basis if k not in taak.data]:
        rij["w"] = weg
    if taak.triggered:
        rij["g"] = True
    return rij


def _taak_in(werk: BpmnWorkflow, rij: dict[str, Any]) -> Task:
    taak = Task(werk, werk.spec.task_specs[rij["s"]], state=rij["t"], id=UUID(hex=rij["i"]))
    taak.triggered = rij.get("g", False)
    taak.internal_data = rij["n"]
    taak.last_state_change = rij["v"]
    return taak
