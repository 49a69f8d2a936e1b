"""Find a distribution that costs little and prove how far it can be from the cheapest.

1. The linear relaxation with cutting planes gives the bound: nothing can cost less. It also says which worker is
   promising for which case, and what it already gives whole is kept as far as it fits.
2. A search anneals from there. In a full team there is much to find out, above all who had best wait, and another
   search begins while the bound is still being made: with a relaxation that does not know of families, for which it
   need not wait long.
3. Rounds: two searches anneal further from the best so far, and chains of exchanges make what each of them finds better
   until none helps. In a team with room an exact programme then takes their distributions apart and together: the whole
   team, each unit only at places that one of them had. In a full team they differ too much for that.
4. Where few pairs are left that could still be better (by their reduced cost), all of those are tried exactly.
5. Chains of exchanges once more, and then single steps.

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
from .opgave import Getallen, Opgave, Vlaggen
from .prijs import WACHT, prijs
from .relaxatie import Gids, Highs, Relaxatie, toegestaan
from .zoeken import Stand, Stap, verbeter

DOEL = 0.0075  # a gap that is not worth another round
# Which part of the time that is left is for the bound and what is found beside it, and for annealing in each round after
# that, in a full team and in one with room.
_DEEL_EERST, _DEEL_VOL, _DEEL_RUIM = 0.7, 0.8, 0.5
_PLEKKEN = 25  # most promising workers per unit that annealing tries
# How a full team cools beside the bound and after it: it begins as warm as a place is dear, within bounds.
_HEET = Schema(warm=30, koud=0.5, los=0.2, vast=1, stappen=400)
_LAATSTE_HITTE = 200  # steps of it after the bound: there is less time for it
_WARMTE = (5.0, 30.0)
_KEER_ZO_DUUR = 1.5  # a place, as the warmth
# How two searches cool in a round: they stay near what they begin with.
_VOL = (
    Schema(warm=3, koud=0.3, los=1, vast=1, stappen=100),
    Schema(warm=8, koud=0.3, los=1, vast=1, stappen=100),
)
_RUIM = (
    Schema(warm=5, koud=0.3, los=0.02, vast=1, stappen=150),
    Schema(warm=2.5, koud=0.3, los=0.02, vast=1, stappen=150),
)
_ZOEKERS = 2  # searches at the same time
_RONDES = 4
_ZAAD = 20261128
_WACHTEN_AANTREK = 10.0  # how unattractive waiting is to annealing, among places by their reduced cost
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
        self.begin = begin
        self.einde = einde
        self.draden = draden
        self.op_tijd_gestopt = False
        self.keuze = begin
        self.totaal = prijs(opgave, begin).totaal

    def zoek(self) -> None:
        """The bound and what is found beside it; then rounds until the gap is small, the work is done, or time is up."""
        tot = self._tot(_DEEL_EERST)
        meteen = self.draden.submit(self._meteen, tot)
        self._neem(self._met_grens(tot))
        self._neem(meteen.result())
        for ronde in range(_RONDES):
            if self._klaar():
                break
            self._neem(self._ronde(ronde))

    def _met_grens(self, tot: float) -> Getallen:
        """The bound, as sharp as it gets, and what it already gives whole; a full team is annealed from there."""
        self.relaxatie = Relaxatie(self.opgave)
        self._gestopt(self.relaxatie.scherp_aan(tot))
        self.gids = self.relaxatie.gids()
        keuze = _heel(self.opgave, self.gids.keuze, self.begin)
        if not self.gids.vol:
            return keuze
        return self._koel(self.gids, keuze, replace(_heet(self.gids), stappen=_LAATSTE_HITTE), _ZAAD, tot)

    def _meteen(self, tot: float) -> Getallen:
        """For a full team: a distribution found while the bound is being made."""
        zonder_gezinnen = copy(self.opgave)
        zonder_gezinnen.groepen = []
        gids = Relaxatie(zonder_gezinnen).gids()
        if not gids.vol:
            return self.begin
        keuze = _heel(self.opgave, gids.keuze, self.begin)
        return self._koel(gids, keuze, _heet(gids), _ZAAD + 1, tot)

    def _ronde(self, ronde: int) -> Getallen:
        """The best of two searches that begin with the best so far, or of what they have together."""
        vol = self.gids.vol
        tot = self._tot(_DEEL_VOL if vol else _DEEL_RUIM)
        taken = [
            self.draden.submit(self._koel, self.gids, self.keuze, schema, _ZAAD + 2 + 2 * ronde + nummer, tot)
            for nummer, schema in enumerate(_VOL if vol else _RUIM)
        ]
        keuzen = [self.keuze, *(taak.result() for taak in taken)]
        beste = min(keuzen, key=lambda keuze: prijs(self.opgave, keuze).totaal)
        return beste if vol else self._kruis(beste, keuzen)

    def _koel(self, gids: Gids, keuze: Getallen, schema: Schema, zaad: int, tot: float) -> Getallen:
        """Anneal until `tot`, and then go down to where no chain of exchanges helps."""
        if time.monotonic() > tot:
            self._gestopt(True)
            return keuze
        plekken = self._kansrijk(gids, keuze)
        stappen = schema.stappen * int(np.isfinite(plekken.aantrek[:, :-1]).sum())
        gekoeld, gehaast = koel(
            self.opgave, keuze, plekken, schema=schema, stappen=stappen, zaad=zaad, einde=tot
        )
        self._gestopt(gehaast)
        return daal(self.opgave, gekoeld, plekken)

    def _kruis(self, beste: Getallen, keuzen: list[Getallen]) -> Getallen:
        """The best combination of these distributions that is found, or the best of them."""
        over = self.einde - time.monotonic()
        if over <= 0:
            return beste
        plekken = np.zeros((len(self.opgave.eenheden), len(self.opgave.medewerkers) + 1), dtype=np.bool_)
        for keuze in keuzen:
            plekken[np.arange(len(keuze)), keuze] = True
        uitkomst = _programma(self.opgave, beste, plekken, knopen=1, seconden=over)
        self._gestopt(uitkomst.op_tijd_gestopt)
        return uitkomst.keuze

    def daal(self) -> Getallen:
        """The best so far, made better by chains of exchanges until none helps."""
        return daal(self.opgave, self.keuze, self._kansrijk(self.gids, self.keuze))

    def _kansrijk(self, gids: Gids, keuze: Getallen) -> Plekken:
        """The most promising places of every unit, and where it is."""
        rang = gids.belofte[:, :-1].argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
        kansrijk = toegestaan(self.opgave) & (rang < _PLEKKEN)
        kansrijk[np.flatnonzero(keuze >= 0), keuze[keuze >= 0]] = True
        aantrek = np.where(kansrijk, gids.belofte[:, :-1], np.inf)
        wachten = np.where(np.isfinite(self.opgave.wacht), _WACHTEN_AANTREK, np.inf)
        return Plekken(np.hstack([aantrek, wachten[:, None]]), gids.plaatswaarde)

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
        proberen = np.hstack([toegestaan(self.opgave) & kansrijk, wachten])
        uitkomst = _programma(self.opgave, self.keuze, proberen, knopen=_KNOPEN, seconden=over)
        self._neem(uitkomst.keuze)
        self._gestopt(uitkomst.op_tijd_gestopt)
        self.relaxatie.ondergrens = max(self.relaxatie.ondergrens, min(self.totaal, uitkomst.ondergrens))

    def _neem(self, keuze: Getallen) -> None:
        totaal = prijs(self.opgave, keuze).totaal
        if totaal < self.totaal - 1e-6:
            self.keuze, self.totaal = keuze, totaal

    def _klaar(self) -> bool:
        te_laat = time.monotonic() > self.einde
        self._gestopt(te_laat)
        kloof = self.totaal - self.relaxatie.ondergrens
        return te_laat or kloof <= max(1e-6, DOEL * self.totaal)

    def _tot(self, deel: float) -> float:
        """When this part of the time that is left has passed."""
        nu = time.monotonic()
        return nu + deel * max(0.0, self.einde - nu)

    def _gestopt(self, op_tijd: bool) -> None:
        """Remember that the clock cut some of the work short; both searches may say so at the same time."""
        if op_tijd:
            self.op_tijd_gestopt = True


def _heet(gids: Gids) -> Schema:
    duur = float(np.median(gids.plaatswaarde))
    return replace(_HEET, warm=min(max(duur / _KEER_ZO_DUUR, _WARMTE[0]), _WARMTE[1]))


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
    highs = Highs()
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
