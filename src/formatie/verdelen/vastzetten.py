"""Whether what the team lead decided is possible; if not, the sentence that says why."""

from collections.abc import Iterator

import numpy as np

from .fout import VerdeelFout
from .mag import bezwaren
from .opgave import Getallen, Opgave
from .prijs import WACHT, som


def begin(opgave: Opgave) -> Getallen:
    """The distribution in which only the decided pairs are carried out: all others stay or wait.

    Raises VerdeelFout when that is not possible already.
    """
    meldingen = [*_blijvers(opgave), *_paren(opgave)]
    if meldingen:
        raise VerdeelFout(meldingen)
    keuze = opgave.nu.copy()
    for u, w in opgave.vast.items():
        keuze[u] = w
    meldingen = list(_samen_te_veel(opgave, keuze))
    if meldingen:
        raise VerdeelFout(meldingen)
    return np.where(keuze < 0, WACHT, keuze)


def _blijvers(opgave: Opgave) -> Iterator[str]:
    bij = {opgave.zaken[z].id: opgave.medewerkers[w] for z, w in opgave.blijvers}
    for zaak, medewerker in opgave.regels.vastgezet:
        if zaak in bij and bij[zaak].id != medewerker:
            yield (
                f"Zaak {zaak!r} is vastgezet bij {medewerker!r}, maar blijft bij {bij[zaak].naam}. Zet overdracht op "
                "'mag' of 'moet' als de zaak over mag."
            )


def _paren(opgave: Opgave) -> Iterator[str]:
    eenheid_van = {opgave.zaken[z].id: u for u, eenheid in enumerate(opgave.eenheden) for z in eenheid}
    nummer = {m.id: w for w, m in enumerate(opgave.medewerkers)}
    for zaak_id, medewerker_id in opgave.regels.vastgezet:
        if zaak_id not in eenheid_van:
            continue
        u, w = eenheid_van[zaak_id], nummer[medewerker_id]
        medewerker = opgave.medewerkers[w]
        begin_zin = f"Zaak {zaak_id!r} kan niet worden vastgezet bij {medewerker.naam}:"
        if opgave.vast[u] != w:
            yield f"{begin_zin} het gezin moet bij één medewerker, en een broer of zus is bij een ander vastgezet."
        elif not opgave.mag[u, w]:
            leden = [opgave.zaken[z] for z in opgave.eenheden[u]]
            redenen = [r for zaak in leden for r in bezwaren(zaak, medewerker, opgave.ankers)]
            yield f"{begin_zin} {medewerker.naam} {'; '.join(dict.fromkeys(redenen)) or past_niet(opgave, u, w)}."


def past_niet(opgave: Opgave, u: int, w: int) -> str:
    """Why a unit does not even fit alone: the end of a sentence with the worker's name."""
    if opgave.plekken[w] < opgave.nieuw[u, w]:
        if opgave.belasting[w] > opgave.capaciteit[w]:
            return "zit nu al boven de eigen ruimte"
        if opgave.plekken[w] == 0:
            return "kan in deze weken geen nieuwe zaken beginnen"
        return f"kan in deze weken maar {opgave.plekken[w]} nieuwe zaken beginnen"
    if opgave.ruimte[w] < opgave.gewicht[u, w]:
        vrij, nodig = max(0, int(opgave.ruimte[w])) / 100, int(opgave.gewicht[u, w]) / 100
        return f"heeft nog {getal(vrij)} aan ruimte en er is {getal(nodig)} nodig"
    return "mag er geen zware zaak meer bij"


def getal(waarde: float) -> str:
    """A number as people here write it: 2,5."""
    return f"{waarde:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _samen_te_veel(opgave: Opgave, keuze: Getallen) -> Iterator[str]:
    soorten = (
        (opgave.gewicht, opgave.ruimte, 100, "aan gewicht"),
        (opgave.zwaar, opgave.ruimte_zwaar, 100, "aan zwaar werk"),
        (opgave.nieuw, opgave.plekken, 1, "nieuwe zaken"),
    )
    for w in sorted(set(opgave.vast.values())):
        for wat, ruimte, deler, woorden in soorten:
            nodig = int(som(opgave, wat, keuze)[w])
            if nodig > ruimte[w]:
                yield (
                    f"Wat is vastgezet bij {opgave.medewerkers[w].naam} past niet: er is {getal(nodig / deler)} "
                    f"{woorden} nodig en er is ruimte voor {getal(int(ruimte[w]) / deler)}. Zet minder vast, of zet ook "
                    "vast welke zaken er weggaan."
                )
