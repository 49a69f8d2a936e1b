"""`simuleer`: run a model many times and say what came out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from formatie.belasting import knelpunt
from formatie.controle import controleer
from formatie.fout import FormatieFout, Overbelast
from formatie.model import Model
from formatie.uitkomst import (
    Groepuitkomst,
    Kwartaal,
    Soortuitkomst,
    Uitkomst,
    band,
    banden,
    leegdatum,
)

if TYPE_CHECKING:
    from formatie.simulatie.uitvoeren import Ruw, Voortgang

TELLINGEN = {
    "aangekomen": "aangekomen", "begonnen": "begonnen", "klaar": "klaar", "afgehaakt": "afgehaakt",
    "teruggekomen": "terug", "wachtend_eind": "wachtend", "lopend_eind": "lopend",
}  # fmt: skip


def simuleer(
    scenario: Model,
    *,
    runs: int | None = None,
    zaad: int | None = None,
    voortgang: Voortgang | None = None,
    kernen: int | None = None,
) -> Uitkomst:
    """Simulate a scenario.

    runs, zaad   as in the scenario's period when left out; the same seed gives the same outcome to the bit
    voortgang    called with (done, of) after each portion of runs; when it returns False Gestopt is raised
    kernen       threads; does not change the outcome

    Raises FormatieFout when the scenario cannot be right, and Overbelast when more comes in than the team can do to the
    end of the period and the scenario does not say overbelasting = "toon".
    """
    controleer(scenario)
    runs = scenario.periode.runs if runs is None else runs
    zaad = scenario.periode.zaad if zaad is None else zaad
    if runs < 1:
        raise FormatieFout(f"runs: {runs} kan niet. Vul een aantal van 1 of meer in.")
    krap = knelpunt(scenario)
    if krap is not None and not krap.houdt_op and scenario.periode.overbelasting == "weiger":
        raise Overbelast(
            f'{krap.zin()} Zet er fte bij, of schrijf overbelasting = "toon" onder [periode] om toch te zien hoe de '
            "lijst groeit.",
            krap.groei,
        )
    from formatie.simulatie.opbouw import bouw
    from formatie.simulatie.uitvoeren import voer_uit

    ruw = voer_uit(bouw(scenario), runs, zaad, voortgang=voortgang, kernen=kernen)
    uit = ruw.uit
    lijst = uit.lijst.sum(axis=1)
    return Uitkomst(
        naam=scenario.naam,
        runs=runs,
        zaad=zaad,
        start=scenario.periode.start,
        weken=scenario.periode.weken,
        lijst=banden(lijst),
        tussenlijst=banden(uit.tussen.sum(axis=1)),
        leeg=leegdatum(uit.leeg, scenario),
        soorten=tuple(_soort(scenario, ruw, k) for k in range(len(scenario.soorten))),
        groepen=tuple(_groep(scenario, ruw, g) for g in range(len(scenario.groepen))),
        knelpunt=krap,
        herkomst=scenario.herkomst,
        per_run=_per_run(scenario, ruw),
    )


def _soort(model: Model, ruw: Ruw, k: int) -> Soortuitkomst:
    from formatie.simulatie.opbouw import termijnen

    soort, uit = list(model.soorten.values())[k], ruw.uit
    telling = uit.telling[:, k]
    gehaald = {
        t.naam: band(_deel(uit.termijn[:, n, 0], uit.termijn[:, n].sum(axis=1)))
        for n, (s, t) in enumerate(termijnen(model))
        if s is soort
    }
    klaar = max(1, int(telling["klaar"].sum()))
    return Soortuitkomst(
        naam=soort.naam,
        lijst=banden(uit.lijst[:, k]),
        wachttijd=tuple(_kwartaal(ruw.histogram[k, q], 13 * q) for q in range(ruw.histogram.shape[1])),
        wacht_mediaan=band(uit.kwantiel[:, k, 0]),
        wacht_p90=band(uit.kwantiel[:, k, 1]),
        termijnen=gehaald,
        tellingen={naam: float(telling[n].mean()) for naam, n in TELLINGEN.items()},
        overdrachten_per_zaak=float(telling["overdrachten"].sum()) / klaar,
    )


def _kwartaal(histogram: np.ndarray, week: int) -> Kwartaal:
    mediaan, p90 = kwantiel(histogram, 0.5), kwantiel(histogram, 0.9)
    return Kwartaal(week, *(w if math.isfinite(w) else None for w in (mediaan, p90)))


def kwantiel(histogram: np.ndarray, deel: float) -> float:
    """As `simulatie.meten.kwantiel`, on the histogram of all runs."""
    in_beeld = np.cumsum(histogram.sum(axis=0)[::-1])[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        over = np.cumprod(np.where(in_beeld > 0, 1.0 - histogram[0] / in_beeld, 1.0))
    if in_beeld[0] == 0:
        return math.nan
    tot = np.flatnonzero((over <= 1.0 - deel + 1e-12) & (histogram[0] > 0))
    return float(tot[0]) / 7.0 if len(tot) else math.inf


def _groep(model: Model, ruw: Ruw, g: int) -> Groepuitkomst:
    uit = ruw.uit
    uren, is_er = uit.gewerkt[:, g], uit.beschikbaar[:, g]
    is_er = np.where(np.isfinite(is_er), is_er, 0.0)
    punten, ruimte = uit.gevuld[:, g], uit.ruimte[:, g]
    return Groepuitkomst(
        naam=list(model.groepen)[g],
        bezetting=_per_week(uren, is_er),
        gevuld=_per_week(punten, ruimte),
        bezetting_totaal=band(_deel(uren.sum(axis=1), is_er.sum(axis=1))),
        gevuld_totaal=band(_deel(punten.sum(axis=1), ruimte.sum(axis=1))),
    )


def _per_week(teller: np.ndarray, noemer: np.ndarray) -> tuple[float, ...]:
    boven, onder = teller.sum(axis=0, dtype=float), noemer.sum(axis=0, dtype=float)
    return tuple(float(b / o) if o > 0 else 0.0 for b, o in zip(boven, onder, strict=True))


def _deel(teller: np.ndarray, noemer: np.ndarray) -> np.ndarray:
    """Share per run; nan where there is nothing to take a share of."""
    return np.divide(teller, noemer, out=np.full(len(noemer), math.nan), where=noemer > 0)


def _per_run(model: Model, ruw: Ruw) -> dict[str, np.ndarray]:
    """The figures that two scenarios are compared on, one value per run."""
    from formatie.simulatie.opbouw import termijnen

    uit, weken = ruw.uit, model.periode.weken
    lijst = uit.lijst.sum(axis=1)
    reeksen = {
        "lijst aan het eind": lijst[:, -1].astype(float),
        "lijst gemiddeld": lijst[:, 1:].mean(axis=1),
        "week waarin de lijst leeg is": np.where(np.isnan(uit.leeg), float(weken), uit.leeg),
        "tussenlijst gemiddeld": uit.tussen.sum(axis=1)[:, 1:].mean(axis=1),
        "aangekomen": uit.telling["aangekomen"].sum(axis=1).astype(float),
        "afgehaakt": uit.telling["afgehaakt"].sum(axis=1).astype(float),
        "klaar": uit.telling["klaar"].sum(axis=1).astype(float),
        "overdrachten": uit.telling["overdrachten"].sum(axis=1).astype(float),
        "uren benut (deel)": _deel(
            uit.gewerkt.sum(axis=(1, 2), dtype=float),
            np.where(np.isfinite(uit.beschikbaar), uit.beschikbaar, 0.0).sum(axis=(1, 2), dtype=float),
        ),
    }
    for k, naam in enumerate(model.soorten):
        reeksen[f"wachttijd mediaan, {naam}"] = np.minimum(uit.kwantiel[:, k, 0], float(weken))
        reeksen[f"wachttijd p90, {naam}"] = np.minimum(uit.kwantiel[:, k, 1], float(weken))
    for n, (soort, termijn) in enumerate(termijnen(model)):
        telt = uit.termijn[:, n]
        reeksen[f"binnen termijn {termijn.naam}, {soort.naam} (deel)"] = _deel(telt[:, 0], telt.sum(axis=1))
    return reeksen
