"""Gezin De Vries with a settled plan, the tables in force, and people with and without mandate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eenplan.besluit.models import Besluit
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker, Organisatie
    from eenplan.plan.models import Plan
    from eenplan.zorg.models import Aanbieder, Product
    from mensen import GezinDeVries

SMART = {
    "specifiek": "Ze ligt om negen uur in bed en komt er niet meer uit.",
    "meetbaar": "We tellen de nachten per week dat ze doorslaapt.",
    "acceptabel": "Lotte wil zelf weer bij haar vriendin slapen.",
    "realistisch": "Op vakantie lukte het ook.",
}


@dataclass
class Zorg:
    terp: Aanbieder
    begeleiding: Product


@pytest.fixture
def dossier(waterveld: Organisatie, amina: Medewerker, gezin_de_vries: GezinDeVries, noord: Any) -> Dossier:
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import voor_organisatie

    with voor_organisatie(waterveld):
        return Dossier.objects.create(
            organisatie=waterveld, nummer="WV-2026-00001", gezin=gezin_de_vries.gezin, regisseur=amina, team=noord, fase="onderzoek",
            geopend_op=date(2026, 1, 5),
        )  # fmt: skip


@pytest.fixture
def zorg(waterveld: Organisatie) -> Zorg:
    """De Terp offers coaching for € 61,20 an hour."""
    from eenplan.kern.context import namens
    from eenplan.zorg import actions
    from mensen import maak_medewerker

    bo = maak_medewerker(waterveld, "Bo Blok", "backoffice")
    with namens(bo):
        terp = actions.registreer_aanbieder(naam="De Terp", agb="99990001", plaats="Waterveld", door=bo)
        begeleiding = actions.registreer_product(
            code="45A04",
            categorie="45",
            naam="Ambulante begeleiding",
            soort="inspanning",
            eenheid="04",
            door=bo,
        )
        contract = actions.sluit_contract(aanbieder=terp, naam="Jeugd 2026", vanaf=date(2025, 1, 1), door=bo)
        actions.stel_tarief_vast(
            contract=contract, product=begeleiding, bedrag=Decimal("61.20"), vanaf=date(2025, 1, 1), door=bo
        )
    return Zorg(terp, begeleiding)


@pytest.fixture
def plan(dossier: Dossier, gezin_de_vries: GezinDeVries, zorg: Zorg, amina: Medewerker) -> Plan:
    """A settled plan: Lotte gets two hours a week for 26 weeks."""
    from eenplan.kern.context import namens
    from eenplan.plan import actions

    g = gezin_de_vries
    with namens(amina):
        plan = actions.begin_plan(dossier=dossier, door=amina)
        plan = actions.wijzig_plan(
            plan=plan, gelezen_versie=0, situatie="‘Ik lig te piekeren’, zegt Lotte.", door=amina
        )
        doel = actions.voeg_doel_toe(
            plan=plan,
            persoon=g.lotte,
            titel="Lotte slaapt door en durft te logeren",
            eind_op=date(2030, 3, 1),
            door=amina,
            **SMART,
        )
        actions.voeg_doel_toe(
            plan=plan,
            persoon=g.pieter,
            titel="Pieter zoekt een huis",
            eind_op=date(2030, 3, 1),
            door=amina,
            **SMART,
        )
        actions.voeg_inzet_toe(
            plan=plan, doel=doel, soort="individuele_voorziening", omschrijving="leert Lotte omgaan met haar angst", jeugdige=g.lotte,
            product=zorg.begeleiding, aanbieder=zorg.terp, volume=2, frequentie="2", begin=date(2026, 12, 7), eind=date(2027, 6, 6),
            afweging="Oma en school helpen al een half jaar; de angst wordt niet minder.", door=amina,
        )  # fmt: skip
        actions.bespreek(plan=plan, akkoord=True, door=amina)
        actions.verstuur_om_te_tekenen(plan=plan, door=amina)
        for ouder in (g.marije, g.pieter):
            actions.onderteken(plan=plan, persoon=ouder, wijze="papier", door=amina)
        return actions.stel_plan_vast(plan=plan, door=amina)


@pytest.fixture
def tabellen(waterveld: Organisatie) -> None:
    """The shipped decision tables are in force in Waterveld, and functies have their mandates."""
    from eenplan.kern.context import voor_organisatie
    from eenplan.organisatie import actions as organisatie
    from eenplan.werkwijze.versie_actions import laad_meegeleverd

    with voor_organisatie(waterveld):
        laad_meegeleverd(door=None)
        for functie, bedrag in (("jeugdconsulent", 25_000), ("teamleider", 75_000)):
            organisatie.geef_mandaat(
                organisatie=waterveld, functie=functie, besluitsoort="zin", tot_bedrag=Decimal(bedrag), vanaf=date(2025, 1, 1),
                bron="Mandaatbesluit Jeugd 2026, artikel 4", door=None,
            )  # fmt: skip


@pytest.fixture
def concept(plan: Plan, tabellen: None, gezin_de_vries: GezinDeVries, amina: Medewerker) -> Besluit:
    """Amina's draft for Lotte."""
    from eenplan.besluit import actions
    from eenplan.kern.context import namens

    with namens(amina):
        return actions.stel_op(
            plan=plan,
            jeugdige=gezin_de_vries.lotte,
            motivering="Lotte slaapt al een half jaar slecht.",
            door=amina,
        )


@pytest.fixture
def vastgesteld(concept: Besluit, bert: Medewerker, petra: Medewerker) -> Besluit:
    """Petra read along, Bert signed."""
    from eenplan.besluit import actions
    from eenplan.kern.context import namens

    with namens(petra):
        actions.lees_tweede(besluit=concept, gelezen_versie=0, oordeel="akkoord", door=petra)
    with namens(bert):
        return actions.stel_vast(besluit=concept, gelezen_versie=0, door=bert)


@pytest.fixture
def duur(dossier: Dossier, zorg: Zorg, tabellen: None, amina: Medewerker) -> Callable[..., None]:
    """Make the care so dear that a table asks for more: `duur(1000)` sets the price of an hour before the plan is written."""
    from eenplan.kern.context import voor_organisatie
    from eenplan.zorg.models import Tarief

    def maak(bedrag: int) -> None:
        with voor_organisatie(dossier.organisatie):
            Tarief.objects.filter(product=zorg.begeleiding).update(bedrag=Decimal(bedrag))

    return maak
