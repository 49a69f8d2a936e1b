"""From a report to a dossier: one family, one dossier, a number without holes, a term on the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eenplan.dossier.actions import (
    beoordeel_melding,
    controleer_melding,
    nieuw_nummer,
    sluit_dossier,
    wijs_regisseur_toe,
)
from eenplan.dossier.models import Dossier, Melding
from eenplan.gezin.models import Gezin
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.tijd import nu, vandaag
from termijn import tel_werkdagen_op

pytestmark = pytest.mark.django_db


def test_a_report_opens_a_dossier_with_a_number_and_a_term(meld, amina):
    dossier = meld()
    assert dossier.nummer == f"WV-{vandaag().year}-00001"
    with namens(amina):
        assert dossier.meldingen.get().status == "ontvangen"
        termijn = dossier.termijnen.get()
        assert (termijn.soort, termijn.start) == ("introcontact", vandaag())
        assert termijn.eind == tel_werkdagen_op(vandaag(), 5)
        soorten = [g.soort for g in dossier.gebeurtenissen.order_by("id")]
        assert soorten == ["termijn.gestart", "melding.geregistreerd"]


def test_a_second_report_joins_the_open_dossier_and_its_running_term(meld, amina, gezin_de_vries):
    eerste = meld()
    tweede = meld(jeugdige=gezin_de_vries.lotte, route="huisarts", vraag="Lotte slaapt slecht.")
    assert tweede == eerste
    with namens(amina):
        assert eerste.meldingen.count() == 2
        assert eerste.termijnen.count() == 1


def test_after_closing_a_new_report_opens_a_new_dossier(meld, petra):
    eerste = meld()
    with namens(petra):
        sluit_dossier(dossier=eerste, reden="Het gaat weer goed.", door=petra)
    assert meld().nummer == f"WV-{vandaag().year}-00002"


def test_each_municipality_counts_for_itself(meld, amina, ester, elders):
    from eenplan.gezin.models import Gezinslid
    from mensen import maak_persoon

    meld()
    with namens(ester):
        kind = maak_persoon(elders, "Kim", 9, "x")
        gezin = Gezin.objects.create(organisatie=elders, naam="Gezin Elders")
        Gezinslid.objects.create(organisatie=elders, gezin=gezin, persoon=kind, rol="jeugdige")
    assert meld(gezin=gezin, jeugdige=kind, door=ester).nummer == f"EL-{vandaag().year}-00001"


@pytest.mark.parametrize(
    ("laatste", "volgende"),
    [("00009", "00010"), ("99998", "99999"), ("99999", "100000"), ("100000", "100001")],
)
def test_numbers_go_on_past_five_digits(meld, amina, laatste, volgende):
    dossier = meld()
    jaar = vandaag().year
    with namens(amina):
        if len(laatste) > 5:  # the last one of five digits stands there too
            Dossier.objects.create(
                organisatie=amina.organisatie, nummer=f"WV-{jaar}-99999", geopend_op=vandaag(),
                gezin=Gezin.objects.create(organisatie=amina.organisatie, naam="Gezin Laatst"),
            )  # fmt: skip
        Dossier.objects.filter(pk=dossier.pk).update(nummer=f"WV-{jaar}-{laatste}")
        assert nieuw_nummer(amina.organisatie, jaar) == f"WV-{jaar}-{volgende}"
        assert nieuw_nummer(amina.organisatie, jaar + 1) == f"WV-{jaar + 1}-00001"


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"vraag": "  "}, "vraag", "Schrijf op wat er aan de hand is"),
        ({"ontvangen_op": lambda: nu() + timedelta(minutes=5)}, "ontvangen_op", "niet in de toekomst"),
        ({"route": "postduif"}, "route", "postduif"),
        ({"melder_naam": ""}, "melder_naam", "leeg"),
        ({"melder_naam": "x" * 121}, "melder_naam", "120"),
    ],
)
def test_a_report_that_is_not_right_is_refused_whole(meld, amina, velden, veld, zin):
    with pytest.raises(Geweigerd, match=zin) as fout:
        meld(**{naam: waarde() if callable(waarde) else waarde for naam, waarde in velden.items()})
    assert fout.value.veld == veld
    with namens(amina):
        assert not Dossier.objects.exists()
        assert not Melding.objects.exists()


def test_a_child_of_another_family_or_municipality_is_refused(meld, amina, ester, elders, waterveld):
    from mensen import maak_persoon

    with namens(ester):
        kim = maak_persoon(elders, "Kim", 9, "x")
    with namens(amina):
        buurkind = maak_persoon(waterveld, "Bo", 9, "x")
    for kind in (kim, buurkind):
        with pytest.raises(Geweigerd, match="hoort niet bij Gezin De Vries"):
            meld(jeugdige=kind)
    with pytest.raises(NietGevonden):
        meld(door=ester)


def test_triage_sends_the_family_to_a_team(meld, amina, petra, noord, elders, ester):
    dossier = meld()
    with namens(petra):
        melding = controleer_melding(melding=dossier.meldingen.get(), door=petra)
        assert melding.status == "gecontroleerd"
        with pytest.raises(Geweigerd, match="team van de eigen organisatie"):
            beoordeel_melding(
                melding=melding, uitkomst="regieteam", team=ester.teamlidmaatschappen.get().team, door=petra
            )
        melding = beoordeel_melding(
            melding=melding, uitkomst="regieteam", team=noord, urgentie="spoed", door=petra
        )
        dossier.refresh_from_db()
        assert (melding.status, dossier.team, dossier.urgentie) == ("beoordeeld", noord, "spoed")
        with pytest.raises(Geweigerd, match="al beoordeeld"):
            beoordeel_melding(melding=melding, uitkomst="regieteam", team=noord, door=petra)


def test_who_is_referred_elsewhere_hears_where_to_and_why(meld, petra):
    with namens(petra):
        melding = meld().meldingen.get()
        with pytest.raises(Geweigerd, match="waarheen u verwijst en waarom") as fout:
            beoordeel_melding(melding=melding, uitkomst="verwezen", door=petra, verwezen_naar="wijkteam")
        assert fout.value.veld == "verwezen_naar"


def test_a_later_report_that_is_referred_leaves_the_team_that_helps_already(meld, petra, noord):
    with namens(petra):
        dossier = meld()
        beoordeel_melding(melding=dossier.meldingen.get(), uitkomst="regieteam", team=noord, door=petra)
    meld(route="huisarts", vraag="Nog een vraag.")
    with namens(petra):
        tweede = dossier.meldingen.get(beoordeeld_op__isnull=True)
        beoordeel_melding(
            melding=tweede, uitkomst="verwezen", verwezen_naar="huisarts", reden="Medische vraag.", door=petra
        )
        dossier.refresh_from_db()
        assert dossier.team == noord


def test_only_someone_who_may_lead_becomes_regisseur(meld, amina, petra, tess, ester):
    with namens(petra):
        dossier = meld()
        for wie, zin in ((tess, "geen jeugdconsulent"), (ester, "eigen organisatie")):
            with pytest.raises(Geweigerd, match=zin):
                wijs_regisseur_toe(dossier=dossier, medewerker=wie, door=petra)
        dossier = wijs_regisseur_toe(dossier=dossier, medewerker=amina, door=petra)
        assert (dossier.regisseur, dossier.fase) == (amina, "onderzoek")
        amina.actief = False
        with pytest.raises(Geweigerd, match="kan geen regisseur zijn"):
            wijs_regisseur_toe(dossier=dossier, medewerker=amina, door=petra)


def test_the_family_that_reports_itself_needs_no_functie_of_a_reporter(meld, gezin_de_vries, amina):
    dossier = meld(route="gezin", melder_naam=str(gezin_de_vries.marije))
    with namens(amina):
        assert "jeugdige of ouder zelf" in dossier.gebeurtenissen.get(soort="melding.geregistreerd").tekst
