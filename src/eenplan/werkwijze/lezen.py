"""From a BPMN file to a `Procesdefinitie`.

`lees(xml)` reads the bytes of one BPMN 2.0 file. It is tolerant on purpose: what this house does not support is kept
in `onbekend`, so that the check can name every mistake at once instead of the first one.

Our own attributes stand in the namespace `https://eenplan.nl/schema/bpmn` (see processen/README.md); bpmn-js keeps
attributes it does not know, so a kwaliteitsadviseur can redraw a process without losing them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from .definitie import Baan, Element, Gegeven, Onbekend, Procesdefinitie, Stap, Stroom

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
EENPLAN = "https://eenplan.nl/schema/bpmn"
GROOTSTE_BESTAND = 2 * 1024 * 1024

SOORTEN = {
    "startEvent": "start",
    "endEvent": "eind",
    "userTask": "gebruikerstaak",
    "serviceTask": "dienst",
    "businessRuleTask": "tabel",
    "callActivity": "aanroep",
    "exclusiveGateway": "keuze",
    "parallelGateway": "parallel",
}
_BIJSCHRIFT = {
    "documentation", "extensionElements", "laneSet", "sequenceFlow", "association", "textAnnotation", "group",
    "dataObject", "dataObjectReference", "dataStoreReference", "boundaryEvent", "property", "ioSpecification",
}  # fmt: skip


class OnleesbaarBestand(ValueError):
    """The file cannot be read at all; `zin` tells a Dutch reader what, where and how to mend it."""

    def __init__(self, zin: str):
        super().__init__(zin)
        self.zin = zin


def veilige_boom(xml: bytes, *, wat: str = "bestand") -> etree._Element:
    """Parse untrusted XML: at most 2 MB, UTF-8, no document type, no entities, no network."""
    if len(xml) > GROOTSTE_BESTAND:
        raise OnleesbaarBestand(
            f"Het {wat} is groter dan 2 MB ({len(xml) / 1024 / 1024:.1f} MB). Een werkwijze is een tekening; "
            "haal plaatjes of andere bijlagen eruit en probeer het opnieuw."
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        wortel = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fout:
        regel = f" op regel {fout.lineno}" if fout.lineno else ""
        raise OnleesbaarBestand(
            f"Het {wat} is geen leesbare XML{regel}. Sla de tekening opnieuw op in het tekenprogramma en laad haar "
            "daarna nog eens."
        ) from fout
    docinfo: Any = wortel.getroottree().docinfo
    if not _is_utf8(xml, docinfo.encoding):
        raise OnleesbaarBestand(
            f"Het {wat} is geschreven in {docinfo.encoding}. Sla het op als UTF-8 en laad het daarna nog eens."
        )
    if docinfo.doctype or docinfo.internalDTD is not None:
        raise OnleesbaarBestand(
            f"Het {wat} begint met een documenttype (DOCTYPE). Dat is niet toegestaan, omdat daarmee andere "
            "bestanden kunnen worden binnengehaald. Verwijder die regel en laad het bestand opnieuw."
        )
    return wortel


def lees(xml: bytes) -> Procesdefinitie:
    """Read one BPMN file with exactly one process in it."""
    wortel = veilige_boom(xml, wat="BPMN-bestand")
    processen = wortel.findall(f"{{{BPMN}}}process")
    if wortel.tag != f"{{{BPMN}}}definitions" or not processen:
        raise OnleesbaarBestand(
            "Dit is geen BPMN 2.0-bestand met een proces erin. Kies een .bpmn-bestand dat met bpmn-js of een "
            "ander BPMN-programma is gemaakt."
        )
    if len(processen) > 1:
        raise OnleesbaarBestand(
            f"Er staan {len(processen)} processen in één bestand. Zet elk proces in een eigen bestand; het ene "
            "proces roept het andere aan met een aanroep (call activity)."
        )
    return _Lezer(processen[0], xml).definitie()


class _Lezer:
    """Walks the children of one process element; every method reads one kind of thing."""

    def __init__(self, proces: etree._Element, xml: bytes):
        self.proces = proces
        self.xml = xml
        self.onbekend: list[Onbekend] = []

    def definitie(self) -> Procesdefinitie:
        banen = self.banen()
        baan_van = {
            ref.text.strip(): banen[lane.get("id", "")]
            for lane in self.proces.iter(f"{{{BPMN}}}lane")
            for ref in lane.findall(f"{{{BPMN}}}flowNodeRef")
            if ref.text
        }
        klokken = self.klokken()
        elementen: dict[str, Element] = {}
        for knoop in self.proces:
            if not isinstance(knoop.tag, str) or _naam(knoop) in _BIJSCHRIFT:
                continue
            if element := self.element(knoop, baan_van, klokken):
                if not element.id or element.id in elementen:
                    zin = "heeft geen eigen kenmerk (id), of een kenmerk dat al bij een ander element staat. Teken het opnieuw."
                    self.onbekend.append(Onbekend(element.id, element.naam, _naam(knoop), zin))
                elementen[element.id] = element
        stromen = tuple(self.stroom(s) for s in self.proces.findall(f"{{{BPMN}}}sequenceFlow"))
        return Procesdefinitie(
            sleutel=self.proces.get("id", ""),
            naam=self.proces.get("name", "") or self.proces.get("id", ""),
            xml=self.xml,
            elementen=elementen,
            stromen=stromen,
            banen=tuple(banen.values()),
            onbekend=tuple(self.onbekend),
            vingerafdruk=hashlib.sha256(self.xml).hexdigest(),
        )

    def banen(self) -> dict[str, Baan]:
        return {
            lane.get("id", ""): Baan(
                id=lane.get("id", ""),
                naam=lane.get("name", ""),
                functie=_eigen(lane, "functie"),
                ook_functie=_eigen(lane, "ookFunctie"),
                functie_uit=_eigen(lane, "functieUit"),
                team=_eigen(lane, "team"),
                voor=_eigen(lane, "voor"),
            )
            for lane in self.proces.iter(f"{{{BPMN}}}lane")
        }

    def element(
        self, knoop: etree._Element, baan_van: dict[str, Baan], klokken: dict[str, etree._Element]
    ) -> Element | None:
        soort = SOORTEN.get(_naam(knoop))
        if soort is None:
            self.meld_onbekend(knoop)
            return None
        self.weiger_bijzonderheden(knoop, soort)
        element_id = knoop.get("id", "")
        klok = klokken.get(element_id)
        return Element(
            id=element_id,
            soort=soort,
            naam=" ".join(knoop.get("name", "").split()),
            baan=baan_van.get(element_id),
            formulier=_eigen(knoop, "formulier"),
            dienst=_eigen(knoop, "dienst"),
            tabellen=tuple(_eigen(knoop, "tabel").split()),
            aanroep=knoop.get("calledElement", "") if soort == "aanroep" else "",
            termijn=_eigen(klok, "termijn") if klok is not None else "",
            duur=_duur(klok) if klok is not None else "",
            werkdagen=klok is not None and _eigen(klok, "werkdagen") == "true",
            vanaf=_eigen(klok, "vanaf") if klok is not None else "",
            uitkomst=_eigen(knoop, "uitkomst"),
            niet_door=tuple(_eigen(knoop, "nietDoor").split()),
            stappen=tuple(_stappen(knoop)),
            levert=tuple(_levert(knoop)),
            standaard=knoop.get("default", ""),
            toelichting=" ".join((knoop.findtext(f"{{{BPMN}}}documentation") or "").split()),
        )

    def klokken(self) -> dict[str, etree._Element]:
        """Terms are drawn as a clock on the edge of a task: a timer boundary event that interrupts nothing."""
        klokken = {}
        for rand in self.proces.findall(f"{{{BPMN}}}boundaryEvent"):
            is_klok = rand.find(f"{{{BPMN}}}timerEventDefinition") is not None
            if not is_klok or rand.get("cancelActivity", "true") == "true" or self.heeft_uitgang(rand):
                self.onbekend.append(
                    Onbekend(
                        rand.get("id", ""),
                        rand.get("name", ""),
                        "boundaryEvent",
                        "is een randgebeurtenis die deze motor niet uitvoert. Aan de rand van een taak mag alleen een "
                        "klok staan die niets onderbreekt en geen uitgaande pijl heeft: dat is de termijn van de taak.",
                    )
                )
                continue
            klokken[rand.get("attachedToRef", "")] = rand
        return klokken

    def heeft_uitgang(self, knoop: etree._Element) -> bool:
        return any(
            s.get("sourceRef") == knoop.get("id") for s in self.proces.findall(f"{{{BPMN}}}sequenceFlow")
        )

    def meld_onbekend(self, knoop: etree._Element) -> None:
        tag = _naam(knoop)
        zin = (
            "is een scripttaak. Een werkwijze mag geen programmacode uitvoeren; maak er een dienst of een "
            "beslistabel van."
            if tag == "scriptTask"
            else f"is een onderdeel ({tag}) dat deze motor niet uitvoert. Gebruik gebruikerstaken, diensten, "
            "beslistabellen, aanroepen, exclusieve en parallelle poorten, en een gewone start en eind."
        )
        self.onbekend.append(Onbekend(knoop.get("id", ""), knoop.get("name", ""), tag, zin))

    def weiger_bijzonderheden(self, knoop: etree._Element, soort: str) -> None:
        for kind in knoop:
            if not isinstance(kind.tag, str):
                continue
            tag = _naam(kind)
            if tag.endswith("LoopCharacteristics"):
                zin = "herhaalt zichzelf (lus of meervoudige taak). Teken de herhaling uit met een keuze en een pijl."
            elif tag.endswith("EventDefinition"):
                zin = f"is een bijzondere gebeurtenis ({tag}). Alleen een gewone start en een gewoon eind worden uitgevoerd."
            else:
                continue
            self.onbekend.append(Onbekend(knoop.get("id", ""), knoop.get("name", ""), tag, zin))

    def stroom(self, knoop: etree._Element) -> Stroom:
        return Stroom(
            id=knoop.get("id", ""),
            naam=" ".join(knoop.get("name", "").split()),
            van=knoop.get("sourceRef", ""),
            naar=knoop.get("targetRef", ""),
            voorwaarde=(knoop.findtext(f"{{{BPMN}}}conditionExpression") or "").strip(),
        )


def _is_utf8(xml: bytes, encoding: str) -> bool:
    """A version is kept as text and read as UTF-8 again; another encoding would come back as something else."""
    if encoding.upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        return False
    try:
        xml.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _naam(knoop: etree._Element) -> str:
    tag = etree.QName(knoop)
    return tag.localname if tag.namespace == BPMN else f"{tag.namespace}:{tag.localname}"


def _eigen(knoop: etree._Element, naam: str) -> str:
    return knoop.get(f"{{{EENPLAN}}}{naam}", "").strip()


def _uitbreidingen(knoop: etree._Element, naam: str) -> Iterable[etree._Element]:
    for blok in knoop.findall(f"{{{BPMN}}}extensionElements"):
        yield from blok.findall(f"{{{EENPLAN}}}{naam}")


def _duur(klok: etree._Element) -> str:
    return (klok.findtext(f".//{{{BPMN}}}timeDuration") or "").strip()


def _stappen(knoop: etree._Element) -> Iterable[Stap]:
    """Steps as checklist items (child elements) or, where nothing need be ticked, as one attribute."""
    for stap in _uitbreidingen(knoop, "stap"):
        yield Stap(stap.get("nr", "").strip(), " ".join((stap.text or "").split()))
    for nr in _eigen(knoop, "stappen").split():
        yield Stap(nr, "")


def _levert(knoop: etree._Element) -> Iterable[Gegeven]:
    for gegeven in _uitbreidingen(knoop, "levert"):
        soort = gegeven.get("soort", "keuze")
        waarden: tuple[object, ...] = tuple((gegeven.get("waarden") or "").split())
        if soort == "janee":
            waarden = (True, False)
        elif soort == "getal":
            waarden = tuple(float(w) if "." in w else int(w) for w in map(str, waarden) if _is_getal(w))
        yield Gegeven(gegeven.get("naam", ""), soort, waarden, " ".join((gegeven.text or "").split()))


def _is_getal(tekst: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", tekst) is not None
