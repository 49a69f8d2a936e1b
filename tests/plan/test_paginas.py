"""The plan on screen: read, written without a script, with the price while one types."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eenplan.kern.context import namens
from eenplan.kern.tijd import vandaag
from eenplan.plan import actions
from eenplan.plan.models import Doel, Inzet, Plan

pytestmark = pytest.mark.django_db
ADRES = "/dossier/WV-2026-00001/plan/"


@pytest.fixture
def browser(aangemeld: Any, amina: Any) -> Any:
    return aangemeld(amina)


def tekst(response: Any) -> str:
    return response.content.decode()


def test_an_empty_dossier_offers_to_begin(dossier: Any, browser: Any) -> None:
    assert "Er is nog geen plan" in tekst(browser.get(ADRES))
    assert browser.post(f"{ADRES}begin/").status_code == 302
    assert "Nog 3 dingen voordat u het plan kunt bespreken" in tekst(browser.get(ADRES))


def test_goals_come_before_products(plan: Plan, jeugdhulp: Any, amina: Any, browser: Any) -> None:
    with namens(amina):
        actions.voeg_inzet_toe(plan=plan, door=amina, **jeugdhulp)
    pagina = tekst(browser.get(ADRES))
    assert (
        pagina.index("Hoe het nu gaat")
        < pagina.index("Lotte slaapt door")
        < pagina.index("oma Truus")
        < pagina.index("Ambulante begeleiding")
    )
    assert "€\u00a0489,60" in pagina
    assert "nu 1,0, van 1,0 naar 6,0" in pagina or "nu 1, van 1 naar 6 nachten per week" in pagina


def test_a_goal_is_added_without_a_script(plan: Plan, gezin_de_vries: Any, amina: Any, browser: Any) -> None:
    gegevens = {
        "persoon": gezin_de_vries.sem.pk,
        "titel": "Sem gaat weer naar school",
        "begin_op": "2026-11-01",
        "eind_op": "2027-03-01",
    }
    assert browser.post(f"{ADRES}doel/", gegevens).status_code == 302
    with namens(amina):
        assert Doel.objects.filter(titel="Sem gaat weer naar school").exists()


def test_what_was_typed_stays_when_it_is_refused(plan: Plan, gezin_de_vries: Any, browser: Any) -> None:
    gegevens = {
        "persoon": gezin_de_vries.sem.pk,
        "titel": "Sem gaat weer naar school",
        "begin_op": "2026-11-01",
        "eind_op": "2026-10-01",
    }
    antwoord = browser.post(f"{ADRES}doel/", gegevens)
    assert antwoord.status_code == 422
    assert "Sem gaat weer naar school" in tekst(antwoord)
    assert "einddatum" in tekst(antwoord)


def test_a_stale_form_shows_both(plan: Plan, gezin_de_vries: Any, amina: Any, browser: Any) -> None:
    with namens(amina):
        doel = Doel.objects.get()
    gegevens = {
        "persoon": gezin_de_vries.lotte.pk,
        "titel": "Eerste",
        "begin_op": "2026-11-01",
        "gelezen_versie": 0,
    }
    assert browser.post(f"{ADRES}doel/{doel.pk}/", gegevens).status_code == 302
    antwoord = browser.post(f"{ADRES}doel/{doel.pk}/", gegevens | {"titel": "Tweede"})
    assert antwoord.status_code == 409
    assert "Eerste" in tekst(antwoord)
    assert "Tweede" in tekst(antwoord)


def test_the_price_shows_while_typing(
    plan: Plan, zorg: Any, gezin_de_vries: Any, amina: Any, browser: Any
) -> None:
    vraag = {
        "soort": "individuele_voorziening", "jeugdige": gezin_de_vries.lotte.pk, "product": zorg.begeleiding.pk, "aanbieder": zorg.terp.pk,
        "volume": 2, "frequentie": "2", "begin": "2026-12-07", "eind": "2027-01-03",
    }  # fmt: skip
    antwoord = tekst(browser.get(f"{ADRES}kosten/", vraag))
    assert "€\u00a0489,60" in antwoord
    assert "4 weken" in antwoord
    with namens(amina):
        assert Inzet.objects.count() == 1


def test_the_a_team_reads_and_does_not_write(plan: Plan, anton: Any, aangemeld: Any) -> None:
    client = aangemeld(anton)
    assert "Doel toevoegen" not in tekst(client.get(ADRES))
    assert client.get(f"{ADRES}doel/").status_code == 403


def test_another_municipality_gets_a_404(plan: Plan, ester: Any, aangemeld: Any) -> None:
    assert aangemeld(ester).get(ADRES).status_code == 404


def test_a_goal_that_was_not_reached_in_time_is_said_until_it_is(
    plan: Plan, gezin_de_vries: Any, amina: Any, browser: Any
) -> None:
    """On the page of the plan and on that of the family; not in a plan that is still being written."""
    vlag, dossier = "dag voorbij, doel nog niet bereikt", ADRES.removesuffix("plan/")
    doel = plan.doelen.get()
    with namens(amina):
        actions.wijzig_doel(
            doel=doel, gelezen_versie=doel.versie, eind_op=vandaag() - timedelta(1), door=amina
        )
    assert vlag not in tekst(browser.get(ADRES)) + tekst(browser.get(dossier))
    with namens(amina):
        actions.bespreek(plan=plan, akkoord=True, door=amina)
        actions.verstuur_om_te_tekenen(plan=plan, door=amina)
        for ouder in (gezin_de_vries.marije, gezin_de_vries.pieter):
            actions.onderteken(plan=plan, persoon=ouder, wijze="papier", door=amina)
        actions.stel_plan_vast(plan=plan, door=amina)
    assert vlag in tekst(browser.get(ADRES))
    assert vlag in tekst(browser.get(dossier))
    with namens(amina):
        actions.leg_voortgang_vast(
            doel=Doel.objects.get(pk=doel.pk),
            datum=vandaag(),
            waarde=6,
            toelichting="Ze logeerde bij oma.",
            door=amina,
        )
    assert vlag not in tekst(browser.get(ADRES)) + tekst(browser.get(dossier))
