"""Two people at once, on real transactions: at one task, at one person. One succeeds, the other hears why not."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection

from eenplan.dossier.actions import registreer_melding, sluit_dossier
from eenplan.gezin import actions as gezinnen
from eenplan.gezin.models import Gezin, Gezinslid, Persoon
from eenplan.kern.actions import vergrendel
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.organisatie.models import Organisatie, Team
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.models import Taak
from mensen import maak_medewerker, maak_persoon


@pytest.fixture
def waterveld(echte_databank: None) -> Organisatie:
    return Organisatie.objects.create(
        naam="Gemeente Waterveld", soort="gemeente", code="0001", voorvoegsel="WV"
    )


def tegelijk(*taken: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(taken))

    def run(taak: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=30)
            return taak()
        except Exception as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(len(taken)) as pool:
        return list(pool.map(run, taken))


def test_two_people_finish_the_same_task_and_the_case_takes_one_step(waterveld: Organisatie) -> None:
    team = Team.objects.create(organisatie=waterveld, naam="A-team", soort="a_team")
    anton, agnes = (
        maak_medewerker(waterveld, naam, "a_team", team) for naam in ("Anton Akkerman", "Agnes Aalders")
    )
    with voor_organisatie(waterveld):
        versie_actions.laad_meegeleverd(door=None)
        sem = maak_persoon(waterveld, "Sem", 10, "m")
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin De Vries")
        Gezinslid.objects.create(organisatie=waterveld, gezin=gezin, persoon=sem, rol="jeugdige")
    with namens(anton):
        dossier = registreer_melding(
            gezin=gezin, jeugdige=sem, route="school", melder_naam="Mentor", vraag="Verzuim", door=anton
        )
        werkwijze.start_proces(sleutel="P1", dossier=dossier, door=anton)
        pk = Taak.objects.get(element="controle_melding").pk

    def rond_af(wie: Any) -> Callable[[], str]:
        def doe() -> str:
            with namens(wie):
                werkwijze.rond_taak_af(taak=Taak.objects.get(pk=pk), door=wie, gegevens={"volledig": True})
            return "klaar"

        return doe

    uitkomsten = tegelijk(rond_af(anton), rond_af(agnes))
    assert uitkomsten.count("klaar") == 1
    (gezegd,) = [u for u in uitkomsten if u != "klaar"]
    assert isinstance(gezegd, Geweigerd) and "al afgerond door" in gezegd.zin
    with namens(anton):
        assert Gebeurtenis.objects.filter(soort="taak.afgerond").count() == 1
        assert Taak.objects.filter(element="uitleg_gezin").count() == 1


def test_two_people_save_the_same_person_and_nothing_is_lost(waterveld: Organisatie) -> None:
    amina, bert = (
        maak_medewerker(waterveld, naam, "jeugdconsulent") for naam in ("Amina El Idrissi", "Bert Bakker")
    )
    with voor_organisatie(waterveld):
        pk = maak_persoon(waterveld, "Sem", 10, "m").pk

    def wijzig(wie: Any, nummer: str) -> Callable[[], str]:
        def doe() -> str:
            with namens(wie):
                return gezinnen.wijzig_persoon(
                    persoon=Persoon.objects.get(pk=pk), gelezen_versie=0, telefoon=nummer, door=wie
                ).telefoon

        return doe

    uitkomsten = tegelijk(wijzig(amina, "0611111111"), wijzig(bert, "0622222222"))
    (gelukt,) = [u for u in uitkomsten if isinstance(u, str)]
    (gezegd,) = [u for u in uitkomsten if isinstance(u, VerouderdeVersie)]
    assert gezegd.huidig.telefoon == gelukt  # the second one sees what the first one stored
    with namens(amina):
        sem = Persoon.objects.get(pk=pk)
        assert (sem.telefoon, sem.versie) == (gelukt, 1)
        assert Gebeurtenis.objects.filter(soort="persoon.gewijzigd").count() == 1


def test_who_closes_a_dossier_while_a_task_of_it_is_being_finished_hears_so_and_does_not_wait(
    waterveld: Organisatie,
) -> None:
    """Each of the two holds what the other one needs next: waiting would end in an error page."""
    team = Team.objects.create(organisatie=waterveld, naam="Noord", soort="regie")
    anton = maak_medewerker(waterveld, "Anton Akkerman", "a_team", team)
    petra = maak_medewerker(waterveld, "Petra Peeters", "praktijkleider", team)
    with voor_organisatie(waterveld):
        versie_actions.laad_meegeleverd(door=None)
        sem = maak_persoon(waterveld, "Sem", 10, "m")
        gezin = Gezin.objects.create(organisatie=waterveld, naam="Gezin De Vries")
        Gezinslid.objects.create(organisatie=waterveld, gezin=gezin, persoon=sem, rol="jeugdige")
    with namens(anton):
        dossier = registreer_melding(
            gezin=gezin, jeugdige=sem, route="school", melder_naam="Mentor", vraag="Verzuim", door=anton
        )
        proces = werkwijze.start_proces(sleutel="P1", dossier=dossier, door=anton)
    bezig, gesloten = Event(), Event()

    def rond_af() -> str:
        with namens(anton):
            vergrendel(Taak, Taak.objects.get(proces=proces).pk)
            bezig.set()
            gesloten.wait(timeout=30)
        return "klaar"

    def sluit() -> Any:
        bezig.wait(timeout=30)
        try:
            with namens(petra):
                return sluit_dossier(dossier=dossier, reden="Verhuisd.", door=petra)
        finally:
            gesloten.set()

    klaar, gezegd = tegelijk(rond_af, sluit)
    assert klaar == "klaar"
    assert isinstance(gezegd, Geweigerd) and "Een collega werkt nu aan een taak" in gezegd.zin
    with namens(petra):
        assert not sluit_dossier(dossier=dossier, reden="Verhuisd.", door=petra).is_open
