"""What Eenplan knows of earlier messages, as the rules of the standard ask it (`ijw.Administratie`).

    stand = administratie.laad(berichten, vandaag=vandaag())   # a few questions for any number of messages
    ijw.beoordeel(bericht, stand)
    stand.verwerk(bericht)                                     # so that the next one is judged after it

The state of every client that the messages name is read once and then kept up in memory by `ijw.Geheugen`: messages of
one provider are judged one after the other, and written together. What the rules say is in the library; here is only
where it is found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localtime

import ijw
from eenplan.gezin import queries as gezin
from eenplan.gezin.models import Persoon
from eenplan.zorg.models import (
    Aanbieder,
    Declaratie,
    Prestatie,
    Product,
    Regiemelding,
    Tarief,
    Toewijzing,
    Verzoek,
)
from ijw import Afspraak, Dossier, Gedeclareerd, Partijen, jw301, jw305, jw307, jw323, typen
from ijw.administratie import Element
from ijw.berekeningen import Periode
from ijw.geheugen import partijen_van

ALLES = "1"  # COD467: how a report was sent is of no matter once it stands
VERWIJDERD = "13"  # JZ002
Nummer = tuple[str, str, str | int, str]  # element, whose numbers they are, the number, of which message


class Stand(ijw.Geheugen):
    """See the module. `aanbieders` by AGB code, `personen` by BSN, `toewijzingen` by number: for who writes."""

    def __init__(
        self,
        vandaag: date,
        *,
        aanbieders: dict[str, Aanbieder],
        personen: dict[str, Persoon],
        toewijzingen: dict[int, Toewijzing],
        bezet: set[Nummer],
        tarieven: dict[tuple[str, str, str], list[Tarief]],
        lijst: dict[str, str],
        laatste: dict[str, Periode],
    ) -> None:
        super().__init__(vandaag)
        self.aanbieders, self.personen, self.toewijzingen = aanbieders, personen, toewijzingen
        self._bezet, self._tarieven, self._lijst, self._laatste = bezet, tarieven, lijst, laatste

    def in_gebruik(self, element: Element, houder: str, waarde: str | int, bericht: str) -> bool:
        sleutel = element, houder, waarde, bericht if element == "Identificatie" else ""
        return sleutel in self._bezet or super().in_gebruik(element, houder, waarde, bericht)

    def laatste_declaratieperiode(self, partijen: Partijen) -> Periode | None:
        bekend = [super().laatste_declaratieperiode(partijen), self._laatste.get(partijen.aanbieder)]
        return max((periode for periode in bekend if periode is not None), default=None)

    def afspraak(self, partijen: Partijen, categorie: str, code: str, op: date) -> Afspraak | None:
        """The tariff under a contract that holds on that day. One that is no whole number of cents binds nothing:
        a message cannot say it."""
        for tarief in self._tarieven.get((partijen.aanbieder, categorie, code), []):
            contract = tarief.contract
            if tarief.vanaf <= op and (tarief.tot is None or op <= tarief.tot) and contract.geldt_op(op):
                eenheid = tarief.product.eenheid
                centen = tarief.bedrag * 100
                vrij = eenheid == "83" or centen != int(centen) or tarief.bedrag == 0
                return Afspraak(eenheid, None if vrij else int(centen)) if eenheid else None
        return None

    def kent_product(self, partijen: Partijen, categorie: str, code: str) -> bool:
        """A code of our own list belongs to its category; one that is not on it breaks nothing (that is for the
        contract)."""
        return self._lijst.get(code, categorie) == categorie


def laad(berichten: Sequence[Any], *, vandaag: date, identificaties: Iterable[Nummer] = ()) -> Stand:
    """The state of every client that these messages name, with its assignments locked until the transaction ends.

    `identificaties` are those that were given out before; messages are of another room.
    """
    agbs = {partijen_van(bericht).aanbieder for bericht in berichten}
    gemeente = next((partijen_van(bericht).gemeente for bericht in berichten), "")
    aanbieders = {rij.agb: rij for rij in Aanbieder.objects.filter(agb__in=agbs)}
    personen = gezin.zoek_personen_op_bsn({bsn for bericht in berichten for bsn in bsns_van(bericht)})
    ids, mensen = [rij.pk for rij in aanbieders.values()], {rij.pk: bsn for bsn, rij in personen.items()}
    toewijzingen = _toewijzingen(ids, mensen)
    declareert = any(bericht.NAAM == "JW323" for bericht in berichten)
    stand = Stand(
        vandaag,
        aanbieders=aanbieders,
        personen=personen,
        toewijzingen={rij.nummer: rij for rij in toewijzingen},
        bezet={*identificaties, *_bezet(berichten, agbs)},
        tarieven=_tarieven(ids) if declareert else {},
        lijst=dict(Product.objects.exclude(code="").values_list("code", "categorie")),
        laatste=_laatste_perioden(ids) if declareert else {},
    )
    agb_van = {rij.pk: rij.agb for rij in aanbieders.values()}
    for (aanbieder, persoon), dossier in _dossiers(ids, mensen, toewijzingen).items():
        stand.neem_over(Partijen(gemeente, agb_van[aanbieder]), mensen[persoon], dossier)
    return stand


def bsns_van(bericht: Any) -> Iterator[str]:
    """The clients that a message names."""
    if bericht.NAAM == "JW323":
        yield from (client.Bsn for client in bericht.Declaratie.Clienten)
    elif hasattr(bericht, "Client") and bericht.Client is not None:
        yield bericht.Client.Bsn


# What stands in the tables --------------------------------------------------------------------------------


def _toewijzingen(aanbieders: Sequence[int], personen: Iterable[int]) -> list[Toewijzing]:
    rijen = Toewijzing.objects.filter(aanbieder__in=aanbieders, jeugdige__in=list(personen))
    gevonden = list(rijen.select_for_update().order_by("pk"))
    producten = Product.objects.in_bulk({rij.product_id for rij in gevonden})
    for rij in gevonden:
        rij.product = producten[rij.product_id]
    return gevonden


def _dossiers(
    aanbieders: Sequence[int], personen: dict[int, str], toewijzingen: Sequence[Toewijzing]
) -> dict[tuple[int, int], Dossier]:
    """Per provider and person what earlier messages said."""
    delen: dict[tuple[int, int], dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for rij in toewijzingen:
        if rij.per_bericht:
            delen[rij.aanbieder_id, rij.jeugdige_id]["toewijzingen"].append(als_product(rij))
    waar = {"aanbieder__in": aanbieders, "jeugdige__in": list(personen)}
    nummers = {rij.pk: rij.nummer for rij in toewijzingen}
    for melding in Regiemelding.objects.filter(verwijderd_op__isnull=True, **waar):
        deel = delen[melding.aanbieder_id, melding.jeugdige_id]
        nummer = nummers.get(melding.toewijzing_id) if melding.toewijzing_id else None
        if melding.soort == Regiemelding.Soort.START:
            deel["starts"].append(_start(melding, nummer))
        else:
            deel["stops"].append(_stop(melding, nummer))
    for verzoek in Verzoek.objects.filter(**waar).order_by("pk"):
        bsn = personen[verzoek.jeugdige_id]
        delen[verzoek.aanbieder_id, verzoek.jeugdige_id]["verzoeken"].append(_verzoek(verzoek, bsn))
    prestaties = Prestatie.objects.filter(
        declaratie__aanbieder__in=aanbieders, declaratie__codes=[], jeugdige__in=list(personen)
    )
    for prestatie in prestaties.select_related("declaratie").order_by("pk"):
        assert prestatie.jeugdige_id is not None
        deel = delen[prestatie.declaratie.aanbieder_id, prestatie.jeugdige_id]
        deel["prestaties"].append(_gedeclareerd(prestatie))
    return {sleutel: Dossier(**deel) for sleutel, deel in delen.items()}


def als_product(rij: Toewijzing, *, referentie: str = "", reden: str = "") -> jw301.ToegewezenProduct:
    """An assignment as a JW301 tells it. `referentie` when it answers a request (IV097), `reden` when it changed."""
    moment = localtime(rij.toegewezen_op).replace(microsecond=0, tzinfo=None)
    verwijderd = not rij.geldt
    return jw301.ToegewezenProduct(
        ToewijzingNummer=rij.nummer,
        ReferentieAanbieder=referentie or None,
        Product=product_van(rij),
        Toewijzingsdatum=moment.date(),
        Toewijzingstijd=moment.time(),
        Ingangsdatum=rij.begin,
        Einddatum=rij.begin if verwijderd else rij.eind,  # CS335
        RedenWijziging=VERWIJDERD if verwijderd else reden or None,
        Omvang=typen.Omvang(Volume=rij.volume, Eenheid=rij.eenheid, Frequentie=rij.frequentie)
        if rij.volume is not None
        else None,
        Budget=int(rij.budget * 100) if rij.budget is not None else None,
    )


def product_van(rij: Toewijzing) -> typen.Product | None:
    """The product of an assignment in a message: without volume only its category is assigned, and without category
    the provider chooses (*generiek*)."""
    product = rij.product
    if not product.categorie:
        return None
    code = product.code if product.code and rij.volume is not None else None
    return typen.Product(Categorie=product.categorie, Code=code)


def _product(categorie: str, code: str) -> typen.Product | None:
    return typen.Product(Categorie=categorie, Code=code or None) if categorie else None


def _start(rij: Regiemelding, nummer: int | None) -> jw305.StartProduct:
    return jw305.StartProduct(
        ToewijzingNummer=nummer, Product=_product(rij.categorie, rij.code), ToewijzingIngangsdatum=rij.ingangsdatum,
        Begindatum=rij.begin, StatusAanlevering=ALLES,
    )  # fmt: skip


def _stop(rij: Regiemelding, nummer: int | None) -> jw307.StopProduct:
    assert rij.eind is not None
    return jw307.StopProduct(
        ToewijzingNummer=nummer, Product=_product(rij.categorie, rij.code), ToewijzingIngangsdatum=rij.ingangsdatum,
        Begindatum=rij.begin, RedenBeeindiging=rij.reden, Einddatum=rij.eind, StatusAanlevering=ALLES,
    )  # fmt: skip


def _verzoek(rij: Verzoek, bsn: str) -> ijw.Verzoek:
    return ijw.Verzoek(
        rij.referentie, rij.soort, bsn, rij.stand, rij.dagtekening, rij.gezagsdrager_bekend  # type: ignore[arg-type]
    )  # fmt: skip


def _gedeclareerd(rij: Prestatie) -> Gedeclareerd:
    """Rejected as soon as it is judged; granted only once the answer went out."""
    prestatie = jw323.Prestatie(
        ProductReferentie=typen.Referentie(
            ReferentieNummer=rij.referentie, VorigReferentieNummer=rij.vorige or None
        ),
        ToewijzingNummer=rij.toewijzingsnummer,
        ProductCategorie=rij.categorie,
        ProductCode=rij.code,
        ProductPeriode=typen.GeslotenPeriode(Begindatum=rij.begin, Einddatum=rij.eind),
        GeleverdVolume=rij.volume,
        Eenheid=rij.eenheid,
        ProductTarief=rij.tarief,
        IngediendBedrag=typen.BedragMetDC(Bedrag=abs(rij.bedrag), DebetCredit="C" if rij.bedrag < 0 else "D"),
    )
    return Gedeclareerd(prestatie, False if rij.codes else True if rij.declaratie.beantwoord_op else None)


# Numbers, contracts and periods ---------------------------------------------------------------------------


def _bezet(berichten: Sequence[Any], agbs: Iterable[str]) -> set[Nummer]:
    """Which numbers in these messages their providers gave out before."""
    referenties, declaraties, regels = set(), set(), set()
    for bericht in berichten:
        if bericht.NAAM == "JW315":
            referenties |= {product.ReferentieAanbieder for product in bericht.Client.AangevraagdeProducten}
        elif bericht.NAAM == "JW317":
            referenties.add(bericht.Client.Verzoek.ReferentieAanbieder)
        elif bericht.NAAM == "JW323":
            declaraties.add(bericht.Declaratie.DeclaratieNummer)
            regels |= {
                prestatie.ProductReferentie.ReferentieNummer
                for client in bericht.Declaratie.Clienten
                for prestatie in client.Prestaties
            }
    bezet: set[Nummer] = set()
    van = {"aanbieder__agb__in": list(agbs)}
    if referenties:
        rijen = Verzoek.objects.filter(referentie__in=referenties, **van)
        bezet |= {
            ("ReferentieAanbieder", agb, nr, "")
            for agb, nr in rijen.values_list("aanbieder__agb", "referentie")
        }
    if declaraties:
        rijen_ = Declaratie.objects.filter(nummer__in=declaraties, codes=[], **van)
        bezet |= {
            ("DeclaratieNummer", agb, nr, "") for agb, nr in rijen_.values_list("aanbieder__agb", "nummer")
        }
    if regels:
        gebruikt = Prestatie.objects.filter(
            referentie__in=regels, declaratie__codes=[], declaratie__aanbieder__agb__in=list(agbs)
        )
        bezet |= {
            ("ReferentieNummer", agb, nr, "")
            for agb, nr in gebruikt.values_list("declaratie__aanbieder__agb", "referentie")
        }
    return bezet


def _tarieven(aanbieders: Sequence[int]) -> dict[tuple[str, str, str], list[Tarief]]:
    """The tariffs of these providers, the newest first."""
    gevonden: dict[tuple[str, str, str], list[Tarief]] = defaultdict(list)
    rijen = Tarief.objects.filter(contract__aanbieder__in=aanbieders).order_by("-vanaf")
    for rij in rijen.select_related("contract__aanbieder", "product"):
        gevonden[rij.contract.aanbieder.agb, rij.product.categorie, rij.product.code].append(rij)
    return gevonden


def _laatste_perioden(aanbieders: Sequence[int]) -> dict[str, Periode]:
    rijen = (
        Declaratie.objects.filter(aanbieder__in=aanbieders, codes=[])
        .order_by("aanbieder_id", "-begin", "-eind")
        .distinct("aanbieder_id")
        .values_list("aanbieder__agb", "begin", "eind")
    )
    return {agb: Periode(begin, eind) for agb, begin, eind in rijen}
