"""A manager asks a scenario: it is counted, worked out by the worker, shown, stopped, taken along. All of it for real."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from openpyxl import load_workbook

from eenplan.caseload import grafiek, scenario
from eenplan.caseload.jobs import reken
from eenplan.caseload.models import Rekening
from eenplan.caseload.peiling import peil
from eenplan.caseload.rekenen import Gestopt
from eenplan.caseload.rekenen_actions import vraag_stop
from eenplan.caseload.scenariomodel import uitgangspunt
from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Gezin
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.tijd import nu, vandaag
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db
JET = {
    "fte": "22", "instroom": "23,3", "enkelvoudig": "65", "meervoudig": "27", "veiligheid": "8", "indeling": "gemengd",
    "volgorde": "voorrang", "weken": "52",
}  # fmt: skip


@pytest.fixture
def mona(waterveld) -> Any:
    """Manager."""
    return maak_medewerker(waterveld, "Mona Manders", "manager")


@pytest.fixture
def client(aangemeld, mona) -> Any:
    return aangemeld(mona)


@pytest.fixture
def maak_gezin(waterveld, noord) -> Callable[..., Dossier]:
    """`maak_gezin(dagen=12, regisseur=amina)`: an open family in team Noord."""
    nummers = iter(range(1, 999))

    def maak(*, dagen: int = 10, bij: Any = waterveld, **velden: Any) -> Dossier:
        with voor_organisatie(bij):
            gezin = Gezin.objects.create(organisatie=bij, naam="Gezin Bos")
            return Dossier.objects.create(
                organisatie=bij, gezin=gezin, nummer=f"WV-2026-{next(nummers):05d}",
                geopend_op=vandaag() - timedelta(days=dagen), **velden,
            )  # fmt: skip

    return maak


def vraag(client: Any, begin: str = "jet", **anders: str) -> Any:
    return client.post(f"/formatie/?begin={begin}", JET | anders)


def doorgerekend(client: Any, mona: Any, begin: str = "jet", **anders: str) -> Rekening:
    """Asked on the page, and worked out by what the worker runs."""
    antwoord = vraag(client, begin, **anders)
    assert antwoord.status_code == 302, fouten(antwoord)
    pk = int(antwoord["Location"].split("/")[-2])
    reken(organisatie_id=mona.organisatie_id, rekening_id=pk)
    with namens(mona):
        return Rekening.objects.get(pk=pk)


def fouten(antwoord: Any) -> str:
    return " ".join(re.findall(r"<li>(.*?)</li>", antwoord.content.decode(), re.S))


def tekst(antwoord: Any) -> str:
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return re.sub(r"\s+", " ", kaal)


# ---- counting ------------------------------------------------------------------------------------------


def test_families_are_counted_by_kind_and_by_whether_they_wait(
    waterveld, elders, noord, amina, zoe, ester, maak_gezin
):
    maak_gezin(dagen=14, urgentie="direct")
    maak_gezin(dagen=28, team=noord)
    maak_gezin(dagen=42, team=noord, geheim=True)
    maak_gezin(dagen=7)
    maak_gezin(dagen=500, regisseur=amina, fase="uitvoering", regievorm="zorgcoordinatie", team=noord)
    maak_gezin(dagen=300, gesloten_op=vandaag(), regisseur=amina)
    maak_gezin(bij=elders, dagen=3)
    with voor_organisatie(waterveld):
        geteld = peil(waterveld.pk)
    assert geteld.wachtend == {"enkelvoudig": 1, "meervoudig": 2, "veiligheid": 1}
    assert geteld.gewacht == {"enkelvoudig": 1.0, "meervoudig": 5.0, "veiligheid": 2.0}
    assert geteld.lopend["meervoudig"] == {"zorgcoordinatie": 1}
    assert geteld.lopenden == 1, "who was closed does not run any more"
    assert geteld.nieuw == 5, "who came in more than a year ago is not new; who was closed since, was"
    assert (geteld.fte, geteld.mensen) == (2.0, 2), "Amina and Zoë; Ester works elsewhere"
    assert geteld.per_week is None, "five families say too little about a year"


def test_the_page_shows_what_was_counted_and_no_name(client, amina, noord, maak_gezin):
    maak_gezin(team=noord)
    pagina = tekst(client.get("/formatie/"))
    assert "Wacht op een regisseur 1 gezin" in pagina
    assert "te weinig om op te rekenen" in pagina
    assert "Bos" not in pagina and "WV-2026" not in pagina


# ---- working out ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def meer_fte() -> dict[str, Any]:
    """Two fte more from April, worked out once for the tests that only read it."""
    uit = uitgangspunt("jet", None)
    gekozen = replace(uit.knoppen, erbij=(("2026-04-01", 2.0),), weken=78)
    return scenario.reken(scenario.vraag("jet", None, gekozen), lambda klaar, van: True)


def test_two_fte_more_shorten_the_list_and_it_is_sure(meer_fte):
    (gemiddeld,) = [v for v in meer_fte["verschillen"] if v["wat"] == "lijst gemiddeld"]
    assert gemiddeld["oordeel"] == "beter" and gemiddeld["verschil"] < 0
    assert meer_fte["antwoord"].startswith("De wachtlijst is rond ")
    nu, straks = (date.fromisoformat(tak["leeg"]["mediaan"]) for tak in meer_fte["takken"])
    assert date(2026, 2, 1) < straks < nu < date(2027, 1, 1)


def test_the_same_question_has_the_same_answer(meer_fte):
    uit = uitgangspunt("jet", None)
    gekozen = replace(uit.knoppen, erbij=(("2026-04-01", 2.0),), weken=78)
    assert scenario.reken(scenario.vraag("jet", None, gekozen), lambda klaar, van: True) == meer_fte


def test_from_nine_to_twentytwo_fte_split_and_mixed_compared(client, mona):
    """The story of the first document: when is the list empty, and does splitting help?"""
    rekening = doorgerekend(
        client, mona, "jet-groei", fte="9", instroom="10,5", weken="208", indeling="gesplitst"
    )
    nu, gesplitst = rekening.uitkomst["takken"]
    assert nu["lijst"][0][1] == 100
    assert 70 < nu["lijst"][104][1] < 140, "after two years of growing still about a hundred"
    assert "2022-01-01" < nu["leeg"]["mediaan"] < "2023-01-01", "and with 22 fte it empties within the year"
    assert gesplitst["leeg"]["deel"] < nu["leeg"]["deel"]
    oordelen = {v["wat"]: v["oordeel"] for v in rekening.uitkomst["verschillen"]}
    assert oordelen["lijst gemiddeld"] == oordelen["overdrachten"] == "slechter"
    pagina = tekst(client.get(f"/formatie/{rekening.pk}/"))
    assert rekening.uitkomst["antwoord"] in pagina.replace("&#x27;", "'")
    assert (
        "Aanname" in pagina and "JET 3.1 (krap 9 fte in 2020)" not in pagina
    )  # that fte was divided: assumed now


def test_more_than_the_team_can_do_says_so_and_at_what_rate(client, mona):
    rekening = doorgerekend(client, mona, instroom="35")
    assert re.search(
        r"groeit zonder einde: er komt meer binnen dan het team aankan\. .* elke week ongeveer \d+,\d gezinnen bij",
        rekening.uitkomst["antwoord"],
    )
    lijst = rekening.uitkomst["takken"][1]["lijst"]
    assert lijst[-1][0] > lijst[0][1], "also in the 10 percent that go best"


def test_without_changes_only_the_present_is_worked_out(client, mona):
    rekening = doorgerekend(client, mona)
    assert len(rekening.uitkomst["takken"]) == 1
    assert rekening.naam == "Zoals het nu is"
    pagina = client.get(f"/formatie/{rekening.pk}/")
    assert "Wat het scheelt" not in tekst(pagina)


def test_a_lower_caseload_by_natural_outflow_lengthens_the_list(client, mona):
    rekening = doorgerekend(client, mona, plafond="75", plafond_vanaf="2026-03-02")
    oordelen = {v["wat"]: v["oordeel"] for v in rekening.uitkomst["verschillen"]}
    assert oordelen["lijst aan het eind"] == "slechter"


def test_the_own_organisation(client, mona, amina, zoe, noord, maak_gezin):
    for n in range(40):
        maak_gezin(dagen=10 * n, team=noord, regisseur=amina if n % 2 else None, fase="onderzoek")
    rekening = doorgerekend(
        client, mona, "eigen", fte="2", instroom="0,8", enkelvoudig="0", meervoudig="100", veiligheid="0", erbij_1="1",
        vanaf_1=(vandaag() + timedelta(days=60)).isoformat(),
    )  # fmt: skip
    assert rekening.uitkomst["takken"][0]["lijst"][0][1] == 20
    herkomst = {pad: soort for pad, _waarde, soort, _tekst in rekening.uitkomst["takken"][0]["herkomst"]}
    assert herkomst["groepen.jeugdconsulenten.fte"] == "geteld"
    assert "Bos" not in str(rekening.invoer) and "WV-" not in str(rekening.invoer)
    verder = client.post("/formatie/", JET | {"van": str(rekening.pk), "fte": "3"})
    with namens(mona):
        volgende = Rekening.objects.get(pk=int(verder["Location"].split("/")[-2]))
    assert volgende.invoer["peiling"] == rekening.invoer["peiling"], "going on rests on the same count"


# ---- stopping ------------------------------------------------------------------------------------------


def test_whoever_stops_gets_no_outcome(client, mona):
    pk = int(vraag(client)["Location"].split("/")[-2])
    bezig = client.get(f"/formatie/{pk}/")
    assert "Stoppen" in tekst(bezig) and "hx-trigger" in bezig.content.decode()
    assert client.get(f"/formatie/{pk}/voortgang/").headers.get("HX-Refresh") is None
    client.post(f"/formatie/{pk}/stoppen/")
    reken(organisatie_id=mona.organisatie_id, rekening_id=pk)
    assert client.get(f"/formatie/{pk}/voortgang/")["HX-Refresh"] == "true"
    assert "Er is geen uitkomst" in tekst(client.get(f"/formatie/{pk}/"))


def test_stopping_halfway_ends_the_simulation(mona, client):
    """Somebody asks to stop after the first portion of runs, as the worker then hears."""
    pk = int(vraag(client, weken="208")["Location"].split("/")[-2])
    gehoord: list[int] = []
    with namens(mona):
        rekening = Rekening.objects.get(pk=pk)

    def meld(klaar: int, van: int) -> bool:
        gehoord.append(klaar)
        if klaar:
            with namens(mona):
                vraag_stop(rekening=rekening, door=mona)
                rekening.refresh_from_db()
        return rekening.stop_gevraagd_op is None

    with pytest.raises(Gestopt):
        scenario.reken(rekening.invoer, meld)
    assert len(gehoord) == 2 and 0 < gehoord[1] < scenario.RUNS


# ---- what cannot be ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"fte": "-3"}, "Vul een getal groter dan 0 in."),
        ({"fte": "0"}, "Vul een getal groter dan 0 in."),
        ({"fte": ""}, "Een team zonder fte kan geen gezin helpen."),
        ({"fte": "veel"}, "getal"),
        ({"fte": "nan"}, "getal"),
        ({"fte": "1e9"}, "Meer dan 200 kan niet."),
        ({"instroom": "-1"}, "Vul een getal groter dan 0 in."),
        ({"enkelvoudig": "70"}, "De drie percentages zijn samen 105 en niet 100."),
        ({"veiligheid": "-8"}, "Vul een getal van 0 tot en met 100 in."),
        ({"erbij_1": "2"}, "Vul in vanaf welke dag."),
        ({"vanaf_1": "2026-04-01"}, "Vul in hoeveel fte erbij komt"),
        ({"erbij_1": "-22", "vanaf_1": "2026-04-01"}, "Dan blijft er 0 fte over."),
        ({"erbij_1": "2", "vanaf_1": "2019-04-01"}, "Kies een dag van 5 januari 2026 tot 4 januari 2027."),
        ({"erbij_1": "2", "vanaf_1": "2026-04-01", "erbij_2": "1", "vanaf_2": "2026-03-01"}, "De tweede stap komt na de eerste."),
        ({"plafond_vanaf": "2026-04-01"}, "Vul in hoeveel procent"),
        ({"plafond": "5"}, "Vul een getal van 30 tot en met 150 in."),
        ({"indeling": "driehoek"}, "driehoek"),
        ({"weken": "7"}, "7"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_a_sentence_and_nothing_is_kept(client, mona, anders, zin):
    antwoord = vraag(client, **anders)
    assert antwoord.status_code == 422
    assert zin in fouten(antwoord)
    with namens(mona):
        assert not Rekening.objects.exists()


def test_a_team_too_small_for_its_cases_is_refused_in_words(client):
    antwoord = vraag(client, fte="0,1")
    assert antwoord.status_code == 422
    assert "niemand kan er meer dan" in fouten(antwoord)


def test_an_organisation_without_workers_is_told_so(client):
    """Nobody directs families here yet; the page opens, and says what is missing."""
    assert client.get("/formatie/").status_code == 200
    antwoord = vraag(client, "eigen", fte="")
    assert "Een team zonder fte kan geen gezin helpen" in fouten(antwoord)
    antwoord = vraag(client, "eigen", fte="5")
    assert antwoord.status_code == 302, "but one may ask what five fte would do"


# ---- who may -------------------------------------------------------------------------------------------


def test_who_does_not_steer_may_not_look(client, mona, amina, aangemeld):
    pk = int(vraag(client)["Location"].split("/")[-2])
    van_amina = aangemeld(amina)
    for adres in ("/formatie/", f"/formatie/{pk}/", f"/formatie/{pk}/voortgang/", f"/formatie/{pk}/bestand/"):
        assert van_amina.get(adres).status_code == 403, adres
    assert van_amina.post("/formatie/", JET).status_code == 403
    assert van_amina.post(f"/formatie/{pk}/stoppen/").status_code == 403


def test_the_manager_next_door_does_not_know_that_it_exists(client, elders, aangemeld):
    pk = int(vraag(client)["Location"].split("/")[-2])
    ander = aangemeld(maak_medewerker(elders, "Ed Elders", "manager"))
    assert ander.get(f"/formatie/{pk}/").status_code == 404
    assert ander.post(f"/formatie/{pk}/stoppen/").status_code == 404
    assert ander.post("/formatie/", JET | {"van": str(pk)}).status_code == 404


def test_a_name_that_is_markup_stays_a_name(client):
    pk = int(vraag(client, naam="<script>alert(1)</script>")["Location"].split("/")[-2])
    for adres in ("/formatie/", f"/formatie/{pk}/"):
        html = client.get(adres).content.decode()
        assert "<script>alert" not in html and "&lt;script&gt;alert" in html


# ---- the chart and the file ----------------------------------------------------------------------------


def svg_teksten(svg: str) -> Iterator[tuple[str, float, float]]:
    """(text, x, y) of every label at its own place within the plane."""
    for element in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text"):
        x, y = re.findall(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform"))[0]
        yield element.text, float(x), float(y)


@pytest.mark.parametrize("maat", ["breed", "smal"])
def test_the_chart_is_drawn_for_a_strict_browser_in_dutch(meer_fte, maat):
    svg = meer_fte["beelden"][maat]
    boom = etree.fromstring(svg.encode())
    assert not boom.xpath("//*[@style] | //*[local-name()='script'] | //*[local-name()='style']")
    teksten = {t for t, _x, _y in svg_teksten(svg)}
    assert {"Gezinnen op de wachtlijst", "zoals nu", "scenario"} <= teksten
    assert re.search(r"(jan|apr|jul|okt) 2026", " ".join(teksten))
    assert not any(t.startswith(("−", "-")) for t in teksten), "nobody waits less than nobody"


def test_labels_of_lines_that_end_together_stand_apart(meer_fte):
    hoogtes = [y for t, _x, y in svg_teksten(meer_fte["beelden"]["breed"]) if t in grafiek.NAMEN]
    assert abs(hoogtes[0] - hoogtes[1]) >= 14


def test_the_page_of_an_outcome_and_its_picture(client, mona):
    rekening = doorgerekend(client, mona, indeling="intake")
    pagina = client.get(f"/formatie/{rekening.pk}/")
    assert f"/formatie/{rekening.pk}/wachtlijst-smal.svg" in pagina.content.decode()
    beeld = client.get(f"/formatie/{rekening.pk}/wachtlijst-breed.svg")
    assert beeld["Content-Type"] == "image/svg+xml" and beeld.content.startswith(b"<svg")
    assert client.get(f"/formatie/{rekening.pk}/wachtlijst-groot.svg").status_code == 404
    kaal = tekst(pagina)
    assert "het intaketeam" in kaal and "Waar dit op rust" in kaal
    assert kaal.count("Aanname") > 10, "the assumptions stand beside the outcome"


def test_the_file_holds_every_week_and_every_number_it_rests_on(client, mona):
    rekening = doorgerekend(client, mona, erbij_1="2", vanaf_1="2026-04-01")
    blad = load_workbook(io.BytesIO(client.get(f"/formatie/{rekening.pk}/bestand/").content)).active
    kop, *rijen = blad.iter_rows(values_only=True)
    weken = [rij for rij in rijen if rij[0] == "Wachtlijst"]
    assert len(weken) == 53
    assert weken[0][1].date() == date(2026, 1, 5)
    assert weken[0][2:8] == (100, 100, 100, 100, 100, 100)
    getallen = {rij[1]: rij for rij in rijen if rij[0] == "Getal waarop dit rust"}
    assert getallen["groepen.jeugdconsulenten.fte"][2] == 22
    assert getallen["groepen.jeugdconsulenten.fte[1].waarde"][5] == 24
    assert getallen["groepen.jeugdconsulenten.fte[1].waarde"][9] == "Ingevuld: ingevuld op deze pagina"
    assert getallen["beschikbaarheid.verzuim"][9].startswith("Aanname")
    assert len(kop) == 10
    csv = b"".join(client.get(f"/formatie/{rekening.pk}/bestand/?vorm=csv").streaming_content).decode()
    assert "Wachtlijst;2026-01-05;100" in csv


def test_the_list_of_earlier_scenarios_asks_no_question_per_row(client, mona):
    """Each row says what came out, or why nothing did; an outcome is large, so only its answer is read."""

    def vragen_met(rijen: int) -> int:
        with namens(mona):
            for nummer in range(rijen):
                einde: dict[str, Any] = [
                    {"uitkomst": {"antwoord": "De lijst is leeg."}}, {"fout": "Het team is leeg."}, {},
                ][nummer % 3]  # fmt: skip
                Rekening.objects.create(
                    organisatie=mona.organisatie, soort="scenario", door=mona, gevraagd_op=nu(), klaar_op=nu(),
                    invoer={"begin": "jet"}, **einde,
                )  # fmt: skip
        with CaptureQueriesContext(connection) as gesteld:
            pagina = tekst(client.get("/formatie/?begin=jet"))
        for zin in ("De lijst is leeg.", "Het team is leeg.", "Gestopt, zonder uitkomst.", "verhaal van JET"):
            assert zin in pagina
        return len(gesteld)

    assert vragen_met(3) == vragen_met(9)
