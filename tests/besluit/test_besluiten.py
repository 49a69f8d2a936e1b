"""From draft to signature: who may do what, and what is refused with nothing stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eenplan.besluit import actions
from eenplan.besluit.models import Besluit
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht, Geweigerd, VerouderdeVersie
from eenplan.kern.models import Gebeurtenis

pytestmark = pytest.mark.django_db


def lees(besluit: Besluit, door: Any, oordeel: str = "akkoord", **velden: Any) -> Besluit:
    with namens(door):
        return actions.lees_tweede(
            besluit=besluit,
            gelezen_versie=velden.pop("gelezen_versie", besluit.versie),
            oordeel=oordeel,
            door=door,
            **velden,
        )


def teken(besluit: Besluit, door: Any, gelezen_versie: int | None = None) -> Besluit:
    with namens(door):
        return actions.stel_vast(
            besluit=besluit,
            gelezen_versie=besluit.versie if gelezen_versie is None else gelezen_versie,
            door=door,
        )


def vers(besluit: Besluit, door: Any) -> Besluit:
    with namens(door):
        return Besluit.objects.get(pk=besluit.pk)


def test_a_draft_takes_help_period_and_price_from_the_plan(concept: Besluit, amina: Any) -> None:
    with namens(amina):
        regel = concept.regels.get()
        assert (regel.begin, regel.eind) == (date(2026, 12, 7), date(2027, 6, 6))
        assert regel.aanbieder.naam == "De Terp"
        assert concept.totaalkosten == regel.kosten == Decimal("3182.40")  # 26 weeks × 2 hours × € 61,20
        assert concept.kenmerk == "WV-2026-00001-B1"
        assert concept.status == "concept"
        assert Gebeurtenis.objects.filter(soort="besluit.opgesteld", dossier=concept.dossier).exists()
        assert concept.dossier.termijnen.filter(soort="beslistermijn").exists()


def test_a_decision_needs_a_settled_plan(plan: Any, tabellen: None, gezin_de_vries: Any, amina: Any) -> None:
    from eenplan.plan import actions as plannen

    with namens(amina):
        nieuw = plannen.begin_plan(dossier=plan.dossier, door=amina)
        with pytest.raises(Geweigerd, match="bouwt op een vastgesteld plan"):
            actions.stel_op(plan=nieuw, jeugdige=gezin_de_vries.lotte, motivering="Omdat.", door=amina)
        assert not Besluit.objects.exists()


def test_one_decision_per_youth_and_plan(concept: Besluit, gezin_de_vries: Any, amina: Any) -> None:
    with namens(amina), pytest.raises(Geweigerd, match="is al een besluit"):
        actions.stel_op(
            plan=concept.plan, jeugdige=gezin_de_vries.lotte, motivering="Nog een keer.", door=amina
        )


def test_care_without_a_price_is_not_decided(
    plan: Any, tabellen: None, gezin_de_vries: Any, amina: Any
) -> None:
    from eenplan.zorg.models import Tarief

    with namens(amina):
        Tarief.objects.all().delete()
        with pytest.raises(Geweigerd, match="geen tarief bekend"):
            actions.stel_op(plan=plan, jeugdige=gezin_de_vries.lotte, motivering="Omdat.", door=amina)
        assert not Besluit.objects.exists()


def test_an_end_before_the_start_is_refused_and_nothing_moves(concept: Besluit, amina: Any) -> None:
    with namens(amina):
        with pytest.raises(Geweigerd, match="einddatum ligt vóór de ingangsdatum") as fout:
            actions.wijzig(besluit=concept, gelezen_versie=0, einddatum=date(2026, 12, 1), door=amina)
        assert fout.value.veld == "einddatum"
        assert Besluit.objects.get().einddatum == concept.regels.get().eind == date(2027, 6, 6)


def test_a_shorter_period_shortens_the_help_and_the_cost(concept: Besluit, amina: Any) -> None:
    with namens(amina):
        korter = actions.wijzig(besluit=concept, gelezen_versie=0, einddatum=date(2027, 1, 3), door=amina)
        assert korter.regels.get().eind == date(2027, 1, 3)
        assert korter.totaalkosten == Decimal("489.60")


def test_a_stale_edit_is_refused(concept: Besluit, amina: Any) -> None:
    with namens(amina):
        actions.wijzig(besluit=concept, gelezen_versie=0, motivering="Beter geschreven.", door=amina)
        with pytest.raises(VerouderdeVersie):
            actions.wijzig(besluit=concept, gelezen_versie=0, motivering="Oude tekst.", door=amina)
        assert Besluit.objects.get().motivering == "Beter geschreven."


def test_who_wrote_it_does_not_read_along(concept: Besluit, amina: Any) -> None:
    with pytest.raises(Geweigerd, match="Vraag een collega"):
        lees(concept, amina)
    assert vers(concept, amina).status == "concept"


def test_the_database_refuses_it_too(concept: Besluit, amina: Any) -> None:
    from django.db import IntegrityError, transaction

    with namens(amina), pytest.raises(IntegrityError, match="besluit_vier_ogen"), transaction.atomic():
        Besluit.objects.filter(pk=concept.pk).update(vastgesteld_door=amina)


def test_sending_back_needs_a_remark(concept: Besluit, petra: Any) -> None:
    with pytest.raises(Geweigerd, match="wat er anders moet"):
        lees(concept, petra, "terug")
    assert lees(concept, petra, "terug", opmerking="De motivering noemt school niet.").status == "terug"


def test_a_change_takes_the_reading_back(concept: Besluit, petra: Any, amina: Any, bert: Any) -> None:
    lees(concept, petra)
    with namens(amina):
        nieuw = actions.wijzig(besluit=concept, gelezen_versie=0, motivering="Toch anders.", door=amina)
    assert nieuw.status == "concept"
    with pytest.raises(Geweigerd, match="nog niet gelezen door een tweede lezer"):
        teken(nieuw, bert)


def test_a_reader_judges_the_text_on_screen(concept: Besluit, petra: Any, amina: Any) -> None:
    with namens(amina):
        actions.wijzig(besluit=concept, gelezen_versie=0, motivering="Toch anders.", door=amina)
    with pytest.raises(VerouderdeVersie, match="Lees de nieuwe tekst"):
        lees(concept, petra, gelezen_versie=0)


def test_the_author_never_signs(concept: Besluit, petra: Any, amina: Any) -> None:
    lees(concept, petra)
    with pytest.raises(Geweigerd, match="schreef dit besluit zelf"):
        teken(concept, amina)
    assert vers(concept, amina).vastgesteld_op is None


def test_a_colleague_signs_within_mandate_and_can_say_why(vastgesteld: Besluit, bert: Any) -> None:
    assert vastgesteld.status == "vastgesteld"
    assert vastgesteld.vastgesteld_door == bert
    assert vastgesteld.mandaat.bron == "Mandaatbesluit Jeugd 2026, artikel 4"
    assert vastgesteld.mandaat_uitkomst.uitvoer["mandaat_functie"] == "jeugdconsulent"


def test_who_has_no_mandate_at_all_is_refused(concept: Besluit, petra: Any, hanna: Any) -> None:
    lees(concept, petra)
    with pytest.raises(Geweigerd, match="tekent een jeugdconsulent"):
        teken(concept, hanna)


def test_a_right_functie_without_enough_mandate_is_refused(concept: Besluit, petra: Any, bert: Any) -> None:
    from eenplan.organisatie.models import Mandaat

    Mandaat.objects.filter(functie="jeugdconsulent").update(tot_bedrag=1000)
    lees(concept, petra)
    with pytest.raises(Geweigerd, match="hebt daarvoor geen mandaat"):
        teken(concept, bert)
    assert vers(concept, bert).vastgesteld_op is None


def test_dear_care_goes_to_mdo_and_a_higher_signature(
    duur: Callable[[int], None],
    plan: Any,
    gezin_de_vries: Any,
    amina: Any,
    petra: Any,
    bert: Any,
    hanna: Any,
    tess: Any,
) -> None:
    duur(1000)  # 26 weeks × 2 hours × € 1.000 = € 52.000
    with namens(amina):
        besluit = actions.stel_op(
            plan=plan, jeugdige=gezin_de_vries.lotte, motivering="Zeer zware zorg.", door=amina
        )
    lees(besluit, petra)
    with pytest.raises(Geweigerd, match="eerst een MDO nodig"):
        teken(besluit, tess)
    with namens(hanna):
        actions.leg_mdo_vast(
            besluit=besluit,
            datum=date(2026, 11, 20),
            wie="Hanna, Petra",
            verslag="Gewogen.",
            oordeel="akkoord",
            door=hanna,
        )
    with pytest.raises(Geweigerd, match=r"52.000 per jaar .* tekent een teamleider"):
        teken(besluit, bert)
    assert teken(besluit, tess).status == "vastgesteld"


def test_an_mdo_with_more_names_than_fit_is_told_so(concept: Besluit, hanna: Any) -> None:
    with namens(hanna), pytest.raises(Geweigerd, match="300 tekens"):
        actions.leg_mdo_vast(
            besluit=concept, datum=date(2026, 11, 20), wie="Hanna, Petra, " * 30, verslag="Gewogen.", oordeel="akkoord", door=hanna,
        )  # fmt: skip
    assert vers(concept, hanna).mdo_op is None


def test_unusual_care_waits_for_the_adviser_and_deviating_takes_a_reason(
    plan: Any, tabellen: None, gezin_de_vries: Any, amina: Any, petra: Any, bert: Any, advies_ad: Any
) -> None:
    with namens(amina):
        besluit = actions.stel_op(
            plan=plan,
            jeugdige=gezin_de_vries.lotte,
            motivering="Paardentherapie.",
            aanleiding="ongebruikelijk",
            door=amina,
        )
    lees(besluit, petra)
    with pytest.raises(Geweigerd, match="eerst advies nodig"):
        teken(besluit, bert)
    with namens(advies_ad):
        actions.geef_advies(
            besluit=besluit, oordeel="aanpassen", tekst="Niet bewezen werkzaam.", door=advies_ad
        )
    with pytest.raises(Geweigerd, match="schrijven waarom hij afwijkt"):
        teken(besluit, bert)
    with namens(amina):
        besluit = actions.wijzig(
            besluit=besluit, gelezen_versie=0, afwijking_advies="Niets anders hielp.", door=amina
        )
    lees(besluit, petra)
    with pytest.raises(Geweigerd, match="tekent een manager"):
        teken(besluit, bert)


def test_only_an_adviser_advises(concept: Besluit, bert: Any) -> None:
    with namens(bert), pytest.raises(GeenRecht):
        actions.geef_advies(besluit=concept, oordeel="akkoord", tekst="Prima.", door=bert)


def test_a_closed_dossier_takes_no_signature(concept: Besluit, petra: Any, bert: Any) -> None:
    lees(concept, petra)
    with namens(bert):
        concept.dossier.gesloten_op = date(2026, 11, 1)
        concept.dossier.save()
    with pytest.raises(Geweigerd, match="is gesloten op 01-11-2026"):
        teken(concept, bert)


def test_a_signed_decision_never_changes(vastgesteld: Besluit, amina: Any) -> None:
    with namens(amina), pytest.raises(Geweigerd, match="verandert niet meer"):
        actions.wijzig(besluit=vastgesteld, gelezen_versie=0, motivering="Toch niet.", door=amina)


def test_another_municipality_sees_nothing(vastgesteld: Besluit, ester: Any) -> None:
    with namens(ester):
        assert not Besluit.objects.exists()


def test_the_database_keeps_a_signed_decision_as_it_was(vastgesteld: Besluit, bert: Any) -> None:
    from django.db import DatabaseError, transaction

    with namens(bert):
        for poging in (
            lambda: Besluit.objects.filter(pk=vastgesteld.pk).update(motivering="Anders."),
            lambda: vastgesteld.regels.update(kosten=1),
            lambda: vastgesteld.regels.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
                poging()
