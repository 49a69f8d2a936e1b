"""The pages of the shell: who sees what, in how many queries, and what a refusal looks like."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eenplan.dossier.models import Dossier, Dossiertermijn
from eenplan.gezin.models import Gezin, Gezinslid
from eenplan.kern.context import voor_organisatie
from eenplan.kern.models import Gebeurtenis, Leesregel
from eenplan.kern.tijd import nu, vandaag
from eenplan.werkwijze.models import Proces, Taak, Werkwijze, WerkwijzeVersie
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db
BASELINE = Path(__file__).with_name("queries.json")


@pytest.fixture
def werk(waterveld, noord, amina, bert, gezin_de_vries):
    """`werk(3)`: three more families of Amina, each with a task, a term and an event of yesterday."""

    def maak(aantal, regisseur=amina):
        with voor_organisatie(waterveld):
            versie = WerkwijzeVersie.objects.first() or WerkwijzeVersie.objects.create(
                organisatie=waterveld, nummer=1, bestand="<x/>", vingerafdruk="x", opgesteld_op=nu(),
                werkwijze=Werkwijze.objects.create(organisatie=waterveld, sleutel="P1", naam="Toegang"),
            )  # fmt: skip
            begin = Dossier.objects.count()
            dossiers = []
            for i in range(begin, begin + aantal):
                gezin = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin Bakker {i}")
                Gezinslid.objects.create(
                    organisatie=waterveld, gezin=gezin, persoon=gezin_de_vries.sem, rol="jeugdige"
                )
                dossier = Dossier.objects.create(
                    organisatie=waterveld,
                    nummer=f"WV-2026-{i:05d}",
                    gezin=gezin,
                    team=noord,
                    regisseur=regisseur,
                    geopend_op=vandaag(),
                )
                Dossiertermijn.objects.create(
                    organisatie=waterveld,
                    dossier=dossier,
                    soort="beslistermijn",
                    start=vandaag(),
                    duur="P8W",
                    eind=vandaag() + timedelta(9),
                )
                proces = Proces.objects.create(
                    organisatie=waterveld, dossier=dossier, versie=versie, gestart_op=nu()
                )
                for n, (wie, dag) in enumerate([(regisseur, 0), (None, 4), (bert, 12)]):
                    Taak.objects.create(
                        organisatie=waterveld, proces=proces, dossier=dossier, wacht_id=str(n), element="e", naam=f"Taak {n}",
                        formulier="x", functie="jeugdconsulent", medewerker=wie, uiterlijk=vandaag() + timedelta(dag), gemaakt_op=nu(),
                    )  # fmt: skip
                Gebeurtenis.objects.create(
                    organisatie=waterveld, tijdstip=nu(), soort="x", medewerker=bert, dossier=dossier,
                    over_soort="dossier.dossier", over_id=dossier.pk, tekst="De Terp startte de zorg",
                )  # fmt: skip
                dossiers.append(dossier)
            return dossiers

    return maak


def zoek(client, woorden):
    """Type the words in the box at the top; the address of what was found."""
    antwoord = client.post("/zoeken/", {"q": woorden})
    assert antwoord.status_code == 302
    return antwoord["Location"]


def test_my_work_starts_with_what_cannot_wait(aangemeld, amina, werk):
    werk(2)
    pagina = aangemeld(amina).get("/").content.decode()
    assert "twee dingen kunnen niet wachten" in pagina
    assert "2 gezinnen" in pagina
    assert "De Terp startte de zorg" in pagina
    assert "2 open taken" in pagina


def gebeurt(dossier, soort, tekst, wie=None, tijdstip=None):
    with voor_organisatie(dossier.organisatie):
        Gebeurtenis.objects.create(
            organisatie=dossier.organisatie, tijdstip=tijdstip or nu(), soort=soort, medewerker=wie, dossier=dossier,
            over_soort="dossier.dossier", over_id=dossier.pk, tekst=tekst,
        )  # fmt: skip


def nieuws(client):
    """What the card says, as words."""
    kaart = client.get("/").content.decode().split("Veranderd sinds")[1].split("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", kaart))


def test_news_is_about_families_and_not_about_machines_or_oneself(aangemeld, amina, bert, werk):
    (dossier,) = werk(1)
    gebeurt(dossier, "bericht.verzonden", "Toewijzing (JW301) verstuurd aan De Terp")
    gebeurt(dossier, "taak.afgerond", "Meelezen afgerond", bert)
    gebeurt(dossier, "notitie.toegevoegd", "Huisbezoek", amina)
    gebeurt(dossier, "plan.reactie", "Moeder reageerde op het plan", bert)
    gezegd = nieuws(aangemeld(amina))
    assert "Moeder reageerde op het plan" in gezegd
    assert not re.search("JW301|Meelezen afgerond|Huisbezoek", gezegd)


def test_news_is_said_per_family_and_briefly(aangemeld, amina, bert, werk):
    """Five families; in one of them four things happened."""
    dossiers = werk(5)
    for n in range(3):
        gebeurt(dossiers[0], "plan.reactie", f"Reactie {n}", bert, nu() + timedelta(seconds=n))
    gezegd = nieuws(aangemeld(amina))
    assert gezegd.count("Gezin Bakker 0") == 2, "the name once, and once for who only hears ‘en nog 2’"
    assert "Reactie 2" in gezegd and "Reactie 1" in gezegd and "Reactie 0" not in gezegd
    assert "en nog 2 bij Gezin Bakker 0" in gezegd
    assert gezegd.count("De Terp startte de zorg") == 3
    assert "En bij nog 1 ander gezin." in gezegd


def test_on_monday_the_news_begins_on_friday(aangemeld, amina, bert, werk, monkeypatch):
    from eenplan.web import queries_nieuws

    monkeypatch.setattr(queries_nieuws, "vandaag", lambda: date(2026, 11, 23))
    (dossier,) = werk(1)
    gebeurt(dossier, "plan.reactie", "Vader belde", bert, datetime(2026, 11, 20, 16, tzinfo=UTC))
    gebeurt(dossier, "plan.reactie", "Oma belde", bert, datetime(2026, 11, 19, 16, tzinfo=UTC))
    gezegd = nieuws(aangemeld(amina))
    assert gezegd.startswith(" vrijdag") and "Vader belde" in gezegd and "Oma belde" not in gezegd


def test_a_term_has_the_same_words_and_colour_on_every_page(aangemeld, amina, tess, waterveld, werk):
    """The family's term warns two weeks before: amber in the dossier, then amber in every list."""
    (dossier,) = werk(1)
    with voor_organisatie(waterveld):
        Dossiertermijn.objects.update(waarschuw_op=vandaag(), eind=vandaag() + timedelta(14))
    client, leider = aangemeld(amina), aangemeld(tess)
    termijn = re.compile(
        r'class="merkje merkje--(\w+)" datetime="%s".*?</svg>([^<]*)<' % (vandaag() + timedelta(14))
    )
    gezien = [
        termijn.search(wie.get(adres).content.decode()).groups()
        for wie, adres in [
            (client, f"/dossier/{dossier.nummer}/"), (client, "/"), (client, "/gezinnen/"), (leider, "/team/"),
        ]
    ]  # fmt: skip
    assert {kleur for kleur, _ in gezien} == {"amber"}
    assert len({woorden.split(": ")[-1] for _, woorden in gezien}) == 1


def test_only_who_takes_in_reports_is_offered_a_new_one(aangemeld, amina, kees, bea):
    assert "Nieuwe melding" in aangemeld(amina).get("/").content.decode()
    for ander in (kees, bea):
        assert "Nieuwe melding" not in aangemeld(ander).get("/").content.decode()


def test_what_nobody_took_in_time_is_said_at_the_top(aangemeld, petra, waterveld, werk):
    """Petra has no tasks; two that her functie may take are late, and a third one in six days is not."""
    werk(3)
    with voor_organisatie(waterveld):
        vrij = Taak.objects.filter(medewerker=None)
        vrij.update(functie="praktijkleider")
        vrij.exclude(pk=vrij.first().pk).update(uiterlijk=vandaag() - timedelta(1))
    pagina = aangemeld(petra).get("/").content.decode()
    assert "twee open taken zijn te laat" in pagina and "niets dat vandaag moet" not in pagina


def test_who_has_nothing_to_do_is_told_so(aangemeld, amina):
    pagina = aangemeld(amina).get("/").content.decode()
    assert "niets dat vandaag moet" in pagina
    assert "U hebt geen open taken." in pagina


def test_others_see_nothing_of_it(aangemeld, zoe, ester, werk):
    werk(2)
    for ander in (zoe, ester):
        client = aangemeld(ander)
        for adres in ("/", "/gezinnen/", "/team/", zoek(client, "Bakker")):
            assert "Gezin Bakker" not in client.get(adres).content.decode()


def test_task_that_one_may_not_do_is_not_offered(aangemeld, amina, waterveld, werk):
    werk(1)
    with voor_organisatie(waterveld):
        Taak.objects.filter(medewerker=None).update(niet_door=[amina.pk])
    assert "Wie pakt dit op" not in aangemeld(amina).get("/").content.decode()


def test_team_list_counts_exactly_sorts_and_narrows(aangemeld, amina, tess, werk):
    werk(42)
    werk(3, regisseur=None)
    client = aangemeld(tess)
    pagina = client.get("/team/").content.decode()
    assert "3 gezinnen wachten op een regisseur" in pagina
    assert "45 gezinnen" in pagina
    assert "Gezin Bakker" in client.get("/team/?pagina=2").content.decode()
    assert "3 gezinnen" in client.get("/team/?regisseur=geen").content.decode()
    assert "Geen gezin past bij deze keuze" in client.get("/team/?fase=uitvoering").content.decode()
    for vreemd in ("?sorteer=bestaat-niet", "?pagina=999", "?team=x&regisseur=%00", "?sorteer=-gezin"):
        assert client.get(f"/team/{vreemd}").status_code == 200


def test_search_finds_and_leaves_a_line_without_the_words(aangemeld, amina, waterveld, werk):
    (dossier,) = werk(1)
    client = aangemeld(amina)
    adres = zoek(client, "Bakker")
    assert "Bakker" not in adres
    assert "1 gezin gevonden" in client.get(adres).content.decode()
    with voor_organisatie(waterveld):
        regel = Leesregel.objects.get(wat="zoeken")
    assert regel.dossiers == [dossier.pk]
    assert "Bakker" not in f"{regel.reden}{regel.toelichting}"
    assert "Bakker" not in json.dumps(dict(client.session))  # the table of sessions tells no names either


def test_an_earlier_search_is_found_back_and_the_next_page_belongs_to_its_own_words(aangemeld, amina, werk):
    """Two windows, the back button, reloading: each address keeps its own words."""
    werk(45)
    client = aangemeld(amina)
    bakker, niemand = zoek(client, "Bakker"), zoek(client, "Jansen")
    assert "Niets gevonden" in client.get(niemand).content.decode()
    assert "45 gezinnen gevonden" in client.get(bakker).content.decode()
    volgende = client.get(f"{bakker}&pagina=2").content.decode()
    assert "26 tot en met 45" in volgende and f"{bakker.removeprefix('/zoeken/')}&amp;pagina=1" in volgende


def test_old_searches_and_those_of_others_are_gone(aangemeld, amina, bert, werk):
    werk(1)
    client = aangemeld(amina)
    eerste = zoek(client, "Bakker")
    for nummer in range(8):
        zoek(client, f"woord {nummer}")
    assert "niet meer bewaard" in client.get(eerste).content.decode()
    laatste = zoek(client, "Bakker")
    assert "niet meer bewaard" in aangemeld(bert).get(laatste).content.decode()
    client.post("/afmelden/")
    assert "zoekwoorden" not in client.session
    assert zoek(aangemeld(amina), " \0 ") == "/zoeken/"


def test_words_in_an_old_address_are_not_searched_for(aangemeld, amina, werk):
    werk(1)
    assert "Gezin Bakker" not in aangemeld(amina).get("/zoeken/?q=Bakker").content.decode()


def test_lists_leave_one_line_with_all_that_was_shown(aangemeld, amina, waterveld, werk):
    dossiers = werk(3)
    aangemeld(amina).get("/gezinnen/")
    with voor_organisatie(waterveld):
        assert set(Leesregel.objects.get(wat="mijn gezinnen").dossiers) == {d.pk for d in dossiers}


def test_administration_is_for_administrators(aangemeld, amina, bea):
    client = aangemeld(amina)
    assert client.get("/beheer/").status_code == 403
    assert 'href="/beheer/"' not in client.get("/").content.decode()
    beheerder = aangemeld(bea)
    for adres in ("/beheer/", "/beheer/medewerkers/", "/beheer/mandaten/"):
        assert beheerder.get(adres).status_code == 200
    assert "Amina El Idrissi" in beheerder.get("/beheer/medewerkers/").content.decode()


def test_page_that_is_not_there_says_what_to_do(aangemeld, amina, client):
    response = aangemeld(amina).get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Controleer het adres" in response.content.decode()
    assert client.get("/bestaat-niet/").status_code == 302


def test_page_of_parts_exists_in_the_demo_only(aangemeld, amina, settings):
    client = aangemeld(amina)
    settings.DEMO = False
    assert client.get("/stijl/").status_code == 404
    settings.DEMO = True
    assert client.get("/stijl/").status_code == 200
    assert "Nog niet opgeslagen" in client.post("/stijl/", {}).content.decode()


def test_number_of_queries_does_not_grow_with_the_rows(aangemeld, amina, tess, werk):
    """The numbers stand in queries.json; a page that needs more must say why in the same commit."""
    expected = json.loads(BASELINE.read_text())
    adressen = {"/": amina, "/gezinnen/": amina, "/team/": tess, "/zoeken/": amina}
    werk(5)
    clients = {m.pk: aangemeld(m) for m in (amina, tess)}
    weinig = {adres: _count(clients[m.pk], adres) for adres, m in adressen.items()}
    werk(30)
    veel = {adres: _count(clients[m.pk], adres) for adres, m in adressen.items()}
    assert veel == weinig
    assert veel == expected


def _count(client, adres):
    adres = zoek(client, "Bakker") if adres == "/zoeken/" else adres
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(adres).status_code == 200
    return len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_the_card_of_a_large_team_shows_who_has_most(aangemeld, tess, noord, waterveld, monkeypatch):
    from eenplan.web import queries_team

    monkeypatch.setattr(queries_team, "GETOOND", 2)
    with voor_organisatie(waterveld):
        nummers = (f"WV-2026-{n:05d}" for n in count(500))
        for naam, aantal in (("Ada", 1), ("Bep", 3), ("Cor", 2)):
            wie = maak_medewerker(waterveld, f"{naam} de Wit", "jeugdconsulent", noord)
            for nummer in range(aantal):
                gezin = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin {naam} {nummer}")
                Dossier.objects.create(
                    organisatie=waterveld, nummer=next(nummers), gezin=gezin, geopend_op=vandaag(), regisseur=wie, team=noord
                )  # fmt: skip
    kaart = (
        aangemeld(tess).get("/team/").content.decode().split("Wie heeft hoeveel")[1].split("</section>")[0]
    )
    assert [naam in kaart for naam in ("Ada", "Bep", "Cor")] == [False, True, True]
    assert "En nog 1 collega met minder gezinnen" in kaart
