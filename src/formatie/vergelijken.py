"""Scenarios side by side: the same families, the same luck, another policy. Differences are taken run by run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any

import numpy as np

from formatie.fout import FormatieFout
from formatie.model import Model
from formatie.simuleren import simuleer
from formatie.uitkomst import Uitkomst

_Z = 1.959963984540054  # 95%


@dataclass(frozen=True, slots=True)
class Verschil:
    """One figure of a scenario against the first: means, and the paired difference with its 95% confidence band.

    zeker    the band does not hold 0
    """

    wat: str
    eerste: float
    deze: float
    verschil: float
    laag: float
    hoog: float

    @property
    def zeker(self) -> bool:
        return self.laag > 0 or self.hoog < 0


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The outcomes in the order asked; `verschillen[n]` belongs to scenario n+1, against the first."""

    uitkomsten: tuple[Uitkomst, ...]
    verschillen: tuple[tuple[Verschil, ...], ...]

    def als_json(self) -> dict[str, Any]:
        return {
            "uitkomsten": [u.als_json() for u in self.uitkomsten],
            "verschillen": [
                {
                    "naam": u.naam,
                    "tegen": self.uitkomsten[0].naam,
                    "rijen": [asdict(v) | {"zeker": v.zeker} for v in rij],
                }
                for u, rij in zip(self.uitkomsten[1:], self.verschillen, strict=True)
            ],
        }


def vergelijk(
    *scenarios: Model,
    runs: int | None = None,
    zaad: int | None = None,
    voortgang: Callable[[int, int], object] | None = None,
    kernen: int | None = None,
) -> Vergelijking:
    """Simulate two or more scenarios with the runs and the seed of the first, and lay them beside it.

    voortgang is called with (done, of) over all scenarios together. Raises what `simuleer` raises, and FormatieFout
    when there are fewer than two scenarios or runs, or their periods differ.
    """
    if len(scenarios) < 2:
        raise FormatieFout("vergelijken vraagt minstens twee scenario's. Noem nog een bestand.")
    eerste = scenarios[0]
    runs = eerste.periode.runs if runs is None else runs
    zaad = eerste.periode.zaad if zaad is None else zaad
    if runs < 2:
        raise FormatieFout("vergelijken vraagt minstens twee runs. Verhoog 'runs'.")
    for ander in scenarios[1:]:
        if (ander.periode.start, ander.periode.weken) != (eerste.periode.start, eerste.periode.weken):
            raise FormatieFout(
                f"'{ander.naam}' beslaat een andere periode dan '{eerste.naam}'. Geef ze dezelfde start en weken."
            )
    totaal = runs * len(scenarios)

    def deel(nummer: int) -> Callable[[int, int], object] | None:
        if voortgang is None:
            return None
        return lambda klaar, _van: voortgang(nummer * runs + klaar, totaal)

    uitkomsten = tuple(
        simuleer(s, runs=runs, zaad=zaad, voortgang=deel(n), kernen=kernen) for n, s in enumerate(scenarios)
    )
    return Vergelijking(uitkomsten, tuple(_verschillen(uitkomsten[0], u) for u in uitkomsten[1:]))


def _verschillen(a: Uitkomst, b: Uitkomst) -> tuple[Verschil, ...]:
    rijen = []
    for wat in a.per_run:
        if wat not in b.per_run:
            continue
        x, y = a.per_run[wat], b.per_run[wat]
        telt = ~(np.isnan(x) | np.isnan(y))
        n = int(telt.sum())
        if n < 2:
            continue
        verschil = y[telt] - x[telt]
        midden = float(verschil.mean())
        marge = _t95(n - 1) * float(verschil.std(ddof=1)) / sqrt(n)
        rijen.append(
            Verschil(
                wat, float(x[telt].mean()), float(y[telt].mean()), midden, midden - marge, midden + marge
            )
        )
    return tuple(rijen)


def _t95(vrijheid: int) -> float:
    """The 97.5% point of Student's t, by the expansion of Cornish and Fisher; exact to 1% from five degrees up."""
    z = _Z
    return (
        z
        + (z**3 + z) / (4 * vrijheid)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * vrijheid**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * vrijheid**3)
    )
