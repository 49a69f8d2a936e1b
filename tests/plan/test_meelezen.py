"""Seeing a plan is not writing it: who reads along says what they think in a task or a note."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.dossier import actions as dossiers
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht
from eenplan.plan import actions
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db

MAG_NIET = "Het plan wordt geschreven door de regisseur"


def schrijf(plan: Any, wie: Any) -> Any:
    with namens(wie):
        return actions.wijzig_plan(plan=plan, gelezen_versie=1, situatie="Anders.", door=wie)


@pytest.mark.parametrize("rol", ["tweede_lezer", "adviseur"])
def test_a_colleague_who_reads_along_does_not_change_the_plan(
    plan: Any, dossier: Any, amina: Any, bert: Any, rol: str, aangemeld: Any
) -> None:
    with namens(amina):
        dossiers.maak_lid(dossier=dossier, medewerker=bert, rol=rol, door=amina)
    with pytest.raises(GeenRecht, match=MAG_NIET):
        schrijf(plan, bert)
    lezer, basis = aangemeld(bert), f"/dossier/{dossier.nummer}/plan/"
    assert lezer.get(f"{basis}tekst/").status_code == 403
    assert f"{basis}tekst/" not in lezer.get(basis).content.decode()


def test_a_colleague_who_works_on_the_family_writes_the_plan(
    plan: Any, dossier: Any, amina: Any, bert: Any
) -> None:
    with namens(amina):
        dossiers.maak_lid(dossier=dossier, medewerker=bert, rol="consulent", door=amina)
    assert schrijf(plan, bert).situatie == "Anders."


def test_who_broke_the_glass_reads_the_plan_and_leaves_it_as_it_is(plan: Any, dossier: Any, zoe: Any) -> None:
    with namens(zoe):
        dossiers.doorbreek(dossier=dossier, reden="Crisisdienst: moeder belt, Sem is weg.", door=zoe)
    with pytest.raises(GeenRecht, match=MAG_NIET):
        schrijf(plan, zoe)


@pytest.mark.parametrize("wie", ["hanna", "petra"])
def test_who_thinks_along_in_the_team_writes_with_the_regisseur(request: Any, plan: Any, wie: str) -> None:
    assert schrijf(plan, request.getfixturevalue(wie)).situatie == "Anders."


def test_the_praktijkleider_who_reads_along_as_second_pair_of_eyes_does_not_write(
    plan: Any, dossier: Any, amina: Any, petra: Any
) -> None:
    with namens(amina):
        dossiers.maak_lid(dossier=dossier, medewerker=petra, rol="tweede_lezer", door=amina)
    with pytest.raises(GeenRecht, match=MAG_NIET):
        schrijf(plan, petra)


def test_what_the_family_says_is_written_down_by_who_may_write_a_contact(
    plan: Any, dossier: Any, gezin_de_vries: Any, amina: Any, bert: Any, waterveld: Any
) -> None:
    auditor = maak_medewerker(waterveld, "Aad Audit", "auditor")
    with namens(amina):
        for wie in (bert, auditor):
            dossiers.maak_lid(dossier=dossier, medewerker=wie, rol="tweede_lezer", door=amina)
    gezegd = {"plan": plan, "persoon": gezin_de_vries.marije, "tekst": "Dit is ons plan."}
    with namens(bert):
        assert actions.geef_reactie(**gezegd, door=bert).tekst == "Dit is ons plan."
    with namens(auditor), pytest.raises(GeenRecht, match="geen contact vastleggen"):
        actions.geef_reactie(**gezegd, door=auditor)
