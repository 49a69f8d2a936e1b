"""Can this drawing run? Everything that would make a family get stuck, said before adoption.

`controleer(definitie, bekend)` returns findings, each naming the element in a Dutch sentence; an empty list means
that the drawing may be adopted. `Bekend` says what exists around it: forms, services, tables, other processes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from beslistabel import BeslistabelFout, Tabel, check_gateway, condition

from .definitie import LANGSTE_SLEUTEL, Element, Gegeven, Procesdefinitie, Stroom
from .gegevensstroom import alle_gegevens, domeinen_van, zeker_ingevuld
from .toestandsruimte import Probleem, doorzoek

_STAPNUMMER = re.compile(r"P\d{1,2}\.\d{2}")


@dataclass(frozen=True)
class Bevinding:
    """One thing that is wrong, at one element of one drawing."""

    element: str
    zin: str

    def __str__(self) -> str:
        return self.zin


@dataclass(frozen=True)
class Bekend:
    """What a drawing may point at. `processen` maps the key of a process to the ways in which it can end."""

    formulieren: Collection[str] = ()
    diensten: Collection[str] = ()
    functies: Collection[str] = ()
    tabellen: Mapping[str, Tabel] = field(default_factory=dict)
    processen: Mapping[str, Collection[str]] = field(default_factory=dict)
    termijnen: Collection[str] = ()


def controleer(definitie: Procesdefinitie, bekend: Bekend) -> list[Bevinding]:
    """All findings: first what the elements point at, then the shape, then the data that gateways read."""
    bevindingen = [Bevinding(o.id, f"‘{o.naam or o.id}’ {o.zin}") for o in definitie.onbekend]
    bevindingen += _sleutel(definitie)
    for element in definitie.elementen.values():
        bevindingen += _Elementcontrole(definitie, element, bekend).alle()
    if los := list(_losse_pijlen(definitie)):
        return bevindingen + los
    vorm = list(_vorm(definitie))
    bevindingen += vorm
    if not vorm and not definitie.onbekend:
        bevindingen += [_zin_bij(p) for p in doorzoek(definitie)]
    if not definitie.onbekend:
        bevindingen += _gegevens(definitie, bekend)
    return bevindingen


def _sleutel(definitie: Procesdefinitie) -> Iterable[Bevinding]:
    """The key under which the house keeps the process, and under which other drawings call it."""
    if not 0 < len(definitie.sleutel) <= LANGSTE_SLEUTEL:
        yield Bevinding(
            definitie.sleutel,
            f"Het proces heeft als kenmerk (id) ‘{definitie.sleutel}’. Geef het een kenmerk van 1 tot {LANGSTE_SLEUTEL} "
            "tekens, zoals P1.",
        )


def _losse_pijlen(definitie: Procesdefinitie) -> Iterable[Bevinding]:
    """Arrows that hang in the air; after those nothing can be said about the shape."""
    bestaat = {*definitie.elementen, *(o.id for o in definitie.onbekend)}
    for stroom in definitie.stromen:
        for eind in (stroom.van, stroom.naar):
            if eind not in bestaat:
                yield Bevinding(
                    stroom.id,
                    f"Pijl ‘{stroom.naam or stroom.id}’ hangt los: ‘{eind}’ staat niet in de tekening.",
                )


class _Elementcontrole:
    """What one element names: does it exist, and is it filled in at all?"""

    def __init__(self, definitie: Procesdefinitie, element: Element, bekend: Bekend):
        self.definitie, self.element, self.bekend = definitie, element, bekend

    def alle(self) -> list[Bevinding]:
        per_soort: dict[str, tuple[Callable[[], Iterable[str]], ...]] = {
            "gebruikerstaak": (self.formulier, self.baan, self.tabellen, self.niet_door),
            "dienst": (self.dienst,),
            "tabel": (self.tabel,),
            "aanroep": (self.aanroep,),
        }
        zinnen = [
            z
            for controle in (*per_soort.get(self.element.soort, ()), self.stappen, self.termijn)
            for z in controle()
        ]
        return [Bevinding(self.element.id, zin) for zin in zinnen]

    def formulier(self) -> Iterable[str]:
        if not self.element.formulier:
            yield f"Taak {self.element.heet} noemt geen formulier. Vul bij de taak eenplan:formulier in."
        elif self.element.formulier not in self.bekend.formulieren:
            yield (
                f"Taak {self.element.heet} noemt het formulier ‘{self.element.formulier}’, maar dat bestaat niet."
                + _lijkt_op(self.element.formulier, self.bekend.formulieren)
            )

    def baan(self) -> Iterable[str]:
        baan = self.element.baan
        if baan is None:
            yield f"Taak {self.element.heet} staat in geen enkele baan. Sleep de taak in de baan van de functie die haar doet."
            return
        if baan.functie_uit:
            gegevens = alle_gegevens(self.definitie, self.bekend.tabellen)
            mogelijk = {str(w) for g in gegevens.get(baan.functie_uit, ()) for w in g.waarden}
            if vreemd := sorted(mogelijk - set(self.bekend.functies)):
                yield f"Baan ‘{baan.naam}’ haalt de functie uit ‘{baan.functie_uit}’, maar {_opsom(vreemd)} is geen functie."
            if baan.functie_uit not in gegevens:
                yield f"Baan ‘{baan.naam}’ haalt de functie uit ‘{baan.functie_uit}’, maar niets in de tekening vult dat in."
            return
        for functie in filter(None, (baan.functie or baan.naam, baan.ook_functie)):
            if functie not in self.bekend.functies:
                yield (
                    f"Taak {self.element.heet} staat in de baan ‘{baan.naam}’, maar ‘{functie}’ is geen functie."
                    + _lijkt_op(functie, self.bekend.functies)
                )
        if baan.team not in ("", "dossier"):
            yield f"Baan ‘{baan.naam}’ noemt het team ‘{baan.team}’. Alleen ‘dossier’ (het team van het dossier) kan."
        if baan.voor not in ("", "regisseur"):
            yield f"Baan ‘{baan.naam}’ is voor ‘{baan.voor}’. Alleen ‘regisseur’ (de regisseur van het dossier) kan."

    def tabellen(self) -> Iterable[str]:
        for sleutel in self.element.tabellen:
            if sleutel not in self.bekend.tabellen:
                yield (
                    f"{self.element.heet} noemt de beslistabel ‘{sleutel}’, maar die bestaat niet."
                    + _lijkt_op(sleutel, self.bekend.tabellen)
                )

    def tabel(self) -> Iterable[str]:
        if len(self.element.tabellen) != 1:
            yield f"Beslisstap {self.element.heet} moet precies één beslistabel noemen in eenplan:tabel."
        yield from self.tabellen()

    def dienst(self) -> Iterable[str]:
        if not self.element.dienst:
            yield f"Dienst {self.element.heet} noemt niet wat er moet gebeuren. Vul eenplan:dienst in."
        elif self.element.dienst not in self.bekend.diensten:
            yield (
                f"Dienst {self.element.heet} noemt ‘{self.element.dienst}’, maar die dienst bestaat niet."
                + _lijkt_op(self.element.dienst, self.bekend.diensten)
            )

    def aanroep(self) -> Iterable[str]:
        element, eindes = self.element, self.bekend.processen.get(self.element.aanroep)
        if eindes is None:
            yield f"Aanroep {element.heet} roept werkwijze ‘{element.aanroep}’ aan, maar die bestaat niet."
            return
        if len(element.levert) > 1:
            yield f"Aanroep {element.heet} levert meer dan één gegeven. Een aanroep levert alleen hoe het andere proces eindigde."
        for gegeven in element.levert:
            if set(map(str, gegeven.waarden)) != set(eindes):
                yield (
                    f"Aanroep {element.heet} verwacht dat {element.aanroep} eindigt met {_opsom(map(str, gegeven.waarden))}, "
                    f"maar dat proces eindigt met {_opsom(eindes)}."
                )

    def niet_door(self) -> Iterable[str]:
        for ander in self.element.niet_door:
            if ander not in self.definitie.elementen:
                yield f"Taak {self.element.heet} sluit de uitvoerder van ‘{ander}’ uit, maar dat element staat niet in de tekening."

    def stappen(self) -> Iterable[str]:
        for stap in self.element.stappen:
            if not _STAPNUMMER.fullmatch(stap.nr):
                yield f"{self.element.heet} noemt stap ‘{stap.nr}’. Een stapnummer ziet eruit als P1.01."

    def termijn(self) -> Iterable[str]:
        element = self.element
        if element.termijn and element.termijn not in self.bekend.termijnen:
            yield (
                f"De klok aan {element.heet} noemt de termijn ‘{element.termijn}’, maar die bestaat niet."
                + _lijkt_op(element.termijn, self.bekend.termijnen)
            )
        if element.vanaf and element.vanaf not in alle_gegevens(self.definitie, self.bekend.tabellen):
            yield f"De klok aan {element.heet} loopt vanaf ‘{element.vanaf}’, maar niets in de tekening vult die datum in."


# ── the shape of the flow ────────────────────────────────────────────────────────────────────────────────────


def _vorm(definitie: Procesdefinitie) -> Iterable[Bevinding]:
    """One beginning, arrows only where they mean something, and a way from the start through all to an end."""
    starts = definitie.van_soort("start")
    if len(starts) != 1:
        yield Bevinding(
            definitie.sleutel,
            f"Werkwijze ‘{definitie.naam}’ heeft {len(starts)} startpunten. Er moet er precies één zijn.",
        )
        return
    for stroom in definitie.stromen:
        van = definitie.elementen.get(stroom.van)
        if stroom.voorwaarde and van is not None and van.soort != "keuze":
            yield Bevinding(
                van.id,
                f"Uit {van.heet} gaat een pijl met een voorwaarde (‘{stroom.voorwaarde}’). Alleen een keuze kijkt naar voorwaarden.",
            )
    bereikt = _verder({starts[0].id}, definitie.uitgaand, "naar")
    naar_eind = _verder({e.id for e in definitie.van_soort("eind")}, definitie.inkomend, "van")
    for element in definitie.elementen.values():
        for zin in _pijlen(definitie, element, bereikt):
            yield Bevinding(element.id, zin)
    yield from _lussen_zonder_uitweg(definitie, bereikt, naar_eind)


def _pijlen(definitie: Procesdefinitie, element: Element, bereikt: set[str]) -> Iterable[str]:
    """Do the arrows at this element suit what it is, and does one lead here?"""
    uit = definitie.uitgaand[element.id]
    if element.soort == "eind" and uit:
        yield f"Eindpunt {element.heet} heeft een uitgaande pijl. Na een eindpunt gebeurt niets meer."
    elif element.soort != "eind" and not uit:
        yield f"{element.heet} loopt dood: er gaat geen pijl uit. Trek een pijl naar de volgende stap of naar een eindpunt."
    if len(uit) > 1 and element.soort not in ("keuze", "parallel"):
        yield f"Uit {element.heet} gaan {len(uit)} pijlen. Zet er een poort achter die zegt of het één weg is of alle wegen."
    if element.soort == "start" and definitie.inkomend[element.id]:
        yield f"Naar startpunt {element.heet} loopt een pijl terug. Laat die op de eerste taak uitkomen."
    elif element.id not in bereikt:
        yield f"{element.heet} wordt nooit bereikt: er loopt geen weg vanaf het begin naartoe."


def _lussen_zonder_uitweg(
    definitie: Procesdefinitie, bereikt: set[str], naar_eind: set[str]
) -> Iterable[Bevinding]:
    """Elements that keep going round: they lead on, but never to an end."""
    gevangen = [
        e
        for e in definitie.elementen.values()
        if e.id in bereikt
        and e.id not in naar_eind
        and e.id in _verder({s.naar for s in definitie.uitgaand[e.id]}, definitie.uitgaand, "naar")
    ]
    if gevangen:
        yield Bevinding(
            gevangen[0].id,
            f"De lus {' → '.join(e.heet for e in gevangen)} heeft geen uitweg: wie daarin komt, bereikt nooit een eindpunt. "
            "Trek vanuit de lus een pijl verder.",
        )


def _verder(begin: set[str], stromen: Mapping[str, tuple[Stroom, ...]], kant: str) -> set[str]:
    """All that one comes past from `begin` when one follows the arrows to their `kant`: "naar", or back to "van"."""
    gezien, rij = set(begin), list(begin)
    while rij:
        for stroom in stromen.get(rij.pop(), ()):
            ander = getattr(stroom, kant)
            if ander not in gezien:
                gezien.add(ander)
                rij.append(ander)
    return gezien


def _zin_bij(probleem: Probleem) -> Bevinding:
    element = probleem.element
    weg = f" Zo gaat het mis: {' → '.join(probleem.weg)}." if probleem.weg else ""
    mist = f" Vanuit {_opsom(e.heet for e in probleem.bij)} komt er niets." if probleem.bij else ""
    zinnen = {
        "vastgelopen": f"De samenkomst {element.heet} wordt nooit compleet: zij wacht op alle pijlen, maar niet elke weg komt er aan.{mist}{weg}",
        "dubbel": f"Bij {element.heet} komt hetzelfde werk twee keer langs, omdat wegen die naast elkaar lopen niet eerst worden samengevoegd.{weg}",
        "geen_einde": f"Vanaf {element.heet} kan het proces niet meer eindigen.{weg}",
        "te_groot": "Het proces kan in te veel standen tegelijk zijn om na te gaan of het kan eindigen. Splits het in kleinere processen.",
    }
    return Bevinding(element.id, zinnen[probleem.soort])


# ── the data that gateways and tables read ───────────────────────────────────────────────────────────────────


def _gegevens(definitie: Procesdefinitie, bekend: Bekend) -> Iterable[Bevinding]:
    """Is what a gateway or a table reads certainly filled in, and do the conditions of a gateway cover all answers?"""
    zeker = zeker_ingevuld(definitie, bekend.tabellen)
    soorten = alle_gegevens(definitie, bekend.tabellen)
    for element in definitie.elementen.values():
        zinnen: Iterable[str] = ()
        if element.soort == "keuze":
            zinnen = _poort(definitie, element, zeker[element.id], soorten)
        elif element.soort == "tabel" and len(element.tabellen) == 1:
            zinnen = _invoer(element, bekend.tabellen.get(element.tabellen[0]), zeker[element.id], soorten)
        for zin in zinnen:
            yield Bevinding(element.id, zin)


def _invoer(
    element: Element, tabel: Tabel | None, zeker: frozenset[str], soorten: Mapping[str, tuple[Gegeven, ...]]
) -> Iterable[str]:
    for invoer in tabel.invoer if tabel else ():
        if invoer.naam not in zeker:
            wat = f"Beslistabel ‘{element.tabellen[0]}’ bij {element.heet}"
            yield _ontbreekt(wat, invoer.naam, soorten)


def _poort(
    definitie: Procesdefinitie,
    poort: Element,
    zeker: frozenset[str],
    soorten: Mapping[str, tuple[Gegeven, ...]],
) -> Iterable[str]:
    uit = definitie.uitgaand[poort.id]
    if poort.standaard and poort.standaard not in {s.id for s in uit}:
        yield f"Keuze {poort.heet} heeft als standaard een pijl die er niet uit vertrekt."
        return
    if len(uit) < 2 and not any(s.voorwaarde for s in uit):
        return
    wegen = [s for s in uit if s.id != poort.standaard]
    if onleesbaar := next(filter(None, (_onleesbaar(definitie, poort, s) for s in wegen)), ""):
        yield onleesbaar
        return
    for weg in wegen:
        for naam in sorted(set(condition(weg.voorwaarde).variables) - zeker):
            yield _ontbreekt(f"De voorwaarde ‘{weg.voorwaarde}’ bij keuze {poort.heet}", naam, soorten)
    domeinen = {naam: ", ".join(map(_feel, waarden)) for naam, waarden in domeinen_van(soorten).items()}
    for bevinding in check_gateway([s.voorwaarde for s in wegen], domeinen, standaard=bool(poort.standaard)):
        yield f"Bij keuze {poort.heet} kloppen de voorwaarden niet: {bevinding.tekst}"


def _onleesbaar(definitie: Procesdefinitie, poort: Element, weg: Stroom) -> str:
    """Why nobody can tell when this way is taken; empty when one can."""
    if not weg.voorwaarde:
        naar = definitie.elementen[weg.naar].heet
        return f"Bij keuze {poort.heet} heeft de pijl naar {naar} geen voorwaarde."
    try:
        condition(weg.voorwaarde)
    except BeslistabelFout as fout:
        return f"Bij keuze {poort.heet} is de voorwaarde ‘{weg.voorwaarde}’ niet te lezen: {fout}"
    return ""


def _feel(waarde: object) -> str:
    return str(waarde).lower() if isinstance(waarde, bool) else f'"{waarde}"'


def _ontbreekt(waar: str, naam: str, soorten: Mapping[str, object]) -> str:
    if naam in soorten:
        return f"{waar} gebruikt ‘{naam}’, maar dat is niet op elke weg erheen al ingevuld."
    return f"{waar} gebruikt ‘{naam}’, maar geen formulier, beslistabel of dienst levert dat."


def _lijkt_op(wat: str, keuzes: Iterable[str]) -> str:
    dichtbij = get_close_matches(wat, list(keuzes), n=1, cutoff=0.6)
    return f" Bedoelt u ‘{dichtbij[0]}’?" if dichtbij else ""


def _opsom(dingen: Iterable[str]) -> str:
    lijst = sorted(dingen) if isinstance(dingen, (set, frozenset)) else list(dingen)
    return lijst[0] if len(lijst) == 1 else ", ".join(lijst[:-1]) + " of " + lijst[-1] if lijst else "niets"
