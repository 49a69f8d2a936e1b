"""The tables of care: what can be had (`inkoop`) and what was assigned (`toewijzing`)."""

from eenplan.zorg.models.inkoop import Aanbieder, Beschikbaarheid, Contract, Product, Tarief
from eenplan.zorg.models.toewijzing import Aanbiederkeuze, Toewijzing

__all__ = ["Aanbieder", "Aanbiederkeuze", "Beschikbaarheid", "Contract", "Product", "Tarief", "Toewijzing"]
