"""The handbook: every picture in it exists and is made by the walk, and Eenplan shows every chapter."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Bezoek


MAP = Path(__file__).resolve().parents[2] / "docs" / "handboek"
HOOFDSTUKKEN = sorted(MAP.glob("[0-9]*.md"))
MEGABYTE = 1_000_000


def genoemd() -> set[str]:
    return {
        naam for pad in MAP.glob("*.md") for naam in re.findall(r"!\[[^\]]+\]\(beeld/([\w-]+)\.png\)", pad.read_text())
    }  # fmt: skip


def gemaakt() -> set[str]:
    """The names that the walk hands to `kijk`, as words between quotes in its source."""
    bron = "".join(pad.read_text() for pad in Path(__file__).parent.glob("*.py"))
    return set(re.findall(r'"([a-z][a-z-]+)"', bron))


def test_every_picture_is_there_and_made_by_the_walk() -> None:
    opgeslagen = {pad.stem for pad in (MAP / "beeld").glob("*.png")}
    assert genoemd() - opgeslagen == set()
    assert opgeslagen - gemaakt() == set(), "pictures that no test makes any more"
    assert sum(pad.stat().st_size for pad in (MAP / "beeld").glob("*.png")) < 6 * MEGABYTE


def test_every_link_in_the_handbook_leads_somewhere() -> None:
    for pad in MAP.glob("*.md"):
        for doel in re.findall(r"\]\(([\w./-]+)\)", pad.read_text()):
            assert (MAP / doel).is_file(), f"{pad.name}: {doel}"


@pytest.mark.parametrize("hoofdstuk", HOOFDSTUKKEN, ids=lambda pad: pad.stem)
def test_a_chapter_in_the_browser(als: Callable[[str], Bezoek], hoofdstuk: Path) -> None:
    """With its headings and pictures, all of which load."""
    amina = als("amina")
    amina.naar(f"/handboek/{hoofdstuk.stem}/")
    titel = re.search(r"^# (.+)$", hoofdstuk.read_text(), re.M)
    assert titel
    assert amina.page.get_by_role("heading", level=1).inner_text() == titel[1]
    for beeld in amina.page.locator("article img").all():
        beeld.scroll_into_view_if_needed()
        beeld.evaluate("e => e.decode()")  # fails when the picture does not load
    amina.kijk()
