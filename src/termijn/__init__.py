"""Terms under Dutch administrative law: ends, suspensions, extensions, states, and why.

Facts in, end and state out. Knows nothing of databases or frameworks. See README.md.
"""

from .duur import Duur
from .fout import TermijnFout
from .kalender import (
    eerste_werkdag_vanaf,
    feestdag,
    is_werkdag,
    parse_datum,
    tel_werkdagen_op,
    volgende_werkdag,
    werkdagen_tussen,
)
from .soorten import Termijnsoort, termijnsoort, termijnsoorten
from .termijnen import Opschorting, Termijn, Toestand, Verdaging, toestand_van

__all__ = [
    "Duur",
    "Opschorting",
    "Termijn",
    "TermijnFout",
    "Termijnsoort",
    "Toestand",
    "Verdaging",
    "eerste_werkdag_vanaf",
    "feestdag",
    "is_werkdag",
    "parse_datum",
    "tel_werkdagen_op",
    "termijnsoort",
    "termijnsoorten",
    "toestand_van",
    "volgende_werkdag",
    "werkdagen_tussen",
]
