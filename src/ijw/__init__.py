"""Read, write and check messages of the Dutch youth-care standard iJw.

    bericht = ijw.parse(data)      # typed message, or IjwFout with every finding
    data = ijw.build(bericht)      # bytes to send, or IjwFout with every finding
    ijw.check(data)                # level-1 findings; empty means the official schema accepts it
    ijw.xsd("JW301")               # the schema, generated from the declaration
    ijw.reference("JW301")         # the same as a page to read

A message is declared once, in `ijw/v3_2/jw301.py` and its neighbours; everything here follows from it.
"""

from __future__ import annotations

from ijw.bericht import build, check, herken_bericht, parse
from ijw.bevinding import Bevinding, IjwFout
from ijw.codelijsten import codelijst
from ijw.declaratie import Bericht
from ijw.referentie import reference
from ijw.schema import xsd
from ijw.v3_2 import jw301, jw302
from ijw.v3_2 import samengesteld as typen
from ijw.v3_2.jw301 import JW301
from ijw.v3_2.jw302 import JW302

__all__ = [
    "JW301",
    "JW302",
    "Bericht",
    "Bevinding",
    "IjwFout",
    "build",
    "check",
    "codelijst",
    "herken_bericht",
    "jw301",
    "jw302",
    "parse",
    "reference",
    "typen",
    "xsd",
]
