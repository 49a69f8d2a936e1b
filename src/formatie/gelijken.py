"""One network in three simulators: this one, SimPy and Ciw. For the proof that they agree and for the speed beside them.

Two kinds of cases, the first with precedence, meet a first group of 12 (families that wait too long go elsewhere) and six
in ten go on to a second group of 24. All times are exponential, in weeks. SimPy and Ciw are development dependencies.
"""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from formatie.kansverdeling import Kansverdeling
from formatie.model import EINDE, Fase, Groep, Model, Periode, Soort
from formatie.simulatie.opbouw import bouw
from formatie.simulatie.uitvoeren import voer_uit

PER_WEEK = (30.0, 75.0)
EERSTE, TWEEDE = 12, 24
EERSTE_WEKEN, TWEEDE_WEKEN, GEDULD_WEKEN, DOOR = 0.1, 0.3125, 0.4, 0.6


def model(weken: int, runs: int = 1) -> Model:
    """The network as a model of this library."""

    def fase(naam: str, duur: float, daarna: dict[str, float]) -> Fase:
        return Fase(
            naam=naam, duur=_exp(duur), vaardigheid=naam, uren_per_week=0.0, gewicht=1.0, daarna=daarna
        )

    def soort(nummer: int) -> Soort:
        return Soort(
            naam=f"soort{nummer}",
            aandeel=PER_WEEK[nummer] / sum(PER_WEEK),
            voorrang=nummer,
            fasen={
                "eerste": fase("eerste", EERSTE_WEKEN, {"tweede": DOOR, EINDE: 1.0 - DOOR}),
                "tweede": fase("tweede", TWEEDE_WEKEN, {EINDE: 1.0}),
            },
            begin="eerste",
            geduld=_exp(GEDULD_WEKEN),
        )

    def groep(naam: str, aantal: int) -> Groep:
        return Groep(
            naam=naam,
            fte=((0, float(aantal)),),
            vaardigheden=frozenset({naam}),
            plafond=((0, 1.0),),
            onbeperkt=True,
        )

    return Model(
        naam="netwerk",
        instroom=((0, sum(PER_WEEK)),),
        soorten={s.naam: s for s in (soort(0), soort(1))},
        groepen={g.naam: g for g in (groep("eerste", EERSTE), groep("tweede", TWEEDE))},
        periode=Periode(weken=weken, runs=runs),
    )


def met_formatie(weken: int, zaad: int) -> np.ndarray:
    """Rows of (kind, came in, waited for the first group, weeks until it left; nan: went elsewhere), by time of leaving."""
    ruw = voer_uit(bouw(model(weken)), 1, zaad, spoor=int(sum(PER_WEEK) * weken * 1.2) + 1000)
    return ruw.uit.spoor[: int(ruw.uit.sporen[0])]


def met_simpy(weken: int, zaad: int) -> np.ndarray:
    """The same rows from SimPy."""
    import simpy

    toeval = random.Random(zaad)
    omgeving = simpy.Environment()
    eerste, tweede = (simpy.PriorityResource(omgeving, n) for n in (EERSTE, TWEEDE))
    rijen: list[tuple[float, float, float, float]] = []

    def zaak(soort: int) -> Any:
        begin = omgeving.now
        with eerste.request(priority=soort) as vraag:
            uitkomst = yield vraag | omgeving.timeout(toeval.expovariate(1 / GEDULD_WEKEN))
            gewacht = omgeving.now - begin
            if vraag not in uitkomst:
                rijen.append((soort, begin, gewacht, np.nan))
                return
            yield omgeving.timeout(toeval.expovariate(1 / EERSTE_WEKEN))
        if toeval.random() < DOOR:
            with tweede.request(priority=soort) as vraag:
                yield vraag
                yield omgeving.timeout(toeval.expovariate(1 / TWEEDE_WEKEN))
        rijen.append((soort, begin, gewacht, omgeving.now - begin))

    def bron(soort: int) -> Any:
        while True:
            yield omgeving.timeout(toeval.expovariate(PER_WEEK[soort]))
            omgeving.process(zaak(soort))

    for soort in range(2):
        omgeving.process(bron(soort))
    omgeving.run(until=weken)
    return np.array(rijen)


def met_ciw(weken: int, zaad: int) -> np.ndarray:
    """The same rows from Ciw."""
    import ciw

    exp = ciw.dists.Exponential
    soorten = ("a", "b")
    netwerk = ciw.create_network(
        arrival_distributions={s: [exp(PER_WEEK[n]), None] for n, s in enumerate(soorten)},
        service_distributions={s: [exp(1 / EERSTE_WEKEN), exp(1 / TWEEDE_WEKEN)] for s in soorten},
        reneging_time_distributions={s: [exp(1 / GEDULD_WEKEN), None] for s in soorten},
        routing={s: [[0.0, DOOR], [0.0, 0.0]] for s in soorten},
        number_of_servers=[EERSTE, TWEEDE],
        priority_classes={s: n for n, s in enumerate(soorten)},
    )
    ciw.seed(zaad)
    simulatie = ciw.Simulation(netwerk)
    simulatie.simulate_until_max_time(weken)
    rijen = []
    klaar = [i for i in simulatie.nodes[-1].all_individuals]
    for persoon in klaar:
        bezoeken = persoon.data_records
        begin, eerste = bezoeken[0].arrival_date, bezoeken[0]
        haakte_af = eerste.record_type == "renege"
        gewacht = (eerste.exit_date if haakte_af else eerste.service_start_date) - begin
        weg = np.nan if haakte_af else bezoeken[-1].exit_date - begin
        rijen.append((float(soorten.index(persoon.customer_class)), begin, gewacht, weg))
    return np.array(rijen)


def _exp(gemiddelde: float) -> Kansverdeling:
    return Kansverdeling("exponentieel", gemiddelde)
