"""The arithmetic that the work model and the simulation share: hours of a phase, of a case, of a fte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from formatie.model import EINDE, WEKEN_PER_JAAR, Beschikbaarheid, Fase, Groep, Model, Soort


@dataclass(frozen=True, slots=True)
class Faseuren:
    """Hours that one passage through a phase takes; `spreiding` is the standard deviation of the activities' hours."""

    direct: float
    reis: float
    administratie: float
    reflectie: float
    spreiding: float

    @property
    def totaal(self) -> float:
        return self.direct + self.reis + self.administratie + self.reflectie


def faseuren(fase: Fase, model: Model) -> Faseuren:
    """Hours of one passage. A phase whose hours a week are given has those as direct hours, nothing on top."""
    if fase.uren_per_week is not None:
        return Faseuren(fase.uren_per_week * fase.duur.gemiddelde, 0.0, 0.0, 0.0, 0.0)
    direct = sum(a.uren * a.keer for a in fase.activiteiten)
    return Faseuren(
        direct=direct,
        reis=sum(a.reis * a.keer for a in fase.activiteiten),
        administratie=direct * model.opslag.administratie,
        reflectie=direct * model.opslag.reflectie,
        spreiding=sqrt(sum(a.spreiding**2 * a.keer for a in fase.activiteiten)),
    )


def uren_per_week(fase: Fase, model: Model) -> float:
    """Hours that a case asks in a week of this phase, at full tempo."""
    return faseuren(fase, model).totaal / fase.duur.gemiddelde


def gewicht(fase: Fase, model: Model) -> float:
    """Points of caseload: as given, else the hours a week."""
    return uren_per_week(fase, model) if fase.gewicht is None else fase.gewicht


def bezoeken(soort: Soort) -> Mapping[str, float]:
    """How often a family passes through each phase on average, coming back included (traffic equations)."""
    namen = list(soort.fasen)
    n = len(namen)
    overgang = np.zeros((n, n))
    for i, naam in enumerate(namen):
        for naar, kans in soort.fasen[naam].daarna.items():
            if naar != EINDE:
                overgang[i, namen.index(naar)] += kans
            elif soort.terugkeer is not None:
                overgang[i, namen.index(soort.terugkeer.fase)] += kans * soort.terugkeer.kans
    begin = np.zeros(n)
    begin[namen.index(soort.begin)] = 1.0
    uitkomst = np.linalg.solve(np.eye(n) - overgang.T, begin)
    return dict(zip(namen, (float(x) for x in uitkomst), strict=True))


def verlofdeel(b: Beschikbaarheid) -> float:
    """Share of the contract hours that is leave."""
    return b.verlof / (b.uren_per_week * WEKEN_PER_JAAR)


def verloopverlies(b: Beschikbaarheid) -> tuple[float, float, float]:
    """Shares lost to turnover in the long run: empty posts, learning, guiding who learns."""
    if b.verloop == 0.0:
        return 0.0, 0.0, 0.0
    kringloop = WEKEN_PER_JAAR / b.verloop + b.vacature_weken
    return (
        b.vacature_weken / kringloop,
        b.inwerk_weken * (1.0 - b.inwerk_start) / 2 / kringloop,
        b.inwerk_weken * b.begeleiding / kringloop,
    )


def netto_per_jaar(b: Beschikbaarheid) -> float:
    """Hours for families that one fte of formation has in a year."""
    leeg, leren, begeleiden = verloopverlies(b)
    aanwezig = (1.0 - verlofdeel(b)) * (1.0 - b.verzuim) * (1.0 - leeg - leren - begeleiden)
    return zaakuren_per_week(b) * WEKEN_PER_JAAR * aanwezig


def zaakuren_per_week(b: Beschikbaarheid) -> float:
    """Hours for families in a week that one fte is there: contract hours less what is not for families."""
    vast = sum(b.niet_zaakgebonden.values())
    leeg, leren, begeleiden = verloopverlies(b)
    aanwezig = (1.0 - verlofdeel(b)) * (1.0 - b.verzuim) * (1.0 - leeg - leren - begeleiden)
    return b.uren_per_week - vast - sum(b.per_jaar.values()) / (WEKEN_PER_JAAR * max(aanwezig, 1e-9))


def posten(groep: Groep) -> list[tuple[float, int, int]]:
    """The posts of a group: (fte, from week, until week), equal shares of each step in the formation.

    Growth adds posts; shrinking closes the latest first, and what is closed too much goes on as a smaller post.
    """
    nooit = 1 << 40
    lijst: list[tuple[float, int, int]] = []
    open_: list[int] = []
    nu = 0.0

    def erbij(fte: float, week: int) -> None:
        aantal = max(1, ceil(fte / groep.deeltijd - 1e-9))
        for _ in range(aantal):
            open_.append(len(lijst))
            lijst.append((fte / aantal, week, nooit))

    for week, fte in groep.fte:
        while fte < nu - 1e-9:
            deel, van, _ = lijst[open_[-1]]
            lijst[open_.pop()] = (deel, van, week)
            nu -= deel
        if fte > nu + 1e-9:
            erbij(fte - nu, week)
        nu = fte
    return lijst


def plafond_per_fte(groep: Groep) -> float:
    """Points of one fte where no ceiling is given: the hours for families in an average week, leave taken off."""
    b = groep.beschikbaarheid
    return zaakuren_per_week(b) * (1.0 - verlofdeel(b))
