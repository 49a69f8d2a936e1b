"""The command line, as somebody at a desk uses it."""

import subprocess
import sys

import pytest

from termijn import termijnsoorten
from termijn.__main__ import main


@pytest.mark.parametrize(
    ("opdracht", "eerste_regel"),
    [
        ("eind 2026-11-22 P6W", "2027-01-04"),
        ("eind 2026-11-22 P6W --niet-wettelijk", "2027-01-03"),
        ("eind 2026-11-22 P5D --werkdagen", "2026-11-27"),
        ("eind 2026-02-20 P6W", "2026-04-07"),
        ("eind 2026-11-23 P8W --opgeschort 2026-12-02 2026-12-11", "2027-01-28"),
        (
            "eind 2026-11-23 P8W --opgeschort 2026-12-02 2026-12-06 --opgeschort 2026-12-05 2026-12-11",
            "2027-01-28",
        ),
        ("eind --opgeschort 2026-12-02 2026-12-11 2026-11-23 P8W", "2027-01-28"),
        ("eind 2026-11-22 P6W --verdaagd P2W", "2027-01-18"),
        ("eind 2026-11-23 P8W --opgeschort 2026-12-02 open", "onbekend"),
    ],
)
def test_the_first_line_is_the_end_alone_and_the_reasons_follow(
    opdracht: str, eerste_regel: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(opdracht.split()) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[0] == eerste_regel
    assert len(regels) > 2


def test_the_table_lists_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["soorten"]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert [regel.split()[0] for regel in regels[1:]] == list(termijnsoorten())


@pytest.mark.parametrize(
    ("opdracht", "hulp"),
    [
        ("", "Schrijf 'eind' of 'soorten'"),
        ("begin 2026-11-22", "'begin' bestaat niet"),
        ("eind", "Dit ontbreekt nog: START, DUUR"),
        ("eind 2026-11-22", "Dit ontbreekt nog: DUUR"),
        ("eind 22-11-2026 P6W", "START: '22-11-2026' is niet te lezen"),
        ("eind 2026-11-31 P6W", "geen dag die bestaat"),
        ("eind 2026-11-22 6weken", "De duur '6weken' is niet te lezen"),
        ("eind 2026-11-22 P6W --werkdagen", "alleen in dagen"),
        ("eind 2026-11-22 P6W --opgeschort 2026-12-01", "twee datums"),
        ("eind 2026-11-22 P6W --opgeschort 2026-12-01 gauw", "TOT bij --opgeschort"),
        ("eind 2026-11-22 P6W --opgeschort 2026-12-09 2026-12-01", "vóór het begin"),
        ("eind 2026-11-22 P6W --verdaagd", "Achter --verdaagd hoort een duur"),
        ("eind 2026-11-22 P6W --snel", "Dit hoort er niet bij: --snel"),
        ("eind 2026-11-22 P6W --werk", "Dit hoort er niet bij: --werk"),
        ("eind 9999-12-01 P6W", "buiten de kalender"),
    ],
)
def test_bad_input_gets_a_dutch_sentence_and_exit_code_2(
    opdracht: str, hulp: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(opdracht.split()) == 2
    uit, fout = capsys.readouterr()
    assert not uit
    assert hulp in fout
    assert "Traceback" not in fout


def test_help_is_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as einde:
        main(["--help"])
    assert einde.value.code == 0
    assert "Reken uit wanneer een termijn eindigt" in capsys.readouterr().out


def test_it_runs_as_a_module() -> None:
    uitkomst = subprocess.run(
        [sys.executable, "-m", "termijn", "eind", "2026-11-22", "P6W"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert uitkomst.stdout.startswith("2027-01-04\n")
