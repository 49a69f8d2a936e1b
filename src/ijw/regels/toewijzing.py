"""Rules about assigned and asked products: why they change, and that they do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ijw.regels.omvang import einddatum
from ijw.regels.regel import regel
from ijw.regels.voorbeelden import jw301, jw315, jw317
from ijw.v3_2 import jw301 as m301
from ijw.v3_2 import jw315 as m315
from ijw.v3_2 import jw317 as m317
from ijw.v3_2.samengesteld import Product

VERVALLEN, VERWIJDERD = "01", "13"  # JZ002
_EERSTE_DAG = date(2026, 5, 1)
_GENERIEK: dict[str, Any] = {"Product": None, "Omvang": None, "Budget": 1}
_HEEL_45: dict[str, Any] = {"Product": Product(Categorie="45"), "Omvang": None}
_ANDER = {"Product": Product(Categorie="44", Code="44A08")}
_OVERLAP = "Dit product overlapt met een ander product in het bericht. Laat de perioden niet overlappen."


@regel(
    "CS335",
    op="JW301 ToegewezenProduct.RedenWijziging",
    tekst="Bij RedenWijziging 13 (verwijderd) is Einddatum gelijk aan Ingangsdatum. Pas Einddatum aan.",
    goed=jw301(ToegewezenProduct={"RedenWijziging": VERWIJDERD, "Einddatum": _EERSTE_DAG}),
    fout=[
        jw301(ToegewezenProduct={"RedenWijziging": VERWIJDERD}),
        jw301(ToegewezenProduct={"RedenWijziging": VERWIJDERD, "Einddatum": None}),
    ],
)
def verwijderd_eindigt_op_de_eerste_dag(product: m301.ToegewezenProduct, bericht: Any) -> bool:
    return product.RedenWijziging != VERWIJDERD or product.Einddatum == product.Ingangsdatum


@regel(
    "CS336",
    op="JW301 ToegewezenProduct.RedenWijziging",
    tekst="RedenWijziging 01 is vervallen. Kies een andere reden.",
    goed=jw301(ToegewezenProduct={"RedenWijziging": "14"}),
    fout=jw301(ToegewezenProduct={"RedenWijziging": VERVALLEN}),
)
def vervallen_reden_wordt_niet_gebruikt(product: m301.ToegewezenProduct, bericht: Any) -> bool:
    return product.RedenWijziging != VERVALLEN


@regel(
    "TR302",
    op="JW301 Client.ToegewezenProducten",
    tekst=_OVERLAP,
    goed=[
        jw301(
            ToegewezenProduct=[
                {"Einddatum": date(2026, 8, 31)},
                {"ToewijzingNummer": 2, "Ingangsdatum": date(2026, 9, 1)},
                {"ToewijzingNummer": 3, **_ANDER},
            ]
        ),
        jw301(
            ToegewezenProduct=[
                {},
                {"ToewijzingNummer": 2, "Einddatum": _EERSTE_DAG, "RedenWijziging": VERWIJDERD},
            ]
        ),
    ],
    fout=[
        jw301(
            ToegewezenProduct=[
                {"Einddatum": date(2026, 9, 1)},
                {"ToewijzingNummer": 2, "Ingangsdatum": date(2026, 9, 1)},
            ]
        ),
        jw301(ToegewezenProduct=[{}, {"ToewijzingNummer": 2, **_HEEL_45}]),
        jw301(ToegewezenProduct=[_ANDER, {"ToewijzingNummer": 2, **_GENERIEK}]),
    ],
)
def toegewezen_producten_overlappen_niet(client: m301.Client, bericht: Any) -> Iterator[str]:
    producten = [
        (nummer, product.Product, product.Ingangsdatum, product.Einddatum)
        for nummer, product in enumerate(client.ToegewezenProducten, start=1)
        if product.RedenWijziging not in {VERVALLEN, VERWIJDERD} or product.Einddatum != product.Ingangsdatum
    ]
    for nummer in overlappende(producten):
        yield f"ToegewezenProducten/ToegewezenProduct[{nummer}]"


@regel(
    "TR386",
    op="JW315 Client.AangevraagdeProducten",
    tekst=_OVERLAP,
    goed=jw315(AangevraagdProduct=[{}, {"ReferentieAanbieder": "R003", **_ANDER}]),
    fout=[
        jw315(AangevraagdProduct=[{}, {"ReferentieAanbieder": "R003", "ToewijzingEinddatum": None}]),
        jw315(AangevraagdProduct=[_HEEL_45, {"ReferentieAanbieder": "R003"}]),
    ],
)
def aangevraagde_producten_overlappen_niet(client: m315.Client, bericht: Any) -> Iterator[str]:
    producten = [
        (nummer, product.Product, product.ToewijzingIngangsdatum, product.ToewijzingEinddatum)
        for nummer, product in enumerate(client.AangevraagdeProducten, start=1)
    ]
    for nummer in overlappende(producten):
        yield f"AangevraagdeProducten/AangevraagdProduct[{nummer}]"


@regel(
    "TR410",
    op="JW317 Verzoek.NieuweProducten",
    tekst=_OVERLAP,
    goed=jw317(NieuwProduct=[{"Einddatum": date(2026, 8, 31)}, {"GewensteIngangsdatum": date(2026, 9, 1)}]),
    fout=[
        jw317(NieuwProduct=[{"Einddatum": date(2026, 9, 1)}, {"GewensteIngangsdatum": date(2026, 9, 1)}]),
        jw317(NieuwProduct=[_ANDER, _GENERIEK]),
    ],
)
def nieuwe_producten_overlappen_niet(verzoek: m317.Verzoek, bericht: Any) -> Iterator[str]:
    producten = [
        (nummer, product.Product, product.GewensteIngangsdatum, einddatum(product))
        for nummer, product in enumerate(verzoek.NieuweProducten, start=1)
    ]
    for nummer in overlappende(producten):
        yield f"NieuweProducten/NieuwProduct[{nummer}]"


def overlappende(producten: Sequence[tuple[int, Product | None, date, date | None]]) -> list[int]:
    """Numbers of the products that share a day with an earlier one that counts as the same product
    (`berekeningen.overlappen`): one walk by begin date that keeps the last end date seen per way of being the
    same, so that thousands of products take no longer than they should."""
    laatste: dict[tuple[str | None, ...], date] = {}
    gevonden = []
    for nummer, product, begin, einde in sorted(producten, key=lambda p: (p[2], p[0])):
        categorie, code = (product.Categorie, product.Code) if product else (None, None)
        if any(laatste.get(soort, date.min) >= begin for soort in _eerder_gelijk(categorie, code)):
            gevonden.append(nummer)
        for soort in _telt_als(categorie, code):
            laatste[soort] = max(laatste.get(soort, date.min), einde or date.max)
    return sorted(gevonden)


def _telt_als(categorie: str | None, code: str | None) -> list[tuple[str | None, ...]]:
    """Under which names a product is remembered: exactly, by its category, and as any product."""
    return [("precies", categorie, code), ("categorie", categorie), ("alle",)]


def _eerder_gelijk(categorie: str | None, code: str | None) -> list[tuple[str | None, ...]]:
    """Under which names the earlier ones stand that count as the same product."""
    if categorie is None:
        return [("alle",)]
    generiek: tuple[str | None, ...] = ("precies", None, None)
    if code is None:
        return [("categorie", categorie), generiek]
    return [("precies", categorie, code), ("precies", categorie, None), generiek]
