"""The engine: where a case stands survives being put away, and it runs nothing that is not a comparison."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.werkwijze import motor

PROCESSEN = Path(__file__).resolve().parents[2] / "processen"
P1 = motor.read((PROCESSEN / "P1-toegang.bpmn").read_bytes())


def omgeving() -> motor.Omgeving:
    return motor.Omgeving(
        dienst=lambda element, gegevens: {}, tabel=lambda element, gegevens: {"regievorm": "monitoren"}
    )


def weggelegd(toestand: motor.Toestand) -> motor.Toestand:
    return motor.load(toestand.definitie, motor.dump(toestand))


def antwoord(element: Any, kies: Any) -> dict[str, Any]:
    return {g.naam: kies(g.waarden or (0,)) for g in element.levert}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_case_that_is_put_away_after_every_step_walks_the_same_way(data: st.DataObject) -> None:
    """Two cases get the same answers; one is stored and read back at each step. They never differ."""
    door, telkens = (motor.start(P1, {"aanvraag_op": "2026-01-05"}, omgeving()) for _ in range(2))
    for _ in range(40):
        telkens = weggelegd(telkens)
        plekken, anders = motor.ready_tasks(door), motor.ready_tasks(telkens)
        assert [p.element.id for p in plekken] == [p.element.id for p in anders]
        assert [p.gegevens for p in plekken] == [p.gegevens for p in anders]
        if not plekken:
            break
        gegevens = antwoord(plekken[0].element, lambda waarden: data.draw(st.sampled_from(waarden)))
        motor.complete(door, plekken[0].id, gegevens, omgeving())
        motor.complete(telkens, anders[0].id, gegevens, omgeving())
    assert door.klaar == telkens.klaar
    assert motor.outcome(door) == motor.outcome(telkens)
    assert motor.passed(door) == motor.passed(telkens)


def test_the_stored_state_holds_no_drawing_and_stays_small() -> None:
    toestand = motor.start(P1, {"aanvraag_op": "2026-01-05"}, omgeving())
    for _ in range(20):  # the family does not agree yet, again and again
        plek = motor.ready_tasks(toestand)[0]
        motor.complete(toestand, plek.id, {"volledig": False}, omgeving())
    opgeslagen = motor.dump(toestand)
    assert json.loads(opgeslagen)["taken"]
    assert "bpmn" not in opgeslagen
    assert len(opgeslagen) < 20_000


def test_finishing_the_same_place_twice_is_refused() -> None:
    toestand = motor.start(P1, {"aanvraag_op": "2026-01-05"}, omgeving())
    plek = motor.ready_tasks(toestand)[0]
    motor.complete(toestand, plek.id, {"volledig": True}, omgeving())
    with pytest.raises(motor.MotorFout, match="al afgerond"):
        motor.complete(toestand, plek.id, {"volledig": True}, omgeving())


def test_where_we_are_and_where_we_have_been() -> None:
    toestand = motor.start(P1, {"aanvraag_op": "2026-01-05"}, omgeving())
    motor.complete(toestand, motor.ready_tasks(toestand)[0].id, {"volledig": True}, omgeving())
    assert [p.element.id for p in motor.ready_tasks(toestand)] == ["uitleg_gezin"]
    assert motor.passed(toestand) == ["melding_ontvangen", "controle_melding", "melding_volledig"]


def test_only_motor_imports_the_engine() -> None:
    bron = Path(motor.__file__).parents[1]
    wie = sorted(
        str(p.relative_to(bron))
        for p in bron.rglob("*.py")
        if "import SpiffWorkflow" in (t := p.read_text()) or "from SpiffWorkflow" in t
    )
    assert wie == ["werkwijze/motor.py"]
