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


@dataclass(frozen=True, slots=True)
class _Rij:
    """Items that share the room of one worker, each a sum of columns: item `van[i]` has factor[i] × kolom[i].

    An item is a unit, or of a pair of one family: both here, only the first, only the second.
    """

    van: Getallen
    kolom: Getallen
    factor: Punten
    eenheden: tuple[Getallen, Getallen]  # of each item the unit, and the second unit or −1


@dataclass(frozen=True, slots=True)
class _Stand:
    """Of each item what it takes and how much of it the relaxation gives."""

    gewicht: Punten
    waarde: Punten


def _sneden(model: Model, opgave: Opgave, waarden: Punten) -> Iterator[_Snede]:
    geen = np.empty(0, dtype=np.int64)
    for w in range(len(opgave.medewerkers)):
        rij = _items(model, opgave, w)
        waarde = np.bincount(rij.van, rij.factor * waarden[rij.kolom], len(rij.eenheden[0])).astype(float)
        een, twee = rij.eenheden
        for wat, ruimte, over in (
            (opgave.gewicht, float(opgave.vrij[w]), geen),
            (opgave.zwaar, float(opgave.vrij_zwaar[w]), geen),
            (opgave.gewicht, float(opgave.eerlijk[w]), model.banden[:, w]),
        ):
            gewicht = (wat[een, w] + np.where(twee >= 0, wat[twee, w], 0)).astype(float)
            snede = _afgerond(rij, _Stand(gewicht, waarde), ruimte, over, float(waarden[over].sum()))
            if snede is not None:
                yield snede


def _items(model: Model, opgave: Opgave, w: int) -> _Rij:
    x = np.flatnonzero(model.kolom == w)
    kolom_van = dict(zip(model.rij[x].tolist(), x.tolist(), strict=True))
    delen: list[tuple[list[tuple[int, float]], int, int]] = []
    for groep, y in zip(opgave.groepen, model.samen[:, w].tolist(), strict=True):
        if y >= 0 and len(groep.eenheden) == 2 and all(u in kolom_van for u in groep.eenheden):
            een, twee = groep.eenheden
            x1, x2 = kolom_van.pop(een), kolom_van.pop(twee)
            # y is whether either is here, so x1 + x2 − y is whether both are
            delen.append(([(x1, 1.0), (x2, 1.0), (y, -1.0)], een, twee))
            delen.append(([(y, 1.0), (x2, -1.0)], een, -1))
            delen.append(([(y, 1.0), (x1, -1.0)], twee, -1))
    delen += [([(k, 1.0)], u, -1) for u, k in kolom_van.items()]
    return _Rij(
        van=np.array([i for i, (som, _, _) in enumerate(delen) for _ in som], dtype=np.int64),
        kolom=np.array([k for som, _, _ in delen for k, _ in som], dtype=np.int64),
        factor=np.array([f for som, _, _ in delen for _, f in som]),
        eenheden=(
            np.array([een for _, een, _ in delen], dtype=np.int64),
            np.array([twee for _, _, twee in delen], dtype=np.int64),
        ),
    )


def _afgerond(rij: _Rij, items: _Stand, ruimte: float, over: Getallen, boven_nul: float) -> _Snede | None:
    """The most broken rounding of Σ gewicht·item − Σ over ≤ ruimte, over the divisors of the fractional items."""
    gewicht, waarde = items.gewicht, items.waarde
    deels = (waarde > 1e-6) & (waarde < 1 - 1e-6) & (gewicht > 0)
    if not deels.any():
        return None
    om = waarde > 0.5
    teken = np.where(om, -1.0, 1.0)
    rest = ruimte - float(gewicht[om].sum())
    beste: tuple[float, float, Punten, float] | None = None
    for deler in np.unique(gewicht[deels]):
        breuk = rest / deler - np.floor(rest / deler)
        if not 0.01 <= breuk <= 0.99:
            continue
        deel = teken * gewicht / deler
        heel = np.floor(deel + 1e-9)
        f = teken * (heel + np.maximum(0.0, deel - heel - breuk) / (1 - breuk))
        boven = float(np.floor(rest / deler) + f[om].sum())
        factor = -1.0 / (deler * (1 - breuk))
        lengte = float(np.sqrt((f[waarde > 1e-6] ** 2).sum())) + 1e-9
        schending = (float(f @ waarde) + factor * boven_nul - boven) / lengte
        if schending > _SCHEND and (beste is None or schending > beste[0]):
            beste = schending, boven, f, factor
    if beste is None:
        return None
    _, boven, f, factor = beste
    kolommen, plek = np.unique(rij.kolom, return_inverse=True)
    getallen = np.bincount(plek, f[rij.van] * rij.factor, len(kolommen))
    telt = np.abs(getallen) > 1e-9
    return _Snede(
        np.concatenate([kolommen[telt], over]),
        np.concatenate([getallen[telt], np.full(len(over), factor)]),
        boven,
    )
