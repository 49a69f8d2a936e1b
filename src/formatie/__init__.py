"""What formation fits: hours per case and per fte, the team simulated over time, scenarios compared, history calibrated.

Knows nothing of databases or frameworks. numba is loaded at the first simulation, not at import. See README.md.
"""

from formatie.fout import FormatieFout, Gestopt, Overbelast
from formatie.ijken import Geschiedenis, IJking, ijk
from formatie.kansverdeling import Kansverdeling
from formatie.lezen import lees, maak, standaard, voorbeeld
from formatie.model import (
    Activiteit,
    Beleid,
    Beschikbaarheid,
    Fase,
    Groep,
    Herkomst,
    Model,
    Norm,
    Opslag,
    Periode,
    Soort,
    Termijn,
    Terugkeer,
)
from formatie.simuleren import simuleer
from formatie.uitkomst import Band, Uitkomst
from formatie.vergelijken import Vergelijking, Verschil, vergelijk
from formatie.werkmodel import Normuitkomst, norm

__all__ = [
    "Activiteit",
    "Band",
    "Beleid",
    "Beschikbaarheid",
    "Fase",
    "FormatieFout",
    "Geschiedenis",
    "Gestopt",
    "Groep",
    "Herkomst",
    "IJking",
    "Kansverdeling",
    "Model",
    "Norm",
    "Normuitkomst",
    "Opslag",
    "Overbelast",
    "Periode",
    "Soort",
    "Termijn",
    "Terugkeer",
    "Uitkomst",
    "Vergelijking",
    "Verschil",
    "ijk",
    "lees",
    "maak",
    "norm",
    "simuleer",
    "standaard",
    "vergelijk",
    "voorbeeld",
]
