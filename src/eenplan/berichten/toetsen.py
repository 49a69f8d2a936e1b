"""What is looked at before a provider's request is answered: facts for the tables, and the same in words.

    gevonden = toets(verzoek, voor=medewerker)
    gevonden.tabel, gevonden.feiten          # which table, and what it reads
    gevonden.punten                          # the same for people: what came out, and where somebody must look

Pure reads. What is asked of a new assignment stands here; what a change of assignments means stands in `wijziging`.
Where something is not known, the fact says so: a table then never lets it pass by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from eenplan.berichten import queries, wijziging
from eenplan.berichten.opstellen import ontbrekende_gegevens, opsomming, reden_van_tegenhouden
from eenplan.dossier.queries import zichtbaar
from eenplan.zorg import queries as zorg
from eenplan.zorg.models import Product, Toewijzing, Verzoek, Verzoekregel
from eenplan.zorg.opslaan import in_woorden
from eenplan.zorg.varianten import euro
from ijw import codelijst

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

TABEL = {Verzoek.Soort.TOEWIJZING: "verzoek_toewijzing", Verzoek.Soort.WIJZIGING: "verzoek_wijziging"}
VERWIJZING = {
    "01": "gemeente",
    "02": "medisch",
    "03": "medisch",
    "04": "maatregel",
    "05": "medisch",
    "08": "maatregel",
}  # COD327
GI = "04"  # COD327
VOLWASSEN = 18  # years; youth care ends there unless it is extended (Jeugdwet 1.1)
WOONPLAATS_BINNEN = timedelta(weeks=2)  # after receipt (OP359)
EEN_JAAR = timedelta(days=365)  # what is counted of care without an end


@dataclass(frozen=True, slots=True)
class Punt:
    """One thing that was looked at; `goed` is False where somebody must look."""

    titel: str
    goed: bool
    zin: str


@dataclass(slots=True)
class Toets:
    """See the module."""

    tabel: str
    feiten: dict[str, Any] = field(default_factory=dict)
    punten: list[Punt] = field(default_factory=list)

    def noteer(self, titel: str, zin: str, *, goed: bool, **feiten: Any) -> None:
        self.feiten |= feiten
        self.punten.append(Punt(titel, goed, zin))


@dataclass(frozen=True, slots=True)
class Periode:
    """Care that would come: of which product, from when until when."""

    product: Product | None
    begin: date
    eind: date | None


def toets(verzoek: Verzoek, *, voor: Medewerker | None = None) -> Toets:
    """Everything that the table reads of this request. Other care is named as far as `voor` may see it."""
    uit = Toets(TABEL[Verzoek.Soort(verzoek.soort)])
    regels = list(verzoek.regels.select_related("toewijzing__product", "toewijzing__aanbieder"))
    _vrij(uit, verzoek)
    _woonplaats(uit, verzoek)
    _gegevens(uit, verzoek)
    if verzoek.soort == Verzoek.Soort.TOEWIJZING:
        perioden = [_gevraagd(regel) for regel in regels]
        _verwijzing(uit, verzoek)
        _omvang(uit, verzoek, regels[0], perioden[0].product)
        dagen = [(periode.product, periode.begin) for periode in perioden]
    else:
        gevolg = wijziging.gevolg_van(verzoek, regels)
        uit.noteer(
            "Wat er verandert", gevolg.zin, goed=gevolg.soort == wijziging.MINDER,
            wijziging=gevolg.soort, weken_langer=gevolg.weken_langer, meerkosten=float(gevolg.meerkosten or 0),
        )  # fmt: skip
        perioden = [Periode(*erbij) for erbij in gevolg.erbij]
        dagen = gevolg.begint
    _contract(uit, verzoek, dagen)
    _samenloop(uit, verzoek, perioden, {regel.toewijzing_id for regel in regels}, voor)
    _leeftijd(uit, verzoek, perioden)
    return uit


def woonplaats_uiterlijk(verzoek: Verzoek) -> date:
    """The last day to say that another municipality is responsible (OP359)."""
    return localdate(verzoek.ontvangen_op) + WOONPLAATS_BINNEN


# Of every request ------------------------------------------------------------------------------------------


def _vrij(uit: Toets, verzoek: Verzoek) -> None:
    reden = queries.stilte_in(verzoek.dossier_id)
    if not reden and verzoek.dossier.geheim:
        reden = "Dit dossier is geheim."
    if not reden:
        reden = reden_van_tegenhouden(verzoek.jeugdige, queries.gezag_over(verzoek.jeugdige))
    zin = (
        f"{reden} Een antwoord gaat niet vanzelf."
        if reden
        else "Er is geen berichtstilte en niets is geheim."
    )
    uit.noteer("Veiligheid", zin, goed=not reden, vanzelf=not reden)


def _woonplaats(uit: Toets, verzoek: Verzoek) -> None:
    code, eigen = verzoek.jeugdige.gemeente_code, verzoek.dossier.organisatie.code
    if not code:
        zin = "De gemeentecode van de jeugdige is niet bekend. Zoek de inschrijving op in de BRP en vul haar in bij de persoon."
    elif code == eigen:
        zin = "De jeugdige staat in onze gemeente ingeschreven."
    else:
        zin = f"De jeugdige staat ingeschreven in gemeente {code}; die is waarschijnlijk verantwoordelijk."
    stand = "onbekend" if not code else "ja" if code == eigen else "nee"
    uit.noteer("Woonplaatsbeginsel", zin, goed=stand == "ja", woonplaats=stand)


def _gegevens(uit: Toets, verzoek: Verzoek) -> None:
    ontbreekt = ontbrekende_gegevens(verzoek.jeugdige)
    zin = (
        f"Vul aan bij de persoon: {opsomming(ontbreekt)}. Anders kan er geen toewijzing uit."
        if ontbreekt
        else "BSN, geboortedatum en adres zijn bekend."
    )
    uit.noteer("Gegevens", zin, goed=not ontbreekt, gegevens=not ontbreekt)


def _contract(uit: Toets, verzoek: Verzoek, dagen: Iterable[tuple[Product | None, date]]) -> None:
    zonder = [(product, dag) for product, dag in dagen if not _onder_contract(verzoek, product, dag)]
    zin = (
        "; ".join(
            f"{verzoek.aanbieder} heeft {product.naam if product else 'wat wordt gevraagd'} op {dag:%d-%m-%Y} niet onder contract"
            for product, dag in zonder
        )
        or f"{verzoek.aanbieder} heeft wat wordt gevraagd onder contract"
    )
    uit.noteer("Contract", f"{zin}.", goed=not zonder, contract=not zonder)


def _onder_contract(verzoek: Verzoek, product: Product | None, dag: date) -> bool:
    """The same as what an assignment demands: a price for a product, a contract for a category."""
    if product is None:
        return False
    if product.specifiek:
        return zorg.tarief(verzoek.aanbieder, product, dag) is not None
    return zorg.heeft_contract(verzoek.aanbieder, dag)


def _samenloop(
    uit: Toets,
    verzoek: Verzoek,
    perioden: Iterable[Periode],
    genoemd: set[int | None],
    voor: Medewerker | None,
) -> None:
    """What runs in the same time besides what the request itself names: the same product, or any other care (stapeling)."""
    anderen: dict[int, Toewijzing] = {}
    zelfde: set[int] = set()
    for periode in perioden:
        overlap = zorg.overlappende(jeugdige=verzoek.jeugdige, begin=periode.begin, eind=periode.eind)
        for ander in overlap.exclude(pk__in=[pk for pk in genoemd if pk]):
            anderen[ander.pk] = ander
            if periode.product is not None and ander.product_id == periode.product.pk:
                zelfde.add(ander.pk)
    stand = "zelfde_product" if zelfde else "andere_zorg" if anderen else "geen"
    uit.noteer("Samenloop", _in_namen(list(anderen.values()), voor), goed=not anderen, samenloop=stand)


def _in_namen(anderen: list[Toewijzing], voor: Medewerker | None) -> str:
    """Other care by name where this person sees its dossier; else only that it is there."""
    if not anderen:
        return "Er loopt in dezelfde tijd geen andere hulp."
    dossiers = {rij.dossier_id for rij in anderen}
    ziet = set(zichtbaar(voor).filter(pk__in=dossiers).values_list("pk", flat=True)) if voor else set()
    namen = [
        f"{rij.product.naam} van {rij.aanbieder} ({rij.omvang or 'zonder omvang'}, {in_woorden(rij.begin, rij.eind)})"
        for rij in anderen
        if rij.dossier_id in ziet
    ]
    if verborgen := len(anderen) - len(namen):
        namen.append(f"{verborgen} keer andere hulp in een dossier dat u niet ziet")
    return f"In dezelfde tijd loopt {opsomming(namen)}."


def _leeftijd(uit: Toets, verzoek: Verzoek, perioden: Iterable[Periode]) -> None:
    begin = min((periode.begin for periode in perioden), default=verzoek.dagtekening)
    eind = max((periode.eind or periode.begin + EEN_JAAR for periode in perioden), default=begin)
    eerst, laatst = verzoek.jeugdige.leeftijd(begin), verzoek.jeugdige.leeftijd(eind)
    if eerst is None or laatst is None:
        stand, zin = "wordt_18", "De geboortedatum is niet bekend."
    elif eerst >= VOLWASSEN:
        stand, zin = "achttien_plus", f"De jeugdige is {eerst} jaar als de hulp begint."
    elif laatst >= VOLWASSEN:
        stand, zin = (
            "wordt_18",
            f"De jeugdige is {eerst} jaar als de hulp begint en wordt 18 tijdens de hulp.",
        )
    else:
        stand, zin = "onder_18", f"De jeugdige is {eerst} jaar als de hulp begint."
    uit.noteer("Leeftijd", zin, goed=stand == "onder_18", leeftijd=stand)


# Of a request to be assigned care (JW315) --------------------------------------------------------------------


def _gevraagd(regel: Verzoekregel) -> Periode:
    assert regel.begin is not None
    return Periode(zorg.product_van_regel(regel), regel.begin, regel.eind)


def _verwijzing(uit: Toets, verzoek: Verzoek) -> None:
    soort = VERWIJZING.get(verzoek.verwijzer_type, "geen")
    wie = codelijst("COD327").get(verzoek.verwijzer_type, "onbekend")
    kenmerk = " ".join(deel for deel in (verzoek.verwijzer_naam, verzoek.verwijzer_agb) if deel)
    zin = f"Verwijzer: {wie.lower()}{f' ({kenmerk})' if kenmerk else ''}."
    if verzoek.verwijzer_type == GI:
        zin += " Bij een gecertificeerde instelling gaat een onderzoek alleen over de woonplaats."
    uit.noteer("Verwijzing", zin, goed=soort in ("medisch", "maatregel"), verwijzing=soort)


def _omvang(uit: Toets, verzoek: Verzoek, regel: Verzoekregel, product: Product | None) -> None:
    assert regel.begin is not None
    kosten = wijziging.kosten_van_regel(verzoek, regel, product)
    weken = wijziging.weken((regel.eind - regel.begin).days + 1) if regel.eind else 0
    bekend = (
        kosten is not None
        and regel.eind is not None
        and (product is None or product.soort != Product.Soort.TAAKGERICHT)
    )
    if bekend and kosten is not None:
        zin = f"Verwachte kosten {euro(kosten)} in {weken} weken."
    else:
        zin = "Omvang, einddatum of prijs is niet bekend; de kosten zijn niet te berekenen."
    uit.noteer(
        "Omvang en kosten", zin, goed=bekend,
        omvang="bekend" if bekend else "onbekend", kosten=float(kosten or 0), duur_weken=weken,
    )  # fmt: skip
