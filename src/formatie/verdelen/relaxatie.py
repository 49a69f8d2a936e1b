"""What linear programming says about a distribution: how little it can cost at least, and what to try first."""

import time
from dataclasses import dataclass

import highspy
import numpy as np

from .model import bouw
from .opgave import Getallen, Opgave, Punten, Vlaggen
from .sneden import snijd

_SNIJRONDES = 6
_SNIJWINST = 3e-4  # share by which cuts must lift the bound to be worth another round
_VOL = 0.5  # share of the workers whose room is scarce from which a team is full


@dataclass(frozen=True, slots=True)
class Gids:
    """What a relaxation says to a search.

    keuze [U]         where a unit goes as a whole, or WACHT
    belofte [U,W+1]   how much a place costs the team more than the best for that unit (the last: waiting), infinite where
                      the unit may not come
    plaatswaarde [U]  what a place for the unit costs the team
    vol               more than half of the workers have no room to spare
    """

    keuze: Getallen
    belofte: Punten
    plaatswaarde: Punten
    vol: bool


class Relaxatie:
    """The linear programme with cuts, and its `ondergrens`: no distribution costs less."""

    def __init__(self, opgave: Opgave) -> None:
        self._opgave = opgave
        self._model = bouw(opgave, toegestaan(opgave))
        self._highs = Highs()
        self._highs.passModel(self._model.lp)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(
                f"HiGHS: {self._highs.getModelStatus()}"
            )  # waiting is always allowed: our mistake
        self._lees()

    def scherp_aan(self, einde: float) -> bool:
        """Add cuts while they lift the bound; True when the clock stopped that."""
        self._highs.setOptionValue("presolve", "off")  # the basis at hand is the better start
        for _ in range(_SNIJRONDES):
            if time.monotonic() > einde:
                return True
            if not snijd(self._highs, self._model, self._opgave):
                break
            self._highs.run()
            if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                break
            vorige = self.ondergrens
            self._lees()
            if self.ondergrens - vorige < _SNIJWINST * abs(vorige):
                break
        return False

    def prijzen(self) -> Punten:
        """The reduced cost of every pair, [U,W]: what a distribution with that pair costs at least on top of the bound."""
        prijzen = np.full(self._opgave.mag.shape, np.inf)
        prijzen[self._model.rij, self._model.kolom] = self._duaal[: len(self._model.rij)]
        return prijzen

    def gids(self) -> Gids:
        """Where the relaxation points. With cuts it points much better than without."""
        eenheden, mensen = self._opgave.mag.shape
        wacht = np.flatnonzero(np.isfinite(self._opgave.wacht))
        belofte = np.full((eenheden, mensen + 1), np.inf)
        belofte[:, :mensen] = self.prijzen()
        belofte[wacht, mensen] = self._duaal[len(self._model.rij) :][: len(wacht)]
        plaats, ruimte = np.split(self._rijduaal[: eenheden + mensen], [eenheden])  # the rows that come first
        return Gids(
            keuze=self._keuze,
            belofte=belofte,
            plaatswaarde=np.maximum(plaats, 0.0),
            vol=float(np.mean(ruimte < -1e-6)) > _VOL,
        )

    def _lees(self) -> None:
        oplossing = self._highs.getSolution()
        self.ondergrens = float(self._highs.getInfo().objective_function_value)
        self._keuze = self._model.keuze(np.array(oplossing.col_value), len(self._opgave.eenheden))
        self._duaal, self._rijduaal = np.array(oplossing.col_dual), np.array(oplossing.row_dual)


def toegestaan(opgave: Opgave) -> Vlaggen:
    """Who may have what, [U,W]: of what is decided only that."""
    mag = opgave.mag.copy()
    for u, w in opgave.vast.items():
        mag[u] = False
        mag[u, w] = True
    return mag


class Highs(highspy.Highs):
    """HiGHS on one thread that prints nothing: switching on its callbacks would write a banner to stdout."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)
