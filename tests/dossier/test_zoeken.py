"""What someone searches for in the notes of a family stays out of addresses and out of the read log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eenplan.dossier.actions import voeg_notitie_toe, wijs_regisseur_toe
from eenplan.kern.context import namens
from eenplan.kern.models import Leesregel
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tijdlijn(dossier: Any, amina: Any, petra: Any, aangemeld: Any) -> Any:
    """The browser of Amina, and the address of the timeline of the family, with a note of today."""
    with namens(petra):
        wijs_regisseur_toe(dossier=dossier, medewerker=amina, door=petra)
    with namens(amina):
        for dagen, tekst in ((0, "Lotte slaapt slecht sinds de verhuizing."), (1, "Gebeld met school.")):
            voeg_notitie_toe(
                dossier=dossier, soort="telefoon", datum=vandaag() - timedelta(dagen), tekst=tekst, door=amina
            )
    return aangemeld(amina), f"/dossier/{dossier.nummer}/tijdlijn/"


def test_words_are_found_and_stand_in_no_address_and_no_log(tijdlijn: Any, amina: Any) -> None:
    client, adres = tijdlijn
    gevonden = client.post(adres, {"q": "verhuizing"})["Location"]
    assert gevonden.startswith(adres) and "verhuizing" not in gevonden
    for _herladen in range(2):
        pagina = client.get(gevonden).content.decode()
        assert "«verhuizing»" in pagina and "Gebeld met school" not in pagina
    assert "Gebeld met school" in client.get(adres).content.decode()
    with namens(amina):
        assert not [r for r in Leesregel.objects.all() if "verhuizing" in f"{r.wat}{r.reden}{r.toelichting}"]


def test_an_empty_question_shows_the_whole_timeline(tijdlijn: Any) -> None:
    client, adres = tijdlijn
    assert client.post(adres, {"q": "   "})["Location"] == adres


def test_who_may_not_see_the_family_learns_nothing_by_searching(
    tijdlijn: Any, zoe: Any, aangemeld: Any
) -> None:
    _client, adres = tijdlijn
    assert aangemeld(zoe).post(adres, {"q": "verhuizing"}).status_code == 404
