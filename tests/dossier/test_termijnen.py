"""Terms of a family: what is suspended moves the end by exactly the days that were lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from eenplan.dossier import queries
from eenplan.dossier.actions import (
    haal_termijn,
    hervat_termijn,
    schort_termijn_op,
    start_termijn,
    verdaag_termijn,
)
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db

WOENSDAG = date(2026, 3, 4)


@pytest.fixture
def dossier(in_regie):
    """Of Amina: she writes in it."""
    return in_regie


@pytest.fixture
def start(dossier, amina):
    def doe(soort="beslistermijn", start=WOENSDAG, **velden):
        return start_termijn(dossier=dossier, soort=soort, start=start, door=amina, **velden)

    return doe


def test_a_term_says_its_end_and_when_to_warn(dossier, amina, start):
    with namens(amina):
        rij = start()
        assert (rij.eind, rij.waarschuw_op, rij.wettelijk) == (date(2026, 4, 29), date(2026, 4, 15), True)
        assert dossier.gebeurtenissen.filter(tekst__contains="tot en met 29-04-2026").exists()


def test_starting_the_same_term_twice_leaves_the_first(dossier, amina, start):
    with namens(amina):
        assert start() == start(start=WOENSDAG + timedelta(days=7))
        over = start(over=dossier)
        assert over != start(), "voor iets anders loopt een eigen termijn"
        assert start(over=dossier) == over


def test_suspending_moves_the_end_by_exactly_the_days_lost(amina, start):
    """The end is a Wednesday; 7 days lost make it the Wednesday after, 14 the one after that."""
    with namens(amina):
        rij = start()
        rij = schort_termijn_op(rij=rij, vanaf=date(2026, 3, 10), grond="stukken van de ouders", door=amina)
        assert rij.eind is None, "zolang de klok stilstaat is het eind niet bekend"
        rij = hervat_termijn(rij=rij, op=date(2026, 3, 17), door=amina)
        assert (rij.eind, rij.waarschuw_op) == (date(2026, 5, 6), date(2026, 4, 22))
        rij = schort_termijn_op(rij=rij, vanaf=date(2026, 4, 1), grond="nog een stuk", door=amina)
        rij = hervat_termijn(rij=rij, op=date(2026, 4, 8), door=amina)
        assert rij.eind == date(2026, 5, 13)
        assert rij.versie == 4


def test_resuming_before_it_stood_still_takes_the_suspension_back(amina, start):
    with namens(amina):
        rij = schort_termijn_op(rij=start(), vanaf=date(2026, 3, 10), grond="stukken", door=amina)
        rij = hervat_termijn(rij=rij, op=date(2026, 3, 10), door=amina)
        assert (rij.opschortingen, rij.eind) == ([], date(2026, 4, 29))


def test_what_may_not_be_suspended_resumed_or_extended_is_refused(dossier, amina, start):
    with namens(amina):
        rij = start()
        contact = dossier.termijnen.get(soort="introcontact")
        gevallen = [
            (
                lambda: schort_termijn_op(rij=contact, vanaf=vandaag(), grond="x", door=amina),
                "niet worden opgeschort",
            ),
            (lambda: schort_termijn_op(rij=rij, vanaf=WOENSDAG, grond=" ", door=amina), "Geef de grond"),
            (lambda: hervat_termijn(rij=rij, op=WOENSDAG, door=amina), "niet opgeschort"),
            (
                lambda: verdaag_termijn(rij=contact, duur="P5D", grond="x", door=amina),
                "mag niet worden verdaagd",
            ),
            (lambda: verdaag_termijn(rij=rij, duur="P1W", grond="x", door=amina), "al verstreken"),
        ]
        for poging, zin in gevallen:
            with pytest.raises(Geweigerd, match=zin):
                poging()
        schort_termijn_op(rij=rij, vanaf=date(2026, 3, 10), grond="stukken", door=amina)
        with pytest.raises(Geweigerd, match="al opgeschort"):
            schort_termijn_op(rij=rij, vanaf=date(2026, 3, 11), grond="stukken", door=amina)


@pytest.mark.parametrize(("duur", "zin"), [("P9W", "ten hoogste 8 weken"), ("morgen", "duur"), ("", "duur")])
def test_extending_further_than_the_law_allows_is_refused(amina, start, duur, zin):
    with namens(amina):
        rij = start(start=vandaag())
        with pytest.raises(Geweigerd, match=f"(?i){zin}") as fout:
            verdaag_termijn(rij=rij, duur=duur, grond="deskundige nodig", door=amina)
        assert fout.value.veld == "duur"
        rij.refresh_from_db()
        assert rij.verdagingen == []


def test_extending_once_moves_the_end_and_twice_is_refused(amina, start):
    with namens(amina):
        rij = start(start=vandaag())
        eerst = rij.eind
        rij = verdaag_termijn(rij=rij, duur="P6W", grond="deskundige nodig", door=amina)
        assert rij.eind > eerst + timedelta(days=38)  # six weeks, less the days that the first end moved
        with pytest.raises(Geweigerd, match="1 keer"):
            verdaag_termijn(rij=rij, duur="P1W", grond="nog iets", door=amina)


def test_met_in_time_or_too_late_is_told_apart(dossier, amina, start):
    with namens(amina):
        start()
        start(over=dossier)
        gehaald = haal_termijn(
            dossier=dossier, soort="beslistermijn", op=date(2026, 4, 29), door=amina, over=dossier
        )
        assert len(gehaald) == 1
        haal_termijn(dossier=dossier, soort="beslistermijn", op=date(2026, 4, 30), door=amina)
        teksten = list(
            dossier.gebeurtenissen.filter(soort="termijn.gehaald")
            .order_by("id")
            .values_list("tekst", flat=True)
        )
        assert teksten == ["Beslissing op de aanvraag gehaald", "Beslissing op de aanvraag te laat gehaald"]
        with pytest.raises(Geweigerd, match="loopt niet meer"):
            schort_termijn_op(rij=gehaald[0], vanaf=WOENSDAG, grond="x", door=amina)
        assert haal_termijn(dossier=dossier, soort="beslistermijn", op=vandaag(), door=amina) == []


def test_the_running_terms_stand_in_order_of_urgency(dossier, amina, start):
    with namens(amina):
        start()
        start(soort="evaluatie")
        opgeschort = start(soort="beslissing_op_bezwaar")
        schort_termijn_op(rij=opgeschort, vanaf=WOENSDAG + timedelta(days=1), grond="wachten", door=amina)
        standen = queries.lopende_termijnen(dossier)
        assert [s.rij.soort for s in standen] == [
            "beslistermijn",
            "evaluatie",
            "introcontact",
            "beslissing_op_bezwaar",
        ]
        assert [s.toestand for s in standen] == ["verstreken", "verstreken", "loopt", "opgeschort"]
        assert "te laat" in standen[0].woorden and "opgeschort sinds" in standen[-1].woorden
        assert all(s.uitleg for s in standen)


def test_the_page_of_terms_names_each_term_once(dossier, amina, start, aangemeld):
    with namens(amina):
        naam = queries.termijnstand(start(start=vandaag())).naam
    kaart = (
        aangemeld(amina)
        .get(f"/dossier/{dossier.nummer}/termijnen/")
        .content.decode()
        .split(f"<h2>{naam}</h2>")[1]
    )
    assert naam not in kaart.split("<details>")[0], "the heading says it; the badge says how long is left"
    assert 'class="merkje' in kaart.split("<details>")[0]
