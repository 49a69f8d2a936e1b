"""The rules of the house itself: floors, words, rooms."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from eenplan.organisatie.models import Functie

PROJECT = Path(__file__).resolve().parents[1]
KAMERS = PROJECT / "src" / "eenplan"
REGELS = 400  # the first screen tells the story; a file that grows past this holds two stories


def test_each_room_uses_only_what_lies_below_it_and_the_doors_of_its_neighbours():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[result.stdout.find("Broken contracts") :] + result.stderr


# Words --------------------------------------------------------------------------------------------------------


def modellen() -> set[str]:
    """Names of the tables of our rooms, without the history tables that the database keeps beside them."""
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("eenplan.") and not hasattr(model, "pgh_tracked_model")
    }


def begrippen() -> set[str]:
    tekst = (PROJECT / "docs" / "begrippen.md").read_text()
    return {match.strip() for match in re.findall(r"^\| ([^|]+) \|", tekst, re.MULTILINE)}


def test_the_glossary_explains_every_model():
    assert modellen() - begrippen() == set()


def test_the_glossary_explains_every_functie():
    assert set(Functie.values) - begrippen() == set()


def test_the_glossary_says_one_thing_of_each_word():
    tekst = (PROJECT / "docs" / "begrippen.md").read_text()
    regels = [
        r for r in tekst.splitlines() if r.startswith("| ") and not r.startswith(("| begrip", "| code"))
    ]
    woorden = [r.split("|")[1].strip() for r in regels]
    assert sorted(woorden) == sorted(set(woorden))
    assert all(r.rstrip(" |").endswith(".") for r in regels), "elk begrip heeft een hele zin"


# Rooms --------------------------------------------------------------------------------------------------------


def test_every_room_says_what_lives_in_it():
    kamers = [pad.parent for pad in KAMERS.glob("*/apps.py")]
    assert len(kamers) >= 10
    assert [kamer.name for kamer in kamers if not (kamer / "README.md").exists()] == []


def test_no_file_tells_two_stories():
    te_lang = {
        str(pad.relative_to(PROJECT)): aantal
        for pad in (PROJECT / "src").rglob("*.py")
        if "migrations" not in pad.parts and (aantal := len(pad.read_text().splitlines())) > REGELS
    }
    assert te_lang == {}


def test_today_is_asked_in_one_place():
    """`date.today()` is the day of the server; a day ends at midnight in Amsterdam (kern.tijd)."""
    zoek = re.compile(r"\bdate\.today\(\)|\bdatetime\.now\(\)")
    fout = [
        str(pad.relative_to(PROJECT))
        for pad in KAMERS.rglob("*.py")
        if pad.name != "tijd.py" and zoek.search(pad.read_text())
    ]
    assert fout == []


@pytest.mark.parametrize("map_", ["beheer", "besluiten"])
def test_pages_point_at_pages_that_exist(map_):
    for pad in (PROJECT / "docs" / map_).glob("*.md"):
        for doel in re.findall(r"\]\(([^)#]+)\)", pad.read_text()):
            if not doel.startswith("http"):
                assert (pad.parent / doel).exists(), f"{pad.name} wijst naar {doel}"


def test_decisions_are_numbered_without_a_hole_and_have_the_same_heads():
    besluiten = sorted((PROJECT / "docs" / "besluiten").glob("*.md"))
    assert [int(pad.name[:3]) for pad in besluiten] == list(range(1, len(besluiten) + 1))
    for pad in besluiten:
        tekst = pad.read_text()
        assert tekst.startswith(f"# {pad.name[:3]} "), pad.name
        for kop in ("**Stand:**", "## Vraag", "## Besluit", "## Waarom", "## Gevolgen"):
            assert kop in tekst, f"{pad.name} mist {kop}"
