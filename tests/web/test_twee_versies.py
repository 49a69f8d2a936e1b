"""The page with two versions names what was typed; the names of fields come from the browser and are not to be trusted."""

from __future__ import annotations

import pytest

from eenplan.dossier.actions import registreer_melding, voeg_notitie_toe
from eenplan.kern.context import namens
from eenplan.kern.tijd import vandaag
from mensen import bsn, maak_persoon

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(gezin_de_vries, amina):
    with namens(amina):
        dossier = registreer_melding(
            gezin=gezin_de_vries.gezin,
            jeugdige=gezin_de_vries.sem,
            route="school",
            melder_naam="Mentor",
            vraag="Verzuim",
            door=amina,
        )
        dossier.regisseur = amina
        dossier.save()
        return dossier


def test_a_stale_form_with_added_fields_reveals_no_secret(dossier, gezin_de_vries, amina, aangemeld):
    sem = gezin_de_vries.sem
    velden = {
        "voornamen": "Sem", "roepnaam": "Sem", "achternaam": "Vries", "geslacht": "m", "geboortedatum": sem.geboortedatum.isoformat(),
        "versie": "99", "bsn": "x", "bsn_vingerafdruk": "x",
    }  # fmt: skip
    antwoord = aangemeld(amina).post(f"/dossier/{dossier.nummer}/gezin/persoon/{sem.pk}/", velden)
    assert antwoord.status_code == 409
    pagina = antwoord.content.decode()
    assert bsn(3) not in pagina
    assert sem.bsn_vingerafdruk not in pagina


def test_a_stale_form_with_the_number_of_somebody_else_reveals_no_name(
    dossier, waterveld, amina, zoe, aangemeld
):
    with namens(amina):
        vreemde = maak_persoon(waterveld, "Xandra", 30, "v", achternaam="Geheimzinnig")
        notitie = voeg_notitie_toe(
            dossier=dossier, soort="telefoon", datum=vandaag(), tekst="Gebeld.", door=amina
        )
    antwoord = aangemeld(amina).post(
        f"/dossier/{dossier.nummer}/notitie/{notitie.pk}/",
        {
            "tekst": "Mijn woorden",
            "met_wie": "",
            "versie": "99",
            "dossier": vreemde.pk,
            "door": zoe.pk,
            "organisatie": waterveld.pk,
        },
    )
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert (
        "Mijn woorden" in pagina and "Gebeld." in pagina
    )  # what was typed is kept, beside what stands there
    assert "Zijlstra" not in pagina and "Geheimzinnig" not in pagina
