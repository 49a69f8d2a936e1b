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
from eenplan.zorg import kosten, tijdbalken
from eenplan.zorg.kosten import Kosten, Omvang
from eenplan.zorg.models import (
    Aanbieder,
    Aanbiederkeuze,
    Beschikbaarheid,
    Contract,
    Product,
    Tarief,
    Toewijzing,
    Verzoekregel,
)
from eenplan.zorg.varianten import euro

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon

__all__ = ["Aanbod", "Kosten", "euro"]

TELEFOON = 300  # width in px that the drawing has on a phone


@dataclass(frozen=True, slots=True)
class Aanbod:
    """A provider who has a product under contract: its price, and what it last said about room."""

    aanbieder: Aanbieder
    product: Product
    tarief: Decimal
    plekken: int | None
    wachttijd_weken: int | None
    peildatum: date | None
    stop: bool = False


def tarief(aanbieder: Aanbieder, product: Product, op: date) -> Decimal | None:
    """The contract price in euro of one unit of `product` on `op`, or None without valid contract."""
    rij = (
        geldende_tarieven(op)
        .filter(product=product, contract__aanbieder=aanbieder)
        .order_by("-vanaf")
        .first()
    )
    return None if rij is None else rij.bedrag


def heeft_contract(aanbieder: Aanbieder, op: date) -> bool:
    """Whether this provider is under contract on a day, for whatever product."""
    return Contract.objects.filter(geldig_op(op), aanbieder=aanbieder).exists()


def geldende_tarieven(op: date) -> QuerySet[Tarief]:
    """Tariffs that hold on a day, under contracts that hold on that day."""
    return Tarief.objects.filter(geldig_op(op), geldig_op(op, "contract__")).select_related(
        "contract__aanbieder", "product"
    )


def beschikbare_aanbieders(product: Product, op: date | None = None) -> list[Aanbod]:
    """Everyone who has `product` under contract on `op`: shortest waiting time first, unknown and closed to newcomers last."""
    op = op or vandaag()
    laatste = Beschikbaarheid.objects.filter(
        product=OuterRef("product"), aanbieder=OuterRef("contract__aanbieder"), peildatum__lte=op
    ).order_by("-peildatum", "-id")
    gevonden = (
        geldende_tarieven(op)
        .filter(product=product)
        .annotate(gemeld=Subquery(laatste.values("pk")[:1]))
        .order_by("contract__aanbieder_id", "-vanaf")
        .distinct("contract__aanbieder_id")
    )
    rows = list(gevonden)
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
    ).order_by("naam", "pk")


def zoek_aanbieders(vraag: str) -> QuerySet[Aanbieder]:
    """Providers by name, place or AGB code."""
    rows = aanbieders()
    return (
        rows.filter(Q(naam__icontains=vraag) | Q(plaats__icontains=vraag) | Q(agb=vraag)) if vraag else rows
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
    ).order_by("categorie", "code")


def product_van_regel(regel: Verzoekregel) -> Product | None:
    """The product of our list that a request asks for; None when it is not on the list."""
    return Product.objects.filter(categorie=regel.categorie, code=regel.code).first()


def in_euro(centen: int | None) -> Decimal | None:
    """An amount of a message in euro."""
    return None if centen is None else Decimal(centen) / 100


def contracten_van(aanbieder: Aanbieder) -> QuerySet[Contract]:
    """Contracts of a provider with their tariffs, the newest first."""
    return aanbieder.contracten.prefetch_related("tarieven__product")


def contract_met(pk: int) -> Contract:
    """One contract of this organisation, or NietGevonden."""
    contract = Contract.objects.select_related("aanbieder").filter(pk=pk).first()
    if contract is None:
        raise NietGevonden("Dit contract bestaat niet. Kies het bij de aanbieder.")
    return contract


def product_met(pk: int) -> Product:
    """One product of this organisation, or NietGevonden."""
    product = Product.objects.filter(pk=pk).first()
    if product is None:
        raise NietGevonden("Dit product bestaat niet. Kies het uit de lijst.")
    return product


def laatste_opgave(aanbieder: Aanbieder, product: Product) -> Beschikbaarheid | None:
    """What this provider last said about room for a product."""
    return Beschikbaarheid.objects.filter(
        aanbieder=aanbieder, product=product, peildatum__lte=vandaag()
    ).first()


def is_toegewezen(product: Product) -> bool:
    """Whether a child ever got this product: its code then stands in messages."""
    return Toewijzing.objects.filter(product=product).exists()


def loopt_na(contract: Contract, tot: date) -> int:
    """How many assignments at this provider go on after a day, with products of this contract."""
    return (
        Toewijzing.objects.filter(Q(eind__isnull=True) | Q(eind__gt=tot), ingetrokken_op__isnull=True)
        .filter(aanbieder=contract.aanbieder_id, product__tarieven__contract=contract)
        .distinct()
        .count()
    )


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


@dataclass(frozen=True, slots=True)
class Zorgregel:
    """An assignment with what it may cost."""

    toewijzing: Toewijzing
    kosten: Kosten


@dataclass(frozen=True, slots=True)
class Zorgoverzicht:
    """The care of a family: a drawing, one for a phone, and the same as a table with what it may cost."""

    balken: str
    balken_telefoon: str
    regels: list[Zorgregel]
    verwacht: Decimal
    gestapeld: list[str]

    @property
    def kop(self) -> str:
        """The words beside the heading: what it may cost and what runs at the same time."""
        delen = [f"verwacht {euro(self.verwacht)}"] if self.verwacht else []
        return " · ".join([*delen, *self.gestapeld])


def overzicht(dossier: Dossier, *, breedte: int = 460, sleutel: str = "zorg") -> Zorgoverzicht:
    """All that a page shows of the care in a dossier; `breedte` and `sleutel` are of the drawing."""
    dag = vandaag()
    rows = list(toewijzingen(dossier))
    prijzen = _prijzen({(rij.aanbieder_id, rij.product_id) for rij in rows})
    regels = [Zorgregel(rij, _kosten(rij, prijzen)) for rij in rows]
    verwacht = sum((r.kosten.bedrag for r in regels if r.toewijzing.geldt and r.kosten.bedrag), Decimal(0))
    return Zorgoverzicht(
        balken=tijdbalken.teken(rows, dag, breedte=breedte, sleutel=sleutel),
        balken_telefoon=tijdbalken.teken(rows, dag, breedte=TELEFOON, sleutel=f"{sleutel}telefoon"),
        regels=regels,
        verwacht=verwacht,
        gestapeld=_gestapeld(rows, dag),
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
        melding.stop,
    )


def _gestapeld(rows: list[Toewijzing], dag: date) -> list[str]:
    """`Sem: twee voorzieningen tegelijk` for each youth with more than one on `dag`."""
    per_jeugdige: dict[int, list[Toewijzing]] = {}
    for rij in rows:
        if rij.geldt and rij.begin <= dag and (rij.eind is None or rij.eind >= dag):
            per_jeugdige.setdefault(rij.jeugdige_id, []).append(rij)
    return [
        f"{lopend[0].jeugdige.roepnaam or lopend[0].jeugdige}: {tijdbalken.aantal(len(lopend))} voorzieningen tegelijk"
        for lopend in per_jeugdige.values()
        if len(lopend) > 1
    ]


def _prijzen(paren: set[tuple[int, int]]) -> dict[tuple[int, int], list[Tarief]]:
    """The tariffs of these providers and products, in one query."""
    gevonden: dict[tuple[int, int], list[Tarief]] = {paar: [] for paar in paren}
    rows = Tarief.objects.filter(
        contract__aanbieder__in={aanbieder for aanbieder, _ in paren},
        product__in={product for _, product in paren},
    )
    for rij in rows.select_related("contract"):
        gevonden.get((rij.contract.aanbieder_id, rij.product_id), []).append(rij)
    return gevonden


def _kosten(rij: Toewijzing, prijzen: dict[tuple[int, int], list[Tarief]]) -> Kosten:
    if rij.budget is not None:
        return Kosten(rij.budget, rij.budget, (f"Het budget is ten hoogste {euro(rij.budget)}.",))
    omvang = Omvang(rij.volume, rij.eenheid, rij.frequentie, rij.begin, rij.eind)
    return kosten.bereken(rij.product, omvang, _tarieflijst(prijzen[rij.aanbieder_id, rij.product_id]))


def _wacht(aanbod: Aanbod) -> int:
    if aanbod.stop:
        return 10_000
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
