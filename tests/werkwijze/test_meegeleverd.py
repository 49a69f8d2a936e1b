"""The shipped work instructions: nothing of the source is missing, every path is walked, and people can read the drawing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from beslistabel import read as lees_tabel
from beslistabel import verify
from eenplan.werkwijze import controle, motor
from eenplan.werkwijze.dekking import coverage, lees_stappen
from eenplan.werkwijze.omgeving import bekend
from eenplan.werkwijze.proefloop import loop_alles

from .tekenen import EIND, KEUZE, baan, taak, tekening

PROCESSEN = Path(__file__).resolve().parents[2] / "processen"
TEKENINGEN = sorted(PROCESSEN.glob("*.bpmn"))
TABELLEN = sorted(PROCESSEN.glob("*.dmn"))
EINDES = {
    "P1": {"niet_voor_ons", "afgesloten"},
    "P2": {"vanzelf_toegewezen", "toegewezen", "afgewezen"},
    "P2W": {"vanzelf_toegewezen", "toegewezen", "afgewezen"},
    "P3": {"ingetrokken", "verzonden"},
    "PB": {"opnieuw_gestuurd", "antwoord_komt_nog", "afgehandeld"},
}
DI = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}


def omgeving() -> controle.Bekend:
    return bekend({p.stem: lees_tabel(p) for p in TABELLEN}, [motor.read(p.read_bytes()) for p in TEKENINGEN])


def test_every_step_of_what_is_shipped_has_exactly_one_place(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bron = shared / "stappen.csv"
    assert bron.is_file(), f"De lijst met stappen ontbreekt: zet stappen.csv in {shared}."
    gedekt = coverage(lees_stappen(bron), [motor.read(p.read_bytes()) for p in TEKENINGEN])
    with capsys.disabled():
        print()
        for dekking in gedekt.values():
            print(
                f"  {dekking.proces}: {len(dekking.stappen) - len(dekking.zonder_plaats)} van {len(dekking.stappen)} stappen hebben een plaats"
            )
    for proces in ("P1", "P2", "P3"):
        assert not gedekt[proces].zonder_plaats, gedekt[proces].zin
        assert not gedekt[proces].dubbel, gedekt[proces].zin


@pytest.mark.parametrize("pad", TEKENINGEN, ids=lambda p: p.stem)
def test_the_check_finds_nothing(pad: Path, proefregister: None) -> None:
    assert [b.zin for b in controle.controleer(motor.read(pad.read_bytes()), omgeving())] == []


@pytest.mark.parametrize("pad", TEKENINGEN, ids=lambda p: p.stem)
def test_every_path_is_walked_to_an_end(pad: Path, proefregister: None) -> None:
    """All answers on all tasks, with the real tables: no case gets stuck and no arrow is left untaken."""
    verslag = loop_alles(motor.read(pad.read_bytes()), omgeving())
    assert verslag.fouten == []
    assert verslag.niet_genomen == ()
    assert verslag.eindes == EINDES[pad.stem.partition("-")[0]]


def test_what_a_choice_reads_of_the_beginning_is_walked_beside_what_a_table_makes_of_it(
    proefregister: None,
) -> None:
    """Two beginnings for which the table says the same, and the choice does not."""
    begin = """<bpmn:startEvent id="start"><bpmn:extensionElements>
        <eenplan:levert naam="belasting_jeugdige" soort="keuze" waarden="licht" />
        <eenplan:levert naam="belasting_opvoeding" soort="keuze" waarden="licht" />
        <eenplan:levert naam="spoed" soort="janee" /></bpmn:extensionElements></bpmn:startEvent>"""
    tabel = '<bpmn:businessRuleTask id="tabel" eenplan:tabel="kwadrant" />'
    xml = tekening(
        begin, tabel, KEUZE, taak("rustig"), EIND, banen=baan("rustig"),
        pijlen="""start -> tabel
        tabel -> keuze
        keuze -> eind : spoed = true
        keuze -> rustig : spoed = false
        rustig -> eind""",
    )  # fmt: skip
    verslag = loop_alles(motor.read(xml), omgeving())
    assert (verslag.fouten, verslag.niet_genomen) == ([], ())


@pytest.mark.parametrize("pad", TABELLEN, ids=lambda p: p.stem)
def test_tables_have_no_gaps_and_no_contradictions(pad: Path) -> None:
    assert [b.tekst for b in verify(lees_tabel(pad))] == []


@pytest.mark.parametrize("pad", TABELLEN, ids=lambda p: p.stem)
def test_every_rule_gives_its_reason_and_opens_in_dmn_js(pad: Path) -> None:
    tabel = lees_tabel(pad)
    assert all(regel.toelichting for regel in tabel.regels)
    assert b"DMNShape" in pad.read_bytes()


def test_every_table_that_a_drawing_names_is_shipped() -> None:
    namen = {t for p in TEKENINGEN for e in motor.read(p.read_bytes()).elementen.values() for t in e.tabellen}
    assert namen <= {p.stem for p in TABELLEN}
    assert {"triage", "kwadrant", "regievorm", "mandaat", "voorliggend", "dossiernorm"} <= {
        p.stem for p in TABELLEN
    }


@pytest.mark.parametrize("pad", TEKENINGEN, ids=lambda p: p.stem)
def test_people_can_read_the_drawing(pad: Path) -> None:
    """Every element has a place, nothing lies over something else, arrows are straight and cross no element."""
    boom = etree.parse(pad)
    vakken = {s.get("bpmnElement"): _vak(s) for s in boom.iterfind(".//bpmndi:BPMNShape", DI)}
    definitie = motor.read(pad.read_bytes())
    assert set(definitie.elementen) <= set(vakken)
    elementen = {e: vakken[e] for e in definitie.elementen}
    for naam, vak in elementen.items():
        for ander, anders in elementen.items():
            assert naam == ander or not _raken(vak, anders), f"{naam} ligt over {ander}"
        baan = definitie.elementen[naam].baan
        assert baan is not None
        assert _binnen(vak, vakken[baan.id]), f"{naam} ligt buiten zijn baan"
    for stroom in definitie.stromen:
        for van, tot in _stukken(boom, stroom.id):
            assert van[0] == tot[0] or van[1] == tot[1], f"pijl {stroom.id} loopt schuin"
            for naam, vak in elementen.items():
                assert naam in (stroom.van, stroom.naar) or not _raken(_lijn(van, tot), vak), (
                    f"pijl {stroom.id} loopt door {naam}"
                )


def _vak(vorm: Any) -> tuple[float, float, float, float]:
    grens = vorm.find("dc:Bounds", DI)
    x, y, breedte, hoogte = (float(grens.get(k)) for k in ("x", "y", "width", "height"))
    return x, y, x + breedte, y + hoogte


def _stukken(boom: Any, stroom: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    rand = boom.find(f".//bpmndi:BPMNEdge[@bpmnElement='{stroom}']", DI)
    assert rand is not None, f"pijl {stroom} is niet getekend"
    punten = [(float(p.get("x")), float(p.get("y"))) for p in rand.iterfind("di:waypoint", DI)]
    return list(pairwise(punten))


def _lijn(van: tuple[float, float], tot: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(van[0], tot[0]), min(van[1], tot[1]), max(van[0], tot[0]), max(van[1], tot[1])


def _raken(een: tuple[float, ...], twee: tuple[float, ...]) -> bool:
    return een[0] < twee[2] and twee[0] < een[2] and een[1] < twee[3] and twee[1] < een[3]


def _binnen(een: tuple[float, ...], twee: tuple[float, ...]) -> bool:
    return twee[0] <= een[0] and een[2] <= twee[2] and twee[1] <= een[1] and een[3] <= twee[3]
