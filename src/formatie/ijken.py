"""Calibration: what the past says about arrivals, durations and hours, how well that fits, and whether it would have
foretold a part of the past that it was not shown.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from formatie.fout import FormatieFout
from formatie.geschiedenis import Geschiedenis, Zaak
from formatie.model import Fase, Groep, Herkomst, Model, Periode, Soort
from formatie.passen import Passing, kwantiel, pas
from formatie.simuleren import simuleer

MINSTENS = 20  # cases of a kind of which the phase has ended, below which no fit is made
_DAG = 1.0 / 7.0
_DELEN = 0.75  # of the history that is fitted on when no day is given


@dataclass(frozen=True, slots=True)
class Soortijking:
    """One kind of case.

    per_week        arrivals; `spreiding` is variance over mean by week (1: as by chance; more: in waves)
    duur            fits of the weeks from start to end, best first
    uren            mean and standard deviation of the hours of a case, None when none are known
    wacht           median and 90th percentile of the weeks until the start; None: longer than was seen
    """

    naam: str
    zaken: int
    per_week: float
    spreiding: float
    duur: tuple[Passing, ...]
    uren: tuple[float, float] | None
    wacht: tuple[float | None, float | None]
    afgehaakt: float


@dataclass(frozen=True, slots=True)
class Terugtoets:
    """What would have been foretold for the held-out weeks, beside what happened. Bands run from p10 to p90.

    dekking   share of the held-out weeks in which the waiting list was inside the band (80% is right)
    """

    van: date
    weken: int
    aangekomen: tuple[int, float, float]
    klaar: tuple[int, float, float]
    lijst_eind: tuple[int, float, float]
    dekking: float


@dataclass(frozen=True, slots=True)
class IJking:
    """The fit on the history up to `tot`, and the test on what came after. `plaatsen` is how many families the team had
    under way at once, the mean of the last quarter: that is taken as its room."""

    van: date
    tot: date
    plaatsen: float
    soorten: tuple[Soortijking, ...]
    terugtoets: Terugtoets | None
    model: Model

    def als_json(self) -> dict[str, Any]:
        uit = asdict(self)
        del uit["model"]
        return {k: _plat(v) for k, v in uit.items()}


def ijk(
    geschiedenis: Geschiedenis, *, tot: date | None = None, runs: int = 400, zaad: int = 1, toets: bool = True
) -> IJking:
    """Fit on the cases that came in before `tot` and test on the weeks after it.

    tot   the day from which history is held out; left out: three quarters of the way
    Raises FormatieFout when a kind has too few cases that ended, or too little is held out.
    """
    van = min(z.aangekomen for z in geschiedenis.zaken)
    lengte = (geschiedenis.tot - van).days
    if tot is None:
        tot = van + timedelta(days=int(lengte * _DELEN))
    if not van + timedelta(weeks=13) <= tot <= geschiedenis.tot:
        raise FormatieFout(
            f"tot: {tot} kan niet. Kies een dag tussen {van + timedelta(weeks=13)} (een kwartaal na de eerste zaak) en "
            f"{geschiedenis.tot} (het eind van de geschiedenis)."
        )
    soorten = tuple(_soort(geschiedenis, naam, van, tot) for naam in geschiedenis.soorten)
    plaatsen = _plaatsen(geschiedenis, tot)
    weken = max(1, (geschiedenis.tot - tot).days // 7)
    model = _model(geschiedenis, soorten, plaatsen, tot, weken)
    terug = _terugtoets(geschiedenis, model, runs, zaad) if toets else None
    return IJking(van, tot, plaatsen, soorten, terug, model)


def _soort(g: Geschiedenis, naam: str, van: date, tot: date) -> Soortijking:
    zaken = [z for z in g.zaken if z.soort == naam and z.aangekomen < tot]
    duren, klaar = _duren([z for z in zaken if z.begonnen is not None and z.begonnen < tot], tot)
    if klaar.sum() < MINSTENS:
        raise FormatieFout(
            f"soort '{naam}': van {int(klaar.sum())} zaken is het einde bekend vóór {tot}, en er zijn er minstens {MINSTENS} "
            "nodig. Neem een langere geschiedenis of voeg soorten samen."
        )
    weken = (tot - van).days // 7
    per_week = np.array(g.per_week(van, weken, naam), float)
    wacht, begon = _wachten(zaken, tot)
    uren = [z.uren for z in zaken if z.uren is not None and z.klaar is not None and z.klaar < tot]
    return Soortijking(
        naam=naam,
        zaken=len(zaken),
        per_week=float(per_week.mean()),
        spreiding=float(per_week.var(ddof=1) / per_week.mean()),
        duur=tuple(pas(duren, klaar)),
        uren=(float(np.mean(uren)), float(np.std(uren, ddof=1))) if len(uren) > 1 else None,
        wacht=(kwantiel(wacht, begon, 0.5), kwantiel(wacht, begon, 0.9)),
        afgehaakt=sum(z.afgehaakt for z in zaken) / max(1, len(zaken)),
    )


def _duren(zaken: list[Zaak], tot: date) -> tuple[np.ndarray, np.ndarray]:
    """Weeks from start to end; not ended on `tot` counts as at least so long."""
    eind = [(z.klaar if z.klaar is not None and z.klaar < tot else None) for z in zaken]
    duur = [
        ((e or tot) - z.begonnen).days / 7.0
        for z, e in zip(zaken, eind, strict=True)
        if z.begonnen is not None
    ]
    return np.maximum(np.array(duur), _DAG / 2), np.array([e is not None for e in eind], bool)


def _wachten(zaken: list[Zaak], tot: date) -> tuple[np.ndarray, np.ndarray]:
    """Weeks until the start; who still waits or gave up counts as at least so long."""
    duur, begon = [], []
    for z in zaken:
        start = z.begonnen if z.begonnen is not None and z.begonnen < tot else None
        eind = start or (z.klaar if z.klaar is not None and z.klaar < tot else tot)
        duur.append((eind - z.aangekomen).days / 7.0)
        begon.append(start is not None)
    return np.array(duur), np.array(begon, bool)


def _plaatsen(g: Geschiedenis, tot: date) -> float:
    return float(np.mean([len(g.op(tot - timedelta(weeks=w))[1]) for w in range(13)]))


def _model(
    g: Geschiedenis, soorten: tuple[Soortijking, ...], plaatsen: float, tot: date, weken: int
) -> Model:
    """One phase per kind, one place per family: what the history knows and no more."""
    wacht, lopend = g.op(tot)
    totaal = sum(s.per_week for s in soorten)
    gemaakt = {}
    for s in soorten:
        wachtend = [z for z in wacht if z.soort == s.naam]
        gemaakt[s.naam] = Soort(
            naam=s.naam,
            aandeel=s.per_week / totaal,
            fasen={
                "traject": Fase(
                    naam="traject",
                    duur=s.duur[0].verdeling,
                    vaardigheid="hulp",
                    uren_per_week=s.uren[0] / s.duur[0].verdeling.gemiddelde if s.uren else 0.0,
                    gewicht=1.0,
                )
            },
            begin="traject",
            wachtend=len(wachtend),
            gewacht=max(((tot - z.aangekomen).days / 7.0 for z in wachtend), default=0.0),
            lopend={"traject": sum(z.soort == s.naam for z in lopend)},
        )
    fte = max(1.0, float(round(plaatsen)))
    van = f"geschiedenis tot {tot}"
    return Model(
        naam=f"Geijkt op de {van}",
        instroom=((0, totaal),),
        soorten=gemaakt,
        groepen={
            "team": Groep(
                naam="team",
                fte=((0, fte),),
                vaardigheden=frozenset({"hulp"}),
                plafond=((0, 1.0),),
                onbeperkt=True,
            )
        },
        periode=Periode(start=tot, weken=weken, overbelasting="toon"),
        herkomst={f"soorten.{s.naam}.per_week": Herkomst(s.per_week, van) for s in soorten},
    )


def _terugtoets(g: Geschiedenis, model: Model, runs: int, zaad: int) -> Terugtoets:
    tot, weken = model.periode.start, model.periode.weken
    echt = [len(g.op(tot + timedelta(weeks=w))[0]) for w in range(weken + 1)]
    uit = simuleer(model, runs=runs, zaad=zaad)
    binnen = [
        b.p10 is not None and b.p90 is not None and b.p10 <= e <= b.p90
        for e, b in zip(echt[1:], uit.lijst[1:], strict=True)
    ]
    eind = tot + timedelta(weeks=weken)
    kwam = sum(tot <= z.aangekomen < eind for z in g.zaken)
    ging = sum(z.klaar is not None and tot <= z.klaar < eind and not z.afgehaakt for z in g.zaken)
    return Terugtoets(
        van=tot,
        weken=weken,
        aangekomen=(kwam, *_p10_p90(uit.per_run["aangekomen"])),
        klaar=(ging, *_p10_p90(uit.per_run["klaar"])),
        lijst_eind=(echt[-1], *_p10_p90(uit.per_run["lijst aan het eind"])),
        dekking=float(np.mean(binnen)),
    )


def _p10_p90(waarden: np.ndarray) -> tuple[float, float]:
    return float(np.quantile(waarden, 0.1)), float(np.quantile(waarden, 0.9))


def _plat(waarde: Any) -> Any:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, dict):
        return {k: _plat(v) for k, v in waarde.items()}
    if isinstance(waarde, list | tuple):
        return [_plat(v) for v in waarde]
    return waarde
