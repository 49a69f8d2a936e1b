"""Who takes which waiting case: a proposal with proof and reasons. See README.md."""

from .begrippen import Kosten, Medewerker, Periode, Regels, Zaak
from .fout import VerdeelFout
from .lezen import lees, uit_gegevens
from .verdeling import verdeel
from .voorstel import Alternatief, Stand, Toewijzing, Voorstel, Wachtend

__all__ = [
    "Alternatief",
    "Kosten",
    "Medewerker",
    "Periode",
    "Regels",
    "Stand",
    "Toewijzing",
    "VerdeelFout",
    "Voorstel",
    "Wachtend",
    "Zaak",
    "lees",
    "uit_gegevens",
    "verdeel",
]
