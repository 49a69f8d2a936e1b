"""The rules of the standard beyond the schema, grouped by subject: one declared function each.

`REGELS` has them by code; `controle.niveau_2` applies those of level 2 to a message. `overzicht` accounts for
every rule of levels 1 and 2, and where it is checked.
"""

from ijw.regels import adres, bedragen, omvang, perioden, persoon, sleutels, toewijzing, verzoek
from ijw.regels.controle import niveau_2
from ijw.regels.dekking import overzicht
from ijw.regels.regel import REGELS, Plaats, Regel
from ijw.regels.voorbeelden import Voorbeeld, goed_bericht

__all__ = [
    "REGELS",
    "Plaats",
    "Regel",
    "Voorbeeld",
    "adres",
    "bedragen",
    "goed_bericht",
    "niveau_2",
    "omvang",
    "overzicht",
    "perioden",
    "persoon",
    "sleutels",
    "toewijzing",
    "verzoek",
]
