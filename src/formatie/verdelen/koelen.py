"""Simulated annealing over distributions that are always allowed: compiled, seeded, a fixed number of steps.

A step takes a unit to another worker or to waiting; where there is no room, or by chance, one unit there makes
room: it goes to the place that came free, to waiting, or to a third worker. The chance that a dearer step is
accepted falls to nothing.

Who waits really costs so much that nobody would ever be lifted out to try something else, and in a full team nothing
fits without lifting. So waiting begins cheap: little dearer than what the relaxation thinks that the place of the unit
costs the team. It grows dearer until it costs what it really costs.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from .opgave import BAND, Getallen, Opgave, Punten, Vlaggen, punten_per_honderdste
from .prijs import op_tijd, som


@dataclass(frozen=True, slots=True)
class Schema:
    """How an annealing cools, all in points.

    warm, koud    what a step may cost to be accepted now and then: at first, at the end
    los, vast     how much dearer waiting is than the place that the unit could have: at first, at the end
    """

    warm: float
    koud: float
    los: float
    vast: float


def koel(
    opgave: Opgave,
    keuze: Getallen,
    aantrek: Punten,
    plaatswaarde: Punten,
    *,
    schema: Schema,
    stappen: int,
    zaad: int,
) -> Getallen:
    """A distribution some way from `keuze`, after so many steps of cooling.

    aantrek [U,W+1]   how unattractive a place is (the last: waiting), infinite where the unit may not come
    plaatswaarde [U]  what a place for the unit costs the team, by the relaxation
    """
    mag = np.isfinite(aantrek)
    prijzen = np.hstack([opgave.kosten, opgave.wacht[:, None]])
    rij, plaats = np.nonzero(mag)
    volgorde = np.lexsort((plaats, aantrek[rij, plaats], rij))
    beweegbaar = np.flatnonzero(mag.sum(axis=1) > 1)
    if len(beweegbaar) == 0:
        return keuze
    mensen = mag.shape[1] - 1
    groep = np.full(len(opgave.eenheden), -1)
    ankers = np.zeros((len(opgave.groepen) + 1, mensen), dtype=np.bool_)
    for g, familie in enumerate(opgave.groepen):
        groep[list(familie.eenheden)] = g
        ankers[g, list(familie.ankers)] = True
    gebruikt = [som(opgave, wat, keuze) for wat in (opgave.gewicht, opgave.zwaar, opgave.nieuw)]
    return _koel(
        np.where(keuze < 0, mensen, keuze),
        prijzen,
        np.ascontiguousarray(np.stack([opgave.gewicht, opgave.zwaar, opgave.nieuw], axis=2)),
        np.ascontiguousarray(np.moveaxis(opgave.op_tijd, 0, 2)),
        np.ascontiguousarray(np.stack(gebruikt, axis=1)),
        np.ascontiguousarray(op_tijd(opgave, keuze).T),
        np.ascontiguousarray(np.stack([opgave.vrij, opgave.vrij_zwaar, opgave.plekken], axis=1)),
        np.ascontiguousarray(opgave.plekken_tot.T),
        opgave.eerlijk,
        np.maximum(BAND * opgave.capaciteit, 1.0),
        np.array(
            [punten_per_honderdste(opgave.regels), opgave.regels.kosten.te_laat, opgave.regels.kosten.samen]
        ),
        mag,
        plaats[volgorde],
        np.concatenate([[0], mag.sum(axis=1).cumsum()]),
        groep,
        np.array([*(u for familie in opgave.groepen for u in familie.eenheden), 0]),
        np.cumsum([0, *(len(familie.eenheden) for familie in opgave.groepen)]),
        ankers,
        beweegbaar,
        plaatswaarde,
        np.array([schema.warm, schema.koud, schema.los, schema.vast]),
        stappen,
        zaad,
    )


@njit(cache=True, nogil=True, error_model="numpy")
def _koel(  # noqa: PLR0912, PLR0915, PLR0917 — one function of plain arrays: passing state around costs more than a step
    keuze: Getallen,
    prijzen: Punten,
    gebruik: Getallen,
    gebruik_tijd: Getallen,
    gebruikt: Getallen,
    gebruikt_tijd: Getallen,
    ruimte: Getallen,
    ruimte_tijd: Getallen,
    eerlijk: Punten,
    band: Punten,
    tarief: Punten,
    mag: Vlaggen,
    plaatsen: Getallen,
    begin: Getallen,
    groep: Getallen,
    leden: Getallen,
    leden_begin: Getallen,
    ankers: Vlaggen,
    beweegbaar: Getallen,
    plaatswaarde: Punten,
    schema: Punten,
    stappen: int,
    zaad: int,
) -> Getallen:
    np.random.seed(zaad)
    eenheden, wacht = prijzen.shape[0], prijzen.shape[1] - 1
    weken = ruimte_tijd.shape[1]
    per_honderdste, per_week, samen = tarief[0], tarief[1], tarief[2]
    warm, koud, los, vast = schema[0], schema[1], schema[2], schema[3]
    wachtprijs = prijzen[:, wacht].copy()
    bij = np.zeros((wacht + 1, eenheden), dtype=np.int64)
    aantal = np.zeros(wacht + 1, dtype=np.int64)
    plek = np.zeros(eenheden, dtype=np.int64)
    for u in range(eenheden):
        w = keuze[u]
        plek[u] = aantal[w]
        bij[w, aantal[w]] = u
        aantal[w] += 1

    def scheef(w: int, erbij: int) -> float:
        boven = erbij - eerlijk[w]
        if boven <= 0.0:
            return 0.0
        vol = np.floor(boven / band[w])
        return per_honderdste * (band[w] * vol * (vol + 1) / 2 + (vol + 1) * (boven - vol * band[w]))

    def plaatsprijs(u: int, w: int) -> float:
        prijs = prijzen[u, w]
        if w < wacht:
            prijs += scheef(w, gebruikt[w, 0] + gebruik[u, w, 0]) - scheef(w, gebruikt[w, 0])
            for t in range(weken):
                over = gebruikt_tijd[w, t] - ruimte_tijd[w, t]
                prijs += per_week * (max(0, over + gebruik_tijd[u, w, t]) - max(0, over))
            g = groep[u]
            if g >= 0:
                iemand = ankers[g].any()
                zelfde = ankers[g, w]
                for i in range(leden_begin[g], leden_begin[g + 1]):
                    v = leden[i]
                    if v != u and 0 <= keuze[v] < wacht:
                        iemand = True
                        zelfde = zelfde or keuze[v] == w
                if iemand and not zelfde:
                    prijs += samen
        return prijs

    def past(u: int, w: int) -> bool:
        return w == wacht or (
            gebruikt[w, 0] + gebruik[u, w, 0] <= ruimte[w, 0]
            and gebruikt[w, 1] + gebruik[u, w, 1] <= ruimte[w, 1]
            and gebruikt[w, 2] + gebruik[u, w, 2] <= ruimte[w, 2]
        )

    def zet(u: int, w: int) -> None:
        keuze[u] = w
        if w < wacht:
            for r in range(3):
                gebruikt[w, r] += gebruik[u, w, r]
            for t in range(weken):
                gebruikt_tijd[w, t] += gebruik_tijd[u, w, t]
        bij[w, aantal[w]] = u
        plek[u] = aantal[w]
        aantal[w] += 1

    def haal(u: int, w: int) -> None:
        keuze[u] = -1
        if w < wacht:
            for r in range(3):
                gebruikt[w, r] -= gebruik[u, w, r]
            for t in range(weken):
                gebruikt_tijd[w, t] -= gebruik_tijd[u, w, t]
        aantal[w] -= 1
        laatste = bij[w, aantal[w]]
        bij[w, plek[u]] = laatste
        plek[laatste] = plek[u]

    def dobbel(u: int) -> int:
        kans = np.random.random()
        return plaatsen[begin[u] + int((begin[u + 1] - begin[u]) * kans * kans)]

    # What a step has lifted so far: the units, where they were, and where those that made room are to go.
    gelicht = np.zeros(16, dtype=np.int64)
    stond = np.zeros(16, dtype=np.int64)
    doel = np.zeros(16, dtype=np.int64)

    graden = warm
    families = len(leden_begin) - 1
    for stap in range(stappen):
        if stap % 256 == 0:
            graden = warm * (koud / warm) ** (stap / stappen)
            boven = los * (vast / los) ** (stap / stappen)
            prijzen[:, wacht] = np.minimum(wachtprijs, plaatswaarde + boven)
        u = beweegbaar[np.random.randint(len(beweegbaar))]
        kans = np.random.random()
        if kans < 0.15 and aantal[wacht] > 0:
            u = bij[wacht, np.random.randint(aantal[wacht])]
        naar = dobbel(u)
        if kans > 0.95 and mag[u, wacht]:
            naar = wacht
        eerste, laatste_lid = 0, 1
        familie = -1
        if families > 0 and np.random.random() < 0.25:
            familie = np.random.randint(families)
            eerste, laatste_lid = leden_begin[familie], leden_begin[familie + 1]
            naar = dobbel(leden[eerste])
        elif naar == keuze[u]:
            continue
        aantal_gelicht = 0
        verschil = 0.0
        goed = laatste_lid - eerste <= 8
        i = eerste
        while goed and i < laatste_lid:
            lid = u if familie < 0 else leden[i]
            i += 1
            van = keuze[lid]
            if van == naar:
                continue
            if not mag[lid, naar]:
                goed = False
                break
            haal(lid, van)
            verschil -= plaatsprijs(lid, van)
            gelicht[aantal_gelicht], stond[aantal_gelicht], doel[aantal_gelicht] = lid, van, naar
            aantal_gelicht += 1
            if naar < wacht and aantal[naar] > 0 and (not past(lid, naar) or np.random.random() < 0.3):
                v = bij[naar, np.random.randint(aantal[naar])]
                if familie < 0 or groep[v] != familie:
                    haal(v, naar)
                    verschil -= plaatsprijs(v, naar)
                    kans = np.random.random()
                    derde = van if kans < 0.4 else wacht if kans < 0.55 else dobbel(v)
                    gelicht[aantal_gelicht], stond[aantal_gelicht], doel[aantal_gelicht] = v, naar, derde
                    aantal_gelicht += 1
                    goed = derde != naar and mag[v, derde]
            if goed and past(lid, naar):
                verschil += plaatsprijs(lid, naar)
                zet(lid, naar)
            else:
                goed = False
        for i in range(aantal_gelicht):
            lid = gelicht[i]
            if goed and keuze[lid] < 0:
                goed = past(lid, doel[i])
                if goed:
                    verschil += plaatsprijs(lid, doel[i])
                    zet(lid, doel[i])
        if not (goed and (verschil <= 0.0 or np.random.random() < np.exp(-verschil / graden))):
            for i in range(aantal_gelicht):
                if keuze[gelicht[i]] >= 0:
                    haal(gelicht[i], keuze[gelicht[i]])
            for i in range(aantal_gelicht):
                zet(gelicht[i], stond[i])
    return np.where(keuze == wacht, -1, keuze)
