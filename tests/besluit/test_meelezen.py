"""Who reads along drafts no decision, and who stopped working on the family changes none."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.besluit import actions
from eenplan.besluit.models import Besluit
from eenplan.dossier import actions as dossiers
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht

pytestmark = pytest.mark.django_db


def test_a_second_reader_drafts_no_decision(
    plan: Any, tabellen: None, gezin_de_vries: Any, amina: Any, bert: Any
) -> None:
    with namens(amina):
        dossiers.maak_lid(dossier=plan.dossier, medewerker=bert, rol="tweede_lezer", door=amina)
    with namens(bert), pytest.raises(GeenRecht, match="leest in dit dossier mee"):
        actions.stel_op(plan=plan, jeugdige=gezin_de_vries.lotte, motivering="Nodig.", door=bert)


def test_the_writer_who_handed_the_family_over_changes_the_draft_no_more(
    concept: Besluit, amina: Any, bert: Any, tess: Any
) -> None:
    with namens(tess):
        dossiers.wijs_regisseur_toe(dossier=concept.dossier, medewerker=bert, door=tess)
        dossiers.maak_lid(dossier=concept.dossier, medewerker=amina, rol="tweede_lezer", door=tess)
    with namens(amina), pytest.raises(GeenRecht, match="leest in dit dossier mee"):
        actions.trek_in(besluit=Besluit.objects.get(), reden="Toch niet.", door=amina)
    with namens(bert):
        actions.trek_in(besluit=Besluit.objects.get(), reden="Toch niet.", door=bert)


def test_the_writer_who_handed_the_family_over_makes_no_letters(
    vastgesteld: Besluit, amina: Any, bert: Any, tess: Any, aangemeld: Any
) -> None:
    with namens(tess):
        dossiers.wijs_regisseur_toe(dossier=vastgesteld.dossier, medewerker=bert, door=tess)
        dossiers.maak_lid(dossier=vastgesteld.dossier, medewerker=amina, rol="tweede_lezer", door=tess)
    adres = f"/dossier/{vastgesteld.dossier.nummer}/besluit/1/brieven/"
    assert aangemeld(amina).post(adres).status_code == 403
    assert aangemeld(bert).post(adres).status_code == 302
