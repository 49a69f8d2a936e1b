"""Consent: who allowed whom to be asked, until when; and taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from eenplan.dossier import actions
from eenplan.dossier.models import Toestemming
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db

DAG = timedelta(days=1)


@pytest.fixture
def mentor(in_regie: Any, gezin_de_vries: Any, amina: Any) -> Toestemming:
    with namens(amina):
        return actions.geef_toestemming(
            dossier=in_regie, persoon=gezin_de_vries.marije, aan_wie="de mentor van Sem", doel="Hoe het op school gaat.",
            gegeven_op=vandaag() - 5 * DAG, tot=vandaag() + 30 * DAG, door=amina,
        )  # fmt: skip


def test_consent_is_recorded_and_read_on_a_page(
    in_regie: Any, gezin_de_vries: Any, amina: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{in_regie.nummer}/toestemming/"
    scherm = aangemeld(amina)
    assert "Nog geen toestemming vastgelegd." in scherm.get(basis).content.decode()
    velden = {
        "persoon": gezin_de_vries.marije.pk, "aan_wie": "de mentor van Sem", "doel": "Hoe het op school gaat.",
        "gegeven_op": f"{vandaag()}", "tot": f"{vandaag() + 30 * DAG}",
    }  # fmt: skip
    morgen = scherm.post(basis, velden | {"gegeven_op": f"{vandaag() + DAG}"})
    assert morgen.status_code == 422 and "niet in de toekomst" in morgen.content.decode()
    assert scherm.post(basis, velden).status_code == 302
    pagina = scherm.get(basis).content.decode()
    assert "de mentor van Sem" in pagina and "geldt" in pagina and "Marije" in pagina


def test_the_family_takes_it_back_and_from_then_on_it_does_not_hold(
    in_regie: Any, mentor: Any, amina: Any, aangemeld: Any
) -> None:
    basis = f"/dossier/{in_regie.nummer}/toestemming/"
    scherm = aangemeld(amina)
    eerder = scherm.post(f"{basis}{mentor.pk}/intrekken/", {"op": f"{vandaag() - 9 * DAG}"})
    assert eerder.status_code == 422
    assert scherm.post(f"{basis}{mentor.pk}/intrekken/", {"op": f"{vandaag() - DAG}"}).status_code == 302
    pagina = scherm.get(basis).content.decode()
    assert "ingetrokken" in pagina and f"{mentor.pk}/intrekken/" not in pagina
    with namens(amina):
        mentor.refresh_from_db()
        assert (mentor.geldt, mentor.ingetrokken_op) == (False, vandaag() - DAG)
        assert actions.trek_toestemming_in(toestemming=mentor, door=amina).ingetrokken_op == vandaag() - DAG
        with pytest.raises(Geweigerd, match="toekomst"):
            actions.trek_toestemming_in(toestemming=mentor, op=vandaag() + DAG, door=amina)


def test_consent_runs_out_after_its_last_day(mentor: Any) -> None:
    mentor.tot = vandaag()
    assert mentor.geldt
    mentor.tot = vandaag() - DAG
    assert not mentor.geldt


def test_it_can_be_taken_back_after_closing(in_regie: Any, mentor: Any, amina: Any, aangemeld: Any) -> None:
    with namens(amina):
        actions.sluit_dossier(dossier=in_regie, reden="Doelen gehaald.", door=amina)
    basis = f"/dossier/{in_regie.nummer}/toestemming/"
    scherm = aangemeld(amina)
    assert "Toestemming vastleggen" not in scherm.get(basis).content.decode()
    assert scherm.post(f"{basis}{mentor.pk}/intrekken/", {"op": f"{vandaag()}"}).status_code == 302


def test_who_reads_along_writes_down_that_mother_took_it_back_but_gives_none(
    in_regie: Any, mentor: Any, gezin_de_vries: Any, amina: Any, zoe: Any, aangemeld: Any
) -> None:
    with namens(amina):
        actions.maak_lid(dossier=in_regie, medewerker=zoe, rol="tweede_lezer", door=amina)
    basis = f"/dossier/{in_regie.nummer}/toestemming/"
    lezer = aangemeld(zoe)
    velden = {
        "persoon": gezin_de_vries.marije.pk, "aan_wie": "school", "doel": "x", "gegeven_op": f"{vandaag()}",
        "tot": f"{vandaag()}",
    }  # fmt: skip
    assert lezer.post(basis, velden).status_code == 403
    assert lezer.get(f"{basis}{mentor.pk}/intrekken/").status_code == 200


def test_an_auditor_takes_nothing_back(
    in_regie: Any, mentor: Any, amina: Any, waterveld: Any, aangemeld: Any
) -> None:
    auditor = maak_medewerker(waterveld, "Aad Audit", "auditor")
    with namens(amina):
        actions.maak_lid(dossier=in_regie, medewerker=auditor, rol="tweede_lezer", door=amina)
    pad = f"/dossier/{in_regie.nummer}/toestemming/{mentor.pk}/intrekken/"
    assert aangemeld(auditor).get(pad).status_code == 403


def test_consent_of_somebody_outside_the_family_is_refused(in_regie: Any, amina: Any, buurman: Any) -> None:
    with namens(amina), pytest.raises(Geweigerd, match="hoort niet bij dit gezin"):
        actions.geef_toestemming(
            dossier=in_regie, persoon=buurman, aan_wie="school", doel="x", gegeven_op=vandaag(), tot=vandaag(), door=amina
        )  # fmt: skip


@pytest.fixture
def buurman(waterveld: Any, amina: Any) -> Any:
    """The neighbour, who is in no family here."""
    from eenplan.gezin.models import Persoon

    with namens(amina):
        return Persoon.objects.create(organisatie=waterveld, achternaam="Buur")
