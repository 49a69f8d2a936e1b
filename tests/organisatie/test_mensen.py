"""The people of the tests stand where their test says they stand."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_each_person_holds_one_functie(
    amina, bert, zoe, petra, hanna, anton, tess, advies_ad, kees, bea, ester
):
    assert [m.functies for m in (amina, bert, zoe, ester)] == [{"jeugdconsulent"}] * 4
    assert [next(iter(m.functies)) for m in (petra, hanna, anton, tess, advies_ad, kees, bea)] == [
        "praktijkleider", "gedragswetenschapper", "a_team", "teamleider", "adviseur", "kwaliteitsadviseur", "beheerder",
    ]  # fmt: skip
    assert amina.team_ids == bert.team_ids != zoe.team_ids
    assert amina.organisatie != ester.organisatie


def test_family_de_vries_belongs_to_waterveld(gezin_de_vries, waterveld, elders):
    from eenplan.gezin.models import Gezin
    from eenplan.kern.context import voor_organisatie

    with voor_organisatie(waterveld):
        assert [p.leeftijd() for p in gezin_de_vries.kinderen] == [16, 11, 6]
        assert Gezin.objects.get().leden.count() == 5
    with voor_organisatie(elders):
        assert not Gezin.objects.exists()


def test_signed_in_browser_passes_the_door(aangemeld, amina, client):
    assert client.get("/gezond").status_code in (200, 503)
    session = aangemeld(amina).session
    assert session["_auth_user_id"] == str(amina.user_id)
