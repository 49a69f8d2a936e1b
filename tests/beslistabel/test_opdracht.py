"""The command line: for a pipeline that must stop on a bad table, and for people who want to know why."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from beslistabel import Invoer, Uitvoer, build, write


def run(*arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "beslistabel", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def sound(tmp_path: Path) -> str:
    return _file(tmp_path, ["< 20000", ">= 20000"])


@pytest.fixture
def leaky(tmp_path: Path) -> str:
    return _file(tmp_path, ["< 20000", "> 20000"])


def _file(folder: Path, cells: list[str]) -> str:
    table = build(
        "Mandaat",
        id_="mandaat",
        invoer=[Invoer("kosten", "number")],
        uitvoer=[Uitvoer("functie", "string")],
        regels=[[cells[0], '"consulent"'], [cells[1], '"teamleider"']],
    )
    path = folder / "mandaat.dmn"
    path.write_bytes(write(table))
    return str(path)


def test_a_sound_table_passes(sound: str) -> None:
    assert run("controleer", sound) == (0, "[]\n", "")


def test_a_leaky_table_stops_the_pipeline_and_says_where(leaky: str) -> None:
    code, out, _ = run("controleer", leaky, "--tabel", "mandaat")
    (finding,) = json.loads(out)
    assert code == 1
    assert (finding["soort"], finding["tabel"], finding["regels"]) == ("gat", "mandaat", [])
    assert finding["voorbeeld"] == {"kosten": 20000}
    assert "kosten is 20000" in finding["tekst"]


def test_a_case_gets_its_outcome_and_rule(sound: str) -> None:
    code, out, _ = run("pas-toe", sound, "--invoer", '{"kosten": 19999.99}')
    answer = json.loads(out)
    assert code == 0
    assert (answer["uitvoer"], answer["nummers"]) == ({"functie": "consulent"}, [1])


def test_a_case_in_a_gap_has_no_outcome(leaky: str) -> None:
    code, out, error = run("pas-toe", leaky, "--invoer", '{"kosten": 20000}')
    assert (code, out) == (1, "")
    assert "past geen regel bij kosten = 20000" in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["pas-toe", "FILE", "--invoer", "{kosten: 1}"], "geen geldige JSON"),
        (["pas-toe", "FILE", "--invoer", "[1]"], "JSON-object"),
        (["pas-toe", "FILE", "--invoer", "{}"], "“kosten” ontbreekt"),
        (["pas-toe", "FILE"], "De opdracht klopt niet"),
        (["controleer", "weg.dmn"], "weg.dmn is niet te lezen"),
        (["controleer", "FILE", "--tabel", "x"], "“x” staat niet in het bestand"),
        (["controleer", __file__], "geen geldige XML"),
    ],
)
def test_what_cannot_be_used_is_refused_on_stderr(sound: str, arguments: list[str], says: str) -> None:
    code, out, error = run(*[sound if argument == "FILE" else argument for argument in arguments])
    assert (code, out) == (2, "")
    assert says in error and "Traceback" not in error
