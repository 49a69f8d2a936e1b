"""A school worries about a child: what happens to the family from the report to help that runs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens
from eenplan.kern.fouten import EenplanFout, GeenRecht, Geweigerd
from eenplan.toegang import actions
from eenplan.toegang.actions import NieuwePersoon
from eenplan.toegang.meldingform import MeldingForm
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import versie_actions
from eenplan.werkwijze.models import Taak
from eenplan.werkwijze.register import formulieren

pytestmark = pytest.mark.django_db

NOOR = {
    "bsn": "999990019",
    "roepnaam": "Noor",
    "achternaam": "Yilmaz",
    "geboortedatum": date(2015, 3, 2),
    "geslacht": "v",
}
OUDER = {"roepnaam": "Selin", "achternaam": "Yilmaz", "telefoon": "0612345678"}
MELDING = {
    "route": "school", "melder_naam": "Juf Karin", "melder_functie": "leerkracht", "vraag": "Noor komt vaak niet op school.",
}  # fmt: skip
TRIAGE = {
    "binnen_jeugdwet": "ja", "veiligheid": "veilig", "gebieden": "meervoudig", "ernst": "matig", "urgentie": "laag", "keuze": "tabel",
}  # fmt: skip


def neem_aan(door: Any, **anders: Any) -> Dossier:
    velden = {"jeugdige": NieuwePersoon(dict(NOOR)), "ouder": NieuwePersoon(dict(OUDER)), **MELDING, **anders}
    return actions.neem_melding_aan(door=door, **velden)


def doe(element: str, door: Any, data: dict[str, Any], dossier: Dossier) -> Taak:
    """Finish the open task of this element as this person does on the task page."""
    taak = Taak.objects.get(
        dossier=dossier, element=element, afgerond_op__isnull=True, vervallen_op__isnull=True
    )
    form = formulieren()[taak.formulier](data, taak=taak, door=door)
    assert form.is_valid(), form.errors
    return werkwijze.rond_taak_af(taak=taak, door=door, formulier=form)


def open_taken(dossier: Dossier) -> set[str]:
    return set(
        Taak.objects.filter(dossier=dossier, afgerond_op__isnull=True, vervallen_op__isnull=True).values_list(
            "element", flat=True
        )
    )


@pytest.fixture
def werkwijzen(waterveld: Any, kees: Any) -> None:
    """The shipped drawings and tables, in force."""
    with namens(kees):
        versie_actions.laad_meegeleverd(door=None)


def test_a_report_opens_a_dossier_and_gives_the_a_team_its_first_task(werkwijzen: None, anton: Any) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        assert dossier.gezin.naam == "Gezin Yilmaz"
        assert open_taken(dossier) == {"controle_melding"}
        assert dossier.termijnen.get().soort == "introcontact"


def test_a_second_report_about_the_same_child_joins_the_same_dossier(werkwijzen: None, anton: Any) -> None:
    with namens(anton):
        eerste, tweede = neem_aan(anton), neem_aan(anton, route="huisarts", melder_naam="Dokter Smit")
        assert eerste == tweede
        assert eerste.meldingen.count() == 2
        assert open_taken(eerste) == {"controle_melding"}


def test_triage_follows_the_table_and_sends_the_family_to_a_team(
    werkwijzen: None, anton: Any, petra: Any, noord: Any
) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        doe("controle_melding", anton, {"volledig": "ja"}, dossier)
        doe(
            "uitleg_gezin",
            anton,
            {
                "soort": "telefoon",
                "datum": "2026-01-05",
                "met_wie": "moeder",
                "tekst": "Werkwijze uitgelegd.",
            },
            dossier,
        )
    with namens(petra):
        doe("triage", petra, TRIAGE, dossier)
        dossier.refresh_from_db()
        assert dossier.team == noord
        assert open_taken(dossier) == {"toewijzen_consulent"}


def test_a_praktijkleider_who_leaves_the_table_has_to_say_why(
    werkwijzen: None, anton: Any, petra: Any, noord: Any
) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        doe("controle_melding", anton, {"volledig": "ja"}, dossier)
        doe(
            "uitleg_gezin",
            anton,
            {
                "soort": "telefoon",
                "datum": "2026-01-05",
                "met_wie": "moeder",
                "tekst": "Werkwijze uitgelegd.",
            },
            dossier,
        )
    with namens(petra):
        taak = Taak.objects.get(dossier=dossier, element="triage")
        form = formulieren()["toegang.triage"](TRIAGE | {"keuze": "niet_voor_ons"}, taak=taak, door=petra)
        assert not form.is_valid()
        assert "reden" in form.errors
        assert "verwezen_naar" in form.errors


def test_not_for_us_closes_the_dossier_with_where_to_and_why(
    werkwijzen: None, anton: Any, petra: Any, noord: Any
) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        doe("controle_melding", anton, {"volledig": "ja"}, dossier)
        doe(
            "uitleg_gezin",
            anton,
            {"soort": "telefoon", "datum": "2026-01-05", "met_wie": "moeder", "tekst": "Uitgelegd."},
            dossier,
        )
    with namens(petra):
        doe(
            "triage", petra,
            TRIAGE | {"keuze": "niet_voor_ons", "verwezen_naar": "wijkteam Oost", "reden": "Het wijkteam kan dit zelf."},
            dossier,
        )  # fmt: skip
        dossier.refresh_from_db()
        assert not dossier.is_open
        assert dossier.sluitreden == "Verwezen naar wijkteam Oost"
        assert open_taken(dossier) == set()


def test_an_incomplete_report_stays_with_the_a_team(werkwijzen: None, anton: Any) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        doe(
            "controle_melding",
            anton,
            {"volledig": "nee", "ontbreekt": "Geboortedatum nagevraagd bij school"},
            dossier,
        )
        assert open_taken(dossier) == {"controle_melding"}
        assert dossier.contactnotities.get().tekst.startswith("Melding nog niet volledig")


def test_a_task_of_another_functie_is_refused(werkwijzen: None, anton: Any, amina: Any) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
    with namens(amina), pytest.raises(EenplanFout):
        doe("controle_melding", amina, {"volledig": "ja"}, dossier)


def test_who_takes_in_no_reports_is_refused_by_the_action_too(werkwijzen: None, kees: Any) -> None:
    with namens(kees), pytest.raises(GeenRecht, match="Geef de melding door aan het A-team"):
        neem_aan(kees)
    with namens(kees):
        assert not Dossier.objects.exists()


def test_a_report_without_a_question_stores_nothing(werkwijzen: None, anton: Any) -> None:
    with namens(anton):
        with pytest.raises(Geweigerd, match="Schrijf op wat er aan de hand is"):
            neem_aan(anton, vraag="  ")
        assert Dossier.objects.count() == 0


KERNBESLUIT = {
    "datum": date(2026, 3, 2),
    "aanwezig": "Amina, Hanna",
    "keuze": "plan",
    "weging": "Samen een plan.",
}
EINDE = {"datum": date(2026, 3, 2), "uitkomst": "verhuisd", "woorden_gezin": "Fijn.", "terugblik": "Goed zo."}


@pytest.mark.parametrize(
    ("daad", "velden", "veld", "zin"),
    [
        (actions.leg_kernbesluit_vast, KERNBESLUIT | {"aanwezig": "Amina, " * 50}, "aanwezig", "300 tekens"),
        (actions.leg_kernbesluit_vast, KERNBESLUIT | {"weging": ""}, "weging", "niet leeg"),
        (actions.sluit_af, EINDE | {"cijfer_gezin": 11}, None, "Het cijfer ligt tussen 1 en 10."),
        (actions.sluit_af, EINDE | {"uitkomst": "zomaar"}, "uitkomst", "zomaar"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_the_family_stays_where_it_was(
    werkwijzen: None, anton: Any, daad: Any, velden: dict[str, Any], veld: str | None, zin: str
) -> None:
    with namens(anton):
        dossier = neem_aan(anton)
        with pytest.raises(Geweigerd, match=zin) as fout:
            daad(dossier=dossier, door=anton, **velden)
        assert fout.value.veld == veld
        assert Dossier.objects.get().fase == dossier.fase


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("bsn", "999990010", "geen geldig BSN"),
        ("geboortedatum", "2099-01-01", "in de toekomst"),
        ("geboortedatum", "1980-01-01", "te oud"),
        ("postcode", "12AB", "1234AB"),
        ("vraag", "", "verplicht"),
    ],
)
def test_what_is_typed_wrong_is_said_next_to_the_field(veld: str, waarde: str, zin: str) -> None:
    goed = {"route": "school", "melder_naam": "Juf Karin", "vraag": "Zorgen", "toestemming_gezin": "ja", "roepnaam": "Noor",
            "achternaam": "Yilmaz", "geboortedatum": "2015-03-02", "geslacht": "v"}  # fmt: skip
    assert MeldingForm(goed).is_valid()
    form = MeldingForm(goed | {veld: waarde})
    assert not form.is_valid()
    assert zin in str(form.errors[veld])
