"""Rules about what is assigned or asked: product, size, budget and end date, which depend on each other.

Together they leave the variants of the standard: specific (code with Omvang), unspecific (category, with or
without Budget) and generic (Budget alone). The classes name their end date differently; `einddatum` knows.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw301, jw315, jw317
from ijw.v3_2.samengesteld import Omvang, Product

PER_WEEK = "2"  # WMO757
NIEUW_VANAF = date(2020, 12, 31)  # rules hold for an end date after this day, or none
NIET_PER_DAG = {"14", "16", "83", "84"}  # WJ756: Etmaal, Dagdeel, Euro's, Stuks (inspanning)

_CATEGORIE = Product(Categorie="45")
_WEEK = Omvang(Volume=2, Eenheid="04", Frequentie=PER_WEEK)
_BUDGET: dict[str, Any] = {"Omvang": None, "Budget": 500_000}
_GENERIEK = {"Product": None, **_BUDGET}

PRODUCTEN = ["JW301 ToegewezenProduct", "JW315 AangevraagdProduct", "JW317 NieuwProduct"]
MET_TE_WIJZIGEN = [*PRODUCTEN, "JW317 TeWijzigenProduct"]
EINDDATUM = {"AangevraagdProduct": "ToewijzingEinddatum"}


def op(klassen: list[str], element: str = "") -> list[str]:
    """These classes with the element, or each with its own end date."""
    return [f"{k}.{element or EINDDATUM.get(k.split()[1], 'Einddatum')}" for k in klassen]


def einddatum(product: Any) -> date | None:
    """The last day of a product that is assigned or asked."""
    einde: date | None = getattr(product, EINDDATUM.get(type(product).__name__, "Einddatum"))
    return einde


def heeft_code(product: Any) -> bool:
    """Whether the product is specific."""
    return product.Product is not None and product.Product.Code is not None


def _oud(product: Any) -> bool:
    einde = einddatum(product)
    return einde is not None and einde <= NIEUW_VANAF


@regel(
    "CD041",
    op=op(PRODUCTEN, "Omvang"),
    tekst="Bij een productcode is Omvang verplicht. Vul Omvang in, of laat de code weg.",
    goed=jw301(ToegewezenProduct={"Product": _CATEGORIE, "Omvang": None}),
    fout=[
        jw301(ToegewezenProduct={"Omvang": None}),
        jw315(AangevraagdProduct={"Omvang": None}),
        jw317(NieuwProduct={"Omvang": None}),
    ],
)
def omvang_bij_een_productcode(product: Any, bericht: Any) -> bool:
    return product.Omvang is not None or not heeft_code(product)


@regel(
    "CD075",
    op=op(MET_TE_WIJZIGEN),
    tekst="Bij een budget is de einddatum verplicht. Vul de einddatum in.",
    goed=jw301(ToegewezenProduct=_GENERIEK),
    fout=[
        jw301(ToegewezenProduct=_GENERIEK | {"Einddatum": None}),
        jw315(AangevraagdProduct=_GENERIEK | {"ToewijzingEinddatum": None}),
        jw317(NieuwProduct=_GENERIEK | {"Einddatum": None}),
        jw317(TeWijzigenProduct=_BUDGET | {"Einddatum": None}),
    ],
)
def einddatum_bij_budget(product: Any, bericht: Any) -> bool:
    return product.Budget is None or einddatum(product) is not None


@regel(
    "CD076",
    op=op(MET_TE_WIJZIGEN),
    tekst="Bij Frequentie 2 (per week) is de einddatum verplicht. Vul de einddatum in.",
    goed=[jw301(ToegewezenProduct={"Omvang": _WEEK}), jw301(ToegewezenProduct={"Einddatum": None})],
    fout=[
        jw301(ToegewezenProduct={"Omvang": _WEEK, "Einddatum": None}),
        jw315(AangevraagdProduct={"Omvang": _WEEK, "ToewijzingEinddatum": None}),
        jw317(NieuwProduct={"Omvang": _WEEK, "Einddatum": None}),
        jw317(TeWijzigenProduct={"Omvang": _WEEK, "Einddatum": None}),
    ],
)
def einddatum_bij_een_omvang_per_week(product: Any, bericht: Any) -> bool:
    per_week = product.Omvang is not None and product.Omvang.Frequentie == PER_WEEK
    return not per_week or einddatum(product) is not None


@regel(
    "CD077",
    op=op(MET_TE_WIJZIGEN, "Omvang"),
    tekst="Omvang en Budget sluiten elkaar uit. Laat Omvang weg als Budget gevuld is.",
    goed=jw315(AangevraagdProduct=_GENERIEK),
    fout=[jw301(ToegewezenProduct={"Budget": 1}), jw317(TeWijzigenProduct={"Budget": 0})],
)
def geen_omvang_bij_budget(product: Any, bericht: Any) -> bool:
    return product.Budget is None or product.Omvang is None


@regel(
    "CD078",
    op=op(MET_TE_WIJZIGEN, "Budget"),
    tekst="Omvang en Budget sluiten elkaar uit. Laat Budget weg als Omvang gevuld is.",
    goed=jw317(TeWijzigenProduct=_BUDGET),
    fout=[jw315(AangevraagdProduct={"Budget": 1}), jw317(NieuwProduct={"Budget": 1})],
)
def geen_budget_bij_omvang(product: Any, bericht: Any) -> bool:
    return product.Omvang is None or product.Budget is None


@regel(
    "CD079",
    op=op(PRODUCTEN, "Product"),
    tekst="Zonder budget is Product verplicht. Vul Product in, of Budget.",
    goed=jw317(NieuwProduct=_GENERIEK | {"Budget": 0}),
    fout=[
        jw301(ToegewezenProduct={"Product": None, "Omvang": None}),
        jw315(AangevraagdProduct={"Product": None, "Omvang": None}),
        jw317(NieuwProduct={"Product": None, "Omvang": None}),
    ],
)
def product_als_er_geen_budget_is(product: Any, bericht: Any) -> bool:
    return product.Budget is not None or product.Product is not None


def _zonder_code_geen_omvang(product: Any) -> bool:
    return product.Omvang is None or heeft_code(product) or _oud(product)


@regel(
    "CD080",
    op="JW301 ToegewezenProduct.Omvang",
    tekst="Zonder productcode mag Omvang niet gevuld zijn. Vul Product met Code in, of laat Omvang weg.",
    goed=jw301(ToegewezenProduct={"Product": _CATEGORIE, "Omvang": None}),
    fout=[
        jw301(ToegewezenProduct={"Product": _CATEGORIE}),
        jw301(ToegewezenProduct={"Product": _CATEGORIE, "Einddatum": None}),
    ],
)
def toegewezen_zonder_code_zonder_omvang(product: Any, bericht: Any) -> bool:
    return _zonder_code_geen_omvang(product)


@regel(
    "CD095",
    op="JW315 AangevraagdProduct.Omvang",
    tekst="Zonder productcode mag Omvang niet gevuld zijn. Vul Product met Code in, of laat Omvang weg.",
    goed=jw315(AangevraagdProduct={"Product": _CATEGORIE, "Omvang": None}),
    fout=jw315(AangevraagdProduct={"Product": _CATEGORIE}),
)
def aangevraagd_zonder_code_zonder_omvang(product: Any, bericht: Any) -> bool:
    return _zonder_code_geen_omvang(product)


@regel(
    "CD096",
    op="JW317 NieuwProduct.Omvang",
    tekst="Zonder productcode mag Omvang niet gevuld zijn. Vul Product met Code in, of laat Omvang weg.",
    goed=jw317(NieuwProduct={"Product": _CATEGORIE, "Omvang": None}),
    fout=jw317(NieuwProduct={"Product": _CATEGORIE}),
)
def nieuw_zonder_code_zonder_omvang(product: Any, bericht: Any) -> bool:
    return _zonder_code_geen_omvang(product)


def _niet_per_dag(product: Any) -> bool:
    omvang = product.Omvang
    if omvang is None or omvang.Eenheid not in NIET_PER_DAG or _oud(product):
        return True
    return omvang.Frequentie in {"2", "4", "6"}


_PER_DAG = {"Omvang": Omvang(Volume=1, Eenheid="14", Frequentie="1")}


@regel(
    "CS338",
    op=["JW301 ToegewezenProduct.Omvang", "JW317 NieuwProduct.Omvang", "JW317 TeWijzigenProduct.Omvang"],
    tekst="Bij Eenheid 14, 16, 83 en 84 is Frequentie 1 (per dag) niet toegestaan. Kies Frequentie 2, 4 of 6.",
    goed=jw301(ToegewezenProduct={"Omvang": Omvang(Volume=30, Eenheid="04", Frequentie="1")}),
    fout=[
        jw301(ToegewezenProduct=_PER_DAG),
        jw317(NieuwProduct=_PER_DAG),
        jw317(TeWijzigenProduct=_PER_DAG | {"Einddatum": None}),
    ],
)
def eenheid_en_frequentie_passen(product: Any, bericht: Any) -> bool:
    return _niet_per_dag(product)


@regel(
    "CS343",
    op="JW315 AangevraagdProduct.Omvang",
    tekst="Bij Eenheid 14, 16, 83 en 84 is Frequentie 1 (per dag) niet toegestaan. Kies Frequentie 2, 4 of 6.",
    goed=jw315(AangevraagdProduct={"Omvang": Omvang(Volume=30, Eenheid="82", Frequentie="1")}),
    fout=jw315(AangevraagdProduct=_PER_DAG),
)
def gevraagde_eenheid_en_frequentie_passen(product: Any, bericht: Any) -> bool:
    return _niet_per_dag(product)
