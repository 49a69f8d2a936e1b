"""What a waiting family needs of its regisseur, and who must not be it."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.caseload import plaatsing_actions
from eenplan.caseload.models import Plaatsingswens, Uitsluiting
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.models import Gebeurtenis

pytestmark = pytest.mark.django_db


def test_the_wish_of_a_family_is_kept_and_told_in_its_timeline(gezin: Any, aangemeld: Any, tess: Any) -> None:
    dossier = gezin("De Wit")
    client, adres = aangemeld(tess), f"/dossier/{dossier.nummer}/plaatsing/"
    velden = {"wat": "wens", "vaardigheden": "lvb, scheiding", "taal": "Pools", "skj": "on", "versie": ""}
    assert client.post(adres, velden).status_code == 302
    with namens(tess):
        wens = Plaatsingswens.objects.get(dossier=dossier)
        assert (wens.vaardigheden, wens.taal, wens.skj) == (["lvb", "scheiding"], "Pools", True)
        (tekst,) = Gebeurtenis.objects.filter(dossier=dossier).values_list("tekst", flat=True)
    assert tekst == "Nodig van een regisseur: lvb, scheiding, Pools, SKJ-registratie"
    assert client.post(adres, velden).status_code == 409  # it was there already, and this form did not know
    pagina = client.get(adres)
    assert (
        client.post(
            adres, velden | {"versie": pagina.context["wens"]["versie"].value(), "taal": ""}
        ).status_code
        == 302
    )


def test_the_way_to_it_leads_from_who_works_on_a_family_that_still_waits(
    gezin: Any, aangemeld: Any, tess: Any
) -> None:
    dossier = gezin("De Wit")
    antwoord = aangemeld(tess).get(f"/dossier/{dossier.nummer}/wie-werkt-mee/")
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200 and "Nog niemand werkt aan dit dossier." in pagina
    assert f'href="/dossier/{dossier.nummer}/plaatsing/"' in pagina


def test_who_is_left_out_learns_neither_from_the_timeline_nor_from_the_page_why(
    gezin: Any, aangemeld: Any, tess: Any, petra: Any, amina: Any
) -> None:
    from eenplan.organisatie.models import Functievervulling

    Functievervulling.objects.create(medewerker=petra, functie="jeugdconsulent", vanaf="2020-01-01")
    dossier = gezin("De Wit")
    client, adres = aangemeld(tess), f"/dossier/{dossier.nummer}/plaatsing/"
    for wie in (amina, petra):
        velden = {"wat": "uitsluiten", "medewerker": wie.pk, "reden": f"Buren van {wie.naam}"}
        assert client.post(adres, velden).status_code == 302
    assert "Buren van Amina" in client.get(adres).content.decode()
    van_petra = aangemeld(petra).get(adres).content.decode()
    assert "Buren van Amina" in van_petra and "Buren van Petra" not in van_petra
    tijdlijn = client.get(f"/dossier/{dossier.nummer}/tijdlijn/").content.decode()
    assert "een collega dit gezin niet krijgt" in tijdlijn
    assert "Buren" not in tijdlijn and "Amina" not in tijdlijn
    with namens(tess):
        weg = Uitsluiting.objects.get(medewerker=amina)
    assert client.post(adres, {"wat": "weg", "pk": weg.pk}).status_code == 302
    with namens(tess):
        assert list(Uitsluiting.objects.values_list("medewerker", flat=True)) == [petra.pk]


@pytest.mark.parametrize("reden", ["", "x" * 201])
def test_an_exclusion_needs_a_short_reason(gezin: Any, tess: Any, amina: Any, reden: str) -> None:
    dossier = gezin("De Wit")
    with namens(tess), pytest.raises(Geweigerd) as weigering:
        plaatsing_actions.sluit_uit(dossier=dossier, medewerker=amina, reden=reden, door=tess)
    assert weigering.value.veld == "reden"


def test_nobody_twice_and_nobody_of_another_house(gezin: Any, tess: Any, amina: Any, ester: Any) -> None:
    dossier = gezin("De Wit")
    with namens(tess):
        plaatsing_actions.sluit_uit(dossier=dossier, medewerker=amina, reden="buren", door=tess)
        for wie in (amina, ester):
            with pytest.raises(Geweigerd) as weigering:
                plaatsing_actions.sluit_uit(dossier=dossier, medewerker=wie, reden="buren", door=tess)
            assert weigering.value.veld == "medewerker"
        assert Uitsluiting.objects.count() == 1


def test_only_who_distributes_in_the_team_of_the_family(
    gezin: Any, aangemeld: Any, tess: Any, amina: Any, zoe: Any, zuid: Any
) -> None:
    van_amina, geheim = gezin("De Wit", regisseur=amina), gezin("Zilver", geheim=True)
    zonder_team, van_zuid = gezin("Nieuw", team=None), gezin("Elders", team=zuid)
    for dossier, door, fout in (
        (van_amina, amina, GeenRecht), (geheim, tess, NietGevonden), (van_zuid, tess, NietGevonden), (van_amina, zoe, NietGevonden),
    ):  # fmt: skip
        with namens(door), pytest.raises(fout):
            plaatsing_actions.wijzig_wens(dossier=dossier, vaardigheden=[], taal="", skj=False, door=door)
    assert aangemeld(amina).get(f"/dossier/{van_amina.nummer}/plaatsing/").status_code == 403
    assert aangemeld(tess).get(f"/dossier/{zonder_team.nummer}/plaatsing/").status_code == 404


def test_a_family_without_a_team_waits_for_triage(gezin: Any, petra: Any) -> None:
    dossier = gezin("Nieuw", team=None, fase="aanmelding")
    with namens(petra), pytest.raises(Geweigerd, match="Na de triage"):
        plaatsing_actions.wijzig_wens(dossier=dossier, vaardigheden=[], taal="", skj=False, door=petra)


def test_a_closed_dossier_is_not_placed_any_more(gezin: Any, tess: Any) -> None:
    from eenplan.kern.tijd import vandaag

    dossier = gezin("De Wit", gesloten_op=vandaag())
    with namens(tess), pytest.raises(Geweigerd, match="is gesloten"):
        plaatsing_actions.wijzig_wens(dossier=dossier, vaardigheden=[], taal="", skj=False, door=tess)
