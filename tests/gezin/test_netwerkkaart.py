"""The network map can be read, however many people stand around a family."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from eenplan.gezin.netwerkkaart import KRINGEN, Contact, in_woorden, teken

_spec = importlib.util.spec_from_file_location("lees_svg", Path(__file__).with_name("test_genogram.py"))
assert _spec and _spec.loader
lees_svg = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(lees_svg)

OMA = Contact("Oma Truus", "oma", "familie", 1)
EX = Contact("Rob Jansen", "ex van moeder", "vrienden", 2, steunt=False)


def test_support_and_burden_differ_in_shape_and_in_words():
    wortel = ElementTree.fromstring(teken("Gezin De Vries", [OMA, EX]))
    vormen = {
        e.get("class"): [k.tag.rpartition("}")[2] for k in e if k.get("class") == "nk-punt"]
        for e in wortel.iter()
        if "nk-contact" in e.get("class", "")
    }
    assert vormen == {"nk-contact nk-contact--steunt": ["circle"], "nk-contact nk-contact--belast": ["path"]}
    assert {"steunt", "belast"} <= {e.text for e in wortel.iter()}


def test_who_is_closer_stands_nearer_to_the_family():
    contacten = [Contact(f"C{r}", "buur", "hulp", r) for r in (1, 2, 3)]
    wortel = ElementTree.fromstring(teken("G", contacten))
    x = {e.text: float(e.get("x")) for e in wortel.iter() if e.get("class") == "nk-naam"}
    y = {e.text: float(e.get("y")) for e in wortel.iter() if e.get("class") == "nk-naam"}
    assert x["C1"] ** 2 + y["C1"] ** 2 < x["C2"] ** 2 + y["C2"] ** 2 < x["C3"] ** 2 + y["C3"] ** 2


def test_screen_reader_hears_the_network():
    assert in_woorden("Gezin De Vries", [OMA, EX]) == [
        "Familie: Oma Truus (oma, dichtbij, steunt).",
        "Vrienden en buren: Rob Jansen (ex van moeder, regelmatig, belast).",
    ]
    svg = teken("Gezin De Vries", [OMA, EX])
    assert 'role="img"' in svg and "Oma Truus (oma, dichtbij, steunt)" in svg and "style" not in svg


def test_map_without_people_says_so():
    assert "Er staat nog niemand op de kaart" in teken("Gezin De Vries", [])


contacts = st.builds(
    Contact,
    st.sampled_from(lees_svg.NAMEN[:-1]),
    st.sampled_from(
        ["oma", "mentor op school", "ambulant begeleider van De Terp en buurvrouw", "Wwwwwwwwwwwwwwwww"]
    ),
    st.sampled_from(list(KRINGEN)),
    st.integers(1, 3),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(contacts, max_size=30))
def test_no_label_covers_another_on_any_map(contacten: list[Contact]) -> None:
    lees_svg.assert_disjoint(teken("Gezin Van der Meer-Osmanağaoğlu", contacten))
