"""The input as numbers: what may go where, what it takes, what it costs.

Weights are whole hundredths, so that "no worker above capacity" is exact. Rows are units (a case, or the children
of a family that must stay together), columns are workers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .begrippen import Medewerker, Regels, Zaak
from .mag import mag, regels_voor, spreekt_niet, werkt_elders

Getallen = NDArray[np.int64]
Punten = NDArray[np.float64]
Vlaggen = NDArray[np.bool_]
BAND = 0.10  # of a full-time capacity: each next band above the fair share costs one `Kosten.scheef` more
WERKDAGEN = 5
_GROOTSTE_GEZIN = 4  # units of a family up to which all ways to split it are tried


@dataclass(frozen=True, slots=True)
class Groep:
    """Units of one family that had better stay with one worker, and the workers where a child of it stays.

    minstens  so many workers beyond the first (or beyond `ankers`) it takes at least to let nobody of it wait
    """

    eenheden: tuple[int, ...]
    ankers: frozenset[int]
    minstens: int = 0


@dataclass(slots=True)
class Opgave:
    """The problem in numbers: U units, W workers, T = weeks − 1 moments at which a first contact can be late.

    nu [U]: where a case is that may move and may stay, −1 for all others
    mag [U,W]; kosten [U,W] points, without family, lateness and fairness; wacht [U] points, infinite: may not wait
    gewicht, zwaar, nieuw [U,W]; op_tijd [T,U,W]: of the new cases those due in week t or before
    vrij, vrij_zwaar, plekken [W]: room for gewicht, zwaar, nieuw; plekken_tot [T,W]: starts until week t
    ruimte, ruimte_zwaar [W]: the same room, with what no set of cases can fill (see `_krimp`)
    eerlijk [W]: what may be added before the load is above the fair share
    """

    zaken: Sequence[Zaak]
    medewerkers: Sequence[Medewerker]
    regels: Regels
    blijvers: list[tuple[int, int]] = field(default_factory=list)
    ankers: dict[str, frozenset[str]] = field(default_factory=dict)
    eenheden: list[tuple[int, ...]] = field(default_factory=list)
    groepen: list[Groep] = field(default_factory=list)
    vast: dict[int, int] = field(default_factory=dict)
    nu: Getallen = field(init=False)
    mag: Vlaggen = field(init=False)
    kosten: Punten = field(init=False)
    wacht: Punten = field(init=False)
    gewicht: Getallen = field(init=False)
    zwaar: Getallen = field(init=False)
    nieuw: Getallen = field(init=False)
    op_tijd: Getallen = field(init=False)
    capaciteit: Getallen = field(init=False)
    belasting: Getallen = field(init=False)
    belasting_zwaar: Getallen = field(init=False)
    vrij: Getallen = field(init=False)
    vrij_zwaar: Getallen = field(init=False)
    ruimte: Getallen = field(init=False)
    ruimte_zwaar: Getallen = field(init=False)
    plekken_per_week: Getallen = field(init=False)
    plekken: Getallen = field(init=False)
    plekken_tot: Getallen = field(init=False)
    eerlijk: Punten = field(init=False)
    eerlijk_deel: float = 0.0


def maak_opgave(zaken: Sequence[Zaak], medewerkers: Sequence[Medewerker], regels: Regels) -> Opgave:
    """The numbers of checked input (see `controle`)."""
    opgave = Opgave(zaken, medewerkers, regels)
    nummer = {m.id: w for w, m in enumerate(medewerkers)}
    _wie_blijft(opgave, nummer)
    _eenheden(opgave)
    _ruimte(opgave, nummer)
    _paren(opgave, nummer)
    _groepen(opgave, nummer)
    _vastgezet(opgave, nummer)
    _krimp(opgave)
    _minstens(opgave)
    _eerlijk(opgave)
    _wachten(opgave)
    return opgave


def honderdsten(gewicht: float) -> int:
    """A weight in whole hundredths; capacity that does not come out is rounded down."""
    return floor(gewicht * 100 + 1e-6)


def plekken_per_week(medewerker: Medewerker, regels: Regels) -> list[int]:
    """How many new cases they can start in each week: none in a week of which they are away for more than half."""
    per_week = regels.max_nieuw_per_week
    if medewerker.max_nieuw_per_week is not None:
        per_week = medewerker.max_nieuw_per_week
    plekken = []
    for week in range(regels.weken):
        dagen = [regels.start + timedelta(days=7 * week + d) for d in range(7)]
        werkdagen = [dag for dag in dagen if dag.isoweekday() <= WERKDAGEN]
        weg = sum(any(p.van <= dag <= p.tot for p in medewerker.afwezig) for dag in werkdagen)
        plekken.append(0 if medewerker.vertrekt or 2 * weg > WERKDAGEN else per_week)
    return plekken


def uiterste_week(zaak: Zaak, regels: Regels) -> int:
    """The week before whose end the first contact must have been: the last one when there is no hurry."""
    if zaak.uiterlijk is not None:
        return min(max(1, (zaak.uiterlijk - regels.start).days // 7 + 1), regels.weken)
    return 1 if zaak.urgentie == "spoed" else regels.weken


def _wie_blijft(opgave: Opgave, nummer: dict[str, int]) -> None:
    ankers: dict[str, set[str]] = defaultdict(set)
    for z, zaak in enumerate(opgave.zaken):
        if zaak.nu is not None and zaak.overdracht == "nee":
            w = nummer[zaak.nu]
            if not opgave.medewerkers[w].vertrekt:
                opgave.blijvers.append((z, w))
                if zaak.gezin is not None:
                    ankers[zaak.gezin].add(zaak.nu)
    opgave.ankers = {gezin: frozenset(ids) for gezin, ids in ankers.items()}


def _eenheden(opgave: Opgave) -> None:
    blijft = {z for z, _ in opgave.blijvers}
    gezin_van: dict[str, list[int]] = {}
    for z, zaak in enumerate(opgave.zaken):
        if z in blijft:
            continue
        if zaak.gezin is not None and zaak.samen == "moet":
            gezin_van.setdefault(zaak.gezin, []).append(z)
        else:
            opgave.eenheden.append((z,))
    opgave.eenheden = sorted([*opgave.eenheden, *map(tuple, gezin_van.values())])


def _ruimte(opgave: Opgave, nummer: dict[str, int]) -> None:
    """Capacity and what is used of it already.

    A case that has to leave a worker who stays counts there until it has gone, and so does a child that may move
    with its family: a proposal that is not carried out in full then still puts nobody above capacity.
    """
    mensen, regels = opgave.medewerkers, opgave.regels
    opgave.capaciteit = _rij(honderdsten(m.fte * m.deel * regels.capaciteit_per_fte) for m in mensen)
    opgave.belasting = _rij(honderdsten(m.belasting) for m in mensen)
    opgave.belasting_zwaar = _rij(honderdsten(m.zware_belasting) for m in mensen)
    los = _los(opgave, nummer)
    meebewegend = np.zeros(len(mensen), dtype=np.int64)
    meebewegend_zwaar = meebewegend.copy()
    for zaak in opgave.zaken:
        if zaak.nu is None:
            continue
        w, gewicht = nummer[zaak.nu], honderdsten(zaak.gewicht)
        if zaak.id in los:
            meebewegend[w] += gewicht
            meebewegend_zwaar[w] += gewicht * zaak.zwaar
        else:
            opgave.belasting[w] += gewicht
            opgave.belasting_zwaar[w] += gewicht * zaak.zwaar
    delen = [regels.max_deel_zwaar if m.max_deel_zwaar is None else m.max_deel_zwaar for m in mensen]
    zwaar_tot = _rij(honderdsten(c * d / 100) for c, d in zip(opgave.capaciteit.tolist(), delen, strict=True))
    # Who is above capacity today may keep what they have (never get more): the room is what they have.
    opgave.vrij = np.maximum(opgave.capaciteit - opgave.belasting, meebewegend)
    opgave.vrij_zwaar = np.maximum(zwaar_tot - opgave.belasting_zwaar, meebewegend_zwaar)
    vol = opgave.belasting + meebewegend > opgave.capaciteit
    vol_zwaar = opgave.belasting_zwaar + meebewegend_zwaar > zwaar_tot
    opgave.plekken_per_week = np.array([plekken_per_week(m, regels) for m in mensen], dtype=np.int64)
    opgave.plekken = np.where(vol, 0, opgave.plekken_per_week.sum(axis=1))
    opgave.plekken_tot = np.where(vol[:, None], 0, opgave.plekken_per_week.cumsum(axis=1)).T[:-1]
    _vul_eenheden(opgave, nummer, los, vol_zwaar)


def _los(opgave: Opgave, nummer: dict[str, int]) -> set[str]:
    """Cases that may move and may as well stay, on their own: their weight moves along with the choice."""
    alleen = [opgave.zaken[e[0]] for e in opgave.eenheden if len(e) == 1]
    return {
        zaak.id
        for zaak in alleen
        if zaak.nu is not None
        and zaak.overdracht == "mag"
        and mag(zaak, opgave.medewerkers[nummer[zaak.nu]], opgave.ankers)
    }


def _vul_eenheden(opgave: Opgave, nummer: dict[str, int], los: set[str], vol_zwaar: Any) -> None:
    """What each unit takes from each worker: nothing extra of what is counted there already."""
    vorm = (len(opgave.eenheden), len(opgave.medewerkers))
    opgave.nu = np.full(vorm[0], -1)
    opgave.gewicht, opgave.zwaar, opgave.nieuw = (np.zeros(vorm, dtype=np.int64) for _ in range(3))
    opgave.op_tijd = np.zeros((opgave.regels.weken - 1, *vorm), dtype=np.int64)
    for u, eenheid in enumerate(opgave.eenheden):
        for z in eenheid:
            zaak = opgave.zaken[z]
            gewicht = honderdsten(zaak.gewicht)
            elders = np.ones(vorm[1], dtype=np.int64)
            if zaak.nu is not None:
                elders[nummer[zaak.nu]] = 0
            telt = elders
            if zaak.id in los:
                telt = np.ones_like(elders)
                opgave.nu[u] = nummer[zaak.nu or ""]
            opgave.gewicht[u] += gewicht * telt
            opgave.zwaar[u] += gewicht * zaak.zwaar * telt
            opgave.nieuw[u] += elders
            opgave.op_tijd[uiterste_week(zaak, opgave.regels) - 1 :, u] += elders
    past = (
        (opgave.gewicht <= opgave.vrij)
        & (opgave.zwaar <= opgave.vrij_zwaar)
        & (opgave.nieuw <= opgave.plekken)
        & ~((opgave.zwaar > 0) & (opgave.nieuw > 0) & vol_zwaar)
    )
    opgave.mag = past


def _paren(opgave: Opgave, nummer: dict[str, int]) -> None:
    kosten = opgave.regels.kosten
    gewild = frozenset().union(*(m.graag for m in opgave.medewerkers))
    opgave.kosten = np.zeros(opgave.mag.shape)
    for u, eenheid in enumerate(opgave.eenheden):
        leden = [opgave.zaken[z] for z in eenheid]
        regels = [(zaak, geschonden) for zaak in leden for geschonden in regels_voor(zaak)]
        for w in np.flatnonzero(opgave.mag[u]).tolist():
            medewerker = opgave.medewerkers[w]
            if any(geschonden(zaak, medewerker, opgave.ankers) for zaak, geschonden in regels):
                opgave.mag[u, w] = False
            else:
                opgave.kosten[u, w] = sum(
                    punten for zaak in leden for _, punten in nadelen(zaak, medewerker, kosten, gewild)
                )


def nadelen(
    zaak: Zaak, medewerker: Medewerker, kosten: Any, gewild: frozenset[str]
) -> list[tuple[str, float]]:
    """What speaks against this worker for this case, and for how much: ends of a sentence with their name."""
    punten: list[tuple[str, float]] = []
    if zaak.vorige not in (None, medewerker.id):
        punten.append(("kent het gezin niet van eerder", kosten.terug))
    if zaak.nu is not None and zaak.overdracht == "mag" and zaak.nu != medewerker.id:
        punten.append(("krijgt de zaak dan overgedragen", kosten.overdracht))
    if spreekt_niet(zaak, medewerker):
        punten.append((f"spreekt geen {zaak.taal}", kosten.taal))
    if werkt_elders(zaak, medewerker):
        punten.append((f"werkt niet in {zaak.wijk}", kosten.wijk))
    mist = sorted(zaak.liefst_vaardigheden - medewerker.vaardigheden)
    punten += [(f"heeft {vaardigheid} niet", kosten.vaardigheid) for vaardigheid in mist]
    if zaak.kenmerken & gewild and not zaak.kenmerken & medewerker.graag:
        punten.append(("heeft niet om dit soort zaken gevraagd", kosten.graag))
    if liever_niet := sorted(zaak.kenmerken & medewerker.liever_niet):
        punten.append((f"doet liever geen {', '.join(liever_niet)}", kosten.liever_niet))
    return punten


def _groepen(opgave: Opgave, nummer: dict[str, int]) -> None:
    per_gezin: dict[str, list[int]] = {}
    for u, eenheid in enumerate(opgave.eenheden):
        gezin = opgave.zaken[eenheid[0]].gezin
        if gezin is not None:
            per_gezin.setdefault(gezin, []).append(u)
    for gezin, eenheden in per_gezin.items():
        ankers = frozenset(nummer[i] for i in opgave.ankers.get(gezin, ()))
        if len(eenheden) + len(ankers) > 1:
            opgave.groepen.append(Groep(tuple(eenheden), ankers))


def _vastgezet(opgave: Opgave, nummer: dict[str, int]) -> None:
    eenheid_van = {opgave.zaken[z].id: u for u, eenheid in enumerate(opgave.eenheden) for z in eenheid}
    for zaak_id, medewerker_id in opgave.regels.vastgezet:
        if zaak_id in eenheid_van:
            opgave.vast[eenheid_van[zaak_id]] = nummer[medewerker_id]


def _krimp(opgave: Opgave) -> None:
    """Leave out room that no set of cases can fill exactly: nothing is lost, and the bound comes much closer."""
    opgave.ruimte, opgave.ruimte_zwaar = opgave.vrij.copy(), opgave.vrij_zwaar.copy()
    for gewicht, ruimte in ((opgave.gewicht, opgave.vrij), (opgave.zwaar, opgave.vrij_zwaar)):
        for w, mag_hier in enumerate(opgave.mag.T):
            bereikbaar, past = 1, (1 << (max(0, int(ruimte[w])) + 1)) - 1  # bit g: weight g can be made
            for g in gewicht[mag_hier, w].tolist():
                bereikbaar |= (bereikbaar << g) & past
            ruimte[w] = bereikbaar.bit_length() - 1


def _minstens(opgave: Opgave) -> None:
    """How few workers can have a family between them: which the relaxation, in halves, cannot see."""
    opgave.groepen = [
        replace(groep, minstens=_fewest(opgave, groep)) if len(groep.eenheden) <= _GROOTSTE_GEZIN else groep
        for groep in opgave.groepen
    ]


def _fewest(opgave: Opgave, groep: Groep) -> int:
    leden = np.array(groep.eenheden)
    ankers = np.zeros(len(opgave.medewerkers), dtype=np.bool_)
    ankers[list(groep.ankers)] = True
    samen = set()  # bit masks of units that one worker could have together
    begin = 0
    for masker in range(1, 1 << len(leden)):
        wie = leden[[i for i in range(len(leden)) if masker >> i & 1]]
        kan = (
            opgave.mag[wie].all(axis=0)
            & (opgave.gewicht[wie].sum(axis=0) <= opgave.vrij)
            & (opgave.zwaar[wie].sum(axis=0) <= opgave.vrij_zwaar)
            & (opgave.nieuw[wie].sum(axis=0) <= opgave.plekken)
        )
        if kan.any():
            samen.add(masker)
        if (kan & ankers).any():
            begin |= masker
    alles = (1 << len(leden)) - 1
    stand = {begin}
    for aantal in range(len(leden) + 1):
        if alles in stand:
            return max(0, aantal - (0 if groep.ankers else 1))
        stand = {a | b for a in stand for b in samen}
    return 0  # someone of it has to wait whatever is chosen


def _eerlijk(opgave: Opgave) -> None:
    """The fair share: the level to which water would rise if all that can be taken were poured over the team."""
    komt = np.where(opgave.mag.any(axis=1), opgave.gewicht.max(axis=1, initial=0), 0)
    nieuw = opgave.nieuw.max(axis=1, initial=0)
    aandeel = min(1.0, float(opgave.plekken.sum()) / max(1, int((nieuw * (komt > 0)).sum())))
    water = float(komt[nieuw > 0].sum()) * aandeel + float(komt[nieuw == 0].sum())
    laag, hoog = 0.0, 1.0
    for _ in range(50):
        deel = (laag + hoog) / 2
        past = float(
            np.minimum(np.maximum(deel * opgave.capaciteit - opgave.belasting, 0), opgave.vrij).sum()
        )
        laag, hoog = (deel, hoog) if past < water else (laag, deel)
    opgave.eerlijk_deel = round(hoog, 4)
    grens = (opgave.eerlijk_deel + opgave.regels.speling) * opgave.capaciteit
    opgave.eerlijk = np.maximum(grens - opgave.belasting, 0.0)


def _wachten(opgave: Opgave) -> None:
    """What waiting costs: by urgency and weight (so heavy cases do not wait for light ones), plus more than
    everything together that could speak against handing the case out."""
    kosten = opgave.regels.kosten
    gemiddeld = sum(z.gewicht for z in opgave.zaken) / max(1, len(opgave.zaken))
    hoogste_band = int((1 - opgave.eerlijk_deel) / BAND) + 2
    meest_nieuw = int(opgave.nieuw.max(initial=0))
    altijd = (
        float(opgave.kosten.max(initial=0.0))
        + kosten.samen
        + kosten.te_laat * (opgave.regels.weken - 1) * meest_nieuw
        + punten_per_honderdste(opgave.regels) * hoogste_band * int(opgave.gewicht.max(initial=0))
    )
    opgave.wacht = np.zeros(len(opgave.eenheden))
    for u, eenheid in enumerate(opgave.eenheden):
        leden = [opgave.zaken[z] for z in eenheid]
        for zaak in leden:
            per_gewicht = getattr(kosten, zaak.urgentie) + kosten.wachtdag * zaak.wachtdagen
            opgave.wacht[u] += per_gewicht * zaak.gewicht / gemiddeld
        opgave.wacht[u] = round(opgave.wacht[u] + altijd)
        if u in opgave.vast or opgave.nu[u] >= 0:
            opgave.wacht[u] = np.inf


def punten_per_honderdste(regels: Regels) -> float:
    """What a hundredth of weight costs in the first band above the fair share."""
    return regels.kosten.scheef / regels.capaciteit_per_fte


def _rij(getallen: Any) -> Getallen:
    return np.array(list(getallen), dtype=np.int64)
