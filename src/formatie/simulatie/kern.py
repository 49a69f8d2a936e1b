"""The kernel: runs of a team as a queueing network, event by event.

A case occupies points of caseload at one post during a phase and asks hours a week of that post's group. A post takes
new cases up to its room. When a group's cases together ask more hours than it has, all of them go slower by the same
factor: the group's clock `v` runs slower than time, so the order in which work ends never changes and one agenda per
group suffices (processor sharing with a limit on the number in service). With room 1 per post, weight 1 and hours without
limit this is the classical M/G/c queue.

Between two events nothing changes. Events are arrivals, ends of phases, families that give up, families that come back,
and the start of each week: then people fall ill, leave, arrive, learn and go on holiday. An event leaves at most one case
that asks for somebody and some posts that got room; `_draai_een` then starts cases until nothing fits any more.
"""

from __future__ import annotations

import math
from typing import Any

from formatie.compileren import ingebouwd, snel
from formatie.simulatie.aankomsten import eerste_aankomsten, eerste_komst, trek_aankomsten
from formatie.simulatie.agenda import leg, nummer, pak, van_wie, vroegste
from formatie.simulatie.begin import maak_leeg, zet_begin_klaar
from formatie.simulatie.bemensing import nieuwe_week
from formatie.simulatie.bits import als_getal, laagste_bit
from formatie.simulatie.handelen import (
    belast,
    beste_rij,
    geef_terug,
    laat_houder_los,
    neem,
    nieuwe_zaak,
    rijen_van,
    ruim_op,
    uit_rij,
    verander,
    volgende_stap,
    vrije_plek,
    wacht,
    zet_klok,
    zet_tempo,
    zoek_plek,
)
from formatie.simulatie.meten import (
    boek_week,
    meet_termijn,
    mis_termijnen,
    noteer_wacht,
    schrijf_spoor,
    sluit_af,
)
from formatie.simulatie.stand import (
    DUUR,
    N_WACHTEND,
    RIJEN,
    TEMPO,
    VOL,
    VOORRAAD,
    WEG_DUUR,
    Net,
    Stand,
    Uit,
)
from formatie.simulatie.toeval import trek, uniform
from formatie.simulatie.vormen import (
    LOOPT,
    PUNT,
    PUNT_BITS,
    WACHT,
    WEG,
)


@snel
def draai(net: Net, s: Stand, uit: Uit, zaad: int, eerste: int, laatste: int) -> int:
    """Run numbers eerste … laatste-1; the row in `uit` is the run's own number. Returns 1 when memory fell short."""
    for r in range(eerste, laatste):
        if _draai_een(net, s, uit, zaad, r) == 1:
            return 1
    return 0


@snel
def _draai_een(net: Net, s: Stand, uit: Uit, zaad: int, r: int) -> int:
    stap, soort, tabel, termijn = net.stap, net.soort, net.tabel, net.termijn
    zaak, rij, groep, plek, ruim, agenda = s.zaak, s.rij, s.groep, s.plek, s.over, s.agenda
    vrij, klok, werk, eigen, histogram = s.vrij, s.klok, s.werk, s.eigen, s.histogram
    tel, geteld, spoor = s.tel, uit.termijn, uit.spoor
    soorten, groepen, weken = soort.shape[0], groep.shape[0], net.instroom.shape[1] - 1
    heel, alle = float(weken), (1 << groepen) - 1
    bron, komst, aankomst, zaaksleutel, duur = s.bron, s.komst, s.aankomst, s.zaaksleutel, s.duur
    maak_leeg(net, s)
    eerste_aankomsten(net, s, zaad, r)
    nieuwe_week(net, s, zaad, r, 0)
    zet_begin_klaar(net, s, uit, zaad, r)
    leeg, hoogste, week, t = math.nan, -(1 << 62), 0, 0.0
    met_uren = 0  # groups up to the last whose hours can fall short: only those have a clock to look at
    for g in range(groepen):
        if net.groep[g].krap == 1:
            met_uren = g + 1
    over = alle  # groups that may have room for whoever waits
    n_werk = 0  # posts that got room
    komt = eerste_komst(komst)
    while True:
        vraagt, bij, was = -1, -1, -1  # a case that asks for somebody, with whom it may stay, who had it
        eerste, wie = float(week + 1), -1
        if als_getal(komt) < eerste:
            eerste, wie = als_getal(komt), van_wie(komt)
        if vroegste(agenda, 0) < eerste:
            eerste, wie = vroegste(agenda, 0), soorten
        for g in range(met_uren):
            if groep[g].volgende < eerste:
                eerste, wie = groep[g].volgende, soorten + 1 + g
        if over == 0:
            t = eerste
            klaar = -1
            if wie < 0:
                week += 1
                boek_week(net, s, uit, r, week)
                if week == weken:
                    break
                nieuwe_week(net, s, zaad, r, week)
                over = alle
            elif wie < soorten:
                n = bron[wie].gepakt
                key, lang = zaaksleutel[wie, n], duur[wie, n]
                vraagt = nieuwe_zaak(soort, zaak, vrij, klok, t, wie, key, lang)
                if vraagt < 0:
                    return 1
                zaak[vraagt].telt = 1 if t >= net.inloop else 0
                tel[wie].aangekomen += 1
                if n + 1 < VOORRAAD:
                    bron[wie].gepakt, komst[wie] = n + 1, nummer(wie, aankomst[wie, n + 1])
                else:
                    trek_aankomsten(
                        stap, soort, tabel, net.instroom, net.tussen,
                        bron, komst, aankomst, zaaksleutel, duur, wie,
                    )  # fmt: skip
                komt = eerste_komst(komst)
            elif wie > soorten:
                h = wie - soorten
                zet_klok(groep, h - 1, t)
                klaar = pak(agenda, h)
                klok[TEMPO] |= 1 << (h - 1)
            else:
                c = pak(agenda, 0)
                z = zaak[c]
                if z.toestand == LOOPT:
                    klaar = c
                elif z.toestand == WACHT:
                    if z.voor < 0:
                        over = rij[stap[z.stap].rij].groepen
                    _haak_af(
                        stap, termijn, zaak, rij, vrij, klok, eigen, histogram, tel,
                        geteld, spoor, heel, r, t, c,
                    )  # fmt: skip
                else:
                    k = stap[z.stap].soort
                    tel[k].terug += 1
                    z.stap, z.aankomst, z.nieuw, z.gehaald = soort[k].terug_stap, t, 1, 0
                    z.bezoek += 1
                    dan = stap[z.stap]
                    z.rest = trek(dan.verdeling, dan.a, dan.b, tabel, z.sleutel, 4 * z.bezoek + DUUR)
                    z.telt = 1 if t >= net.inloop else 0
                    vraagt = c
            if klaar >= 0:
                z = zaak[klaar]
                st = stap[z.stap]
                was = z.plek
                geef_terug(stap, zaak, groep, plek, ruim, klok, t, klaar, 0.0)
                if st.termijn_eind >= 0:
                    meet_termijn(termijn, geteld, zaak, heel, r, t, klaar, st.termijn_eind)
                j = z.straks
                z.bezoek += 1
                werk[n_werk] = was
                n_werk += 1
                if j < 0:
                    _einde(soort, tabel, zaak, vrij, agenda, klok, tel, spoor, t, klaar, st.soort)
                else:
                    dan = stap[j]
                    z.stap, z.houdt = j, st.gewicht
                    z.rest = trek(dan.verdeling, dan.a, dan.b, tabel, z.sleutel, 4 * z.bezoek + DUUR)
                    mag = (rij[dan.rij].groepen >> plek[was].groep) & 1
                    past = dan.gewicht <= st.gewicht or dan.gewicht * PUNT <= ruim[was]
                    vraagt = klaar
                    if net.zelfde == 1 and mag == 1 and past:
                        bij = was
        if vraagt >= 0:
            if bij < 0:
                bij = vrije_plek(stap, zaak, rij, groep, plek, ruim, klok, t, vraagt)
            if bij < 0:
                wacht(stap, soort, tabel, zaak, rij, agenda, klok, t, vraagt, 0)
                if was >= 0:
                    _houd_vast(stap, zaak, rij, groep, plek, ruim, t, vraagt, was)
                vraagt = -1
        while True:
            if vraagt < 0:
                if over != 0:
                    n = beste_rij(zaak, rij, t, klok[RIJEN] & rijen_van(groep, over))
                    if n < 0:
                        over = 0
                        continue
                    c = rij[n].kop
                    bij = zoek_plek(
                        groep, plek, ruim, rij[n].groepen & over, stap[zaak[c].stap].gewicht, zaak[c].vorige
                    )
                    if bij < 0:
                        over &= ~rij[n].groepen
                        continue
                elif n_werk > 0:
                    bij = werk[n_werk - 1]
                    rijen = klok[RIJEN] & groep[plek[bij].groep].rijen
                    n = beste_rij(zaak, rij, t, rijen) if rijen != 0 and ruim[bij] >= PUNT else -1
                    if n < 0 or stap[zaak[rij[n].kop].stap].gewicht * PUNT > ruim[bij]:
                        n_werk -= 1
                        continue
                    c = rij[n].kop
                else:
                    break
                uit_rij(stap, zaak, rij, klok, c)
                vraagt = c
            z = zaak[vraagt]
            st = stap[z.stap]
            if z.houder >= 0:
                werk[n_werk] = laat_houder_los(zaak, groep, plek, ruim, t, vraagt)
                n_werk += 1
            neem(stap, zaak, groep, plek, ruim, agenda, klok, t, vraagt, bij)
            tel[st.soort].overdrachten += (z.vorige >= 0) & (z.vorige != bij)
            if (bij != was) | (st.gewicht > z.houdt):
                hoogste = max(hoogste, -(ruim[bij] >> PUNT_BITS))
            z.vorige = bij
            z.straks = volgende_stap(net.naar, net.kans, zaak, vraagt)
            if z.nieuw == 1:
                z.nieuw = 0
                z.gewacht = t - z.aankomst
                tel[st.soort].begonnen += 1
                if z.telt == 1:
                    tel[st.soort].gemeten += 1
                    tel[st.soort].som_wacht += z.gewacht
                    noteer_wacht(eigen, histogram, st.soort, z.aankomst, z.gewacht, 0)
            if st.termijn_begin >= 0:
                meet_termijn(termijn, geteld, zaak, heel, r, t, vraagt, st.termijn_begin)
            vraagt = -1
        while klok[TEMPO] != 0:
            zet_tempo(groep, agenda, laagste_bit(klok[TEMPO]))
            klok[TEMPO] &= klok[TEMPO] - 1
        if math.isnan(leeg) and klok[N_WACHTEND] == 0:
            leeg = t
    uit.leeg[r], uit.hoogste[r] = leeg, hoogste
    sluit_af(net, s, uit, r, heel)
    return klok[VOL]


@ingebouwd
def _houd_vast(
    stap: Any, zaak: Any, rij: Any, groep: Any, plek: Any, ruim: Any, t: float, c: int, was: int
) -> None:
    """A warm handover: who had the case keeps its place until the other group takes it."""
    z = zaak[c]
    if stap[z.stap].warm == 1 and (rij[stap[z.stap].rij].groepen >> plek[was].groep) & 1 == 0:
        z.houder = was
        belast(ruim, was, z.houdt)
        verander(groep, plek[was].groep, t, z.houdt, 0)


@ingebouwd
def _einde(
    soort: Any, tabel: Any, zaak: Any, vrij: Any, agenda: Any, klok: Any,
    tel: Any, spoor: Any, t: float, c: int, k: int,
) -> None:  # fmt: skip
    """The case closes; some families come back later."""
    z = zaak[c]
    so = soort[k]
    tel[k].klaar += 1
    if z.telt == 1:
        tel[k].doorgelopen += 1
        tel[k].som_doorloop += t - z.aankomst
        schrijf_spoor(spoor, klok, k, z.aankomst, z.gewacht, t - z.aankomst)
    if so.terug > 0.0 and uniform(z.sleutel, 4 * z.bezoek + DUUR) < so.terug:
        z.toestand = WEG
        weg = trek(so.weg, so.weg_a, so.weg_b, tabel, z.sleutel, 4 * z.bezoek + WEG_DUUR)
        leg(agenda, 0, c, t + weg)
    else:
        ruim_op(zaak, vrij, klok, c)


@snel
def _haak_af(
    stap: Any, termijn: Any, zaak: Any, rij: Any, vrij: Any, klok: Any, eigen: Any, histogram: Any, tel: Any,
    geteld: Any, spoor: Any, heel: float, r: int, t: float, c: int,
) -> None:  # fmt: skip
    """The family has waited long enough and goes elsewhere."""
    z = zaak[c]
    k = stap[z.stap].soort
    uit_rij(stap, zaak, rij, klok, c)
    tel[k].afgehaakt += 1
    if z.telt == 1:
        noteer_wacht(eigen, histogram, k, z.aankomst, t - z.aankomst, 1)
        mis_termijnen(termijn, geteld, zaak, heel, r, t, c, k)
        schrijf_spoor(spoor, klok, k, z.aankomst, t - z.aankomst, math.nan)
    ruim_op(zaak, vrij, klok, c)
