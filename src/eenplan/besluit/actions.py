"""Every write to a decision: draft, advice, MDO, second reading, signing, letters, sending, assigning.

`gelezen_versie` is the version one had on screen: who reads along or signs does so for that text only.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from eenplan.besluit import queries
from eenplan.besluit.models import Besluit, Besluitregel, Oordeel
from eenplan.besluit.toetsen import concept, eis_keuze, eis_opsteller, eis_tekst, mag, niet_eigen, noteer
from eenplan.besluit.verzend_actions import (
    maak_brieven,
    maak_brieven_opnieuw,
    maak_toewijzingen,
    mag_brieven_maken,
    verzend,
)
from eenplan.besluit.volgend_actions import begin_volgend_besluit
from eenplan.dossier.actions import check_mag_schrijven, eis_open, start_termijn, zet_fase
from eenplan.kern.actions import actie, bewaar_versie, keur
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie import queries as organisatie
from eenplan.organisatie.models import Functie
from eenplan.plan import queries as plannen
from eenplan.werkwijze import queries as werkwijze
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker
    from eenplan.plan.models import Inzet, Plan

__all__ = [
    "begin_volgend_besluit",
    "geef_advies",
    "geef_terug",
    "lees_tweede",
    "leg_mdo_vast",
    "maak_brieven",
    "maak_brieven_opnieuw",
    "maak_toewijzingen",
    "mag_brieven_maken",
    "stel_op",
    "stel_vast",
    "trek_in",
    "verzend",
    "wijzig",
]  # fmt: skip

OPSTELLERS = (Functie.JEUGDCONSULENT, Functie.PRAKTIJKLEIDER)
LEZERS = (Functie.JEUGDCONSULENT, Functie.PRAKTIJKLEIDER)
ADVISEURS = (Functie.ADVISEUR,)
MDO_LEIDERS = (Functie.GEDRAGSWETENSCHAPPER, Functie.PRAKTIJKLEIDER)
TE_WIJZIGEN = (
    "motivering",
    "ingangsdatum",
    "einddatum",
    "aanleiding",
    "meervoudig",
    "afwijking_advies",
    "aanvraag_op",
)
GEEN_MOTIVERING = "Schrijf op waarom we dit besluiten. Het gezin leest dit in de brief."


# Writing ---------------------------------------------------------------------------------------------------


@actie
def stel_op(
    *,
    plan: Plan,
    jeugdige: Persoon,
    motivering: str,
    door: Medewerker,
    aanvraag_op: date | None = None,
    aanleiding: str = Besluit.Aanleiding.REGULIER,
    meervoudig: bool = False,
    proces: Any = None,
) -> Besluit:
    """A draft (care in kind) for one youth, from the individual care in the settled plan, with prices of today's contracts."""
    dossier = eis_open(plan.dossier)
    mag(
        door,
        OPSTELLERS,
        "Een besluit wordt opgesteld door de jeugdconsulent of de praktijkleider.",
        of=dossier.regisseur_id,
    )
    check_mag_schrijven(dossier, door)
    inzet = _undecided(plan, jeugdige)
    eis_tekst(motivering, "motivering", GEEN_MOTIVERING)
    regels = [_line(deel) for deel in inzet]
    besluit = Besluit(
        organisatie_id=dossier.organisatie_id, dossier=dossier, plan=plan, proces=proces, jeugdige=jeugdige,
        nummer=(dossier.besluiten.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        aanvraag_op=aanvraag_op or plan.vastgesteld_op or vandaag(), aanleiding=aanleiding, meervoudig=meervoudig,
        motivering=motivering.strip(), opsteller=door, opgesteld_op=nu(),
        ingangsdatum=min(regel.begin for regel in regels), einddatum=max(regel.eind for regel in regels),
        totaalkosten=Decimal(0), jaarkosten=Decimal(0),
    )  # fmt: skip
    _price(besluit, regels)
    keur(besluit)
    besluit.save()
    for regel in regels:
        regel.besluit, regel.organisatie_id = besluit, besluit.organisatie_id
        regel.save()
    start_termijn(dossier=dossier, soort="beslistermijn", start=besluit.aanvraag_op, over=besluit, door=door)
    if dossier.fase == "plan":
        zet_fase(dossier=dossier, fase="besluit", door=door)
    noteer(besluit, door, "opgesteld", f"Conceptbesluit {besluit.kenmerk} voor {jeugdige.naam}")
    return besluit


@actie
def wijzig(*, besluit: Besluit, gelezen_versie: int, door: Medewerker, **velden: Any) -> Besluit:
    """Change the draft. A new period moves the lines with it; the second reading has to be done again."""
    huidig = concept(besluit)
    eis_opsteller(huidig, door)
    if onbekend := set(velden) - set(TE_WIJZIGEN):
        raise ValueError(f"niet te wijzigen: {', '.join(sorted(onbekend))}")
    if "motivering" in velden:
        eis_tekst(velden["motivering"], "motivering", GEEN_MOTIVERING)
    regels = list(huidig.regels.select_related("product", "aanbieder"))
    _move(huidig, regels, velden)
    velden |= _price(huidig, regels) | {
        "tweede_lezer": None,
        "gelezen_op": None,
        "oordeel": "",
        "opmerking": "",
    }
    huidig = bewaar_versie(besluit, gelezen_versie, **velden)
    for regel in regels:
        regel.save(update_fields=["begin", "eind", "tarief", "kosten"])
    noteer(
        huidig,
        door,
        "gewijzigd",
        f"Conceptbesluit {huidig.kenmerk} bijgewerkt",
        velden.get("afwijking_advies", ""),
    )
    return huidig


@actie
def trek_in(*, besluit: Besluit, reden: str, door: Medewerker) -> Besluit:
    """There will be no decision after all; the draft stays readable."""
    huidig = concept(besluit)
    eis_opsteller(huidig, door)
    eis_tekst(reden, "intrekreden", "Schrijf op waarom er geen besluit komt.")
    huidig.ingetrokken_op, huidig.intrekreden = nu(), reden.strip()
    _store(huidig, "ingetrokken_op", "intrekreden")
    noteer(huidig, door, "ingetrokken", f"Conceptbesluit {huidig.kenmerk} ingetrokken", reden)
    return huidig


# Others look -----------------------------------------------------------------------------------------------


@actie
def geef_advies(*, besluit: Besluit, oordeel: str, tekst: str, door: Medewerker) -> Besluit:
    """The adviser's opinion before the decision. To deviate from it takes a written reason and a higher signature."""
    huidig = concept(besluit)
    mag(door, ADVISEURS, "Advies vooraf geeft een adviseur.")
    niet_eigen(huidig, door, "U schreef dit besluit zelf. Een andere adviseur geeft het advies.")
    eis_keuze(oordeel, Oordeel, "oordeel")
    eis_tekst(
        tekst,
        "tekst",
        "Schrijf het advies op, ook als u akkoord bent: de opsteller en de tekenaar lezen het.",
    )
    huidig.advies_door, huidig.advies_op = door, nu()
    huidig.advies_oordeel, huidig.advies_tekst, huidig.afwijking_advies = oordeel, tekst.strip(), ""
    _store(huidig, "advies_door", "advies_op", "advies_oordeel", "advies_tekst", "afwijking_advies")
    noteer(huidig, door, "advies", f"Advies over {huidig.kenmerk}: {oordeel}", tekst)
    return huidig


@actie
def leg_mdo_vast(
    *, besluit: Besluit, datum: date, wie: str, verslag: str, oordeel: str, door: Medewerker
) -> Besluit:
    """The multidisciplinary consultation before a grant above the threshold."""
    huidig = concept(besluit)
    mag(door, MDO_LEIDERS, "Het MDO wordt vastgelegd door de gedragswetenschapper of de praktijkleider.")
    if datum > vandaag():
        raise Geweigerd("Dit MDO is nog niet geweest. Leg het vast als het is gehouden.", veld="datum")
    eis_keuze(oordeel, Oordeel, "oordeel")
    eis_tekst(wie, "wie", "Schrijf op wie erbij waren, met hun functie.")
    eis_tekst(verslag, "verslag", "Schrijf in enkele zinnen op wat is gewogen en wat de uitkomst is.")
    huidig.mdo_op, huidig.mdo_door, huidig.mdo_wie = datum, door, wie.strip()
    huidig.mdo_verslag, huidig.mdo_oordeel, huidig.afwijking_advies = verslag.strip(), oordeel, ""
    _store(huidig, "mdo_op", "mdo_door", "mdo_wie", "mdo_verslag", "mdo_oordeel", "afwijking_advies")
    noteer(huidig, door, "mdo", f"MDO over {huidig.kenmerk}: {oordeel}", verslag)
    return huidig


@actie
def lees_tweede(
    *, besluit: Besluit, gelezen_versie: int, oordeel: str, door: Medewerker, opmerking: str = ""
) -> Besluit:
    """Four eyes: a colleague who did not write it reads along. "terug" needs a remark."""
    huidig = concept(besluit, gelezen_versie)
    mag(door, LEZERS, "Tweede lezer is een jeugdconsulent of de praktijkleider.")
    niet_eigen(huidig, door, "U schreef dit besluit zelf. Vraag een collega om mee te lezen.")
    eis_keuze(oordeel, Besluit.Lezing, "oordeel")
    if oordeel == Besluit.Lezing.TERUG:
        eis_tekst(opmerking, "opmerking", "Schrijf op wat er anders moet. De opsteller gaat daarmee verder.")
    huidig.tweede_lezer, huidig.gelezen_op, huidig.oordeel, huidig.opmerking = (
        door,
        nu(),
        oordeel,
        opmerking.strip(),
    )
    _store(huidig, "tweede_lezer", "gelezen_op", "oordeel", "opmerking")
    tekst = "gelezen en akkoord" if oordeel == Besluit.Lezing.AKKOORD else "terug naar de opsteller"
    noteer(huidig, door, "gelezen", f"Besluit {huidig.kenmerk} {tekst}", opmerking)
    return huidig


# Signing ---------------------------------------------------------------------------------------------------


@actie
def stel_vast(*, besluit: Besluit, gelezen_versie: int, door: Medewerker) -> Besluit:
    """Sign: only with the right functie and mandate, never one's own, and only when all who had to look did."""
    huidig = concept(besluit, gelezen_versie)
    niet_eigen(huidig, door, "U schreef dit besluit zelf. Iemand anders met mandaat stelt het vast.")
    if huidig.einddatum < huidig.ingangsdatum:
        raise Geweigerd("De einddatum ligt vóór de ingangsdatum. Laat de opsteller dit verbeteren.")
    if huidig.oordeel != Besluit.Lezing.AKKOORD:
        raise Geweigerd("Dit besluit is nog niet gelezen door een tweede lezer die akkoord is.")
    _check_advice(huidig, door)
    uitkomst = werkwijze.pas_tabel_toe(
        sleutel="mandaat", invoer=queries.mandaat_invoer(huidig), organisatie=huidig.dossier.organisatie,
        dossier=huidig.dossier, taak=None, door=door,
    )  # fmt: skip
    huidig.mandaat = _check_mandate(huidig, uitkomst.uitvoer["mandaat_functie"], door)
    huidig.mandaat_uitkomst = uitkomst
    huidig.vastgesteld_door, huidig.vastgesteld_op = door, nu()
    _store(huidig, "mandaat", "mandaat_uitkomst", "vastgesteld_door", "vastgesteld_op")
    noteer(
        huidig,
        door,
        "vastgesteld",
        f"Besluit {huidig.kenmerk} vastgesteld",
        f"Mandaat: {huidig.mandaat.bron}",
    )
    return huidig


@actie
def geef_terug(*, besluit: Besluit, opmerking: str, door: Medewerker) -> Besluit:
    """Who should sign does not, and says why; the draft goes back to its writer."""
    huidig = concept(besluit)
    niet_eigen(huidig, door, "U schreef dit besluit zelf.")
    eis_tekst(opmerking, "opmerking", "Schrijf op wat er anders moet. De opsteller gaat daarmee verder.")
    huidig.oordeel, huidig.opmerking = Besluit.Lezing.TERUG, opmerking.strip()
    _store(huidig, "oordeel", "opmerking")
    noteer(huidig, door, "teruggegeven", f"Besluit {huidig.kenmerk} niet getekend", opmerking)
    return huidig


# Checks ----------------------------------------------------------------------------------------------------


def _undecided(plan: Plan, jeugdige: Persoon) -> list[Inzet]:
    """The individual care for this youth in a settled plan, when no decision was made about it yet."""
    if plan.is_concept:
        raise Geweigerd(
            "Een besluit bouwt op een vastgesteld plan. Laat het plan eerst tekenen en vaststellen."
        )
    if Besluit.objects.filter(plan=plan, jeugdige=jeugdige, ingetrokken_op__isnull=True).exists():
        raise Geweigerd(
            f"Over de hulp aan {jeugdige.naam} uit dit plan is al een besluit. Open dat besluit.",
            veld="jeugdige",
        )
    inzet = list(plannen.individuele_inzet(plan).filter(jeugdige=jeugdige))
    if not inzet:
        raise Geweigerd(
            f"In het plan staat geen individuele jeugdhulp voor {jeugdige.naam}.", veld="jeugdige"
        )
    return inzet


def _check_advice(besluit: Besluit, door: Medewerker) -> None:
    """Adviser and MDO looked where the tables say so; who deviates wrote down why."""
    if queries.advies_nodig(besluit, door) and not besluit.advies_op:
        raise Geweigerd("Voor dit besluit is eerst advies nodig. Vraag de adviseur.")
    if queries.mdo_nodig(besluit, door) and not besluit.mdo_op:
        raise Geweigerd("Voor dit besluit is eerst een MDO nodig. Leg het MDO vast voordat u tekent.")
    if Oordeel.AANPASSEN in (besluit.advies_oordeel, besluit.mdo_oordeel) and not besluit.afwijking_advies:
        raise Geweigerd(
            "Het advies of het MDO vroeg om aanpassen. Leg het opnieuw voor, of laat de opsteller schrijven waarom hij afwijkt."
        )


def _check_mandate(besluit: Besluit, functie: str, door: Medewerker) -> Any:
    """The mandate `door` signs under; refused when the table names another functie or the amount is too high."""
    naam = Functie(functie).label
    wat = f"Dit besluit kost {zorg.euro(besluit.jaarkosten)} per jaar en duurt {besluit.duur_weken} weken"
    if not door.heeft_functie(functie):
        raise Geweigerd(f"{wat}. Volgens de mandaattabel tekent een {naam}; dat bent u niet. Zet het door.")
    mandaat = organisatie.mandaat_voor(door, besluit.soort, besluit.jaarkosten)
    if mandaat is None:
        raise Geweigerd(
            f"{wat}. U hebt daarvoor geen mandaat. Zet het door naar een {naam} die dat wel heeft."
        )
    return mandaat


# Private ---------------------------------------------------------------------------------------------------


def _line(inzet: Inzet) -> Besluitregel:
    """What the plan asks as a line of the decision, at the provider that was chosen; price and cost come later."""
    assert inzet.product is not None and inzet.begin is not None and inzet.eind is not None
    aanbieder = queries.aanbieder_voor(inzet)
    if aanbieder is None:
        raise Geweigerd(f"Kies eerst met het gezin een aanbieder voor {inzet.product.naam}.")
    return Besluitregel(
        inzet=inzet, product=inzet.product, aanbieder=aanbieder, volume=inzet.volume, eenheid=inzet.eenheid,
        frequentie=inzet.frequentie, begin=inzet.begin, eind=inzet.eind,
    )  # fmt: skip


def _price(besluit: Besluit, regels: list[Besluitregel]) -> dict[str, Decimal]:
    """Set tariff and cost of every line, and the sums on the decision; returns the sums."""
    totaal = per_jaar = Decimal(0)
    for regel in regels:
        kosten = queries.kosten(regel)
        regel.tarief, regel.kosten = zorg.tarief(regel.aanbieder, regel.product, regel.begin), kosten.totaal
        totaal, per_jaar = totaal + kosten.totaal, per_jaar + kosten.per_jaar
    besluit.totaalkosten, besluit.jaarkosten = totaal, per_jaar
    return {"totaalkosten": totaal, "jaarkosten": per_jaar}


def _move(besluit: Besluit, regels: list[Besluitregel], velden: dict[str, Any]) -> None:
    """Lines that began or ended with the decision still do; others stay within it."""
    begin = velden.get("ingangsdatum", besluit.ingangsdatum)
    eind = velden.get("einddatum", besluit.einddatum)
    if eind < begin:
        raise Geweigerd(
            "De einddatum ligt vóór de ingangsdatum. Draai ze om of verbeter er een.", veld="einddatum"
        )
    for regel in regels:
        regel.begin = begin if regel.begin == besluit.ingangsdatum else max(regel.begin, begin)
        regel.eind = eind if regel.eind == besluit.einddatum else min(regel.eind, eind)
        if regel.eind < regel.begin:
            raise Geweigerd(
                f"{regel.product.naam} valt helemaal buiten deze periode. Kies ruimere datums.",
                veld="einddatum",
            )


def _store(besluit: Besluit, *velden: str) -> None:
    """Save what somebody else added; the text did not change, so its version stays."""
    keur(besluit)
    besluit.save(update_fields=velden)
