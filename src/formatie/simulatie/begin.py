"""How a run begins: an empty house, and then what runs and what waits at the start."""

from __future__ import annotations

from typing import Any

from formatie.compileren import snel
from formatie.simulatie.agenda import NOOIT
from formatie.simulatie.handelen import (
    neem_zelden,
    nieuwe_zaak_zelden,
    volgende_stap,
    wacht_zelden,
    zet_over,
    zoek_plek_zelden,
)
from formatie.simulatie.meten import tel_rijen
from formatie.simulatie.stand import DUUR, N_VRIJ, N_WACHTEND, RIJEN, TEMPO, VOL, Net, Stand, Uit
from formatie.simulatie.toeval import sleutel, trek, uniform
from formatie.simulatie.vormen import VRIJ

ACHTERSTAND, LOPENDE = 3_000, 4_000  # streams of chance: the backlog of kind k, what runs in step j
_BEGIN = 1 << 40  # draws of a case that runs at the start, out of the way of its later ones


@snel
def maak_leeg(net: Net, s: Stand) -> None:
    """Nobody in the house, nothing to come."""
    n = s.zaak.shape[0]
    for c in range(n):
        s.zaak[c].toestand = VRIJ
        s.vrij[c] = n - 1 - c
    for g in range(net.groep.shape[0]):
        s.groep[g] = net.groep[g]
    for i in range(net.plek.shape[0]):
        s.plek[i] = net.plek[i]
        zet_over(s.plek, s.over, i, 0)
    for q in range(net.rij.shape[0]):
        s.rij[q] = net.rij[q]
    s.agenda[:] = NOOIT
    s.klok[N_VRIJ], s.klok[N_WACHTEND], s.klok[VOL] = n, 0, 0
    s.klok[RIJEN], s.klok[TEMPO] = 0, 0
    s.eigen[:] = 0
    for k in range(net.soort.shape[0]):
        s.tel[k] = net.nul[0]


@snel
def zet_begin_klaar(net: Net, s: Stand, uit: Uit, zaad: int, r: int) -> None:
    """What runs and what waits at the start. Running phases are met halfway: long ones more often than short ones."""
    for j in range(net.stap.shape[0]):
        st = net.stap[j]
        for n in range(st.lopend):
            key = sleutel(zaad, r, LOPENDE + j, n)
            i = zoek_plek_zelden(s.groep, s.plek, s.over, s.rij[st.rij].groepen, st.gewicht, -1)
            if i < 0:
                break
            c = nieuwe_zaak_zelden(net.soort, s.zaak, s.vrij, s.klok, 0.0, st.soort, key, 0.0)
            if c < 0:
                return
            z = s.zaak[c]
            z.stap, z.nieuw, z.telt = j, 0, 0
            z.rest = _resterend(net.tabel, st.verdeling, st.a, st.b, key)
            neem_zelden(net.stap, s.zaak, s.groep, s.plek, s.over, s.agenda, s.klok, 0.0, c, i)
            z.vorige = i
            z.straks = volgende_stap(net.naar, net.kans, s.zaak, c)
    for k in range(net.soort.shape[0]):
        aantal = net.soort[k].wachtend
        for n in range(aantal):
            key = sleutel(zaad, r, ACHTERSTAND + k, n)
            st = net.stap[net.soort[k].stap]
            duur = trek(st.verdeling, st.a, st.b, net.tabel, key, DUUR)
            c = nieuwe_zaak_zelden(net.soort, s.zaak, s.vrij, s.klok, 0.0, k, key, duur)
            if c < 0:
                return
            wacht_zelden(net.stap, net.soort, net.tabel, s.zaak, s.rij, s.agenda, s.klok, 0.0, c, 0)
            z = s.zaak[c]
            z.telt = 0
            z.aankomst = -net.soort[k].gewacht * (aantal - n) / aantal
            z.rij_sinds = z.aankomst
    tel_rijen(net, s, uit, r, 0)


@snel
def _resterend(tabel: Any, soort: int, a: float, b: float, key: Any) -> float:
    """What is left of a phase that is met at a random moment: one of eight phases, chosen by length, times a uniform."""
    totaal = 0.0
    for n in range(8):
        totaal += trek(soort, a, b, tabel, key, _BEGIN + n)
    doel = totaal * uniform(key, _BEGIN + 8)
    duur = 0.0
    for n in range(8):
        duur = trek(soort, a, b, tabel, key, _BEGIN + n)
        doel -= duur
        if doel <= 0.0:
            break
    return duur * uniform(key, _BEGIN + 9)
