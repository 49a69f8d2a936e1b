"""The distribution as a mixed integer programme for HiGHS, and the proof it gives.

minimise   Σ kosten·x + Σ wacht·z + samen·e + te_laat·l + Σ bands
x[u,w]     unit u goes to worker w                         z[u]  unit u waits
y[g,w]     family g has worker w; e[g] workers beyond the first
l[t,w]     first contacts late at the end of week t         b[w,k] load in band k above the fair share

Only x needs to be whole: all the others follow.
"""

from dataclasses import dataclass

import highspy
import numpy as np

from .opgave import BAND, Getallen, Opgave, Punten, Vlaggen, punten_per_honderdste

_INF = highspy.kHighsInf


@dataclass(slots=True)
class Model:
    """Columns and rows; `rij`, `kolom` [X] tell which unit and worker an x is. The x come first, then the z."""

    lp: highspy.HighsLp
    rij: Getallen
    kolom: Getallen
    banden: Getallen  # [K,W] the columns of the load above the fair share
    samen: Getallen  # [G,W] the columns y of each family, −1 where there is none

    def keuze(self, waarden: Punten, eenheden: int) -> Getallen:
        """The worker of each unit in a whole solution, −1 for waiting."""
        uit = np.full(eenheden, -1, dtype=np.int64)
        gekozen = np.flatnonzero(waarden[: len(self.rij)] > 0.5)
        uit[self.rij[gekozen]] = self.kolom[gekozen]
        return uit


@dataclass(frozen=True, slots=True)
class _Paren:
    """The columns x with their units and workers, by unit."""

    x: Getallen
    rij: Getallen
    kolom: Getallen


class _Bouw:
    """Collects columns and rows as arrays."""

    def __init__(self) -> None:
        self.kosten: list[Punten] = []
        self.boven: list[Punten] = []
        self.kolommen = 0
        self.rijen = 0
        self.cel: list[tuple[Getallen, Getallen, Punten]] = []
        self.onder_rij: list[Punten] = []
        self.boven_rij: list[Punten] = []

    def kolom(self, kosten: Punten, boven: Punten) -> Getallen:
        nummers = np.arange(self.kolommen, self.kolommen + len(kosten))
        self.kosten.append(np.asarray(kosten, dtype=float))
        self.boven.append(np.broadcast_to(np.asarray(boven, dtype=float), kosten.shape))
        self.kolommen += len(kosten)
        return nummers

    def rij(self, aantal: int, onder: Punten | float, boven: Punten | float) -> Getallen:
        nummers = np.arange(self.rijen, self.rijen + aantal)
        self.onder_rij.append(np.broadcast_to(np.asarray(onder, dtype=float), (aantal,)))
        self.boven_rij.append(np.broadcast_to(np.asarray(boven, dtype=float), (aantal,)))
        self.rijen += aantal
        return nummers

    def zet(self, rij: Getallen, kolom: Getallen, waarde: Punten | Getallen | float) -> None:
        houdt = np.broadcast_to(np.asarray(waarde, dtype=float), rij.shape)
        telt = houdt != 0
        self.cel.append((rij[telt], kolom[telt], houdt[telt]))

    def lp(self) -> highspy.HighsLp:
        rij, kolom, waarde = (np.concatenate(deel) for deel in zip(*self.cel, strict=True))
        volgorde = np.lexsort((rij, kolom))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.kolommen, self.rijen
        lp.col_cost_ = np.concatenate(self.kosten)
        lp.col_lower_ = np.zeros(self.kolommen)
        lp.col_upper_ = np.concatenate(self.boven)
        lp.row_lower_ = np.concatenate(self.onder_rij)
        lp.row_upper_ = np.concatenate(self.boven_rij)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.searchsorted(kolom[volgorde], np.arange(self.kolommen + 1))
        lp.a_matrix_.index_ = rij[volgorde]
        lp.a_matrix_.value_ = waarde[volgorde]
        return lp


def bouw(opgave: Opgave, alleen: Vlaggen) -> Model:
    """The programme over the pairs in `alleen` [U,W], a part of `opgave.mag`."""
    b = _Bouw()
    eenheden, mensen = opgave.mag.shape
    rij, kolom = np.nonzero(alleen)
    x = b.kolom(opgave.kosten[rij, kolom], np.ones(len(rij)))
    wacht = np.flatnonzero(np.isfinite(opgave.wacht))
    z = b.kolom(opgave.wacht[wacht], np.ones(len(wacht)))
    een = b.rij(eenheden, 1, 1)
    b.zet(een[rij], x, 1)
    b.zet(een[wacht], z, 1)
    for wat, ruimte in (
        (opgave.gewicht, opgave.vrij),
        (opgave.zwaar, opgave.vrij_zwaar),
        (opgave.nieuw, opgave.plekken),
    ):
        b.zet(b.rij(mensen, -_INF, ruimte.astype(float))[kolom], x, wat[rij, kolom])
    banden = _scheef(b, opgave, _Paren(x, rij, kolom))
    for week, plekken in zip(opgave.op_tijd, opgave.plekken_tot, strict=True):
        laat = b.kolom(np.full(mensen, opgave.regels.kosten.te_laat), np.full(mensen, _INF))
        rijen = b.rij(mensen, -_INF, plekken.astype(float))
        b.zet(rijen[kolom], x, week[rij, kolom])
        b.zet(rijen, laat, -1)
    wachten = dict(zip(wacht.tolist(), z.tolist(), strict=True))
    samen = _samen(b, opgave, _Paren(x, rij, kolom), wachten)
    return Model(b.lp(), rij, kolom, banden, samen)


def _scheef(b: _Bouw, opgave: Opgave, paren: _Paren) -> Getallen:
    mensen = len(opgave.medewerkers)
    rijen = b.rij(mensen, -_INF, opgave.eerlijk)
    b.zet(rijen[paren.kolom], paren.x, opgave.gewicht[paren.rij, paren.kolom])
    breedte = np.maximum(BAND * opgave.capaciteit, 1.0)
    over = np.maximum(opgave.vrij - opgave.eerlijk, 0.0)
    banden = int(np.ceil((over / breedte).max(initial=0))) or 1
    kolommen = []
    for k in range(1, banden + 1):
        prijs = np.full(mensen, k * punten_per_honderdste(opgave.regels))
        kolommen.append(b.kolom(prijs, breedte if k < banden else np.full(mensen, _INF)))
        b.zet(rijen, kolommen[-1], -1)
    return np.array(kolommen)


def _samen(b: _Bouw, opgave: Opgave, paren: _Paren, z: dict[int, int]) -> Getallen:
    x, kolom = paren.x, paren.kolom
    begin = np.searchsorted(paren.rij, np.arange(len(opgave.eenheden) + 1))
    samen = np.full((len(opgave.groepen), len(opgave.medewerkers)), -1)
    for groep, y in zip(opgave.groepen, samen, strict=True):
        telt = b.rij(1, -_INF, 0.0 if groep.ankers else 1.0)
        over = b.kolom(np.array([opgave.regels.kosten.samen]), np.array([_INF]))
        b.zet(telt, over, -1)
        if groep.minstens:
            wachten = np.array([z[u] for u in groep.eenheden if u in z], dtype=np.int64)
            vraag = b.rij(1, float(groep.minstens), _INF)
            b.zet(vraag, over, 1)
            b.zet(np.repeat(vraag, len(wachten)), wachten, groep.minstens)
        for u in groep.eenheden:
            xs, ws = x[begin[u] : begin[u + 1]], kolom[begin[u] : begin[u + 1]]
            vrij = ~np.isin(ws, list(groep.ankers))
            xs, ws = xs[vrij], ws[vrij]
            nieuw = ws[y[ws] < 0]
            y[nieuw] = b.kolom(np.zeros(len(nieuw)), np.ones(len(nieuw)))
            b.zet(np.repeat(telt, len(nieuw)), y[nieuw], 1)
            rijen = b.rij(len(ws), -_INF, 0)
            b.zet(rijen, xs, 1)
            b.zet(rijen, y[ws], -1)
    return samen
