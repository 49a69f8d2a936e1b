"""Find a distribution that costs little and prove how far it can be from the cheapest.

1. The linear relaxation with cutting planes gives the bound: nothing can cost less. Its reduced costs say which
   worker is promising for which case.
2. What the relaxation already gives whole is kept as far as it fits. Annealing over promising places, more than once,
   gives good distributions that differ.
3. Exact programmes take the best of those apart and together (crossover): a part of the team, each unit only at
   places that one of the distributions had. New annealing from there, and again.
4. Where few pairs are left that could still be better (by their reduced cost), all of those are tried exactly.
5. Single steps make it better until none does.

Every part does a fixed amount of work, so that the same input gives the same proposal; the clock is only the fuse.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass

import highspy
import numpy as np

from .koelen import koel
from .model import bouw
from .opgave import Getallen, Groep, Opgave, Punten, Vlaggen
from .prijs import WACHT, prijs
from .sneden import snijd
from .zoeken import Stand, Stap, verbeter

DOEL = 0.0075  # a gap that is not worth another round
_SNIJRONDES = 6
_STAPPEN_PER_PAAR = 80  # annealing steps per promising pair of unit and worker
_PLEKKEN = 16  # most promising workers per unit that annealing tries
# How warm the annealings of each round begin, in points: about one wish, or far more for who waits.
_RONDES = ((12.0, 12.0, 100.0, 100.0), (6.0, 6.0, 12.0, 12.0), (6.0, 6.0, 12.0, 12.0))
_KOUD = 0.5  # how they end: about nothing
_DRADEN = 2
_ZAAD = 20261128
_PROGRAMMAS = 5  # per round: at first the whole team where that is not too hard, or else changing parts of it
_VEEL_WACHTEN = 5  # waiting units from which a programme for the whole team is too hard
_KLEINSTE_BUURT = 5
_ZWAAR, _LICHT = 1500, 300  # simplex iterations that make a part too large or too small
_WEINIG_PAREN = 3000  # pairs that may be tried exactly, all together
_KNOPEN = 300


@dataclass(frozen=True, slots=True)
class Oplossing:
    """A distribution, the bound that proves it, and whether the clock cut the search short.

    stappen  per unit the cheapest way to bring it to another worker; none is cheaper than leaving it
    """

    stand: Stand
    stappen: list[Stap]
    ondergrens: float
    op_tijd_gestopt: bool


def los_op(opgave: Opgave, begin: Getallen, grens_seconden: float) -> Oplossing:
    """The best distribution found from `begin`, which must be allowed, within about `grens_seconden`."""
    einde = time.monotonic() + grens_seconden
    if len(opgave.eenheden) == 0:
        return Oplossing(Stand(opgave, begin), [], 0.0, False)
    with ThreadPoolExecutor(_DRADEN) as draden:
        zoektocht = _Zoektocht(opgave, begin, einde, draden)
        zoektocht.zoek()
        zoektocht.bewijs()
    stand = Stand(opgave, zoektocht.keuze)
    stappen = verbeter(stand)
    ondergrens = min(zoektocht.relaxatie.ondergrens, prijs(opgave, stand.keuze).totaal)
    return Oplossing(stand, stappen, ondergrens, zoektocht.op_tijd_gestopt)


class _Zoektocht:
    """The search: the best distribution so far, and the places that are worth a try for each unit."""

    def __init__(self, opgave: Opgave, begin: Getallen, einde: float, draden: ThreadPoolExecutor) -> None:
        self.opgave = opgave
        self.einde = einde
        self.draden = draden
        self.op_tijd_gestopt = False
        self.relaxatie = _Relaxatie(opgave)
        self.keuze = begin
        self.totaal = prijs(opgave, begin).totaal
        self.proberen = np.zeros_like(opgave.mag)
        self._neem(_heel(opgave, self.relaxatie.keuze, begin))
        self._noteer(self.relaxatie.keuze)
        self.buurt = max(_KLEINSTE_BUURT, len(opgave.medewerkers) // 2)
        self.dobbel = np.random.default_rng(_ZAAD)

    def zoek(self) -> None:
        """Rounds of annealing and crossover until the gap is small, the work is done, or the time is up."""
        snijden = self.draden.submit(self.relaxatie.scherp_aan, self.einde)
        zaad = 0
        for warmten in _RONDES:
            if self._klaar():
                break
            koelingen = []
            for warm in warmten:
                zaad += 1
                koelingen.append(self.draden.submit(self._koel, warm, zaad))
            for koeling in koelingen:
                self._neem(koeling.result())
            snijden.result()
            self.proberen |= self.relaxatie.gebruikt()
            self._kruis()
        snijden.result()

    def _koel(self, warm: float, zaad: int) -> Getallen:
        belofte = self.relaxatie.belofte
        rang = belofte[:, :-1].argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
        kansrijk = _toegestaan(self.opgave) & (rang < _PLEKKEN)
        kansrijk[np.flatnonzero(self.keuze >= 0), self.keuze[self.keuze >= 0]] = True
        return koel(
            self.opgave,
            self.keuze,
            np.where(np.hstack([kansrijk, np.isfinite(self.opgave.wacht)[:, None]]), belofte, np.inf),
            stappen=_STAPPEN_PER_PAAR * int(kansrijk.sum()),
            warm=warm,
            koud=_KOUD,
            zaad=zaad,
        )

    def bewijs(self) -> None:
        """Try all pairs that could be in a cheaper distribution exactly, when they are few.

        A distribution with a pair whose reduced cost is over the gap is dearer than what we have: it need not be
        tried for the proof to hold.
        """
        kloof = self.totaal - self.relaxatie.ondergrens
        over = self.einde - time.monotonic()
        if kloof <= 1e-6 or over <= 0:
            return
        kansrijk = self.relaxatie.prijzen() <= kloof + 1e-6
        if kansrijk.sum() > _WEINIG_PAREN:
            return
        alle = np.arange(len(self.opgave.medewerkers))
        uitkomst = _programma(
            self.opgave, self.keuze, alle, _toegestaan(self.opgave) & kansrijk, knopen=_KNOPEN, seconden=over
        )
        self._neem(uitkomst.keuze)
        self.op_tijd_gestopt = self.op_tijd_gestopt or uitkomst.op_tijd_gestopt
        self.relaxatie.ondergrens = max(self.relaxatie.ondergrens, min(self.totaal, uitkomst.ondergrens))

    def _neem(self, keuze: Getallen) -> None:
        """Remember where this distribution puts every unit, and the distribution when it is the best."""
        self._noteer(keuze)
        totaal = prijs(self.opgave, keuze).totaal
        if totaal < self.totaal - 1e-6:
            self.keuze, self.totaal = keuze, totaal

    def _noteer(self, keuze: Getallen) -> None:
        u = np.flatnonzero(keuze >= 0)
        self.proberen[u, keuze[u]] = True
        self.proberen &= _toegestaan(self.opgave)

    def _klaar(self) -> bool:
        if time.monotonic() > self.einde:
            self.op_tijd_gestopt = True
        kloof = self.totaal - self.relaxatie.ondergrens
        return self.op_tijd_gestopt or kloof <= max(1e-6, DOEL * self.totaal)

    def _kruis(self) -> None:
        """Exact programmes: one for the whole team, then for parts; hard ones make the next part smaller."""
        mensen = np.flatnonzero(self.opgave.mag.any(axis=0))
        wachten = np.count_nonzero((self.keuze == WACHT) & self.opgave.mag.any(axis=1))
        heel_team = wachten <= _VEEL_WACHTEN
        for nummer in range(_PROGRAMMAS):
            if self._klaar():
                return
            deel = mensen
            if nummer > 0 or not heel_team:
                deel = np.sort(self.dobbel.permutation(mensen)[: self.buurt])
            uitkomst = _programma(
                self.opgave, self.keuze, deel, self.proberen, knopen=1, seconden=self.einde - time.monotonic()
            )
            self._neem(uitkomst.keuze)
            if uitkomst.op_tijd_gestopt:
                self.op_tijd_gestopt = True
                return
            if len(deel) < len(mensen):
                if uitkomst.werk > _ZWAAR:
                    self.buurt = max(_KLEINSTE_BUURT, self.buurt * 2 // 3)
                elif uitkomst.werk < _LICHT:
                    self.buurt = min(len(mensen) - 1, self.buurt * 4 // 3)


class _Relaxatie:
    """The linear programme with cuts: `ondergrens`, the nearest distribution, and how promising each place is."""

    def __init__(self, opgave: Opgave) -> None:
        self._opgave = opgave
        self._model = bouw(opgave, _toegestaan(opgave))
        self._highs = _Highs()
        self._highs.passModel(self._model.lp)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(
                f"HiGHS: {self._highs.getModelStatus()}"
            )  # waiting is always allowed: our mistake
        self.ondergrens = float(self._highs.getInfo().objective_function_value)
        self._lees()

    def scherp_aan(self, einde: float) -> None:
        """Add cuts while they lift the bound."""
        highs = self._highs
        highs.setOptionValue("presolve", "off")  # the basis at hand is the better start
        for _ in range(_SNIJRONDES):
            if time.monotonic() > einde or not snijd(highs, self._model, self._opgave):
                return
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return
            vorige, self.ondergrens = self.ondergrens, float(highs.getInfo().objective_function_value)
            self._duaal = np.array(highs.getSolution().col_dual)
            self._waarden = np.array(highs.getSolution().col_value)
            if self.ondergrens - vorige < 1e-4 * abs(vorige):
                return

    def gebruikt(self) -> Vlaggen:
        """The pairs of which the relaxation now gives at least a part, [U,W]."""
        paren = np.zeros_like(self._opgave.mag)
        deels = self._waarden[: len(self._model.rij)] > 1e-6
        paren[self._model.rij[deels], self._model.kolom[deels]] = True
        return paren

    def prijzen(self) -> Punten:
        """The reduced cost of every pair now, [U,W]: what a distribution with that pair costs at least on top."""
        prijzen = np.full(self._opgave.mag.shape, np.inf)
        prijzen[self._model.rij, self._model.kolom] = self._duaal[: len(self._model.rij)]
        return prijzen

    def _lees(self) -> None:
        oplossing, model = self._highs.getSolution(), self._model
        eenheden, mensen = self._opgave.mag.shape
        self._waarden = np.array(oplossing.col_value)
        self.keuze = model.keuze(self._waarden, eenheden)
        self._duaal = np.array(oplossing.col_dual)
        wacht = np.flatnonzero(np.isfinite(self._opgave.wacht))
        self.belofte = np.full((eenheden, mensen + 1), np.inf)
        self.belofte[:, :mensen] = self.prijzen()
        self.belofte[wacht, mensen] = self._duaal[len(model.rij) : len(model.rij) + len(wacht)]


def _toegestaan(opgave: Opgave) -> Vlaggen:
    mag = opgave.mag.copy()
    for u, w in opgave.vast.items():
        mag[u] = False
        mag[u, w] = True
    return mag


class _Highs(highspy.Highs):
    """HiGHS on one thread that prints nothing: switching on its callbacks would write a banner to stdout."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)
        self.setOptionValue("threads", 1)


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


@dataclass(frozen=True, slots=True)
class _Uitkomst:
    """What a programme gave; `werk` in simplex iterations, `ondergrens` of the distributions it may choose from."""

    keuze: Getallen
    werk: int
    ondergrens: float
    op_tijd_gestopt: bool


def _programma(
    opgave: Opgave,
    keuze: Getallen,
    mensen: Getallen,
    proberen: Vlaggen,
    *,
    knopen: int,
    seconden: float,
) -> _Uitkomst:
    """The best distribution in which only units of these workers and waiting ones change."""
    hier = np.isin(keuze, mensen)
    eenheden = np.flatnonzero(hier | (keuze == WACHT))
    deel = _deel(opgave, keuze, eenheden, mensen)
    plek = np.full(len(opgave.medewerkers) + 1, WACHT)
    plek[mensen] = np.arange(len(mensen))
    nu = plek[keuze[eenheden]]
    mag = proberen[np.ix_(eenheden, mensen)]
    mag[np.flatnonzero(nu != WACHT), nu[nu != WACHT]] = True
    model = bouw(deel, mag)
    heel = [highspy.HighsVarType.kInteger] * len(model.rij)
    model.lp.integrality_ = heel + [highspy.HighsVarType.kContinuous] * (model.lp.num_col_ - len(heel))
    highs = _Highs()
    for optie, waarde in (
        ("mip_rel_gap", 1e-4 if knopen == 1 else 0.0),
        ("mip_max_nodes", knopen),
        ("mip_allow_restart", False),
        ("time_limit", max(0.01, seconden)),
    ):
        highs.setOptionValue(optie, waarde)
    highs.passModel(model.lp)
    wacht = np.flatnonzero(np.isfinite(deel.wacht))
    start = np.concatenate([nu[model.rij] == model.kolom, nu[wacht] == WACHT]).astype(float)
    highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    highs.run()
    uit = keuze.copy()
    info = highs.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        gekozen = model.keuze(np.array(highs.getSolution().col_value), len(eenheden))
        uit[eenheden] = np.where(gekozen == WACHT, WACHT, mensen[gekozen])
    return _Uitkomst(
        keuze=uit,
        werk=max(0, int(info.simplex_iteration_count)),
        ondergrens=float(info.mip_dual_bound),
        op_tijd_gestopt=highs.getModelStatus() == highspy.HighsModelStatus.kTimeLimit,
    )


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
