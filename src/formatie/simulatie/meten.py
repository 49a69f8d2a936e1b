"""What is written down while a scenario runs: waits, terms, hours and lists."""

from __future__ import annotations

import math
from typing import Any

from formatie.compileren import ingebouwd, snel
from formatie.simulatie.handelen import breek_af, zet_klok
from formatie.simulatie.stand import N_SPOOR, Net, Stand, Uit
from formatie.simulatie.vormen import LOOPT, MILJOENSTE, VRIJ, WEG

DAGEN = 7.0
PER_KWARTAAL = 1.0 / 13.0


@ingebouwd
def noteer_wacht(eigen: Any, histogram: Any, k: int, aankomst: float, gewacht: float, geval: int) -> None:
    """Put a wait in the histograms: geval 0 it ended in a start, 1 it had not (yet)."""
    dag = min(int(gewacht * DAGEN + 1e-9), eigen.shape[2] - 1)
    eigen[k, geval, dag] += 1
    histogram[k, min(int(aankomst * PER_KWARTAAL), histogram.shape[1] - 1), geval, dag] += 1


@ingebouwd
def meet_termijn(
    termijn: Any, geteld: Any, zaak: Any, weken: float, r: int, t: float, c: int, term: int
) -> None:
    """Count once whether this term was met; only when it could have passed within the period."""
    z = zaak[c]
    if z.telt == 0 or (z.gehaald >> term) & 1:
        return
    z.gehaald |= 1 << term
    if z.aankomst + termijn[term].weken <= weken:
        geteld[r, term, 0 if t - z.aankomst <= termijn[term].weken + 1e-9 else 1] += 1


@snel
def mis_termijnen(
    termijn: Any, geteld: Any, zaak: Any, weken: float, r: int, t: float, c: int, k: int
) -> None:
    """Terms that have passed and were not met are counted as missed."""
    for term in range(termijn.shape[0]):
        if termijn[term].soort == k and t - zaak[c].aankomst > termijn[term].weken + 1e-9:
            meet_termijn(termijn, geteld, zaak, weken, r, t, c, term)


@ingebouwd
def schrijf_spoor(
    spoor: Any, klok: Any, k: int, aankomst: float, gewacht: float, doorlooptijd: float
) -> None:
    """One row of the trace, as long as there is room in it."""
    n = klok[N_SPOOR]
    if n < spoor.shape[0]:
        spoor[n, 0], spoor[n, 1], spoor[n, 2], spoor[n, 3] = k, aankomst, gewacht, doorlooptijd
        klok[N_SPOOR] = n + 1


@snel
def boek_week(net: Net, s: Stand, uit: Uit, r: int, week: int) -> None:
    """Write down the week that ended, and the lists at its end."""
    for g in range(net.groep.shape[0]):
        gr = s.groep[g]
        if gr.krap == 1:
            zet_klok(s.groep, g, float(week))
        uit.gewerkt[r, g, week - 1] = gr.gewerkt / MILJOENSTE
        uit.beschikbaar[r, g, week - 1] = gr.capaciteit / MILJOENSTE
        uit.gevuld[r, g, week - 1] = gr.gevuld / MILJOENSTE
        uit.ruimte[r, g, week - 1] = gr.ruimte / MILJOENSTE
        gr.gewerkt = 0.0 if gr.krap == 1 else float(gr.vraag)
        gr.gevuld = float(gr.bezet)
        gr.einde = week + 1.0
    tel_rijen(net, s, uit, r, week)


@snel
def tel_rijen(net: Net, s: Stand, uit: Uit, r: int, week: int) -> None:
    """Who waits at this moment, by kind."""
    for q in range(s.rij.shape[0]):
        c = s.rij[q].kop
        while c >= 0:
            k = net.stap[s.zaak[c].stap].soort
            if s.zaak[c].nieuw == 1:
                uit.lijst[r, k, week] += 1
            else:
                uit.tussen[r, k, week] += 1
            c = s.zaak[c].na


@snel
def sluit_af(net: Net, s: Stand, uit: Uit, r: int, t: float) -> None:
    """The period is over: what still waits or runs is counted as just that."""
    for c in range(s.zaak.shape[0]):
        z = s.zaak[c]
        if z.toestand == VRIJ or z.toestand == WEG:
            continue
        k = net.stap[z.stap].soort
        if z.telt == 1:
            mis_termijnen(net.termijn, uit.termijn, s.zaak, t, r, t, c, k)
            if z.nieuw == 1:
                noteer_wacht(s.eigen, s.histogram, k, z.aankomst, t - z.aankomst, 1)
        if z.toestand == LOOPT:
            s.tel[k].lopend += 1
            breek_af(net.stap, s.zaak, s.groep, s.plek, s.over, s.agenda, s.klok, t, c)
        else:
            s.tel[k].wachtend += 1
    for g in range(net.groep.shape[0]):
        uit.uren[r, g, 0] = s.groep[g].werk / MILJOENSTE
        uit.uren[r, g, 1] = s.groep[g].op_kalender / MILJOENSTE
    for k in range(net.soort.shape[0]):
        uit.telling[r, k] = s.tel[k]
        uit.kwantiel[r, k, 0] = kwantiel(s.eigen[k], 0.5)
        uit.kwantiel[r, k, 1] = kwantiel(s.eigen[k], 0.9)
    uit.sporen[r] = s.klok[N_SPOOR]


@snel
def kwantiel(histogram: Any, deel: float) -> float:
    """The wait, in weeks, within which this part of the families had started (Kaplan and Meier 1958).

    histogram[0, day] counts waits that ended in a start, histogram[1, day] waits that had not when they were last
    seen. inf when fewer than this part started within what was seen; nan when nobody came.
    """
    in_beeld = 0
    for geval in range(2):
        for dag in range(histogram.shape[1]):
            in_beeld += histogram[geval, dag]
    if in_beeld == 0:
        return math.nan
    over = 1.0
    for dag in range(histogram.shape[1]):
        if histogram[0, dag] > 0:
            over *= 1.0 - histogram[0, dag] / in_beeld
            if over <= 1.0 - deel + 1e-12:
                return dag / DAGEN
        in_beeld -= histogram[0, dag] + histogram[1, dag]
    return math.inf
