"""A family seldom stands alone: of a relative who lives in another family one sees the name, not the file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Gezin, Gezinslid, Relatie
from eenplan.kern.context import voor_organisatie
from mensen import bsn, maak_persoon

pytestmark = pytest.mark.django_db


@pytest.fixture
def halfzus(gezin_de_vries: Any, waterveld: Any, amina: Any) -> Any:
    """Pieter's eldest daughter; `halfzus("Gezin Bos")` puts her in another family."""
    with voor_organisatie(waterveld):
        Dossier.objects.create(
            organisatie=waterveld,
            nummer="WV-2026-00001",
            gezin=gezin_de_vries.gezin,
            regisseur=amina,
            geopend_op=date(2026, 1, 5),
        )
        iris = maak_persoon(
            waterveld, "Iris", 19, "v", 9, straat="Schuilplaats", huisnummer=1, contact_geheim=True
        )
        Relatie.objects.create(organisatie=waterveld, van=gezin_de_vries.pieter, naar=iris, soort="ouder_van")
        return iris


def test_a_relative_without_a_family_of_her_own_is_kept_here(
    halfzus: Any, amina: Any, aangemeld: Any
) -> None:
    assert aangemeld(amina).get(f"/dossier/WV-2026-00001/gezin/persoon/{halfzus.pk}/").status_code == 200


def test_a_relative_in_another_family_is_a_name_only(
    halfzus: Any, waterveld: Any, amina: Any, aangemeld: Any
) -> None:
    with voor_organisatie(waterveld):
        bos = Gezin.objects.create(organisatie=waterveld, naam="Gezin Bos")
        Gezinslid.objects.create(organisatie=waterveld, gezin=bos, persoon=halfzus, rol="jeugdige")
    browser = aangemeld(amina)
    pagina = browser.get("/dossier/WV-2026-00001/gezin/").content.decode()
    assert "Iris" in pagina and "Schuilplaats" not in pagina
    for methode, adres in (("get", ""), ("post", ""), ("post", "bsn/")):
        antwoord = getattr(browser, methode)(f"/dossier/WV-2026-00001/gezin/persoon/{halfzus.pk}/{adres}")
        assert antwoord.status_code == 404
        assert "Schuilplaats" not in antwoord.content.decode() and bsn(9) not in antwoord.content.decode()
