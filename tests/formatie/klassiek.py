"""The queues of the textbook as models of this library, and what theory says of them."""

from __future__ import annotations

import math

import numpy as np

from formatie import Fase, Groep, Kansverdeling, Model, Periode, Soort
from formatie.simulatie.opbouw import bouw
from formatie.simulatie.uitvoeren import Ruw, voer_uit


def exp(gemiddelde: float) -> Kansverdeling:
    return Kansverdeling("exponentieel", gemiddelde)


def wachtrij(
    *, duur: Kansverdeling, per_week: float | tuple[float, ...], bedienden: int,
    geduld: Kansverdeling | None = None, weken: int = 200, inloop: float = 20.0,
) -> Model:  # fmt: skip
    """A group of servers who do one thing at a time; more rates make more classes, the first goes first."""
    stromen = per_week if isinstance(per_week, tuple) else (per_week,)
    soorten = {
        f"k{n}": Soort(
            naam=f"k{n}",
            aandeel=stroom / sum(stromen),
            voorrang=n,
            fasen={"hulp": Fase(naam="hulp", duur=duur, vaardigheid="v", uren_per_week=0.0, gewicht=1.0)},
            begin="hulp",
            geduld=geduld,
        )
        for n, stroom in enumerate(stromen)
    }
    groep = Groep(
        naam="g",
        fte=((0, float(bedienden)),),
        vaardigheden=frozenset({"v"}),
        plafond=((0, 1.0),),
        onbeperkt=True,
    )
    return Model(
        naam="klassiek",
        instroom=((0, sum(stromen)),),
        soorten=soorten,
        groepen={"g": groep},
        periode=Periode(weken=weken, inloop=inloop),
    )


def gedeelde_uren(*, duur: Kansverdeling, per_week: float, weken: int = 200, inloop: float = 20.0) -> Model:
    """One worker who shares the hours of the week among all cases under way: the queue M/G/1-PS."""
    soort = Soort(
        naam="k",
        aandeel=1.0,
        fasen={"hulp": Fase(naam="hulp", duur=duur, vaardigheid="v", uren_per_week=36.0, gewicht=1.0)},
        begin="hulp",
    )
    groep = Groep(naam="g", fte=((0, 1.0),), vaardigheden=frozenset({"v"}), plafond=((0, 1000.0),))
    return Model(
        naam="gedeelde uren",
        instroom=((0, per_week),),
        soorten={"k": soort},
        groepen={"g": groep},
        periode=Periode(weken=weken, inloop=inloop),
    )


def draai(model: Model, runs: int, zaad: int = 1, spoor: int = 0) -> Ruw:
    return voer_uit(bouw(model), runs, zaad, spoor=spoor)


def gemiddelde_per_run(ruw: Ruw, som: str, aantal: str, soort: int = 0) -> tuple[float, float]:
    """A mean over all cases and half its 95% confidence interval, from the spread between the runs (ratio estimator)."""
    x, n = ruw.uit.telling[som][:, soort], ruw.uit.telling[aantal][:, soort].astype(float)
    midden = x.sum() / n.sum()
    fout = (x - midden * n).std(ddof=1) / (n.mean() * math.sqrt(len(x)))
    return float(midden), float(1.96 * fout)


def erlang_c(per_week: float, snelheid: float, bedienden: int) -> float:
    """The chance to have to wait in M/M/c (Erlang 1917)."""
    a, b = per_week / snelheid, 1.0
    for n in range(1, bedienden + 1):
        b = a * b / (n + a * b)
    return bedienden * b / (bedienden - a * (1 - b))


def erlang_a(per_week: float, snelheid: float, bedienden: int, geduld: float) -> float:
    """The share that goes elsewhere in M/M/c+M (Palm 1957), from the stationary birth-death process."""
    n = np.arange(1, 4000)
    weg = np.minimum(n, bedienden) * snelheid + np.maximum(n - bedienden, 0) / geduld
    log_p = np.concatenate([[0.0], np.cumsum(np.log(per_week / weg))])
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    rij = (np.maximum(np.arange(len(p)) - bedienden, 0) * p).sum()
    return float(rij / geduld / per_week)
