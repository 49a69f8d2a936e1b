"""What happens to a case: it waits, somebody takes it, it is worked on, it moves on or leaves.

All functions here change the state (`Stand`) at moment t and are compiled into the kernel.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from formatie.simulatie.compileren import ingebouwd, snel
from formatie.simulatie.hoop import leg
from formatie.simulatie.toeval import trek, uniform
from formatie.simulatie.vormen import (
    LOOPT,
    TEL,
    VRIJ,
    WACHT,
    ZAAK,
)

# What an event in the heap of real time is about: case x 4 + one of these.
KLAAR_EVENT, GEDULD_EVENT, TERUG_EVENT = range(3)
# Places in `Stand.klok`: free slots, families waiting for a start, posts that got room, out of memory, rows in the trace.
N_VRIJ, N_WACHTEND, N_WERK, VOL, N_SPOOR = range(5)
# Draws of a case: four per visit to a phase.
DUUR, ROUTE, GEDULD, WEG_DUUR = range(4)
DAGEN = 7.0
_NIETS = -1


class Net(NamedTuple):
    """What a scenario is: never changes while it runs."""

    stap: Any
    soort: Any
    rij: Any
    groep: Any
    plek: Any
    termijn: Any
    tabel: Any  # quantiles of the empirical distributions, one after another
    naar: Any  # routing: next step (-1 is the end) …
    kans: Any  # … and the cumulative chance of it
    instroom: Any  # [soort, week]: expected arrivals until the start of the week
    vakantie: Any  # [groep, week]: share of the hours that is on holiday
    plafond: Any  # [groep, week]: points of one fte
    zelfde: int  # 1: a next phase stays with who has the case, when that person may do it
    inloop: float  # weeks before anything is measured
    nul: Any  # one empty TEL


class Stand(NamedTuple):
    """Where everything is at this moment; one per thread, made empty for every run."""

    zaak: Any
    rij: Any
    groep: Any
    plek: Any
    over: Any  # [plek]: points that a post may still take; -1 when it takes nothing
    tijd: Any
    wat: Any
    aantal: Any
    vrij: Any
    klok: Any
    werk: Any
    sleutel: Any  # [soort, 2]: keys of this run's arrivals and of its cases
    komst: Any  # [soort]: when the next arrives …
    nummer: Any  # … which number that is …
    verwacht: Any  # … and how many were expected until then
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


@ingebouwd
def zet_klok(groep: Any, g: int, t: float) -> None:
    """Bring the clock of a group to t."""
    gr = groep[g]
    dt = t - gr.t
    if dt > 0.0:
        gr.v += gr.tempo * dt
        gr.gewerkt += gr.tempo * gr.vraag * dt
        gr.gevuld += gr.bezet * dt
        gr.t = t


@ingebouwd
def zet_tempo(groep: Any, tijd: Any, aantal: Any, g: int) -> None:
    """Share the hours that there are: everybody gets what is asked, or all of them the same part of it."""
    gr = groep[g]
    gr.tempo = 1.0 if gr.vraag <= gr.capaciteit else gr.capaciteit / gr.vraag
    if aantal[g + 1] == 0 or gr.tempo <= 0.0:
        gr.volgende = math.inf
    else:
        gr.volgende = gr.t + max(tijd[g + 1, 0] - gr.v, 0.0) / gr.tempo


@ingebouwd
def loopt_op_groepsklok(stap: Any, j: int, groep: Any, g: int) -> bool:
    """Does a shortage of hours make this phase longer?"""
    return stap[j].kalender == 0 and not math.isinf(groep[g].capaciteit)


@ingebouwd
def zet_over(plek: Any, over: Any, i: int) -> None:
    """What post i may still take."""
    p = plek[i]
    over[i] = p.ruimte - p.last if p.open == 1 else -1


@ingebouwd
def neem(
    stap: Any,
    tabel: Any,
    zaak: Any,
    groep: Any,
    plek: Any,
    over: Any,
    tijd: Any,
    wat: Any,
    aantal: Any,
    t: float,
    c: int,
    i: int,
) -> None:
    """Post i takes case c and starts on its phase. `vorige` is still who had it before."""
    z = zaak[c]
    st = stap[z.stap]
    g = plek[i].groep
    gr = groep[g]
    zet_klok(groep, g, t)
    plek[i].last += st.gewicht
    zet_over(plek, over, i)
    gr.bezet += st.gewicht
    gr.vraag += st.vraag
    duur = z.rest
    if duur < 0.0:
        duur = trek(st.verdeling, st.a, st.b, tabel, z.sleutel, 4 * z.bezoek + DUUR)
    if z.vorige >= 0 and z.vorige != i:
        duur += st.extra
    z.rest = -1.0
    z.duur = duur
    z.plek = i
    z.toestand = LOOPT
    if loopt_op_groepsklok(stap, z.stap, groep, g):
        z.einde = gr.v + duur
        leg(tijd, wat, aantal, g + 1, z.einde, c)
    else:
        z.einde = t + duur
        leg(tijd, wat, aantal, 0, z.einde, 4 * c + KLAAR_EVENT)
    if not math.isinf(gr.capaciteit):
        zet_tempo(groep, tijd, aantal, g)


@ingebouwd
def geef_terug(
    stap: Any, zaak: Any, groep: Any, plek: Any, over: Any, tijd: Any, aantal: Any, t: float, c: int
) -> None:
    """Take case c off its post; its load and hours are free. `rest` is what is left of its phase."""
    z = zaak[c]
    st = stap[z.stap]
    g = plek[z.plek].groep
    gr = groep[g]
    zet_klok(groep, g, t)
    plek[z.plek].last -= st.gewicht
    zet_over(plek, over, z.plek)
    gr.bezet -= st.gewicht
    gr.vraag -= st.vraag
    z.rest = max(z.einde - (gr.v if loopt_op_groepsklok(stap, z.stap, groep, g) else t), 0.0)
    if st.kalender == 1:
        gr.op_kalender += (z.duur - z.rest) * st.vraag
    else:
        gr.werk += (z.duur - z.rest) * st.vraag
    z.plek = _NIETS
    if not math.isinf(gr.capaciteit):
        zet_tempo(groep, tijd, aantal, g)


@ingebouwd
def laat_houder_los(zaak: Any, groep: Any, plek: Any, over: Any, t: float, c: int) -> int:
    """Whoever kept the place of this case may use it again; who that is."""
    z = zaak[c]
    h = z.houder
    z.houder = _NIETS
    g = plek[h].groep
    zet_klok(groep, g, t)
    plek[h].last -= z.houdt
    zet_over(plek, over, h)
    groep[g].bezet -= z.houdt
    return int(h)


@ingebouwd
def wacht(
    stap: Any, soort: Any, tabel: Any, zaak: Any, rij: Any, tijd: Any, wat: Any, aantal: Any, klok: Any,
    t: float, c: int, vooraan: int,
) -> None:  # fmt: skip
    """Case c joins the queue of its step: at the end, or in front when it was in good hands before."""
    z = zaak[c]
    st = stap[z.stap]
    q = rij[st.rij]
    z.toestand = WACHT
    z.rij_sinds = t
    if vooraan == 1:
        z.voor, z.na = _NIETS, q.kop
        if q.kop >= 0:
            zaak[q.kop].voor = c
        else:
            q.staart = c
        q.kop = c
    else:
        z.na, z.voor = _NIETS, q.staart
        if q.staart >= 0:
            zaak[q.staart].na = c
        else:
            q.kop = c
        q.staart = c
    q.n += 1
    z.geduld = -math.inf
    if z.nieuw == 1:
        klok[N_WACHTEND] += 1
        so = soort[st.soort]
        if so.geduld >= 0:
            z.geduld = t + trek(so.geduld, so.geduld_a, so.geduld_b, tabel, z.sleutel, 4 * z.bezoek + GEDULD)
            leg(tijd, wat, aantal, 0, z.geduld, 4 * c + GEDULD_EVENT)


@ingebouwd
def uit_rij(stap: Any, zaak: Any, rij: Any, klok: Any, c: int) -> None:
    """Case c leaves its queue, from any place in it."""
    z = zaak[c]
    q = rij[stap[z.stap].rij]
    if z.voor >= 0:
        zaak[z.voor].na = z.na
    else:
        q.kop = z.na
    if z.na >= 0:
        zaak[z.na].voor = z.voor
    else:
        q.staart = z.voor
    q.n -= 1
    if z.nieuw == 1:
        klok[N_WACHTEND] -= 1


@ingebouwd
def beste_rij(zaak: Any, rij: Any, t: float, groepen: int) -> int:
    """The queue whose first case goes first, of those that any of these groups may serve; -1 when all are empty."""
    beste, hoogste = -1, -math.inf
    for n in range(rij.shape[0]):
        q = rij[n]
        if q.n > 0 and (q.groepen & groepen) != 0:
            score = q.basis + q.helling * (t - zaak[q.kop].rij_sinds)
            if score > hoogste:
                beste, hoogste = n, score
    return beste


@ingebouwd
def zoek_plek(groep: Any, plek: Any, over: Any, groepen: int, gewicht: int, vorige: int) -> int:
    """Who takes it: the one who had it before if that fits, else the post with most room; -1 when nobody has room."""
    if vorige >= 0 and (groepen >> plek[vorige].groep) & 1 and over[vorige] >= gewicht:
        return vorige
    beste, meeste = -1, gewicht - 1
    for g in range(groep.shape[0]):
        if (groepen >> g) & 1:
            for i in range(groep[g].van, groep[g].tot):
                if over[i] > meeste:
                    beste, meeste = i, over[i]
    return beste


@ingebouwd
def vrije_plek(stap: Any, zaak: Any, rij: Any, groep: Any, plek: Any, over: Any, t: float, c: int) -> int:
    """Who can take case c at this moment, with nobody before it who goes first; -1: it has to wait."""
    z = zaak[c]
    q = rij[stap[z.stap].rij]
    if q.n > 0:
        return -1
    groepen = q.groepen
    for n in range(rij.shape[0]):
        ander = rij[n]
        if ander.n > 0 and ander.basis + ander.helling * (t - zaak[ander.kop].rij_sinds) >= q.basis:
            groepen &= ~ander.groepen
    return zoek_plek(groep, plek, over, groepen, stap[z.stap].gewicht, z.vorige) if groepen != 0 else -1


@ingebouwd
def nieuwe_zaak(
    soort: Any, zaak: Any, vrij: Any, aantal: Any, ruimte: int, klok: Any, t: float, k: int, key: Any
) -> int:
    """A slot for a case that comes in now; -1 (and the run is void) when there is none left."""
    if klok[N_VRIJ] == 0 or aantal[0] + 4 > ruimte:
        klok[VOL] = 1
        return -1
    klok[N_VRIJ] -= 1
    c = vrij[klok[N_VRIJ]]
    z = zaak[c]
    z.sleutel = key
    z.stap = soort[k].stap
    z.aankomst = t
    z.rest = -1.0
    z.gewacht = 0.0
    z.plek, z.houder, z.vorige = _NIETS, _NIETS, _NIETS
    z.bezoek, z.gehaald = 0, 0
    z.nieuw = 1
    return int(c)


@ingebouwd
def ruim_op(zaak: Any, vrij: Any, klok: Any, c: int) -> None:
    """The slot is free for another case."""
    zaak[c].toestand = VRIJ
    vrij[klok[N_VRIJ]] = c
    klok[N_VRIJ] += 1


@ingebouwd
def volgende_stap(stap: Any, naar: Any, kans: Any, zaak: Any, c: int) -> int:
    """Where case c goes after its phase; -1 is the end."""
    z = zaak[c]
    st = stap[z.stap]
    rij = st.eerste
    if st.laatste > rij + 1:
        u = uniform(z.sleutel, 4 * z.bezoek + ROUTE)
        while rij + 1 < st.laatste and u >= kans[rij]:
            rij += 1
    return int(naar[rij])


# The same for what happens seldom: called instead of built in, which halves the time that compiling takes.
neem_zelden: Any = snel(neem.py_func)
geef_terug_zelden: Any = snel(geef_terug.py_func)
wacht_zelden: Any = snel(wacht.py_func)
nieuwe_zaak_zelden: Any = snel(nieuwe_zaak.py_func)
zoek_plek_zelden: Any = snel(zoek_plek.py_func)


def lege_stand(net: Net, slots: int, kwartalen: int, dagen: int) -> Stand:
    """Memory for one thread: room for so many cases in the house at once."""
    soorten, hopen = len(net.soort), len(net.groep) + 1
    return Stand(
        zaak=np.zeros(slots, ZAAK),
        rij=net.rij.copy(),
        groep=net.groep.copy(),
        plek=net.plek.copy(),
        over=np.zeros(len(net.plek), np.int64),
        tijd=np.zeros((hopen, 4 * slots)),
        wat=np.zeros((hopen, 4 * slots), np.int64),
        aantal=np.zeros(hopen, np.int64),
        vrij=np.arange(slots, dtype=np.int64),
        klok=np.zeros(5, np.int64),
        werk=np.zeros(slots, np.int64),
        sleutel=np.zeros((soorten, 2), np.uint64),
        komst=np.zeros(soorten),
        nummer=np.zeros(soorten, np.int64),
        verwacht=np.zeros(soorten),
        tel=np.zeros(soorten, TEL),
        histogram=np.zeros((soorten, kwartalen, 2, dagen), np.int64),
        eigen=np.zeros((soorten, 2, dagen), np.int64),
    )
