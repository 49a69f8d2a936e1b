"""The fast reader: Python code generated once per message from its declaration.

It reads the plain valid message, which is nearly every message that arrives: no attributes, no
comments, nothing to report. The tree is flattened in document order to rows (number of the name, text,
count of children), which determine it; the generated functions walk those rows once. Anything else makes
it stop, and the thorough reader (`lezer`) decides. So it never refuses and never words a finding; it may
only accept what `lezer` accepts, with an equal result, which a test holds over every mutation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Any

from lxml import etree

from ijw.declaratie import Bericht, Klasse, Veld, Vorm
from ijw.soorten import Code, Soort

Rijen = list[tuple[int, str, int]]


class Traag(Exception):
    """This message is for the thorough reader."""


_HEEFT_ATTRIBUTEN = etree.XPath("boolean(//@*)")
_ALLE_TEKST = etree.XPath("string()", smart_strings=False)


def lees_snel(wortel: etree._Element, bericht: type[Bericht]) -> Bericht | None:
    """The message in this tree, or None when the thorough reader must look at it."""
    if _HEEFT_ATTRIBUTEN(wortel):
        return None
    functie, nummers = _lezer(bericht)  # type: ignore[arg-type]
    try:
        rijen = [(nummers[element.tag], element.text or "", len(element)) for element in wortel.iter()]
        if _zichtbaar(str(_ALLE_TEKST(wortel))) != _zichtbaar("".join([t for _, t, n in rijen if not n])):
            return None  # text between the elements
        rijen.append((-1, "", 0))  # so that looking one row ahead is always possible
        waarde, einde = functie(rijen, 0)
    except (KeyError, Traag, ValueError):  # KeyError: an element that the message does not know, a comment
        return None
    gelezen: Bericht | None = waarde if einde == len(rijen) - 1 else None
    return gelezen


def broncode(bericht: type[Bericht]) -> str:
    """The generated code, for who wants to see it."""
    return _Generator(bericht).broncode()


def _zichtbaar(tekst: str) -> int:
    return len(tekst) - tekst.count(" ") - tekst.count("\t") - tekst.count("\n") - tekst.count("\r")


@cache
def _lezer(bericht: type[Bericht]) -> tuple[Callable[[Rijen, int], tuple[Any, int]], dict[Any, int]]:
    """The generated reader of a message, and the number of each element name in its rows."""
    generator = _Generator(bericht)
    broncode = generator.broncode()
    ruimte: dict[str, Any] = generator.namen
    exec(compile(broncode, f"<ijw.snel {bericht.NAAM}>", "exec"), ruimte)  # noqa: S102  our own declaration
    return ruimte["lees_Root"], generator.nummers


def _open_vorm(klasse: type[Klasse]) -> type[Any]:
    """A class with the same slots that may still be filled. A frozen dataclass sets each field through
    object.__setattr__, which costs a third of a reading; filling first and freezing by `__class__` does not."""
    namen = {
        "__slots__": klasse.__dict__["__slots__"],
        "__init__": object.__init__,
        "__setattr__": object.__setattr__,
    }
    return type(klasse.__name__, klasse.__bases__, namen)


class _Generator:
    def __init__(self, bericht: type[Bericht]) -> None:
        self.versie = bericht.VERSIE
        self.bericht = bericht
        self.namen: dict[str, Any] = {
            "Traag": Traag,
            "datum_van": date.fromisoformat,
            "tijd_van": time.fromisoformat,
        }
        self.functies: dict[str, str] = {}
        # Numbers instead of names: quick to compare, and a row does not keep a long name alive.
        self.nummers: dict[Any, int] = {f"{{{self.versie.ruimte(bericht.NAAM)}}}Bericht": 0}

    def nummer(self, ruimte: str, naam: str) -> int:
        return self.nummers.setdefault(f"{{{ruimte}}}{naam}", len(self.nummers))

    def broncode(self) -> str:
        self.functie(self.bericht.VORM)
        return "\n\n".join(self.functies.values())

    def functie(self, vorm: Vorm) -> str:
        """Generate the reader of a class once; its name."""
        naam = f"lees_{vorm.typenaam}"
        if naam in self.functies:
            return naam
        self.functies[naam] = ""  # keeps the order: inner classes follow
        self.namen[f"open_{vorm.typenaam}"] = _open_vorm(vorm.klasse)
        self.namen[f"klasse_{vorm.typenaam}"] = vorm.klasse
        ruimte = self.versie.basis if vorm.basis else self.versie.ruimte(self.bericht.NAAM)
        regels = [f"def {naam}(R, i):", "    rest = R[i][2]", "    i += 1", "    g, t, n = R[i]"]
        for nummer, veld in enumerate(vorm.velden):
            regels += ["    " + regel for regel in self.veld(veld, nummer, ruimte)]
        regels += ["    if rest:", "        raise Traag", f"    o = open_{vorm.typenaam}()"]
        regels += [f"    o.{veld.naam} = v{nummer}" for nummer, veld in enumerate(vorm.velden)]
        regels += [f"    o.__class__ = klasse_{vorm.typenaam}", "    return o, i"]
        self.functies[naam] = "\n".join(regels)
        return naam

    def veld(self, veld: Veld, nummer: int, ruimte: str) -> list[str]:
        """Lines that read one element into `v<nummer>`, with `g, t, n` the row at hand."""
        tag = self.nummer(ruimte, veld.naam)
        if veld.item is not None:
            lees = self.lijst(veld, nummer, self.nummer(ruimte, veld.item))
        elif isinstance(veld.soort, Vorm):
            lees = [f"v{nummer}, i = {self.functie(veld.soort)}(R, i)"]
        else:
            lees = [*self.waarde(veld.soort, f"v{nummer} = "), "i += 1"]
        lees += ["rest -= 1", "g, t, n = R[i]"]
        if veld.verplicht:
            return [f"if g != {tag}:", "    raise Traag", *lees]
        leeg = "()" if veld.item is not None else "None"
        return [f"if rest and g == {tag}:", *["    " + r for r in lees], "else:", f"    v{nummer} = {leeg}"]

    def lijst(self, veld: Veld, nummer: int, tag: int) -> list[str]:
        regels = ["if not n:", "    raise Traag", "i += 1", "delen = []", "for _ in range(n):"]
        if isinstance(veld.soort, Vorm):
            binnen = [
                f"if R[i][0] != {tag}:",
                "    raise Traag",
                f"deel, i = {self.functie(veld.soort)}(R, i)",
            ]
        else:
            binnen = ["g, t, n = R[i]", f"if g != {tag}:", "    raise Traag"]
            binnen += [*self.waarde(veld.soort, "deel = "), "i += 1"]
        return [*regels, *["    " + r for r in [*binnen, "delen.append(deel)"]], f"v{nummer} = tuple(delen)"]

    def waarde(self, soort: Soort, doel: str) -> list[str]:
        naam = soort.naam if soort.extra is None else f"{soort.naam}_{len(self.namen)}"
        self.namen[naam] = soort
        if isinstance(soort, Code):
            self.namen[f"{naam}_codes"] = frozenset(soort.codes)
        weiger, uitkomst = soort.snel(naam)
        if soort.extra:
            weiger += f" or not {naam}.extra.toets.fullmatch(t)"
        return [f"if n or {weiger}:", "    raise Traag", f"{doel}{uitkomst}"]
