"""Fitting distributions to durations of which some have not ended yet, and how far off the fit is.

What has not ended counts as "at least so long" (censored); leaving it out would make durations too short. The distance
is that of Kolmogorov and Smirnov: the largest gap between the fitted curve and that of Kaplan and Meier.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from formatie.kansverdeling import Kansverdeling

_RONDES = 200


@dataclass(frozen=True, slots=True)
class Passing:
    """One distribution fitted: its distance (0 perfect, 1 nowhere near)."""

    verdeling: Kansverdeling
    afstand: float


def pas(duren: np.ndarray, klaar: np.ndarray) -> list[Passing]:
    """Exponential, lognormal and Weibull, fitted by maximum likelihood, best first.

    duren  > 0; klaar is False where the duration has not ended. At least two must have ended.
    """
    uit = []
    for passer in (_exponentieel, _lognormaal, _weibull):
        verdeling, kans = passer(duren, klaar)
        uit.append(Passing(verdeling, ks_afstand(duren, klaar, kans)))
    return sorted(uit, key=lambda p: p.afstand)


def kaplan_meier(duren: np.ndarray, klaar: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Durations at which something ended, and the share that had ended by then."""
    momenten = np.unique(duren[klaar])
    in_beeld = np.array([(duren >= m).sum() for m in momenten])
    eindes = np.array([((duren == m) & klaar).sum() for m in momenten])
    return momenten, 1.0 - np.cumprod(1.0 - eindes / in_beeld)


def kwantiel(duren: np.ndarray, klaar: np.ndarray, deel: float) -> float | None:
    """The duration within which this part had ended; None when fewer had."""
    momenten, tot_einde = kaplan_meier(duren, klaar)
    tot = np.flatnonzero(tot_einde >= deel - 1e-12)
    return float(momenten[tot[0]]) if len(tot) else None


def ks_afstand(duren: np.ndarray, klaar: np.ndarray, kans: Callable[[float], float]) -> float:
    """The largest gap between this distribution function and what was seen, on both sides of every step."""
    momenten, hoog = kaplan_meier(duren, klaar)
    laag = np.concatenate([[0.0], hoog[:-1]])
    f = np.array([kans(float(m)) for m in momenten])
    return float(max(np.abs(hoog - f).max(), np.abs(laag - f).max()))


def verdelingsfunctie(v: Kansverdeling) -> Callable[[float], float]:
    """P(duration ≤ x) of one of the distributions that are fitted here."""
    _, a, b = v.parameters()
    if v.naam == "exponentieel":
        return lambda x: -math.expm1(-x / a)
    if v.naam == "lognormaal":
        return lambda x: _phi((math.log(x) - a) / b)
    if v.naam == "weibull":
        return lambda x: -math.expm1(-((x / a) ** b))
    raise AssertionError(v.naam)


def _exponentieel(duren: np.ndarray, klaar: np.ndarray) -> tuple[Kansverdeling, Callable[[float], float]]:
    v = Kansverdeling("exponentieel", float(duren.sum() / klaar.sum()))
    return v, verdelingsfunctie(v)


def _lognormaal(duren: np.ndarray, klaar: np.ndarray) -> tuple[Kansverdeling, Callable[[float], float]]:
    """By EM: what has not ended is replaced by its expectation, given that it is at least so long."""
    y = np.log(duren)
    mu, sigma = float(y[klaar].mean()), max(float(y[klaar].std()), 0.05)
    for _ in range(_RONDES):
        a = (y[~klaar] - mu) / sigma
        mills = np.array([_dichtheid(x) / max(1.0 - _phi(x), 1e-300) if x < 8 else x for x in a])
        eerste = np.concatenate([y[klaar], mu + sigma * mills])
        tweede = np.concatenate([y[klaar] ** 2, mu**2 + sigma**2 + sigma * (y[~klaar] + mu) * mills])
        nieuw_mu = float(eerste.mean())
        nieuw_sigma = math.sqrt(max(float(tweede.mean()) - nieuw_mu**2, 0.0025))
        klaar_nu = abs(nieuw_mu - mu) + abs(nieuw_sigma - sigma) < 1e-10
        mu, sigma = nieuw_mu, nieuw_sigma
        if klaar_nu:
            break
    m = math.exp(mu + sigma**2 / 2)
    v = Kansverdeling("lognormaal", m, m * math.sqrt(math.expm1(sigma**2)))
    return v, verdelingsfunctie(v)


def _weibull(duren: np.ndarray, klaar: np.ndarray) -> tuple[Kansverdeling, Callable[[float], float]]:
    """The likelihood has one equation in the shape; it rises, so halving finds it."""
    log, d = np.log(duren), int(klaar.sum())
    schaal = float(duren.max())

    def over(vorm: float) -> float:
        macht = (duren / schaal) ** vorm
        return float((macht * log).sum() / macht.sum() - 1.0 / vorm - log[klaar].sum() / d)

    laag, hoog = 0.1, 30.0
    for _ in range(_RONDES):
        midden = (laag + hoog) / 2
        laag, hoog = (midden, hoog) if over(midden) < 0 else (laag, midden)
    vorm = (laag + hoog) / 2
    a = schaal * float((((duren / schaal) ** vorm).sum() / d) ** (1.0 / vorm))
    m = a * math.gamma(1 + 1 / vorm)
    s2 = a * a * math.gamma(1 + 2 / vorm) - m * m
    v = Kansverdeling("weibull", m, math.sqrt(max(s2, (0.02 * m) ** 2)))
    return v, verdelingsfunctie(v)


def _phi(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def _dichtheid(x: float) -> float:
    return math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)
