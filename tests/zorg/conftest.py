"""Care that can be had in Waterveld, and a family in need of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker, Organisatie
    from eenplan.zorg.models import Aanbieder, Contract, Product
    from mensen import GezinDeVries


# Real transactions (threads, a process that is killed) leave rows behind. The application may not empty
# tables, so the owner does; such a test names both databases in its mark.
@pytest.fixture(scope="session", autouse=True)
def eigenaar_wist() -> Iterator[None]:
    from django.core.management.commands import flush

    handle = flush.Command.handle

    def als_eigenaar(self: Any, **options: Any) -> None:
        handle(self, **(options | {"database": "eigenaar", "allow_cascade": True}))

    flush.Command.handle = als_eigenaar
    yield
    flush.Command.handle = handle


@pytest.fixture
def bo(waterveld: Organisatie) -> Medewerker:
    """Backoffice of Waterveld: contracts, prices, messages."""
    from mensen import maak_medewerker

    return maak_medewerker(waterveld, "Bo Blok", "backoffice")


@dataclass
class Aanbod:
    """De Terp and Kompaan; coaching by the hour, diagnostics as a result, a group as a fixed sum."""

    terp: Aanbieder
    kompaan: Aanbieder
    begeleiding: Product
    diagnostiek: Product
    jongerenwerk: Product
    contract: Contract


@pytest.fixture
def aanbod(bo: Medewerker) -> Aanbod:
    from eenplan.kern.context import namens
    from eenplan.zorg import actions as zorg

    with namens(bo):
        terp = zorg.registreer_aanbieder(naam="De Terp", agb="99990001", plaats="Waterveld", door=bo)
        kompaan = zorg.registreer_aanbieder(naam="Kompaan", agb="99990002", plaats="Noorddam", door=bo)
        begeleiding = zorg.registreer_product(
            code="45A04", categorie="45", naam="Ambulante begeleiding", soort="inspanning", eenheid="04",
            profiel="Gedrag", intensiteit="Midden", door=bo,
        )  # fmt: skip
        diagnostiek = zorg.registreer_product(
            code="45A21", categorie="45", naam="Diagnostiek", soort="output", eenheid="82", door=bo
        )
        jongerenwerk = zorg.registreer_product(
            code="50A01", categorie="50", naam="Jongerenwerk", soort="taakgericht", eenheid="", door=bo
        )
        contract = zorg.sluit_contract(aanbieder=terp, naam="Jeugdhulp 2026", vanaf=date(2026, 1, 1), door=bo)
        bij_kompaan = zorg.sluit_contract(
            aanbieder=kompaan, naam="Jeugdhulp 2026", vanaf=date(2026, 1, 1), door=bo
        )
        zorg.stel_tarief_vast(contract=contract, product=begeleiding, bedrag=Decimal("92.40"), door=bo)
        zorg.stel_tarief_vast(contract=contract, product=jongerenwerk, bedrag=Decimal(0), door=bo)
        zorg.stel_tarief_vast(contract=bij_kompaan, product=begeleiding, bedrag=Decimal("95.10"), door=bo)
        zorg.stel_tarief_vast(contract=bij_kompaan, product=diagnostiek, bedrag=Decimal("2350"), door=bo)
    return Aanbod(terp, kompaan, begeleiding, diagnostiek, jongerenwerk, contract)


@pytest.fixture
def dossier(waterveld: Organisatie, amina: Medewerker, noord: Any, gezin_de_vries: GezinDeVries) -> Dossier:
    """The dossier of the De Vries family, with Amina as regisseur."""
    from eenplan.dossier.models import Dossier
    from eenplan.kern.context import voor_organisatie

    with voor_organisatie(waterveld):
        return Dossier.objects.create(
            organisatie=waterveld, nummer="WV-2026-00418", gezin=gezin_de_vries.gezin, regisseur=amina, team=noord,
            fase="besluit", geopend_op=date(2026, 9, 1),
        )  # fmt: skip
