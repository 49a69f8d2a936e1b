"""What stands about care that is paid as a fixed sum: the contracts, the files that were recorded, and, for a new file,
everything its lines are held against (`laad`), in a few questions however long the file is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from eenplan.gezin.models import Persoon
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.geheim import vingerafdruk
from eenplan.kern.tijd import vandaag
from eenplan.zorg import taakgericht
from eenplan.zorg.models import Contract, Product, Regiemelding, Taakgerichtlevering, Tarief
from eenplan.zorg.models.regiemelding import TIJDELIJK
from eenplan.zorg.taakgericht import Rij
from eenplan.zorg.taakgericht_vergelijken import Bekende, Hulp, Kennis, Productafspraak

Sleutel = tuple[int, str, date]  # a period of help: youth, product, first day


def contracten() -> QuerySet[Contract]:
    """Contracts with a product that is paid as a fixed sum, by provider, the newest first."""
    taakgericht_ = Tarief.objects.filter(contract=OuterRef("pk"), product__soort=Product.Soort.TAAKGERICHT)
    rijen = Contract.objects.filter(Exists(taakgericht_)).select_related("aanbieder")
    return rijen.order_by("aanbieder__naam", "-vanaf", "pk")


def leveringen() -> QuerySet[Taakgerichtlevering]:
    """The files that were recorded, the newest first."""
    return Taakgerichtlevering.objects.select_related("contract__aanbieder", "door").order_by("-pk")


def levering_met(pk: int) -> Taakgerichtlevering:
    """One file of this organisation, or NietGevonden."""
    rij = leveringen().filter(pk=pk).first()
    if rij is None:
        raise NietGevonden("Deze levering bestaat niet. Kies een levering uit de lijst.")
    return rij


def laad(contract: Contract, rijen: Sequence[Rij], personen: dict[str, Persoon]) -> Kennis:
    """What the lines of a file under this contract are held against."""
    return Kennis(
        aanbieder=contract.aanbieder.naam,
        contract=contract.naam,
        vanaf=contract.vanaf,
        tot=contract.tot,
        producten=_producten(contract),
        personen={bsn: Bekende(rij.pk, rij.geboortedatum) for bsn, rij in personen.items()},
        hulp=_hulp(contract.aanbieder_id, [rij.pk for rij in personen.values()]),
    )


def regels_van_vorige(contract: Contract, hulp: Sequence[Hulp]) -> dict[Sleutel, int]:
    """On which line of the file before this one each of these periods of help stood, as far as it was in it."""
    vorige = Taakgerichtlevering.objects.filter(contract=contract).order_by("-pk").first()
    if vorige is None or not hulp:
        return {}
    try:
        bestand = taakgericht.lees(vorige.lees(), vandaag=vandaag())
    except (
        FileNotFoundError,
        Geweigerd,
    ):  # its content was lost, or today's layout is another: no line, no harm
        return {}
    mensen = Persoon.objects.filter(pk__in={h.jeugdige for h in hulp}).values_list("bsn_vingerafdruk", "pk")
    per_afdruk = dict(mensen)
    regels: dict[Sleutel, int] = {}
    for rij in bestand.rijen:
        pk = per_afdruk.get(vingerafdruk(rij.bsn))
        if pk is not None and rij.begin is not None:
            regels[pk, rij.code, rij.begin] = rij.regel
    return regels


def _producten(contract: Contract) -> dict[str, Productafspraak]:
    """Every product of our list with a code, and when this provider has it under contract."""
    perioden: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    in_contract = set()
    tarieven = Tarief.objects.filter(contract__aanbieder=contract.aanbieder_id).select_related("contract")
    for tarief in tarieven:
        eindes = [dag for dag in (tarief.tot, tarief.contract.tot) if dag is not None]
        perioden[tarief.product_id].append(
            (max(tarief.vanaf, tarief.contract.vanaf), min(eindes, default=None))
        )
        if tarief.contract_id == contract.pk:
            in_contract.add(tarief.product_id)
    return {
        code: Productafspraak(soort == Product.Soort.TAAKGERICHT, pk in in_contract, tuple(perioden[pk]))
        for pk, code, soort in Product.objects.exclude(code="").values_list("pk", "code", "soort")
    }


def _hulp(aanbieder: int, personen: Sequence[int]) -> list[Hulp]:
    """Help of this provider that counts: all of these youths, and of others what runs."""
    geldt = Regiemelding.objects.filter(aanbieder=aanbieder, verwijderd_op__isnull=True).exclude(code="")
    gestopt = geldt.filter(
        soort=Regiemelding.Soort.STOP, jeugdige=OuterRef("jeugdige"), code=OuterRef("code"), begin=OuterRef("begin")
    )  # fmt: skip
    starts = geldt.filter(soort=Regiemelding.Soort.START).filter(Q(jeugdige__in=personen) | ~Exists(gestopt))
    stops: dict[Sleutel, tuple[bool, date, int, str]] = {}
    for jeugdige, code, begin, eind, pk, reden in geldt.filter(
        soort=Regiemelding.Soort.STOP, jeugdige__in=personen
    ).values_list("jeugdige", "code", "begin", "eind", "pk", "reden"):
        assert eind is not None  # regiemelding_stop_heel
        stop = (reden != TIJDELIJK, eind, pk, reden)  # which of two stops counts: see `levering`
        stops[jeugdige, code, begin] = max(stop, stops.get((jeugdige, code, begin), stop))
    hulp = []
    for jeugdige, code, begin, pk in starts.values_list("jeugdige", "code", "begin", "pk"):
        _, eind, stop_pk, reden = stops.get((jeugdige, code, begin), (False, None, None, ""))
        hulp.append(Hulp(jeugdige, code, begin, pk, stop_pk, eind, reden))
    return hulp
