"""Say of every case why: why this worker, why not another, why it waits."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from .begrippen import Medewerker, Zaak
from .mag import bezwaren, mag, spreekt_niet
from .opgave import Opgave, nadelen, uiterste_week
from .prijs import WACHT
from .vastzetten import getal, past_niet
from .voorstel import Alternatief, Toewijzing, Wachtend
from .zoeken import Stand, Stap

_DRINGEND = ("spoed", "hoog", "gewoon", "laag")
_NOEM = 3


def leg_uit(
    opgave: Opgave, stand: Stand, stappen: Sequence[Stap]
) -> tuple[tuple[Toewijzing, ...], tuple[Wachtend, ...]]:
    """A line for every case, in the order of the input."""
    uitleg = _Uitleg(opgave, stand, stappen)
    toegewezen: dict[int, Toewijzing] = {z: uitleg.blijft(z, w) for z, w in opgave.blijvers}
    wachtend: dict[int, Wachtend] = {}
    for u, eenheid in enumerate(opgave.eenheden):
        if stand.keuze[u] == WACHT:
            wachtend |= {z: uitleg.wacht(z, u) for z in eenheid}
        else:
            toegewezen |= {z: uitleg.toegewezen(z, u) for z in eenheid}
    return tuple(toegewezen[z] for z in sorted(toegewezen)), tuple(wachtend[z] for z in sorted(wachtend))


class _Uitleg:
    def __init__(self, opgave: Opgave, stand: Stand, stappen: Sequence[Stap]) -> None:
        self.opgave = opgave
        self.stand = stand
        self.stappen = stappen
        self.gewild = frozenset().union(*(m.graag for m in opgave.medewerkers))
        self.nummer = {m.id: w for w, m in enumerate(opgave.medewerkers)}
        self.vast = {zaak for zaak, _ in opgave.regels.vastgezet}
        self.gezin: dict[str, dict[str, int]] = defaultdict(dict)  # gezin → zaak → worker
        bij = dict(opgave.blijvers) | {
            z: int(w)
            for eenheid, w in zip(opgave.eenheden, stand.keuze, strict=True)
            for z in eenheid
            if w >= 0
        }
        for z, w in bij.items():
            if (gezin := opgave.zaken[z].gezin) is not None:
                self.gezin[gezin][opgave.zaken[z].id] = w
        self.weken = _weken(opgave, bij)

    def blijft(self, z: int, w: int) -> Toewijzing:
        zaak, medewerker = self.opgave.zaken[z], self.opgave.medewerkers[w]
        return Toewijzing(
            zaak=zaak.id,
            medewerker=medewerker.id,
            soort="blijft",
            van=None,
            week=None,
            vastgezet=zaak.id in self.vast,
            reden=f"{medewerker.naam} heeft deze zaak al en houdt die.",
            alternatief=None,
            geen_alternatief="Deze zaak wordt niet overgedragen.",
        )

    def toegewezen(self, z: int, u: int) -> Toewijzing:
        zaak, w = self.opgave.zaken[z], int(self.stand.keuze[u])
        medewerker = self.opgave.medewerkers[w]
        stap = self._stap(u)
        overdracht = zaak.nu is not None and zaak.nu != medewerker.id
        return Toewijzing(
            zaak=zaak.id,
            medewerker=medewerker.id,
            soort="blijft" if zaak.nu == medewerker.id else "overdracht" if overdracht else "nieuw",
            van=zaak.nu if overdracht else None,
            week=self.weken.get(z),
            vastgezet=zaak.id in self.vast,
            reden=self._reden(zaak, medewerker, w),
            alternatief=None if stap is None else self._alternatief(zaak, u, stap),
            geen_alternatief=self._geen_alternatief(u) if stap is None else None,
        )

    def wacht(self, z: int, u: int) -> Wachtend:
        zaak, opgave = self.opgave.zaken[z], self.opgave
        leden = [opgave.zaken[lid] for lid in opgave.eenheden[u]]
        wie = "Deze zaak" if len(leden) == 1 else "Dit gezin"
        kan = [
            w for w, m in enumerate(opgave.medewerkers) if all(mag(lid, m, opgave.ankers) for lid in leden)
        ]
        slot = (
            ""
            if zaak.nu is None
            else f" {opgave.medewerkers[self.nummer[zaak.nu]].naam} houdt de zaak zolang."
        )
        if not kan:
            iedereen = range(len(opgave.medewerkers))
            return Wachtend(
                zaak=zaak.id,
                soort="niemand_mag",
                reden=f"Niemand in het team mag {wie.lower()} hebben ({self._tel_bezwaren(leden, iedereen)}).{slot}",
                bij=zaak.nu,
            )
        if not opgave.mag[u].any():
            namen = [f"{opgave.medewerkers[w].naam} {past_niet(opgave, u, w)}" for w in kan]
            return Wachtend(
                zaak=zaak.id,
                soort="geen_ruimte",
                reden=f"Wie {wie.lower()} mag hebben, heeft geen ruimte: {_noem(namen)}.{slot}",
                bij=zaak.nu,
            )
        stap = self._stap(u)
        reden = f"{wie} past alleen bij {_noem([opgave.medewerkers[w].naam for w in np.flatnonzero(opgave.mag[u]).tolist()])}. De ruimte daar ging naar andere zaken."
        if stap is not None:
            naar = opgave.medewerkers[stap.zetten[0][1]].naam
            reden += f" Het voordeligst zou zijn bij {naar}; {self._gevolg(stap)}. Dat kost {_punten(stap.extra)} meer."
        return Wachtend(zaak=zaak.id, soort="andere_voor", reden=reden + slot, bij=zaak.nu)

    def _reden(self, zaak: Zaak, medewerker: Medewerker, w: int) -> str:
        opgave = self.opgave
        voor = []
        if zaak.nu == medewerker.id:
            voor.append("heeft de zaak al")
        if zaak.vorige == medewerker.id:
            voor.append("kent het gezin van eerder")
        if samen := [
            i for i, bij in self.gezin.get(zaak.gezin or "", {}).items() if bij == w and i != zaak.id
        ]:
            voor.append(f"heeft ook {_noem(sorted(samen))} uit hetzelfde gezin")
        if zaak.vaardigheden or zaak.liefst_vaardigheden & medewerker.vaardigheden:
            kan = sorted((zaak.vaardigheden | zaak.liefst_vaardigheden) & medewerker.vaardigheden)
            voor.append(f"kan {_noem(kan)}")
        if zaak.skj:
            voor.append("heeft SKJ-registratie")
        if zaak.taal is not None and not spreekt_niet(zaak, medewerker):
            voor.append(f"spreekt {zaak.taal}")
        if zaak.wijk in medewerker.wijken:
            voor.append(f"werkt in {zaak.wijk}")
        if graag := sorted(zaak.kenmerken & medewerker.graag):
            voor.append(f"doet graag {_noem(graag)}")
        benut = (opgave.belasting[w] + self.stand.gewicht[w]) / max(1, int(opgave.capaciteit[w]))
        voor.append(f"komt op {benut:.0%} van de ruimte (eerlijk deel: {opgave.eerlijk_deel:.0%})")
        zin = f"{medewerker.naam} {_noem(voor, len(voor))}."
        tegen = [n for n, punten in nadelen(zaak, medewerker, opgave.regels.kosten, self.gewild) if punten]
        if tegen:
            zin += f" Nadeel: {medewerker.naam} {_noem(tegen, len(tegen))}."
        return ("De teamleider heeft dit vastgezet. " if zaak.id in self.vast else "") + zin

    def _stap(self, u: int) -> Stap | None:
        """The cheapest way to bring the unit to another worker; None when there is none."""
        return self.stappen[u] if np.isfinite(self.stappen[u].extra) else None

    def _alternatief(self, zaak: Zaak, u: int, stap: Stap) -> Alternatief:
        w = stap.zetten[0][1]
        medewerker = self.opgave.medewerkers[w]
        tegen = [
            n for n, punten in nadelen(zaak, medewerker, self.opgave.regels.kosten, self.gewild) if punten
        ]
        if self.stand.groepsprijs[u, w] > 0:
            tegen.append("heeft de broers en zussen niet")
        zinnen = [f"{medewerker.naam} komt daarna het eerst in aanmerking."]
        if tegen:
            zinnen.append(f"{medewerker.naam} {_noem(tegen, len(tegen))}.")
        gevolg = self._gevolg(stap)
        zinnen.append(f"{gevolg[0].upper()}{gevolg[1:]}.")
        extra = max(0.0, round(stap.extra, 2))
        zinnen.append(f"Dat kost {_punten(extra)} meer." if extra else "Dat kost evenveel.")
        return Alternatief(medewerker=medewerker.id, extra=extra, uitleg=" ".join(zinnen))

    def _gevolg(self, stap: Stap) -> str:
        """What else has to happen."""
        if len(stap.zetten) == 1:
            return "verder verandert er niets"
        v, naar = stap.zetten[1]
        moet = "moet" if len(self.opgave.eenheden[v]) == 1 else "moeten"
        ids = _noem([self.opgave.zaken[z].id for z in self.opgave.eenheden[v]])
        if naar == WACHT:
            return f"dan {moet} {ids} wachten"
        return f"dan {moet} {ids} naar {self.opgave.medewerkers[naar].naam}"

    def _geen_alternatief(self, u: int) -> str:
        opgave = self.opgave
        if u in opgave.vast:
            return "De teamleider heeft dit vastgezet."
        ander = [w for w in range(len(opgave.medewerkers)) if w != self.stand.keuze[u]]
        leden = [opgave.zaken[z] for z in opgave.eenheden[u]]
        kan = [w for w in ander if all(mag(lid, opgave.medewerkers[w], opgave.ankers) for lid in leden)]
        if not ander:
            return "Er is niemand anders in het team."
        if not kan:
            return f"Niemand anders mag deze zaak hebben ({self._tel_bezwaren(leden, ander)})."
        return f"Wie de zaak ook mag hebben, heeft geen ruimte: {_noem([opgave.medewerkers[w].naam for w in kan])}."

    def _tel_bezwaren(self, leden: Sequence[Zaak], wie: Sequence[int]) -> str:
        """The objections, with whom or how many they concern."""
        opgave = self.opgave
        waarom: dict[str, list[str]] = defaultdict(list)
        for w in wie:
            medewerker = opgave.medewerkers[w]
            zinnen = Counter(b for lid in leden for b in bezwaren(lid, medewerker, opgave.ankers))
            for zin in zinnen or Counter({"mag niet alle kinderen van het gezin hebben": 1}):
                waarom[zin].append(medewerker.naam)
        meest_eerst = sorted(waarom.items(), key=lambda deel: -len(deel[1]))
        return "; ".join(f"{zin}: {_noem(namen)}" for zin, namen in meest_eerst)


def _weken(opgave: Opgave, bij: dict[int, int]) -> dict[int, int]:
    """The week of the first contact of every new case: who is due first comes first, then the most urgent."""
    weken: dict[int, int] = {}
    per_medewerker: dict[int, list[int]] = defaultdict(list)
    for z, w in bij.items():
        if opgave.zaken[z].nu != opgave.medewerkers[w].id:
            per_medewerker[w].append(z)
    for w, rij in per_medewerker.items():
        plekken = [week for week, aantal in enumerate(opgave.plekken_per_week[w], 1) for _ in range(aantal)]
        zaken = opgave.zaken
        rij.sort(
            key=lambda z: (
                uiterste_week(zaken[z], opgave.regels),
                _DRINGEND.index(zaken[z].urgentie),
                -zaken[z].wachtdagen,
                zaken[z].id,
            )
        )
        weken |= dict(zip(rij, plekken, strict=False))
    return weken


def _noem(woorden: Sequence[str], hoogstens: int = _NOEM) -> str:
    """A list in words; long ones end with how many more there are."""
    if len(woorden) > hoogstens:
        return f"{', '.join(woorden[:hoogstens])} en {len(woorden) - hoogstens} andere"
    *voor, laatste = woorden
    return f"{', '.join(voor)} en {laatste}" if voor else laatste


def _punten(punten: float) -> str:
    return f"{getal(punten)} punt{'' if punten == 1 else 'en'}"
