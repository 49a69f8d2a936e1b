"""Cutting planes that bring the bound closer to what can really be handed out.

A worker's room is filled with whole cases, which the relaxation does not know. Mixed-integer rounding (Nemhauser
and Wolsey, 1990) of the rows of weight, heavy weight and fair share, with the cases that the relaxation gives for
the larger part complemented, tells it. Every cut holds for all whole solutions, so the bound stays a proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import highspy
import numpy as np

from .model import Model
from .opgave import Getallen, Opgave, Punten

_SCHEND = 0.02  # a cut must be broken by so much, in proportion to its length, to be worth its row


@dataclass(frozen=True, slots=True)
class _Snede:
    kolommen: Getallen
    waarden: Punten
    boven: float
    schending: float


def snijd(highs: highspy.Highs, model: Model, opgave: Opgave) -> int:
    """Add the cuts that the solution at hand breaks; returns how many."""
    waarden = np.array(highs.getSolution().col_value)
    sneden = list(_sneden(model, opgave, waarden))
    if sneden:
        lengten = [len(snede.kolommen) for snede in sneden]
        highs.addRows(
            len(sneden),
            np.full(len(sneden), -highspy.kHighsInf),
            np.array([snede.boven for snede in sneden]),
            sum(lengten),
            np.concatenate([[0], np.cumsum(lengten)[:-1]]).astype(np.int32),
            np.concatenate([snede.kolommen for snede in sneden]).astype(np.int32),
            np.concatenate([snede.waarden for snede in sneden]),
        )
    return len(sneden)


def _sneden(model: Model, opgave: Opgave, waarden: Punten) -> Iterator[_Snede]:
    for w in range(len(opgave.medewerkers)):
        x = np.flatnonzero(model.kolom == w)
        u = model.rij[x]
        band = model.banden[:, w]
        geen = np.empty(0, dtype=np.int64)
        for gewicht, ruimte, over in (
            (opgave.gewicht[u, w], float(opgave.vrij[w]), geen),
            (opgave.zwaar[u, w], float(opgave.vrij_zwaar[w]), geen),
            (opgave.gewicht[u, w], float(opgave.eerlijk[w]), band),
        ):
            telt = gewicht > 0
            beste = _afgerond(x[telt], gewicht[telt].astype(float), ruimte, over, waarden)
            if beste is not None:
                yield beste


def _afgerond(
    x: Getallen, gewicht: Punten, ruimte: float, over: Getallen, waarden: Punten
) -> _Snede | None:
    """The most broken rounding of Σ gewicht·x − Σ over ≤ ruimte, over the divisors that the fractional cases give."""
    waarde = waarden[x]
    deels = (waarde > 1e-6) & (waarde < 1 - 1e-6)
    if not deels.any():
        return None
    om = waarde > 0.5
    teken = np.where(om, -1.0, 1.0)
    rest = ruimte - float(gewicht[om].sum())
    beste: _Snede | None = None
    for deler in np.unique(gewicht[deels]):
        breuk = rest / deler - np.floor(rest / deler)
        if not 0.01 <= breuk <= 0.99:
            continue
        deel = teken * gewicht / deler
        heel = np.floor(deel)
        f = heel + np.maximum(0.0, deel - heel - breuk) / (1 - breuk)
        boven = float(np.floor(rest / deler) - f[om].sum())
        factor = -1.0 / (deler * (1 - breuk))
        kolommen = np.concatenate([x, over])
        getallen = np.concatenate([teken * f, np.full(len(over), factor)])
        getallen[np.abs(getallen) < 1e-9] = 0.0
        lengte = float(np.sqrt((getallen[: len(x)][waarde > 1e-6] ** 2).sum())) + 1e-9
        schending = (float(getallen @ waarden[kolommen]) - boven) / lengte
        if schending > _SCHEND and (beste is None or schending > beste.schending):
            telt = getallen != 0
            beste = _Snede(kolommen[telt], getallen[telt], boven, schending)
    return beste
