"""What happens to a case: it waits, somebody takes it, it is worked on, it moves on or leaves.

All functions here change the state (`Stand`) at moment t and are compiled into the kernel.
"""

from __future__ import annotations

import math
from typing import Any

from formatie.compileren import ingebouwd, snel
from formatie.simulatie.agenda import leg, verzet, vroegste, wanneer, wis
from formatie.simulatie.bits import laagste_bit
from formatie.simulatie.stand import (
    GEDULD,
    N_VRIJ,
    N_WACHTEND,
    RIJEN,
    ROUTE,
    TEMPO,
    VOL,
)
from formatie.simulatie.toeval import trek, uniform
from formatie.simulatie.vormen import (
    ACHT,
    DICHT,
    LOOPT,
    PUNT,
    PUNT_BITS,
    VRIJ,
    WACHT,
)

_NIETS = -1


@ingebouwd
def zet_klok(groep: Any, g: int, t: float) -> None:
    """Bring the clock of a group whose hours can fall short to t."""
    gr = groep[g]
    dt = t - gr.t
    if dt > 0.0:
        verder = gr.tempo * dt
        gr.v += verder
        gr.gewerkt += verder * gr.vraag
        gr.t = t


@ingebouwd
def verander(groep: Any, g: int, t: float, punten: int, uren: int) -> None:
    """From t on the group has so many points and hours a week more, or less: until the end of the week, see `boek_week`."""
    gr = groep[g]
    rest = gr.einde - t
    gr.gevuld += punten * rest
    gr.bezet += punten
    if gr.krap == 1:
        zet_klok(groep, g, t)
    else:
        gr.gewerkt += uren * rest
    gr.vraag += uren


@ingebouwd
def zet_tempo(groep: Any, agenda: Any, g: int) -> None:
    """Share the hours that there are: everybody gets what is asked, or all of them the same part of it."""
    gr = groep[g]
    gr.tempo = 1.0 if gr.vraag <= gr.capaciteit else gr.capaciteit / gr.vraag
    if gr.tempo <= 0.0:
        gr.volgende = math.inf
    else:
        gr.volgende = gr.t + max(vroegste(agenda, g + 1) - gr.v, 0.0) / gr.tempo


@ingebouwd
def loopt_op_groepsklok(stap: Any, j: int, groep: Any, g: int) -> bool:
    """Does a shortage of hours make this phase longer?"""
    return stap[j].kalender < groep[g].krap


@ingebouwd
def belast(over: Any, i: int, punten: int) -> None:
    """Post i has so many points more, or less."""
    over[i] -= punten * PUNT


@ingebouwd
def last(plek: Any, over: Any, i: int) -> int:
    """How many points post i has."""
    p = plek[i]
    return p.ruimte - ((over[i] + (0 if p.open == 1 else DICHT)) >> PUNT_BITS)


@ingebouwd
def zet_over(plek: Any, over: Any, i: int, punten: int) -> None:
    """What post i, that has so many points, may still take."""
    p = plek[i]
    over[i] = (p.ruimte - punten) * PUNT + (PUNT - 1 - i) - (0 if p.open == 1 else DICHT)


@ingebouwd
def neem(
    stap: Any, zaak: Any, groep: Any, plek: Any, over: Any, agenda: Any, klok: Any,
    t: float, c: int, i: int,
) -> None:  # fmt: skip
    """Post i takes case c and works on what is left of its phase. `vorige` is still who had it before."""
    z = zaak[c]
    st = stap[z.stap]
    g = plek[i].groep
    gr = groep[g]
    verander(groep, g, t, st.gewicht, st.vraag)
    belast(over, i, st.gewicht)
    duur = z.rest + ((z.vorige >= 0) & (z.vorige != i)) * st.extra
    z.duur = duur
    z.plek = i
    z.toestand = LOOPT
    if loopt_op_groepsklok(stap, z.stap, groep, g):
        wis(agenda, 0, c)  # until when it had patience
        leg(agenda, g + 1, c, gr.v + duur)
    else:
        verzet(agenda, 0, c, t + duur)
    klok[TEMPO] |= gr.krap << g


@ingebouwd
def geef_terug(
    stap: Any, zaak: Any, groep: Any, plek: Any, over: Any, klok: Any, t: float, c: int, rest: float
) -> None:
    """Take case c, of whose phase `rest` is left, off its post; its load and hours are free."""
    z = zaak[c]
    st = stap[z.stap]
    g = plek[z.plek].groep
    gr = groep[g]
    verander(groep, g, t, -st.gewicht, -st.vraag)
    belast(over, z.plek, -st.gewicht)
    if st.kalender == 1:
        gr.op_kalender += (z.duur - rest) * st.vraag
    else:
        gr.werk += (z.duur - rest) * st.vraag
    z.plek = _NIETS
    z.rest = rest
    klok[TEMPO] |= gr.krap << g


@snel
def breek_af(
    stap: Any, zaak: Any, groep: Any, plek: Any, over: Any, agenda: Any, klok: Any, t: float, c: int
) -> None:
    """Take case c off its post before its phase has ended."""
    z = zaak[c]
    g = plek[z.plek].groep
    h, nu = 0, t
    if loopt_op_groepsklok(stap, z.stap, groep, g):
        zet_klok(groep, g, t)
        h, nu = g + 1, groep[g].v
    rest = max(wanneer(agenda, h, c) - nu, 0.0)
    wis(agenda, h, c)
    geef_terug(stap, zaak, groep, plek, over, klok, t, c, rest)


@ingebouwd
def laat_houder_los(zaak: Any, groep: Any, plek: Any, over: Any, t: float, c: int) -> int:
    """Whoever kept the place of this case may use it again; who that is."""
    z = zaak[c]
    h = z.houder
    z.houder = _NIETS
    verander(groep, plek[h].groep, t, -z.houdt, 0)
    belast(over, h, -z.houdt)
    return int(h)


@ingebouwd
def wacht(
    stap: Any, soort: Any, tabel: Any, zaak: Any, rij: Any, agenda: Any, klok: Any,
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
    klok[RIJEN] |= 1 << st.rij
    if z.nieuw == 1:
        klok[N_WACHTEND] += 1
        so = soort[st.soort]
        if so.geduld >= 0:
            geduld = trek(so.geduld, so.geduld_a, so.geduld_b, tabel, z.sleutel, 4 * z.bezoek + GEDULD)
            leg(agenda, 0, c, t + geduld)


@ingebouwd
def uit_rij(stap: Any, zaak: Any, rij: Any, klok: Any, c: int) -> None:
    """Case c leaves its queue, from any place in it."""
    z = zaak[c]
    nummer = stap[z.stap].rij
    q = rij[nummer]
    if z.voor >= 0:
        zaak[z.voor].na = z.na
    else:
        q.kop = z.na
    if z.na >= 0:
        zaak[z.na].voor = z.voor
    else:
        q.staart = z.voor
    q.n -= 1
    if q.n == 0:
        klok[RIJEN] &= ~(1 << nummer)
    if z.nieuw == 1:
        klok[N_WACHTEND] -= 1


@ingebouwd
def beste_rij(zaak: Any, rij: Any, t: float, rijen: int) -> int:
    """The queue whose first case goes first, of those whose bit is in `rijen` (somebody waits in each); -1 when none is."""
    if rijen & (rijen - 1) == 0:
        return laagste_bit(rijen) if rijen != 0 else -1
    beste, hoogste = -1, -math.inf
    while rijen != 0:
        n = laagste_bit(rijen)
        score = rij[n].basis + rij[n].helling * (t - zaak[rij[n].kop].rij_sinds)
        if score > hoogste:
            beste, hoogste = n, score
        rijen &= rijen - 1
    return beste


@snel
def rijen_van(groep: Any, groepen: int) -> int:
    """The queues that any of these groups may serve."""
    uit = 0
    for g in range(groep.shape[0]):
        if (groepen >> g) & 1:
            uit |= groep[g].rijen
    return uit


@ingebouwd
def zoek_plek(groep: Any, plek: Any, over: Any, groepen: int, gewicht: int, vorige: int) -> int:
    """Who takes it: the one who had it before if that fits, else the post with most room; -1 when nobody has room."""
    nodig = gewicht * PUNT
    if vorige >= 0 and (groepen >> plek[vorige].groep) & 1 and over[vorige] >= nodig:
        return vorige
    meeste = -1
    while groepen != 0:
        gr = groep[laagste_bit(groepen)]
        i = gr.van
        while i < gr.tot:  # a range works out first how many there are, which takes longer than this
            een = max(over[i], over[i + 1], over[i + 2], over[i + 3])
            twee = max(over[i + 4], over[i + 5], over[i + 6], over[i + 7])
            meeste = max(meeste, een, twee)
            i += ACHT
        groepen &= groepen - 1
    return PUNT - 1 - (meeste & (PUNT - 1)) if meeste >= nodig else -1


@ingebouwd
def vrije_plek(
    stap: Any, zaak: Any, rij: Any, groep: Any, plek: Any, over: Any, klok: Any, t: float, c: int
) -> int:
    """Who can take case c at this moment, with nobody before it who goes first; -1: it has to wait."""
    z = zaak[c]
    q = rij[stap[z.stap].rij]
    if q.n > 0:
        return -1
    groepen, andere = q.groepen, klok[RIJEN] & q.raakt
    while andere != 0:
        n = laagste_bit(andere)
        if rij[n].basis + rij[n].helling * (t - zaak[rij[n].kop].rij_sinds) >= q.basis:
            groepen &= ~rij[n].groepen
        andere &= andere - 1
    return zoek_plek(groep, plek, over, groepen, stap[z.stap].gewicht, z.vorige) if groepen != 0 else -1


@ingebouwd
def nieuwe_zaak(
    soort: Any,
    zaak: Any,
    vrij: Any,
    klok: Any,
    t: float,
    k: int,
    key: Any,
    duur: float,
) -> int:
    """A slot for a case that comes in now; -1 (and the run is void) when there is none left."""
    if klok[N_VRIJ] == 0:
        klok[VOL] = 1
        return -1
    klok[N_VRIJ] -= 1
    c = vrij[klok[N_VRIJ]]
    z = zaak[c]
    z.sleutel = key
    z.stap = soort[k].stap
    z.aankomst = t
    z.rest = duur
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
def volgende_stap(naar: Any, kans: Any, zaak: Any, c: int) -> int:
    """Where case c goes after its phase; -1 is the end."""
    z = zaak[c]
    u = uniform(z.sleutel, 4 * z.bezoek + ROUTE)
    rij = 0
    for n in range(kans.shape[1]):
        rij += u >= kans[z.stap, n]
    return int(naar[z.stap, rij])


# The same for what happens seldom: called instead of built in, which keeps what is compiled small.
neem_zelden: Any = snel(neem.py_func)
wacht_zelden: Any = snel(wacht.py_func)
nieuwe_zaak_zelden: Any = snel(nieuwe_zaak.py_func)
zoek_plek_zelden: Any = snel(zoek_plek.py_func)
