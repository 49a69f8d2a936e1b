"""The frame of every write: all or nothing, never without a trace, never over somebody else's work."""

from __future__ import annotations

import pytest

from eenplan.dossier.actions import registreer_melding, voeg_notitie_toe
from eenplan.gezin.models import Gezin
from eenplan.kern import opslag, paden
from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, schrijf_vast, vergrendel
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis, Leesregel
from eenplan.kern.queries import log_inzage, tijdlijn, wie_keek_mee
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db


@actie
def doop_om(*, gezin, naam, door, daarna=lambda: None):
    gezin.naam = naam
    gezin.save()
    leg_vast(soort="gezin.hernoemd", door=door, over=gezin, tekst=f"Nu {naam}", waarom="op verzoek")
    daarna()
    return gezin


@actie
def doop_stil_om(*, gezin, naam, door):
    gezin.naam = naam
    gezin.save()


@actie
def doop_tweemaal_om(*, gezin, namen, door):
    for naam in namen:
        doop_om(gezin=gezin, naam=naam, door=door)


@pytest.fixture
def gezin(gezin_de_vries):
    return gezin_de_vries.gezin


@pytest.fixture
def dossier(amina, gezin_de_vries):
    with namens(amina):
        return registreer_melding(
            gezin=gezin_de_vries.gezin, jeugdige=gezin_de_vries.sem, route="school", melder_naam="Mentor",
            vraag="Sem komt niet meer op school.", door=amina,
        )  # fmt: skip


def opgeslagen_documenten():
    return {bestand.name for bestand in paden.var(*opslag.MAP).rglob("*") if bestand.is_file()}


def test_a_write_leaves_one_line_with_who_what_about_whom_and_why(amina, gezin):
    with namens(amina):
        doop_om(gezin=gezin, naam="Gezin Jansen", door=amina)
        regel = Gebeurtenis.objects.get()
        assert (regel.soort, regel.medewerker, regel.over_soort, regel.over_id, regel.waarom) == (
            "gezin.hernoemd", amina, "gezin.gezin", gezin.pk, "op verzoek",
        )  # fmt: skip
        assert regel.organisatie_id == amina.organisatie_id


def test_a_write_that_fails_leaves_nothing(amina, gezin):
    def storing():
        opslag.bewaar(b"een brief")
        raise RuntimeError("de stekker ging eruit")

    ervoor = opgeslagen_documenten()
    with namens(amina):
        with pytest.raises(RuntimeError):
            doop_om(gezin=gezin, naam="Gezin Half", door=amina, daarna=storing)
        gezin.refresh_from_db()
        assert gezin.naam == "Gezin De Vries"
        assert not Gebeurtenis.objects.exists()
    assert opgeslagen_documenten() == ervoor


def test_a_file_goes_when_the_page_around_the_action_fails_and_stays_when_it_succeeds(amina, gezin):
    ervoor = opgeslagen_documenten()
    with pytest.raises(ZeroDivisionError), namens(amina):
        doop_om(gezin=gezin, naam="Gezin Half", door=amina, daarna=lambda: opslag.bewaar(b"een brief"))
        1 / 0  # noqa: B018
    assert opgeslagen_documenten() == ervoor
    with namens(amina):
        doop_om(gezin=gezin, naam="Gezin Heel", door=amina, daarna=lambda: opslag.bewaar(b"een brief"))
    nieuw = opgeslagen_documenten() - ervoor
    assert len(nieuw) == 1
    opslag.verwijder(nieuw.pop())


def test_a_write_without_a_line_is_our_fault_and_is_undone(amina, gezin):
    with namens(amina):
        with pytest.raises(RuntimeError, match="zonder Gebeurtenis"):
            doop_stil_om(gezin=gezin, naam="Gezin Stil", door=amina)
        gezin.refresh_from_db()
        assert gezin.naam == "Gezin De Vries"


def test_an_action_of_actions_is_one_act_with_a_line_each(amina, gezin):
    with namens(amina):
        doop_tweemaal_om(gezin=gezin, namen=["Gezin Een", "Gezin Twee"], door=amina)
        assert Gebeurtenis.objects.count() == 2
        with pytest.raises(RuntimeError, match="zonder Gebeurtenis"):
            doop_tweemaal_om(gezin=gezin, namen=[], door=amina)


def test_an_action_takes_named_arguments_and_someone_who_does_it():
    with pytest.raises(TypeError, match="benoemde argumenten"):
        actie(lambda gezin, *, door: None)
    with pytest.raises(TypeError, match="door"):
        actie(lambda *, gezin: None)


def test_a_stale_edit_is_refused_and_nothing_is_lost(anton, bert, dossier):
    with namens(anton):
        notitie = voeg_notitie_toe(
            dossier=dossier, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=anton
        )
        bewaar_versie(notitie, 0, tekst="Gebeld met moeder.")
        with pytest.raises(VerouderdeVersie) as fout:
            bewaar_versie(notitie, 0, tekst="Gebeld met vader.")
        assert fout.value.huidig.tekst == "Gebeld met moeder."
        assert "Iemand anders" in fout.value.zin
        notitie.refresh_from_db()
        assert (notitie.tekst, notitie.versie) == ("Gebeld met moeder.", 1)
        assert [h.tekst for h in notitie.historie.order_by("pgh_id")] == ["Gebeld.", "Gebeld met moeder."]


def test_what_the_model_forbids_is_refused_at_its_field(anton, dossier):
    with namens(anton):
        notitie = voeg_notitie_toe(
            dossier=dossier, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=anton
        )
        with pytest.raises(Geweigerd) as leeg:
            bewaar_versie(notitie, 0, tekst="")
        assert leeg.value.veld == "tekst"
        dossier.gesloten_op = dossier.geopend_op.replace(year=2000)
        with pytest.raises(Geweigerd, match="sluitdatum ligt vóór"):
            keur(dossier)


def test_a_row_of_another_municipality_cannot_be_locked(ester, dossier):
    with namens(ester), pytest.raises(NietGevonden):
        vergrendel(type(dossier), dossier.pk)
    with namens(ester), pytest.raises(NietGevonden):
        vergrendel(Gezin, 10**15)


def test_each_read_leaves_a_line_and_nothing_shown_leaves_none(amina, dossier, gezin_de_vries):
    with namens(amina):
        assert log_inzage(medewerker=amina, wat="lijst", reden="team") is None
        log_inzage(
            medewerker=amina,
            wat="dossier",
            reden="regisseur",
            dossiers=[dossier.pk],
            personen=[gezin_de_vries.sem.pk],
        )
        regel = Leesregel.objects.get()
        assert (regel.medewerker, regel.wat, regel.reden, regel.dossiers) == (
            amina,
            "dossier",
            "regisseur",
            [dossier.pk],
        )
        assert list(wie_keek_mee(dossier.pk)) == [regel]
        assert not wie_keek_mee(dossier.pk + 1).exists()
        assert tijdlijn(dossier.pk)[0].soort == "melding.geregistreerd"


def test_within_an_act_one_can_read_what_it_left_so_far_and_nothing_is_written_twice(amina, gezin):
    gelezen = []

    def lees():
        gelezen.append(Gebeurtenis.objects.count())
        schrijf_vast()
        gelezen.append(Gebeurtenis.objects.count())

    with namens(amina):
        schrijf_vast()
        doop_om(gezin=gezin, naam="Gezin Jansen", door=amina, daarna=lees)
        assert (gelezen, Gebeurtenis.objects.count()) == ([0, 1], 1)


def test_a_locked_row_is_the_row_that_django_reads(anton, dossier, gezin_de_vries):
    """Encrypted, empty and computed columns included: what an action changes is what a page shows."""
    with namens(anton):
        for rij in (dossier, gezin_de_vries.sem):
            gelezen = type(rij)._default_manager.get(pk=rij.pk)
            slot = vergrendel(type(rij), rij.pk)
            velden = [veld.attname for veld in rij._meta.concrete_fields]
            assert [getattr(slot, v) for v in velden] == [getattr(gelezen, v) for v in velden]
            assert not slot.get_deferred_fields()
            assert not slot._state.adding
        assert slot.bsn == gezin_de_vries.sem.bsn
