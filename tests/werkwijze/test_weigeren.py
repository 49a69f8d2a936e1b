"""A drawing that would leave a family stuck is refused, with the element named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROCESSEN
from .tekenen import EIND, GOED, KEUZE, START, baan, taak, tekening

Zeg = Callable[[bytes], list[str]]
RECHT = "start -> lezen\nlezen -> eind"


def test_a_straight_drawing_is_accepted(controle: Zeg) -> None:
    assert controle(tekening(START, taak("lezen"), EIND, banen=baan("lezen"), pijlen=RECHT)) == []


def test_an_unknown_form_key_is_named_with_what_was_probably_meant(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(
            START,
            taak("lezen", "Stuk lezen", formulier="toegang.triaje"),
            EIND,
            banen=baan("lezen"),
            pijlen=RECHT,
        )
    )
    assert "‘Stuk lezen’" in zin
    assert "‘toegang.triaje’" in zin
    assert "Bedoelt u ‘toegang.triage’?" in zin


def test_a_lane_that_is_no_functie(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(
            START,
            taak("lezen"),
            EIND,
            banen=baan("lezen", naam="Wijkwerker", functie="wijkwerker"),
            pijlen=RECHT,
        )
    )
    assert "‘Wijkwerker’" in zin
    assert "is geen functie" in zin


def test_a_task_outside_every_lane(controle: Zeg) -> None:
    (zin,) = controle(tekening(START, taak("lezen"), EIND, pijlen=RECHT))
    assert "‘lezen’ staat in geen enkele baan" in zin


def test_an_unknown_table(controle: Zeg) -> None:
    stap = '<bpmn:businessRuleTask id="tabel" name="Wie tekent" eenplan:tabel="mandaten" />'
    (zin,) = controle(tekening(START, stap, EIND, pijlen="start -> tabel\ntabel -> eind"))
    assert "‘Wie tekent’" in zin
    assert "‘mandaten’" in zin
    assert "Bedoelt u ‘mandaat’?" in zin


def test_an_unknown_service(controle: Zeg) -> None:
    stap = '<bpmn:serviceTask id="dienst" name="Brief maken" eenplan:dienst="maak_brief" />'
    (zin,) = controle(tekening(START, stap, EIND, pijlen="start -> dienst\ndienst -> eind"))
    assert "‘Brief maken’" in zin
    assert "Bedoelt u ‘maak_brieven’?" in zin


def test_an_unknown_term_on_a_clock(controle: Zeg) -> None:
    klok = '<bpmn:boundaryEvent id="k" attachedToRef="lezen" cancelActivity="false" eenplan:termijn="snel"><bpmn:timerEventDefinition id="t" /></bpmn:boundaryEvent>'
    (zin,) = controle(tekening(START, taak("lezen"), klok, EIND, banen=baan("lezen"), pijlen=RECHT))
    assert "‘lezen’" in zin
    assert "‘snel’" in zin


def test_a_called_process_that_does_not_exist(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(
            START,
            '<bpmn:callActivity id="roep" name="Bezwaar" calledElement="P99" />',
            EIND,
            pijlen="start -> roep\nroep -> eind",
        )
    )
    assert "‘Bezwaar’" in zin
    assert "‘P99’" in zin


def test_a_script_task_never_runs(controle: Zeg) -> None:
    script = (
        '<bpmn:scriptTask id="code" name="Even rekenen"><bpmn:script>print(1)</bpmn:script></bpmn:scriptTask>'
    )
    xml = tekening(START, script, EIND, pijlen="start -> code\ncode -> eind")
    assert any("‘Even rekenen’ is een scripttaak" in zin for zin in controle(xml))
    from eenplan.werkwijze import motor

    with pytest.raises(motor.MotorFout, match="scripttaak"):
        motor.start(motor.read(xml), {}, motor.Omgeving())


@pytest.mark.parametrize(
    "tag", ["subProcess", "inclusiveGateway", "sendTask", "eventBasedGateway", "intermediateCatchEvent"]
)
def test_what_the_engine_does_not_carry_out_is_named(controle: Zeg, tag: str) -> None:
    zinnen = controle(
        tekening(START, f'<bpmn:{tag} id="x" name="Iets anders" />', EIND, pijlen="start -> x\nx -> eind")
    )
    assert any("‘Iets anders’" in zin and tag in zin for zin in zinnen)


def test_a_dead_end(controle: Zeg) -> None:
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> eind : goed = true\nkeuze -> bellen : goed = false"
    zinnen = controle(
        tekening(
            START,
            taak("lezen", levert=GOED),
            KEUZE,
            taak("bellen", "Gezin bellen"),
            EIND,
            banen=baan("lezen", "bellen"),
            pijlen=pijlen,
        )
    )
    assert zinnen == [
        "‘Gezin bellen’ loopt dood: er gaat geen pijl uit. Trek een pijl naar de volgende stap of naar een eindpunt."
    ]


def test_an_element_that_nothing_leads_to(controle: Zeg) -> None:
    zinnen = controle(
        tekening(
            START,
            taak("lezen"),
            taak("wees", "Vergeten taak"),
            EIND,
            banen=baan("lezen", "wees"),
            pijlen=RECHT + "\nwees -> eind",
        )
    )
    assert zinnen == ["‘Vergeten taak’ wordt nooit bereikt: er loopt geen weg vanaf het begin naartoe."]


def test_a_loop_without_a_way_out(controle: Zeg) -> None:
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> eind : goed = true\nkeuze -> bellen : goed = false\nbellen -> wachten\nwachten -> bellen"
    elementen = [
        START,
        taak("lezen", levert=GOED),
        KEUZE,
        taak("bellen", "Bellen"),
        taak("wachten", "Wachten"),
        EIND,
    ]
    (zin,) = controle(tekening(*elementen, banen=baan("lezen", "bellen", "wachten"), pijlen=pijlen))
    assert "De lus ‘Bellen’ → ‘Wachten’ heeft geen uitweg" in zin


def test_a_parallel_join_behind_a_choice_never_comes_together(controle: Zeg) -> None:
    elementen = [
        START,
        taak("lezen", levert=GOED),
        KEUZE,
        taak("a"),
        taak("b"),
        '<bpmn:parallelGateway id="samen" name="Alles binnen" />',
        EIND,
    ]
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> a : goed = true\nkeuze -> b : goed = false\na -> samen\nb -> samen\nsamen -> eind"
    (zin,) = controle(tekening(*elementen, banen=baan("lezen", "a", "b"), pijlen=pijlen))
    assert "De samenkomst ‘Alles binnen’ wordt nooit compleet" in zin
    assert "Zo gaat het mis: lezen → Goed? → a" in zin


def test_branches_that_are_not_joined_do_the_same_work_twice(controle: Zeg) -> None:
    elementen = [
        START,
        '<bpmn:parallelGateway id="uit" name="Samen op" />',
        taak("a"),
        taak("b"),
        taak("na", "Daarna"),
        EIND,
    ]
    pijlen = "start -> uit\nuit -> a\nuit -> b\na -> na\nb -> na\nna -> eind"
    assert any(
        "‘Daarna’" in zin and "twee keer" in zin
        for zin in controle(tekening(*elementen, banen=baan("a", "b", "na"), pijlen=pijlen))
    )


def test_parallel_work_that_comes_together_is_accepted(controle: Zeg) -> None:
    elementen = [
        START,
        '<bpmn:parallelGateway id="uit" />',
        taak("a"),
        taak("b"),
        '<bpmn:parallelGateway id="samen" />',
        EIND,
    ]
    pijlen = "start -> uit\nuit -> a\nuit -> b\na -> samen\nb -> samen\nsamen -> eind"
    assert controle(tekening(*elementen, banen=baan("a", "b"), pijlen=pijlen)) == []


@pytest.mark.parametrize(
    ("eerste", "tweede", "woord"),
    [
        ("kosten >= 20000", "kosten >= 50000", "gelden allebei"),
        ("kosten < 20000", "kosten > 20000", "Geen voorwaarde geldt"),
    ],
)
def test_conditions_that_overlap_or_leave_a_gap(controle: Zeg, eerste: str, tweede: str, woord: str) -> None:
    levert = '<eenplan:levert naam="kosten" soort="getal" waarden="1000 30000" />'
    pijlen = f"start -> lezen\nlezen -> keuze\nkeuze -> eind : {eerste}\nkeuze -> lezen : {tweede}"
    zinnen = controle(
        tekening(START, taak("lezen", levert=levert), KEUZE, EIND, banen=baan("lezen"), pijlen=pijlen)
    )
    assert any("‘Goed?’" in zin and woord in zin for zin in zinnen)


def test_a_condition_on_what_nobody_fills_in(controle: Zeg) -> None:
    pijlen = (
        "start -> lezen\nlezen -> keuze\nkeuze -> eind : akkoord = true\nkeuze -> lezen : akkoord = false"
    )
    zinnen = controle(tekening(START, taak("lezen"), KEUZE, EIND, banen=baan("lezen"), pijlen=pijlen))
    assert all("‘akkoord’, maar geen formulier, beslistabel of dienst levert dat" in zin for zin in zinnen)
    assert zinnen


def test_a_condition_on_what_is_filled_in_on_only_one_way(controle: Zeg) -> None:
    elementen = [
        START,
        taak("lezen", levert=GOED),
        KEUZE,
        taak("extra", levert='<eenplan:levert naam="akkoord" soort="janee" />'),
    ]
    elementen += [
        '<bpmn:exclusiveGateway id="slot" name="Akkoord?" />',
        EIND,
        '<bpmn:endEvent id="stop" name="Stop" />',
    ]
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> extra : goed = false\nkeuze -> slot : goed = true\nextra -> slot\nslot -> eind : akkoord = true\nslot -> stop : akkoord = false"
    zinnen = controle(tekening(*elementen, banen=baan("lezen", "extra"), pijlen=pijlen))
    assert any("‘akkoord’, maar dat is niet op elke weg erheen al ingevuld" in zin for zin in zinnen)


def test_python_in_a_condition_is_refused(controle: Zeg) -> None:
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> eind : __import__('os').system('true')\nkeuze -> lezen : goed = false"
    zinnen = controle(
        tekening(START, taak("lezen", levert=GOED), KEUZE, EIND, banen=baan("lezen"), pijlen=pijlen)
    )
    assert any("‘Goed?’" in zin and "niet te lezen" in zin for zin in zinnen)


def test_a_second_pair_of_eyes_must_point_at_an_element(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(
            START,
            taak("lezen", extra='eenplan:nietDoor="schrijven"'),
            EIND,
            banen=baan("lezen"),
            pijlen=RECHT,
        )
    )
    assert "‘schrijven’" in zin


def test_an_arrow_that_hangs_in_the_air(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(START, taak("lezen"), EIND, banen=baan("lezen"), pijlen=RECHT + "\nlezen -> weg")
    )
    assert "‘weg’ staat niet in de tekening" in zin


def test_a_condition_where_nobody_looks_at_it(controle: Zeg) -> None:
    (zin,) = controle(
        tekening(
            START,
            taak("lezen", levert=GOED),
            EIND,
            banen=baan("lezen"),
            pijlen="start -> lezen\nlezen -> eind : goed = true",
        )
    )
    assert "Uit ‘lezen’ gaat een pijl met een voorwaarde" in zin


def test_a_choice_whose_default_is_not_its_own(controle: Zeg) -> None:
    keuze = KEUZE.replace("<bpmn:exclusiveGateway", '<bpmn:exclusiveGateway default="pijl_0"')
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> eind : goed = true\nkeuze -> lezen : goed = true"
    zinnen = controle(
        tekening(START, taak("lezen", levert=GOED), keuze, EIND, banen=baan("lezen"), pijlen=pijlen)
    )
    assert zinnen == ["Keuze ‘Goed?’ heeft als standaard een pijl die er niet uit vertrekt."]


def test_two_elements_with_one_name_tag(controle: Zeg) -> None:
    zinnen = controle(
        tekening(START, taak("lezen", "Eén"), taak("lezen", "Twee"), EIND, banen=baan("lezen"), pijlen=RECHT)
    )
    assert any("‘Twee’ heeft geen eigen kenmerk" in zin for zin in zinnen)


# ── files that are not what they say ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("xml", "woord"),
    [
        (b"geen xml", "geen leesbare XML"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "DOCTYPE"),
        (b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "DOCTYPE"),
        (b"<x/>", "geen BPMN 2.0-bestand"),
        (b"<x>" + b" " * (2 * 1024 * 1024) + b"</x>", "groter dan 2 MB"),
    ],
)
def test_unsafe_or_unreadable_files(xml: bytes, woord: str) -> None:
    from eenplan.werkwijze.lezen import OnleesbaarBestand, lees

    with pytest.raises(OnleesbaarBestand, match=woord):
        lees(xml)


def test_the_command_line_says_the_same_and_exits_1(tmp_path: Path, proefregister: None) -> None:
    from eenplan.werkwijze.cli import controleer_bestanden

    fout = tmp_path / "fout.bpmn"
    fout.write_bytes(
        tekening(
            START,
            taak("lezen", "Stuk lezen", formulier="bestaat.niet"),
            EIND,
            banen=baan("lezen"),
            pijlen=RECHT,
        )
    )
    tabel = tmp_path / "overlap.dmn"
    goed = (PROCESSEN / "kwadrant.dmn").read_text()
    tabel.write_text(goed.replace('<text>"zwaar"</text>', "<text>-</text>", 1))
    regels: list[str] = []
    assert controleer_bestanden([fout, tabel, tmp_path / "weg.bpmn"], regels.append) == 1
    assert any("fout.bpmn" in r and "‘Stuk lezen’" in r for r in regels)
    assert any("overlap.dmn" in r for r in regels)
    assert any("weg.bpmn" in r and "bestaat niet" in r for r in regels)
    goed: list[str] = []
    meegeleverd = sorted([*PROCESSEN.glob("*.bpmn"), *PROCESSEN.glob("*.dmn")])
    assert controleer_bestanden(meegeleverd, goed.append) == 0
    assert goed == [f"De {len(meegeleverd)} bestanden kloppen."]  # silence would leave one guessing
