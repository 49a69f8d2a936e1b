"""Read, write and check messages of the Dutch youth-care standard iJw.

    bericht = ijw.parse(data)      # typed message, or IjwFout with every finding
    data = ijw.build(bericht)      # bytes to send, or IjwFout with every finding
    ijw.check(data)                # level-1 findings; empty means the official schema accepts it
    ijw.controleer(data)           # the same and, when there are none, the findings of level 2
    ijw.controleer(data, administratie)   # and, when there are none, those of levels 3 and 4
    ijw.antwoord(bericht, …)       # the return message, or the answer to a claim
    ijw.xsd("JW301")               # the schema, generated from the declaration
    ijw.reference("JW301")         # the same as a page to read

A message is declared once, in `ijw/v3_2/jw301.py` and its neighbours; everything here follows from it.
"""

from __future__ import annotations

from ijw.administratie import Administratie, Afspraak, Dossier, Gedeclareerd, Partijen, Verzoek
from ijw.beantwoorden import antwoord
from ijw.bericht import beoordeel, build, check, controleer, herken_bericht, parse
from ijw.bevinding import Bevinding, IjwFout
from ijw.codelijsten import codelijst
from ijw.declaratie import Bericht
from ijw.geheugen import Geheugen
from ijw.referentie import reference
from ijw.regels import aanwijzingen
from ijw.schema import xsd
from ijw.v3_2 import (
    jw301,
    jw302,
    jw305,
    jw306,
    jw307,
    jw308,
    jw315,
    jw316,
    jw317,
    jw318,
    jw319,
    jw320,
    jw323,
    jw325,
)
from ijw.v3_2 import samengesteld as typen
from ijw.v3_2.jw301 import JW301
from ijw.v3_2.jw302 import JW302
from ijw.v3_2.jw305 import JW305
from ijw.v3_2.jw306 import JW306
from ijw.v3_2.jw307 import JW307
from ijw.v3_2.jw308 import JW308
from ijw.v3_2.jw315 import JW315
from ijw.v3_2.jw316 import JW316
from ijw.v3_2.jw317 import JW317
from ijw.v3_2.jw318 import JW318
from ijw.v3_2.jw319 import JW319
from ijw.v3_2.jw320 import JW320
from ijw.v3_2.jw323 import JW323
from ijw.v3_2.jw325 import JW325

__all__ = [
    "JW301",
    "JW302",
    "JW305",
    "JW306",
    "JW307",
    "JW308",
    "JW315",
    "JW316",
    "JW317",
    "JW318",
    "JW319",
    "JW320",
    "JW323",
    "JW325",
    "Administratie",
    "Afspraak",
    "Bericht",
    "Bevinding",
    "Dossier",
    "Gedeclareerd",
    "Geheugen",
    "IjwFout",
    "Partijen",
    "Verzoek",
    "aanwijzingen",
    "antwoord",
    "beoordeel",
    "build",
    "check",
    "codelijst",
    "controleer",
    "herken_bericht",
    "jw301",
    "jw302",
    "jw305",
    "jw306",
    "jw307",
    "jw308",
    "jw315",
    "jw316",
    "jw317",
    "jw318",
    "jw319",
    "jw320",
    "jw323",
    "jw325",
    "parse",
    "reference",
    "typen",
    "xsd",
]
