"""Two people at the same moment, on connections of their own, with transactions that commit."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from eenplan.dossier.actions import registreer_melding, voeg_notitie_toe, wijs_regisseur_toe, wijzig_notitie
from eenplan.dossier.models import Contactnotitie, Dossier
from eenplan.gezin.models import Gezin, Gezinslid
from eenplan.kern.context import namens
from eenplan.kern.fouten import VerouderdeVersie
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Organisatie, Team
from mensen import maak_medewerker, maak_persoon


@pytest.fixture
def gemeente(echte_databank):
    waterveld = Organisatie.objects.create(
        naam="Gemeente Waterveld", soort="gemeente", code="0001", voorvoegsel="WV"
    )
    noord = Team.objects.create(organisatie=waterveld, naam="Noord", soort="regie")
    amina = maak_medewerker(waterveld, "Amina El Idrissi", "jeugdconsulent", noord)
    gezinnen = []
    with namens(amina):
        for n in range(8):
            kind = maak_persoon(waterveld, f"Kind {n}", 10, "x")
            gezin = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin {n}")
            Gezinslid.objects.create(organisatie=waterveld, gezin=gezin, persoon=kind, rol="jeugdige")
            gezinnen.append((gezin, kind))
    return SimpleNamespace(waterveld=waterveld, amina=amina, gezinnen=gezinnen)


def tegelijk(*taken: Callable[[], Any]) -> list[Any]:
    """Run all at the same moment, each on its own connection; results or errors, in order."""
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


def meld(gemeente, gezin, kind):
    with namens(gemeente.amina):
        return registreer_melding(
            gezin=gezin,
            jeugdige=kind,
            route="school",
            melder_naam="Mentor",
            vraag="Er is iets.",
            door=gemeente.amina,
        ).nummer


def test_two_people_save_the_same_note_and_one_is_told(gemeente):
    with namens(gemeente.amina):
        gezin, kind = gemeente.gezinnen[0]
        meld(gemeente, gezin, kind)
        dossier = wijs_regisseur_toe(dossier=Dossier.objects.get(), medewerker=gemeente.amina, door=None)
        pk = voeg_notitie_toe(
            dossier=dossier, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=gemeente.amina
        ).pk

    def wijzig(tekst):
        def doe():
            with namens(gemeente.amina):
                notitie = Contactnotitie.objects.get(pk=pk)
                return wijzig_notitie(
                    notitie=notitie, gelezen_versie=0, tekst=tekst, met_wie="", door=gemeente.amina
                ).tekst

        return doe

    uitkomsten = tegelijk(wijzig("moeder"), wijzig("vader"))
    gelukt = [u for u in uitkomsten if isinstance(u, str)]
    gezegd = [u for u in uitkomsten if isinstance(u, VerouderdeVersie)]
    assert len(gelukt) == len(gezegd) == 1
    with namens(gemeente.amina):
        notitie = Contactnotitie.objects.get(pk=pk)
        assert (notitie.tekst, notitie.versie) == (gelukt[0], 1)
        assert gezegd[0].huidig.tekst == gelukt[0]


def test_eight_reports_at_once_get_eight_numbers_without_a_hole(gemeente):
    nummers = tegelijk(*(lambda g=g, k=k: meld(gemeente, g, k) for g, k in gemeente.gezinnen))
    assert sorted(nummers) == [f"WV-{vandaag().year}-{n:05d}" for n in range(1, 9)]


def test_two_reports_about_one_family_share_one_dossier(gemeente):
    gezin, kind = gemeente.gezinnen[0]
    een, twee = tegelijk(*[lambda: meld(gemeente, gezin, kind)] * 2)
    assert een == twee
    with namens(gemeente.amina):
        assert Dossier.objects.get().meldingen.count() == 2


def test_a_number_of_a_failed_report_is_given_to_the_next(gemeente):
    (gezin, kind), (gezin_2, kind_2) = gemeente.gezinnen[:2]
    with pytest.raises(ZeroDivisionError), namens(gemeente.amina):
        meld(gemeente, gezin, kind)
        1 / 0  # noqa: B018
    assert meld(gemeente, gezin_2, kind_2).endswith("-00001")
