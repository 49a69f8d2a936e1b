"""What may be recorded about people, and what is refused with a sentence and nothing half-stored."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eenplan.gezin import actions, queries
from eenplan.gezin.models import Gezag, Gezin, Gezinslid, Netwerkcontact, Persoon, Relatie
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from mensen import bsn, geboren, maak_persoon

pytestmark = pytest.mark.django_db

GISTEREN = timedelta(days=1)


@pytest.fixture
def werkt(amina):
    """Amina is at work: everything happens in her name."""
    with namens(amina):
        yield amina


def assert_refused(veld, zin, doe):
    """Refused at that field with that sentence, and not a row more than before."""
    modellen = (Persoon, Gezin, Gezinslid, Relatie, Gezag, Netwerkcontact, Gebeurtenis)
    voor = [m.objects.count() for m in modellen]
    with pytest.raises(Geweigerd, match=zin or None) as fout:
        doe()
    assert fout.value.veld == veld
    assert [m.objects.count() for m in modellen] == voor


# ---- persons ---------------------------------------------------------------------------------------


def test_person_is_registered_with_a_checked_and_hidden_bsn(werkt):
    sem = actions.registreer_persoon(door=werkt, voornamen=" Sem ", achternaam="Vries", bsn=f"{bsn(7)[:4]} {bsn(7)[4:]}", postcode="1234 ab")  # fmt: skip
    opgeslagen = Persoon.objects.get(pk=sem.pk)
    assert (opgeslagen.voornamen, opgeslagen.postcode, opgeslagen.bsn) == ("Sem", "1234AB", bsn(7))
    assert queries.zoek_persoon_op_bsn(bsn(7)) == sem
    gebeurtenis = Gebeurtenis.objects.get()
    assert gebeurtenis.soort == "persoon.geregistreerd" and bsn(7) not in str(gebeurtenis.__dict__)


@pytest.mark.parametrize("nummer", ["123456789", "99990001", "abcdefghi", "000000000", "99990001234"])
def test_bsn_that_fails_the_test_is_refused(werkt, nummer):
    assert_refused(
        "bsn",
        "geen geldig BSN",
        lambda: actions.registreer_persoon(door=werkt, achternaam="Vries", bsn=nummer),
    )


def test_same_bsn_twice_is_refused_here_but_not_elsewhere(werkt, gezin_de_vries, ester):
    assert_refused(
        "bsn",
        "al een persoon met dit BSN",
        lambda: actions.registreer_persoon(door=werkt, achternaam="X", bsn=bsn(3)),
    )
    with namens(ester):
        assert queries.zoek_persoon_op_bsn(bsn(3)) is None
        actions.registreer_persoon(door=ester, achternaam="Vries", bsn=bsn(3))


def test_unknown_bsn_finds_nobody(werkt, gezin_de_vries):
    assert queries.zoek_persoon_op_bsn(bsn(99)) is None
    assert queries.zoek_persoon_op_bsn("onzin") is None


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"geboortedatum": date(2199, 1, 1)}, "geboortedatum", "toekomst"),
        ({"geboortedatum": date(1850, 1, 1)}, "geboortedatum", "120 jaar"),
        ({"achternaam": ""}, "achternaam", ""),
        ({"postcode": "12AB"}, "postcode", "1234AB"),
        ({"email": "geen-adres"}, "email", ""),
        ({"overleden_op": date(2199, 1, 1)}, "overleden_op", "toekomst"),
        (
            {"geboortedatum": date(2000, 1, 1), "overleden_op": date(1999, 1, 1)},
            "overleden_op",
            "vóór de geboorte",
        ),
    ],
)
def test_impossible_details_are_refused(werkt, velden, veld, zin):
    assert_refused(
        veld, zin, lambda: actions.registreer_persoon(door=werkt, **({"achternaam": "Vries"} | velden))
    )


def test_stale_edit_is_refused_and_the_first_one_stands(werkt, gezin_de_vries):
    sem = gezin_de_vries.sem
    actions.wijzig_persoon(persoon=sem, gelezen_versie=0, door=werkt, telefoon="0612345678")
    with pytest.raises(VerouderdeVersie) as fout:
        actions.wijzig_persoon(persoon=sem, gelezen_versie=0, door=werkt, telefoon="0600000000")
    assert fout.value.huidig.telefoon == "0612345678" == Persoon.objects.get(pk=sem.pk).telefoon


def test_change_names_fields_not_their_content(werkt, gezin_de_vries):
    actions.wijzig_persoon(
        persoon=gezin_de_vries.sem, gelezen_versie=0, door=werkt, straat="Geheimelaan", contact_geheim=True
    )
    gebeurtenis = Gebeurtenis.objects.get()
    assert (
        gebeurtenis.gegevens == {"velden": ["contact_geheim", "straat"]}
        and "Geheimelaan" not in gebeurtenis.tekst
    )


def test_bsn_of_another_cannot_be_taken_over(werkt, gezin_de_vries):
    assert_refused(
        "bsn",
        "al een persoon",
        lambda: actions.wijzig_persoon(persoon=gezin_de_vries.sem, gelezen_versie=0, door=werkt, bsn=bsn(4)),
    )


# ---- families --------------------------------------------------------------------------------------


def test_family_is_made_with_its_members_or_not_at_all(werkt, waterveld):
    moeder, kind = maak_persoon(waterveld, "Els", 40, "v"), maak_persoon(waterveld, "Bo", 9, "x")
    gezin = actions.maak_gezin(
        naam="Gezin Els", leden=[(moeder, "ouder", True), (kind, "jeugdige", True)], door=werkt
    )
    assert queries.jeugdigen(gezin) == [kind]
    assert_refused(
        "leden",
        "dubbel",
        lambda: actions.maak_gezin(naam="Y", leden=[(kind, "jeugdige", True)] * 2, door=werkt),
    )
    assert_refused(
        "rol", "", lambda: actions.maak_gezin(naam="Y", leden=[(kind, "koning", True)], door=werkt)
    )


def test_second_open_membership_is_refused(werkt, gezin_de_vries):
    g = gezin_de_vries
    assert_refused(
        "persoon",
        "hoort al bij dit gezin",
        lambda: actions.voeg_lid_toe(gezin=g.gezin, persoon=g.sem, rol="jeugdige", door=werkt),
    )


def test_child_may_belong_to_two_families_and_come_back(werkt, gezin_de_vries, waterveld):
    g = gezin_de_vries
    anders = actions.maak_gezin(
        naam="Gezin van vader", leden=[(g.pieter, "ouder", True), (g.sem, "jeugdige", True)], door=werkt
    )
    assert queries.jeugdigen(anders) == [g.sem]
    lid = anders.leden.get(persoon=g.sem)
    actions.beeindig_lidmaatschap(lid=lid, tot=vandaag(), door=werkt)
    actions.voeg_lid_toe(gezin=anders, persoon=g.sem, rol="jeugdige", vanaf=vandaag() + GISTEREN, door=werkt)


def test_membership_cannot_end_before_it_began(werkt, gezin_de_vries, waterveld):
    lid = actions.voeg_lid_toe(
        gezin=gezin_de_vries.gezin, persoon=maak_persoon(waterveld, "Rob", 45, "m"), rol="partner", door=werkt
    )
    assert_refused(
        "tot",
        "vóór de begindatum",
        lambda: actions.beeindig_lidmaatschap(lid=lid, tot=vandaag() - GISTEREN, door=werkt),
    )


def test_family_of_another_municipality_does_not_exist(gezin_de_vries, ester):
    with namens(ester), pytest.raises(NietGevonden):
        actions.voeg_netwerkcontact_toe(
            gezin=gezin_de_vries.gezin, naam="X", wie="y", kring="hulp", door=ester
        )


# ---- relations -------------------------------------------------------------------------------------


def test_nobody_is_related_to_themselves(werkt, gezin_de_vries):
    sem = gezin_de_vries.sem
    assert_refused(
        "naar",
        "met zichzelf",
        lambda: actions.leg_relatie_vast(van=sem, naar=sem, soort="partner", door=werkt),
    )


def test_child_is_not_parent_of_the_parent(werkt, gezin_de_vries):
    g = gezin_de_vries
    assert_refused(
        "naar",
        "niet ouder dan",
        lambda: actions.leg_relatie_vast(van=g.sem, naar=g.marije, soort="ouder_van", door=werkt),
    )


def test_same_relation_from_the_other_side_is_refused(werkt, gezin_de_vries):
    g = gezin_de_vries
    assert_refused(
        "soort",
        "is al",
        lambda: actions.leg_relatie_vast(van=g.pieter, naar=g.marije, soort="ex_partner", door=werkt),
    )


def test_relation_cannot_end_before_it_began(werkt, gezin_de_vries):
    g = gezin_de_vries
    dagen = {"vanaf": vandaag(), "tot": vandaag() - GISTEREN}
    assert_refused(
        "tot",
        "einddatum",
        lambda: actions.leg_relatie_vast(van=g.sem, naar=g.lotte, soort="broer_zus", door=werkt, **dagen),
    )


def test_partners_who_part_are_no_longer_partners(werkt, gezin_de_vries, waterveld):
    rob = maak_persoon(waterveld, "Rob", 45, "m")
    samen = actions.leg_relatie_vast(van=gezin_de_vries.marije, naar=rob, soort="partner", door=werkt)
    actions.leg_relatie_vast(van=rob, naar=gezin_de_vries.marije, soort="ex_partner", door=werkt)
    samen.refresh_from_db()
    assert samen.tot == vandaag()


# ---- authority -------------------------------------------------------------------------------------


def test_both_parents_decide_for_the_child(werkt, gezin_de_vries):
    g = gezin_de_vries
    assert queries.gezagdragers(g.sem) == [g.marije, g.pieter]


def test_authority_needs_someone_who_holds_it_and_a_ground(werkt, gezin_de_vries, waterveld):
    g, kind = gezin_de_vries, maak_persoon(waterveld, "Bo", 3, "x")
    vast = {"jeugdige": kind, "door": werkt, "bron": "gezagsregister"}
    gevallen = [
        ({}, "persoon", "een persoon of een instelling"),
        ({"persoon": g.marije, "instelling": "GI"}, "instelling", "óf een instelling"),
        ({"persoon": kind}, "persoon", "over zichzelf"),
        ({"instelling": "GI Noord"}, "soort", "voogdij"),
        ({"persoon": g.marije, "bron": " "}, "bron", ""),
        ({"persoon": g.marije, "vanaf": vandaag(), "tot": vandaag() - GISTEREN}, "tot", "einddatum"),
        ({"persoon": g.marije, "vanaf": geboren(5)}, "vanaf", "vóór de geboorte"),
        ({"persoon": g.marije, "jeugdige": maak_persoon(waterveld, "Ties", 19, "m")}, "jeugdige", "18"),
    ]
    for velden, veld, zin in gevallen:
        assert_refused(veld, zin, lambda v=velden: actions.leg_gezag_vast(**(vast | v)))


def test_third_parent_with_authority_is_refused(werkt, gezin_de_vries, waterveld):
    rob = maak_persoon(waterveld, "Rob", 45, "m")
    doe = lambda p: actions.leg_gezag_vast(jeugdige=gezin_de_vries.sem, persoon=p, bron="x", door=werkt)  # noqa: E731
    assert_refused("persoon", "Twee mensen hebben al", lambda: doe(rob))
    assert_refused("persoon", "heeft al gezag", lambda: doe(gezin_de_vries.marije))


def test_guardianship_of_an_institution_takes_over(werkt, gezin_de_vries):
    g = gezin_de_vries
    for gezag in list(queries.gezag_over(g.sem)):
        actions.beeindig_gezag(
            gezag=gezag, tot=vandaag() - GISTEREN, bron="beschikking rechtbank", door=werkt
        )
    actions.leg_gezag_vast(
        jeugdige=g.sem, instelling="GI Noord", soort="voogdij", bron="beschikking", door=werkt
    )
    assert queries.gezagdragers(g.sem) == []
    assert [gezag.instelling for gezag in queries.gezag_over(g.sem)] == ["GI Noord"]
    assert queries.gezagdragers(g.sem, op=vandaag() - 2 * GISTEREN) == [g.marije, g.pieter]
    assert "voogdij: GI" in queries.genogram(g.gezin)


def test_authority_ends_at_eighteen_and_with_death(werkt, gezin_de_vries):
    g = gezin_de_vries
    achttien = g.sem.geboortedatum.replace(year=g.sem.geboortedatum.year + 18)
    assert queries.gezagdragers(g.sem, op=achttien - GISTEREN) and not queries.gezagdragers(
        g.sem, op=achttien
    )
    actions.wijzig_persoon(persoon=g.pieter, gelezen_versie=0, door=werkt, overleden_op=vandaag())
    assert queries.gezagdragers(g.sem) == [g.marije]


# ---- network and drawings --------------------------------------------------------------------------


def test_network_contact_stands_on_the_map_once(werkt, gezin_de_vries):
    velden = {"naam": "Oma Truus", "wie": "oma", "kring": "familie", "nabijheid": 1, "steunt": True}
    contact = actions.voeg_netwerkcontact_toe(gezin=gezin_de_vries.gezin, door=werkt, **velden)
    assert "Oma Truus" in queries.netwerkkaart(gezin_de_vries.gezin)
    assert_refused(
        "naam",
        "staat al",
        lambda: actions.voeg_netwerkcontact_toe(gezin=gezin_de_vries.gezin, door=werkt, **velden),
    )
    actions.haal_netwerkcontact_weg(contact=contact, door=werkt)
    assert "Oma Truus" not in queries.netwerkkaart(gezin_de_vries.gezin)


def test_genogram_of_a_family_draws_what_is_recorded(werkt, gezin_de_vries):
    svg = queries.genogram(gezin_de_vries.gezin)
    assert (
        "Pieter (43) zijn uit elkaar" in svg and "gn-lijn--uit_elkaar" in svg and "Marije heeft gezag." in svg
    )
    assert (
        "Marije, Sem, Lotte en Fenna" in " ".join(queries.genogram_in_woorden(gezin_de_vries.gezin))
        or "wonen samen" in svg
    )


def test_genogram_costs_the_same_queries_for_any_family(
    werkt, gezin_de_vries, waterveld, django_assert_max_num_queries
):
    for nummer in range(12):
        kind = maak_persoon(waterveld, f"Kind{nummer}", nummer, "v")
        Gezinslid.objects.create(
            organisatie=waterveld, gezin=gezin_de_vries.gezin, persoon=kind, rol="jeugdige"
        )
        Relatie.objects.create(organisatie=waterveld, van=gezin_de_vries.marije, naar=kind, soort="ouder_van")
    with django_assert_max_num_queries(7):
        queries.genogram(gezin_de_vries.gezin)
