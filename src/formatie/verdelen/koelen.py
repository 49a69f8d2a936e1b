"""Simulated annealing over distributions that are always allowed: compiled, seeded, a fixed number of steps.

A step takes a unit to another worker or to waiting; where there is no room, or by chance, one unit there makes
room: it goes to the place that came free, to waiting, or to a third worker. The chance that a dearer step is
accepted falls to nothing.
"""

import numpy as np
from numba import njit

from .opgave import BAND, Getallen, Opgave, Punten, Vlaggen, punten_per_honderdste
from .prijs import op_tijd, som


def koel(
    opgave: Opgave, keuze: Getallen, aantrek: Punten, *, stappen: int, warm: float, koud: float, zaad: int
) -> Getallen:
    """A distribution some way from `keuze`, after so many steps of cooling from `warm` to `koud` points.

    aantrek [U,W+1]  how unattractive a place is (the last: waiting), infinite where the unit may not come
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
        stappen,
        warm,
        koud,
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
    stappen: int,
    warm: float,
    koud: float,
    zaad: int,
) -> Getallen:
    np.random.seed(zaad)
    eenheden, wacht = prijzen.shape[0], prijzen.shape[1] - 1
    weken = ruimte_tijd.shape[1]
    per_honderdste, per_week, samen = tarief[0], tarief[1], tarief[2]
    bij = np.zeros((wacht, eenheden), dtype=np.int64)
    aantal = np.zeros(wacht, dtype=np.int64)
    plek = np.zeros(eenheden, dtype=np.int64)
    for u in range(eenheden):
        w = keuze[u]
        if w < wacht:
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
        u = beweegbaar[np.random.randint(len(beweegbaar))]
        naar = dobbel(u)
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
                    derde = van if np.random.random() < 0.5 else dobbel(v)
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
