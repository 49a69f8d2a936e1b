"""Gezin De Vries with Amina as regisseur, and care that can be had in Waterveld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
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
def als_amina(amina: Medewerker) -> Iterator[Medewerker]:
    """The test runs in Amina's name."""
    from eenplan.kern.context import namens

    with namens(amina):
        yield amina


@pytest.fixture
def plan(dossier: Dossier, gezin_de_vries: GezinDeVries, als_amina: Medewerker) -> Plan:
    """A complete plan about Lotte (11): a goal, and grandmother who helps."""
    from eenplan.plan import actions

    plan = actions.begin_plan(dossier=dossier, door=als_amina)
    plan = actions.wijzig_plan(
        plan=plan, gelezen_versie=0, situatie="‘Ik lig te piekeren’, zegt Lotte.", door=als_amina
    )
    doel = actions.voeg_doel_toe(
        plan=plan, persoon=gezin_de_vries.lotte, titel="Lotte slaapt door en durft te logeren", begin_op=date(2026, 1, 10),
        eind_op=date(2030, 3, 1), begin_waarde=Decimal(1), doel_waarde=Decimal(6), eenheid="nachten per week", door=als_amina, **SMART,
    )  # fmt: skip
    actions.voeg_inzet_toe(
        plan=plan,
        soort="eigen_netwerk",
        wie="oma Truus",
        omschrijving="haalt Lotte op woensdag uit school",
        doel=doel,
        door=als_amina,
    )
    return plan


@pytest.fixture
def jeugdhulp(zorg: Zorg, gezin_de_vries: GezinDeVries) -> dict[str, Any]:
    """Two hours a week for four weeks by De Terp, for Lotte, with the reason why grandmother is not enough."""
    return {
        "soort": "individuele_voorziening", "omschrijving": "leert Lotte omgaan met haar angst", "jeugdige": gezin_de_vries.lotte,
        "product": zorg.begeleiding, "aanbieder": zorg.terp, "volume": 2, "frequentie": "2", "begin": date(2026, 12, 7),
        "eind": date(2027, 1, 3), "afweging": "Oma en school helpen al een half jaar; de angst wordt niet minder.",
    }  # fmt: skip
