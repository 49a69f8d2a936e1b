"""Reads of care: prices, who has room, what it will cost, what runs for a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from eenplan.kern.fouten import NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import geldig_op
from eenplan.zorg import kosten
from eenplan.zorg.kosten import Kosten, Omvang
from eenplan.zorg.models import (
    Aanbieder,
    Aanbiederkeuze,
    Beschikbaarheid,
    Contract,
    Product,
    Tarief,
    Toewijzing,
)
from eenplan.zorg.varianten import euro

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon

__all__ = ["Aanbod", "Kosten", "euro"]


@dataclass(frozen=True, slots=True)
class Aanbod:
    """A provider who has a product under contract: its price, and what it last said about room."""

    aanbieder: Aanbieder
    product: Product
    tarief: Decimal
    plekken: int | None
    wachttijd_weken: int | None
    peildatum: date | None

    @property
    def direct(self) -> bool:
        return bool(self.plekken) and self.wachttijd_weken == 0


def tarief(aanbieder: Aanbieder, product: Product, op: date) -> Decimal | None:
    """The contract price in euro of one unit of `product` on `op`, or None without valid contract."""
    rij = (
        geldende_tarieven(op)
        .filter(product=product, contract__aanbieder=aanbieder)
        .order_by("-vanaf")
        .first()
    )
    return None if rij is None else rij.bedrag


def geldende_tarieven(op: date) -> QuerySet[Tarief]:
    """Tariffs that hold on a day, under contracts that hold on that day."""
    return Tarief.objects.filter(geldig_op(op), geldig_op(op, "contract__")).select_related(
        "contract__aanbieder", "product"
    )


def beschikbare_aanbieders(product: Product, op: date | None = None) -> list[Aanbod]:
    """Everyone who has `product` under contract on `op`: shortest waiting time first, unknown last."""
    op = op or vandaag()
    laatste = Beschikbaarheid.objects.filter(
        product=OuterRef("product"), aanbieder=OuterRef("contract__aanbieder"), peildatum__lte=op
    ).order_by("-peildatum", "-id")
    rows = (
        geldende_tarieven(op)
        .filter(product=product)
        .annotate(gemeld=Subquery(laatste.values("pk")[:1]))
        .order_by("contract__aanbieder", "-vanaf")
        .distinct("contract__aanbieder")
    )
    rows = list(rows)
    gemeld = Beschikbaarheid.objects.in_bulk([rij.gemeld for rij in rows if rij.gemeld])
    aanbod = [_aanbod(rij, gemeld.get(rij.gemeld)) for rij in rows]
    return sorted(aanbod, key=lambda a: (_wacht(a), -(a.plekken or 0), a.aanbieder.naam))


def aanbod_van(aanbieder: Aanbieder, op: date | None = None) -> list[Aanbod]:
    """All products that this provider has under contract on `op`, with price and room."""
    op = op or vandaag()
    gemeld: dict[int, Beschikbaarheid] = {}
    for melding in Beschikbaarheid.objects.filter(aanbieder=aanbieder, peildatum__lte=op).order_by(
        "peildatum", "id"
    ):
        gemeld[melding.product_id] = melding
    rows = (
        geldende_tarieven(op)
        .filter(contract__aanbieder=aanbieder)
        .order_by("product__categorie", "product__code", "vanaf")
    )
    per_product = {rij.product_id: rij for rij in rows}
    return [_aanbod(rij, gemeld.get(rij.product_id)) for rij in per_product.values()]


def aanbieders(op: date | None = None) -> QuerySet[Aanbieder]:
    """All providers with `producten` (under contract on `op`) and `lopend` (running assignments)."""
    op = op or vandaag()
    onder_contract = geldig_op(op, "contracten__") & geldig_op(op, "contracten__tarieven__")
    lopend = Toewijzing.objects.filter(_loopt(op), aanbieder=OuterRef("pk")).order_by().values("aanbieder")
    return Aanbieder.objects.annotate(
        producten=Count("contracten__tarieven__product", filter=onder_contract, distinct=True),
        lopend=Subquery(lopend.annotate(n=Count("pk")).values("n")),
    )


def aanbieder_met(pk: int) -> Aanbieder:
    """One provider of this organisation, or NietGevonden."""
    aanbieder = Aanbieder.objects.filter(pk=pk).first()
    if aanbieder is None:
        raise NietGevonden("Deze aanbieder bestaat niet. Kies een aanbieder uit de lijst.")
    return aanbieder


def producten(op: date | None = None) -> QuerySet[Product]:
    """All products with lowest and highest price and the number of providers on `op`."""
    op = op or vandaag()
    geldt = geldig_op(op, "tarieven__") & geldig_op(op, "tarieven__contract__")
    return Product.objects.annotate(
        laagste=Min("tarieven__bedrag", filter=geldt),
        hoogste=Max("tarieven__bedrag", filter=geldt),
        aanbieders=Count("tarieven__contract__aanbieder", filter=geldt, distinct=True),
    )


def contracten_van(aanbieder: Aanbieder) -> QuerySet[Contract]:
    """Contracts of a provider with their tariffs, the newest first."""
    return aanbieder.contracten.prefetch_related("tarieven__product")


def verwachte_kosten(
    *,
    product: Product,
    aanbieder: Aanbieder | None,
    volume: int | None,
    frequentie: str,
    begin: date,
    eind: date | None,
    eenheid: str = "",
    budget: Decimal | None = None,
) -> Kosten:
    """What it will cost, exact to the cent, with the lines that explain it.

    Without a provider the highest contract price on the first day is used, and the lines say so.
    """
    if budget is not None:
        return Kosten(budget, budget, (f"Het budget is ten hoogste {euro(budget)}.",))
    rows = Tarief.objects.filter(product=product).select_related("contract")
    if aanbieder is None:
        hoogste = geldende_tarieven(begin).filter(product=product).order_by("-bedrag").first()
        rows = rows.filter(contract=hoogste.contract) if hoogste else rows.none()
    else:
        rows = rows.filter(contract__aanbieder=aanbieder)
    omvang = Omvang(volume, eenheid or product.eenheid, frequentie, begin, eind)
    uitkomst = kosten.bereken(product, omvang, _tarieflijst(rows))
    if aanbieder is None and uitkomst.bekend and product.soort != Product.Soort.TAAKGERICHT:
        return Kosten(
            uitkomst.bedrag, uitkomst.per_jaar, (*uitkomst.regels, "Gerekend met het hoogste contracttarief.")
        )
    return uitkomst


def kosten_van(toewijzing: Toewijzing) -> Kosten:
    """The expected cost of an assignment."""
    return verwachte_kosten(
        product=toewijzing.product, aanbieder=toewijzing.aanbieder, volume=toewijzing.volume,
        eenheid=toewijzing.eenheid, frequentie=toewijzing.frequentie, begin=toewijzing.begin,
        eind=toewijzing.eind, budget=toewijzing.budget,
    )  # fmt: skip


def toewijzingen(dossier: Dossier) -> QuerySet[Toewijzing]:
    """All assignments of a dossier in order of their start, removed ones too."""
    return dossier.toewijzingen.select_related("jeugdige", "aanbieder", "product").order_by("begin", "pk")


def lopende_zorg(dossier: Dossier, op: date | None = None) -> QuerySet[Toewijzing]:
    """The assignments of a dossier that run on `op`."""
    return toewijzingen(dossier).filter(_loopt(op or vandaag()))


def stapeling(jeugdige: Persoon, op: date | None = None) -> list[Toewijzing]:
    """More than one provision at the same time for this youth: all that run on `op`, else nothing."""
    rows = list(
        jeugdige.toewijzingen.filter(_loopt(op or vandaag())).select_related(
            "aanbieder", "product", "jeugdige"
        )
    )
    return rows if len(rows) > 1 else []


def overlappende(
    *, jeugdige: Persoon, begin: date, eind: date | None, product: Product | None = None
) -> QuerySet[Toewijzing]:
    """Valid assignments of this youth (of this product) that share at least one day with the period."""
    rows = Toewijzing.objects.filter(
        Q(eind__isnull=True) | Q(eind__gte=begin), jeugdige=jeugdige, ingetrokken_op__isnull=True
    )
    if eind is not None:
        rows = rows.filter(begin__lte=eind)
    return (rows if product is None else rows.filter(product=product)).select_related("aanbieder", "product")


def voor_bericht(jeugdige: Persoon, aanbieder: Aanbieder, vanaf: date) -> QuerySet[Toewijzing]:
    """What a JW301 to this provider must hold besides what changed: all that is valid from `vanaf` on (OP087)."""
    return (
        Toewijzing.objects.filter(
            Q(eind__isnull=True) | Q(eind__gte=vanaf), jeugdige=jeugdige, aanbieder=aanbieder
        )
        .filter(ingetrokken_op__isnull=True)
        .exclude(product__soort=Product.Soort.TAAKGERICHT)
        .select_related("product", "dossier")
        .order_by("nummer")
    )


def laatste_keuze(dossier: Dossier) -> Aanbiederkeuze | None:
    """The provider that was last chosen in this dossier, and what was agreed."""
    return dossier.aanbiederkeuzes.select_related("aanbieder", "product", "jeugdige").first()


def _loopt(op: date) -> Q:
    return Q(begin__lte=op, ingetrokken_op__isnull=True) & (Q(eind__isnull=True) | Q(eind__gte=op))


def _aanbod(rij: Tarief, melding: Beschikbaarheid | None) -> Aanbod:
    if melding is None:
        return Aanbod(rij.contract.aanbieder, rij.product, rij.bedrag, None, None, None)
    return Aanbod(
        rij.contract.aanbieder,
        rij.product,
        rij.bedrag,
        melding.plekken,
        melding.wachttijd_weken,
        melding.peildatum,
    )


def _wacht(aanbod: Aanbod) -> int:
    return 9999 if aanbod.wachttijd_weken is None else aanbod.wachttijd_weken


def _tarieflijst(rows: Iterable[Tarief]) -> kosten.Tarieven:
    """A lookup by day over tariffs within their contracts; the one that began last wins."""
    lijst = sorted(rows, key=lambda rij: rij.vanaf, reverse=True)

    def op(dag: date) -> Decimal | None:
        for rij in lijst:
            if rij.vanaf <= dag and (rij.tot is None or dag <= rij.tot) and rij.contract.geldt_op(dag):
                return rij.bedrag
        return None

    return op
