"""A full team can only get better by exchange: what the search may do there, and that its books stay right."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from formatie.verdelen import Medewerker, Regels, Zaak, verdeel
from formatie.verdelen.bord import maak_bord, neem_op, zet_op
from formatie.verdelen.dalen import bereid_voor, daal
from formatie.verdelen.koelen import Plekken, Schema, koel, koel_gelijk
from formatie.verdelen.opgave import Getallen, Opgave, maak_opgave
from formatie.verdelen.prijs import WACHT, op_tijd, prijs, scheef, som
from formatie.verdelen.relaxatie import Relaxatie
from formatie.verdelen.vastzetten import begin

START = date(2026, 11, 30)
SCHEMA = Schema(warm=10, koud=0.5, los=0.1, vast=1, stappen=1)


@pytest.fixture(autouse=True, scope="module")
def _gecompileerd() -> None:
    """The clock runs in these tests, and compiling takes longer than they do."""
    opgave = maak_opgave(*druk_team(0))
    bereid_voor(opgave, begin(opgave))


def druk_team(zaad: int) -> tuple[list[Zaak], list[Medewerker], Regels]:
    """More work than twelve people can take: families, languages, haste, light and heavy."""
    r = random.Random(zaad)
    team = [
        Medewerker(id=f"m{i}", naam=f"M{i}", fte=1.0, skj=i % 3 > 0, wijken=frozenset({r.choice("NOZW")}))
        for i in range(12)
    ]
    zaken = [
        Zaak(
            id=f"z{i}",
            gewicht=r.choice([1.0, 1.5, 2.0, 3.0]),
            zwaar=r.random() < 0.2,
            urgentie=r.choice(["spoed", "gewoon"]),
            skj=r.random() < 0.3,
            gezin=f"g{i // 3}" if r.random() < 0.4 else None,
            samen=r.choice(["liefst", "moet"]),
            wijk=r.choice("NOZW"),
        )
        for i in range(70)
    ]
    return zaken, team, Regels(start=START, capaciteit_per_fte=9.5, weken=3)


def overal(opgave: Opgave) -> Plekken:
    aantrek = np.where(opgave.mag, opgave.kosten, np.inf)
    wachten = np.where(np.isfinite(opgave.wacht), 10.0, np.inf)
    return Plekken(np.hstack([aantrek, wachten[:, None]]), np.zeros(len(opgave.wacht)))


def mag(opgave: Opgave, keuze: Getallen) -> bool:
    return (
        all(opgave.mag[u, w] for u, w in enumerate(keuze) if w != WACHT)
        and (som(opgave, opgave.gewicht, keuze) <= opgave.vrij).all()
        and (som(opgave, opgave.zwaar, keuze) <= opgave.vrij_zwaar).all()
        and (som(opgave, opgave.nieuw, keuze) <= opgave.plekken).all()
    )


def test_one_heavy_case_changes_places_with_two_light_ones_in_a_team_without_a_gap():
    """Everyone works in the wrong district, and no case fits beside the others anywhere."""
    team = [
        Medewerker(id="noor", naam="Noor", fte=1.0, wijken=frozenset({"Noord"})),
        Medewerker(id="zeno", naam="Zeno", fte=1.0, wijken=frozenset({"Zuid"})),
    ]
    zaken = [
        Zaak(id="groot", gewicht=3.0, wijk="Zuid"),
        Zaak(id="klein", gewicht=1.0, wijk="Noord"),
        Zaak(id="midden", gewicht=2.0, wijk="Noord"),
    ]
    opgave = maak_opgave(zaken, team, Regels(start=START, capaciteit_per_fte=3.0, speling=1.0))
    verkeerd = np.array([0, 1, 1])
    assert prijs(opgave, verkeerd).totaal == 45
    # without a step that costs more on the way: only the exchange itself is left
    koud = replace(SCHEMA, warm=0.01, koud=0.01, los=1)
    keuze, gehaast = koel(
        opgave, verkeerd, overal(opgave), schema=koud, stappen=10_000, zaad=1, einde=time.monotonic() + 60
    )
    assert keuze.tolist() == [1, 0, 0] and not gehaast


def test_who_waits_comes_in_for_two_others_who_can_better_wait():
    """A heavy case in a hurry waits, while two light ones without any have the only worker."""
    team = [Medewerker(id="noor", naam="Noor", fte=1.0)]
    zaken = [
        Zaak(id="groot", gewicht=3.0, urgentie="spoed"),
        Zaak(id="klein", gewicht=1.0, urgentie="laag"),
        Zaak(id="midden", gewicht=2.0, urgentie="laag"),
    ]
    opgave = maak_opgave(zaken, team, Regels(start=START, capaciteit_per_fte=3.0, speling=1.0))
    koud = replace(SCHEMA, warm=0.01, koud=0.01, los=1)
    keuze, gehaast = koel(
        opgave,
        np.array([WACHT, 0, 0]),
        overal(opgave),
        schema=koud,
        stappen=10_000,
        zaad=1,
        einde=time.monotonic() + 60,
    )
    assert keuze.tolist() == [0, WACHT, WACHT] and not gehaast


@pytest.mark.parametrize(("ruimte", "vol"), [(9.5, True), (14.0, False)])
def test_the_same_team_gets_the_same_proposal_twice_whatever_the_threads_do(ruimte, vol):
    """A full team, for which two searches begin at once, and one with room: as long as the clock does not step in."""
    zaken, team, regels = druk_team(1)
    regels = replace(regels, capaciteit_per_fte=ruimte)
    assert Relaxatie(maak_opgave(zaken, team, regels)).gids().vol is vol
    een, twee = (verdeel(zaken, team, regels, grens_seconden=60) for _ in range(2))
    assert not een.op_tijd_gestopt and een == twee


@pytest.mark.parametrize("zaad", range(4))
def test_the_books_of_the_compiled_search_are_those_of_the_price(zaad):
    """Families, dates and languages: after many exchanges everything counted along is what counting afresh gives."""
    opgave = maak_opgave(*druk_team(zaad))
    plekken = overal(opgave)
    bord, stelling = (
        maak_bord(opgave, plekken.aantrek, plekken.plaatswaarde),
        zet_op(opgave, begin(opgave), zaad),
    )
    for graden in (50.0, 5.0):
        koel_gelijk(bord, stelling, graden, 1.0, 20_000)
        keuze = neem_op(stelling)
        assert mag(opgave, keuze)
        assert (stelling.gebruikt[:-1, 0] == som(opgave, opgave.gewicht, keuze)).all()
        assert (op_tijd(opgave, keuze) == stelling.gebruikt_tijd[:-1].T).all()
        assert stelling.scheef[:-1] == pytest.approx(scheef(opgave, stelling.gebruikt[:-1, 0]))
        assert stelling.aantal.sum() == len(keuze)
    beneden = daal(opgave, keuze, plekken)
    assert mag(opgave, beneden)
    assert prijs(opgave, beneden).totaal <= prijs(opgave, keuze).totaal
    assert (daal(opgave, beneden, plekken) == beneden).all()


def test_nothing_that_the_search_writes_overlaps_with_what_else_it_is_given():
    """Which its compiler was told."""
    opgave = maak_opgave(*druk_team(0))
    plekken = overal(opgave)
    reeksen = (
        *maak_bord(opgave, plekken.aantrek, plekken.plaatswaarde),
        *zet_op(opgave, begin(opgave), 0),
    )
    assert not any(np.shares_memory(een, ander) for een, ander in combinations(reeksen, 2))


def test_when_the_clock_runs_out_annealing_hurries_and_says_so():
    opgave = maak_opgave(*druk_team(1))
    keuze, gehaast = koel(
        opgave,
        begin(opgave),
        overal(opgave),
        schema=SCHEMA,
        stappen=20_000_000,
        zaad=1,
        einde=time.monotonic() + 0.05,
    )
    assert gehaast and mag(opgave, keuze)
