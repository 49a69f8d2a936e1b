"""Breaking the glass: with a reason, for a short time, read back by someone else; and the secrecy mark."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eenplan.dossier.actions import beoordeel_doorbreking, doorbreek, maak_lid, markeer_geheim
from eenplan.dossier.models import Doorbreking, Dossier
from eenplan.dossier.queries import te_beoordelen_doorbrekingen
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu

pytestmark = pytest.mark.django_db

REDEN = "Crisisdienst: moeder belt, Sem is weg."


@pytest.fixture
def doorbroken(dossier, zoe):
    with namens(zoe):
        return doorbreek(dossier=dossier, reden=REDEN, door=zoe)


def test_a_reason_opens_the_dossier_for_a_working_day_and_stands_on_the_timeline(dossier, zoe, doorbroken):
    assert doorbroken.loopt
    assert timedelta(hours=7) < doorbroken.tot - nu() <= timedelta(hours=8)
    with namens(zoe):
        regel = dossier.gebeurtenissen.get(soort="dossier.doorbroken")
        assert (regel.waarom, regel.medewerker) == (REDEN, zoe)


@pytest.mark.parametrize("reden", ["", "spoed", " " * 40, "x" * 19])
def test_a_reason_that_explains_nothing_is_refused(dossier, zoe, reden):
    with namens(zoe):
        with pytest.raises(Geweigerd, match="in een zin waarom") as fout:
            doorbreek(dossier=dossier, reden=reden, door=zoe)
        assert fout.value.veld == "reden"
        assert not Doorbreking.objects.exists()


@pytest.mark.parametrize("wie", ["kees", "bea", "advies_ad", "anton"])
def test_who_does_not_work_with_families_breaks_nothing(request, dossier, wie):
    persoon = request.getfixturevalue(wie)
    with namens(persoon), pytest.raises(GeenRecht, match="uw functie"):
        doorbreek(dossier=dossier, reden=REDEN, door=persoon)


def test_someone_else_reads_the_reason_back(doorbroken, zoe, tess, kees, amina):
    with namens(tess):
        assert (
            list(te_beoordelen_doorbrekingen(tess)) == list(te_beoordelen_doorbrekingen(kees)) == [doorbroken]
        )
        assert not te_beoordelen_doorbrekingen(amina).exists()
        with pytest.raises(GeenRecht):
            beoordeel_doorbreking(doorbreking=doorbroken, terecht=True, oordeel="", door=amina)
        with pytest.raises(Geweigerd, match="waarom het niet terecht was"):
            beoordeel_doorbreking(doorbreking=doorbroken, terecht=False, oordeel=" ", door=tess)
        oordeel = beoordeel_doorbreking(
            doorbreking=doorbroken, terecht=False, oordeel="Collega was er.", door=tess
        )
        assert (oordeel.terecht, oordeel.beoordeeld_door) == (False, tess)
        with pytest.raises(Geweigerd, match="al beoordeeld"):
            beoordeel_doorbreking(doorbreking=doorbroken, terecht=True, oordeel="", door=kees)
        assert not te_beoordelen_doorbrekingen(kees).exists()


def test_nobody_judges_their_own(dossier, tess):
    with namens(tess):
        eigen = doorbreek(dossier=dossier, reden=REDEN, door=tess)
        assert not te_beoordelen_doorbrekingen(tess).exists()
        with pytest.raises(Geweigerd, match="eigen doorbreking"):
            beoordeel_doorbreking(doorbreking=eigen, terecht=True, oordeel="", door=tess)


def test_the_review_list_is_of_the_own_municipality(doorbroken, elders):
    from mensen import maak_medewerker

    ver_weg = maak_medewerker(elders, "Els Elders", "kwaliteitsadviseur")
    with namens(ver_weg):
        assert not te_beoordelen_doorbrekingen(ver_weg).exists()


# The secrecy mark ---------------------------------------------------------------------------------------------


def test_a_secret_needs_a_reason_and_can_be_lifted(dossier, anton, petra):
    with namens(anton):
        with pytest.raises(Geweigerd, match="Geef de reden"):
            markeer_geheim(dossier=dossier, geheim=True, reden=" ", door=anton)
        markeer_geheim(dossier=dossier, geheim=True, reden="Een collega kent het gezin.", door=anton)
        assert not Dossier.objects.zichtbaar_voor(petra).exists()
        markeer_geheim(dossier=dossier, geheim=False, reden="Collega is vertrokken.", door=anton)
        assert Dossier.objects.zichtbaar_voor(petra).exists()


def test_who_marks_a_dossier_without_a_regisseur_keeps_it_in_sight(dossier, anton, petra):
    """Otherwise nobody could find the family again, not even to give it a regisseur."""
    with namens(anton):
        markeer_geheim(dossier=dossier, geheim=True, reden="Een collega kent het gezin.", door=anton)
        assert Dossier.objects.zichtbaar_voor(anton).get() == dossier
        maak_lid(dossier=dossier, medewerker=petra, rol="behandelaar", door=anton)
        assert Dossier.objects.zichtbaar_voor(petra).get() == dossier


def test_a_regisseur_who_marks_it_needs_no_second_ground(dossier, amina):
    with namens(amina):
        Dossier.objects.filter(pk=dossier.pk).update(regisseur=amina)
        markeer_geheim(dossier=dossier, geheim=True, reden="Bedreiging door een ex-partner.", door=amina)
        assert not dossier.leden.exists()
