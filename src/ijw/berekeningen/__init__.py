"""The calculations of the standard, as pure functions on dates, volumes and eurocents.

    toewijzing = Periode(date(2026, 4, 8), date(2026, 6, 17))
    productperioden(toewijzing)                       # 8-30 April, May, 1-17 June (IV089)
    maximum(omvang, toewijzing, productperiode)       # the most that fits in one Prestatie (TR321)
    maximum_looptijd(omvang, toewijzing)              # the most over all its Prestaties (TR322)
    bedrag_in_minuten(uurtarief, minuten)             # eurocents, rounded once (IV081)
    crediteer(prestatie, "RN201")                     # the credit that takes a Prestatie back (IV091)
    wijzig(lopend, gevraagd, …)                       # stretched in place, or ended and followed (IV093)

`tijd` counts months and weeks, `werkdagen` the days of a term, `volume` what may be claimed in them, `geld` the eurocents, `toewijzing` what
happens to an assignment. Volumes are whole numbers in the unit of the Omvang; with unit 83 they are eurocents.
"""

from ijw.berekeningen.geld import (
    als_bedrag,
    bedrag,
    bedrag_in_minuten,
    budgetruimte,
    crediteer,
    declarabele_maanden_gi,
    met_teken,
    minuuttarief,
    termijnen,
    toegekend,
)
from ijw.berekeningen.tijd import (
    Periode,
    declaratieperiode_na,
    kalendermaand,
    kalendermaanden,
    kalenderweken,
    maanden_eerder,
    productperiode,
    productperioden,
    zondagen,
)
from ijw.berekeningen.toewijzing import moet_oprekken, overlappen, wijzig, zelfde_product
from ijw.berekeningen.volume import (
    OUTPUT,
    hele_uren,
    maximum,
    maximum_looptijd,
    minuten_per_productperiode,
)
from ijw.berekeningen.werkdagen import is_werkdag, werkdagen_na

__all__ = [
    "OUTPUT",
    "Periode",
    "als_bedrag",
    "bedrag",
    "bedrag_in_minuten",
    "budgetruimte",
    "crediteer",
    "declarabele_maanden_gi",
    "declaratieperiode_na",
    "hele_uren",
    "is_werkdag",
    "kalendermaand",
    "kalendermaanden",
    "kalenderweken",
    "maanden_eerder",
    "maximum",
    "maximum_looptijd",
    "met_teken",
    "minuten_per_productperiode",
    "minuuttarief",
    "moet_oprekken",
    "overlappen",
    "productperiode",
    "productperioden",
    "termijnen",
    "toegekend",
    "werkdagen_na",
    "wijzig",
    "zelfde_product",
    "zondagen",
]
