"""Bytes to a tree, safely: bounded in size and depth, no document type, no entities, no network.

A message that is not well-formed XML cannot be judged against a schema; it is refused here with one
sentence that says where the reading stopped.
"""

from __future__ import annotations

from lxml import etree

from ijw.bevinding import Bevinding, IjwFout
from ijw.declaratie import BERICHTEN, Bericht

GRENS = 25 * 1024 * 1024  # bytes; advice of the standard, hard limit in transport (README, section 5)

# Depth: libxml2 itself stops at 256 levels without huge_tree; the deepest message has eight.
# One parser for all: lxml locks it between threads.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
)


class _NietsErbij(etree.Resolver):
    """libxml2 looks for an external DTD even when told not to load it; nothing is ever opened here."""

    def resolve(self, *van_waar: object) -> None:
        raise _Verwijzing


class _Verwijzing(Exception):
    """The file refers to something outside itself."""


_PARSER.resolvers.add(_NietsErbij())


def lees_boom(data: bytes) -> etree._Element:
    """The root element of this XML; IjwFout when it is too large, unsafe or not XML."""
    if len(data) > GRENS:
        raise weigering("IJW-omvang", f"Het bestand is {len(data)} bytes groot; er mag maximaal 25 MB staan. "
                        "Verdeel de inhoud over meer berichten.")  # fmt: skip
    if not data or data.isspace():
        raise weigering("IJW-xml", "Het bestand is leeg. Lever een bericht in XML aan.")
    try:
        wortel = etree.fromstring(data, _PARSER)
    except _Verwijzing:
        raise _doctype() from None
    except (etree.XMLSyntaxError, ValueError, LookupError) as fout:
        raise weigering("IJW-xml", _zin(fout)) from None
    if wortel.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return wortel


def herken(wortel: etree._Element) -> type[Bericht]:
    """The message that this root element says it is; IjwFout when the library does not know it."""
    naam = etree.QName(wortel)
    bericht = BERICHTEN.get(naam.namespace or "")
    if bericht is None or naam.localname != "Bericht":
        bekend = ", ".join(sorted({b.NAAM for b in BERICHTEN.values()}))
        raise weigering(
            "XSD-element",
            f"Het hoofdelement {naam.localname!r} met namespace {naam.namespace or '(geen)'!r} is geen "
            f"bericht dat hier bekend is. Gebruik Bericht met de namespace van een van deze: {bekend}.",
            pad=f"/{naam.localname}",
        )
    return bericht


def weigering(regel: str, tekst: str, pad: str = "/") -> IjwFout:
    """A refusal of the whole file."""
    return IjwFout([Bevinding(regel, 1, pad, tekst)])


def _doctype() -> IjwFout:
    return weigering(
        "IJW-doctype",
        "Het bestand heeft een DOCTYPE. Dat is om veiligheid niet toegestaan; "
        "haal de DOCTYPE en eigen entiteiten weg.",
    )


def _zin(fout: Exception) -> str:
    regel, kolom = getattr(fout, "position", (0, 0))
    plaats = f" Het lezen stopte op regel {regel}, positie {kolom}." if regel else ""
    melding = getattr(fout, "msg", None) or fout
    return f"Het bestand is geen goed gevormde XML.{plaats} Melding van de lezer: {melding}."
