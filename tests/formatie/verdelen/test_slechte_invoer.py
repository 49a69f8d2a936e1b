"""Whoever types something that cannot be, reads what, where and how to mend it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import formatie.verdelen
from formatie.__main__ import main
from formatie.verdelen import Kosten, Periode, VerdeelFout, verdeel

VOORBEELDEN = Path(formatie.verdelen.__file__).with_name("voorbeelden")


def draai(*argumenten: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "formatie", "verdeel", *argumenten],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"gewicht": 0.0}, "heeft gewicht 0.0. Geef een getal boven 0"),
        ({"gewicht": -1.0}, "heeft gewicht -1.0"),
        ({"gewicht": float("nan")}, "heeft gewicht nan"),
        ({"gewicht": 1.234}, "twee cijfers achter de komma"),
        ({"wachtdagen": -1}, "wacht -1 dagen"),
        ({"urgentie": "hoogst"}, "urgentie is 'hoogst'. Kies uit spoed, hoog, gewoon, laag."),
        ({"vaardigheden": frozenset({"pleegzorgg"})}, "'pleegzorgg'. Bedoel je 'pleegzorg'?"),
        ({"vorige": "anne"}, "die niet in het team staat. Bedoel je 'anna'?"),
        ({"niet_door": {"piet": "broer"}}, "noemt bij niet_door de medewerker 'piet'"),
        ({"overdracht": "mag"}, "Vul in wie de zaak nu heeft."),
        ({"terug": "moet"}, "Vul in wie dat was."),
    ],
)
def test_a_case_that_cannot_be(zaak, anna, regels, anders, zin):
    anna = replace(anna, vaardigheden=frozenset({"pleegzorg"}))
    with pytest.raises(VerdeelFout) as fout:
        verdeel([zaak(**anders)], [anna], regels)
    assert zin in str(fout.value) and "'z1'" in str(fout.value)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"fte": 0.0}, "heeft 0.0 fte. Geef een getal boven 0"),
        ({"fte": -0.5}, "heeft -0.5 fte"),
        ({"fte": 32.0}, "Dat lijken uren"),
        ({"deel": 1.5}, "deel is 1.5"),
        ({"belasting": -2.0}, "een belasting van -2.0"),
        ({"belasting": 2.0, "zware_belasting": 3.0}, "zwaar is een deel van het geheel"),
        ({"max_deel_zwaar": 60.0}, "max_deel_zwaar is 60.0"),
        ({"max_nieuw_per_week": -1}, "max_nieuw_per_week is -1"),
        ({"vertrekt": True}, "Iedereen in het team vertrekt"),
    ],
)
def test_a_worker_who_cannot_be(zaak, anna, regels, anders, zin):
    with pytest.raises(VerdeelFout) as fout:
        verdeel([zaak()], [replace(anna, **anders)], regels)
    assert zin in str(fout.value)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"capaciteit_per_fte": 0.0}, "De capaciteit per fte is 0.0"),
        ({"weken": 0}, "over 0 weken"),
        ({"max_deel_zwaar": 60.0}, "max_deel_zwaar is 60.0"),
        ({"kosten": Kosten(wijk=-1)}, "De kosten wijk zijn -1"),
        ({"vastgezet": (("z9", "anna"),)}, "Vastgezet is zaak 'z9', maar die staat niet in de lijst"),
        ({"vastgezet": (("z1", "bram"),)}, "is vastgezet bij 'bram', die niet in het team staat"),
        ({"vastgezet": (("z1", "anna"), ("z1", "anna"))}, "is 2 keer vastgezet"),
    ],
)
def test_rules_that_cannot_be(zaak, anna, regels, anders, zin):
    with pytest.raises(VerdeelFout) as fout:
        verdeel([zaak()], [anna], replace(regels, **anders))
    assert zin in str(fout.value)


def test_an_empty_team_and_double_ids_are_refused_all_at_once(zaak, anna, regels):
    with pytest.raises(VerdeelFout, match="Het team is leeg"):
        verdeel([zaak()], [], regels)
    dag = regels.start
    verkeerd = replace(anna, afwezig=(Periode(dag.replace(day=30), dag.replace(day=1)),))
    with pytest.raises(VerdeelFout) as fout:
        verdeel([zaak(), zaak()], [anna, verkeerd], regels)
    zinnen = "\n".join(fout.value.meldingen)
    assert "Het id 'z1' staat bij 2 zaken" in zinnen and "Het id 'anna' staat bij 2 medewerkers" in zinnen
    assert "is afwezig van 2026-11-30 tot en met 2026-11-01" in zinnen


def test_no_cases_at_all_is_a_proposal_without_lines(anna, regels):
    voorstel = verdeel([], [anna], regels)
    assert voorstel.toewijzingen == voorstel.wachtend == () and voorstel.totaal == 0


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("", "regels: start ontbreekt."),
        ("[regels", "is geen geldige TOML"),
        ('[regels]\nstart = "morgen"\ncapaciteit_per_fte = 20', "Geef een datum als 2026-11-30."),
        ("[regel]\n", "Onbekend onderdeel 'regel'. Bedoel je 'regels'?"),
        ("zaken = 3\n[regels]\nstart = 2026-11-30\ncapaciteit_per_fte = 1", "zaken moet een lijst zijn."),
        (
            "[regels]\nstart = 2026-11-30\ncapaciteit_per_fte = 20\n[[zaken]]\nid = 'z1'\ngewigt = 1",
            "zaken, 'z1': onbekend veld 'gewigt'. Bedoel je 'gewicht'?",
        ),
        (
            "[regels]\nstart = 2026-11-30\ncapaciteit_per_fte = 20\n[[zaken]]\nid = 'z1'\ngewicht = true",
            "zaken, 'z1': gewicht is True. Geef een getal.",
        ),
        (
            "[regels]\nstart = 2026-11-30\ncapaciteit_per_fte = 20\nvastgezet = ['z1']",
            "Geef een lijst van paren",
        ),
        ("[regels]\nstart = 2026-11-30\ncapaciteit_per_fte = 20", "Het team is leeg"),
    ],
)
def test_a_bad_file_is_refused_in_dutch_with_exit_code_2(tmp_path, capsys, tekst, zin):
    bestand = tmp_path / "team.toml"
    bestand.write_text(tekst)
    assert in_proces(str(bestand)) == 2
    uit = capsys.readouterr()
    assert zin in uit.err and uit.out == "" and "Traceback" not in uit.err


def in_proces(*argumenten: str) -> int:
    return main(["verdeel", *argumenten])


def test_files_that_are_not_there_or_not_text(tmp_path, capsys):
    assert in_proces(str(tmp_path / "weg.toml")) == 2
    assert "bestaat niet" in capsys.readouterr().err
    (tmp_path / "plaatje.json").write_bytes(b"\xff\xfe\x00")
    assert in_proces(str(tmp_path / "plaatje.json")) == 2
    assert "geen tekst in UTF-8" in capsys.readouterr().err
    (tmp_path / "diep.json").write_text("[" * 100_000)
    assert in_proces(str(tmp_path / "diep.json")) == 2
    (tmp_path / "lijst.json").write_text("[]")
    assert in_proces(str(tmp_path / "lijst.json")) == 2
    assert in_proces(str(tmp_path)) == 2


def test_the_command_prints_json_and_nothing_else():
    uit = draai(str(VOORBEELDEN / "team.toml"), "--json")
    voorstel = json.loads(uit.stdout)
    assert uit.returncode == 1, "zaak-09 mag niemand hebben"
    assert {w["zaak"] for w in voorstel["wachtend"]} == {"zaak-09"}
    assert len(voorstel["toewijzingen"]) == 9 and voorstel["kloof"] < 0.01


def test_the_command_tells_a_team_lead_what_it_proposes(capsys):
    assert in_proces(str(VOORBEELDEN / "vertrek.toml")) == 0
    tekst = capsys.readouterr().out
    assert "evi-2 → hanna (overdracht, week 1). Hanna heeft ook evi-3 uit hetzelfde gezin" in tekst
    assert "fadoua-1 → fadoua (blijft)" in tekst and "Bewezen is dat het niet onder" in tekst


def test_json_and_toml_say_the_same(tmp_path):
    import tomllib

    gegevens = tomllib.loads((VOORBEELDEN / "team.toml").read_text())
    (tmp_path / "team.json").write_text(json.dumps(gegevens, default=str))
    assert formatie.verdelen.lees(tmp_path / "team.json") == formatie.verdelen.lees(VOORBEELDEN / "team.toml")
