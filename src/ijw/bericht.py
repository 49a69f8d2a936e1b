"""The way in and out: parse, build, check and controleer."""

from __future__ import annotations

from ijw.administratie import Administratie
from ijw.bevinding import Bevinding, IjwFout
from ijw.declaratie import Bericht
from ijw.invoer import herken, lees_boom
from ijw.lezer import lees
from ijw.regels import niveau_2, niveau_3_en_4
from ijw.schrijver import schrijf
from ijw.snel import lees_snel


def parse(data: bytes) -> Bericht:
    """The typed message in these bytes, in any encoding that the XML declares.

    Raises IjwFout with every level-1 finding, and with IJW-bereik for a value that the schema allows but
    Python cannot hold (a year outside 1-9999)."""
    wortel = lees_boom(data)
    soort = herken(wortel)
    bericht = lees_snel(data, wortel, soort)
    if bericht is not None:
        return bericht
    lezing = lees(wortel, soort)
    if lezing.bericht is None:
        raise IjwFout(lezing.bevindingen + lezing.buiten_bereik)
    return lezing.bericht


def check(data: bytes) -> list[Bevinding]:
    """All level-1 findings on these bytes; empty exactly when the official schema accepts the message."""
    try:
        wortel = lees_boom(data)
        soort = herken(wortel)
    except IjwFout as fout:
        return list(fout.bevindingen)
    if lees_snel(data, wortel, soort) is not None:
        return []
    return list(lees(wortel, soort).bevindingen)


def controleer(data: bytes, administratie: Administratie | None = None) -> list[Bevinding]:
    """The findings of level 1, or when there are none those of level 2, or when there are none those of levels 3 and 4
    against this administration. Empty means that the message is good, as far as was asked."""
    try:
        bericht = parse(data)
    except IjwFout as fout:
        return list(fout.bevindingen)
    return beoordeel(bericht, administratie)


def beoordeel(bericht: Bericht, administratie: Administratie | None = None) -> list[Bevinding]:
    """The same for a message that `parse` has read: levels 2, 3 and 4."""
    bevindingen = niveau_2(bericht)
    if bevindingen or administratie is None:
        return bevindingen
    return niveau_3_en_4(bericht, administratie)


def build(bericht: Bericht) -> bytes:
    """The message as it goes out: UTF-8, no byte order mark, CR/LF (OP192), the same bytes every time.

    Raises IjwFout with the findings that `check` would give on the written message."""
    data = schrijf(bericht)
    bevindingen = check(data)
    if bevindingen:
        raise IjwFout(bevindingen)
    return data


def herken_bericht(data: bytes) -> type[Bericht]:
    """Which message these bytes say they are, without checking them; IjwFout when unknown."""
    return herken(lees_boom(data))
