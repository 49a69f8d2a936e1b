"""The writer: an object to the bytes that go out.

OP192 asks UTF-8 without byte order mark and CR/LF line ends. The layout is fixed (one element a line,
tabs, the prefixes of the samples), so the same message always gives the same bytes.
"""

from __future__ import annotations

import re
from typing import Any

from ijw.bevinding import Afgekeurd, Bevinding, IjwFout
from ijw.declaratie import Bericht, Veld, Vorm
from ijw.soorten import Soort

# What XML 1.0 cannot carry at all, not even escaped.
_NIET_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIJZONDER = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\n": "\r\n"}
_ONTSNAP = str.maketrans(_BIJZONDER)


def schrijf(bericht: Bericht) -> bytes:
    """The XML of this message; IjwFout when a value is not of its type. Level 1 is checked elsewhere."""
    schrijver = _Schrijver(bericht)
    schrijver.wortel(bericht)
    if schrijver.bevindingen:
        raise IjwFout(schrijver.bevindingen)
    return "\r\n".join([*schrijver.regels, ""]).encode("utf-8")


class _Schrijver:
    def __init__(self, bericht: Bericht) -> None:
        self.voor = bericht.NAAM.lower()
        self.versie = bericht.VERSIE
        self.regels = ['<?xml version="1.0" encoding="UTF-8"?>']
        self.bevindingen: list[Bevinding] = []

    def wortel(self, bericht: Bericht) -> None:
        ruimte = self.versie.ruimte(bericht.NAAM)
        self.regels.append(
            f'<{self.voor}:Bericht xmlns:ijw="{self.versie.basis}" xmlns:{self.voor}="{ruimte}">'
        )
        self.velden(bericht, bericht.VORM, "/Bericht", 1)
        self.regels.append(f"</{self.voor}:Bericht>")

    def velden(self, waarde: Any, vorm: Vorm, pad: str, diepte: int) -> None:
        voor = "ijw" if vorm.basis else self.voor
        for veld in vorm.velden:
            inhoud = getattr(waarde, veld.naam)
            veldpad = f"{pad}/{veld.naam}"
            if veld.item is not None:
                self.lijst(inhoud, veld, voor, veldpad, diepte)
            elif inhoud is not None:
                self.element(f"{voor}:{veld.naam}", inhoud, veld.soort, veldpad, diepte)

    def lijst(self, inhoud: Any, veld: Veld, voor: str, pad: str, diepte: int) -> None:
        if not isinstance(inhoud, tuple):
            self.meld(
                "IJW-type", pad, f"{veld.naam} is geen tuple. Geef een tuple met elementen {veld.item}."
            )
        elif inhoud:
            inspringing = "\t" * diepte
            self.regels.append(f"{inspringing}<{voor}:{veld.naam}>")
            for teller, deel in enumerate(inhoud, start=1):
                self.element(
                    f"{voor}:{veld.item}", deel, veld.soort, f"{pad}/{veld.item}[{teller}]", diepte + 1
                )
            self.regels.append(f"{inspringing}</{voor}:{veld.naam}>")

    def element(self, naam: str, waarde: Any, soort: Soort | Vorm, pad: str, diepte: int) -> None:
        inspringing = "\t" * diepte
        if isinstance(soort, Soort):
            self.regels.append(f"{inspringing}<{naam}>{self.tekst(waarde, soort, pad)}</{naam}>")
        elif type(waarde) is not soort.klasse:
            herkomst = f"{soort.klasse.__module__}.{soort.klasse.__name__}"
            self.meld("IJW-type", pad, f"De waarde is een {type(waarde).__name__}. Geef een {herkomst}.")
        else:
            self.regels.append(f"{inspringing}<{naam}>")
            self.velden(waarde, soort, pad, diepte + 1)
            self.regels.append(f"{inspringing}</{naam}>")

    def tekst(self, waarde: Any, soort: Soort, pad: str) -> str:
        try:
            tekst = soort.schrijf(waarde)
        except Afgekeurd as fout:
            self.meld(fout.regel, pad, fout.tekst)
            return ""
        teken = _NIET_IN_XML.search(tekst)
        if teken:
            self.meld(
                "IJW-teken", pad, f"Het teken U+{ord(teken[0]):04X} kan niet in XML staan. Haal het weg."
            )
            return ""
        return tekst.translate(_ONTSNAP)

    def meld(self, regel: str, pad: str, tekst: str) -> None:
        self.bevindingen.append(Bevinding(regel, 1, pad, tekst))
