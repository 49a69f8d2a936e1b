"""Who reads along ends no care and chooses no provider."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eenplan.dossier import actions as dossiers
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht
from eenplan.zorg import actions as zorg
from mensen import maak_medewerker

pytestmark = pytest.mark.django_db


@pytest.fixture
def toewijzing(dossier: Any, aanbod: Any, gezin_de_vries: Any, amina: Any) -> Any:
    with namens(amina):
        return zorg.wijs_toe(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding,
            begin=date(2026, 12, 1), eind=date(2027, 5, 31), volume=60, frequentie="2", door=amina,
        )  # fmt: skip


def eindig(toewijzing: Any, wie: Any) -> Any:
    with namens(wie):
        return zorg.trek_in(toewijzing=toewijzing, per=date(2027, 2, 28), reden="09", door=wie)


def test_a_teamleider_of_another_team_reads_along_and_ends_no_care(
    dossier: Any, toewijzing: Any, amina: Any, waterveld: Any, zuid: Any, aangemeld: Any
) -> None:
    ander = maak_medewerker(waterveld, "Tom Zuid", "teamleider", zuid)
    with namens(amina):
        dossiers.maak_lid(dossier=dossier, medewerker=ander, rol="tweede_lezer", door=amina)
    with pytest.raises(GeenRecht, match="eerder laten stoppen"):
        eindig(toewijzing, ander)
    pagina = aangemeld(ander).get(f"/dossier/{dossier.nummer}/zorg/")
    assert pagina.status_code == 200 and "/intrekken/" not in pagina.content.decode()


def test_a_praktijkleider_who_broke_the_glass_ends_no_care(
    dossier: Any, toewijzing: Any, waterveld: Any, zuid: Any
) -> None:
    ander = maak_medewerker(waterveld, "Pia Zuid", "praktijkleider", zuid)
    with namens(ander):
        dossiers.doorbreek(dossier=dossier, reden="Crisisdienst: moeder belt, Sem is weg.", door=ander)
    with pytest.raises(GeenRecht, match="eerder laten stoppen"):
        eindig(toewijzing, ander)


def test_the_teamleider_of_the_family_ends_care(toewijzing: Any, tess: Any) -> None:
    assert eindig(toewijzing, tess).eind == date(2027, 2, 28)


def test_who_reads_along_chooses_no_provider(
    dossier: Any, aanbod: Any, gezin_de_vries: Any, amina: Any, zoe: Any
) -> None:
    with namens(amina):
        dossiers.maak_lid(dossier=dossier, medewerker=zoe, rol="tweede_lezer", door=amina)
    with namens(zoe), pytest.raises(GeenRecht, match="leest in dit dossier mee"):
        zorg.leg_aanbiederkeuze_vast(
            dossier=dossier, jeugdige=gezin_de_vries.sem, aanbieder=aanbod.terp, product=aanbod.begeleiding,
            reden="Dichtbij.", door=zoe,
        )  # fmt: skip
