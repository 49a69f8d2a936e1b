"""The secrecy mark outlives a broken glass: who looks in for eight hours does not open the door for all."""

from __future__ import annotations

from typing import Any

import pytest

from eenplan.dossier.actions import doorbreek, markeer_geheim
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens
from eenplan.kern.fouten import GeenRecht

pytestmark = pytest.mark.django_db


def test_who_broke_the_glass_does_not_lift_the_mark(dossier: Any, amina: Any, zoe: Any) -> None:
    with namens(amina):
        Dossier.objects.filter(pk=dossier.pk).update(geheim=True, regisseur=amina)
    with namens(zoe):
        doorbreek(dossier=dossier, reden="Crisis vannacht, ouders bellen mij nu.", door=zoe)
        with pytest.raises(GeenRecht, match="tijdelijk"):
            markeer_geheim(dossier=dossier, geheim=False, reden="Lijkt me niet nodig.", door=zoe)
    with namens(amina):
        assert not markeer_geheim(
            dossier=dossier, geheim=False, reden="De collega is vertrokken.", door=amina
        ).geheim
