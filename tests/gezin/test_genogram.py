"""A drawing of any family can be read: no label covers another, everybody is there, in words too."""

from __future__ import annotations

import itertools
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eenplan.gezin.genogram import Band, Familie, Mens, in_woorden, teken

SVG = "{http://www.w3.org/2000/svg}"
NAMEN = ["Jo", "Sem", "Lotte", "Marije", "Anne-Fleur", "Mohammed", "Willemijntje", "Karel-Willem Alexander", "Đặng", "Şöhretullah Osmanağaoğlu", "W", "Wwwwwwwwwwwwww", "李小龙", ""]  # fmt: skip


def mens(pk: int, roepnaam: str, geslacht: str, leeftijd: int | None, **meer: object) -> Mens:
    geboren = None if leeftijd is None else date(2026 - leeftijd, 1 + pk % 12, 1 + pk % 28)
    return Mens(pk, f"{roepnaam} de Vries", roepnaam, geslacht, leeftijd, **({"geboren": geboren} | meer))  # type: ignore[arg-type]


def ouders(boven: tuple[int, ...], onder: tuple[int, ...], soort: str = "ouder_van") -> tuple[Band, ...]:
    return tuple(Band(a, b, soort) for a in boven for b in onder)


@pytest.fixture
def de_vries() -> Familie:
    mensen = (
        mens(1, "Pieter", "m", 43, gezag="gezag"),
        mens(2, "Marije", "v", 41, gezag="gezag", woont_in=True),
        mens(3, "Rob", "m", 45, woont_in=True),
        mens(4, "Sem", "m", 16, jeugdige=True, kind=True, woont_in=True),
        mens(5, "Lotte", "v", 11, jeugdige=True, kind=True, woont_in=True),
        mens(6, "Fenna", "v", 6, kind=True, woont_in=True),
        mens(7, "Truus", "v", 70, overleden=True),
    )
    banden = (
        Band(1, 2, "ex_partner"),
        Band(2, 3, "partner"),
        *ouders((1, 2), (4, 5, 6)),
        Band(7, 2, "ouder_van"),
    )
    return Familie("Gezin De Vries", mensen, banden)


# ---- reading a drawing back ------------------------------------------------------------------------


def wortel(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def klassen(svg: str, klasse: str) -> list[ElementTree.Element]:
    return [e for e in wortel(svg).iter() if klasse in e.get("class", "").split()]


def tekstvakken(svg: str) -> list[tuple[str, float, float, float, float]]:
    """(text, left, top, right, bottom) with 0.56 em a letter, about what Noto Sans takes."""
    uit = []
    for e in wortel(svg).iter(f"{SVG}text"):
        woorden, x, y = e.text or "", float(e.get("x", 0)), float(e.get("y", 0))
        half = sum(1.0 if ord(t) > 0x2E7F else 0.9 if t in "mwMW" else 0.56 for t in woorden) * 12 / 2
        anker = e.get("text-anchor")
        links = x - half if anker == "middle" else x if anker == "start" else x - 2 * half
        uit.append((woorden, links, y - 9.5, links + 2 * half, y + 3))
    return uit


def assert_disjoint(svg: str) -> None:
    vakken = tekstvakken(svg)
    vx, vy, vw, vh = (float(w) for w in wortel(svg).get("viewBox", "").split())
    for tekst, x1, y1, x2, y2 in vakken:
        assert vx <= x1 and x2 <= vx + vw and vy <= y1 and y2 <= vy + vh, f"{tekst!r} valt buiten het beeld"
    for a, b in itertools.combinations(vakken, 2):
        assert a[1] >= b[3] or b[1] >= a[3] or a[2] >= b[4] or b[2] >= a[4], (
            f"{a[0]!r} en {b[0]!r} overlappen"
        )


def assert_no_line_through_labels(svg: str) -> None:
    vakken = [(t, x1, y1, x2, y2) for t, x1, y1, x2, y2 in tekstvakken(svg) if not re.fullmatch(r"\d+|\?", t)]
    for lijn in klassen(svg, "gn-lijn"):
        for (ax, ay), (bx, by) in stukken(lijn.get("d", "")):
            if ax != bx and ay != by:
                continue  # the parting lines of twins, and slashes, stay between the rows
            for tekst, x1, y1, x2, y2 in vakken:
                raak = min(ax, bx) < x2 and max(ax, bx) > x1 and min(ay, by) < y2 and max(ay, by) > y1
                assert not raak, f"een lijn loopt door {tekst!r}"


def stukken(pad: str):  # type: ignore[no-untyped-def]
    x = y = 0.0
    for letter, getallen in re.findall(r"([MLHV])([^MLHVz]*)", pad):
        punten = [float(g) for g in getallen.split()]
        paren = (
            list(zip(punten[::2], punten[1::2], strict=False))
            if letter in "ML"
            else [(w, None) for w in punten]
        )
        for i, (a, b) in enumerate(paren):
            nx, ny = (a, b) if letter in "ML" else (a, y) if letter == "H" else (x, a)
            if letter != "M" or i:
                yield (x, y), (nx, ny)
            x, y = nx, ny


# ---- what a reader must be able to see -------------------------------------------------------------


def test_men_are_squares_women_circles_others_diamonds():
    svg = teken(
        Familie(
            "Gezin",
            (
                mens(1, "Jan", "m", 40),
                mens(2, "Els", "v", 40),
                mens(3, "Jo", "x", 40),
                mens(4, "?", "onbekend", None),
            ),
        )
    )
    assert [e.tag.removeprefix(SVG) for e in klassen(svg, "gn-vorm")] == ["rect", "circle", "path", "path"]


def test_age_stands_inside_and_unknown_age_is_a_question_mark(de_vries):
    assert [e.text for e in klassen(teken(de_vries), "gn-leeftijd")] == [
        "70",
        "43",
        "41",
        "45",
        "16",
        "11",
        "6",
    ]
    assert [e.text for e in klassen(teken(Familie("G", (mens(1, "A", "v", None),))), "gn-leeftijd")] == ["?"]


def test_the_young_people_it_is_about_stand_out(de_vries):
    namen = [e.text for e in klassen(teken(de_vries), "gn-naam--jeugdige")]
    assert namen == ["Sem", "Lotte"]


def test_parted_parents_have_a_double_slash_and_the_new_partner_a_dashed_line(de_vries):
    svg = teken(de_vries)
    assert len(klassen(svg, "gn-lijn--uit_elkaar")) == len(klassen(svg, "gn-lijn--streep")) == 1
    assert klassen(svg, "gn-lijn--streep")[0].get("d", "").count("M") == 2
    assert len(klassen(svg, "gn-lijn--partner")) == 1


def test_parents_who_are_together_have_a_solid_line_of_their_own():
    svg = teken(
        Familie(
            "G",
            (mens(1, "A", "v", 30), mens(2, "B", "m", 30), mens(3, "C", "v", 2)),
            (Band(1, 2, "partner"), *ouders((1, 2), (3,))),
        )
    )
    assert len(klassen(svg, "gn-lijn--samen")) == 1 and not klassen(svg, "gn-lijn--partner")


def test_a_child_of_one_recorded_parent_hangs_on_a_line_of_two():
    """As in any genogram; the other symbol says that nothing is recorded, and claims nobody."""
    familie = Familie(
        "G",
        (mens(1, "Selin", "v", 38), mens(2, "Noor", "v", 11, kind=True), mens(3, "Ali", "m", 7, kind=True)),
        ouders((1,), (2, 3)),
    )
    svg = teken(familie)
    (paar,), (tak,) = klassen(svg, "gn-lijn--ouders"), klassen(svg, "gn-lijn--ouder")
    (((x1, y1), (x2, _y)),) = stukken(paar.get("d", ""))
    (begin_x, begin_y), _naar = next(iter(stukken(tak.get("d", ""))))
    assert begin_y == y1 and min(x1, x2) < begin_x < max(x1, x2), (
        "the children hang on the line of the couple"
    )
    assert len(klassen(svg, "gn-mens")) == 3 and len(klassen(svg, "gn-onbekend")) == 1
    assert "niet vastgelegd" in " ".join(e.text for e in klassen(svg, "gn-bij"))
    assert "Van Noor (11) en Ali (7) is één ouder vastgelegd." in in_woorden(familie)


def test_the_line_to_an_only_child_runs_straight():
    """Also when one parent has a longer name than the other."""
    familie = Familie(
        "G",
        (mens(1, "Bo", "v", 38), mens(2, "Karel-Willem", "m", 40), mens(3, "Noor", "v", 11, kind=True)),
        (Band(1, 2, "partner"), *ouders((1, 2), (3,))),
    )
    (tak,) = klassen(teken(familie), "gn-lijn--ouder")
    assert {round(x, 1) for punten in stukken(tak.get("d", "")) for x, _y in punten} == {
        round(float(e.get("x", 0)), 1) for e in klassen(teken(familie), "gn-leeftijd") if e.text == "11"
    }


def test_grandparents_whom_nobody_asked_about_are_not_guessed_at(de_vries):
    assert not klassen(teken(de_vries), "gn-onbekend"), "Truus, the mother of Marije, stands alone"


def test_foster_child_hangs_on_a_line_of_its_own_kind():
    svg = teken(
        Familie(
            "G", (mens(1, "A", "v", 50), mens(3, "C", "v", 9, jeugdige=True)), (Band(1, 3, "pleegouder_van"),)
        )
    )
    assert len(klassen(svg, "gn-lijn--pleegouder")) == 1 and not klassen(svg, "gn-lijn--ouder")


def test_who_died_is_crossed_out_and_said(de_vries):
    svg = teken(de_vries)
    assert len(klassen(svg, "gn-kruis")) == 1
    assert "overleden" in [e.text for e in klassen(svg, "gn-bij")]


def test_who_live_together_share_a_plane(de_vries):
    assert "wonen samen" in teken(de_vries)
    alleen = Familie("G", (mens(1, "A", "v", 50, woont_in=True), mens(2, "B", "v", 9)))
    assert "wonen samen" not in teken(alleen)


def test_twins_leave_the_line_at_one_point():
    tweeling = Familie(
        "G",
        (
            mens(1, "A", "v", 30),
            mens(2, "Fien", "v", 3, geboren=date(2023, 1, 1)),
            mens(3, "Noor", "v", 3, geboren=date(2023, 1, 1)),
        ),
        ouders((1,), (2, 3)),
    )
    (lijn,) = klassen(teken(tweeling), "gn-lijn--ouder")
    schuin = [(a, b) for a, b in stukken(lijn.get("d", "")) if a[0] != b[0] and a[1] != b[1]]
    assert len(schuin) == 2 and schuin[0][0] == schuin[1][0]


def test_parents_stand_above_children_and_oldest_first(de_vries):
    svg = teken(de_vries)
    plek = {e.text: (float(e.get("x", 0)), float(e.get("y", 0))) for e in klassen(svg, "gn-naam")}
    assert plek["Truus"][1] < plek["Marije"][1] == plek["Pieter"][1] < plek["Sem"][1] == plek["Fenna"][1]
    assert plek["Sem"][0] < plek["Lotte"][0] < plek["Fenna"][0]


def test_screen_reader_hears_the_family(de_vries):
    svg = wortel(teken(de_vries, kenmerk="gezin7"))
    assert svg.get("role") == "img" and svg.get("aria-labelledby") == "gezin7-titel gezin7-uitleg"
    uitleg = svg.find(f"{SVG}desc").text
    assert "Pieter (43) en Marije (41) zijn uit elkaar." in uitleg
    assert "Pieter en Marije zijn ouders van Sem (16), Lotte (11) en Fenna (6)." in uitleg
    assert "Pieter heeft gezag." in uitleg and "wonen samen" in uitleg and "Truus is overleden." in uitleg


def test_no_style_that_the_content_policy_would_block(de_vries):
    svg = teken(de_vries)
    assert "style" not in svg and "<script" not in svg


def test_names_cannot_break_out_of_the_drawing():
    fout = Mens(1, '<script>alert("x")</script>', "<b>&", "m", 40, bijschrift='"><img>')
    svg = teken(Familie("<i>", (fout,)))
    assert "<script" not in svg and "<img" not in svg
    wortel(svg)


def test_family_without_people_gives_no_drawing():
    assert teken(Familie("G", ())) == "" and in_woorden(Familie("G", ())) == []


def test_contradicting_records_still_give_a_drawing():
    """A man recorded as parent of his own mother, a couple across generations, a bond with nobody."""
    mensen = tuple(mens(pk, f"P{pk}", "mvx"[pk % 3], 20 + pk) for pk in range(1, 6))
    banden = (
        Band(1, 2, "ouder_van"),
        Band(2, 1, "ouder_van"),
        Band(2, 3, "ouder_van"),
        Band(1, 3, "partner"),
        Band(4, 4, "partner"),
        Band(5, 99, "ouder_van"),
        Band(3, 1, "grootouder_van"),
    )
    svg = teken(Familie("G", mensen, banden))
    assert len(klassen(svg, "gn-mens")) == 5
    assert_disjoint(svg)


# ---- any family ------------------------------------------------------------------------------------


@st.composite
def families(draw: st.DrawFn) -> Familie:
    """A hub with up to three partners, up to eight children, twins, grandparents, foster children, others."""
    nummer = itertools.count(1)
    mensen: list[Mens] = []
    banden: list[Band] = []

    def nieuw(laag: int, hoog: int, **meer: object) -> int:
        pk = next(nummer)
        leeftijd = draw(st.one_of(st.none(), st.integers(laag, hoog)))
        mensen.append(
            mens(
                pk, draw(st.sampled_from(NAMEN)), draw(st.sampled_from(["m", "v", "x", "onbekend"])), leeftijd,
                woont_in=draw(st.booleans()), overleden=draw(st.sampled_from([False] * 5 + [True])),
                gezag=draw(st.sampled_from(["", "gezag", "gezag over Sem en Lotte"])),
                bijschrift=draw(st.sampled_from(["", "", "voogdij: Jeugdbescherming Noordwest"])), **meer,
            )
        )  # fmt: skip
        return pk

    spil = nieuw(30, 50)
    partners = [nieuw(30, 55) for _ in range(draw(st.integers(0, 3)))]
    for partner in partners:
        banden.append(Band(spil, partner, draw(st.sampled_from(["partner", "ex_partner"]))))
        if draw(st.booleans()):
            vroeger = nieuw(30, 60)
            banden.append(Band(partner, vroeger, "ex_partner"))
            banden += ouders((partner, vroeger), (nieuw(0, 17, kind=True),))
    for _ in range(draw(st.integers(0, 8))):
        wie = draw(st.sampled_from([(spil,), *((spil, p) for p in partners), *((p,) for p in partners)]))
        dag = draw(st.sampled_from([{}, {"geboren": date(2015, 5, 5)}]))
        kind = nieuw(0, 20, kind=True, jeugdige=draw(st.booleans()), **dag)
        banden += ouders(
            wie, (kind,), draw(st.sampled_from(["ouder_van"] * 4 + ["pleegouder_van", "stiefouder_van"]))
        )
        if draw(st.sampled_from([False] * 9 + [True])):
            banden.append(Band(nieuw(0, 3, kind=True), kind, "broer_zus"))
    for kind in [spil, *partners]:
        opa_oma = [nieuw(50, 90) for _ in range(draw(st.integers(0, 2)))]
        banden += ouders(tuple(opa_oma), (kind,))
        if len(opa_oma) == 2 and draw(st.booleans()):
            banden.append(Band(*opa_oma, draw(st.sampled_from(["partner", "ex_partner"]))))
        if opa_oma and draw(st.booleans()):
            tante = nieuw(25, 60)
            banden += ouders(tuple(opa_oma), (tante,))
    kinderen = [m.id for m in mensen if m.kind]
    if kinderen and draw(st.booleans()):
        banden.append(Band(nieuw(50, 90), draw(st.sampled_from(kinderen)), "grootouder_van"))
    for _ in range(draw(st.integers(0, 2))):
        nieuw(0, 90)
    for _ in range(draw(st.integers(0, 2))):  # and what people type by mistake
        a, b = draw(st.sampled_from(mensen)).id, draw(st.sampled_from(mensen)).id
        banden.append(
            Band(
                a, b, draw(st.sampled_from(["partner", "ouder_van", "broer_zus", "pleegouder_van", "anders"]))
            )
        )
    return Familie("Gezin Voorbeeld", tuple(mensen), tuple(banden))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(families())
def test_no_label_covers_another_in_any_family(familie: Familie) -> None:
    svg = teken(familie)
    assert len(klassen(svg, "gn-mens")) == len(familie.mensen)
    assert_disjoint(svg)
    assert_no_line_through_labels(svg)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(families())
def test_symbols_never_touch(familie: Familie) -> None:
    plekken = [(float(e.get("x", 0)), float(e.get("y", 0))) for e in klassen(teken(familie), "gn-leeftijd")]
    for (ax, ay), (bx, by) in itertools.combinations(plekken, 2):
        assert abs(ax - bx) > 40 or abs(ay - by) > 40
