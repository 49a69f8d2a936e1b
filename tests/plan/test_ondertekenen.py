"""Who signs for Sem (16), Lotte (11) and a child in between, and what a signature means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eenplan.kern.fouten import Geweigerd
from eenplan.plan import actions, queries
from eenplan.plan.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def verstuurd(plan: Plan, als_amina: Any) -> Plan:
    actions.bespreek(plan=plan, akkoord=True, door=als_amina)
    return actions.verstuur_om_te_tekenen(plan=plan, door=als_amina)


def namen(plan: Plan) -> set[str]:
    return {h.tekenaar.persoon.roepnaam for h in queries.wie_tekent(plan)}


def test_for_a_child_of_eleven_both_parents_are_asked(verstuurd: Plan) -> None:
    assert namen(verstuurd) == {"Marije", "Pieter"}


def test_from_twelve_the_child_signs_too(verstuurd: Plan, gezin_de_vries: Any) -> None:
    from mensen import geboren

    lotte = gezin_de_vries.lotte
    lotte.geboortedatum = geboren(12)
    lotte.save()
    assert namen(verstuurd) == {"Lotte", "Marije", "Pieter"}


def test_a_youth_of_sixteen_decides_alone(dossier: Any, gezin_de_vries: Any, als_amina: Any) -> None:
    plan = actions.begin_plan(dossier=dossier, door=als_amina)
    actions.voeg_doel_toe(
        plan=plan, persoon=gezin_de_vries.sem, titel="Weer hele dagen naar school", door=als_amina
    )
    assert namen(queries.concept_plan(dossier)) == {"Sem"}


def test_one_parent_signs_and_the_other_has_a_reason(
    verstuurd: Plan, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.onderteken(plan=verstuurd, persoon=gezin_de_vries.marije, wijze="gesprek", door=als_amina)
    with pytest.raises(Geweigerd, match=r"Pieter de Vries .* tekende nog niet"):
        actions.stel_plan_vast(plan=verstuurd, door=als_amina)
    actions.teken_niet(
        plan=verstuurd,
        persoon=gezin_de_vries.pieter,
        reden="Drie keer gevraagd, reageert niet.",
        door=als_amina,
    )
    assert actions.stel_plan_vast(plan=verstuurd, door=als_amina).status == "vastgesteld"
    assert queries.geldend_plan(verstuurd.dossier) == verstuurd


def test_reasons_alone_are_not_enough(verstuurd: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    for ouder in (gezin_de_vries.marije, gezin_de_vries.pieter):
        actions.teken_niet(plan=verstuurd, persoon=ouder, reden="Niet bereikt.", door=als_amina)
    with pytest.raises(Geweigerd, match="tekende nog niemand met gezag"):
        actions.stel_plan_vast(plan=verstuurd, door=als_amina)


def test_nobody_signs_before_the_plan_was_sent(plan: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match="Stuur het plan eerst"):
        actions.onderteken(plan=plan, persoon=gezin_de_vries.marije, wijze="papier", door=als_amina)


def test_a_change_takes_signatures_back(verstuurd: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    actions.onderteken(plan=verstuurd, persoon=gezin_de_vries.marije, wijze="papier", door=als_amina)
    actions.wijzig_plan(
        plan=verstuurd, gelezen_versie=1, situatie="Het gaat anders dan we dachten.", door=als_amina
    )
    opnieuw = queries.concept_plan(verstuurd.dossier)
    assert opnieuw.status == "concept"
    assert not opnieuw.ondertekeningen.exists()


@pytest.fixture
def vastgesteld(verstuurd: Plan, gezin_de_vries: Any, als_amina: Any) -> Plan:
    for ouder in (gezin_de_vries.marije, gezin_de_vries.pieter):
        actions.onderteken(
            plan=verstuurd, persoon=ouder, wijze="papier", datum=date(2026, 11, 20), door=als_amina
        )
    return actions.stel_plan_vast(plan=verstuurd, door=als_amina)


def test_a_settled_plan_never_changes(vastgesteld: Plan, als_amina: Any) -> None:
    with pytest.raises(Geweigerd, match=r"verandert niet meer. Begin een nieuw plan"):
        actions.wijzig_doel(
            doel=vastgesteld.doelen.get(), gelezen_versie=0, titel="Iets anders", door=als_amina
        )


def test_progress_and_reactions_go_on(vastgesteld: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    doel = vastgesteld.doelen.get()
    actions.leg_voortgang_vast(doel=doel, waarde=Decimal(3), toelichting="Drie nachten!", door=als_amina)
    actions.geef_reactie(
        plan=vastgesteld, persoon=gezin_de_vries.lotte, tekst="Het helpt een beetje.", door=als_amina
    )
    doel = queries.geldend_plan(vastgesteld.dossier).doelen.get()
    assert doel.nu_waarde == 3
    assert doel.procent == 40  # from 1 to 6 nights, now at 3


def test_a_new_plan_starts_where_the_old_one_stands(vastgesteld: Plan, als_amina: Any) -> None:
    actions.leg_voortgang_vast(doel=vastgesteld.doelen.get(), waarde=Decimal(4), door=als_amina)
    nieuw = actions.begin_plan(dossier=vastgesteld.dossier, door=als_amina)
    assert nieuw.nummer == 2
    assert nieuw.situatie == vastgesteld.situatie
    assert nieuw.doelen.get().begin_waarde == 4
    assert queries.geldend_plan(vastgesteld.dossier) == vastgesteld


def test_the_database_keeps_a_settled_plan_as_it_was(vastgesteld: Plan, als_amina: Any) -> None:
    from django.db import DatabaseError, transaction

    from eenplan.plan.models import Doel

    for poging in (
        lambda: Plan.objects.filter(pk=vastgesteld.pk).update(situatie="Anders."),
        lambda: Doel.objects.filter(plan=vastgesteld).update(titel="Anders."),
        lambda: vastgesteld.inzet.all().delete(),
        lambda: vastgesteld.ondertekeningen.all().delete(),
    ):
        with (
            pytest.raises(DatabaseError, match="Wat is vastgesteld verandert niet meer"),
            transaction.atomic(),
        ):
            poging()
