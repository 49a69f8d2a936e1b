"""Improve a distribution step by step: one unit elsewhere, two that change places, three in a row.

`Stand` knows what every such step would cost, exactly; the explanation of a proposal asks it the same question.
"""

from dataclasses import dataclass

import numpy as np

from .opgave import Getallen, Opgave, Punten
from .prijs import WACHT, op_tijd, scheef, som, te_laat

_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Stap:
    """A change and what it adds to the price. Moves: (unit, worker or WACHT)."""

    extra: float
    zetten: tuple[tuple[int, int], ...]


class Stand:
    """A distribution, and what each place would cost each unit now.

    bij [U,W+1]   price of adding the unit there, infinite where it does not fit; last column: waiting
    af [U]        price that falls away when the unit leaves where it is
    """

    def __init__(self, opgave: Opgave, keuze: Getallen) -> None:
        self.opgave = opgave
        self.keuze = keuze.copy()
        self.gewicht, self.zwaar, self.nieuw = (
            som(opgave, wat, keuze) for wat in (opgave.gewicht, opgave.zwaar, opgave.nieuw)
        )
        self.vroeg = op_tijd(opgave, keuze)
        self.mag = opgave.mag.copy()
        for u, w in opgave.vast.items():
            self.mag[u] = False
            self.mag[u, w] = opgave.mag[u, w]
        self.groep_van = {u: groep for groep in opgave.groepen for u in groep.eenheden}
        self.groepsprijs = np.zeros(self.mag.shape)
        for u in self.groep_van:
            self._groep(u)
        eenheden, mensen = self.mag.shape
        self.bij = np.full((eenheden, mensen + 1), np.inf)
        self.bij[:, mensen] = opgave.wacht
        for w in range(mensen):
            self._kolom(w)

    def af(self) -> Punten:
        """What falls away per unit when it leaves its place."""
        o = self.opgave
        uit = o.wacht.copy()
        u = np.flatnonzero(self.keuze >= 0)
        w = self.keuze[u]
        uit[u] = o.kosten[u, w] + self.groepsprijs[u, w]
        uit[u] += scheef(o, self.gewicht[w], w) - scheef(o, self.gewicht[w] - o.gewicht[u, w], w)
        vroeg = self.vroeg[:, w]
        uit[u] += te_laat(o, vroeg, w) - te_laat(o, vroeg - o.op_tijd[:, u, w], w)
        return uit

    def ruil(self, erin: Getallen, eruit: Getallen) -> Punten:
        """Price of putting `erin` at the worker of `eruit` in its place; infinite where it does not fit.

        The place that `erin` leaves and the place that `eruit` gets are not in it.
        """
        o = self.opgave
        w = self.keuze[eruit]
        gewicht = self.gewicht[w] - o.gewicht[eruit, w] + o.gewicht[erin, w]
        vroeg = self.vroeg[:, w] - o.op_tijd[:, eruit, w] + o.op_tijd[:, erin, w]
        past = (
            self.mag[erin, w]
            & (gewicht <= o.vrij[w])
            & (self.zwaar[w] - o.zwaar[eruit, w] + o.zwaar[erin, w] <= o.vrij_zwaar[w])
            & (self.nieuw[w] - o.nieuw[eruit, w] + o.nieuw[erin, w] <= o.plekken[w])
        )
        prijs = (
            o.kosten[erin, w] - o.kosten[eruit, w] + self.groepsprijs[erin, w] - self.groepsprijs[eruit, w]
        )
        prijs += scheef(o, gewicht, w) - scheef(o, self.gewicht[w], w)
        prijs += te_laat(o, vroeg, w) - te_laat(o, self.vroeg[:, w], w)
        return np.where(past, prijs, np.inf)

    def zet(self, zetten: tuple[tuple[int, int], ...]) -> None:
        """Carry out moves; all units leave before the first arrives."""
        geraakt = {int(self.keuze[u]) for u, _ in zetten} | {w for _, w in zetten}
        for teken, plaats in ((-1, lambda u, _: int(self.keuze[u])), (1, lambda _, w: w)):
            for u, nieuw in zetten:
                w = plaats(u, nieuw)
                if w != WACHT:
                    self.gewicht[w] += teken * self.opgave.gewicht[u, w]
                    self.zwaar[w] += teken * self.opgave.zwaar[u, w]
                    self.nieuw[w] += teken * self.opgave.nieuw[u, w]
                    self.vroeg[:, w] += teken * self.opgave.op_tijd[:, u, w]
        for u, w in zetten:
            self.keuze[u] = w
        for w in geraakt - {WACHT}:
            self._kolom(w)
        for groep in {id(g): g for u, _ in zetten if (g := self.groep_van.get(u))}.values():
            for u in groep.eenheden:
                oud = self.groepsprijs[u].copy()
                self._groep(u)
                self.bij[u, :-1] += self.groepsprijs[u] - oud

    def stappen(self, u: int, af: Punten) -> list[Stap]:
        """Of each kind the cheapest step that brings unit `u` to another worker: alone, in exchange, or with a
        third place for the one that makes room."""
        mensen = len(self.opgave.medewerkers)
        nu = int(self.keuze[u])
        alleen = self.bij[u, :mensen].copy()
        if nu != WACHT:
            alleen[nu] = np.inf
        w = int(np.argmin(alleen))
        stappen = [Stap(float(alleen[w] - af[u]), ((u, w),))]
        ander = np.flatnonzero((self.keuze >= 0) & (self.keuze != nu))
        if groep := self.groep_van.get(u):
            ander = ander[~np.isin(ander, groep.eenheden)]
        zelf = np.full(len(ander), u)
        erin = self.ruil(zelf, ander)
        past = np.isfinite(erin)
        ander, zelf, erin = ander[past], zelf[past], erin[past]
        if len(ander) == 0:
            return stappen
        if nu != WACHT:
            heen_en_weer = erin + self.ruil(ander, zelf)
            v = int(np.argmin(heen_en_weer))
            stappen.append(
                Stap(float(heen_en_weer[v]), ((u, int(self.keuze[ander[v]])), (int(ander[v]), nu)))
            )
        derde = self.bij[ander].copy()
        derde[np.arange(len(ander)), self.keuze[ander]] = np.inf
        if nu != WACHT:
            derde[:, nu] = np.inf
        plek = derde.argmin(axis=1)
        keten = erin - af[u] + derde[np.arange(len(ander)), plek]
        v = int(np.argmin(keten))
        naar = int(plek[v]) if plek[v] < mensen else WACHT
        stappen.append(Stap(float(keten[v]), ((u, int(self.keuze[ander[v]])), (int(ander[v]), naar))))
        return stappen

    def _kolom(self, w: int) -> None:
        o = self.opgave
        gewicht = self.gewicht[w] + o.gewicht[:, w]
        past = (
            self.mag[:, w]
            & (gewicht <= o.vrij[w])
            & (self.zwaar[w] + o.zwaar[:, w] <= o.vrij_zwaar[w])
            & (self.nieuw[w] + o.nieuw[:, w] <= o.plekken[w])
        )
        u = np.flatnonzero(past)
        wie = np.full(len(u), w)
        vroeg = self.vroeg[:, wie]
        prijs = o.kosten[u, w] + self.groepsprijs[u, w]
        prijs += scheef(o, gewicht[u], wie) - scheef(o, self.gewicht[wie], wie)
        prijs += te_laat(o, vroeg + o.op_tijd[:, u, w], wie) - te_laat(o, vroeg, wie)
        self.bij[:, w] = np.inf
        self.bij[u, w] = prijs

    def _groep(self, u: int) -> None:
        """What each worker would add to the number of workers in the family of `u`."""
        groep = self.groep_van[u]
        wie = set(groep.ankers) | {
            int(self.keuze[v]) for v in groep.eenheden if v != u and self.keuze[v] >= 0
        }
        self.groepsprijs[u] = self.opgave.regels.kosten.samen if wie else 0.0
        self.groepsprijs[u, list(wie)] = 0.0


def verbeter(stand: Stand) -> list[Stap]:
    """Take steps that make it cheaper until there are none; returns per unit the cheapest step that is left."""
    while True:
        beter = _verplaats(stand)
        af = stand.af()
        over = []
        for u in range(len(stand.keuze)):
            stap = min(stand.stappen(u, af), key=lambda s: s.extra)
            if stap.extra < -_EPS:
                stand.zet(stap.zetten)
                af = stand.af()
                beter = True
            over.append(stap)
        if not beter:
            return over


def _verplaats(stand: Stand) -> bool:
    beter = False
    while True:
        winst = stand.bij - stand.af()[:, None]
        u, w = np.unravel_index(int(np.argmin(winst)), winst.shape)
        if winst[u, w] >= -_EPS:
            return beter
        stand.zet(((int(u), int(w) if w < len(stand.opgave.medewerkers) else WACHT),))
        beter = True
