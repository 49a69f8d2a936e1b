"""Find a distribution that costs little and prove how far it can be from the cheapest.

1. The linear relaxation with cutting planes gives the bound: nothing can cost less. Its reduced costs say which
   worker is promising for which case.
2. What the relaxation already gives whole is kept as far as it fits. Two searchers anneal from there at the same time,
   over promising places; the second makes the cuts first.
3. Where few have to wait, an exact programme takes those distributions apart and together (crossover): the whole team,
   each unit only at places that one of them had. Where many must wait, that is too hard, and chains of exchanges bring
   each of them down instead. Annealing again from the best, and so on.
4. Where few pairs are left that could still be better (by their reduced cost), all of those are tried exactly.
5. Chains of exchanges make it better until none does, and then single steps.

Every part does a fixed amount of work, so that the same input gives the same proposal; the clock is only the fuse.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace

import highspy
import numpy as np

from .dalen import bereid_voor, daal
from .koelen import Plekken, Schema, koel
from .model import bouw
from .opgave import Getallen, Opgave, Punten, Vlaggen
from .prijs import WACHT, prijs
from .sneden import snijd
from .zoeken import Stand, Stap, verbeter

DOEL = 0.0075  # a gap that is not worth another round
_SNIJRONDES = 6
# What stays of the time, when it is short, after annealing: for crossover, or for going down.
_DEEL_KRUISEN, _DEEL_DALEN = 0.5, 0.2
_PLEKKEN = 25  # most promising workers per unit that annealing tries
# How each of the searchers cools at first: where few have to wait, where many do; and how they go on after that.
_KOEL = Schema(warm=5, koud=0.3, los=0.02, vast=1, stappen=250)  # stays near the relaxation
_WARM = Schema(warm=15, koud=0.5, los=0.1, vast=0.4, stappen=600)  # finds room in a full team
_HEET = Schema(warm=20, koud=1, los=0.1, vast=0.5, stappen=800)  # finds out who had best wait
_WEINIG = ((_WARM, replace(_KOEL, warm=2.5)), (_KOEL, _KOEL))
_VEEL = ((_HEET,), (replace(_HEET, stappen=500),))
_VERDER = ((replace(_KOEL, los=0.1),), (replace(_KOEL, los=0.1, warm=3),))
_VEEL_WACHTEN = 0.05  # share of the units that waits in the relaxation from which a programme is too hard
_RONDES = 4
_ZAAD = 20261128
_WACHTEN_AANTREK = 10.0  # how unattractive waiting is to annealing, among places by their reduced cost
_ZOEKERS = 2  # searches that work at the same time, each on its own distribution
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


def los_op(opgave: Opgave, begin: Getallen, zoektijd: float) -> Oplossing:
    """The best distribution found from `begin`, which must be allowed, in about so many seconds and the last steps."""
    if len(opgave.eenheden) == 0:
        return Oplossing(Stand(opgave, begin), [], 0.0, False)
    bereid_voor(opgave, begin)
    einde = time.monotonic() + zoektijd
    with ThreadPoolExecutor(_ZOEKERS) as draden:
        zoektocht = _Zoektocht(opgave, begin, einde, draden)
        zoektocht.zoek()
        zoektocht.bewijs()
    stand = Stand(opgave, zoektocht.daal())
    stappen = verbeter(stand)
    ondergrens = min(zoektocht.relaxatie.ondergrens, prijs(opgave, stand.keuze).totaal)
    return Oplossing(stand, stappen, ondergrens, zoektocht.op_tijd_gestopt)


class _Zoektocht:
    """The search, and the best distribution so far."""

    def __init__(self, opgave: Opgave, begin: Getallen, einde: float, draden: ThreadPoolExecutor) -> None:
        self.opgave = opgave
        self.einde = einde
        self.draden = draden
        self.op_tijd_gestopt = False
        self.relaxatie = _Relaxatie(opgave)
        self.keuze = begin
        self.totaal = prijs(opgave, begin).totaal
        self._neem(_heel(opgave, self.relaxatie.keuze, begin))
        self.veel_wachten = float(np.mean(self.relaxatie.keuze == WACHT)) > _VEEL_WACHTEN

    def zoek(self) -> None:
        """Rounds of annealing and crossover until the gap is small, the work is done, or the time is up."""
        for ronde in range(_RONDES):
            if self._klaar():
                break
            schemas = _VERDER if ronde else _VEEL if self.veel_wachten else _WEINIG
            taken = [
                self.draden.submit(self._zoek, self.keuze, ronde, nummer, schemas[nummer])
                for nummer in range(_ZOEKERS)
            ]
            koelingen = [keuze for taak in taken for keuze in taak.result()]
            self._neem(self._kruis([self.keuze, *koelingen]))

    def _zoek(self, keuze: Getallen, ronde: int, nummer: int, schemas: tuple[Schema, ...]) -> list[Getallen]:
        """Annealings from one distribution, one after the other; the last searcher makes the bound sharper first."""
        nu = time.monotonic()
        bewaar = _DEEL_DALEN if self.veel_wachten else _DEEL_KRUISEN
        tot = nu + (1 - bewaar) * max(0.0, self.einde - nu)
        if ronde == 0 and nummer == _ZOEKERS - 1:
            self.op_tijd_gestopt |= self.relaxatie.scherp_aan(tot)
        keuzen = []
        for i, schema in enumerate(schemas):
            nu = time.monotonic()
            deel = schema.stappen / sum(volgend.stappen for volgend in schemas[i:])
            zaad = _ZAAD + (ronde * _ZOEKERS + nummer) * len(schemas) + i
            keuzen.append(self._koel(keuze, schema, zaad, nu + deel * max(0.0, tot - nu)))
        return keuzen

    def _kruis(self, keuzen: list[Getallen]) -> Getallen:
        """The best combination of these distributions that is found, or the best of them."""
        keuze = min(keuzen, key=lambda keuze: prijs(self.opgave, keuze).totaal)
        over = self.einde - time.monotonic()
        if over <= 0 or self.veel_wachten:
            return keuze
        uitkomst = _programma(self.opgave, keuze, self._plekken(keuzen), knopen=1, seconden=over)
        self.op_tijd_gestopt |= uitkomst.op_tijd_gestopt
        return uitkomst.keuze

    def _plekken(self, keuzen: list[Getallen]) -> Vlaggen:
        """Where these distributions put the units, [U,W+1]: the last is waiting."""
        plekken = np.zeros((len(self.opgave.eenheden), len(self.opgave.medewerkers) + 1), dtype=np.bool_)
        for keuze in keuzen:
            plekken[np.arange(len(keuze)), keuze] = True
        return plekken

    def _koel(self, keuze: Getallen, schema: Schema, zaad: int, einde: float) -> Getallen:
        plekken = self._kansrijk(keuze)
        stappen = schema.stappen * int(np.isfinite(plekken.aantrek[:, :-1]).sum())
        gekoeld, gehaast = koel(
            self.opgave, keuze, plekken, schema=schema, stappen=stappen, zaad=zaad, einde=einde
        )
        self.op_tijd_gestopt |= gehaast
        return daal(self.opgave, gekoeld, plekken) if self.veel_wachten else gekoeld

    def daal(self) -> Getallen:
        """The best so far, made better by chains of exchanges until none helps."""
        return daal(self.opgave, self.keuze, self._kansrijk(self.keuze))

    def _kansrijk(self, keuze: Getallen) -> Plekken:
        """The most promising places of every unit, and where it is."""
        belofte = self.relaxatie.belofte
        rang = belofte[:, :-1].argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
        kansrijk = _toegestaan(self.opgave) & (rang < _PLEKKEN)
        kansrijk[np.flatnonzero(keuze >= 0), keuze[keuze >= 0]] = True
        aantrek = np.where(kansrijk, belofte[:, :-1], np.inf)
        wachten = np.where(np.isfinite(self.opgave.wacht), _WACHTEN_AANTREK, np.inf)
        return Plekken(np.hstack([aantrek, wachten[:, None]]), self.relaxatie.plaatswaarde)

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
        wachten = np.isfinite(self.opgave.wacht)[:, None]
        proberen = np.hstack([_toegestaan(self.opgave) & kansrijk, wachten])
        uitkomst = _programma(self.opgave, self.keuze, proberen, knopen=_KNOPEN, seconden=over)
        self._neem(uitkomst.keuze)
        self.op_tijd_gestopt = self.op_tijd_gestopt or uitkomst.op_tijd_gestopt
        self.relaxatie.ondergrens = max(self.relaxatie.ondergrens, min(self.totaal, uitkomst.ondergrens))

    def _neem(self, keuze: Getallen) -> None:
        totaal = prijs(self.opgave, keuze).totaal
        if totaal < self.totaal - 1e-6:
            self.keuze, self.totaal = keuze, totaal

    def _klaar(self) -> bool:
        te_laat = time.monotonic() > self.einde
        self.op_tijd_gestopt |= te_laat
        kloof = self.totaal - self.relaxatie.ondergrens
        return te_laat or kloof <= max(1e-6, DOEL * self.totaal)


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

    def scherp_aan(self, einde: float) -> bool:
        """Add cuts while they lift the bound; True when the clock stopped that."""
        highs = self._highs
        highs.setOptionValue("presolve", "off")  # the basis at hand is the better start
        for _ in range(_SNIJRONDES):
            if time.monotonic() > einde:
                return True
            if not snijd(highs, self._model, self._opgave):
                break
            highs.run()
            if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                break
            vorige, self.ondergrens = self.ondergrens, float(highs.getInfo().objective_function_value)
            self._duaal = np.array(highs.getSolution().col_dual)
            if self.ondergrens - vorige < 1e-4 * abs(vorige):
                break
        return False

    def prijzen(self) -> Punten:
        """The reduced cost of every pair now, [U,W]: what a distribution with that pair costs at least on top."""
        prijzen = np.full(self._opgave.mag.shape, np.inf)
        prijzen[self._model.rij, self._model.kolom] = self._duaal[: len(self._model.rij)]
        return prijzen

    def _lees(self) -> None:
        oplossing, model = self._highs.getSolution(), self._model
        eenheden, mensen = self._opgave.mag.shape
        self.keuze = model.keuze(np.array(oplossing.col_value), eenheden)
        self._duaal = np.array(oplossing.col_dual)
        self.plaatswaarde = np.maximum(
            np.array(oplossing.row_dual)[:eenheden], 0.0
        )  # the rows of `bouw` that come first
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
    """What a programme gave; `ondergrens` of the distributions it may choose from."""

    keuze: Getallen
    ondergrens: float
    op_tijd_gestopt: bool


def _programma(
    opgave: Opgave, keuze: Getallen, proberen: Vlaggen, *, knopen: int, seconden: float
) -> _Uitkomst:
    """The best distribution with every unit where it is or at a place in `proberen` [U,W+1] (the last: waiting)."""
    zetten = proberen.copy()
    zetten[np.arange(len(keuze)), keuze] = True
    klein = copy(opgave)
    klein.wacht = np.where(zetten[:, WACHT], opgave.wacht, np.inf)
    model = bouw(klein, zetten[:, :-1])
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
    wacht = np.flatnonzero(np.isfinite(klein.wacht))
    start = np.concatenate([keuze[model.rij] == model.kolom, keuze[wacht] == WACHT]).astype(float)
    highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    highs.run()
    info = highs.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        keuze = model.keuze(np.array(highs.getSolution().col_value), len(keuze))
    return _Uitkomst(
        keuze=keuze,
        ondergrens=float(info.mip_dual_bound),
        op_tijd_gestopt=highs.getModelStatus() == highspy.HighsModelStatus.kTimeLimit,
    )
