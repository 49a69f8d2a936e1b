"""What one fte may carry: chosen with a reason from a day on, never changed behind anybody's back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from eenplan.caseload import norm_actions, normen, zwaarte
from eenplan.caseload.models import Caseloadnorm, Zaakgewicht, Zwaarte
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu, op_moment, vandaag
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db
PLAN = Zwaarte.MEERVOUDIG_PLAN


@pytest.fixture
def mo(waterveld: Any) -> Any:
    """Manager."""
    return maak_medewerker(waterveld, "Mo Manders", "manager")


def kies(door: Any, **velden: Any) -> Caseloadnorm:
    basis: dict[str, Any] = {
        "grootheid": "gezinnen", "per_fte": Decimal("8.5"), "vanaf": vandaag(), "bron": "Besluit MT", "aanname": False,
        "waarom": "Rust in het team",
    }  # fmt: skip
    with namens(door):
        return norm_actions.kies_norm(door=door, **basis | velden)


def test_without_a_choice_the_work_model_holds_and_the_page_says_so(aangemeld: Any, mo: Any) -> None:
    pagina = aangemeld(mo).get("/caseload/norm/").content.decode()
    assert "Er is nog geen norm gekozen" in pagina
    assert "nog niet gekozen: het werkmodel" in pagina
    assert "Stuur daarom niet alles op cliënten per fte." in pagina


def test_a_published_norm_fills_the_form_and_is_chosen_with_its_source(aangemeld: Any, mo: Any) -> None:
    client = aangemeld(mo)
    form = client.get("/caseload/norm/?voorstel=4").context["form"]
    velden = {naam: form[naam].value() for naam in ("grootheid", "per_fte", "bron", "vanaf")}
    assert (velden["grootheid"], velden["per_fte"]) == ("gezinnen", Decimal("8.5"))
    velden["vanaf"] = velden["vanaf"].isoformat()
    assert client.post("/caseload/norm/", velden | {"waarom": "Past bij ons"}).status_code == 302
    pagina = client.get("/caseload/norm/").content.decode()
    for woord in ("8,5 gezinnen", "Verbeterplan jeugdbescherming", "Mo Manders", "Past bij ons", "geldt nu"):
        assert woord in pagina, woord
    with namens(mo):
        assert normen.huidige_norm().gekozen


def test_a_norm_for_later_waits_until_its_day_and_can_be_taken_back(mo: Any) -> None:
    later = vandaag() + timedelta(days=30)
    kies(mo)
    nieuw = kies(mo, vanaf=later, per_fte=Decimal(9))
    with namens(mo):
        assert normen.huidige_norm().per_fte == Decimal("8.5")
        with op_moment(nu() + timedelta(days=31)):
            assert normen.huidige_norm().per_fte == Decimal(9)
        norm_actions.trek_norm_in(norm=nieuw, door=mo)
        assert not Caseloadnorm.objects.filter(vanaf=later).exists()
        assert Gebeurtenis.objects.filter(soort="caseload.norm_ingetrokken", medewerker=mo).exists()


def test_a_norm_that_has_held_stays(mo: Any) -> None:
    with op_moment(nu() - timedelta(days=10)):
        oud = kies(mo)
    with namens(mo), pytest.raises(Geweigerd, match="blijft staan"):
        norm_actions.trek_norm_in(norm=oud, door=mo)


@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"vanaf": -1}, "vanaf"),
        ({"per_fte": Decimal(0)}, "per_fte"),
        ({"grootheid": "punten"}, "grootheid"),
        ({"bron": " "}, "bron"),
        ({"waarom": " "}, "waarom"),
    ],
)
def test_a_norm_that_is_not_right_is_refused_at_its_field(mo: Any, fout: dict[str, Any], veld: str) -> None:
    if fout.get("vanaf"):
        fout = {"vanaf": vandaag() + timedelta(days=fout["vanaf"])}
    with pytest.raises(Geweigerd) as weigering:
        kies(mo, **fout)
    assert weigering.value.veld == veld
    with namens(mo):
        assert not Caseloadnorm.objects.exists()


def test_one_day_has_one_norm(aangemeld: Any, mo: Any) -> None:
    kies(mo)
    antwoord = aangemeld(mo).post(
        "/caseload/norm/",
        {
            "grootheid": "uren", "per_fte": "20", "vanaf": vandaag().isoformat(), "bron": "x", "waarom": "Toch anders",
        },
    )  # fmt: skip
    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors["vanaf"] == [
        "Er geldt al een norm vanaf deze dag. Kies een andere dag."
    ]
    assert "Toch anders" in antwoord.content.decode()


def test_a_team_lead_reads_and_does_not_choose(aangemeld: Any, tess: Any, amina: Any) -> None:
    assert "Een norm kiezen" not in aangemeld(tess).get("/caseload/norm/").content.decode()
    assert aangemeld(tess).post("/caseload/norm/", {}).status_code == 403
    assert aangemeld(amina).get("/caseload/norm/").status_code == 403
    with pytest.raises(GeenRecht):
        kies(tess)


# ---- weights -----------------------------------------------------------------------------------------


def test_own_hours_replace_the_work_model_and_go_back_to_it(aangemeld: Any, mo: Any) -> None:
    client, adres = aangemeld(mo), f"/caseload/norm/gewicht/?zwaarte={PLAN}"
    with namens(mo):
        assert zwaarte.gewichten()[PLAN].aanname
    assert client.post(adres, {"uren": "2.25", "bron": "Tijdmeting maart"}).status_code == 302
    with namens(mo):
        eigen = zwaarte.gewichten()[PLAN]
        assert (eigen.uren, eigen.bron, eigen.aanname) == (Decimal("2.25"), "Tijdmeting maart", False)
    assert client.post(adres, {"wat": "werkmodel", "versie": "0"}).status_code == 302
    with namens(mo):
        assert zwaarte.gewichten()[PLAN].aanname
        soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
        assert soorten >= {"caseload.gewicht_gekozen", "caseload.gewicht_verlaten"}


@pytest.mark.parametrize(
    ("uren", "bron", "veld"), [("0", "x", "uren"), ("41", "x", "uren"), ("2", " ", "bron")]
)
def test_hours_that_cannot_be_are_refused_at_their_field(
    aangemeld: Any, mo: Any, uren: str, bron: str, veld: str
) -> None:
    antwoord = aangemeld(mo).post(f"/caseload/norm/gewicht/?zwaarte={PLAN}", {"uren": uren, "bron": bron})
    assert antwoord.status_code == 422
    assert set(antwoord.context["form"].errors) == {veld}
    with namens(mo):
        assert not Zaakgewicht.objects.exists()


def test_two_who_weigh_at_once_see_each_other(aangemeld: Any, mo: Any, bea: Any) -> None:
    """Also the very first time, when there was no row to read a version of."""
    adres = f"/caseload/norm/gewicht/?zwaarte={PLAN}"
    aangemeld(bea).post(adres, {"uren": "2", "bron": "Bea"})
    antwoord = aangemeld(mo).post(adres, {"uren": "3", "bron": "Mo", "versie": ""})
    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert "Bea" in pagina and "Mo" in pagina
    with namens(mo), pytest.raises(VerouderdeVersie):
        norm_actions.verlaat_gewicht(zwaarte=PLAN, gelezen_versie=7, door=mo)


def test_a_weight_that_is_not_there_is_not_found(aangemeld: Any, mo: Any) -> None:
    assert aangemeld(mo).get("/caseload/norm/gewicht/?zwaarte=licht").status_code == 404
