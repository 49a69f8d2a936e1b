"""P3 from draft to assignment, each step by the right person through the form of the task."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from eenplan.besluit import actions as werkbesluit
from eenplan.besluit.models import Besluit, Brief
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.plan import actions as plannen
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries, register
from eenplan.werkwijze.models import Taak

pytestmark = pytest.mark.django_db


def taak(dossier: Any) -> Taak:
    return Taak.objects.get(dossier=dossier, afgerond_op__isnull=True, vervallen_op__isnull=True)


def formulier(rij: Taak, door: Any, gegevens: dict[str, Any]) -> Any:
    klasse = register.formulieren()[rij.formulier]
    verborgen = {
        naam: veld.initial for naam, veld in klasse(taak=rij, door=door).fields.items() if naam == "versie"
    }
    return klasse(verborgen | gegevens, taak=rij, door=door)


def doe(dossier: Any, door: Any, element: str, **gegevens: Any) -> None:
    with namens(door):
        rij = taak(dossier)
        assert rij.element == element
        if rij.medewerker_id != door.pk:
            werkwijze.pak_taak(taak=rij, door=door)
            rij.refresh_from_db()
        form = formulier(rij, door, gegevens)
        assert form.is_valid(), form.errors
        stappen = [stap.nr for stap in queries.stappen_van(rij)]
        werkwijze.rond_taak_af(taak=rij, door=door, formulier=form, afgevinkt=stappen)


@pytest.fixture
def p3(plan: Any, tabellen: None, amina: Any) -> Any:
    with namens(amina):
        werkwijze.start_proces(sleutel="P3", dossier=plan.dossier, door=amina)
    return plan.dossier


@pytest.fixture(autouse=True)
def geen_bericht(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sending the message is the next room's work."""
    register.diensten()
    monkeypatch.setitem(register._diensten, "verstuur_jw301", lambda **_: None)


def test_a_decision_walks_from_draft_to_assignment(
    p3: Any, amina: Any, petra: Any, bert: Any, anton: Any
) -> None:
    doe(
        p3,
        amina,
        "opstellen",
        concept="klaar",
        motivering="Lotte slaapt slecht.",
        aanleiding="regulier",
        jeugdige=lotte(p3, amina),
    )
    doe(p3, petra, "tweede_lezer", oordeel="terug", opmerking="Noem school.")
    doe(
        p3,
        amina,
        "opstellen",
        concept="klaar",
        motivering="Lotte slaapt slecht, ook op school.",
        aanleiding="regulier",
        ingangsdatum="2026-12-07",
        einddatum="2027-06-06",
    )
    doe(p3, petra, "tweede_lezer", oordeel="akkoord")
    doe(p3, bert, "vaststellen", vastgesteld="ja")
    doe(p3, anton, "verzenden", wijze="post")
    with namens(anton):
        besluit = Besluit.objects.get()
        assert besluit.status == "verzonden"
        assert besluit.regels.get().toewijzing.aanbieder.naam == "De Terp"
        assert besluit.proces.uitkomst == "verzonden"


def test_letters_of_another_day_are_not_to_be_sent_and_the_task_says_where_to_make_new_ones(
    p3: Any, amina: Any, petra: Any, bert: Any, anton: Any, aangemeld: Any
) -> None:
    concept = {"concept": "klaar", "motivering": "Lotte slaapt slecht.", "aanleiding": "regulier"}
    doe(p3, amina, "opstellen", jeugdige=lotte(p3, amina), **concept)
    doe(p3, petra, "tweede_lezer", oordeel="akkoord")
    doe(p3, bert, "vaststellen", vastgesteld="ja")
    with namens(anton):
        verzenden = werkwijze.pak_taak(taak=taak(p3), door=anton)
        Brief.objects.update(gemaakt_op=vandaag() - timedelta(days=3))
    browser = aangemeld(anton)
    pagina = browser.get(f"/taak/{verzenden.pk}/").content.decode()
    assert "Maak de brieven eerst opnieuw" in pagina
    assert '/besluit/1/">Naar het besluit' in pagina
    browser.post("/dossier/WV-2026-00001/besluit/1/brieven/")
    pagina = browser.get(f"/taak/{verzenden.pk}/").content.decode()
    assert "Maak de brieven eerst opnieuw" not in pagina
    assert pagina.count("Brief aan ") == 2, "what was replaced is not shown beside what replaces it"


def test_the_writer_is_not_offered_the_reading(p3: Any, amina: Any) -> None:
    from eenplan.kern.fouten import EenplanFout

    doe(
        p3,
        amina,
        "opstellen",
        concept="klaar",
        motivering="Lotte slaapt slecht.",
        aanleiding="regulier",
        jeugdige=lotte(p3, amina),
    )
    with namens(amina), pytest.raises(EenplanFout):
        werkwijze.pak_taak(taak=taak(p3), door=amina)


def test_no_decision_after_all_leaves_no_half_decision(p3: Any, amina: Any) -> None:
    doe(
        p3,
        amina,
        "opstellen",
        concept="ingetrokken",
        intrekreden="Oma neemt het over.",
        aanleiding="regulier",
    )
    with namens(amina):
        assert not Besluit.objects.exists()
        assert not Taak.objects.filter(
            dossier=p3, afgerond_op__isnull=True, vervallen_op__isnull=True
        ).exists()


def test_a_form_without_motivation_says_so_at_the_field(p3: Any, amina: Any) -> None:
    with namens(amina):
        form = formulier(
            taak(p3), amina, {"concept": "klaar", "aanleiding": "regulier", "jeugdige": lotte(p3, amina)}
        )
        assert not form.is_valid()
        assert "motivering" in form.errors


def lotte(dossier: Any, door: Any) -> int:
    with namens(door):
        return dossier.gezin.personen.get(roepnaam="Lotte").pk


def test_reader_and_signer_see_the_text_they_judge(p3: Any, amina: Any, petra: Any) -> None:
    from django.template.loader import render_to_string

    doe(
        p3,
        amina,
        "opstellen",
        concept="klaar",
        motivering="Lotte slaapt slecht.",
        aanleiding="regulier",
        jeugdige=lotte(p3, amina),
    )
    with namens(petra):
        rij = taak(p3)
        form = register.formulieren()[rij.formulier](taak=rij, door=petra)
        boven = render_to_string(form.sjabloon_boven, {"form": form})
        for stukje in (
            "WV-2026-00001-B1",
            "Lotte slaapt slecht.",
            "Ambulante begeleiding",
            "€\u00a03.182,40",
            "Amina El Idrissi",
        ):
            assert stukje in boven


def test_a_brother_in_the_same_plan_gets_a_decision_of_his_own(
    dossier: Any, plan: Any, zorg: Any, gezin_de_vries: Any, tabellen: None, amina: Any, petra: Any, bert: Any, anton: Any,
    aangemeld: Any,
) -> None:  # fmt: skip
    g, besluiten = gezin_de_vries, "/dossier/WV-2026-00001/besluit/"
    with namens(amina):
        nieuw = plannen.begin_plan(dossier=dossier, door=amina)
        for kind in (g.lotte, g.sem):
            plannen.voeg_inzet_toe(
                plan=nieuw, doel=nieuw.doelen.first(), soort="individuele_voorziening", omschrijving="leert ermee omgaan", jeugdige=kind,
                product=zorg.begeleiding, aanbieder=zorg.terp, volume=2, frequentie="2", begin=date(2026, 12, 7),
                eind=date(2027, 6, 6), afweging="De eigen kring helpt al.", door=amina,
            )  # fmt: skip
        plannen.bespreek(plan=nieuw, akkoord=True, door=amina)
        plannen.verstuur_om_te_tekenen(plan=nieuw, door=amina)
        for mens in (g.marije, g.pieter, g.sem):
            plannen.onderteken(plan=nieuw, persoon=mens, wijze="papier", door=amina)
        plannen.stel_plan_vast(plan=nieuw, door=amina)
        with pytest.raises(Geweigerd, match="nog geen gevraagd"):
            werkbesluit.begin_volgend_besluit(dossier=dossier, door=amina)
        werkwijze.start_proces(sleutel="P3", dossier=dossier, door=amina)
    concept = {"concept": "klaar", "motivering": "Het helpt niet genoeg.", "aanleiding": "regulier"}
    doe(dossier, amina, "opstellen", jeugdige=g.lotte.pk, **concept)
    doe(dossier, petra, "tweede_lezer", oordeel="akkoord")
    doe(dossier, bert, "vaststellen", vastgesteld="ja")
    doe(dossier, anton, "verzenden", wijze="post")
    browser = aangemeld(amina)
    assert "Sem de Vries: er staat hulp in het plan" in browser.get(besluiten).content.decode()
    gegaan = browser.post(besluiten + "volgend/")
    with namens(amina):
        assert gegaan.url == f"/taak/{taak(dossier).pk}/", "she writes it, so she goes on to it"
        with pytest.raises(Geweigerd, match="wacht al een conceptbesluit"):
            werkbesluit.begin_volgend_besluit(dossier=dossier, door=amina)
    doe(dossier, amina, "opstellen", jeugdige=g.sem.pk, **concept)
    with namens(amina):
        assert [b.jeugdige for b in Besluit.objects.order_by("nummer")] == [g.lotte, g.sem]
        assert (
            Besluit.objects.get(jeugdige=g.sem).aanvraag_op
            == Besluit.objects.get(jeugdige=g.lotte).aanvraag_op
        )
    assert "Nog geen besluit" not in browser.get(besluiten).content.decode()
