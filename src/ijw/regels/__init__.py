"""The rules of the standard beyond the schema, grouped by subject: one declared function each.

`REGELS` has them by code. `niveau_2` applies those of level 2 to a message, `niveau_3_en_4` those that need an
administration, `aanwijzingen` the rules of working (OP, IV). `overzicht` accounts for every rule of the standard, and
where it is checked.
"""

from ijw.regels import (
    adres,
    bedragen,
    bekendheid,
    declaratie,
    levering,
    omvang,
    perioden,
    persoon,
    ruimte,
    sleutels,
    terugkoppeling,
    toewijzing,
    verloop,
    verzoek,
    werkwijze,
    werkwijze_levering,
)
from ijw.regels.controle import aanwijzingen, niveau_2, niveau_3_en_4
from ijw.regels.dekking import overzicht
from ijw.regels.regel import REGELS, Plaats, Regel
from ijw.regels.voorbeelden import Voorbeeld, goed_bericht

__all__ = [
    "REGELS",
    "Plaats",
    "Regel",
    "Voorbeeld",
    "aanwijzingen",
    "adres",
    "bedragen",
    "bekendheid",
    "declaratie",
    "goed_bericht",
    "levering",
    "niveau_2",
    "niveau_3_en_4",
    "omvang",
    "overzicht",
    "perioden",
    "persoon",
    "ruimte",
    "sleutels",
    "terugkoppeling",
    "toewijzing",
    "verloop",
    "verzoek",
    "werkwijze",
    "werkwijze_levering",
]
