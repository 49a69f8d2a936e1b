"""Amina writes a plan with the De Vries family: what counts, what is refused, what it costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.plan import actions, queries
from eenplan.plan.models import Doel, Inzet, Plan

pytestmark = pytest.mark.django_db


def test_a_plan_begins_with_the_family_and_says_what_it_still_lacks(dossier: Any, als_amina: Any) -> None:
    plan = actions.begin_plan(dossier=dossier, door=als_amina)
    zinnen = queries.ontbreekt_inhoud(plan)
    assert "Schrijf op hoe het nu gaat, in de woorden van het gezin." in zinnen
    assert any("ten minste één doel" in zin for zin in zinnen)
    dossier.refresh_from_db()
    assert dossier.fase == "plan"
    assert Gebeurtenis.objects.filter(soort="plan.begonnen", dossier=dossier).exists()


def test_a_plan_without_goals_cannot_be_settled_and_nothing_changes(dossier: Any, als_amina: Any) -> None:
    plan = actions.begin_plan(dossier=dossier, door=als_amina)
    with pytest.raises(Geweigerd, match="ten minste één doel"):
        actions.stel_plan_vast(plan=plan, door=als_amina)
    plan.refresh_from_db()
    assert plan.vastgesteld_op is None


def test_each_goal_is_smart_before_the_plan_is_discussed(
    plan: Plan, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.voeg_doel_toe(
        plan=plan, persoon=gezin_de_vries.marije, titel="Rustig over de kinderen praten", door=als_amina
    )
    with pytest.raises(Geweigerd, match=r"Rustig over de kinderen praten.*waaraan merken we dat.*klaar op"):
        actions.bespreek(plan=plan, akkoord=True, door=als_amina)


def test_a_goal_ends_after_it_begins(plan: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match="ligt niet na het begin") as fout:
        actions.voeg_doel_toe(
            plan=plan,
            persoon=gezin_de_vries.lotte,
            titel="Logeren",
            begin_op=date(2026, 5, 1),
            eind_op=date(2026, 5, 1),
            door=als_amina,
        )
    assert fout.value.veld == "eind_op"
    assert Doel.objects.count() == 1


def test_a_goal_counts_in_numbers_that_one_can_draw(plan: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match="cijfers") as fout:
        actions.voeg_doel_toe(
            plan=plan, persoon=gezin_de_vries.lotte, titel="Sparen", begin_waarde=Decimal(0), doel_waarde=Decimal(10_000_000),
            door=als_amina,
        )  # fmt: skip
    assert fout.value.veld == "doel_waarde"
    with pytest.raises(Geweigerd, match="cijfers"):
        actions.leg_voortgang_vast(doel=plan.doelen.get(), waarde=Decimal(10_000_000), door=als_amina)
    assert Doel.objects.get().nu_waarde == 1


def test_a_goal_belongs_to_someone_of_the_family(plan: Plan, waterveld: Any, als_amina: Any) -> None:
    from mensen import maak_persoon

    vreemde = maak_persoon(waterveld, "Buurman", 50, "m")
    with pytest.raises(Geweigerd, match="hoort niet bij dit gezin"):
        actions.voeg_doel_toe(plan=plan, persoon=vreemde, titel="Iets", door=als_amina)


def test_individual_care_needs_the_reason_why_own_network_is_not_enough(
    plan: Plan, jeugdhulp: Any, als_amina: Any
) -> None:
    with pytest.raises(Geweigerd, match="waarom de eigen kring") as fout:
        actions.voeg_inzet_toe(plan=plan, door=als_amina, **(jeugdhulp | {"afweging": " "}))
    assert fout.value.veld == "afweging"
    assert not queries.individuele_inzet(plan).exists()


def test_care_that_ends_before_it_starts_is_refused(plan: Plan, jeugdhulp: Any, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match="einddatum ligt vóór de begindatum"):
        actions.voeg_inzet_toe(plan=plan, door=als_amina, **(jeugdhulp | {"eind": date(2026, 12, 6)}))
    assert Inzet.objects.count() == 1


def test_expected_cost_is_exact_while_writing(plan: Plan, jeugdhulp: Any, als_amina: Any) -> None:
    inzet = actions.voeg_inzet_toe(plan=plan, door=als_amina, **jeugdhulp)
    assert inzet.tarief == Decimal("61.20")
    kosten = queries.verwachte_kosten(plan)
    assert kosten.totaal == Decimal("489.60")  # 4 weeks × 2 hours × € 61,20
    assert kosten.onbekend == 0


def test_own_network_carries_no_product(plan: Plan, zorg: Any, als_amina: Any) -> None:
    inzet = actions.voeg_inzet_toe(
        plan=plan,
        soort="algemene_voorziening",
        omschrijving="judo op dinsdag",
        product=zorg.begeleiding,
        door=als_amina,
    )
    assert inzet.product is None
    assert queries.verwachte_kosten(plan).totaal == 0


def test_a_stale_edit_is_refused_and_loses_nothing(plan: Plan, als_amina: Any) -> None:
    doel = plan.doelen.get()
    actions.wijzig_doel(doel=doel, gelezen_versie=0, titel="Lotte slaapt door", door=als_amina)
    with pytest.raises(VerouderdeVersie) as fout:
        actions.wijzig_doel(
            doel=Doel.objects.get(pk=doel.pk), gelezen_versie=0, titel="Lotte logeert", door=als_amina
        )
    assert fout.value.huidig.titel == "Lotte slaapt door"
    assert Doel.objects.get(pk=doel.pk).titel == "Lotte slaapt door"


def test_a_closed_dossier_takes_no_plan(dossier: Any, plan: Plan, als_amina: Any) -> None:
    dossier.gesloten_op = date(2026, 11, 1)
    dossier.save()
    with pytest.raises(Geweigerd, match="is gesloten op 01-11-2026"):
        actions.wijzig_plan(plan=plan, gelezen_versie=1, situatie="anders", door=als_amina)


def test_the_a_team_reads_the_plan_but_does_not_write_it(plan: Plan, anton: Any) -> None:
    with namens(anton), pytest.raises(GeenRecht, match="regisseur"):
        actions.wijzig_plan(plan=plan, gelezen_versie=1, situatie="anders", door=anton)


def test_there_is_one_plan_in_the_making(plan: Plan, dossier: Any, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match="al een plan in voorbereiding"):
        actions.begin_plan(dossier=dossier, door=als_amina)


def test_a_size_that_no_message_can_carry_is_refused_while_writing(
    plan: Plan, jeugdhulp: Any, als_amina: Any
) -> None:
    with pytest.raises(Geweigerd, match="Per dag kan niet") as fout:
        actions.voeg_inzet_toe(
            plan=plan, door=als_amina, **(jeugdhulp | {"eenheid": "14", "frequentie": "1"})
        )
    assert fout.value.veld == "frequentie"
