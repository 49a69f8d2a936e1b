"""What happens to the family De Vries in P1 and P3: who gets which task, when, and what is refused.

Forms and services of other rooms are stand-ins here; the database, the drawings and the tables are real.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from eenplan.dossier import actions as dossier_actions
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Medewerker, Organisatie, Team
from eenplan.werkwijze import actions, queries
from eenplan.werkwijze import versie_actions as versies
from eenplan.werkwijze.models import Proces, Taak, Uitkomst, WerkwijzeVersie
from mensen import maak_medewerker

from .tekenen import EIND, START, baan, taak, tekening

pytestmark = pytest.mark.django_db

START_HULP = {
    "motivatie": "hoog", "inzicht": "goed", "hulpvraag_helder": True, "lange_voorgeschiedenis": False,
    "veiligheid": "veilig", "enkelvoudig": True,
}  # fmt: skip
CONCEPT = {
    "concept": "klaar", "besluitsoort": "zin", "aanleiding": "regulier", "kosten_totaal": 4000, "kosten_per_jaar": 4000,
    "duur_weken": 26, "meervoudig": False, "achttien_plus": False, "afwijking": False,
}  # fmt: skip


Doe = Callable[..., Taak]


@pytest.fixture
def doe(dossier: Any) -> Doe:
    """`doe("triage", petra, team="regieteam")`: that person finishes that task."""

    def doe(element: str, wie: Medewerker, **gegevens: Any) -> Taak:
        rij = Taak.objects.get(dossier=dossier, element=element, afgerond_op__isnull=True)
        return actions.rond_taak_af(taak=rij, door=wie, gegevens=gegevens)

    return doe


def open_elementen(dossier: Any) -> list[str]:
    return list(
        Taak.objects.filter(dossier=dossier, afgerond_op__isnull=True, vervallen_op__isnull=True)
        .order_by("id")
        .values_list("element", flat=True)
    )


def naar_consulent(
    dossier: Any,
    doe: Doe,
    anton: Medewerker,
    petra: Medewerker,
    tess: Medewerker,
    amina: Medewerker,
    noord: Team,
) -> None:
    """From the report up to the task of the consulent, as the rooms' forms would do it."""
    actions.start_proces(
        sleutel="P1", dossier=dossier, door=anton, gegevens={"aanvraag_op": vandaag().isoformat()}
    )
    doe("controle_melding", anton, volledig=True)
    doe("uitleg_gezin", anton)
    dossier.team = noord
    dossier.save()
    doe("triage", petra, team="regieteam")
    dossier.regisseur = amina
    dossier.save()
    doe("toewijzen_consulent", tess)


# ── the way of a family ──────────────────────────────────────────────────────────────────────────────────────


def test_from_report_to_closed_file(
    dossier: Any,
    doe: Doe,
    anton: Medewerker,
    petra: Medewerker,
    tess: Medewerker,
    amina: Medewerker,
    bert: Medewerker,
    noord: Team,
) -> None:
    naar_consulent(dossier, doe, anton, petra, tess, amina, noord)
    doe("kennismaking", amina)
    doe("onderzoek", amina, complex=False)
    doe("kernbesluit", amina, kernbesluit="plan")
    doe("plan_opstellen", amina)
    doe("plan_bespreken", amina, akkoord_gezin=False)  # the family wants something changed
    doe("plan_opstellen", amina)
    doe("plan_bespreken", amina, akkoord_gezin=True)
    doe("plan_ondertekenen", amina, vervolg_plan="met_aanbieder")
    doe("aanbieder_zoeken", amina, besluit_nodig=True)
    assert [p.versie.werkwijze.sleutel for p in Proces.objects.order_by("id")] == ["P1", "P3"]
    doe("opstellen", amina, **CONCEPT)
    doe("tweede_lezer", bert, oordeel_lezer="terug")
    doe("opstellen", amina, **CONCEPT)
    doe("tweede_lezer", bert, oordeel_lezer="akkoord")
    doe("vaststellen", bert, vastgesteld=True)
    doe("verzenden", anton)
    assert Proces.objects.get(versie__werkwijze__sleutel="P3").uitkomst == "verzonden"
    doe("start_hulp", amina, **START_HULP)
    assert Uitkomst.objects.get(tabel__beslistabel__sleutel="regievorm").uitvoer == {
        "regievorm": "monitoren_laag"
    }
    doe("afsluiten", amina)
    p1 = Proces.objects.get(versie__werkwijze__sleutel="P1")
    assert (p1.status, p1.uitkomst) == ("klaar", "afgesloten")
    assert open_elementen(dossier) == []
    assert (
        Gebeurtenis.objects.filter(soort="taak.afgerond", dossier=dossier).count()
        == Taak.objects.filter(dossier=dossier).count()
    )


def test_a_dear_or_unusual_decision_goes_past_adviser_and_mdo_and_is_signed_higher(
    dossier: Any,
    doe: Doe,
    waterveld: Organisatie,
    amina: Medewerker,
    bert: Medewerker,
    hanna: Medewerker,
    advies_ad: Medewerker,
    noord: Team,
) -> None:
    dossier.regisseur, dossier.team = amina, noord
    dossier.save()
    duur = CONCEPT | {"aanleiding": "ongebruikelijk", "kosten_totaal": 90000, "kosten_per_jaar": 90000}
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    doe("opstellen", amina, **duur)
    doe("advies", advies_ad, advies="aanpassen")
    doe("opstellen", amina, **duur | {"afwijking": True})  # she deviates, with the reason written down
    doe("mdo", hanna, mdo="akkoord")
    doe("tweede_lezer", bert, oordeel_lezer="akkoord")
    tekenen = Taak.objects.get(element="vaststellen")
    assert tekenen.functie == "manager"
    assert tekenen.team is None
    with pytest.raises(GeenRecht, match="taak voor een manager"):
        actions.rond_taak_af(taak=tekenen, door=bert, gegevens={"vastgesteld": True})
    mandaat = Uitkomst.objects.get(tabel__beslistabel__sleutel="mandaat")
    assert mandaat.invoer["afwijking"] is True
    assert "Afwijken van een advies" in mandaat.uitleg
    assert len(mandaat.regels) == 1
    manager = maak_medewerker(waterveld, "Mia Manders", "manager")
    actions.rond_taak_af(taak=tekenen, door=manager, gegevens={"vastgesteld": True})


def test_a_withdrawn_draft_brings_the_family_back_to_the_plan(
    dossier: Any,
    doe: Doe,
    anton: Medewerker,
    petra: Medewerker,
    tess: Medewerker,
    amina: Medewerker,
    noord: Team,
) -> None:
    naar_consulent(dossier, doe, anton, petra, tess, amina, noord)
    doe("kennismaking", amina)
    doe("onderzoek", amina, complex=False)
    doe("kernbesluit", amina, kernbesluit="plan")
    doe("plan_opstellen", amina)
    doe("plan_bespreken", amina, akkoord_gezin=True)
    doe("plan_ondertekenen", amina, vervolg_plan="met_aanbieder")
    doe("aanbieder_zoeken", amina, besluit_nodig=True)
    doe("opstellen", amina, **CONCEPT | {"concept": "ingetrokken"})
    assert open_elementen(dossier) == ["plan_opstellen"]


# ── who gets a task, and when it must be done ────────────────────────────────────────────────────────────────


def test_a_task_lands_with_the_functie_team_person_and_day_that_the_drawing_says(
    dossier: Any,
    doe: Doe,
    anton: Medewerker,
    petra: Medewerker,
    tess: Medewerker,
    amina: Medewerker,
    noord: Team,
) -> None:
    from termijn import termijnsoort

    naar_consulent(dossier, doe, anton, petra, tess, amina, noord)
    rij = Taak.objects.get(element="kennismaking")
    assert (rij.functie, rij.team, rij.medewerker) == ("jeugdconsulent", noord, amina)
    assert rij.uiterlijk == termijnsoort("introcontact").termijn(vandaag()).eind
    assert list(queries.mijn_taken(amina)) == [rij]
    assert list(queries.open_taken_voor_functie(petra)) == []


def test_the_state_of_a_term_is_a_function_of_the_date() -> None:
    over = Taak(uiterlijk=vandaag() - timedelta(days=1))
    assert [Taak().urgentie, over.urgentie, Taak(uiterlijk=vandaag()).urgentie] == [
        "loopt",
        "verstreken",
        "nadert",
    ]


def test_a_second_reader_sees_the_file_by_taking_the_task_and_the_author_cannot_take_it(
    dossier: Any, doe: Doe, amina: Medewerker, bert: Medewerker, zoe: Medewerker, noord: Team
) -> None:
    dossier.regisseur, dossier.team = amina, noord
    dossier.save()
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    doe("opstellen", amina, **CONCEPT)
    lezen = Taak.objects.get(element="tweede_lezer")
    assert lezen.niet_door == [amina.pk]
    assert lezen not in queries.open_taken_voor_functie(amina)
    with pytest.raises(GeenRecht, match="tweede paar ogen"):
        actions.pak_taak(taak=lezen, door=amina)
    with pytest.raises(GeenRecht, match="team Noord"):
        actions.pak_taak(taak=lezen, door=zoe)
    assert not queries.ziet(bert, dossier.pk)
    assert list(queries.open_taken_voor_functie(bert)) == [lezen]
    actions.pak_taak(taak=lezen, door=bert)
    assert queries.ziet(bert, dossier.pk)


def test_a_secret_file_is_not_opened_by_taking_a_task(
    dossier: Any, doe: Doe, amina: Medewerker, bert: Medewerker, noord: Team
) -> None:
    dossier.regisseur, dossier.team, dossier.geheim = amina, noord, True
    dossier.save()
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    doe("opstellen", amina, **CONCEPT)
    lezen = Taak.objects.get(element="tweede_lezer")
    assert list(queries.open_taken_voor_functie(bert)) == []
    with pytest.raises(NietGevonden):
        actions.pak_taak(taak=lezen, door=bert)
    with pytest.raises(NietGevonden):
        queries.taak_voor(bert, lezen.pk)
    actions.wijs_taak_toe(taak=lezen, medewerker=bert, door=amina, waarom="tweede lezer")
    assert queries.taak_voor(bert, lezen.pk) == lezen


def test_a_task_goes_back_to_who_did_it_before(
    dossier: Any, doe: Doe, amina: Medewerker, bert: Medewerker, noord: Team
) -> None:
    dossier.regisseur, dossier.team = amina, noord
    dossier.save()
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    rij = Taak.objects.get(element="opstellen")
    actions.wijs_taak_toe(taak=rij, medewerker=bert, door=amina, waarom="vakantie")
    doe("opstellen", bert, **CONCEPT)
    doe("tweede_lezer", amina, oordeel_lezer="terug")
    assert Taak.objects.get(element="opstellen", afgerond_op__isnull=True).medewerker == bert


def test_a_task_does_not_go_back_to_a_regisseur_who_handed_the_family_over(
    dossier: Any,
    doe: Doe,
    amina: Medewerker,
    bert: Medewerker,
    petra: Medewerker,
    tess: Medewerker,
    noord: Team,
) -> None:
    dossier.regisseur, dossier.team = amina, noord
    dossier.save()
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    doe("opstellen", amina, **CONCEPT)
    dossier_actions.wijs_regisseur_toe(dossier=dossier, medewerker=bert, door=tess)
    doe("tweede_lezer", petra, oordeel_lezer="terug")
    assert Taak.objects.get(element="opstellen", afgerond_op__isnull=True).medewerker == bert


# ── refused ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_task_of_another_functie_is_refused_and_nothing_is_stored(
    dossier: Any, anton: Medewerker, petra: Medewerker
) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = Taak.objects.get(element="controle_melding")
    voor = Gebeurtenis.objects.count()
    with pytest.raises(GeenRecht, match="taak voor een administratief medewerker"):
        actions.rond_taak_af(taak=rij, door=petra, gegevens={"volledig": True})
    rij.refresh_from_db()
    assert rij.is_open
    assert Gebeurtenis.objects.count() == voor


def test_a_task_is_finished_once(dossier: Any, anton: Medewerker) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = Taak.objects.get(element="controle_melding")
    actions.rond_taak_af(taak=rij, door=anton, gegevens={"volledig": True})
    with pytest.raises(Geweigerd, match="al afgerond door Anton"):
        actions.rond_taak_af(taak=rij, door=anton, gegevens={"volledig": True})
    assert Taak.objects.filter(element="uitleg_gezin").count() == 1


def test_the_task_of_a_colleague_is_refused(dossier: Any, anton: Medewerker, waterveld: Organisatie) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = actions.pak_taak(taak=Taak.objects.get(element="controle_melding"), door=anton)
    ander = maak_medewerker(waterveld, "Agnes Aalders", "a_team")
    with pytest.raises(Geweigerd, match="Anton"):
        actions.rond_taak_af(taak=rij, door=ander, gegevens={"volledig": True})
    with pytest.raises(Geweigerd, match="al gepakt"):
        actions.pak_taak(taak=rij, door=ander)
    actions.geef_taak_terug(taak=rij, door=anton, waarom="ziek")
    actions.rond_taak_af(taak=rij, door=ander, gegevens={"volledig": True})


def test_a_closed_file_takes_no_more_work(dossier: Any, anton: Medewerker) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    dossier.gesloten_op = vandaag()
    dossier.save()
    with pytest.raises(Geweigerd, match="gesloten"):
        actions.rond_taak_af(
            taak=Taak.objects.get(element="controle_melding"), door=anton, gegevens={"volledig": True}
        )
    with pytest.raises(Geweigerd, match="gesloten"):
        actions.start_proces(sleutel="P3", dossier=dossier, door=anton)


@pytest.mark.parametrize(
    ("gegevens", "woord"),
    [
        ({}, "‘volledig’ is niet ingevuld"),
        ({"volledig": "misschien"}, "kan ‘volledig’ niet ‘misschien’ zijn"),
    ],
)
def test_an_answer_that_the_drawing_does_not_know(
    dossier: Any, anton: Medewerker, gegevens: dict[str, Any], woord: str
) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    with pytest.raises(Geweigerd, match=woord):
        actions.rond_taak_af(taak=Taak.objects.get(element="controle_melding"), door=anton, gegevens=gegevens)
    assert open_elementen(dossier) == ["controle_melding"]


def test_what_gateways_do_not_need_never_enters_the_process(dossier: Any, anton: Medewerker) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    actions.rond_taak_af(
        taak=Taak.objects.get(element="controle_melding"),
        door=anton,
        gegevens={"volledig": True, "naam_kind": "Sem"},
    )
    assert "Sem" not in Proces.objects.get().stand.toestand


def test_a_process_runs_once_at_a_time(dossier: Any, anton: Medewerker) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    assert queries.loopt(dossier=dossier, sleutel="P1")
    with pytest.raises(Geweigerd, match="loopt al"):
        actions.start_proces(sleutel="P1", dossier=dossier, door=anton)


def test_stopping_a_process_lets_its_tasks_lapse(
    dossier: Any, doe: Doe, anton: Medewerker, tess: Medewerker
) -> None:
    proces = actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = Taak.objects.get(element="controle_melding")
    actions.stop_proces(proces=proces, reden="dubbele melding", door=tess)
    assert open_elementen(dossier) == []
    with pytest.raises(Geweigerd, match="vervallen"):
        actions.rond_taak_af(taak=rij, door=anton, gegevens={"volledig": True})


def test_another_municipality_knows_of_nothing(dossier: Any, anton: Medewerker, ester: Medewerker) -> None:
    proces = actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = Taak.objects.get(element="controle_melding")
    with namens(ester):
        for vraag in (queries.taak_voor, queries.procesbeeld, queries.uitkomst_voor):
            with pytest.raises(NietGevonden):
                vraag(ester, rij.pk if vraag is queries.taak_voor else proces.pk)
        assert list(queries.open_taken_voor_functie(ester)) == []


# ── versions ─────────────────────────────────────────────────────────────────────────────────────────────────


def eigen_p1(naam: str) -> bytes:
    pijlen = "start -> lezen\nlezen -> eind"
    return tekening(
        START,
        taak("lezen", naam, formulier="toegang.triage"),
        EIND,
        banen=baan("lezen", naam="A-team", functie="a_team"),
        pijlen=pijlen,
        sleutel="P1",
    )


def test_a_running_case_keeps_its_version_when_a_new_one_is_adopted(
    dossier: Any, doe: Doe, anton: Medewerker, kees: Medewerker, petra: Medewerker
) -> None:
    oud = actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    nieuw = versies.laad_werkwijze(bestand=eigen_p1("Kort en goed"), door=kees, toelichting="veel korter")
    versies.stel_voor(versie=nieuw, door=kees)
    versies.stel_vast(versie=nieuw, door=petra)
    doe("controle_melding", anton, volledig=True)
    assert open_elementen(dossier) == ["uitleg_gezin"]
    oud.refresh_from_db()
    assert oud.versie.nummer == 1
    assert oud.versie.status == "ingetrokken"
    oud.klaar_op = nu()
    oud.save()
    assert actions.start_proces(sleutel="P1", dossier=dossier, door=anton).versie.nummer == 2


def test_nobody_adopts_what_they_made(
    dossier: Any, kees: Medewerker, waterveld: Organisatie, amina: Medewerker
) -> None:
    nieuw = versies.laad_werkwijze(bestand=eigen_p1("Eigen werk"), door=kees)
    with pytest.raises(Geweigerd, match="voorgestelde versie"):
        versies.stel_vast(versie=nieuw, door=maak_medewerker(waterveld, "Kim Kramer", "kwaliteitsadviseur"))
    versies.stel_voor(versie=nieuw, door=kees)
    with pytest.raises(Geweigerd, match="Laat een collega"):
        versies.stel_vast(versie=nieuw, door=kees)
    with pytest.raises(GeenRecht, match="Alleen een"):
        versies.stel_vast(versie=nieuw, door=amina)
    assert (
        WerkwijzeVersie.objects.get(
            werkwijze__sleutel="P1", vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
        ).nummer
        == 1
    )


def test_a_drawing_that_cannot_run_is_refused_at_load_with_nothing_stored(
    dossier: Any, kees: Medewerker
) -> None:
    fout = tekening(
        START,
        taak("lezen", "Stuk lezen", formulier="bestaat.niet"),
        EIND,
        banen=baan("lezen"),
        pijlen="start -> lezen\nlezen -> eind",
        sleutel="P77",
    )
    with pytest.raises(Geweigerd, match="‘Stuk lezen’"):
        versies.laad_werkwijze(bestand=fout, door=kees)
    assert not WerkwijzeVersie.objects.filter(werkwijze__sleutel="P77").exists()


def test_a_table_that_would_break_a_process_in_force_is_not_adopted(
    dossier: Any, kees: Medewerker, petra: Medewerker
) -> None:
    from .conftest import PROCESSEN

    zonder = (PROCESSEN / "regievorm.dmn").read_text().replace("enkelvoudig", "een_vraag").encode()
    nieuw = versies.laad_beslistabel(bestand=zonder, door=kees)
    versies.stel_voor(versie=nieuw, door=kees)
    with pytest.raises(Geweigerd, match="kan P1 niet meer"):
        versies.stel_vast(versie=nieuw, door=petra)


def test_a_table_with_overlap_is_refused_at_load(dossier: Any, kees: Medewerker) -> None:
    from .conftest import PROCESSEN

    fout = (
        (PROCESSEN / "kwadrant.dmn").read_text().replace('<text>"zwaar"</text>', "<text>-</text>", 1).encode()
    )
    with pytest.raises(Geweigerd, match="Kwadrant"):
        versies.laad_beslistabel(bestand=fout, door=kees)


def test_loading_the_shipped_set_twice_changes_nothing(dossier: Any) -> None:
    assert versies.laad_meegeleverd(door=None) == []


def test_an_outcome_can_be_explained_later_with_the_table_as_it_was(
    dossier: Any, amina: Medewerker, noord: Team
) -> None:
    dossier.regisseur = amina
    dossier.save()
    invoer = {
        "binnen_jeugdwet": True,
        "veiligheid": "veilig",
        "gebieden": "meervoudig",
        "ernst": "matig",
        "urgentie": "hoog",
    }
    kept = queries.pas_tabel_toe(sleutel="triage", invoer=invoer, dossier=dossier, door=amina)
    assert kept.uitvoer["team"] == "regieteam"
    assert "Meerdere gebieden en haast" in kept.uitleg
    assert queries.uitkomst_voor(amina, kept.pk).tabel.nummer == 1
    with pytest.raises(Geweigerd, match="Triage"):
        queries.pas_tabel_toe(
            sleutel="triage", invoer=invoer | {"ernst": "gigantisch"}, dossier=dossier, door=amina
        )


def test_an_outcome_of_a_task_belongs_to_its_family_and_is_hidden_from_others(
    dossier: Any, anton: Medewerker, petra: Medewerker, zoe: Medewerker
) -> None:
    actions.start_proces(sleutel="P1", dossier=dossier, door=anton)
    rij = Taak.objects.get(element="controle_melding")
    invoer = {"belasting_jeugdige": "zwaar", "belasting_opvoeding": "licht"}
    kept = queries.pas_tabel_toe(sleutel="kwadrant", invoer=invoer, taak=rij, door=anton)
    assert (kept.dossier, kept.proces) == (dossier, rij.proces)
    with pytest.raises(NietGevonden):
        queries.uitkomst_voor(zoe, kept.pk)
    los = queries.pas_tabel_toe(sleutel="kwadrant", invoer=invoer, door=anton)
    assert queries.uitkomst_voor(anton, los.pk) == los
    with pytest.raises(NietGevonden):
        queries.uitkomst_voor(petra, los.pk)
