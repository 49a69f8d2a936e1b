"""What a simulation says: lists and waits with bands, who was busy, when the list is empty, what was assumed.

A band runs from the 10th to the 90th percentile over the runs. Waits count families that still wait (Kaplan and Meier);
a wait that is longer than was seen is None. Everything is plain, so that `als_json` needs no thought.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np

from formatie.belasting import Knelpunt
from formatie.model import Herkomst, Model


@dataclass(frozen=True, slots=True)
class Band:
    """Over the runs: 10th percentile, median, 90th percentile, mean. None: in so many runs it never came to that."""

    p10: float | None
    mediaan: float | None
    p90: float | None
    gemiddeld: float | None


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """Wait until the start, in weeks, of all families that came in during these 13 weeks, over all runs."""

    van_week: int
    mediaan: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Soortuitkomst:
    """One kind of case: the list by week, the wait by quarter, terms, and counts per run on average.

    wacht_mediaan, wacht_p90    of one run, with the band over the runs, weeks
    termijnen                   share that met the term, with the band over the runs
    """

    naam: str
    lijst: tuple[Band, ...]
    wachttijd: tuple[Kwartaal, ...]
    wacht_mediaan: Band
    wacht_p90: Band
    termijnen: Mapping[str, Band]
    tellingen: Mapping[str, float]
    overdrachten_per_zaak: float


@dataclass(frozen=True, slots=True)
class Groepuitkomst:
    """One group: share of its hours that was worked and of its caseload that was filled, by week and over all."""

    naam: str
    bezetting: tuple[float, ...]
    gevuld: tuple[float, ...]
    bezetting_totaal: Band
    gevuld_totaal: Band


@dataclass(frozen=True, slots=True)
class Leeg:
    """When nobody waits for a start any more for the first time.

    deel    share of the runs in which that happens within the period
    week    band over the runs; a run in which it does not happen counts as later than the period
    """

    deel: float
    week: Band
    datum_p10: date | None
    datum_mediaan: date | None
    datum_p90: date | None


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """All of it. `per_run` keeps the figures that `vergelijk` pairs run by run."""

    naam: str
    runs: int
    zaad: int
    start: date
    weken: int
    lijst: tuple[Band, ...]
    tussenlijst: tuple[Band, ...]
    leeg: Leeg
    soorten: tuple[Soortuitkomst, ...]
    groepen: tuple[Groepuitkomst, ...]
    knelpunt: Knelpunt | None
    herkomst: Mapping[str, Herkomst]
    per_run: Mapping[str, np.ndarray] = field(repr=False)

    @property
    def aannames(self) -> dict[str, Herkomst]:
        """The numbers that are assumed, by their path in the file."""
        return {pad: h for pad, h in self.herkomst.items() if h.aanname}

    def als_json(self) -> dict[str, Any]:
        """Plain values; dates as text, what never happened as null."""
        uit = {veld: getattr(self, veld) for veld in ("naam", "runs", "zaad", "weken")}
        uit["start"] = self.start.isoformat()
        uit["lijst"] = [asdict(b) for b in self.lijst]
        uit["tussenlijst"] = [asdict(b) for b in self.tussenlijst]
        uit["leeg"] = {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(self.leeg).items()}
        uit["soorten"] = [asdict(s) for s in self.soorten]
        uit["groepen"] = [asdict(g) for g in self.groepen]
        uit["knelpunt"] = (
            None if self.knelpunt is None else asdict(self.knelpunt) | {"zin": self.knelpunt.zin()}
        )
        uit["herkomst"] = {pad: asdict(h) for pad, h in self.herkomst.items()}
        return uit


def band(waarden: np.ndarray) -> Band:
    """The band of one figure over the runs; inf is later or longer than was seen, nan does not count."""
    telt = np.sort(waarden[~np.isnan(waarden)])
    if not len(telt):
        return Band(None, None, None, None)
    p10, p50, p90 = (_of_niets(telt[min(len(telt) - 1, int(q * len(telt)))]) for q in (0.1, 0.5, 0.9))
    return Band(p10, p50, p90, _of_niets(float(telt.mean())))


def banden(per_week: np.ndarray) -> tuple[Band, ...]:
    """[run, week] → a band for each week."""
    gesorteerd = np.sort(per_week, axis=0)
    n = len(gesorteerd)
    rijen = [gesorteerd[min(n - 1, int(q * n))] for q in (0.1, 0.5, 0.9)]
    return tuple(Band(*(float(x) for x in week)) for week in zip(*rijen, per_week.mean(axis=0), strict=True))


def leegdatum(weken: np.ndarray, model: Model) -> Leeg:
    """`weken` per run; nan where somebody waited to the end."""
    ooit = np.where(np.isnan(weken), math.inf, weken)
    b = band(ooit)
    return Leeg(
        deel=float(np.mean(np.isfinite(ooit))),
        week=b,
        datum_p10=_datum(b.p10, model),
        datum_mediaan=_datum(b.mediaan, model),
        datum_p90=_datum(b.p90, model),
    )


def _datum(week: float | None, model: Model) -> date | None:
    return None if week is None else model.periode.start + timedelta(days=int(week * 7))


def _of_niets(waarde: float) -> float | None:
    return float(waarde) if math.isfinite(waarde) else None
