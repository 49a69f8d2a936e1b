"""The pages: a task is done on one, a refusal keeps what was typed, a stranger finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker, Organisatie, Team
from eenplan.werkwijze import actions, queries
from eenplan.werkwijze.models import Taak, WerkwijzeVersie
from mensen import maak_medewerker

from .tekenen import EIND, START, baan, taak, tekening

pytestmark = pytest.mark.django_db
Aangemeld = Callable[[Medewerker], Any]
CONCEPT = {
    "concept": "klaar", "besluitsoort": "zin", "aanleiding": "regulier", "kosten_totaal": 4000, "kosten_per_jaar": 4000,
    "duur_weken": 26, "meervoudig": False, "achttien_plus": False, "afwijking": False,
}  # fmt: skip


@pytest.fixture
def bij_de_melding(dossier: Any, anton: Medewerker, waterveld: Organisatie) -> Iterator[Taak]:
    actions.start_proces(
        sleutel="P1", dossier=dossier, door=anton, gegevens={"aanvraag_op": vandaag().isoformat()}
    )
    yield Taak.objects.get(element="controle_melding")


def test_a_task_is_done_on_its_page_with_the_steps_ticked(
    bij_de_melding: Taak, anton: Medewerker, aangemeld: Aangemeld, waterveld: Organisatie
) -> None:
    browser = aangemeld(anton)
    adres = f"/taak/{bij_de_melding.pk}/"
    pagina = browser.get(adres).content.decode()
    assert "Melding controleren" in pagina
    assert "Melding gecontroleerd op volledigheid" in pagina
    assert "Gezin De Vries" in pagina
    antwoord = browser.post(adres, {"opmerking": "alles staat erin", "stap": ["P1.26", "P9.99"]})
    assert antwoord.status_code == 302
    with voor_organisatie(waterveld):
        bij_de_melding.refresh_from_db()
        assert bij_de_melding.afgevinkt == ["P1.26"]
        assert Taak.objects.filter(element="uitleg_gezin", afgerond_op__isnull=True).exists()
    assert "Afgerond door Anton" in browser.get(adres).content.decode()


def test_a_refusal_keeps_what_was_typed_and_stores_nothing(
    bij_de_melding: Taak, anton: Medewerker, aangemeld: Aangemeld, waterveld: Organisatie
) -> None:
    antwoord = aangemeld(anton).post(f"/taak/{bij_de_melding.pk}/", {"opmerking": "onzin", "stap": ["P1.26"]})
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Schrijf op wat u echt opviel." in pagina
    assert 'value="onzin"' in pagina
    assert re.search(r'value="P1.26" checked', pagina)
    with voor_organisatie(waterveld):
        bij_de_melding.refresh_from_db()
        assert bij_de_melding.is_open


def test_a_task_for_somebody_else_says_for_whom(
    bij_de_melding: Taak, petra: Medewerker, aangemeld: Aangemeld
) -> None:
    pagina = aangemeld(petra).get(f"/taak/{bij_de_melding.pk}/")
    assert pagina.status_code == 200
    assert "taak voor een administratief medewerker" in pagina.content.decode()
    assert aangemeld(petra).post(f"/taak/{bij_de_melding.pk}/", {"opmerking": "toch"}).status_code == 200


def test_a_second_reader_first_takes_the_task_and_only_then_sees_the_family(
    dossier: Any, amina: Medewerker, bert: Medewerker, noord: Team, aangemeld: Aangemeld
) -> None:
    dossier.regisseur, dossier.team = amina, noord
    dossier.save()
    actions.start_proces(sleutel="P3", dossier=dossier, door=amina)
    actions.rond_taak_af(taak=Taak.objects.get(element="opstellen"), door=amina, gegevens=CONCEPT)
    lezen = Taak.objects.get(element="tweede_lezer")
    browser = aangemeld(bert)
    pagina = browser.get(f"/taak/{lezen.pk}/").content.decode()
    assert "Taak pakken" in pagina
    assert "De Vries" not in pagina
    assert browser.post(f"/taak/{lezen.pk}/pakken/").status_code == 302
    assert "Gezin De Vries" in browser.get(f"/taak/{lezen.pk}/").content.decode()


def test_a_task_of_another_municipality_is_not_there(
    bij_de_melding: Taak, ester: Medewerker, aangemeld: Aangemeld
) -> None:
    browser = aangemeld(ester)
    for adres in (
        f"/taak/{bij_de_melding.pk}/",
        f"/proces/{bij_de_melding.proces_id}/",
        f"/proces/{bij_de_melding.proces_id}/tekening.bpmn",
    ):
        assert browser.get(adres).status_code == 404
    assert browser.post(f"/taak/{bij_de_melding.pk}/pakken/").status_code == 404


def test_the_process_page_marks_where_the_family_is(
    bij_de_melding: Taak, anton: Medewerker, aangemeld: Aangemeld
) -> None:
    browser = aangemeld(anton)
    pagina = browser.get(f"/proces/{bij_de_melding.proces_id}/").content.decode()
    assert 'data-hier="controle_melding"' in pagina
    assert 'data-gedaan="melding_ontvangen"' in pagina
    tekening = browser.get(f"/proces/{bij_de_melding.proces_id}/tekening.bpmn")
    assert tekening["Content-Type"].startswith("application/xml")
    assert b"controle_melding" in tekening.content


def test_why_a_table_said_so(dossier: Any, amina: Medewerker, aangemeld: Aangemeld) -> None:
    dossier.regisseur = amina
    dossier.save()
    invoer = {"besluitsoort": "zin", "kosten_per_jaar": 30000, "duur_weken": 26, "afwijking": False}
    rij = queries.pas_tabel_toe(sleutel="mandaat", invoer=invoer, dossier=dossier, door=amina)
    pagina = aangemeld(amina).get(f"/uitkomst/{rij.pk}/").content.decode()
    assert "Boven 25.000 tot en met 75.000 euro per jaar: de teamleider." in pagina
    assert pagina.count('class="raak"') == 1
    woorden = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", pagina)).replace("\u00a0", " ")
    assert "Functie die mag tekenen" in woorden and "teamleider" in woorden
    assert "Soort besluit: zorg in natura" in woorden
    assert "Kosten per jaar: € 30.000. De regel geldt bij: boven € 25.000 t/m € 75.000." in woorden
    assert "Maakte hier niet uit: Looptijd (weken)" in woorden
    assert not re.search(r"\bTrue\b|\bFalse\b|\bNone\b|mandaat_functie", woorden)


@pytest.mark.parametrize(
    "adres", ["/werkwijze/", "/werkwijze/versie/{versie}/", "/werkwijze/tabel/{tabel}/", "/werkwijze/laden/"]
)
def test_the_work_instructions_can_be_read(
    dossier: Any, kees: Medewerker, aangemeld: Aangemeld, adres: str
) -> None:
    from eenplan.werkwijze.models import TabelVersie

    adres = adres.format(versie=WerkwijzeVersie.objects.first().pk, tabel=TabelVersie.objects.first().pk)
    pagina = aangemeld(kees).get(adres)
    assert pagina.status_code == 200
    assert not re.search(rb"<script(?![^>]*src=)|\son[a-z]+=|\sstyle=", pagina.content)


def test_load_propose_and_adopt_in_the_browser_by_two_people(
    dossier: Any, kees: Medewerker, petra: Medewerker, aangemeld: Aangemeld, waterveld: Organisatie
) -> None:
    xml = tekening(
        START,
        taak("lezen", formulier="toegang.triage"),
        EIND,
        banen=baan("lezen"),
        pijlen="start -> lezen\nlezen -> eind",
        sleutel="P50",
    )
    fout = xml.replace(b"toegang.triage", b"bestaat.niet")
    browser = aangemeld(kees)
    geweigerd = browser.post(
        "/werkwijze/laden/", {"bestand": SimpleUploadedFile("p50.bpmn", fout), "toelichting": "proef"}
    )
    assert geweigerd.status_code == 422
    assert "‘lezen’" in geweigerd.content.decode()
    geladen = browser.post(
        "/werkwijze/laden/", {"bestand": SimpleUploadedFile("p50.bpmn", xml), "toelichting": "proef"}
    )
    pk = int(geladen["Location"].rstrip("/").rsplit("/", 1)[-1])
    assert browser.post(f"/werkwijze/proces/{pk}/voorstellen/").status_code == 302
    assert browser.post(f"/werkwijze/proces/{pk}/vaststellen/").status_code == 422
    assert aangemeld(petra).post(f"/werkwijze/proces/{pk}/vaststellen/").status_code == 302
    with voor_organisatie(waterveld):
        assert WerkwijzeVersie.objects.get(pk=pk).status == "vastgesteld"


def test_lists_of_tasks_cost_the_same_whatever_their_length(
    dossier: Any, anton: Medewerker, waterveld: Organisatie, django_assert_num_queries: Any
) -> None:
    from eenplan.dossier.models import Dossier
    from eenplan.gezin.models import Gezin

    agnes = maak_medewerker(waterveld, "Agnes Aalders", "a_team")
    for nummer in range(2, 12):
        gezin = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin {nummer}")
        ander = Dossier.objects.create(
            organisatie=waterveld, nummer=f"WV-2026-{nummer:05d}", gezin=gezin, geopend_op=vandaag()
        )
        actions.start_proces(sleutel="P1", dossier=ander, door=anton)
    wie = Medewerker.objects.get(pk=agnes.pk)
    with django_assert_num_queries(5):  # functies, teams, the rows, their dossiers, their families
        assert [t.dossier.gezin.naam for t in queries.open_taken_voor_functie(wie)] == [
            f"Gezin {n}" for n in range(2, 12)
        ]
