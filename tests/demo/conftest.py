"""A small Waterveld: families in every stage, loaded once for all tests of this room and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eenplan.demo.gemeente import Gemeente

GEZINNEN = 23  # one for every row of STADIA
KOPIEEN = 46


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Gemeente]:
    """The municipality, one family in each stage, and two copies of those that can be copied."""
    from django.db import transaction

    from eenplan.demo import bulk, laden, verhaal
    from eenplan.demo.caseload import vertel_caseload
    from eenplan.kern.tijd import vandaag

    with django_db_blocker.unblock(), transaction.atomic():
        dag = vandaag()
        alle = sorted((verhaal.verhaal(1, n, dag, n) for n in range(GEZINNEN)), key=lambda v: v.begin)
        gemeente = laden.maak_waterveld(dag)
        laden.vertel(1, alle, gemeente, dag, voortgang=lambda *_: None, ernaast=laden.maak_elders)
        vertel_caseload(gemeente, dag)
        bulk.vermenigvuldig(gemeente, aantal=KOPIEEN, zaad=1, voortgang=lambda *_: None)
        yield gemeente
        transaction.set_rollback(True)
