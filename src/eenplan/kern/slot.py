"""Fetch one row by its key, locked or not: the question that actions ask most, so it is put together once per model.

Django makes the same SQL anew at every call, which costs four times what asking it does. What it makes is kept here,
with its converters, and the row becomes an instance as always (`Model.from_db`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connections, models

_PLEK = -1  # stands for the key while the question is made; no row has it


@dataclass(frozen=True)
class _Vraag:
    sql: str
    params: tuple[Any, ...]
    velden: Sequence[str]
    omzetten: Sequence[
        tuple[int, Sequence[Callable[..., Any]], Any]
    ]  # place in the row, converters, expression


def haal_en_vergrendel(model: type[models.Model], sleutel: Any, veld: str = "") -> models.Model | None:
    """The row with this key, locked until the transaction ends (FOR UPDATE of this table alone); None when it is not there.

    `veld` names another field that is unique, such as the one side of a one-to-one.
    """
    return _haal(model, sleutel, veld, slot=True)


def haal(model: type[models.Model], sleutel: Any) -> models.Model | None:
    """The row with this primary key as it is now, without a lock; None when it is not there."""
    return _haal(model, sleutel, "", slot=False)


def _haal(model: type[models.Model], sleutel: Any, veld: str, *, slot: bool) -> models.Model | None:
    db = model._default_manager.db
    vraag, verbinding = _vraag(model, db, veld, slot), connections[db]
    kolom = model._meta.get_field(veld) if veld else model._meta.pk
    sleutel = kolom.get_db_prep_value(sleutel, verbinding)  # type: ignore[union-attr]
    with verbinding.cursor() as cursor:
        cursor.execute(vraag.sql, [sleutel if p == _PLEK else p for p in vraag.params])
        rij = cursor.fetchone()
    if rij is None:
        return None
    waarden = list(rij)
    for plaats, omzetters, expressie in vraag.omzetten:
        for omzetter in omzetters:
            waarden[plaats] = omzetter(waarden[plaats], expressie, verbinding)
    return model.from_db(db, vraag.velden, waarden)


@cache
def _vraag(model: type[models.Model], db: str, veld: str, slot: bool) -> _Vraag:
    rijen = model._default_manager.using(db).order_by()
    rijen = rijen.select_for_update(of=("self",)) if slot else rijen
    rijen = rijen.filter(**{veld or "pk": _PLEK})
    compiler = rijen.query.get_compiler(db)
    sql, params = compiler.as_sql()
    uitdrukkingen = [uitdrukking for uitdrukking, *_ in compiler.select]
    velden = [uitdrukking.target.attname for uitdrukking in uitdrukkingen]
    omzetten = [
        (plaats, omzetters, uitdrukking)
        for plaats, (omzetters, uitdrukking) in compiler.get_converters(uitdrukkingen).items()
    ]
    return _Vraag(sql, tuple(params), velden, omzetten)
