"""Buying care: providers, products, contracts, prices and room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from eenplan.kern.actions import actie, bewaar_versie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie, Medewerker
from eenplan.zorg import queries
from eenplan.zorg.models import Aanbieder, Beschikbaarheid, Contract, Product, Tarief
from eenplan.zorg.opslaan import bewaar, eis_functie, in_woorden
from eenplan.zorg.varianten import euro

# Buying is for the backoffice, which keeps contracts, messages and declarations (domain guide, section 1); a beheerder
# sets up a new municipality. A zorgmakelaar finds a place and reports room, but does not agree prices.
INKOOP = (Functie.BACKOFFICE, Functie.BEHEERDER)
WEET_VAN_PLEK = (
    *INKOOP, Functie.A_TEAM, Functie.ZORGMAKELAAR, Functie.PROCESREGISSEUR, Functie.JEUGDCONSULENT, Functie.PRAKTIJKLEIDER,
)  # fmt: skip


@actie
def registreer_aanbieder(
    *, naam: str, agb: str, door: Medewerker, plaats: str = "", telefoon: str = "", email: str = ""
) -> Aanbieder:
    """Add a provider; refused when its AGB code is no eight digits or known already."""
    eis_functie(door, INKOOP, "aanbieders beheren")
    aanbieder = Aanbieder(
        organisatie_id=door.organisatie_id,
        naam=naam.strip(),
        agb=agb.strip(),
        plaats=plaats,
        telefoon=telefoon,
        email=email,
    )
    bewaar(aanbieder)
    leg_vast(
        soort="zorg.aanbieder_geregistreerd",
        door=door,
        over=aanbieder,
        tekst=f"Aanbieder {aanbieder} toegevoegd",
    )
    return aanbieder


@actie
def wijzig_aanbieder(
    *, aanbieder: Aanbieder, gelezen_versie: int, door: Medewerker, **velden: str
) -> Aanbieder:
    """Another name, place, telephone, e-mail or AGB code."""
    eis_functie(door, INKOOP, "aanbieders beheren")
    schoon = {naam: waarde.strip() for naam, waarde in velden.items()}
    if Aanbieder.objects.filter(agb=schoon.get("agb", "")).exclude(pk=aanbieder.pk).exists():
        raise Geweigerd("Er is al een aanbieder met deze AGB-code.", veld="agb")
    huidig = bewaar_versie(aanbieder, gelezen_versie, **schoon)
    leg_vast(
        soort="zorg.aanbieder_gewijzigd", door=door, over=huidig, tekst=f"Gegevens van {huidig} gewijzigd"
    )
    return huidig


@actie
def registreer_product(
    *,
    code: str,
    categorie: str,
    naam: str,
    soort: str,
    door: Medewerker,
    eenheid: str = "",
    profiel: str = "",
    intensiteit: str = "",
    bij_start: int = 50,
) -> Product:
    """Add a product to the municipality's list."""
    eis_functie(door, INKOOP, "producten beheren")
    product = Product(
        organisatie_id=door.organisatie_id, code=code.strip().upper(), categorie=categorie, naam=naam.strip(), soort=soort,
        eenheid=eenheid, profiel=profiel, intensiteit=intensiteit, bij_start=bij_start,
    )  # fmt: skip
    bewaar(product)
    leg_vast(
        soort="zorg.product_geregistreerd", door=door, over=product, tekst=f"Product {product} toegevoegd"
    )
    return product


@actie
def wijzig_product(*, product: Product, gelezen_versie: int, door: Medewerker, **velden: Any) -> Product:
    """Change a product. Once a child got it, what messages say of it stays as it is: only its name may change."""
    eis_functie(door, INKOOP, "producten beheren")
    velden["code"] = velden.get("code", product.code).strip().upper()
    anders = [naam for naam in velden if velden[naam] != getattr(product, naam)]
    vast = next((naam for naam in anders if naam not in ("naam", "bij_start")), None)
    if vast and queries.is_toegewezen(product):
        raise Geweigerd(
            "Dit product is al toegewezen en staat zo in berichten. Maak een nieuw product en beëindig het tarief van dit.",
            veld=vast,
        )
    if Product.objects.filter(code=velden["code"]).exclude(pk=product.pk).exists():
        raise Geweigerd("Er is al een product met deze code.", veld="code")
    huidig = bewaar_versie(product, gelezen_versie, **velden)
    leg_vast(
        soort="zorg.product_gewijzigd", door=door, over=huidig, tekst=f"Product {huidig} gewijzigd",
        gegevens={"velden": sorted(anders)},
    )  # fmt: skip
    return huidig


@actie
def sluit_contract(
    *,
    aanbieder: Aanbieder,
    naam: str,
    vanaf: date,
    door: Medewerker,
    tot: date | None = None,
    tarieven: Mapping[Product, Decimal] | None = None,
) -> Contract:
    """Record an agreement with a provider, with the price per product from its first day on (`stel_tarief_vast`).

    A provider may have several agreements at a time, but each product in one of them only: else nobody knows its price.
    """
    eis_functie(door, INKOOP, "contracten beheren")
    vergrendel(Aanbieder, aanbieder.pk)
    _check_naam(aanbieder, naam.strip(), vanaf, tot)
    contract = Contract(
        organisatie_id=door.organisatie_id, aanbieder=aanbieder, naam=naam.strip(), vanaf=vanaf, tot=tot
    )
    bewaar(contract)
    leg_vast(
        soort="zorg.contract_gesloten", door=door, over=contract, tekst=f"Contract {contract} vastgelegd"
    )
    for product, bedrag in (tarieven or {}).items():
        stel_tarief_vast(contract=contract, product=product, bedrag=bedrag, door=door)
    return contract


@actie
def wijzig_contract(
    *, contract: Contract, gelezen_versie: int, naam: str, tot: date | None, door: Medewerker
) -> Contract:
    """Another name or another last day. Prices that ran until the old last day run until the new one."""
    eis_functie(door, INKOOP, "contracten beheren")
    vergrendel(Aanbieder, contract.aanbieder_id)
    naam = naam.strip()
    _check_naam(contract.aanbieder, naam, contract.vanaf, tot, zonder=contract.pk)
    oud = contract.tot
    huidig = bewaar_versie(contract, gelezen_versie, naam=naam, tot=tot)
    _volg_einde(huidig, oud)
    leg_vast(
        soort="zorg.contract_gewijzigd", door=door, over=huidig,
        tekst=f"Contract {huidig} loopt {in_woorden(huidig.vanaf, huidig.tot)}",
    )  # fmt: skip
    return huidig


@actie
def beeindig_contract(*, contract: Contract, tot: date, waarom: str, door: Medewerker) -> Contract:
    """`tot` becomes the last day. Care that was assigned goes on; nothing new can begin after it."""
    eis_functie(door, INKOOP, "contracten beheren")
    contract = vergrendel(Contract, contract.pk)
    if not waarom.strip():
        raise Geweigerd(
            "Schrijf op waarom het contract stopt, bijvoorbeeld: opgezegd per brief.", veld="waarom"
        )
    if tot < contract.vanaf:
        raise Geweigerd("De einddatum van het contract ligt vóór de begindatum.", veld="tot")
    if contract.tot is not None and contract.tot <= tot:
        raise Geweigerd(
            f"Dit contract stopt al op {contract.tot:%d-%m-%Y}. Kies een eerdere dag.", veld="tot"
        )
    oud, contract.tot = contract.tot, tot
    contract.versie += 1
    contract.save(update_fields=["tot", "versie"])
    _volg_einde(contract, oud)
    leg_vast(
        soort="zorg.contract_beeindigd", door=door, over=contract, waarom=waarom.strip(),
        tekst=f"Contract {contract} stopt op {tot:%d-%m-%Y}",
    )  # fmt: skip
    return contract


@actie
def stel_tarief_vast(
    *,
    contract: Contract,
    product: Product,
    bedrag: Decimal,
    door: Medewerker,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Tarief:
    """Set the price of a product under a contract, for the time of the contract or a part of it.

    A tariff that is open-ended ends the day before a later one starts; two at once are refused.
    """
    eis_functie(door, INKOOP, "tarieven beheren")
    vanaf, tot = vanaf or contract.vanaf, tot or contract.tot
    if vanaf < contract.vanaf or (contract.tot and (tot is None or tot > contract.tot)):
        raise Geweigerd(
            f"Dit tarief valt buiten het contract, dat loopt {in_woorden(contract.vanaf, contract.tot)}.",
            veld="vanaf",
        )
    vergrendel(Aanbieder, contract.aanbieder_id)
    _check_ander_contract(contract, product, vanaf, tot)
    lopend = (
        contract.tarieven.select_for_update()
        .filter(product=product, vanaf__lt=vanaf)
        .filter(Q(tot__isnull=True) | Q(tot=contract.tot, tot__gte=vanaf))
    )
    for eerder in lopend:
        eerder.tot = vanaf - timedelta(days=1)
        eerder.save(update_fields=["tot"])
    tarief = Tarief(
        organisatie_id=door.organisatie_id,
        contract=contract,
        product=product,
        bedrag=bedrag,
        vanaf=vanaf,
        tot=tot,
    )
    bewaar(tarief)
    leg_vast(
        soort="zorg.tarief_vastgesteld", door=door, over=tarief,
        tekst=f"Tarief van {product.code} bij {contract.aanbieder}: {euro(bedrag)} vanaf {vanaf:%d-%m-%Y}",
    )  # fmt: skip
    return tarief


@actie
def meld_beschikbaarheid(
    *,
    aanbieder: Aanbieder,
    product: Product,
    plekken: int,
    wachttijd_weken: int,
    door: Medewerker,
    peildatum: date | None = None,
    stop: bool = False,
) -> Beschikbaarheid:
    """Record what a provider said about room; earlier statements stay, the newest counts.

    With `stop` the provider takes nobody for this product: there are no free places then.
    """
    eis_functie(door, WEET_VAN_PLEK, "beschikbaarheid vastleggen")
    peildatum = peildatum or vandaag()
    if peildatum > vandaag():
        raise Geweigerd("De datum van deze opgave ligt in de toekomst.", veld="peildatum")
    plekken = 0 if stop else plekken
    opgave = Beschikbaarheid(
        organisatie_id=door.organisatie_id, aanbieder=aanbieder, product=product, plekken=plekken,
        wachttijd_weken=wachttijd_weken, peildatum=peildatum, stop=stop,
    )  # fmt: skip
    bewaar(opgave)
    leg_vast(
        soort="zorg.beschikbaarheid_gemeld", door=door, over=opgave,
        tekst=f"{aanbieder}: aanmeldstop voor {product.code}" if stop
        else f"{aanbieder}: {plekken} plekken voor {product.code}, wachttijd {wachttijd_weken} weken",
    )  # fmt: skip
    return opgave


# Checks ---------------------------------------------------------------------------------------------------


def _tegelijk(begin: date, eind: date | None) -> Q:
    """Rows that share a day with this period."""
    rijen = Q(tot__isnull=True) | Q(tot__gte=begin)
    return rijen & Q(vanaf__lte=eind) if eind else rijen


def _check_naam(
    aanbieder: Aanbieder, naam: str, vanaf: date, tot: date | None, zonder: int | None = None
) -> None:
    """The same agreement twice at a time is a mistake: change the one there is."""
    ander = (
        aanbieder.contracten.filter(_tegelijk(vanaf, tot), naam__iexact=naam).exclude(pk=zonder or 0).first()
    )
    if ander is not None:
        raise Geweigerd(
            f"{aanbieder} heeft al een contract {ander.naam}, {in_woorden(ander.vanaf, ander.tot)}. "
            "Wijzig of beëindig dat eerst.",
            veld="vanaf",
        )


def _check_ander_contract(contract: Contract, product: Product, vanaf: date, tot: date | None) -> None:
    """A product has one price at a time with a provider, whatever the number of agreements."""
    ander = (
        Tarief.objects.filter(
            _tegelijk(vanaf, tot), product=product, contract__aanbieder=contract.aanbieder_id
        )
        .exclude(contract=contract)
        .select_related("contract")
        .first()
    )
    if ander is not None:
        raise Geweigerd(
            f"{product.code} heeft al een tarief in contract {ander.contract.naam}, {in_woorden(ander.vanaf, ander.tot)}. "
            "Beëindig dat contract eerst, of kies een latere begindatum.",
            veld="vanaf",
        )


def _volg_einde(contract: Contract, oud: date | None) -> None:
    """Let tariffs end with their contract: what ran until its old last day, and what would outlive it.

    A tariff that would only begin after the new last day never held: it goes, and the history keeps it.
    """
    if contract.tot is not None:
        contract.tarieven.filter(vanaf__gt=contract.tot).delete()
    te_lang = Q(tot=oud) if oud else Q(tot__isnull=True)
    if contract.tot is not None:
        te_lang |= Q(tot__gt=contract.tot) | Q(tot__isnull=True)
    for tarief in contract.tarieven.filter(te_lang):
        if contract.tot is None or (oud is not None and contract.tot > oud):
            _check_ander_contract(contract, tarief.product, tarief.vanaf, contract.tot)
        tarief.tot = contract.tot
        tarief.save(update_fields=["tot"])
