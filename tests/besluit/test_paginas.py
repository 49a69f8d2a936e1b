"""The decision on screen: who looked, why this person might sign, and the letters."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.besluit import actions
from eenplan.besluit.models import Besluit
from eenplan.kern.context import namens

pytestmark = pytest.mark.django_db
ADRES = "/dossier/WV-2026-00001/besluit/"


def test_the_page_tells_who_wrote_read_and_signed(
    vastgesteld: Besluit, amina: Any, anton: Any, aangemeld: Any
) -> None:
    with namens(anton):
        actions.maak_brieven(besluit=vastgesteld, door=anton)
    pagina = aangemeld(amina).get(f"{ADRES}1/").content.decode()
    for stukje in (
        "Amina El Idrissi</strong> schreef het",
        "Petra Peeters</strong> las mee",
        "Bert Bakker</strong> tekende",
        "Brief aan Marije de Vries",
    ):
        assert stukje in pagina
    assert f"/uitkomst/{vastgesteld.mandaat_uitkomst_id}/" in pagina


def test_the_letter_is_read_through_the_dossier(vastgesteld: Besluit, anton: Any, aangemeld: Any) -> None:
    with namens(anton):
        brief = actions.maak_brieven(besluit=vastgesteld, door=anton)[0]
    antwoord = aangemeld(anton).get(f"/dossier/WV-2026-00001/documenten/{brief.document_id}/")
    assert b"".join(antwoord.streaming_content).startswith(b"%PDF")


def test_the_a_team_dates_the_letters_today(
    vastgesteld: Besluit, anton: Any, bert: Any, aangemeld: Any
) -> None:
    assert aangemeld(anton).post(f"{ADRES}1/brieven/").status_code == 302
    with namens(anton):
        assert Besluit.objects.get().brieven.count() == 2
    assert aangemeld(bert).post(f"{ADRES}1/brieven/").status_code in (403, 404)


def test_the_list_names_each_decision(vastgesteld: Besluit, amina: Any, aangemeld: Any) -> None:
    pagina = aangemeld(amina).get(ADRES).content.decode()
    assert "WV-2026-00001-B1" in pagina
    assert "vastgesteld, nog niet verzonden" in pagina


def test_another_municipality_gets_a_404(vastgesteld: Besluit, ester: Any, aangemeld: Any) -> None:
    assert aangemeld(ester).get(f"{ADRES}1/").status_code == 404


def test_without_a_decision_the_page_leads_to_the_plan(dossier: Any, amina: Any, aangemeld: Any) -> None:
    pagina = aangemeld(amina).get(ADRES).content.decode()
    assert "Er is nog geen besluit." in pagina
    assert '<a href="/dossier/WV-2026-00001/plan/">Naar het plan</a>' in pagina
