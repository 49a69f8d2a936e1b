"""Who may give rights, to whom, and what is refused; always seen from two municipalities."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie import actions, queries
from eenplan.organisatie.models import Functievervulling, Mandaat, Medewerker
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheert(bea):
    with namens(bea):
        yield bea


def test_beheerder_hires_someone_gives_a_functie_and_a_team(beheert, waterveld, noord):
    nora = actions.maak_medewerker(
        organisatie=waterveld, naam=" Nora Nijs ", fte=Decimal("0.8"), door=beheert
    )
    actions.geef_functie(medewerker=nora, functie="jeugdconsulent", door=beheert)
    actions.zet_in_team(medewerker=nora, team=noord, door=beheert)
    assert nora.naam == "Nora Nijs" and nora.heeft_functie("jeugdconsulent") and nora.team_ids == (noord.pk,)
    assert list(queries.teamleden(noord)) == [nora] and queries.team_fte(noord) == Decimal("0.80")
    assert set(Gebeurtenis.objects.values_list("soort", flat=True)) == {
        "medewerker.gestart", "medewerker.functie_gegeven", "medewerker.in_team",
    }  # fmt: skip


def test_consulent_may_not_give_rights(amina, bert):
    with namens(amina), pytest.raises(GeenRecht, match="Alleen een beheerder"):
        actions.geef_functie(medewerker=bert, functie="praktijkleider", door=amina)
    assert bert.functies == {"jeugdconsulent"}


def test_beheerder_of_waterveld_finds_nobody_of_elders(beheert, ester, elders, noord):
    for doe in (
        lambda: actions.geef_functie(medewerker=ester, functie="beheerder", door=beheert),
        lambda: actions.wijzig_medewerker(medewerker=ester, gelezen_versie=0, naam="X", door=beheert),
        lambda: actions.maak_medewerker(organisatie=elders, naam="X", door=beheert),
        lambda: queries.medewerker_van(beheert.organisatie, ester.pk),
    ):
        with pytest.raises(NietGevonden):
            doe()
    assert ester not in queries.medewerkers(beheert.organisatie)


def test_team_of_another_municipality_cannot_be_joined(beheert, amina, ester):
    with pytest.raises(NietGevonden):
        actions.zet_in_team(medewerker=amina, team=ester.teamlidmaatschappen.get().team, door=beheert)


def test_nobody_gives_a_functie_to_themselves(beheert):
    with pytest.raises(Geweigerd, match="uzelf geen functie"):
        actions.geef_functie(medewerker=beheert, functie="praktijkleider", door=beheert)


def test_same_functie_twice_at_the_same_time_is_refused(beheert, amina):
    with pytest.raises(Geweigerd, match="in deze periode al"):
        actions.geef_functie(medewerker=amina, functie="jeugdconsulent", door=beheert)
    assert Functievervulling.objects.filter(medewerker=amina).count() == 1


def test_functie_ends_on_its_last_day(beheert, amina):
    actions.beeindig_functie(
        vervulling=amina.functievervullingen.get(), tot=vandaag() - timedelta(days=1), door=beheert
    )
    assert not Medewerker.objects.get(pk=amina.pk).functies


def test_a_functie_that_ends_before_it_begins_is_refused_at_its_end(beheert, amina):
    with pytest.raises(Geweigerd, match="vóór de begindatum") as fout:
        actions.geef_functie(
            medewerker=amina,
            functie="teamleider",
            vanaf=vandaag(),
            tot=vandaag() - timedelta(days=1),
            door=beheert,
        )
    assert fout.value.veld == "tot"


def test_end_before_begin_is_refused_and_nothing_changes(beheert, amina):
    vervulling = amina.functievervullingen.get()
    with pytest.raises(Geweigerd, match="vóór de begindatum") as fout:
        actions.beeindig_functie(
            vervulling=vervulling, tot=vervulling.vanaf - timedelta(days=1), door=beheert
        )
    assert fout.value.veld == "tot"
    vervulling.refresh_from_db()
    assert vervulling.tot is None


def test_last_beheerder_stays(beheert, waterveld):
    with pytest.raises(Geweigerd, match="laatste beheerder"):
        actions.beeindig_functie(vervulling=beheert.functievervullingen.get(), tot=vandaag(), door=beheert)
    with pytest.raises(Geweigerd, match="laatste beheerder"):
        actions.neem_uit_dienst(medewerker=beheert, waarom="andere baan", door=None)
    ben = maak_medewerker(waterveld, "Ben Bos", "beheerder")
    actions.beeindig_functie(vervulling=beheert.functievervullingen.get(), tot=vandaag(), door=ben)


def test_stale_edit_is_refused_and_keeps_the_other_one(beheert, amina):
    actions.wijzig_medewerker(medewerker=amina, gelezen_versie=0, fte=Decimal("0.9"), door=beheert)
    with pytest.raises(VerouderdeVersie):
        actions.wijzig_medewerker(medewerker=amina, gelezen_versie=0, fte=Decimal("0.5"), door=beheert)
    assert Medewerker.objects.get(pk=amina.pk).fte == Decimal("0.90")


@pytest.mark.parametrize(
    ("velden", "veld"),
    [({"fte": Decimal("1.5")}, "fte"), ({"skj_nummer": "12"}, "skj_nummer"), ({"naam": " "}, "naam"), ({"skj_tot": vandaag()}, "skj_nummer")],
)  # fmt: skip
def test_wrong_details_are_refused_at_their_field(beheert, amina, velden, veld):
    with pytest.raises(Geweigerd) as fout:
        actions.wijzig_medewerker(medewerker=amina, gelezen_versie=0, door=beheert, **velden)
    assert fout.value.veld == veld


def test_team_name_is_unique_within_a_municipality_only(beheert, waterveld, noord, ester):
    with pytest.raises(Geweigerd, match="al een team"):
        actions.maak_team(organisatie=waterveld, naam="noord", soort="regie", door=beheert)


# ---- mandates --------------------------------------------------------------------------------------


@pytest.fixture
def mandaat(beheert, waterveld):
    def geef(**velden):
        vast = {
            "organisatie": waterveld,
            "functie": "jeugdconsulent",
            "besluitsoort": "zin",
            "bron": "Mandaatbesluit 2026",
        }
        return actions.geef_mandaat(door=beheert, **(vast | velden))

    return geef


def test_mandate_holds_up_to_and_including_its_amount(mandaat, amina):
    gegeven = mandaat(tot_bedrag=Decimal(10000))
    assert queries.mandaat_voor(amina, "zin", Decimal(10000)) == gegeven
    assert queries.mandaat_voor(amina, "zin", Decimal("10000.01")) is None
    assert queries.mandaat_voor(amina, "pgb", Decimal(1)) is None


def test_mandate_of_the_functie_is_not_for_another_functie_or_municipality(mandaat, petra, ester):
    mandaat()
    assert queries.mandaat_voor(petra, "zin", Decimal(1)) is None
    assert queries.mandaat_voor(ester, "zin", Decimal(1)) is None


def test_personal_mandate_is_for_that_person_alone_and_named_first(mandaat, amina, bert):
    mandaat(tot_bedrag=Decimal(100))
    eigen = mandaat(medewerker=amina, tot_bedrag=Decimal(5000))
    assert queries.mandaat_voor(amina, "zin", Decimal(50)) == eigen
    assert queries.mandaat_voor(bert, "zin", Decimal(4000)) is None


def test_mandate_counts_on_the_day_of_the_decision(mandaat, amina, beheert):
    gegeven = mandaat(vanaf=vandaag() - timedelta(days=30))
    actions.trek_mandaat_in(
        mandaat=gegeven, tot=vandaag() - timedelta(days=1), waarom="nieuw besluit", door=beheert
    )
    assert queries.mandaat_voor(amina, "zin", Decimal(1)) is None
    assert queries.mandaat_voor(amina, "zin", Decimal(1), op=vandaag() - timedelta(days=2)) == gegeven


def test_who_left_signs_nothing(mandaat, amina):
    mandaat()
    amina.actief = False
    assert queries.mandaat_voor(amina, "zin", Decimal(1)) is None


def test_mandate_needs_ground_amount_and_functie(mandaat, petra, beheert):
    for velden, veld in (
        ({"bron": ""}, "bron"),
        ({"tot_bedrag": Decimal(-1)}, "tot_bedrag"),
        ({"medewerker": petra}, "medewerker"),
        ({"tot": vandaag() - timedelta(days=1)}, "tot"),
    ):
        with pytest.raises(Geweigerd) as fout:
            mandaat(**velden)
        assert fout.value.veld == veld
    assert not Mandaat.objects.exists()


def test_people_with_a_functie_are_of_one_municipality(amina, bert, ester, waterveld):
    assert list(queries.medewerkers_met_functie(waterveld, "jeugdconsulent")) == [amina, bert]
