"""Buying care: providers, products, contracts, prices and room."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from eenplan.kern.actions import actie, leg_vast
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie, Medewerker
from eenplan.zorg.models import Aanbieder, Beschikbaarheid, Contract, Product, Tarief
from eenplan.zorg.opslaan import bewaar, eis_functie, in_woorden
from eenplan.zorg.varianten import euro

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
def sluit_contract(
    *, aanbieder: Aanbieder, naam: str, vanaf: date, door: Medewerker, tot: date | None = None
) -> Contract:
    """Record an agreement with a provider; tariffs say for which products (`stel_tarief_vast`)."""
    eis_functie(door, INKOOP, "contracten beheren")
    contract = Contract(
        organisatie_id=door.organisatie_id, aanbieder=aanbieder, naam=naam.strip(), vanaf=vanaf, tot=tot
    )
    bewaar(contract)
    leg_vast(
        soort="zorg.contract_gesloten", door=door, over=contract, tekst=f"Contract {contract} vastgelegd"
    )
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
) -> Beschikbaarheid:
    """Record what a provider said about room; earlier statements stay, the newest counts."""
    eis_functie(door, WEET_VAN_PLEK, "beschikbaarheid vastleggen")
    peildatum = peildatum or vandaag()
    if peildatum > vandaag():
        raise Geweigerd("De datum van deze opgave ligt in de toekomst.", veld="peildatum")
    opgave = Beschikbaarheid(
        organisatie_id=door.organisatie_id, aanbieder=aanbieder, product=product, plekken=plekken,
        wachttijd_weken=wachttijd_weken, peildatum=peildatum,
    )  # fmt: skip
    bewaar(opgave)
    leg_vast(
        soort="zorg.beschikbaarheid_gemeld", door=door, over=opgave,
        tekst=f"{aanbieder}: {plekken} plekken voor {product.code}, wachttijd {wachttijd_weken} weken",
    )  # fmt: skip
    return opgave
