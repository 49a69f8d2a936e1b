"""What managers ask: when is the list empty, what do more people do, or splitting, or another order."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import formatie
from formatie import Vergelijking, lezen
from formatie.__main__ import main
from formatie.simulatie.opbouw import bouw
from formatie.simulatie.uitvoeren import voer_uit

RUNS = 60


def tegen_jet(naam: str) -> dict[str, formatie.Verschil]:
    uit: Vergelijking = formatie.vergelijk(formatie.voorbeeld("jet"), formatie.voorbeeld(naam), runs=RUNS)
    return {v.wat: v for v in uit.verschillen[0]}


def test_the_story_of_the_first_document_ends_with_an_empty_list() -> None:
    uit = formatie.simuleer(formatie.voorbeeld("jet-groei"), runs=RUNS)
    assert uit.lijst[0].mediaan == 100
    for week in range(13, 105, 13):  # JET 1.1: about a hundred families, ever since the start
        assert 60 < uit.lijst[week].mediaan < 130, week
    leeg = uit.leeg
    assert leeg.deel > 0.95
    assert leeg.datum_p10 < leeg.datum_mediaan < leeg.datum_p90
    assert len(uit.aannames) > 100


def test_two_more_fte_empty_the_list_sooner() -> None:
    v = tegen_jet("jet-extra-fte")["week waarin de lijst leeg is"]
    assert v.verschil < 0 and v.zeker


def test_split_teams_wait_longer_than_a_mixed_one() -> None:
    verschil = tegen_jet("jet-gesplitst")
    assert verschil["lijst gemiddeld"].verschil > 0 and verschil["lijst gemiddeld"].zeker


def test_an_intake_team_hands_over_every_family_once_more() -> None:
    verschil = tegen_jet("jet-intake-warm")
    assert verschil["overdrachten"].verschil > 0 and verschil["overdrachten"].zeker


def test_without_precedence_unsafe_families_start_late() -> None:
    v = tegen_jet("jet-binnenkomst")["binnen termijn start, veiligheid (deel)"]
    assert v.eerste > 0.95 and v.verschil < -0.05 and v.zeker


def test_a_lower_ceiling_by_natural_outflow_takes_nobody_away() -> None:
    """Cases run off; the load follows the ceiling down and the list grows."""
    vast, lager = (formatie.simuleer(formatie.voorbeeld(n), runs=RUNS) for n in ("gi", "gi-caseload"))
    assert lager.lijst[-1].mediaan > vast.lijst[-1].mediaan
    assert lager.soorten[0].tellingen["lopend_eind"] < vast.soorten[0].tellingen["lopend_eind"]
    assert max(lager.groepen[0].gevuld[53:57]) > 1.0, "boven het nieuwe plafond tot zaken aflopen"


def test_a_scenario_against_itself_differs_in_nothing() -> None:
    jet = formatie.voorbeeld("jet")
    for v in formatie.vergelijk(jet, jet, runs=10).verschillen[0]:
        assert v.verschil == v.laag == v.hoog == 0 and not v.zeker


def test_scenarios_of_other_periods_are_not_laid_side_by_side() -> None:
    with pytest.raises(formatie.FormatieFout, match="andere periode"):
        formatie.vergelijk(formatie.voorbeeld("jet"), formatie.voorbeeld("jet-groei"), runs=5)


def test_families_who_still_wait_count_in_the_wait() -> None:
    """A list that only grows: most of who came in has not started, so the median wait is unknown, not short."""
    model = formatie.voorbeeld("jet")
    groep = replace(model.groepen["jeugdconsulenten"], fte=((0, 3.0),))
    soorten = {n: replace(s, geduld=None) for n, s in model.soorten.items()}
    krap = replace(
        model,
        soorten=soorten,
        groepen={"jeugdconsulenten": groep},
        periode=replace(model.periode, weken=26, overbelasting="toon"),
    )
    uit = formatie.simuleer(krap, runs=10)
    assert uit.soorten[0].wacht_mediaan.mediaan is None
    assert uit.leeg.deel == 0 and uit.knelpunt is not None


def test_simulating_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    map_ = Path(formatie.__file__).parent / "voorbeelden"
    assert main(["simuleer", str(map_ / "jet.toml"), "--runs", "20"]) == 0
    tekst = capsys.readouterr().out
    assert "Bij de start wachten 100 gezinnen." in tekst and "met 80 procent zekerheid tussen" in tekst
    assert "Aannames (" in tekst
    assert main(["simuleer", str(map_ / "jet.toml"), "--runs", "20", "--json"]) == 0
    uit = json.loads(capsys.readouterr().out)
    assert len(uit["lijst"]) == 157 and uit["leeg"]["datum_mediaan"].startswith("2026-")
    assert main(["vergelijk", str(map_ / "gi.toml"), str(map_ / "gi-instroomteam.toml"), "--runs", "20"]) == 0
    assert "GI: instroomteam met warme overdracht, tegen GI: één team" in capsys.readouterr().out


def test_help_comes_before_numba_is_loaded() -> None:
    vraag = (
        "import sys, formatie, formatie.__main__ as m; m.main(['--help']); sys.exit('numba' in sys.modules)"
    )
    klaar = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=False)
    assert klaar.returncode == 0 and "simuleer" in klaar.stdout


def test_a_reader_who_has_seen_enough_gets_no_traceback() -> None:
    map_ = Path(formatie.__file__).parent / "voorbeelden"
    opdracht = [sys.executable, "-m", "formatie", "norm", str(map_ / "jet.toml")]
    met_pijp = subprocess.Popen(opdracht, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert met_pijp.stdout is not None and met_pijp.stderr is not None
    met_pijp.stdout.close()
    assert met_pijp.stderr.read() == ""
    assert met_pijp.wait() == 0


def test_the_cache_of_the_kernel_is_named_after_all_that_is_compiled() -> None:
    """Else an upgrade would run on what an older version compiled, or stumble over it."""
    from formatie.simulatie import ingang

    map_ = Path(ingang.__file__).parent
    gecompileerd = {
        p.stem for p in map_.glob("*.py") if re.search(r"^@(snel|ingebouwd)$", p.read_text(), re.MULTILINE)
    }
    assert gecompileerd | {"vormen", "stand", "bits"} == set(ingang.BRONNEN)


def test_the_cache_of_the_search_is_named_after_all_that_is_compiled() -> None:
    """The same for distributing, where two functions each name their own sources."""
    teksten = {p.stem: p.read_text() for p in (Path(formatie.__file__).parent / "verdelen").glob("*.py")}
    met_code = {
        n for n, t in teksten.items() if re.search(r"^@(snel|ingebouwd|ingang\(.*\))$", t, re.MULTILINE)
    }
    ingangen = {n: re.findall(r"^@ingang\((.*)\)$", t, re.MULTILINE) for n, t in teksten.items()}
    assert sum(map(len, ingangen.values())) == 2
    for naam, regels in ingangen.items():
        for regel in regels:
            genoemd, nodig = set(re.findall(r'"(\w+)"', regel)), {naam}
            while erbij := {
                m for n in nodig for m in re.findall(r"^from \.(\w+) import", teksten[n], re.MULTILINE)
            } & met_code - nodig - {n for n, r in ingangen.items() if r}:
                nodig |= erbij
            assert nodig == genoemd


@pytest.mark.parametrize(
    "bestand", sorted((Path(formatie.__file__).parent / "voorbeelden").glob("*.toml")), ids=lambda p: p.stem
)
def test_weeks_that_are_not_looked_at_would_have_changed_nothing(bestand: Path) -> None:
    """Where nobody falls ill or leaves, many weeks are like the one before. Who comes, goes, learns or goes on holiday is seen
    in time: looking at every week gives the same counts, and the same sums but for rounding."""
    model = lezen.lees(bestand)
    groepen = {
        naam: replace(groep, beschikbaarheid=replace(groep.beschikbaarheid, verloop=0.0, verzuim=0.0))
        for naam, groep in model.groepen.items()
    }
    net = bouw(replace(model, groepen=groepen))
    assert not net.anders.all()
    met = voer_uit(net, 3, 1, kernen=1)
    alles = voer_uit(net._replace(anders=np.ones_like(net.anders)), 3, 1, kernen=1)
    for naam, reeks in met.uit._asdict().items():
        ander = getattr(alles.uit, naam)
        for veld in reeks.dtype.names or (...,):
            assert np.allclose(reeks[veld], ander[veld], rtol=1e-9, atol=0, equal_nan=True), (naam, veld)
    assert (met.histogram == alles.histogram).all()


@pytest.mark.skipif(not os.environ.get("EENPLAN_LANG"), reason="compileert alles opnieuw")
@pytest.mark.lang
def test_where_nothing_may_be_written_it_still_runs_and_remembers(tmp_path: Path) -> None:
    """No cache beside the package (a file stands in its place) and no home, as in a container: then a temporary folder."""
    pakket = tmp_path / "pakket" / "formatie"
    shutil.copytree(Path(formatie.__file__).parent, pakket, ignore=shutil.ignore_patterns("__pycache__"))
    (pakket / "simulatie" / "__pycache__").write_text("geen map")
    tijdelijk = tmp_path / "tmp"
    tijdelijk.mkdir()
    omgeving = {
        "PYTHONPATH": str(pakket.parent),
        "TMPDIR": str(tijdelijk),
        "HOME": "/proc/nergens",
        "PATH": os.environ["PATH"],
    }
    opdracht = [
        sys.executable,
        "-m",
        "formatie",
        "simuleer",
        str(pakket / "voorbeelden" / "rb.toml"),
        "--runs",
        "2",
    ]
    klaar = subprocess.run(opdracht, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, klaar.stderr[-2000:]
    assert list((tijdelijk / f"formatie-{os.getuid()}").rglob("*.nbi"))


@pytest.mark.skipif(not os.environ.get("EENPLAN_LANG"), reason="compileert alles opnieuw")
@pytest.mark.lang
def test_no_index_counts_from_the_end_or_goes_past_it(tmp_path: Path) -> None:
    """The kernels are compiled without looking at that (`compileren`); here they do look, over every example."""
    vraag = """
from pathlib import Path
import formatie
from formatie import gelijken, lezen
from formatie.simulatie.opbouw import bouw
from formatie.simulatie.uitvoeren import voer_uit
from formatie.verdelen import verdeel
from formatie.verdelen.lezen import lees
map_ = Path(formatie.__file__).parent
for model in [gelijken.model(52), *map(lezen.lees, sorted(map_.glob("voorbeelden/*.toml")))]:
    voer_uit(bouw(model), 3, 1, kernen=1)
for team in sorted(map_.glob("verdelen/voorbeelden/*.toml")):
    verdeel(*lees(team), grens_seconden=60)
"""
    omgeving = {**os.environ, "NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    klaar = subprocess.run(
        [sys.executable, "-c", vraag], env=omgeving, capture_output=True, text=True, check=False
    )
    assert klaar.returncode == 0, klaar.stderr[-2000:]
