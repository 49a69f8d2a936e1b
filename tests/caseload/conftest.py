"""Families of a team as they stand on a day: who directs, how far they are, how long they are here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Gezin, Gezinslid
from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import vandaag
from mensen import maak_persoon

Maak = Callable[..., Dossier]


@pytest.fixture
def gezin(waterveld: Any, noord: Any) -> Maak:
    """`gezin("De Wit", regisseur=amina, fase="uitvoering", regievorm="monitoren", dagen=40, kinderen=2)`: in team Noord."""
    nummers = iter(range(1, 1000))

    def maak(naam: str, *, kinderen: int = 1, dagen: int = 10, **velden: Any) -> Dossier:
        with voor_organisatie(waterveld):
            huis = Gezin.objects.create(organisatie=waterveld, naam=f"Gezin {naam}")
            for leeftijd in range(8, 8 + kinderen):
                kind = maak_persoon(waterveld, f"Kind{leeftijd}", leeftijd, "v", achternaam=naam)
                Gezinslid.objects.create(
                    organisatie=waterveld, gezin=huis, persoon=kind, rol="jeugdige", woont_in=True
                )
            return Dossier.objects.create(
                organisatie=waterveld,
                nummer=f"WV-2026-{900 + next(nummers):05d}",
                gezin=huis,
                geopend_op=vandaag() - timedelta(days=dagen),
                **{"team": noord, "fase": "onderzoek"} | velden,
            )

    return maak
