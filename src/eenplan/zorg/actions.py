"""Every write of care for a family: the choice of a provider, the assignment, and taking it back.

What the buyers do (providers, contracts, prices, room) stands in `inkoop_actions`; import it from here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Max

from eenplan.dossier.actions import check_mag_schrijven, eis_open, leidt
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.zorg import queries
from eenplan.zorg.inkoop_actions import (
    beeindig_contract,
    meld_beschikbaarheid,
    registreer_aanbieder,
    registreer_product,
    sluit_contract,
    stel_tarief_vast,
    wijzig_aanbieder,
    wijzig_contract,
    wijzig_product,
)
from eenplan.zorg.melden import meld_wijziging
from eenplan.zorg.models import Aanbieder, Aanbiederkeuze, Product, Toewijzing
from eenplan.zorg.opslaan import bewaar, in_woorden
from eenplan.zorg.varianten import check_omvang

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker

__all__ = [
    "beeindig_contract", "leg_aanbiederkeuze_vast", "mag_wijzigen", "meld_beschikbaarheid", "registreer_aanbieder",
    "registreer_product", "sluit_contract", "stel_tarief_vast", "trek_in", "verwijder_toewijzing", "wijs_toe",
    "wijzig_aanbieder", "wijzig_contract", "wijzig_product",
]  # fmt: skip

VERWIJDERD = "13"  # JZ002: the assignment counts as never sent
# JZ002 without 01 (expired), 04 (that is a longer period) and 13 (see `verwijder_toewijzing`).
REDENEN_INTREKKEN = {
    "02": "de jeugdige is overleden",
    "03": "wijziging van het contract",
    "05": "herbeoordeling: korter of andere zorg",
    "06": "verder vanuit een andere wet",
    "07": "verhuizing naar een andere gemeente",
    "08": "overstap naar een pgb",
    "09": "overstap naar een andere aanbieder",
    "10": "andere manier van bekostigen",
    "11": "gemeentelijke herindeling",
    "12": "op verzoek van de aanbieder",
    "14": "administratieve correctie",
}
EERSTE_NUMMER = 100_001


@actie
def leg_aanbiederkeuze_vast(
    *,
    dossier: Dossier,
    jeugdige: Persoon,
    aanbieder: Aanbieder,
    product: Product,
    reden: str,
    door: Medewerker,
    **afspraken: Any,
) -> Aanbiederkeuze:
    """Record which provider was chosen with the family and what was agreed (fields of `Aanbiederkeuze`)."""
    eis_open(dossier)
    check_mag_schrijven(dossier, door)
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom deze aanbieder past bij het gezin.", veld="reden")
    _check_jeugdige(dossier, jeugdige)
    _check_neemt_aan(aanbieder, product)
    keuze = Aanbiederkeuze(
        organisatie_id=dossier.organisatie_id, dossier=dossier, jeugdige=jeugdige, aanbieder=aanbieder, product=product,
        gekozen_op=vandaag(), reden=reden.strip(), door=door, **afspraken,
    )  # fmt: skip
    bewaar(keuze)
    leg_vast(
        soort="zorg.aanbieder_gekozen", door=door, dossier=dossier, over=keuze, waarom=keuze.reden,
        tekst=f"{aanbieder} gekozen voor {product.naam}, wachttijd {keuze.wachttijd_weken} weken",
    )  # fmt: skip
    return keuze


@actie
def wijs_toe(
    *,
    dossier: Dossier,
    jeugdige: Persoon,
    aanbieder: Aanbieder,
    product: Product,
    begin: date,
    door: Medewerker | None,
    eind: date | None = None,
    volume: int | None = None,
    eenheid: str = "",
    frequentie: str = "",
    budget: Decimal | None = None,
    besluit_nummer: str = "",
    toegewezen_op: Any = None,
    nummer: int | None = None,
) -> Toewijzing:
    """Assign a product of a provider to a youth.

    Refused: a closed dossier, a youth of another family, no price under contract on the first day, a size
    that a JW301 cannot carry, and care that would run twice. `budget` is in euro; a volume with unit
    "83" is in eurocents, as in the standard. `nummer` is for an assignment that runs already under a number of its own,
    taken over from elsewhere.
    """
    eis_open(dossier)
    _check_jeugdige(dossier, jeugdige)
    eenheid, frequentie = _passend(product, volume, eenheid, frequentie)
    check_omvang(volume=volume, eenheid=eenheid, frequentie=frequentie, budget=budget, begin=begin, eind=eind)
    _check_contract(aanbieder, product, begin)
    vergrendel(type(jeugdige), jeugdige.pk)  # one assignment of a youth at a time: the check below then holds
    _check_niet_dubbel(jeugdige, aanbieder, product, begin, eind, aspecifiek=volume is None)
    toewijzing = Toewijzing(
        organisatie_id=dossier.organisatie_id, dossier=dossier, jeugdige=jeugdige, aanbieder=aanbieder, product=product,
        nummer=nummer or nieuw_nummer(dossier.organisatie_id), begin=begin, eind=eind, volume=volume, eenheid=eenheid,
        frequentie=frequentie, budget=budget, besluit_nummer=besluit_nummer, toegewezen_op=toegewezen_op or nu(),
    )  # fmt: skip
    bewaar(toewijzing)
    leg_vast(
        soort="zorg.toegewezen", door=door, dossier=dossier, over=toewijzing,
        tekst=f"{product.naam} bij {aanbieder} toegewezen aan {jeugdige}, {in_woorden(begin, eind)}",
        waarom=f"Besluit {besluit_nummer}" if besluit_nummer else "",
        gegevens={"nummer": toewijzing.nummer, "omvang": toewijzing.omvang},
    )  # fmt: skip
    return toewijzing


@actie
def trek_in(*, toewijzing: Toewijzing, per: date, reden: str, door: Medewerker | None) -> Toewijzing:
    """End an assignment earlier: `per` becomes its last day, `reden` is a code of JZ002."""
    huidig = te_wijzigen(toewijzing, door)
    if reden not in REDENEN_INTREKKEN:
        raise Geweigerd("Kies de reden waarom de zorg eerder stopt.", veld="reden")
    if per < huidig.begin:
        raise Geweigerd(
            f"De zorg begint pas op {huidig.begin:%d-%m-%Y}. Verwijder de toewijzing als de zorg niet doorgaat.",
            veld="per",
        )
    if huidig.eind is not None and per >= huidig.eind:
        raise Geweigerd(
            f"De zorg loopt al tot en met {huidig.eind:%d-%m-%Y}. Kies een eerdere dag.", veld="per"
        )
    huidig.eind, huidig.reden_wijziging = per, reden
    _wijzig(huidig, "eind")
    meld_wijziging([huidig], door)
    leg_vast(
        soort="zorg.ingetrokken", door=door, dossier=huidig.dossier, over=huidig, waarom=REDENEN_INTREKKEN[reden],
        tekst=f"Toewijzing {huidig.nummer} ({huidig.product.naam}) eindigt op {per:%d-%m-%Y}",
    )  # fmt: skip
    return huidig


@actie
def verwijder_toewijzing(
    *, toewijzing: Toewijzing, toelichting: str, door: Medewerker | None, melden: bool = True
) -> Toewijzing:
    """Take an assignment back as if it had never been given (JZ002 code 13): for care that did not start."""
    huidig = te_wijzigen(toewijzing, door)
    if not toelichting.strip():
        raise Geweigerd("Schrijf op waarom deze toewijzing wordt verwijderd.", veld="toelichting")
    huidig.ingetrokken_op, huidig.reden_wijziging = vandaag(), VERWIJDERD
    _wijzig(huidig, "ingetrokken_op")
    if melden:
        meld_wijziging([huidig], door)
    leg_vast(
        soort="zorg.verwijderd", door=door, dossier=huidig.dossier, over=huidig, waarom=toelichting.strip(),
        tekst=f"Toewijzing {huidig.nummer} ({huidig.product.naam}) verwijderd",
    )  # fmt: skip
    return huidig


# Checks ---------------------------------------------------------------------------------------------------


def _check_jeugdige(dossier: Dossier, jeugdige: Persoon) -> None:
    if not dossier.gezin.leden.filter(persoon=jeugdige, rol="jeugdige").exists():
        raise Geweigerd(
            f"{jeugdige} staat niet als jeugdige in dit gezin. Controleer het gezin van dit dossier.",
            veld="jeugdige",
        )


def _check_contract(aanbieder: Aanbieder, product: Product, begin: date) -> None:
    bekend = (
        queries.tarief(aanbieder, product, begin) is not None
        if product.specifiek
        else queries.heeft_contract(aanbieder, begin)
    )
    if not bekend:
        raise Geweigerd(
            f"{aanbieder} heeft op {begin:%d-%m-%Y} geen contract met een tarief voor {product.code} ({product.naam}). "
            "Kies een andere aanbieder of begindatum, of vraag de backoffice het contract na te kijken.",
            veld="aanbieder",
        )


def _check_neemt_aan(aanbieder: Aanbieder, product: Product) -> None:
    laatste = queries.laatste_opgave(aanbieder, product)
    if laatste is not None and laatste.stop:
        raise Geweigerd(
            f"{aanbieder} heeft sinds {laatste.peildatum:%d-%m-%Y} een aanmeldstop voor {product.naam}. Kies een andere "
            "aanbieder, of werk de beschikbaarheid bij als de stop voorbij is.",
            veld="aanbieder",
        )


def _check_niet_dubbel(
    jeugdige: Persoon,
    aanbieder: Aanbieder,
    product: Product,
    begin: date,
    eind: date | None,
    *,
    aspecifiek: bool,
) -> None:
    """OP259 and TR302, and stricter: the same product runs once for a youth, whoever delivers it.

    Where one of two assignments names the category only, that category may run once per provider.
    """
    for ander in queries.overlappende(jeugdige=jeugdige, begin=begin, eind=eind):
        zelfde_categorie = ander.product.categorie == product.categorie and ander.aanbieder_id == aanbieder.pk
        if ander.product_id == product.pk or (zelfde_categorie and (aspecifiek or ander.volume is None)):
            raise Geweigerd(
                f"{jeugdige} heeft dit al: toewijzing {ander.nummer} voor {ander.product.naam} bij {ander.aanbieder}, "
                f"{in_woorden(ander.begin, ander.eind)}. Kies een andere periode of trek die toewijzing eerst in.",
                veld="begin",
            )


def _passend(product: Product, volume: int | None, eenheid: str, frequentie: str) -> tuple[str, str]:
    """Unit and frequency of the assignment; the unit of the product when none was given."""
    if volume is None:
        return eenheid, frequentie
    if (
        eenheid
        and product.eenheid
        and eenheid != product.eenheid
        and product.soort != Product.Soort.TAAKGERICHT
    ):
        raise Geweigerd(
            f"{product.naam} wordt toegewezen in {product.get_eenheid_display()}. Geef het volume in die eenheid.",
            veld="eenheid",
        )
    return eenheid or product.eenheid, frequentie


def mag_wijzigen(medewerker: Medewerker, dossier: Dossier) -> bool:
    """Who may end care: who leads the dossier. A praktijkleider or teamleider who only reads along does not."""
    return leidt(dossier, medewerker)


def te_wijzigen(toewijzing: Toewijzing, door: Medewerker | None) -> Toewijzing:
    """The assignment, locked, in an open dossier, by someone who may change it (None: the system)."""
    huidig: Toewijzing = vergrendel(Toewijzing, toewijzing.pk)
    if door is not None and not mag_wijzigen(door, huidig.dossier):
        raise GeenRecht(
            "Alleen de regisseur van dit gezin, de praktijkleider of de teamleider kan zorg eerder laten stoppen."
        )
    eis_open(huidig.dossier)
    if not huidig.geldt:
        raise Geweigerd(f"Toewijzing {huidig.nummer} is al verwijderd.")
    return huidig


# Storing --------------------------------------------------------------------------------------------------


def _wijzig(huidig: Toewijzing, veld: str) -> None:
    """Save a change of an assignment; the moment of change is what a message tells (IV013)."""
    huidig.toegewezen_op = nu()
    huidig.versie += 1
    huidig.save(update_fields=[veld, "reden_wijziging", "toegewezen_op", "versie"])


def nieuw_nummer(organisatie_id: int) -> int:
    """The next assignment number of this organisation (unique per municipality, OP275).

    The lock lasts until the end of the transaction, so two assignments never take the same number.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('zorg.toewijzing.nummer'), %s)", [organisatie_id]
        )
    laatste = Toewijzing.objects.filter(organisatie_id=organisatie_id).aggregate(Max("nummer"))["nummer__max"]
    return max(EERSTE_NUMMER, (laatste or 0) + 1)
