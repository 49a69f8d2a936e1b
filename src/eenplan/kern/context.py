"""Who acts, for which organisation, in one transaction.

Every transaction that touches case tables is opened here. It sets `eenplan.organisatie`, which the
row-level security policies compare with each row: forget it, and every query comes back empty.
The same setting names the person and the action to the change history.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from eenplan.kern import opslag
from eenplan.kern.historie import in_naam_van

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker, Organisatie

_organisatie_id: ContextVar[int | None] = ContextVar("organisatie_id", default=None)


@contextmanager
def namens(medewerker: Medewerker, *, actie: str = "") -> Iterator[None]:
    """A transaction in the name of `medewerker`: sees and writes only rows of their organisation."""
    with _transaction(medewerker.organisatie_id), in_naam_van(medewerker=medewerker.pk, actie=actie):
        yield


@contextmanager
def voor_organisatie(organisatie: Organisatie | int, *, actie: str = "systeem") -> Iterator[None]:
    """The same for the system itself: a job, a message that came in, the demo."""
    pk = organisatie if isinstance(organisatie, int) else organisatie.pk
    with _transaction(pk), in_naam_van(actie=actie):
        yield


def huidige_organisatie_id() -> int | None:
    """The organisation of the transaction at hand, or None outside one."""
    return _organisatie_id.get()


def eis_organisatie_id() -> int:
    """The organisation of the transaction at hand; outside one nothing may be written (`RuntimeError`)."""
    pk = huidige_organisatie_id()
    if pk is None:
        raise RuntimeError("Er is geen organisatie gekozen: open eerst `namens` of `voor_organisatie`.")
    return pk


@contextmanager
def _transaction(organisatie_id: int) -> Iterator[None]:
    outer = _organisatie_id.get()
    nested = connection.in_atomic_block
    token = _organisatie_id.set(organisatie_id)
    try:
        with opslag.ongedaan_bij_fout(), transaction.atomic():
            _set(organisatie_id)
            yield
            if nested and outer != organisatie_id:
                _set(
                    outer
                )  # a nested change of organisation ends with its block; a transaction takes its own along
    finally:
        _organisatie_id.reset(token)


def _set(organisatie_id: int | None) -> None:
    value: Any = "" if organisatie_id is None else str(organisatie_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('eenplan.organisatie', %s, true)", [value])
