"""Reads of decisions: what a decision is made of, who may sign, who gets a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, QuerySet

import termijn
from eenplan.besluit.models import Besluit, Besluitregel, Brief
from eenplan.gezin import queries as gezin
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.plan import queries as plannen
from eenplan.werkwijze import queries as werkwijze
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker
    from eenplan.plan.models import Inzet, Plan
    from eenplan.zorg.models import Aanbieder

BRIEF_VANAF = 12  # years: from here the youth gets an own letter (domain guide, P3)


# Which decision --------------------------------------------------------------------------------------------


def besluiten(dossier: Dossier) -> QuerySet[Besluit]:
    """All decisions of a dossier with what stands in them, newest first."""
    regels = Besluitregel.objects.select_related("product", "aanbieder", "inzet__doel", "toewijzing")
    return (
        Besluit.objects.filter(dossier=dossier)
        .select_related(
            "dossier__organisatie", "dossier__gezin", "dossier__regisseur", "plan", "jeugdige", "opsteller", "advies_door", "mdo_door",
            "tweede_lezer", "vastgesteld_door", "mandaat", "mandaat_uitkomst",
        )
        .prefetch_related(Prefetch("regels", regels), geldende_brieven())
    )  # fmt: skip


def geldende_brieven() -> Prefetch[str]:
    """The letters of a decision that were not replaced by newer ones."""
    rows = Brief.objects.filter(vervangen_op__isnull=True).select_related("geadresseerde", "document")
    return Prefetch("brieven", rows)


def besluit_met(dossier: Dossier, nummer: int) -> Besluit:
    """One decision of this dossier, or NietGevonden."""
    besluit = besluiten(dossier).filter(nummer=nummer).first()
    if besluit is None:
        raise NietGevonden(f"Dossier {dossier.nummer} heeft geen besluit {nummer}.")
    return besluit


def besluit_van(proces_id: int) -> Besluit | None:
    """The decision that this walk of P3 is about: the newest that was not withdrawn."""
    lopend = Besluit.objects.filter(proces=proces_id, ingetrokken_op__isnull=True)
    return lopend.select_related("dossier__gezin", "jeugdige", "plan").first()


def jeugdigen_zonder_besluit(plan: Plan) -> list[Persoon]:
    """Youths with individual care in the plan that was not assigned yet, and without a decision."""
    gedaan = set(
        Besluit.objects.filter(plan=plan, ingetrokken_op__isnull=True).values_list("jeugdige", flat=True)
    )
    gevonden = {
        inzet.jeugdige_id: inzet.jeugdige
        for inzet in plannen.individuele_inzet(plan)
        if inzet.jeugdige and inzet.toewijzing_id is None
    }
    return [jeugdige for pk, jeugdige in gevonden.items() if pk not in gedaan]


@dataclass(frozen=True, slots=True)
class Wachtend:
    """Who of the plan still waits for a decision after the first one; `aanvraag_op` is the day of that first request."""

    jeugdigen: list[Persoon]
    aanvraag_op: date | None
    wordt_geschreven: bool


def wachten_op_besluit(dossier: Dossier) -> Wachtend:
    """Brothers and sisters of who got a decision; nobody as long as no decision was asked for this plan."""
    plan = plannen.geldend_plan(dossier)
    eerste = Besluit.objects.filter(plan=plan).order_by("nummer").first() if plan else None
    if plan is None or eerste is None:
        return Wachtend([], None, False)
    schrijven = werkwijze.staat_open(dossier=dossier, formulier="besluit.opstellen")
    return Wachtend(jeugdigen_zonder_besluit(plan), eerste.aanvraag_op, schrijven)


# What it is made of ----------------------------------------------------------------------------------------


def aanbieder_voor(inzet: Inzet) -> Aanbieder | None:
    """Who will give this care: whom we chose with the family after signing, else their preference."""
    keuze = (
        inzet.plan.dossier.aanbiederkeuzes.filter(jeugdige=inzet.jeugdige_id, product=inzet.product_id)
        .select_related("aanbieder")
        .order_by("-gekozen_op", "-id")
        .first()
    )
    return keuze.aanbieder if keuze else inzet.aanbieder


@dataclass(frozen=True, slots=True)
class Regelkosten:
    """Cost in euro of one line: over its period and in the first year."""

    totaal: Decimal
    per_jaar: Decimal


def kosten(regel: Besluitregel) -> Regelkosten:
    """What a line will cost; `Geweigerd` while there is no price, because nobody may sign a blank cheque."""
    uitkomst = zorg.verwachte_kosten(
        product=regel.product, aanbieder=regel.aanbieder, volume=regel.volume, eenheid=regel.eenheid,
        frequentie=regel.frequentie, begin=regel.begin, eind=regel.eind,
    )  # fmt: skip
    if uitkomst.bedrag is None or uitkomst.per_jaar is None:
        raise Geweigerd(
            f"Van {regel.product.naam} bij {regel.aanbieder} is op {regel.begin:%d-%m-%Y} geen tarief bekend. "
            "Kies een aanbieder met een contract of vraag de backoffice om het tarief."
        )
    return Regelkosten(uitkomst.bedrag, uitkomst.per_jaar)


# What the tables say ---------------------------------------------------------------------------------------


def mandaat_invoer(besluit: Besluit) -> dict[str, Any]:
    """The inputs of the table *mandaat*."""
    return {
        "besluitsoort": besluit.soort,
        "kosten_per_jaar": besluit.jaarkosten,
        "duur_weken": besluit.duur_weken,
        "afwijking": bool(besluit.afwijking_advies),
    }


def gegevens_voor_proces(besluit: Besluit) -> dict[str, Any]:
    """What the gateways and tables of P3 need to know of a draft; nothing else leaves this room."""
    return {
        "besluitsoort": besluit.soort,
        "aanleiding": besluit.aanleiding,
        "kosten_totaal": besluit.totaalkosten,
        "kosten_per_jaar": besluit.jaarkosten,
        "duur_weken": besluit.duur_weken,
        "meervoudig": besluit.meervoudig,
        "achttien_plus": besluit.achttien_plus,
        "afwijking": bool(besluit.afwijking_advies),
    }


def advies_nodig(besluit: Besluit, door: Medewerker) -> bool:
    """Whether an adviser had to look first: by the table, as if nobody deviated from the advice."""
    uitkomst = werkwijze.pas_tabel_toe(
        sleutel="advies_vooraf", invoer={"aanleiding": besluit.aanleiding, "afwijking": False},
        organisatie=besluit.dossier.organisatie, dossier=besluit.dossier, taak=None, door=door,
    )  # fmt: skip
    return bool(uitkomst.uitvoer["advies_nodig"])


def mdo_nodig(besluit: Besluit, door: Medewerker) -> bool:
    """Whether an MDO has to be held before the grant."""
    uitkomst = werkwijze.pas_tabel_toe(
        sleutel="mdo_verplicht",
        invoer={"kosten_totaal": besluit.totaalkosten, "meervoudig": besluit.meervoudig, "achttien_plus": besluit.achttien_plus},
        organisatie=besluit.dossier.organisatie, dossier=besluit.dossier, taak=None, door=door,
    )  # fmt: skip
    return bool(uitkomst.uitvoer["mdo_nodig"])


# Letters ---------------------------------------------------------------------------------------------------


def geadresseerden(besluit: Besluit, op: date) -> list[Persoon]:
    """Who gets a letter: each parent with authority, and the youth of 12 or older."""
    jeugdige = besluit.jeugdige
    personen = [] if (jeugdige.leeftijd(op) or 0) >= 18 else list(gezin.gezagdragers(jeugdige, op))
    if (jeugdige.leeftijd(op) or 0) >= BRIEF_VANAF:
        personen.append(jeugdige)
    return personen


def waarschuwing(besluit: Besluit, aan: Persoon, allen: list[Persoon]) -> str:
    """Why somebody must look before this letter goes out; empty when nothing stands in the way."""
    if aan.contact_geheim:
        return "Het adres van deze persoon is geheim. Het staat niet in de brief. Spreek af hoe de brief veilig aankomt."
    geheim = [
        p.roepnaam or p.naam
        for p in {p.pk: p for p in [besluit.jeugdige, *allen]}.values()
        if p.contact_geheim
    ]
    if geheim:
        return f"Het adres van {' en '.join(geheim)} is geheim. Lees na of niets in deze brief verraadt waar iemand verblijft."
    return ""


def bezwaar_tot(verzonden: date) -> date:
    """The last day to object to a decision that was sent on `verzonden` (Awb 6:7, 6:8)."""
    eind = termijn.termijnsoort("bezwaar").termijn(verzonden).eind
    assert eind is not None
    return eind
