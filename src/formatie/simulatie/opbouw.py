"""From a model to the arrays of the kernel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from formatie.fout import FormatieFout
from formatie.kansverdeling import Kansverdeling
from formatie.model import EINDE, Groep, Model, Soort, Termijn, waarde_in
from formatie.rekenen import (
    bezoeken,
    gewicht,
    plafond_per_fte,
    posten,
    uren_per_week,
    verlofdeel,
    zaakuren_per_week,
)
from formatie.simulatie.stand import Net
from formatie.simulatie.vormen import ACHT, GROEP, MILJOENSTE, PLEK, RIJ, SOORT, STAP, TEL, TERMIJN

_RIJEN_MAX = 62  # one bit each
_VOORRANG = 1e6  # weeks that one class goes before the next: longer than anybody waits


def bouw(model: Model) -> Net:
    """The arrays of a model that `controle.controleer` has passed."""
    return _Bouw(model).net()


def termijnen(model: Model) -> list[tuple[Soort, Termijn]]:
    """All terms, in the order in which the kernel counts them."""
    return [(s, t) for s in model.soorten.values() for t in s.termijnen]


class _Bouw:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.soorten = list(model.soorten.values())
        self.groepen = list(model.groepen.values())
        self.stappen = [(k, f) for k, s in enumerate(self.soorten) for f in s.fasen.values()]
        self.nummer = {(k, f.naam): j for j, (k, f) in enumerate(self.stappen)}
        self.tabel: list[float] = []
        self.maanden = [
            (model.periode.start + timedelta(weeks=w)).month - 1 for w in range(model.periode.weken)
        ]

    def net(self) -> Net:
        rij, rijen = self._rijen()
        naar, kans = self._routes()
        stap = self._stappen(rijen)
        instroom = self._instroom()
        return Net(
            stap=stap,
            soort=self._soorten(),
            rij=rij,
            groep=self._groepen(rij),
            plek=self._plekken(),
            termijn=np.array([(self._k(s), t.weken) for s, t in termijnen(self.model)], TERMIJN),
            tabel=np.array(self.tabel or [0.0]),
            naar=naar,
            kans=kans,
            instroom=instroom,
            tussen=_omgekeerd(np.diff(instroom)),
            vakantie=self._vakantie(),
            plafond=self._plafond(),
            anders=self._anders(),
            zelfde=int(self.model.beleid.zelfde),
            inloop=float(self.model.periode.inloop),
            nul=np.zeros(1, TEL),
        )

    def _k(self, soort: Soort) -> int:
        return self.soorten.index(soort)

    def _parameters(self, verdeling: Kansverdeling | None) -> tuple[int, float, float]:
        if verdeling is None:
            return -1, 0.0, 0.0
        uit = verdeling.parameters(len(self.tabel))
        self.tabel.extend(verdeling.waarden)
        return uit

    def _masker(self, vaardigheid: str) -> int:
        return sum(1 << g for g, groep in enumerate(self.groepen) if vaardigheid in groep.vaardigheden)

    def _rijen(self) -> tuple[np.ndarray, list[int]]:
        """One queue for every precedence and set of groups; which queue each step waits in."""
        sleutels: list[tuple[float, float, int]] = []
        van_stap = []
        for k, fase in self.stappen:
            basis, helling = self._voorrang(self.soorten[k])
            sleutel = (basis, helling, self._masker(fase.vaardigheid))
            if sleutel not in sleutels:
                sleutels.append(sleutel)
            van_stap.append(sleutels.index(sleutel))
        if len(sleutels) > _RIJEN_MAX:
            raise FormatieFout(
                f"soorten: samen met de vaardigheden geven de voorrangen {len(sleutels)} wachtrijen. Meer dan {_RIJEN_MAX} kan "
                "niet. Geef meer soorten dezelfde voorrang."
            )
        rij = np.zeros(len(sleutels), RIJ)
        for n, (basis, helling, groepen) in enumerate(sleutels):
            raakt = sum(1 << m for m, (_, _, ander) in enumerate(sleutels) if ander & groepen)
            rij[n] = (basis, helling, groepen, raakt, -1, -1, 0)
        return rij, van_stap

    def _voorrang(self, soort: Soort) -> tuple[float, float]:
        volgorde = self.model.beleid.volgorde
        if volgorde == "termijn":
            return 0.0, 1.0 / soort.termijnen[0].weken
        return (-_VOORRANG * soort.voorrang if volgorde == "voorrang" else 0.0), 1.0

    def _routes(self) -> tuple[np.ndarray, np.ndarray]:
        """Every step has as many ways to go on: so the kernel always looks at as many."""
        breedte = max(len(fase.daarna) for _, fase in self.stappen)
        naar = np.full((len(self.stappen), breedte), -1)
        kans = np.full((len(self.stappen), breedte - 1), math.inf)
        for j, (k, fase) in enumerate(self.stappen):
            daarna = [(volgende, deel) for volgende, deel in fase.daarna.items() if deel > 0]
            naar[j, : len(daarna)] = [-1 if v == EINDE else self.nummer[k, v] for v, _ in daarna]
            kans[j, : len(daarna) - 1] = np.cumsum([deel for _, deel in daarna[:-1]])
        return naar, kans

    def _stappen(self, rijen: Sequence[int]) -> np.ndarray:
        model = self.model
        uit = np.zeros(len(self.stappen), STAP)
        lopend = self._lopend()
        for j, (k, fase) in enumerate(self.stappen):
            st = uit[j]
            st["verdeling"], st["a"], st["b"] = self._parameters(fase.duur)
            per_week = uren_per_week(fase, model)
            st["vraag"] = round(per_week * MILJOENSTE)
            st["gewicht"] = round(gewicht(fase, model) * MILJOENSTE)
            st["kalender"] = int(fase.kalender)
            st["rij"] = rijen[j]
            st["warm"] = int(model.beleid.overdracht == "warm")
            st["extra"] = (
                model.beleid.overdracht_uren / per_week if per_week > 0 and not fase.kalender else 0.0
            )
            st["termijn_begin"] = st["termijn_eind"] = -1
            st["lopend"] = lopend[j]
            st["soort"] = k
        for n, (soort, termijn) in enumerate(termijnen(model)):
            uit[self.nummer[self._k(soort), termijn.fase]][f"termijn_{termijn.moment}"] = n
        return uit

    def _soorten(self) -> np.ndarray:
        uit = np.zeros(len(self.soorten), SOORT)
        for k, soort in enumerate(self.soorten):
            so = uit[k]
            so["stap"] = self.nummer[k, soort.begin]
            so["geduld"], so["geduld_a"], so["geduld_b"] = self._parameters(soort.geduld)
            if soort.terugkeer is not None:
                so["terug"], so["terug_stap"] = soort.terugkeer.kans, self.nummer[k, soort.terugkeer.fase]
                so["weg"], so["weg_a"], so["weg_b"] = self._parameters(soort.terugkeer.na)
            so["wachtend"], so["gewacht"] = soort.wachtend, soort.gewacht
        return uit

    def _groepen(self, rij: np.ndarray) -> np.ndarray:
        uit = np.zeros(len(self.groepen), GROEP)
        for g, groep in enumerate(self.groepen):
            b, gr = groep.beschikbaarheid, uit[g]
            gr["uren"] = math.inf if groep.onbeperkt else zaakuren_per_week(b)
            gr["krap"] = int(not groep.onbeperkt)
            gr["capaciteit"] = math.inf if groep.onbeperkt else 0.0
            gr["verzuim"], gr["verzuim_weken"] = b.verzuim, max(b.verzuim_weken, 1.0)
            gr["verloop"], gr["vacature_weken"] = b.verloop, b.vacature_weken
            gr["inwerk_weken"], gr["inwerk_start"], gr["begeleiding"] = (
                b.inwerk_weken,
                b.inwerk_start,
                b.begeleiding,
            )
            gr["van"] = sum(len(_achttallen(ander)) for ander in self.groepen[:g])
            gr["tot"] = gr["van"] + len(_achttallen(groep))
            gr["rijen"] = sum(1 << n for n in range(len(rij)) if int(rij[n]["groepen"]) >> g & 1)
            gr["tempo"], gr["volgende"], gr["einde"] = 1.0, math.inf, 1.0
        return uit

    def _plekken(self) -> np.ndarray:
        rijen = [(g, post) for g, groep in enumerate(self.groepen) for post in _achttallen(groep)]
        uit = np.zeros(len(rijen), PLEK)
        for i, (g, (fte, van, tot)) in enumerate(rijen):
            uit[i]["groep"], uit[i]["fte"], uit[i]["van"], uit[i]["tot"] = g, fte, van, tot
        return uit

    def _instroom(self) -> np.ndarray:
        p = self.model.periode
        per_week = [
            waarde_in(self.model.instroom, w) * p.seizoen[maand] for w, maand in enumerate(self.maanden)
        ]
        tot = np.concatenate([[0.0], np.cumsum(per_week)])
        return np.array([soort.aandeel * tot for soort in self.soorten])

    def _vakantie(self) -> np.ndarray:
        gewichten = self.model.periode.vakantie
        patroon = np.array([gewichten[maand] * 12 / math.fsum(gewichten) for maand in self.maanden])
        return np.array([verlofdeel(g.beschikbaarheid) * patroon for g in self.groepen])

    def _plafond(self) -> np.ndarray:
        uit = np.zeros((len(self.groepen), self.model.periode.weken), np.int64)
        for g, groep in enumerate(self.groepen):
            for week in range(self.model.periode.weken):
                punten = plafond_per_fte(groep) if groep.plafond is None else waarde_in(groep.plafond, week)
                uit[g, week] = round(punten * MILJOENSTE)
        return uit

    def _anders(self) -> np.ndarray:
        """Weeks that need not be looked at: nobody falls ill, leaves, comes, goes or learns, and no hours or ceiling change."""
        uit = np.ones((len(self.groepen), self.model.periode.weken), np.bool_)
        for reeks in (self._vakantie(), self._plafond()):
            uit[:, 1:] &= reeks[:, 1:] == reeks[:, :-1]
        uit[:, 1:] = ~uit[:, 1:]
        for g, groep in enumerate(self.groepen):
            b = groep.beschikbaarheid
            if b.verloop > 0 or b.verzuim > 0:
                uit[g] = True
            for _, van, tot in posten(groep):
                uit[g, van : van + math.ceil(b.inwerk_weken) + 1] = True
                uit[g, tot : tot + 1] = True
        return uit

    def _lopend(self) -> list[int]:
        """How many run in each step at the start: as given, else what fills the team in the proportions of the long run."""
        model, uit = self.model, [0] * len(self.stappen)
        stroom = [
            s.aandeel * n * s.fasen[naam].duur.gemiddelde
            for s in self.soorten
            for naam, n in bezoeken(s).items()
        ]
        punten = [
            waarde_in(g.fte, 0) * (plafond_per_fte(g) if g.plafond is None else waarde_in(g.plafond, 0))
            for g in self.groepen
        ]
        for g, ruimte in enumerate(punten):
            mee = [j for j, (_, f) in enumerate(self.stappen) if self._masker(f.vaardigheid) >> g & 1]
            deel = {
                j: stroom[j]
                * ruimte
                / max(
                    sum(
                        p
                        for h, p in enumerate(punten)
                        if self._masker(self.stappen[j][1].vaardigheid) >> h & 1
                    ),
                    1e-9,
                )
                for j in mee
            }
            last = sum(deel[j] * gewicht(self.stappen[j][1], model) for j in mee)
            for j in mee:
                if last > 0:
                    uit[j] += int(model.periode.bezetting * ruimte * deel[j] / last)
        for j, (k, fase) in enumerate(self.stappen):
            gegeven = self.soorten[k].lopend
            if gegeven is not None:
                uit[j] = gegeven.get(fase.naam, 0)
        return uit


def _achttallen(groep: Groep) -> list[tuple[float, int, int]]:
    """The posts of a group, with posts that are never there to make up a multiple of eight."""
    lijst = posten(groep)
    return lijst + [(0.0, 0, 0)] * (-len(lijst) % ACHT)


def _omgekeerd(reeks: np.ndarray) -> np.ndarray:
    """1 / reeks; infinity where nothing comes, or so little that it would overflow."""
    return np.divide(1.0, reeks, out=np.full(reeks.shape, math.inf), where=reeks >= np.finfo(float).tiny)
