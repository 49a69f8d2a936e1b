"""Chance, by key: the same case meets the same luck in every scenario.

A case has a key made of (seed, run, stream, number). Draw n of a key is the SplitMix64 output function applied to
key + n x gamma (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): a function of
its arguments alone, so nothing depends on the order of events, on the number of threads or on the policy.
Every distribution but Erlang turns one uniform into one value by its inverse, so that more luck is always better luck.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from formatie.compileren import ingebouwd, snel
from formatie.kansverdeling import EMPIRISCH, EXPONENTIEEL, LOGNORMAAL, UNIFORM, VAST, WEIBULL
from formatie.simulatie.bits import als_bits, als_getal
from formatie.splitmix import GAMMA, meng

_S11 = np.uint64(11)
_S45, _S52 = np.uint64(45), np.uint64(52)
_MANTISSE, _EEN = np.uint64(0x000FFFFFFFFFFFFF), np.uint64(0x3FF0000000000000)
_HALF = np.uint64(1 << 44)
# c = 1 + n/128: what to multiply by instead of dividing by c, and minus the log of that.
_OMGEKEERD = np.array([128.0 / (128 + n) for n in range(129)])
_LN2 = math.log(2.0)
_LOG = np.array([-math.log(float(x)) for x in _OMGEKEERD])
_SCHAAL = 2.0**-53


@ingebouwd
def min_log(u: float) -> float:
    """-log(u) for 0 < u <= 1, without a call: u = 2^e m, and m is so near a number of the table that five terms do.

    Within 2e-16 of the library's, relative to max(1, its size).
    """
    bits = als_bits(u)
    e = float(np.int64(bits >> _S52) - 1023)
    m = als_getal((bits & _MANTISSE) | _EEN)
    n = ((bits & _MANTISSE) + _HALF) >> _S45
    r = m * _OMGEKEERD[n] - 1.0
    w = r * r
    reeks = r * (1.0 / 3.0) - 0.5 + w * (r * 0.2 - 0.25 - w * (1.0 / 6.0))
    return -((e * _LN2 + _LOG[n]) + (r + w * reeks))


@ingebouwd
def sleutel(zaad: int, run: int, stroom: int, nummer: int) -> Any:
    """The key of one case (or one post in the formation): each part is mixed before the next is added."""
    x = meng(np.uint64(zaad) + GAMMA)
    x = meng(x + np.uint64(run) * GAMMA + GAMMA)
    x = meng(x + np.uint64(stroom) * GAMMA + GAMMA)
    return meng(x + np.uint64(nummer) * GAMMA + GAMMA)


@ingebouwd
def ondersleutel(key: Any, nummer: int) -> Any:
    """A key of its own under this key."""
    return meng(key + (np.uint64(nummer) + np.uint64(1)) * GAMMA)


@ingebouwd
def uniform(key: Any, nummer: int) -> float:
    """Draw `nummer` of this key, strictly between 0 and 1."""
    return (float(meng(key + (np.uint64(nummer) + np.uint64(1)) * GAMMA) >> _S11) + 0.5) * _SCHAAL


@ingebouwd
def trek(soort: int, a: float, b: float, tabel: Any, key: Any, nummer: int) -> float:
    """One value of a distribution.

    VAST a · EXPONENTIEEL mean a · ERLANG mean a, b stages · LOGNORMAAL median exp(a), sigma b · WEIBULL scale a,
    shape b · UNIFORM from a to b · EMPIRISCH: `tabel` holds quantiles at equal steps, from position a, b of them.
    """
    if soort == EXPONENTIEEL:
        return min_log(uniform(key, nummer)) * a
    if soort == VAST:
        return a
    return _trek_anders(soort, a, b, tabel, key, nummer)


@snel
def _trek_anders(soort: int, a: float, b: float, tabel: Any, key: Any, nummer: int) -> float:
    u = uniform(key, nummer)
    if soort == LOGNORMAAL:
        return math.exp(a + b * _normaal(u))
    if soort == WEIBULL:
        return a * min_log(u) ** (1.0 / b)
    if soort == UNIFORM:
        return a + (b - a) * u
    if soort == EMPIRISCH:
        plaats = u * (b - 1.0)
        onder = int(plaats)
        van = tabel[int(a) + onder]
        return van + (plaats - onder) * (tabel[int(a) + onder + 1] - van)
    eigen, som = ondersleutel(key, nummer), 0.0
    for trap in range(int(b)):
        som += min_log(uniform(eigen, trap))
    return som * a / b


@snel
def _normaal(u: float) -> float:
    """The inverse of the standard normal distribution (Acklam 2003; relative error below 1.2e-9)."""
    if u < 0.02425 or u > 0.97575:
        q = math.sqrt(-2.0 * math.log(u if u < 0.5 else 1.0 - u))
        teller = -7.784894002430293e-3 * q - 3.223964580411365e-1
        teller = ((teller * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968
        teller = teller * q + 2.938163982698783
        noemer = (7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996
        noemer = (noemer * q + 3.754408661907416) * q + 1.0
        return teller / noemer if u < 0.5 else -teller / noemer
    q = u - 0.5
    r = q * q
    teller = (-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2
    teller = ((teller * r + 1.383577518672690e2) * r - 3.066479806614716e1) * r + 2.506628277459239
    noemer = (-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2
    noemer = ((noemer * r + 6.680131188771972e1) * r - 1.328068155288572e1) * r + 1.0
    return teller * q / noemer
