"""The tables of care: what can be had (`inkoop`), what was assigned (`toewijzing`), asked (`verzoek`), delivered
(`regiemelding`, by file `taakgericht`) and claimed (`declaratie`)."""

from eenplan.zorg.models.declaratie import Declaratie, Prestatie
from eenplan.zorg.models.inkoop import Aanbieder, Beschikbaarheid, Contract, Product, Tarief
from eenplan.zorg.models.regiemelding import Regiemelding
from eenplan.zorg.models.taakgericht import Taakgerichtlevering
from eenplan.zorg.models.toewijzing import Aanbiederkeuze, Toewijzing
from eenplan.zorg.models.verzoek import Verzoek, Verzoekregel

__all__ = [
    "Aanbieder",
    "Aanbiederkeuze",
    "Beschikbaarheid",
    "Contract",
    "Declaratie",
    "Prestatie",
    "Product",
    "Regiemelding",
    "Taakgerichtlevering",
    "Tarief",
    "Toewijzing",
    "Verzoek",
    "Verzoekregel",
]
