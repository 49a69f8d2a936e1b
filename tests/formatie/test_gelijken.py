"""The same network in SimPy and in Ciw gives the same distributions (two-sample Kolmogorov and Smirnov).

Waits of families one after another hang together, so the test is done on every fiftieth; over all of them the curves
lie within three hundredths of each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np
import pytest

from formatie import gelijken

LANG = bool(os.environ.get("EENPLAN_LANG"))
WEKEN = 1000  # with 105 families a week: 10^5
WEKEN_CIW = 1000 if LANG else 300
UITDUNNEN = 50
KRITIEK = 1.63  # of the Kolmogorov distribution at 1%


def afstand(x: np.ndarray, y: np.ndarray) -> float:
    alle = np.sort(np.concatenate([x, y]))
    kansen = [np.searchsorted(np.sort(z), alle, side="right") / len(z) for z in (x, y)]
    return float(np.abs(kansen[0] - kansen[1]).max())


@pytest.mark.parametrize(
    ("ander", "weken"), [(gelijken.met_simpy, WEKEN), (gelijken.met_ciw, WEKEN_CIW)], ids=["SimPy", "Ciw"]
)
def test_another_simulator_sees_the_same_families_wait_and_leave(
    ander: Callable[[int, int], np.ndarray], weken: int
) -> None:
    wij, zij = gelijken.met_formatie(WEKEN, 11), ander(weken, 5)
    for soort in (0, 1):
        a, b = (rijen[rijen[:, 0] == soort] for rijen in (wij, zij))
        for wat, kolom in (("wachttijd", 2), ("doorlooptijd", 3)):
            x, y = (z[~np.isnan(z[:, 3])][:, kolom] for z in (a, b))
            dun = afstand(x[::UITDUNNEN], y[::UITDUNNEN])
            n, m = len(x[::UITDUNNEN]), len(y[::UITDUNNEN])
            assert dun < KRITIEK * np.sqrt((n + m) / (n * m)), (
                f"{wat}, soort {soort}: afstand {dun} bij {n} en {m}"
            )
            grens = 0.03 * np.sqrt(WEKEN / weken)
            assert afstand(x, y) < grens, f"{wat}, soort {soort}: {afstand(x, y)} over alle gezinnen"
        weg = [np.isnan(z[:, 3]).mean() for z in (a, b)]
        assert abs(weg[0] - weg[1]) < 0.01, f"soort {soort}: {weg} haken af"
