"""What always holds of a simulated team, whatever the team."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from klassiek import draai

import formatie
from formatie import Beleid, Beschikbaarheid, Fase, Groep, Kansverdeling, Model, Periode, Soort, Terugkeer
from formatie.model import EINDE

VAAK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def teams(draw: st.DrawFn) -> Model:
    """Two kinds of cases, two skills, one or two groups, with everything that happens to people and families."""
    getal = lambda laag, hoog: draw(st.floats(laag, hoog, allow_nan=False))  # noqa: E731
    b = Beschikbaarheid(
        uren_per_week=36.0, verlof=getal(0, 300), verzuim=getal(0, 0.15), verzuim_weken=getal(1, 8),
        verloop=getal(0, 0.5), vacature_weken=getal(0, 20), inwerk_weken=getal(0, 30), inwerk_start=getal(0.2, 1),
        begeleiding=getal(0, 0.2), niet_zaakgebonden={"overleg": getal(0, 8)},
    )  # fmt: skip

    def fase(naam: str, daarna: dict[str, float]) -> Fase:
        m = getal(1, 20)
        return Fase(
            naam=naam, duur=Kansverdeling("lognormaal", m, m * getal(0.2, 1.5)), daarna=daarna,
            vaardigheid=draw(st.sampled_from(["toegang", "regie"])), uren_per_week=getal(0.2, 4),
            gewicht=draw(st.sampled_from([None, 1.0, 2.5])), kalender=draw(st.booleans()),
        )  # fmt: skip

    def soort(naam: str, aandeel: float) -> Soort:
        door = getal(0, 1)
        return Soort(
            naam=naam, aandeel=aandeel, begin="a", voorrang=draw(st.integers(0, 2)),
            fasen={"a": fase("a", {"b": door, EINDE: 1 - door}), "b": fase("b", {EINDE: 1.0})},
            geduld=draw(st.sampled_from([None, Kansverdeling("exponentieel", 10.0)])),
            terugkeer=draw(st.sampled_from([None, Terugkeer(kans=0.2, na=Kansverdeling("exponentieel", 5.0), fase="b")])),
            wachtend=draw(st.integers(0, 30)), gewacht=8.0, lopend={"a": draw(st.integers(0, 10))},
        )  # fmt: skip

    vaardig = draw(
        st.sampled_from([[{"toegang", "regie"}], [{"toegang"}, {"regie"}], [{"toegang", "regie"}, {"regie"}]])
    )
    groepen = {
        f"g{n}": Groep(
            naam=f"g{n}", fte=((0, float(draw(st.integers(2, 6)))),), vaardigheden=frozenset(v), deeltijd=0.8,
            plafond=draw(st.sampled_from([None, ((0, 20.0),), ((0, 30.0), (20, 15.0))])), beschikbaarheid=b,
        )
        for n, v in enumerate(vaardig)
    }  # fmt: skip
    aandeel = getal(0, 1)
    return Model(
        naam="team",
        instroom=((0, getal(0.5, 8)),),
        soorten={"x": soort("x", aandeel), "y": soort("y", 1 - aandeel)},
        groepen=groepen,
        beleid=Beleid(
            volgorde=draw(st.sampled_from(["voorrang", "binnenkomst"])),
            zelfde=draw(st.booleans()),
            overdracht=draw(st.sampled_from(["koud", "warm"]))
            if len(vaardig) < 3 and not _kring(vaardig)
            else "koud",
            overdracht_uren=getal(0, 4),
        ),
        periode=Periode(weken=60, overbelasting="toon"),
    )


def _kring(vaardig: list[set[str]]) -> bool:
    return len(vaardig) > 1


@VAAK
@given(teams())
def test_nobody_gets_a_case_above_their_room_and_no_group_works_more_hours_than_it_has(model: Model) -> None:
    uit = draai(model, 4).uit
    assert (uit.hoogste <= 0).all()
    assert (uit.gewerkt <= uit.beschikbaar * (1 + 1e-5) + 1e-3).all()


@VAAK
@given(teams())
def test_hours_balance(model: Model) -> None:
    """What the groups worked is what the phases took: in full where work waits for hours, at most where the calendar rules."""
    uit = draai(model, 4).uit
    gewerkt = uit.gewerkt.sum(axis=2, dtype=float)
    werk, kalender = uit.uren[:, :, 0], uit.uren[:, :, 1]
    speling = 1e-4 * gewerkt + 0.05
    assert (gewerkt <= werk + kalender + speling).all()
    assert (gewerkt >= werk - speling).all()
    if not any(f.kalender for s in model.soorten.values() for f in s.fasen.values()):
        assert np.allclose(gewerkt, werk, rtol=1e-4, atol=0.05)


@VAAK
@given(teams())
def test_no_family_gets_lost(model: Model) -> None:
    """Who was there or came in has finished, went elsewhere, waits or is under way."""
    tel = draai(model, 4).uit.telling
    wachtte = sum(s.wachtend for s in model.soorten.values())
    eruit = sum(tel[wat].sum(axis=1) for wat in ("klaar", "afgehaakt", "wachtend", "lopend"))
    liep = eruit - tel["aangekomen"].sum(axis=1) - tel["terug"].sum(axis=1) - wachtte
    assert (liep >= 0).all()
    assert (liep <= sum(sum((s.lopend or {}).values()) for s in model.soorten.values())).all()


@VAAK
@given(teams(), st.integers(1, 3))
def test_more_fte_never_lengthens_the_expected_list(model: Model, erbij: int) -> None:
    """Under common random numbers: the same families and the same luck, with more people.

    Everybody who waits counts, also later on the way. For a start alone it does not hold: who is helped sooner may
    sooner come back, and then waits for a start again.
    """
    zonder_verdeling = {n: replace(s, lopend={}) for n, s in model.soorten.items()}
    model = replace(model, soorten=zonder_verdeling)
    meer = {
        n: replace(g, fte=((0, g.fte[0][1]), (10, g.fte[0][1] + erbij))) for n, g in model.groepen.items()
    }
    ruw = [draai(m, 60).uit for m in (model, replace(model, groepen=meer))]
    wachten = [(uit.lijst + uit.tussen).sum(axis=(1, 2)).mean() for uit in ruw]
    assert wachten[1] <= wachten[0] * (1 + 1e-3) + 0.5


def test_the_same_seed_gives_the_same_bits_however_many_threads() -> None:
    model = formatie.maak(formatie.standaard())
    een, vier = (formatie.simuleer(model, runs=30, kernen=k) for k in (1, 4))
    assert json.dumps(een.als_json()) == json.dumps(vier.als_json())
    ander = formatie.simuleer(model, runs=30, zaad=7)
    assert json.dumps(ander.als_json()["lijst"]) != json.dumps(een.als_json()["lijst"])


def test_another_policy_meets_the_same_families() -> None:
    """Common random numbers: who comes in does not depend on who is there."""
    model = formatie.maak(formatie.standaard())
    groep = model.groepen["jeugdconsulenten"]
    minder = replace(model, groepen={"jeugdconsulenten": replace(groep, fte=((0, 21.0),))})
    a, b = (draai(m, 5).uit.telling["aangekomen"] for m in (model, minder))
    assert (a == b).all()


def test_watching_sees_progress_and_may_stop() -> None:
    model = formatie.maak(formatie.standaard())
    gezien: list[tuple[int, int]] = []
    formatie.simuleer(model, runs=20, kernen=1, voortgang=lambda klaar, van: gezien.append((klaar, van)))
    assert gezien[-1] == (20, 20) and len(gezien) > 1
    with pytest.raises(formatie.Gestopt, match="gestopt na"):
        formatie.simuleer(model, runs=20, kernen=1, voortgang=lambda klaar, van: False)


def test_a_long_list_grows_the_memory_and_not_the_answer() -> None:
    """More cases in the house than there was room for at first."""
    model = formatie.maak(formatie.standaard())
    soorten = {n: replace(s, wachtend=1500, geduld=None) for n, s in model.soorten.items()}
    uit = formatie.simuleer(
        replace(model, soorten=soorten, periode=replace(model.periode, weken=30)), runs=4, kernen=1
    )
    assert uit.lijst[0].mediaan == 4500
