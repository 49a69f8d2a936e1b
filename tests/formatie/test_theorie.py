"""Waiting times are those of queueing theory, within 1% at 95% confidence.

The interval counts: what theory says lies in a band of 1% around what was simulated even at the edges of the interval.
"""

from __future__ import annotations

import os

import pytest
from klassiek import draai, erlang_a, erlang_c, exp, gedeelde_uren, gemiddelde_per_run, wachtrij

from formatie import Kansverdeling

LANG = bool(os.environ.get("EENPLAN_LANG"))
RUNS = 600 if LANG else 120


def binnen_een_procent(gemeten: tuple[float, float], theorie: float) -> None:
    midden, marge = gemeten
    assert marge < 0.01 * theorie, f"te onzeker: {midden} ± {marge} bij {theorie}"
    assert abs(midden - theorie) < 0.01 * theorie, f"gemeten {midden} ± {marge}, theorie {theorie}"


@pytest.mark.parametrize("bedienden", [1, 3, 8])
def test_mmc_waits_as_erlang_says(bedienden: int) -> None:
    snelheid = 200.0 / bedienden
    per_week = 0.7 * 200.0
    ruw = draai(wachtrij(duur=exp(1 / snelheid), per_week=per_week, bedienden=bedienden), 4 * RUNS)
    theorie = erlang_c(per_week, snelheid, bedienden) / (200.0 - per_week)
    binnen_een_procent(gemiddelde_per_run(ruw, "som_wacht", "gemeten"), theorie)


def test_families_give_up_as_palm_says() -> None:
    per_week, snelheid, bedienden, geduld = 250.0, 20.0, 12, 0.2
    model = wachtrij(
        duur=exp(1 / snelheid), per_week=per_week, bedienden=bedienden, geduld=exp(geduld), inloop=0.0
    )
    tel = draai(model, RUNS).uit.telling
    gemeten = tel["afgehaakt"].sum() / tel["aangekomen"].sum()
    per_run = tel["afgehaakt"][:, 0] - gemeten * tel["aangekomen"][:, 0]
    marge = 1.96 * per_run.std(ddof=1) / (tel["aangekomen"].mean() * RUNS**0.5)
    # By Little the mean wait of everybody is this share times the mean patience.
    binnen_een_procent(
        (gemeten * geduld, marge * geduld), erlang_a(per_week, snelheid, bedienden, geduld) * geduld
    )


def test_classes_wait_as_cobham_says() -> None:
    stromen, snelheid, bedienden = (30.0, 45.0, 50.0), 100.0, 2
    ruw = draai(wachtrij(duur=exp(1 / snelheid), per_week=stromen, bedienden=bedienden), 3 * RUNS)
    heel = snelheid * bedienden
    rest = erlang_c(sum(stromen), snelheid, bedienden) / heel
    for k in range(3):
        hoger, met = sum(stromen[:k]) / heel, sum(stromen[: k + 1]) / heel
        theorie = rest / ((1 - hoger) * (1 - met))
        binnen_een_procent(gemiddelde_per_run(ruw, "som_wacht", "gemeten", k), theorie)


@pytest.mark.parametrize(
    "duur",
    [
        Kansverdeling("vast", 0.01),
        Kansverdeling("erlang", 0.01, 0.005),
        Kansverdeling("lognormaal", 0.01, 0.01),
        Kansverdeling("weibull", 0.01, 0.006),
        Kansverdeling("uniform", 0.01, 0.004),
    ],
    ids=lambda v: v.naam,
)
def test_mg1_waits_as_pollaczek_and_khinchine_say(duur: Kansverdeling) -> None:
    per_week = 55.0
    ruw = draai(wachtrij(duur=duur, per_week=per_week, bedienden=1, weken=300), 2 * RUNS)
    tweede_moment = duur.gemiddelde**2 + duur.spreiding**2
    theorie = per_week * tweede_moment / (2 * (1 - per_week * duur.gemiddelde))
    binnen_een_procent(gemiddelde_per_run(ruw, "som_wacht", "gemeten"), theorie)


@pytest.mark.parametrize(
    "duur",
    [exp(0.01), Kansverdeling("vast", 0.01), Kansverdeling("lognormaal", 0.01, 0.012)],
    ids=lambda v: v.naam,
)
def test_a_worker_who_shares_hours_takes_as_long_as_processor_sharing_says(duur: Kansverdeling) -> None:
    """M/G/1-PS: time under way is E[S]/(1-rho), whatever the distribution (Sakata, Noguchi and Oizumi 1971)."""
    ruw = draai(gedeelde_uren(duur=duur, per_week=55.0), 2 * RUNS)
    binnen_een_procent(gemiddelde_per_run(ruw, "som_doorloop", "doorgelopen"), 0.01 / (1 - 0.55))
