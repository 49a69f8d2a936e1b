"""A thousand ways to spoil a message, or to write it differently without spoiling it.

Every mutation is applied to a fresh copy of a valid message and gives bytes. Which are valid is not said
here: the official schema says so, and the library must agree.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
E = etree._Element

WAARDEN = [
    "", " ", "\t", "\n", "\u00a0", "\u2028", "a\nb", "a\tb", "a\rb", " a", "a ", "x", "X" * 200, "x" * 201, "😀", "😀" * 24,
    "é", "Ỳ", "ỳ", "A.B", ".", "..\n.", "0", "00", "01", "1", "2", "3", "02", " 1", "1 ", "\n1\n", "+1", "-1", "-0", "+0",
    "--1", "1.0", "1e3", "１", "٣", "99", "100", "99999", "100000", "99999999", "100000000", "999999999", "1000000000",
    "000000000000000000000000000007", "9" * 24, "9" * 25, "9" * 5000, "436", "437", "0436", "NL", "nl", "XX", "1234", "12345",
    "12345678", "123456789", "1234567890", "1.0.0", "1.0", "01.0.0", "1.0.0.0", "10.20.30", "2026-02-28", "2026-02-29",
    "2024-02-29", "1900-02-29", "2000-02-29", " 2026-02-28 ", "2026-02-28Z", "2026-02-28+01:00", "2026-02-28-05:00",
    "2026-2-28", "20260228", "2026-W01-1", "0000-01-01", "0001-01-01", "-0001-01-01", "-0004-02-29", "-0005-02-29",
    "12026-01-01", "012026-01-01", "9223372036854775807-01-01", "9223372036854775808-01-01", "2026-13-01", "2026-00-10",
    "2026-04-31", "2026-02-28T00:00:00", "12:34:56", "24:00:00", "24:00:01", "24:00:00.000", "23:59:60", "12:60:00", "12:34",
    "12:34:56.5", "12:34:56.", "23:59:59.9999999999", "23:59:59.99999999999999999999", "12:34:56Z", "12:34:56+01:00",
    " 12:34:56 ", "1:2:3", "-12:34:56", "a" * 9, "a" * 12, "a" * 13, "a" * 24, "a" * 25, "a" * 36, "a" * 37, "a" * 80,
    "a" * 81, "9" * 15, "9" * 16, "0001", "S300", "9999", "8001 ", "abc def", "Aé", "a1",
]  # fmt: skip

Wijziging = Callable[[E], None]


def mutaties(data: bytes, aantal: int, zaad: int = 1) -> Iterator[tuple[str, bytes]]:
    """At least `aantal` mutations when the message has room for them: a name for the report, and bytes."""
    boom = etree.fromstring(data)
    elementen = list(boom.iter())
    alle = [(plaats, naam) for plaats in range(len(elementen)) for naam in _WIJZIGINGEN]
    bladen = [plaats for plaats, element in enumerate(elementen) if not len(element)]
    alle += [(plaats, f"waarde {waarde!r}") for plaats in bladen for waarde in WAARDEN]
    random.Random(zaad).shuffle(alle)
    yield from _heel(data)
    for plaats, naam in alle[:aantal]:
        kopie = deepcopy(boom)
        element = list(kopie.iter())[plaats]
        wat = f"{etree.QName(element).localname}: {naam[:60]}"
        if naam.startswith("waarde "):
            element.text = WAARDEN[[f"waarde {w!r}" for w in WAARDEN].index(naam)]
        else:
            _WIJZIGINGEN[naam](element)
        yield wat, etree.tostring(kopie, encoding="UTF-8", xml_declaration=True)


def _heel(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The whole file otherwise: encodings, prefixes, what stands around the root."""
    tekst = data.decode()
    kop, _, lijf = tekst.partition("?>")
    yield "ongewijzigd", data
    yield "bom", b"\xef\xbb\xbf" + data
    yield "utf-16", (kop.replace("UTF-8", "UTF-16") + "?>" + lijf).encode("utf-16")
    yield "latin-1", (kop.replace("UTF-8", "ISO-8859-1") + "?>" + lijf).encode("latin-1", "xmlcharrefreplace")
    yield "zonder declaratie", lijf.strip().encode()
    yield "commentaar vooraf en achteraf", (kop + "?><!-- = -->" + lijf + "<!-- einde --><?pi?>").encode()
    yield "op één regel", lijf.replace("\r\n", "").replace("\t", "").encode()
    yield "andere prefix", lijf.replace("jw3", "x3").replace("ijw:", "y:").replace(":ijw", ":y").encode()
    voor = tekst.split("<jw")[1][:3]
    zonder = lijf.replace(f"jw{voor}:", "").replace(f"xmlns:jw{voor}", "xmlns")
    yield "eigen namespace als standaard", zonder.encode()
    yield "zonder namespace", zonder.replace("xmlns=", "xmlns:z=").encode()
    yield "ander hoofdelement", lijf.replace(":Bericht", ":Berichten").encode()
    yield "andere versie", lijf.replace("3_2", "3_1").encode()
    yield (
        "schemahint",
        lijf.replace(":Bericht ", f':Bericht xmlns:xsi="{XSI}" xsi:schemaLocation="a b" ', 1).encode(),
    )


def _weg(element: E) -> None:
    ouder = element.getparent()
    if ouder is not None:
        ouder.remove(element)


def _naast(element: E, afstand: int) -> None:
    ouder = element.getparent()
    if ouder is not None:
        plaats = ouder.index(element)
        ouder.insert(plaats + afstand, deepcopy(element))


def _verplaats(element: E, plaats: int) -> None:
    ouder = element.getparent()
    if ouder is not None:
        ouder.remove(element)
        ouder.insert(plaats if plaats >= 0 else len(ouder), element)


def _hernoem(element: E, naam: str) -> None:
    element.tag = f"{{{etree.QName(element).namespace}}}{naam}"


def _ruimte(element: E, ruimte: str | None) -> None:
    naam = etree.QName(element).localname
    element.tag = f"{{{ruimte}}}{naam}" if ruimte else naam


def _kind(element: E, knoop: E, plaats: int = 0) -> None:
    element.insert(plaats, knoop)


def _knip(element: E, knoop: E) -> None:
    """Put a node in the middle of the text."""
    tekst = element.text or ""
    midden = len(tekst) // 2
    element.text, knoop.tail = tekst[:midden], tekst[midden:]
    element.insert(0, knoop)


def _xsi_type(element: E, waarde: str) -> None:
    prefix = {ruimte: voor for voor, ruimte in element.nsmap.items()}
    eigen = next(voor for ruimte, voor in prefix.items() if "/jw3" in ruimte)
    element.set(f"{{{XSI}}}type", waarde.replace("EIGEN", str(eigen)))


def _zet_tekst(element: E, tekst: str) -> None:
    element.text = tekst + (element.text or "")


def _zet_staart(element: E, tekst: str) -> None:
    if element.getparent() is not None:
        element.tail = tekst


BASIS = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema"
_TYPEN = [
    "EIGEN:Root", "EIGEN:Header", "EIGEN:Client", "EIGEN:Contact", "EIGEN:Relaties", "EIGEN:ToegewezenProduct",
    "EIGEN:RetourCodes", "ijw:CDT_Product", "ijw:CDT_VolledigeNaam", "ijw:CDT_XsdVersie", "ijw:LDT_Datum", "ijw:LDT_Nummer",
    "ijw:LDT_Commentaar", "ijw:LDT_BerichtCode", "ijw:LDT_Gemeente", "ijw:Onbekend", "onbekend:Type", "Client", "",
]  # fmt: skip

_WIJZIGINGEN: dict[str, Wijziging] = {
    "weg": _weg,
    "leeg": lambda e: (e.clear(), None)[1],
    "dubbel ervoor": lambda e: _naast(e, 0),
    "dubbel erna": lambda e: _naast(e, 1),
    "naar voren": lambda e: _verplaats(e, 0),
    "naar achteren": lambda e: _verplaats(e, -1),
    "andere naam": lambda e: _hernoem(e, "Onbekend"),
    "naam Commentaar": lambda e: _hernoem(e, "Commentaar"),
    "naam Einddatum": lambda e: _hernoem(e, "Einddatum"),
    "kleine letters": lambda e: _hernoem(e, etree.QName(e).localname.lower()),
    "zonder namespace": lambda e: _ruimte(e, None),
    "basisnamespace": lambda e: _ruimte(e, BASIS),
    "namespace 301": lambda e: _ruimte(e, "http://www.istandaarden.nl/ijw/3_2/jw301/schema"),
    "onbekende namespace": lambda e: _ruimte(e, "urn:x"),
    "vreemd kind": lambda e: _kind(e, etree.Element("Vreemd")),
    "vreemd kind achteraan": lambda e: _kind(e, etree.Element("Vreemd"), len(e)),
    "zichzelf als kind": lambda e: _kind(e, deepcopy(e)),
    "commentaar": lambda e: _kind(e, etree.Comment("x")),
    "instructie": lambda e: _kind(e, etree.ProcessingInstruction("x", "y")),
    "commentaar in tekst": lambda e: _knip(e, etree.Comment("x")),
    "instructie in tekst": lambda e: _knip(e, etree.ProcessingInstruction("x")),
    "element in tekst": lambda e: _knip(e, etree.Element("x")),
    "tekst vooraf": lambda e: _zet_tekst(e, "x"),
    "spatie vooraf": lambda e: _zet_tekst(e, " "),
    "harde spatie vooraf": lambda e: _zet_tekst(e, "\u00a0"),
    "tekst erna": lambda e: _zet_staart(e, "x"),
    "witruimte erna": lambda e: _zet_staart(e, " \t\r\n"),
    "harde spatie erna": lambda e: _zet_staart(e, "\u00a0"),
    "attribuut": lambda e: e.set("a", "1"),
    "xml:lang": lambda e: e.set("{http://www.w3.org/XML/1998/namespace}lang", "nl"),
    "xml:space": lambda e: e.set("{http://www.w3.org/XML/1998/namespace}space", "preserve"),
    "nil waar": lambda e: e.set(f"{{{XSI}}}nil", "true"),
    "nil onwaar": lambda e: e.set(f"{{{XSI}}}nil", "false"),
    "xsi onbekend": lambda e: e.set(f"{{{XSI}}}x", "1"),
    "schemaLocation": lambda e: e.set(f"{{{XSI}}}schemaLocation", "urn:x x.xsd"),
    "noNamespaceSchemaLocation": lambda e: e.set(f"{{{XSI}}}noNamespaceSchemaLocation", "x.xsd"),
    "type naar de naam": lambda e: _xsi_type(e, f"EIGEN:{etree.QName(e).localname}"),
    **{f"type {naam}": (lambda e, naam=naam: _xsi_type(e, naam)) for naam in _TYPEN},
}
