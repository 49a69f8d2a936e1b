"""Who is there this week: posts open and close, people fall ill and recover, leave, are replaced and learn.

All chance here belongs to (run, group, number of the post, week): one more post leaves the luck of the others as it was.
"""

from __future__ import annotations

from formatie.compileren import snel
from formatie.simulatie.handelen import (
    breek_af,
    laat_houder_los,
    last,
    wacht_zelden,
    zet_over,
)
from formatie.simulatie.stand import TEMPO, Net, Stand
from formatie.simulatie.toeval import sleutel, uniform
from formatie.simulatie.vormen import LOOPT, WACHT

POSTEN = 10_000  # stream of chance of the posts of group g: POSTEN + g
_VERTREK, _ZIEK = range(2)
_ALTIJD = -(1 << 40)  # somebody who was there from the start has long learned


@snel
def nieuwe_week(net: Net, s: Stand, zaad: int, r: int, week: int) -> None:
    """Bring every post to this week and give each group its hours. Cases of who left wait for somebody else."""
    for n in range(s.groep.shape[0]):
        if net.anders[n, week]:
            _nieuwe_week_van(net, s, zaad, r, week, n)


@snel
def _nieuwe_week_van(net: Net, s: Stand, zaad: int, r: int, week: int, n: int) -> None:
    g, gr = net.groep[n], s.groep[n]
    capaciteit, gr.ruimte = 0.0, 0
    for i in range(g.van, g.tot):
        p = s.plek[i]
        zat_er, punten = p.bezet, last(s.plek, s.over, i)
        vertrek, ziekte = 1.0, 1.0
        if g.verloop > 0.0 or g.verzuim > 0.0:
            key = sleutel(zaad, r, POSTEN + n, i - g.van)
            vertrek, ziekte = uniform(key, 2 * week + _VERTREK), uniform(key, 2 * week + _ZIEK)
        _bezet(s, i, week, vertrek, g.verloop, g.vacature_weken)
        if p.bezet == 1:
            _ziekte(s, i, week, ziekte, g.verzuim, g.verzuim_weken)
        kan = 0.0
        if p.bezet == 1:
            weg = (week - p.sinds) / g.inwerk_weken if g.inwerk_weken > 0.0 else 1.0
            kan = g.inwerk_start + (1.0 - g.inwerk_start) * weg if weg < 1.0 else 1.0
        p.open = 1 if p.bezet == 1 and p.ziek == 0 else 0
        p.ruimte = int(net.plafond[n, week] * p.fte * kan + 0.5)
        gr.ruimte += p.ruimte
        if g.krap == 1 and p.open == 1:
            uren = g.uren * p.fte * (1.0 - net.vakantie[n, week])
            capaciteit += uren * kan * 1e6
            if kan < 1.0:
                capaciteit -= uren * g.begeleiding * 1e6
        zet_over(s.plek, s.over, i, punten)
        if zat_er == 1 and p.bezet == 0:
            _laat_achter(net, s, float(week), i)
    if g.krap == 1:
        gr.capaciteit = max(capaciteit, 0.0)
        s.klok[TEMPO] |= 1 << n


@snel
def _bezet(s: Stand, i: int, week: int, u: float, verloop: float, vacature: float) -> None:
    """Is there somebody on the post? Who leaves is replaced after the vacancy, by somebody who has yet to learn."""
    p = s.plek[i]
    if week < p.van or week >= p.tot:
        p.bezet = 0
    elif p.bezet == 1:
        if u < verloop / 52.0:
            p.bezet = 0
            p.vacant_tot = week + int(vacature + 0.5)
    elif week == p.van or week >= p.vacant_tot:
        p.bezet, p.ziek = 1, 0
        p.sinds = _ALTIJD if week == 0 else week
    if p.bezet == 0:
        p.ziek = 0


@snel
def _ziekte(s: Stand, i: int, week: int, u: float, verzuim: float, duur: float) -> None:
    """Illness comes and goes by week, so that in the long run the share `verzuim` is ill, `duur` weeks on average."""
    p = s.plek[i]
    if week == 0:
        p.ziek = 1 if u < verzuim else 0
    elif p.ziek == 1:
        p.ziek = 0 if u < 1.0 / duur else 1
    else:
        p.ziek = 1 if u < verzuim / ((1.0 - verzuim) * duur) else 0


@snel
def _laat_achter(net: Net, s: Stand, t: float, i: int) -> None:
    """Whoever leaves leaves families behind: they come first in the queue and go on where they were."""
    for c in range(s.zaak.shape[0]):
        z = s.zaak[c]
        if z.toestand == LOOPT and z.plek == i:
            breek_af(net.stap, s.zaak, s.groep, s.plek, s.over, s.agenda, s.klok, t, c)
            wacht_zelden(net.stap, net.soort, net.tabel, s.zaak, s.rij, s.agenda, s.klok, t, c, 1)
        elif z.toestand == WACHT and z.houder == i:
            laat_houder_los(s.zaak, s.groep, s.plek, s.over, t, c)
