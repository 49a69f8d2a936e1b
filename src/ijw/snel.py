"""The fast reader: Python code and patterns generated once per message from its declaration.

It reads the plain valid message, which is nearly every message that arrives: no attributes but those of the
root, no comments, every element in its place. libxml2 has read the bytes before, so they are well-formed; here
one regular expression per class takes all values of that class at once. Anything else makes it stop, and the
thorough reader (`lezer`) decides. So it never refuses and never words a finding; it may only accept what
`lezer` accepts, with an equal result, which a test holds over every mutation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from functools import lru_cache
from typing import Any

from lxml import etree

from ijw.declaratie import Bericht, Klasse, Veld, Vorm
from ijw.lezer import ALTIJD_TOEGESTAAN
from ijw.soorten import WITRUIMTE, Code, Soort

Groepen = Callable[[re.Match[str]], Iterable[str | None]]
Lezer = Callable[[str, int, Groepen], tuple[Any, int]]


class Traag(Exception):
    """This message is for the thorough reader."""


def lees_snel(data: bytes, wortel: etree._Element, bericht: type[Bericht]) -> Bericht | None:
    """The message in these bytes, of which this is the root, or None when the thorough reader must look."""
    if not ALTIJD_TOEGESTAAN.issuperset(wortel.attrib):
        return None
    prefixen = {ruimte: prefix for prefix, ruimte in wortel.nsmap.items()}
    # mypy takes the class for its unhashable instances
    lees = _lezer(bericht, wortel.prefix, prefixen.get(bericht.VERSIE.basis))  # type: ignore[arg-type]
    try:
        tekst = _tekst(data, wortel)
        waarde, einde = lees(tekst, _begin(tekst), _met_entiteiten if "&" in tekst else re.Match.groups)
    except (Traag, ValueError):  # ValueError: bytes that are not UTF-8, a date that does not exist
        return None
    return waarde if not tekst[einde:].strip(WITRUIMTE) else None


def broncode(bericht: type[Bericht]) -> str:
    """The generated code for the prefixes of the samples, for who wants to see it."""
    return _Generator(bericht, bericht.NAAM.lower(), "ijw").broncode()


def _tekst(data: bytes, wortel: etree._Element) -> str:
    """The message as text, with the line ends that XML makes of them. Only UTF-8 is decoded here."""
    if (wortel.getroottree().docinfo.encoding or "").upper() != "UTF-8":
        raise Traag
    tekst = data.decode("utf-8-sig")
    return tekst.replace("\r\n", "\n").replace("\r", "\n") if "\r" in tekst else tekst


_PROLOOG = re.compile(r"(?:<\?xml[^?<>]*\?>)?[ \t\n]*(?=<[^!?])")


def _begin(tekst: str) -> int:
    proloog = _PROLOOG.match(tekst)
    if proloog is None:
        raise Traag
    return proloog.end()


_ENTITEIT = re.compile("&(#x?)?([^;]+);")
_NAMEN = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _met_entiteiten(gevonden: re.Match[str]) -> list[str | None]:
    """The values of a class with what stands for `&` and the like; there are no others without a DOCTYPE."""
    return [groep and _ENTITEIT.sub(_teken, groep) for groep in gevonden.groups()]


def _teken(entiteit: re.Match[str]) -> str:
    soort, naam = entiteit.groups()
    return chr(int(naam, 16 if soort == "#x" else 10)) if soort else _NAMEN[naam]


@lru_cache(maxsize=64)
def _lezer(bericht: type[Bericht], eigen: str | None, basis: str | None) -> Lezer:
    """The generated reader of a message whose root declares these prefixes."""
    generator = _Generator(bericht, eigen, basis)
    broncode = generator.broncode()
    ruimte: dict[str, Any] = generator.namen
    exec(compile(broncode, f"<ijw.snel {bericht.NAAM}>", "exec"), ruimte)  # noqa: S102  our own declaration
    lezer: Lezer = ruimte["lees_Bericht_Root"]
    return lezer


def _open_vorm(klasse: type[Klasse]) -> type[Any]:
    """A class with the same slots that may still be filled. A frozen dataclass sets each field through
    object.__setattr__, which costs a third of a reading; filling first and freezing by `__class__` does not."""
    namen = {
        "__slots__": klasse.__dict__["__slots__"],
        "__init__": object.__init__,
        "__setattr__": object.__setattr__,
    }
    return type(klasse.__name__, klasse.__bases__, namen)


_W = "[ \t\n]*+"


class _Generator:
    """Writes one function per class that holds a list, with one pattern for every run of fields between lists."""

    def __init__(self, bericht: type[Bericht], eigen: str | None, basis: str | None) -> None:
        self.bericht = bericht
        self.prefix = {False: f"{eigen}:" if eigen else "", True: f"{basis}:" if basis else ""}
        self.namen: dict[str, Any] = {
            "Traag": Traag,
            "datum_van": date.fromisoformat,
            "tijd_van": time.fromisoformat,
        }
        self.functies: dict[str, str] = {}
        self.groepen: list[str] = []
        self.teller = 0

    def broncode(self) -> str:
        vorm = self.bericht.VORM
        tag = re.escape(f"{self.prefix[False]}Bericht")
        self.functie(vorm, "Bericht", f"<{tag}(?:[ \t\n][^<>]*)?>", f"</{tag}[ \t\n]*>")
        return "\n\n".join(self.functies.values())

    def functie(self, vorm: Vorm, element: str, begin: str, einde: str) -> str:
        """Generate the reader of a class as this element, between these tags, once; its name."""
        naam = f"lees_{element}_{vorm.typenaam}"
        if naam in self.functies:
            return naam
        self.functies[naam] = ""  # keeps the order: inner classes follow
        self.namen[f"open_{vorm.typenaam}"] = _open_vorm(vorm.klasse)
        self.namen[f"klasse_{vorm.typenaam}"] = vorm.klasse
        regels: list[str] = []
        patroon, reeks = begin + _W, list[tuple[Veld, str]]()
        waarden: dict[str, str] = {}
        for veld in vorm.velden:
            waarden[veld.naam] = waarde = self.nieuw("v")
            if veld.item is None and not (isinstance(veld.soort, Vorm) and _heeft_lijst(veld.soort)):
                reeks.append((veld, waarde))
                continue
            regels += self.reeks(patroon, reeks, vorm.basis)
            patroon, reeks = "", []
            regels += self.apart(veld, waarde, vorm.basis)
        regels += self.reeks(patroon, reeks, vorm.basis, einde + _W)
        regels += [*self.maak(vorm, waarden, "o"), "return o, i"]
        self.functies[naam] = "\n".join([f"def {naam}(T, i, G):", *_dieper(regels)])
        return naam

    def reeks(self, patroon: str, velden: list[tuple[Veld, str]], basis: bool, einde: str = "") -> list[str]:
        """Lines that take a run of fields without lists by one pattern."""
        self.groepen = []
        lees: list[str] = []
        for veld, waarde in velden:
            deel, regels = self.plat(veld, waarde, basis)
            patroon += deel
            lees += regels
        if not patroon + einde:
            return []
        groepen = [f"({', '.join(self.groepen)},) = G(m)"] if self.groepen else []
        return [
            *self.pas(patroon + einde),
            "if m is None:",
            "    raise Traag",
            *groepen,
            "i = m.end()",
            *lees,
        ]

    def plat(self, veld: Veld, waarde: str, basis: bool) -> tuple[str, list[str]]:
        """The pattern of one field and the lines that make its value from the groups."""
        open_, dicht = self.tags(veld.naam, basis)
        groep = self.nieuw("g")
        self.groepen.append(groep)
        if isinstance(veld.soort, Vorm):
            # The empty group tells whether the class is there, also when everything in it may be absent.
            patroon, regels = self.klasse(veld.soort, waarde)
            patroon = f"{open_}(){_W}{patroon}{dicht}{_W}"
        else:
            patroon = f"{open_}([^<]*+){dicht}{_W}"
            regels = self.waarde(veld.soort, groep, waarde)
        if veld.verplicht:
            return patroon, regels
        return f"(?:{patroon})?+", [f"if {groep} is None:", f"    {waarde} = None", "else:", *_dieper(regels)]

    def klasse(self, vorm: Vorm, doel: str) -> tuple[str, list[str]]:
        """A class without lists, within the pattern of its owner."""
        self.namen[f"open_{vorm.typenaam}"] = _open_vorm(vorm.klasse)
        self.namen[f"klasse_{vorm.typenaam}"] = vorm.klasse
        patroon, lees, waarden = "", list[str](), dict[str, str]()
        for veld in vorm.velden:
            waarden[veld.naam] = self.nieuw("v")
            deel, regels = self.plat(veld, waarden[veld.naam], vorm.basis)
            patroon += deel
            lees += regels
        return patroon, [*lees, *self.maak(vorm, waarden, doel)]

    def apart(self, veld: Veld, waarde: str, basis: bool) -> list[str]:
        """A list, or a class that holds one: a step of its own."""
        open_, dicht = self.tags(veld.naam, basis)
        if veld.item is None:
            assert isinstance(veld.soort, Vorm)
            functie = self.functie(veld.soort, veld.naam, open_, dicht)
            lees = [f"{waarde}, i = {functie}(T, i, G)"]
            if veld.verplicht:
                return lees
            return [*self.komt(open_, "if"), *_dieper(lees), "else:", f"    {waarde} = None"]
        weg = "raise Traag" if veld.verplicht else f"{waarde} = ()"
        lees = ["i = m.end()", "delen = []", *self.delen(veld, basis)]
        lees += [
            "if not delen:",
            "    raise Traag",
            *self.pas(dicht + _W),
            "if m is None:",
            "    raise Traag",
        ]
        lees += ["i = m.end()", f"{waarde} = tuple(delen)"]
        return [*self.pas(open_ + _W), "if m is None:", f"    {weg}", "else:", *_dieper(lees)]

    def delen(self, veld: Veld, basis: bool) -> list[str]:
        open_, dicht = self.tags(str(veld.item), basis)
        if isinstance(veld.soort, Vorm):
            functie = self.functie(veld.soort, str(veld.item), open_, dicht)
            lees = [f"deel, i = {functie}(T, i, G)", "delen.append(deel)"]
            return [*self.komt(open_, "while"), *_dieper(lees)]
        pas = self.pas(f"{open_}([^<]*+){dicht}{_W}")
        lees = [
            "(g,) = G(m)",
            *self.waarde(veld.soort, "g", "deel"),
            "delen.append(deel)",
            "i = m.end()",
            *pas,
        ]
        return [*pas, "while m is not None:", *_dieper(lees)]

    def waarde(self, soort: Soort, groep: str, doel: str) -> list[str]:
        naam = soort.naam if soort.extra is None else self.nieuw(soort.naam)
        self.namen[naam] = soort
        if isinstance(soort, Code):
            self.namen[f"{naam}_codes"] = frozenset(soort.codes)
        weiger, uitkomst = soort.snel(naam)
        if soort.extra:
            weiger += f" or not {naam}.extra.toets.fullmatch(t)"
        return [f"t = {groep}", f"if {weiger}:", "    raise Traag", f"{doel} = {uitkomst}"]

    def maak(self, vorm: Vorm, waarden: dict[str, str], doel: str) -> list[str]:
        vul = [f"{doel}.{naam} = {waarde}" for naam, waarde in waarden.items()]
        return [f"{doel} = open_{vorm.typenaam}()", *vul, f"{doel}.__class__ = klasse_{vorm.typenaam}"]

    def pas(self, patroon: str) -> list[str]:
        naam = self.nieuw("R")
        self.namen[naam] = re.compile(patroon).match
        return [f"m = {naam}(T, i)"]

    def komt(self, open_: str, woord: str) -> list[str]:
        naam = self.nieuw("R")
        self.namen[naam] = re.compile(open_).match
        return [f"{woord} {naam}(T, i):"]

    def tags(self, naam: str, basis: bool) -> tuple[str, str]:
        """Patterns of the tags of an element; a prefix may hold a dot."""
        tag = re.escape(f"{self.prefix[basis]}{naam}")
        return f"<{tag}>", f"</{tag}>"

    def nieuw(self, voor: str) -> str:
        self.teller += 1
        return f"{voor}{self.teller}"


def _heeft_lijst(vorm: Vorm) -> bool:
    return any(v.item or (isinstance(v.soort, Vorm) and _heeft_lijst(v.soort)) for v in vorm.velden)


def _dieper(regels: list[str]) -> list[str]:
    return ["    " + regel for regel in regels]
