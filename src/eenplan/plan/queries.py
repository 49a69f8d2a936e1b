"""Reads of plans: which one holds, what it still lacks, who signs, what it will cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, QuerySet

from eenplan.gezin import queries as gezin
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.plan import ondertekenen
from eenplan.plan.models import Doel, Inzet, Ondertekening, Plan
from eenplan.plan.ondertekenen import Jeugdigegezag, Tekenaar
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Persoon

JONG = {"jeugdige": 0, "broer_zus": 1}  # roles in the family, in the order in which we ask them
SMART = ("specifiek", "meetbaar", "acceptabel", "realistisch")


# Which plan ------------------------------------------------------------------------------------------------


def plannen(dossier: Dossier) -> QuerySet[Plan]:
    """All plans of a dossier with all that stands in them, newest first."""
    doelen = Doel.objects.select_related("persoon").prefetch_related("voortgang")
    inzet = Inzet.objects.select_related("doel", "jeugdige", "product", "aanbieder")
    return (
        Plan.objects.filter(dossier=dossier)
        .select_related("opgesteld_door", "vastgesteld_door", "dossier__gezin")
        .prefetch_related(
            Prefetch("doelen", doelen),
            Prefetch("inzet", inzet),
            "reacties__persoon",
            "ondertekeningen__persoon",
        )
    )


def plan_met(dossier: Dossier, nummer: int) -> Plan:
    """One plan of this dossier, or NietGevonden."""
    plan = plannen(dossier).filter(nummer=nummer).first()
    if plan is None:
        raise NietGevonden(f"Dossier {dossier.nummer} heeft geen plan {nummer}.")
    return plan


def concept_plan(dossier: Dossier) -> Plan | None:
    """The plan that is being written, if any; what stands in it is read when somebody asks."""
    return _nieuwste(dossier, concept=True)


def geldend_plan(dossier: Dossier) -> Plan | None:
    """The newest settled plan: what the family and we agreed."""
    return _nieuwste(dossier, concept=False)


def huidig_plan(dossier: Dossier) -> Plan | None:
    """What one works on, with all that stands in it: the plan in the making, else the one that holds."""
    return plannen(dossier).order_by(F("vastgesteld_op").desc(nulls_first=True), "-nummer").first()


def _nieuwste(dossier: Dossier, *, concept: bool) -> Plan | None:
    plan = Plan.objects.filter(dossier=dossier, vastgesteld_op__isnull=concept).first()
    if plan is not None:
        plan.dossier = dossier
    return plan


def individuele_inzet(plan: Plan) -> QuerySet[Inzet]:
    """The individual provisions of a plan: what a decision and an assignment are made of."""
    return plan.inzet.filter(soort=Inzet.Soort.INDIVIDUEEL).select_related(
        "jeugdige", "product", "aanbieder", "doel"
    )


def gezinsleden(dossier: Dossier) -> list[Persoon]:
    """Everybody who belongs to the family today, young people first: it is about them. Who can have a goal or react."""
    leden = gezin.leden(dossier.gezin_id).order_by("-rol", "persoon__geboortedatum")
    return [lid.persoon for lid in sorted(leden, key=lambda lid: JONG.get(lid.rol, len(JONG)))]


# Money -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plankosten:
    """What a plan is expected to cost in euro: a line per provision and the sum of what is known."""

    regels: list[tuple[Inzet, zorg.Kosten]]
    totaal: Decimal
    onbekend: int

    @property
    def per_jaar(self) -> Decimal:
        return sum((kosten.per_jaar or Decimal(0) for _inzet, kosten in self.regels), Decimal(0))


def kosten_van(inzet: Inzet) -> zorg.Kosten:
    """The expected cost of one individual provision, with the lines that explain it."""
    assert inzet.product is not None and inzet.begin is not None
    return zorg.verwachte_kosten(
        product=inzet.product, aanbieder=inzet.aanbieder, volume=inzet.volume, eenheid=inzet.eenheid,
        frequentie=inzet.frequentie, begin=inzet.begin, eind=inzet.eind,
    )  # fmt: skip


def verwachte_kosten(plan: Plan) -> Plankosten:
    """Tariff × volume × periods over all individual provisions, exact to the cent."""
    regels = [(inzet, kosten_van(inzet)) for inzet in individuele_inzet(plan)]
    bekend = [kosten.bedrag for _inzet, kosten in regels if kosten.bedrag is not None]
    return Plankosten(regels, sum(bekend, Decimal(0)), len(regels) - len(bekend))


# Who signs -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handtekening:
    """Someone who is asked to sign, and what came of it."""

    tekenaar: Tekenaar
    rij: Ondertekening | None


def betrokken_jeugdigen(plan: Plan) -> list[Jeugdigegezag]:
    """The youths this plan is about, with who has authority: those with a goal or a provision, else all."""
    op = _dag(plan)
    alle = list(gezin.jeugdigen(plan.dossier.gezin_id))
    genoemd = {doel.persoon_id for doel in plan.doelen.all()} | {
        inzet.jeugdige_id for inzet in plan.inzet.all()
    }
    gekozen = [jeugdige for jeugdige in alle if jeugdige.pk in genoemd] or alle
    gezag = [(jeugdige, *gezin.gezag_verdeeld(jeugdige, op)) for jeugdige in gekozen]
    return [Jeugdigegezag(jeugdige, tuple(mensen), tuple(namen)) for jeugdige, mensen, namen in gezag]


def wie_tekent(plan: Plan) -> list[Handtekening]:
    """Everybody who is asked to sign this plan, with the signature or the reason when there is one."""
    rows = {rij.persoon_id: rij for rij in plan.ondertekeningen.all()}
    return [
        Handtekening(t, rows.get(t.persoon.pk))
        for t in ondertekenen.tekenaars(betrokken_jeugdigen(plan), _dag(plan))
    ]


# What lacks ------------------------------------------------------------------------------------------------


def ontbreekt_inhoud(plan: Plan) -> list[str]:
    """What the text of the plan still lacks, as sentences; empty when it can be discussed."""
    zinnen = []
    if not plan.situatie.strip():
        zinnen.append("Schrijf op hoe het nu gaat, in de woorden van het gezin.")
    doelen = list(plan.doelen.all())
    if not doelen:
        zinnen.append("Een plan heeft ten minste één doel. Voeg samen met het gezin een doel toe.")
    for doel in doelen:
        leeg = [_naam(naam) for naam in SMART if not getattr(doel, naam).strip()]
        leeg += [] if doel.eind_op else ["klaar op"]
        if leeg:
            zinnen.append(f"Doel ‘{doel.titel}’ is nog niet af: vul in {_opsomming(leeg)}.")
    if not plan.inzet.all():
        zinnen.append("Schrijf op wat er helpt. Begin bij de eigen kring en wat er voor iedereen is.")
    return zinnen


def ontbreekt_handtekening(plan: Plan) -> list[str]:
    """Which signatures, or reasons for their absence, still lack."""
    rows = plan.ondertekeningen.all()
    return ondertekenen.ontbrekend(
        betrokken_jeugdigen(plan),
        getekend={rij.persoon_id for rij in rows if rij.getekend},
        redenen={rij.persoon_id for rij in rows if not rij.getekend},
        op=_dag(plan),
    )


def _naam(veld: str) -> str:
    return str(Doel._meta.get_field(veld).verbose_name)  # type: ignore[union-attr]


def _dag(plan: Plan) -> date:
    """The day on which ages and authority count: when it was settled, until then today."""
    return plan.vastgesteld_op or vandaag()


def _opsomming(delen: list[str]) -> str:
    namen = [f"‘{deel}’" for deel in delen]
    return namen[0] if len(namen) == 1 else ", ".join(namen[:-1]) + " en " + namen[-1]
