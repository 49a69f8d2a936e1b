"""A closed dossier stays as it is; each attempt to add something is told what to do instead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eenplan.dossier import actions
from eenplan.kern import opslag
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(in_regie):
    """Of Amina: she writes in it."""
    return in_regie


def test_closing_needs_a_reason_and_lets_open_terms_lapse(dossier, amina):
    with namens(amina):
        for reden, zin in ((" ", "Geef de reden"), ("x" * 301, "300")):
            with pytest.raises(Geweigerd, match=zin):
                actions.sluit_dossier(dossier=dossier, reden=reden, door=amina)
        dossier = actions.sluit_dossier(dossier=dossier, reden="  Doelen gehaald.  ", door=amina)
        assert (dossier.is_open, dossier.gesloten_op, dossier.sluitreden) == (
            False,
            vandaag(),
            "Doelen gehaald.",
        )
        assert dossier.termijnen.get().vervallen_op == vandaag()
        assert dossier.gebeurtenissen.get(soort="dossier.gesloten").waarom == "Doelen gehaald."


def test_the_right_to_object_outlives_the_dossier(dossier, amina):
    with namens(amina):
        actions.start_termijn(dossier=dossier, soort="bezwaar", start=vandaag(), door=amina)
        actions.sluit_dossier(dossier=dossier, reden="Doelen gehaald.", door=amina)
        assert dossier.termijnen.get(soort="bezwaar").vervallen_op is None
        assert dossier.termijnen.exclude(soort="bezwaar").get().vervallen_op == vandaag()


@pytest.fixture
def gesloten(dossier, amina, gezin_de_vries):
    """A dossier with one of each, closed."""
    with namens(amina):
        dossier.notitie = actions.voeg_notitie_toe(
            dossier=dossier, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=amina
        )
        dossier.toestemming = actions.geef_toestemming(
            dossier=dossier, persoon=gezin_de_vries.marije, aan_wie="school", doel="overleg over Sem",
            gegeven_op=vandaag(), tot=vandaag() + timedelta(days=90), door=amina,
        )  # fmt: skip
        actions.sluit_dossier(dossier=dossier, reden="Doelen gehaald.", door=amina)
    return dossier


POGINGEN = {
    "nogmaals sluiten": lambda d, wie: actions.sluit_dossier(dossier=d, reden="Nog eens.", door=wie),
    "notitie": lambda d, wie: actions.voeg_notitie_toe(
        dossier=d, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=wie
    ),
    "notitie verbeteren": lambda d, wie: actions.wijzig_notitie(
        notitie=d.notitie, gelezen_versie=0, tekst="Anders.", met_wie="", door=wie
    ),
    "document": lambda d, wie: actions.voeg_document_toe(
        dossier=d, naam="a.txt", soort="brief", inhoud=b"tekst", door=wie
    ),
    "toestemming": lambda d, wie: actions.geef_toestemming(
        dossier=d, persoon=d.toestemming.persoon, aan_wie="huisarts", doel="overleg",
        gegeven_op=vandaag(), tot=vandaag(), door=wie,
    ),
    "termijn": lambda d, wie: actions.start_termijn(dossier=d, soort="evaluatie", start=vandaag(), door=wie),
    "fase": lambda d, wie: actions.zet_fase(dossier=d, fase="plan", door=wie),
    "regisseur": lambda d, wie: actions.wijs_regisseur_toe(dossier=d, medewerker=wie, door=wie),
    "controleren": lambda d, wie: actions.controleer_melding(melding=d.meldingen.get(), door=wie),
    "beoordelen": lambda d, wie: actions.beoordeel_melding(
        melding=d.meldingen.get(), uitkomst="verwezen", verwezen_naar="wijkteam", reden="licht", door=wie
    ),
}  # fmt: skip


@pytest.mark.parametrize("wat", POGINGEN)
def test_nothing_is_added_to_a_closed_dossier(gesloten, amina, wat):
    with namens(amina):
        aantal = Gebeurtenis.objects.count()
        with pytest.raises(Geweigerd) as fout:
            POGINGEN[wat](gesloten, amina)
        assert fout.value.zin == (
            f"Dossier {gesloten.nummer} is gesloten op {vandaag():%d-%m-%Y}. "
            "Registreer een nieuwe melding als het gezin opnieuw hulp vraagt."
        )
        assert Gebeurtenis.objects.count() == aantal


@pytest.mark.parametrize("wat", ["schort_termijn_op", "verdaag_termijn"])
def test_a_lapsed_term_is_not_moved(gesloten, amina, wat):
    velden = {"vanaf": vandaag()} if wat == "schort_termijn_op" else {"duur": "P1W"}
    with namens(amina), pytest.raises(Geweigerd, match="loopt niet meer"):
        getattr(actions, wat)(rij=gesloten.termijnen.get(), grond="wachten", door=amina, **velden)


def test_the_family_may_still_withdraw_consent_and_access_can_still_be_handled(gesloten, amina, advies_ad):
    with namens(amina):
        assert (
            actions.trek_toestemming_in(toestemming=gesloten.toestemming, door=amina).ingetrokken_op
            == vandaag()
        )
        actions.maak_lid(
            dossier=gesloten, medewerker=advies_ad, rol="adviseur", door=amina, waarom="Bezwaar."
        )
        assert gesloten.leden.count() == 1


def test_the_files_of_a_closed_dossier_stay(dossier, amina):
    with namens(amina):
        document = actions.voeg_document_toe(
            dossier=dossier, naam="a.txt", soort="brief", inhoud=b"tekst", door=amina
        )
        actions.sluit_dossier(dossier=dossier, reden="Doelen gehaald.", door=amina)
    assert opslag.lees(document.sleutel) == b"tekst"
    opslag.verwijder(document.sleutel)
