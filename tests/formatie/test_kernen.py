"""What the compiled kernels rest on: an agenda that forgets nothing, and arrays that do not overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from klassiek import exp, wachtrij

from formatie.simulatie.agenda import leg, lege_agenda, pak, verzet, vroegste, wanneer, wis
from formatie.simulatie.opbouw import bouw
from formatie.simulatie.stand import lege_stand
from formatie.simulatie.uitvoeren import voer_uit

SLOTS = 512
EEN_SECONDE = 1 / (7 * 24 * 3600)  # in weeks
LEG_OF_VERZET, WIS, PAK = range(3)
stappen = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from([0, 1, 7, 8, 63, 64, 448, 511]), st.one_of(st.floats(0, 200), st.just(3.0))
    ),
    max_size=60,
)  # fmt: skip


@numba.njit
def _speel(agenda: Any, wat: Any, wie: Any, moment: Any, gezien: Any, gepakt: Any) -> None:
    for n in range(len(wat)):
        if wat[n] == WIS:
            wis(agenda, 1, wie[n])
        elif wat[n] == PAK:
            if vroegste(agenda, 1) < math.inf:
                gepakt[n] = pak(agenda, 1)
        elif wanneer(agenda, 1, wie[n]) == math.inf:
            leg(agenda, 1, wie[n], moment[n])
        else:
            verzet(agenda, 1, wie[n], moment[n])
        gezien[n] = vroegste(agenda, 1)


@given(stappen)
def test_whoever_is_first_comes_out_first_whatever_was_changed_before(
    zetten: list[tuple[int, int, float]],
) -> None:
    agenda = lege_agenda(3, SLOTS)
    wat, wie, moment = (
        np.array([zet[k] for zet in zetten], soort) for k, soort in enumerate((int, int, float))
    )
    gezien, gepakt = np.full(len(zetten), math.inf), np.full(len(zetten), -1)
    _speel(agenda, wat, wie, moment, gezien, gepakt)
    verwacht: dict[int, float] = {}
    for n, (stap, zaak, tijd) in enumerate(zetten):
        if stap == WIS:
            verwacht.pop(zaak, None)
        elif stap == PAK and verwacht:
            eerste = min(verwacht.values())
            assert verwacht.pop(int(gepakt[n])) == pytest.approx(eerste, abs=EEN_SECONDE)
        elif stap == LEG_OF_VERZET:
            verwacht[zaak] = tijd
        eerste = min(verwacht.values(), default=math.inf)
        assert gezien[n] == pytest.approx(eerste, abs=EEN_SECONDE)
        assert gezien[n] >= eerste  # an event never comes too early: time would go back
    assert (agenda[[0, 2]] == lege_agenda(2, SLOTS)).all()


def test_nothing_that_a_kernel_writes_overlaps_with_what_else_it_is_given() -> None:
    net = bouw(wachtrij(duur=exp(1.0), per_week=1.0, bedienden=3))
    stand = lege_stand(net, SLOTS, 4, 30)
    uit = voer_uit(net, 2, 1, spoor=5).uit
    assert not list(_overlap([*_reeksen(net), *_reeksen(stand), *_reeksen(uit)]))


def _reeksen(alles: Any) -> Iterable[tuple[str, np.ndarray]]:
    return [(n, reeks) for n, reeks in alles._asdict().items() if isinstance(reeks, np.ndarray)]


def _overlap(reeksen: list[tuple[str, np.ndarray]]) -> Iterable[tuple[str, str]]:
    return ((n, m) for (n, a), (m, b) in combinations(reeksen, 2) if np.shares_memory(a, b))
