"""The life of an assignment after it was given: longer, shorter, more, less, or taken over by another.

What the standard lets happen in place and what needs a new number is computed by `ijw.berekeningen.wijzig` (IV066,
IV093, OP257); here it is stored, and the provider told.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from eenplan.kern.actions import actie, leg_vast
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.zorg.actions import nieuw_nummer, te_wijzigen
from eenplan.zorg.administratie import als_product
from eenplan.zorg.melden import meld_wijziging
from eenplan.zorg.models import Toewijzing
from eenplan.zorg.opslaan import bewaar, in_woorden
from eenplan.zorg.varianten import check_omvang
from ijw import codelijst, typen
from ijw.berekeningen import wijzig
from ijw.v3_2.jw317 import TeWijzigenProduct

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Verzoek

VERLENGD, VERKORT, VAN_AANBIEDER, VERWIJDERD = "04", "05", "12", "13"  # JZ002
# Of JZ002, what a person may choose.
REDENEN = ("03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "14")


@actie
def wijzig_toewijzing(
    *,
    toewijzing: Toewijzing,
    vanaf: date,
    eind: date | None,
    volume: int | None = None,
    eenheid: str = "",
    frequentie: str = "",
    budget: Decimal | None = None,
    reden: str,
    door: Medewerker | None,
    nummer: int | None = None,
    verzoek: Verzoek | None = None,
    melden: bool = True,
) -> list[Toewijzing]:
    """Let an assignment be different from `vanaf` on; the assignments that come of it, the old one first.

    Only another end date, budget or total: the same assignment goes on under its own number. Anything else ends it the day
    before `vanaf`, and a new one takes over (with `nummer`, else the next one). `reden` is a code of JZ002. As part of
    granting a `verzoek` it was asked already whether `door` may, and the provider hears of the whole request at once.
    """
    huidig = te_wijzigen(toewijzing, None if verzoek else door)
    if reden not in REDENEN:
        raise Geweigerd("Kies de reden waarom de toewijzing verandert.", veld="reden")
    producten = check_wijziging(
        huidig, vanaf=vanaf, eind=eind, volume=volume, eenheid=eenheid, frequentie=frequentie, budget=budget,
        nummer=nummer or nieuw_nummer(huidig.organisatie_id),
    )  # fmt: skip
    uitkomst = [_neem_over(huidig, producten[0], reden, door)]
    uitkomst += [_opvolger(huidig, product, door) for product in producten[1:]]
    if melden and verzoek is None:
        meld_wijziging(uitkomst, door)
    return uitkomst


def check_wijziging(
    huidig: Toewijzing,
    *,
    vanaf: date,
    eind: date | None,
    volume: int | None = None,
    eenheid: str = "",
    frequentie: str = "",
    budget: Decimal | None = None,
    nummer: int = 0,
) -> tuple[Any, ...]:
    """What the assignment becomes, as a JW301 would tell it, the running one first; nothing is written. Refused when it
    may not be (IV066, IV092, IV093)."""
    eenheid, frequentie = (eenheid or huidig.eenheid, frequentie or huidig.frequentie) if volume else ("", "")
    check_omvang(volume=volume, eenheid=eenheid, frequentie=frequentie, budget=budget, begin=vanaf, eind=eind)
    if (eind, volume, eenheid, frequentie, budget) == (
        huidig.eind, huidig.volume, huidig.eenheid, huidig.frequentie, huidig.budget
    ):  # fmt: skip
        raise Geweigerd(
            "Er verandert niets: kies een andere einddatum of een andere hoeveelheid.", veld="eind"
        )
    gevraagd = TeWijzigenProduct(
        ToewijzingNummer=huidig.nummer, GewensteIngangsdatum=vanaf, Einddatum=eind,
        Omvang=typen.Omvang(Volume=volume, Eenheid=eenheid, Frequentie=frequentie) if volume else None,
        Budget=int(budget * 100) if budget is not None else None,
    )  # fmt: skip
    try:
        return wijzig(als_product(huidig), gevraagd, nieuw_nummer=nummer, op=nu())
    except ValueError as fout:
        raise Geweigerd(
            f"De wijziging gaat in op {vanaf:%d-%m-%Y}, maar de toewijzing loopt {in_woorden(huidig.begin, huidig.eind)}. "
            "Kies een dag binnen de toewijzing.",
            veld="vanaf",
        ) from fout


def _neem_over(huidig: Toewijzing, product: Any, reden: str, door: Medewerker | None) -> Toewijzing:
    """The running assignment as it is from now on."""
    weg = product.RedenWijziging == VERWIJDERD
    if weg and huidig.prestaties.filter(codes=[], declaratie__beantwoord_op__isnull=False).exists():
        raise Geweigerd(
            f"Op toewijzing {huidig.nummer} is al zorg betaald; zij kan niet meer vanaf de eerste dag veranderen (TR385). "
            "Kies een latere dag.",
            veld="vanaf",
        )
    if weg:
        huidig.ingetrokken_op, huidig.reden_wijziging = vandaag(), VERWIJDERD
    else:
        huidig.eind, huidig.reden_wijziging = product.Einddatum, reden
        huidig.volume = product.Omvang.Volume if product.Omvang else None
        huidig.budget = Decimal(product.Budget) / 100 if product.Budget is not None else None
    huidig.toegewezen_op = nu()
    huidig.versie += 1
    bewaar(huidig)
    gevolg = "vervalt" if weg else f"geldt {in_woorden(huidig.begin, huidig.eind)}"
    leg_vast(
        soort="zorg.gewijzigd", door=door, dossier=huidig.dossier_id, over=huidig,
        waarom=codelijst("JZ002").get(huidig.reden_wijziging, ""), gegevens={"nummer": huidig.nummer},
        tekst=f"Toewijzing {huidig.nummer} ({huidig.product.naam}) {gevolg}",
    )  # fmt: skip
    return huidig


def _opvolger(oud: Toewijzing, product: Any, door: Medewerker | None) -> Toewijzing:
    """The assignment that takes over from another one: same product, provider and youth."""
    omvang = product.Omvang
    nieuw = Toewijzing(
        organisatie_id=oud.organisatie_id, dossier_id=oud.dossier_id, jeugdige_id=oud.jeugdige_id, aanbieder_id=oud.aanbieder_id,
        product=oud.product, nummer=product.ToewijzingNummer, begin=product.Ingangsdatum, eind=product.Einddatum,
        volume=omvang.Volume if omvang else None, eenheid=omvang.Eenheid if omvang else "",
        frequentie=omvang.Frequentie if omvang else "",
        budget=Decimal(product.Budget) / 100 if product.Budget is not None else None,
        besluit_nummer=oud.besluit_nummer, toegewezen_op=nu(),
    )  # fmt: skip
    bewaar(nieuw)
    leg_vast(
        soort="zorg.toegewezen", door=door, dossier=nieuw.dossier_id, over=nieuw,
        tekst=f"Toewijzing {nieuw.nummer} volgt {oud.nummer} op: {nieuw.product.naam}, {nieuw.omvang}, "
        f"{in_woorden(nieuw.begin, nieuw.eind)}",
        gegevens={"nummer": nieuw.nummer, "omvang": nieuw.omvang, "volgt": oud.nummer},
    )  # fmt: skip
    return nieuw
