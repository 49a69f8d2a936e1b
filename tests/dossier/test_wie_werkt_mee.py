"""Who works with a family: the page that says so, letting a colleague in, and handing the family over."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.dossier import actions, meewerken
from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu
from eenplan.organisatie.models import Medewerker
from eenplan.werkwijze.models import Proces, Taak, Werkwijze, WerkwijzeVersie
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db

NACHT = "Crisisdienst: moeder belt, Sem is weg."


@pytest.fixture
def van_amina(in_regie: Dossier, amina: Any, noord: Any) -> Dossier:
    """The family De Vries: of team Noord, with Amina as regisseur; the intake is over."""
    with namens(amina):
        Dossier.objects.filter(pk=in_regie.pk).update(team=noord, fase="uitvoering")
        in_regie.refresh_from_db()
    return in_regie


@pytest.fixture
def taak(van_amina: Any, waterveld: Any) -> Any:
    """`taak("Plan schrijven", "jeugdconsulent", amina)`: an open task in a name."""

    def maak(naam: str, functie: str, wie: Any, **velden: Any) -> Taak:
        with namens(wie):
            werkwijze, _ = Werkwijze.objects.get_or_create(
                organisatie=waterveld, sleutel="P1", defaults={"naam": "Toegang"}
            )
            versie, _ = WerkwijzeVersie.objects.get_or_create(
                organisatie=waterveld, werkwijze=werkwijze, nummer=1,
                defaults={"bestand": "<x/>", "vingerafdruk": "x", "opgesteld_op": nu()},
            )  # fmt: skip
            proces, _ = Proces.objects.get_or_create(
                organisatie=waterveld, dossier=van_amina, versie=versie, defaults={"gestart_op": nu()}
            )
            return Taak.objects.create(
                organisatie=waterveld, proces=proces, dossier=van_amina, wacht_id=naam, element="e", naam=naam, formulier="x",
                functie=functie, medewerker=wie, gemaakt_op=nu(), gepakt_op=nu(), **velden,
            )  # fmt: skip

    return maak


def als(medewerker: Any) -> Medewerker:
    """As a new request would read them."""
    return Medewerker.objects.select_related("organisatie").get(pk=medewerker.pk)


# Another regisseur -------------------------------------------------------------------------------------------------


def test_open_tasks_go_to_the_new_regisseur_or_back_to_the_team(
    van_amina: Any, amina: Any, tess: Any, bert: Any, hanna: Any, taak: Any
) -> None:
    plan, af = taak("Plan schrijven", "jeugdconsulent", amina), taak("Bellen", "jeugdconsulent", amina)
    gelezen = taak("Meelezen", "jeugdconsulent", amina, niet_door=[bert.pk])
    van_hanna = taak("Meedenken", "gedragswetenschapper", hanna)
    with namens(tess):
        Taak.objects.filter(pk=af.pk).update(afgerond_op=nu(), afgerond_door=amina)
        actions.wijs_regisseur_toe(dossier=van_amina, medewerker=bert, door=tess, waarom="Amina gaat weg.")
        namen = {t.naam: t.medewerker_id for t in Taak.objects.all()}
        assert namen == {
            plan.naam: bert.pk, af.naam: amina.pk, gelezen.naam: None, van_hanna.naam: hanna.pk,
        }  # fmt: skip
        regels = set(Gebeurtenis.objects.values_list("tekst", flat=True))
    assert {
        "Bert Bakker is regisseur, Amina El Idrissi niet meer",
        "Plan schrijven: toegewezen aan Bert Bakker",
        "Meelezen terug naar het team",
    } <= regels
    with namens(amina):
        assert not Dossier.objects.zichtbaar_voor(als(amina)).exists()


def test_the_same_regisseur_again_keeps_the_tasks(van_amina: Any, amina: Any, tess: Any, taak: Any) -> None:
    plan = taak("Plan schrijven", "jeugdconsulent", amina)
    with namens(tess):
        actions.wijs_regisseur_toe(dossier=van_amina, medewerker=amina, door=tess)
        plan.refresh_from_db()
        assert plan.medewerker_id == amina.pk


def test_the_teamleider_hands_over_on_the_page_and_the_regisseur_does_not(
    van_amina: Any, amina: Any, tess: Any, bert: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    assert aangemeld(amina).get(f"{basis}regisseur/").status_code == 403
    assert "Andere regisseur" not in aangemeld(amina).get(basis).content.decode()
    leider = aangemeld(tess)
    assert "Andere regisseur" in leider.get(basis).content.decode()
    zonder = leider.post(f"{basis}regisseur/", {"medewerker": bert.pk, "waarom": " "})
    assert zonder.status_code == 422
    leider.post(f"{basis}regisseur/", {"medewerker": bert.pk, "waarom": "Amina gaat met verlof."})
    pagina = leider.get(basis).content.decode()
    assert "Bert Bakker" in pagina and "Amina gaat met verlof." in pagina


# Letting in, and ending ----------------------------------------------------------------------------------------------


def test_the_regisseur_lets_a_colleague_in_with_a_reason_and_ends_it(
    van_amina: Any, amina: Any, zoe: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    regisseur, collega = aangemeld(amina), aangemeld(zoe)
    assert regisseur.post(basis, {"medewerker": zoe.pk, "rol": "consulent"}).status_code == 422
    assert collega.get(basis).status_code == 404
    regisseur.post(basis, {"medewerker": zoe.pk, "rol": "consulent", "waarom": "Neemt waar in augustus."})
    pagina = collega.get(basis).content.decode()
    assert "Neemt waar in augustus." in pagina and "Collega laten meewerken" not in pagina
    with namens(amina):
        lid = Dossierlid.objects.get()
    assert regisseur.post(f"{basis}{lid.pk}/einde/", {"waarom": "Amina is terug."}).status_code == 302
    assert collega.get(basis).status_code == 404
    assert "Wie werkte eerder mee" in regisseur.get(basis).content.decode()


def test_whoever_stops_leaves_no_task_behind(
    van_amina: Any, amina: Any, zoe: Any, taak: Any, aangemeld: Any
) -> None:
    with namens(amina):
        lid = actions.maak_lid(dossier=van_amina, medewerker=zoe, rol="consulent", door=amina)
    bellen = taak("Bellen", "jeugdconsulent", zoe)
    stoppen = f"/dossier/{van_amina.nummer}/wie-werkt-mee/{lid.pk}/einde/"
    antwoord = aangemeld(zoe).post(stoppen, {"waarom": "Ik ga naar een ander team."})
    assert antwoord.url == "/"
    with namens(amina):
        bellen.refresh_from_db()
        assert bellen.medewerker_id is None
        assert Gebeurtenis.objects.filter(tekst="Bellen terug naar het team", dossier=van_amina).exists()


def test_who_reads_along_does_not_end_the_part_of_another(
    van_amina: Any, amina: Any, zoe: Any, hanna: Any, aangemeld: Any
) -> None:
    with namens(amina):
        lid = actions.maak_lid(dossier=van_amina, medewerker=zoe, rol="consulent", door=amina)
    with namens(hanna), pytest.raises(GeenRecht, match="stoppen met meewerken"):
        actions.beeindig_lid(lid=lid, door=hanna)
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    lezer = aangemeld(hanna)
    assert lezer.get(f"{basis}{lid.pk}/einde/").status_code == 403
    antwoord = lezer.post(basis, {"medewerker": hanna.pk, "rol": "consulent", "waarom": "Handig."})
    assert antwoord.status_code == 403


def test_a_task_to_read_along_lets_nobody_make_more_of_it(
    van_amina: Any, amina: Any, zoe: Any, taak: Any, aangemeld: Any
) -> None:
    """A second reader has a task and sees the dossier: that is no ground to let oneself in as one who changes it."""
    with namens(amina):
        actions.maak_lid(dossier=van_amina, medewerker=zoe, rol="tweede_lezer", door=amina)
    taak("Meelezen als tweede lezer", "jeugdconsulent", zoe, niet_door=[amina.pk])
    velden = {"medewerker": zoe.pk, "rol": "consulent", "waarom": "Dan kan ik het zelf aanpassen."}
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    assert aangemeld(zoe).post(basis, velden).status_code == 403
    with namens(zoe), pytest.raises(GeenRecht, match="laat een collega meewerken"):
        actions.maak_lid(dossier=van_amina, medewerker=zoe, rol="consulent", door=zoe)
    with namens(amina):
        assert [lid.rol for lid in Dossierlid.objects.all()] == ["tweede_lezer"]


def test_a_secret_dossier_names_who_is_tied_to_it_and_lets_in_by_who_leads(
    van_amina: Any, amina: Any, tess: Any, zoe: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    assert "Tess Timmer" in aangemeld(amina).get(basis).content.decode()
    with namens(amina):
        actions.markeer_geheim(dossier=van_amina, geheim=True, reden="Een collega kent haar.", door=amina)
    assert aangemeld(tess).get(basis).status_code == 404
    regisseur = aangemeld(amina)
    assert "Niemand: dit dossier is geheim." in regisseur.get(basis).content.decode()
    regisseur.post(basis, {"medewerker": tess.pk, "rol": "adviseur", "waarom": "Regelt vervanging."})
    leider = aangemeld(tess)
    assert leider.get(f"{basis}regisseur/").status_code == 200
    leider.post(basis, {"medewerker": zoe.pk, "rol": "consulent", "waarom": "Valt in."})
    assert aangemeld(zoe).get(basis).status_code == 200


def test_who_broke_the_glass_stands_on_the_page_and_leads_nothing(
    van_amina: Any, amina: Any, waterveld: Any, zuid: Any, aangemeld: Any
) -> None:
    ander = maak_medewerker(waterveld, "Tom Zuid", "teamleider", zuid)
    with namens(ander):
        actions.doorbreek(dossier=van_amina, reden=NACHT, door=ander)
    basis = f"/dossier/{van_amina.nummer}/wie-werkt-mee/"
    gast = aangemeld(ander)
    pagina = gast.get(basis).content.decode()
    assert NACHT in pagina and "Collega laten meewerken" not in pagina
    blijf = {"medewerker": ander.pk, "rol": "consulent", "waarom": "Ik wil blijven."}
    assert gast.post(basis, blijf).status_code == 403
    assert gast.get(f"{basis}regisseur/").status_code == 403
    with namens(ander), pytest.raises(GeenRecht, match="sluit een dossier"):
        actions.sluit_dossier(dossier=van_amina, reden="Klaar.", door=ander)


def test_a_teamleider_who_reads_along_for_another_team_does_not_lead_there(
    van_amina: Any, amina: Any, bert: Any, waterveld: Any, zuid: Any
) -> None:
    ander = maak_medewerker(waterveld, "Tom Zuid", "teamleider", zuid)
    with namens(amina):
        actions.maak_lid(dossier=van_amina, medewerker=ander, rol="tweede_lezer", door=amina)
    with namens(ander), pytest.raises(GeenRecht, match="wijst een regisseur aan"):
        actions.wijs_regisseur_toe(dossier=van_amina, medewerker=bert, door=ander)


def test_the_head_of_every_page_leads_to_it_and_own_colleagues_stand_first(
    van_amina: Any, amina: Any, bert: Any, zoe: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{van_amina.nummer}/"
    assert f'href="{basis}wie-werkt-mee/"' in aangemeld(amina).get(f"{basis}tijdlijn/").content.decode()
    with namens(amina):
        woorden = [meewerken.kandidaat_in_woorden(m) for m in meewerken.kandidaat_regisseurs(van_amina)]
    assert woorden == ["Bert Bakker · 0 gezinnen", "Zoë Zijlstra · 0 gezinnen · ander team"]
