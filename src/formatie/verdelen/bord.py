"""A distribution as compiled code sees it: plain arrays, and what one change of places costs.

Waiting is a place like the others here, the last one: with room for everyone, and nothing that anybody takes of it.
After the last unit stands one that does not exist (`geen`), takes nothing and costs nothing, so that "comes in exchange
for" and "comes" are the same sum.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from formatie.compileren import ingebouwd
from formatie.splitmix import GAMMA, meng

from .opgave import BAND, Getallen, Opgave, Punten, Vlaggen, punten_per_honderdste
from .prijs import WACHT, op_tijd, scheef, som

_RUIM = 1 << 30
_LANGSTE = 16  # units that one change may move
SOORTEN = 3  # weight, heavy weight, new cases


class Bord(NamedTuple):
    """What stays as it is; P = W + 1 places, the last is waiting, and U + 1 units, the last does not exist.

    prijzen [U+1,P]; neemt [U+1,P,4] weight, heavy, new, and whether any of it is due early; neemt_tijd [U+1,P,T]
    ruimte [P,3], ruimte_tijd [P,T]; eerlijk, band [P]; tarief: points per hundredth, per week too late, per extra worker
    mag [U+1,P] places to try; plaatsen, the most promising first, those of unit u from begin[u] to begin[u+1]
    groep [U+1] family or −1; leden, those of family g from leden_begin[g] on; ankers [G,P]; anker [G] has it any
    wacht [U] what waiting really costs (`prijzen` may say less); plaatswaarde [U] what a place costs the team
    """

    prijzen: Punten
    neemt: Any
    neemt_tijd: Any
    ruimte: Getallen
    ruimte_tijd: Getallen
    eerlijk: Punten
    band: Punten
    tarief: Punten
    mag: Vlaggen
    plaatsen: Getallen
    begin: Getallen
    beweegbaar: Getallen
    groep: Getallen
    leden: Getallen
    leden_begin: Getallen
    ankers: Vlaggen
    anker: Vlaggen
    wacht: Punten
    plaatswaarde: Punten


class Stelling(NamedTuple):
    """What changes: the place of every unit and all that follows from it.

    gebruikt [P,3], gebruikt_tijd [P,T], scheef [P] points of the load; bij [P,U] who is there, aantal [P], plek [U] in `bij`
    zetten [..,3] the change being tried: unit, to, from; toeval [1] the state of the generator
    lijst, extra [2,U+1] of two places the units that may change over, and what each of those costs
    """

    keuze: Getallen
    gebruikt: Getallen
    gebruikt_tijd: Getallen
    scheef: Punten
    bij: Getallen
    aantal: Getallen
    plek: Getallen
    zetten: Getallen
    lijst: Getallen
    extra: Punten
    toeval: Any


def maak_bord(opgave: Opgave, aantrek: Punten, plaatswaarde: Punten) -> Bord:
    """The board with the places to try: `aantrek` [U,P] says how unattractive a place is, infinite where not to come."""
    eenheden, mensen = opgave.mag.shape
    weken = len(opgave.op_tijd)
    mag = np.isfinite(aantrek)
    rij, plaats = np.nonzero(mag)
    prijzen = np.zeros((eenheden + 1, mensen + 1))
    prijzen[:-1] = np.hstack([opgave.kosten, opgave.wacht[:, None]])
    neemt = np.zeros((eenheden + 1, mensen + 1, SOORTEN + 1), dtype=np.int32)
    neemt[:-1, :-1, :SOORTEN] = np.stack([opgave.gewicht, opgave.zwaar, opgave.nieuw], axis=2)
    neemt_tijd = np.zeros((eenheden + 1, mensen + 1, weken), dtype=np.int32)
    neemt_tijd[:-1, :-1] = np.moveaxis(opgave.op_tijd, 0, 2)
    neemt[:, :, SOORTEN] = neemt_tijd.any(axis=2)
    ruimte = np.full((mensen + 1, SOORTEN), _RUIM)
    ruimte[:-1] = np.stack([opgave.vrij, opgave.vrij_zwaar, opgave.plekken], axis=1)
    ruimte_tijd = np.full((mensen + 1, weken), _RUIM)
    ruimte_tijd[:-1] = opgave.plekken_tot.T
    kosten = opgave.regels.kosten
    groep = np.full(eenheden + 1, -1)
    ankers = np.zeros((len(opgave.groepen) + 1, mensen + 1), dtype=np.bool_)
    for g, familie in enumerate(opgave.groepen):
        groep[list(familie.eenheden)] = g
        ankers[g, list(familie.ankers)] = True
    return Bord(
        prijzen=prijzen,
        neemt=neemt,
        neemt_tijd=neemt_tijd,
        ruimte=ruimte,
        ruimte_tijd=ruimte_tijd,
        eerlijk=np.append(opgave.eerlijk, float(_RUIM)),
        band=np.append(np.maximum(BAND * opgave.capaciteit, 1.0), 1.0),
        tarief=np.array([punten_per_honderdste(opgave.regels), kosten.te_laat, kosten.samen], dtype=float),
        mag=np.vstack([mag, np.ones(mensen + 1, dtype=np.bool_)]),
        plaatsen=plaats[np.lexsort((plaats, aantrek[rij, plaats], rij))],
        begin=np.concatenate([[0], mag.sum(axis=1).cumsum()]),
        beweegbaar=np.flatnonzero(mag.sum(axis=1) > 1),
        groep=groep,
        leden=np.array([*(u for familie in opgave.groepen for u in familie.eenheden), 0]),
        leden_begin=np.cumsum([0, *(len(familie.eenheden) for familie in opgave.groepen)]),
        ankers=ankers,
        anker=np.asarray(ankers.any(axis=1)),
        wacht=opgave.wacht,
        plaatswaarde=plaatswaarde,
    )


def zet_op(opgave: Opgave, keuze: Getallen, zaad: int) -> Stelling:
    """The position of a distribution."""
    eenheden, mensen = opgave.mag.shape
    weken = len(opgave.op_tijd)
    gebruikt = np.zeros((mensen + 1, SOORTEN), dtype=np.int64)
    gebruikt[:-1] = np.stack(
        [som(opgave, wat, keuze) for wat in (opgave.gewicht, opgave.zwaar, opgave.nieuw)], axis=1
    )
    gebruikt_tijd = np.zeros((mensen + 1, weken), dtype=np.int64)
    gebruikt_tijd[:-1] = op_tijd(opgave, keuze).T
    plaats = np.where(keuze == WACHT, mensen, keuze)
    bij = np.zeros((mensen + 1, eenheden), dtype=np.int64)
    aantal = np.zeros(mensen + 1, dtype=np.int64)
    plek = np.zeros(eenheden, dtype=np.int64)
    for u, w in enumerate(plaats.tolist()):
        bij[w, aantal[w]], plek[u] = u, aantal[w]
        aantal[w] += 1
    return Stelling(
        keuze=plaats,
        gebruikt=gebruikt,
        gebruikt_tijd=gebruikt_tijd,
        scheef=np.append(scheef(opgave, gebruikt[:-1, 0]), 0.0),
        bij=bij,
        aantal=aantal,
        plek=plek,
        zetten=np.zeros((_LANGSTE, 3), dtype=np.int64),
        lijst=np.zeros((2, eenheden + 1), dtype=np.int64),
        extra=np.zeros((2, eenheden + 1)),
        toeval=np.array([zaad], dtype=np.uint64),
    )


def neem_op(stelling: Stelling) -> Getallen:
    """The distribution of a position."""
    return np.where(stelling.keuze == len(stelling.aantal) - 1, WACHT, stelling.keuze)


@ingebouwd
def past(b: Bord, s: Stelling, w: int, erin: int, eruit: int) -> bool:
    """Whether there is room at `w` for one unit in exchange for another."""
    return (
        s.gebruikt[w, 0] + b.neemt[erin, w, 0] - b.neemt[eruit, w, 0] <= b.ruimte[w, 0]
        and s.gebruikt[w, 1] + b.neemt[erin, w, 1] - b.neemt[eruit, w, 1] <= b.ruimte[w, 1]
        and s.gebruikt[w, 2] + b.neemt[erin, w, 2] - b.neemt[eruit, w, 2] <= b.ruimte[w, 2]
    )


@ingebouwd
def past_paar(b: Bord, s: Stelling, w: int, erin: tuple[int, int], eruit: tuple[int, int]) -> bool:
    """Whether there is room at `w` for two units in exchange for two."""
    for r in range(SOORTEN):
        komt = b.neemt[erin[0], w, r] + b.neemt[erin[1], w, r]
        gaat = b.neemt[eruit[0], w, r] + b.neemt[eruit[1], w, r]
        if s.gebruikt[w, r] + komt - gaat > b.ruimte[w, r]:
            return False
    return True


@ingebouwd
def wissel(b: Bord, s: Stelling, w: int, erin: int, eruit: int) -> float:
    """What it costs `w` when one unit comes in exchange for another, families apart."""
    prijs = b.prijzen[erin, w] - b.prijzen[eruit, w]
    erbij = s.gebruikt[w, 0] + b.neemt[erin, w, 0] - b.neemt[eruit, w, 0]
    prijs += _scheef(b, w, erbij) - s.scheef[w]
    if b.neemt[erin, w, SOORTEN] + b.neemt[eruit, w, SOORTEN] > 0:
        for t in range(b.ruimte_tijd.shape[1]):
            over = s.gebruikt_tijd[w, t] - b.ruimte_tijd[w, t]
            straks = over + b.neemt_tijd[erin, w, t] - b.neemt_tijd[eruit, w, t]
            prijs += b.tarief[1] * (max(0, straks) - max(0, over))
    return prijs


@ingebouwd
def drukte(b: Bord, s: Stelling, w: int) -> float:
    """What `w` costs now in fairness and lateness."""
    prijs = s.scheef[w]
    for t in range(b.ruimte_tijd.shape[1]):
        prijs += b.tarief[1] * max(0, s.gebruikt_tijd[w, t] - b.ruimte_tijd[w, t])
    return prijs


@ingebouwd
def drukte_paar(b: Bord, s: Stelling, w: int, erin: tuple[int, int], eruit: tuple[int, int]) -> float:
    """What it adds to that when two units come in exchange for two."""
    komt = b.neemt[erin[0], w, 0] + b.neemt[erin[1], w, 0]
    gaat = b.neemt[eruit[0], w, 0] + b.neemt[eruit[1], w, 0]
    prijs = _scheef(b, w, s.gebruikt[w, 0] + komt - gaat) - s.scheef[w]
    for t in range(b.ruimte_tijd.shape[1]):
        over = s.gebruikt_tijd[w, t] - b.ruimte_tijd[w, t]
        straks = over + b.neemt_tijd[erin[0], w, t] + b.neemt_tijd[erin[1], w, t]
        straks -= b.neemt_tijd[eruit[0], w, t] + b.neemt_tijd[eruit[1], w, t]
        prijs += b.tarief[1] * (max(0, straks) - max(0, over))
    return prijs


@ingebouwd
def samenprijs(b: Bord, s: Stelling, u: int, w: int) -> float:
    """What it costs that `u` is at `w` and the others of its family are where they are."""
    g = b.groep[u]
    wacht = b.prijzen.shape[1] - 1
    if g < 0 or w == wacht:
        return 0.0
    iemand, zelfde = b.anker[g], b.ankers[g, w]
    for i in range(b.leden_begin[g], b.leden_begin[g + 1]):
        v = b.leden[i]
        if v != u and 0 <= s.keuze[v] < wacht:
            iemand = True
            zelfde = zelfde or s.keuze[v] == w
    return b.tarief[2] if iemand and not zelfde else 0.0


@ingebouwd
def vreemd(b: Bord, u: int, v: int) -> bool:
    """Whether two units are of different families, so that their prices can be added."""
    return b.groep[u] < 0 or b.groep[u] != b.groep[v]


@ingebouwd
def zet(b: Bord, s: Stelling, u: int, w: int) -> None:
    """Put a unit that was lifted."""
    s.keuze[u] = w
    for r in range(SOORTEN):
        s.gebruikt[w, r] += b.neemt[u, w, r]
    for t in range(b.ruimte_tijd.shape[1]):
        s.gebruikt_tijd[w, t] += b.neemt_tijd[u, w, t]
    s.scheef[w] = _scheef(b, w, s.gebruikt[w, 0])
    s.bij[w, s.aantal[w]] = u
    s.plek[u] = s.aantal[w]
    s.aantal[w] += 1


@ingebouwd
def haal(b: Bord, s: Stelling, u: int) -> None:
    """Lift a unit from its place."""
    w = s.keuze[u]
    s.keuze[u] = -1
    for r in range(SOORTEN):
        s.gebruikt[w, r] -= b.neemt[u, w, r]
    for t in range(b.ruimte_tijd.shape[1]):
        s.gebruikt_tijd[w, t] -= b.neemt_tijd[u, w, t]
    s.scheef[w] = _scheef(b, w, s.gebruikt[w, 0])
    s.aantal[w] -= 1
    laatste = s.bij[w, s.aantal[w]]
    s.bij[w, s.plek[u]] = laatste
    s.plek[laatste] = s.plek[u]


@ingebouwd
def _scheef(b: Bord, w: int, erbij: int) -> float:
    """`prijs.scheef` for one worker."""
    boven = erbij - b.eerlijk[w]
    if boven <= 0.0:
        return 0.0
    vol = math.floor(boven / b.band[w])
    return b.tarief[0] * (b.band[w] * vol * (vol + 1) / 2 + (vol + 1) * (boven - vol * b.band[w]))


@ingebouwd
def _trek(s: Stelling) -> Any:
    """64 random bits."""
    s.toeval[0] += GAMMA
    return meng(s.toeval[0])


@ingebouwd
def kans(s: Stelling) -> float:
    """A number from 0 up to 1."""
    return float(np.int64(_trek(s) >> np.uint64(11))) * 2.0**-53


@ingebouwd
def een_van(s: Stelling, aantal: int) -> int:
    """A whole number from 0 up to `aantal`."""
    return int(np.int64(((_trek(s) >> np.uint64(32)) * np.uint64(aantal)) >> np.uint64(32)))
