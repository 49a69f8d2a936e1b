"""DMN 1.3 decision tables: read, write, evaluate with reasons, and verify exactly.

>>> tabel = read("mandaat.dmn")
>>> verify(tabel)
[]
>>> uitkomst = tabel.evaluate({"kosten": 25000})
>>> uitkomst.uitvoer, uitkomst.regels
({'functie': 'teamleider'}, ['mandaat_regel_2'])
>>> print(uitkomst.uitleg())
"""

from .condition import Voorwaarde, condition
from .dmn_read import read, read_all
from .dmn_write import write
from .evaluation import Uitkomst
from .fouten import (
    BeslistabelFout,
    CelFout,
    GeenRegel,
    InvoerFout,
    MeerdereRegels,
    TabelFout,
    VoorwaardeFout,
)
from .gateway import check_gateway
from .model import Aggregatie, HitPolicy, Invoer, Regel, Tabel, Uitvoer, build
from .unary import UnaryTest
from .verify import Bevinding, verify

__all__ = [
    "Aggregatie",
    "BeslistabelFout",
    "Bevinding",
    "CelFout",
    "GeenRegel",
    "HitPolicy",
    "Invoer",
    "InvoerFout",
    "MeerdereRegels",
    "Regel",
    "Tabel",
    "TabelFout",
    "Uitkomst",
    "Uitvoer",
    "UnaryTest",
    "Voorwaarde",
    "VoorwaardeFout",
    "build",
    "check_gateway",
    "condition",
    "read",
    "read_all",
    "verify",
    "write",
]
