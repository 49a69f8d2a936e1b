"""The three tasks of P1 about the plan, and what they hand to the process."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.kern.fouten import Geweigerd
from eenplan.plan import actions, queries
from eenplan.plan.forms import Bespreken, Ondertekenen, Opstellen
from eenplan.plan.models import Plan

pytestmark = pytest.mark.django_db


class Taak:
    """All that these forms know of a task is its dossier."""

    def __init__(self, dossier: Any) -> None:
        self.dossier = dossier


def test_writing_is_done_when_nothing_lacks(dossier: Any, als_amina: Any) -> None:
    form = Opstellen({}, taak=Taak(dossier), door=als_amina)
    assert not form.is_valid()
    assert "Begin een plan" in str(form.errors)
    actions.begin_plan(dossier=dossier, door=als_amina)
    form = Opstellen({}, taak=Taak(dossier), door=als_amina)
    assert not form.is_valid()
    assert "ten minste één doel" in str(form.errors)


def test_a_complete_plan_goes_on(plan: Plan, als_amina: Any) -> None:
    form = Opstellen({}, taak=Taak(plan.dossier), door=als_amina)
    assert form.is_valid(), form.errors
    assert form.save() == {}


def bespreek(plan: Plan, door: Any, **gegevens: Any) -> Bespreken:
    return Bespreken({"datum": "2026-11-20", **gegevens}, taak=Taak(plan.dossier), door=door)


def test_discussing_needs_what_the_family_says(plan: Plan, gezin_de_vries: Any, als_amina: Any) -> None:
    assert not bespreek(plan, als_amina, akkoord="ja").is_valid()
    form = bespreek(
        plan,
        als_amina,
        akkoord="nee",
        **{f"reactie_{gezin_de_vries.lotte.pk}": "Ik wil niet naar een praatdokter."},
    )
    assert form.is_valid(), form.errors
    assert form.save() == {"akkoord_gezin": False}
    assert plan.reacties.get().tekst == "Ik wil niet naar een praatdokter."


def test_young_people_are_asked_first_what_they_think(plan: Plan, als_amina: Any) -> None:
    vragen = [
        str(veld.label)
        for naam, veld in bespreek(plan, als_amina).fields.items()
        if naam.startswith("reactie_")
    ]
    assert [vraag.split()[2] for vraag in vragen] == ["Sem", "Lotte", "Fenna", "Pieter", "Marije"]


def teken(plan: Plan, gezin: Any, door: Any, uitkomst: str, **pieter: str) -> Ondertekenen:
    m, p = gezin.marije.pk, gezin.pieter.pk
    gegevens = {
        "verzonden_op": "2026-11-20",
        "uitkomst": uitkomst,
        f"hoe_{m}": "papier",
        f"datum_{m}": "2026-11-21",
    }
    form = Ondertekenen(
        gegevens | {f"{naam}_{p}": waarde for naam, waarde in pieter.items()},
        taak=Taak(plan.dossier),
        door=door,
    )
    assert form.is_valid(), form.errors
    return form


def test_signing_with_only_own_network_skips_the_provider(
    plan: Plan, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.bespreek(plan=plan, akkoord=True, door=als_amina)
    form = teken(
        plan, gezin_de_vries, als_amina, "getekend", hoe="niet", reden="Reageert niet op drie brieven."
    )
    assert form.save() == {"vervolg_plan": "eigen_kring"}
    assert queries.geldend_plan(plan.dossier) == plan


def test_signing_with_individual_care_leads_to_a_provider(
    plan: Plan, jeugdhulp: Any, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.voeg_inzet_toe(plan=plan, door=als_amina, **jeugdhulp)
    actions.bespreek(plan=plan, akkoord=True, door=als_amina)
    form = teken(plan, gezin_de_vries, als_amina, "getekend", hoe="gesprek", datum="2026-11-21")
    assert form.save() == {"vervolg_plan": "met_aanbieder"}


def test_a_missing_signature_is_told_and_the_plan_stays_open(
    plan: Plan, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.bespreek(plan=plan, akkoord=True, door=als_amina)
    with pytest.raises(Geweigerd, match="Pieter de Vries"):
        teken(plan, gezin_de_vries, als_amina, "getekend").save()
    assert queries.geldend_plan(plan.dossier) is None


def test_a_reason_that_lacks_is_asked_at_its_own_field(
    plan: Plan, gezin_de_vries: Any, als_amina: Any
) -> None:
    actions.bespreek(plan=plan, akkoord=True, door=als_amina)
    with pytest.raises(Geweigerd) as fout:
        teken(plan, gezin_de_vries, als_amina, "niet_getekend", hoe="niet").save()
    assert fout.value.veld == f"reden_{gezin_de_vries.pieter.pk}"
