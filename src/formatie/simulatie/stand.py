"""What a run works with: the scenario (`Net`), where everything is (`Stand`), what comes out (`Uit`)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from formatie.simulatie.agenda import lege_agenda
from formatie.simulatie.vormen import BRON, TEL, ZAAK

# Places in `Stand.klok`: free slots, families waiting for a start, out of memory, rows in the trace, queues in which
# somebody waits (one bit per queue), groups whose tempo is to be set again (one bit per group).
N_VRIJ, N_WACHTEND, VOL, N_SPOOR, RIJEN, TEMPO = range(6)
# Draws of a case: four per visit to a phase.
DUUR, ROUTE, GEDULD, WEG_DUUR = range(4)
DAGEN = 7.0
VOORRAAD = 32  # cases of one kind that are drawn at once


class Net(NamedTuple):
    """What a scenario is: never changes while it runs."""

    stap: Any
    soort: Any
    rij: Any
    groep: Any
    plek: Any
    termijn: Any
    tabel: Any  # quantiles of the empirical distributions, one after another
    naar: Any  # [stap, mogelijkheid]: the next step (-1 is the end) …
    kans: Any  # … and the cumulative chance of all but the last; inf where there are fewer
    instroom: Any  # [soort, week]: expected arrivals until the start of the week …
    tussen: Any  # … and weeks from one arrival to the next, in that week
    vakantie: Any  # [groep, week]: share of the hours that is on holiday
    plafond: Any  # [groep, week]: points of one fte
    anders: Any  # [groep, week]: can who is there, or what they have room for, differ from the week before?
    zelfde: int  # 1: a next phase stays with who has the case, when that person may do it
    inloop: float  # weeks before anything is measured
    nul: Any  # one empty TEL


class Stand(NamedTuple):
    """Where everything is at this moment; one per thread, made empty for every run."""

    zaak: Any
    rij: Any
    groep: Any
    plek: Any
    over: Any  # [plek]: what a post may still take, see `vormen.PUNT`
    agenda: Any  # [0 or 1 + groep]: what happens in real time, and by the clock of each group
    vrij: Any
    klok: Any
    werk: Any
    bron: Any  # [soort]: BRON
    komst: Any  # [soort]: when the next arrives, as `agenda.nummer`
    aankomst: Any  # [soort, VOORRAAD]: when the next so many arrive …
    zaaksleutel: Any  # … their keys …
    duur: Any  # … and how long their first phases last
    tel: Any  # [soort]: TEL of this run
    histogram: Any  # [soort, kwartaal, begonnen of nog niet, dagen]: families by how long they waited
    eigen: Any  # [soort, begonnen of nog niet, dagen]: the same of this run alone


class Uit(NamedTuple):
    """What comes out, per run."""

    lijst: Any  # [run, soort, week]: families that wait for a start
    tussen: Any  # [run, soort, week]: families that wait later on the way
    gewerkt: Any  # [run, groep, week]: hours
    beschikbaar: Any
    gevuld: Any  # [run, groep, week]: points, averaged over the week
    ruimte: Any
    telling: Any  # [run, soort]: TEL
    termijn: Any  # [run, termijn, gehaald of niet]
    uren: Any  # [run, groep, 2]: hours that work and calendar phases came to, at full tempo
    leeg: Any  # [run]: week in which nobody waited any more; nan when that did not happen
    hoogste: Any  # [run]: most points above its room that a post ever was given
    kwantiel: Any  # [run, soort, 2]: median and 90th percentile of the wait until the start
    spoor: Any  # rows: soort, aankomst, gewacht, doorlooptijd (nan: went elsewhere)
    sporen: Any  # [run]: rows in the trace after this run


def lege_stand(net: Net, slots: int, kwartalen: int, dagen: int) -> Stand:
    """Memory for one thread: room for so many cases in the house at once."""
    soorten = len(net.soort)
    return Stand(
        zaak=np.zeros(slots, ZAAK),
        rij=net.rij.copy(),
        groep=net.groep.copy(),
        plek=net.plek.copy(),
        over=np.zeros(len(net.plek), np.int64),
        agenda=lege_agenda(1 + len(net.groep), slots),
        vrij=np.arange(slots, dtype=np.int64),
        klok=np.zeros(6, np.int64),
        werk=np.zeros(slots, np.int64),
        bron=np.zeros(soorten, BRON),
        komst=np.zeros(soorten, np.uint64),
        aankomst=np.zeros((soorten, VOORRAAD)),
        zaaksleutel=np.zeros((soorten, VOORRAAD), np.uint64),
        duur=np.zeros((soorten, VOORRAAD)),
        tel=np.zeros(soorten, TEL),
        histogram=np.zeros((soorten, kwartalen, 2, dagen), np.int64),
        eigen=np.zeros((soorten, 2, dagen), np.int64),
    )
