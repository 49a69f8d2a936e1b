"""Find a distribution that costs little and prove how far it can be from the cheapest.

1. The linear relaxation with cutting planes gives the bound: nothing can cost less. Its reduced costs say which
   worker is promising for which case.
2. What the relaxation already gives whole is kept as far as it fits; annealing over promising places makes it good.
3. Small exact programmes (some workers, all else as it is) and single steps make it better, until the gap is small.

Every part does a fixed amount of work, so that the same input gives the same proposal; the clock is only the fuse.
"""

import time
from copy import copy
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from .koelen import koel
from .model import Model, bouw
from .opgave import Getallen, Groep, Opgave
from .prijs import WACHT, prijs
from .sneden import snijd
from .zoeken import Stand, verbeter

DOEL = 0.002  # a gap that is not worth more work
_SNIJRONDES = 6
_STAPPEN_PER_PAAR = 240  # annealing steps per allowed pair of unit and worker
_MEESTE_STAPPEN = 4_000_000
_WARM, _KOUD = 12.0, 0.5  # points: about the price of one wish, and of nothing
_ZAAD = 20260101
_BUURT = 10  # workers in one small programme
_RONDES = 8  # times that every worker takes part in one
_KNOPEN = 30
_BELOFTE = 40.0  # points of reduced cost up to which a pair takes part in small programmes


@dataclass(frozen=True, slots=True)
class Oplossing:
    """A distribution, the bound that proves it, and whether the clock cut the search short."""

    stand: Stand
    ondergrens: float
    op_tijd_gestopt: bool


def los_op(opgave: Opgave, begin: Getallen, grens_seconden: float) -> Oplossing:
    """The best distribution found from `begin`, which must be allowed, within about `grens_seconden`."""
    einde = time.monotonic() + grens_seconden
    if len(opgave.eenheden) == 0:
        return Oplossing(Stand(opgave, begin), 0.0, False)
    relaxatie = _Relaxatie(opgave, einde)
    keuze = _heel(opgave, relaxatie.keuze, begin)
    stappen = min(_MEESTE_STAPPEN, _STAPPEN_PER_PAAR * int(opgave.mag.sum()))
    if not _klaar(opgave, keuze, relaxatie.ondergrens):
        gekoeld = koel(
            opgave, keuze, relaxatie.belofte, stappen=stappen, warm=_WARM, koud=_KOUD, zaad=_ZAAD
        )
        keuze = min(keuze, gekoeld, key=lambda k: prijs(opgave, k).totaal)
    keuze, op_tijd = _verfijn(opgave, keuze, relaxatie, einde)
    stand = Stand(opgave, keuze)
    verbeter(stand)
    return Oplossing(stand, min(relaxatie.ondergrens, prijs(opgave, stand.keuze).totaal), op_tijd)


class _Relaxatie:
    """The linear programme with cuts: `ondergrens`, the nearest distribution, and how promising each place is."""

    def __init__(self, opgave: Opgave, einde: float) -> None:
        model = bouw(opgave, _toegestaan(opgave))
        highs = _highs()
        highs.passModel(model.lp)
        highs.run()
        self._lees(highs, model, opgave)
        highs.setOptionValue("presolve", "off")  # the basis at hand is the better start
        for _ in range(_SNIJRONDES):
            if time.monotonic() > einde or not snijd(highs, model, opgave):
                break
            vorige = self.ondergrens
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                break
            self._lees(highs, model, opgave)
            if self.ondergrens - vorige < 1e-4 * abs(vorige):
                break

    def _lees(self, highs: highspy.Highs, model: Model, opgave: Opgave) -> None:
        oplossing = highs.getSolution()
        self.ondergrens = float(highs.getInfo().objective_function_value)
        eenheden, mensen = opgave.mag.shape
        self.keuze = model.keuze(np.array(oplossing.col_value), eenheden)
        prijzen = np.array(oplossing.col_dual)
        self.belofte = np.full((eenheden, mensen + 1), np.inf)
        self.belofte[model.rij, model.kolom] = prijzen[: len(model.rij)]
        wacht = np.flatnonzero(np.isfinite(opgave.wacht))
        self.belofte[wacht, mensen] = prijzen[len(model.rij) : len(model.rij) + len(wacht)]


def _toegestaan(opgave: Opgave) -> NDArray[np.bool_]:
    mag = opgave.mag.copy()
    for u, w in opgave.vast.items():
        mag[u] = False
        mag[u, w] = True
    return mag


def _highs() -> highspy.Highs:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


def _heel(opgave: Opgave, gewenst: Getallen, begin: Getallen) -> Getallen:
    """As much of `gewenst` as fits, on top of `begin`; what waits dearest first."""
    keuze = begin.copy()
    stand = Stand(opgave, keuze)
    anders = np.flatnonzero((gewenst >= 0) & (gewenst != begin))
    duurst = np.where(np.isfinite(opgave.wacht), opgave.wacht, np.inf)
    for u in anders[np.lexsort((anders, -duurst[anders]))]:
        if np.isfinite(stand.bij[u, gewenst[u]]):
            stand.zet(((int(u), int(gewenst[u])),))
    return stand.keuze


def _klaar(opgave: Opgave, keuze: Getallen, ondergrens: float) -> bool:
    totaal = prijs(opgave, keuze).totaal
    return totaal - ondergrens <= max(1e-6, DOEL * totaal)


def _verfijn(opgave: Opgave, keuze: Getallen, relaxatie: _Relaxatie, einde: float) -> tuple[Getallen, bool]:
    """Small exact programmes over ever other workers, drawn with a fixed seed."""
    dobbel = np.random.default_rng(_ZAAD)
    mensen = np.flatnonzero(opgave.mag.any(axis=0))
    beloftevol = _toegestaan(opgave) & (relaxatie.belofte[:, :-1] <= _BELOFTE)
    totaal = prijs(opgave, keuze).totaal
    for _ in range(_RONDES):
        volgorde = dobbel.permutation(mensen)
        for i in range(0, len(volgorde), _BUURT):
            if totaal - relaxatie.ondergrens <= max(1e-6, DOEL * totaal):
                return keuze, False
            if time.monotonic() > einde:
                return keuze, True
            nieuw = _buurt(opgave, keuze, np.sort(volgorde[i : i + _BUURT]), beloftevol)
            if (beter := prijs(opgave, nieuw).totaal) < totaal - 1e-6:
                keuze, totaal = nieuw, beter
    return keuze, False


def _buurt(
    opgave: Opgave, keuze: Getallen, mensen: Getallen, beloftevol: NDArray[np.bool_]
) -> Getallen:
    """The best distribution in which only the units of these workers and the waiting ones may change."""
    hier = np.isin(keuze, mensen)
    eenheden = np.flatnonzero(hier | ((keuze == WACHT) & beloftevol[:, mensen].any(axis=1)))
    if len(eenheden) == 0:
        return keuze
    deel = _deel(opgave, keuze, eenheden, mensen)
    plek = np.full(len(opgave.medewerkers) + 1, WACHT)
    plek[mensen] = np.arange(len(mensen))
    nu = plek[keuze[eenheden]]
    mag = beloftevol[np.ix_(eenheden, mensen)]
    mag[np.flatnonzero(nu >= 0), nu[nu >= 0]] = True
    model = bouw(deel, mag)
    heel = [highspy.HighsVarType.kInteger] * len(model.rij)
    model.lp.integrality_ = heel + [highspy.HighsVarType.kContinuous] * (model.lp.num_col_ - len(heel))
    highs = _highs()
    highs.setOptionValue("mip_rel_gap", 1e-4)
    highs.setOptionValue("mip_max_nodes", _KNOPEN)
    highs.passModel(model.lp)
    wacht = np.flatnonzero(np.isfinite(deel.wacht))
    start = np.concatenate([nu[model.rij] == model.kolom, nu[wacht] == WACHT]).astype(float)
    highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    highs.run()
    uit = keuze.copy()
    if highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        gekozen = model.keuze(np.array(highs.getSolution().col_value), len(eenheden))
        uit[eenheden] = np.where(gekozen == WACHT, WACHT, mensen[gekozen])
    return uit


def _deel(opgave: Opgave, keuze: Getallen, eenheden: Getallen, mensen: Getallen) -> Opgave:
    """The problem of these units and workers, with the room and the families that all others leave them."""
    kies = np.ix_(eenheden, mensen)
    rang = {int(u): i for i, u in enumerate(eenheden)}
    plek = {int(w): i for i, w in enumerate(mensen)}
    groepen = []
    for groep in opgave.groepen:
        binnen = tuple(rang[u] for u in groep.eenheden if u in rang)
        buiten = {int(keuze[u]) for u in groep.eenheden if u not in rang and keuze[u] >= 0}
        # −1 stands for a worker elsewhere: the family has someone, but nobody here
        ankers = frozenset(plek.get(w, WACHT) for w in groep.ankers | buiten)
        if len(binnen) + len(ankers) > 1 and binnen:
            groepen.append(Groep(binnen, ankers))
    klein = copy(opgave)
    klein.medewerkers = [opgave.medewerkers[w] for w in mensen]
    klein.eenheden = [opgave.eenheden[u] for u in eenheden]
    klein.groepen = groepen
    klein.kosten, klein.wacht = opgave.kosten[kies], opgave.wacht[eenheden]
    klein.gewicht, klein.zwaar, klein.nieuw = (
        wat[kies] for wat in (opgave.gewicht, opgave.zwaar, opgave.nieuw)
    )
    klein.mag, klein.op_tijd = opgave.mag[kies], opgave.op_tijd[:, eenheden][:, :, mensen]
    klein.vrij, klein.vrij_zwaar, klein.plekken = (
        wat[mensen] for wat in (opgave.vrij, opgave.vrij_zwaar, opgave.plekken)
    )
    klein.plekken_tot = opgave.plekken_tot[:, mensen]
    klein.eerlijk, klein.capaciteit = opgave.eerlijk[mensen], opgave.capaciteit[mensen]
    return klein
