"""Many rows at once land as if each was saved by itself: same values, same history, same walls."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import Error

from eenplan.gezin.models import Persoon
from eenplan.kern.bulk import voeg_toe, werk_bij
from eenplan.kern.context import namens, voor_organisatie
from eenplan.kern.models import Gebeurtenis, Leesregel
from eenplan.kern.tijd import nu
from mensen import maak_persoon

pytestmark = pytest.mark.django_db


def leesregel(amina, wat: str, dossiers: list[int]) -> Leesregel:
    return Leesregel(
        organisatie_id=amina.organisatie_id, tijdstip=nu(), medewerker=amina, wat=wat, reden="team", dossiers=dossiers
    )  # fmt: skip


def test_rijen_met_lijsten_komen_aan_zoals_ze_zijn_en_krijgen_hun_sleutel(amina):
    with namens(amina):
        rijen = [leesregel(amina, f"lijst “{n}” met, komma’s", list(range(n))) for n in range(4)]
        voeg_toe(rijen)
        terug = Leesregel.objects.in_bulk([rij.pk for rij in rijen])
        assert [(terug[r.pk].wat, terug[r.pk].dossiers, terug[r.pk].medewerker) for r in rijen] == [
            (r.wat, r.dossiers, amina) for r in rijen
        ]
        assert voeg_toe([]) == []


def test_json_en_lege_velden_komen_aan_zoals_ze_zijn(amina):
    with namens(amina):
        gegevens = [{}, {"a": [1, None, "é"]}, {"tekst": 'met "aanhaling" en \\'}]
        rijen = [
            Gebeurtenis(
                organisatie_id=amina.organisatie_id, tijdstip=nu(), soort="proef", over_soort="x", tekst="t", gegevens=g
            )
            for g in gegevens
        ]  # fmt: skip
        voeg_toe(rijen)
        opgeslagen = Gebeurtenis.objects.filter(soort="proef").order_by("pk")
        assert [rij.gegevens for rij in opgeslagen] == gegevens
        assert {rij.medewerker for rij in opgeslagen} == {None}


def test_de_helft_met_een_sleutel_wordt_geweigerd(amina):
    with namens(amina):
        met, zonder = leesregel(amina, "a", []), leesregel(amina, "b", [])
        met.pk = 99
        with pytest.raises(ValueError, match="of van geen"):
            voeg_toe([met, zonder])


def test_een_wijziging_van_velen_staat_per_rij_in_de_historie(waterveld):
    with voor_organisatie(waterveld):
        personen = [maak_persoon(waterveld, f"Kind {n}", 5 + n, "v") for n in range(3)]
        eerder = {p.pk: p.historie.count() for p in personen}
        for nummer, persoon in enumerate(personen):
            persoon.roepnaam, persoon.huisnummer = f"Anders {nummer}", None if nummer else 12
        werk_bij(personen, ["roepnaam", "huisnummer"])
        for nummer, persoon in enumerate(personen):
            nieuw = Persoon.objects.get(pk=persoon.pk)
            assert (nieuw.roepnaam, nieuw.huisnummer) == (f"Anders {nummer}", None if nummer else 12)
            assert nieuw.historie.count() == eerder[persoon.pk] + 1


def test_muren_en_regels_gelden_ook_voor_velen(amina, elders):
    with namens(amina):
        vreemd = leesregel(amina, "a", [])
        vreemd.organisatie_id = elders.pk
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            voeg_toe([vreemd])
        zonder = leesregel(amina, "a", [])
        zonder.reden = None
        with pytest.raises(IntegrityError), transaction.atomic():
            voeg_toe([zonder])
