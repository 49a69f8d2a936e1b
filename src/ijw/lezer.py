"""The thorough reader: checks a tree against its declaration and builds the object on the way.

This is level 1 of the standard, and its verdict is that of the official schema. It goes on after an
error, so one reading gives all findings. `snel` reads the plain valid message faster and leaves the
rest to this reader, which has the last word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ijw.bevinding import Afgekeurd, Bevinding, BuitenBereik
from ijw.declaratie import Bericht, Veld, Versie, Vorm
from ijw.soorten import WITRUIMTE, Soort, kort

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
ALTIJD_TOEGESTAAN = {XSI + "schemaLocation", XSI + "noNamespaceSchemaLocation"}
_ONLEESBAAR = object()  # stands in for a value with findings


@dataclass(frozen=True, slots=True)
class Lezing:
    """The outcome of a reading: the message when it holds, and what is wrong with it. `buiten_bereik`
    are values that the schema allows and Python cannot hold: they stop `parse`, not `check`."""

    bericht: Bericht | None
    bevindingen: tuple[Bevinding, ...]
    buiten_bereik: tuple[Bevinding, ...]


def lees(wortel: etree._Element, bericht: type[Bericht]) -> Lezing:
    """Check this tree and, where possible, build the message."""
    lezer = _Lezer(bericht)
    waarde = lezer.klasse(wortel, bericht.VORM, "/Bericht")
    goed = isinstance(waarde, bericht)
    return Lezing(waarde if goed else None, tuple(lezer.bevindingen), tuple(lezer.buiten_bereik))


class _Lezer:
    def __init__(self, bericht: type[Bericht]) -> None:
        self.versie: Versie = bericht.VERSIE
        self.ruimte = self.versie.ruimte(bericht.NAAM)
        self.bevindingen: list[Bevinding] = []
        self.buiten_bereik: list[Bevinding] = []

    def klasse(self, element: etree._Element, vorm: Vorm, pad: str) -> Any:
        """An element with elements inside, in the declared order, each at most once."""
        ruimte = self.ruimte_van(vorm)
        self.omhulsel(element, f"{{{ruimte}}}{vorm.typenaam}", pad)
        plaatsen = {f"{{{ruimte}}}{veld.naam}": i for i, veld in enumerate(vorm.velden)}
        kinderen = [kind for kind in element if isinstance(kind.tag, str)]
        aanwezig = {kind.tag for kind in kinderen}
        waarden: dict[str, Any] = {}
        volgende = 0
        for kind, kindpad in _paden(kinderen, pad):
            plaats = plaatsen.get(kind.tag)
            if plaats is None:
                self.meld("XSD-element", kindpad, _onbekend(kind, plaatsen, vorm))
                continue
            veld = vorm.velden[plaats]
            if plaats < volgende:
                self.meld("XSD-element", kindpad, _misplaatst(veld, vorm, dubbel=veld.naam in waarden))
            waarden[veld.naam] = self.veld(kind, veld, vorm, kindpad)
            volgende = max(volgende, plaats + 1)
        for veld in vorm.velden:
            if veld.verplicht and f"{{{ruimte}}}{veld.naam}" not in aanwezig:
                tekst = f"Het verplichte element {veld.naam} ontbreekt."
                raad = f"Vul het in op zijn plaats in {_noem(vorm)}."
                self.meld("XSD-element", f"{pad}/{veld.naam}", f"{tekst} {raad}")
                waarden[veld.naam] = _ONLEESBAAR
        if self.bevindingen or _ONLEESBAAR in waarden.values():
            return _ONLEESBAAR
        return vorm.klasse(**waarden)

    def veld(self, element: etree._Element, veld: Veld, eigenaar: Vorm, pad: str) -> Any:
        """One element of a class: a wrapper, a class or a value."""
        if veld.item:
            return self.lijst(element, veld, eigenaar, pad)
        if isinstance(veld.soort, Vorm):
            return self.klasse(element, veld.soort, pad)
        return self.waarde(element, veld.soort, pad)

    def lijst(self, element: etree._Element, veld: Veld, eigenaar: Vorm, pad: str) -> Any:
        """A wrapper: one or more elements of one name."""
        ruimte = self.ruimte_van(eigenaar)
        self.omhulsel(element, f"{{{ruimte}}}{veld.naam}", pad)
        naam = f"{{{ruimte}}}{veld.item}"
        kinderen = [kind for kind in element if isinstance(kind.tag, str)]
        waarden = []
        teller = 0
        for kind, kindpad in _paden(kinderen, pad):
            if kind.tag != naam:
                tekst = f"Het element {_lokaal(kind)} hoort hier niet."
                raad = f"In {veld.naam} mag alleen {veld.item} staan, met namespace {ruimte}."
                self.meld("XSD-element", kindpad, f"{tekst} {raad}")
                continue
            teller += 1
            itempad = f"{pad}/{veld.item}[{teller}]"
            if isinstance(veld.soort, Vorm):
                waarden.append(self.klasse(kind, veld.soort, itempad))
            else:
                waarden.append(self.waarde(kind, veld.soort, itempad))
        if not teller:
            raad = "." if veld.verplicht else f", of laat {veld.naam} weg."
            tekst = f"{veld.naam} is leeg. Zet er minstens één element {veld.item} in{raad}"
            self.meld("XSD-element", f"{pad}/{veld.item}[1]", tekst)
        return _ONLEESBAAR if self.bevindingen or _ONLEESBAAR in waarden else tuple(waarden)

    def waarde(self, element: etree._Element, soort: Soort, pad: str) -> Any:
        """An element with a value of a simple datatype."""
        typenaam = None if soort.extra else f"{{{self.versie.basis}}}{soort.naam}"
        self.attributen(element, typenaam, pad)
        tekst = element.text or ""
        for kind in element:
            if isinstance(kind.tag, str):
                tekst = f"Hier mag alleen een waarde staan. Haal het element {_lokaal(kind)} weg."
                self.meld("XSD-element", f"{pad}/{_lokaal(kind)}", tekst)
                return _ONLEESBAAR
            tekst += kind.tail or ""  # a comment or instruction does not interrupt a value
        try:
            return soort.lees(tekst)
        except BuitenBereik as fout:
            self.buiten_bereik.append(Bevinding(fout.regel, 1, pad, fout.tekst))
        except Afgekeurd as fout:
            self.meld(fout.regel, pad, fout.tekst)
        return _ONLEESBAAR

    def omhulsel(self, element: etree._Element, typenaam: str, pad: str) -> None:
        """What every element that holds elements obeys: no text of its own, no attributes."""
        self.attributen(element, typenaam, pad)
        teksten = [element.text, *(kind.tail for kind in element)]
        los = "".join(tekst for tekst in teksten if tekst).strip(WITRUIMTE)
        if los:
            self.meld("XSD-tekst", pad, f"Tussen de elementen staat tekst: {kort(los)}. Haal die tekst weg.")

    def attributen(self, element: etree._Element, typenaam: str | None, pad: str) -> None:
        """No attributes, except hints where a schema is and an xsi:type that says what is so anyway."""
        for naam, waarde in element.items():
            if naam in ALTIJD_TOEGESTAAN:
                continue
            if naam == XSI + "type" and typenaam is not None and _qname(element, str(waarde)) == typenaam:
                continue
            attribuut = "xsi:" + str(naam).removeprefix(XSI) if str(naam).startswith(XSI) else str(naam)
            tekst = f"Het attribuut {attribuut} ({kort(str(waarde))}) mag hier niet staan. Haal het weg."
            self.meld("XSD-attribuut", pad, tekst)

    def ruimte_van(self, vorm: Vorm) -> str:
        return self.versie.basis if vorm.basis else self.ruimte

    def meld(self, regel: str, pad: str, tekst: str) -> None:
        self.bevindingen.append(Bevinding(regel, 1, pad, tekst))


def _paden(kinderen: list[etree._Element], pad: str) -> Iterator[tuple[etree._Element, str]]:
    """Each child with its path; the second and later of one name carry their number."""
    geteld: dict[str, int] = {}
    for kind in kinderen:
        naam = _lokaal(kind)
        geteld[naam] = aantal = geteld.get(naam, 0) + 1
        yield kind, f"{pad}/{naam}[{aantal}]" if aantal > 1 else f"{pad}/{naam}"


def _onbekend(kind: etree._Element, plaatsen: dict[str, int], vorm: Vorm) -> str:
    naam = _lokaal(kind)
    for verwacht in plaatsen:
        ruimte, _, lokaal = verwacht[1:].partition("}")
        if lokaal == naam:
            return f"Het element {naam} heeft de verkeerde namespace. Gebruik {ruimte}."
    return f"Het element {naam} hoort niet in {_noem(vorm)}. Haal het weg of controleer de naam."


def _misplaatst(veld: Veld, vorm: Vorm, dubbel: bool) -> str:
    if dubbel:
        return f"Het element {veld.naam} staat vaker dan één keer in {_noem(vorm)}. Laat er één staan."
    volgorde = ", ".join(v.naam for v in vorm.velden)
    return (
        f"Het element {veld.naam} staat op de verkeerde plaats in {_noem(vorm)}. De volgorde is: {volgorde}."
    )


def _noem(vorm: Vorm) -> str:
    return "Bericht" if vorm.typenaam == "Root" else vorm.klasse.__name__


def _lokaal(element: etree._Element) -> str:
    return etree.QName(element).localname


def _qname(element: etree._Element, waarde: str) -> str:
    """The name that an xsi:type value means here; libxml2 allows no white space around it."""
    voor, dubbelepunt, lokaal = waarde.rpartition(":")
    ruimte = element.nsmap.get(voor if dubbelepunt else None)
    return f"{{{ruimte}}}{lokaal}" if ruimte else lokaal
