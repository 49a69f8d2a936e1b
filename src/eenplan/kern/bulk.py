"""Many rows in one statement, from arrays: a few placeholders, where Django writes one per value, or a CASE per row.

Constraints, history triggers and row-level security see each row as always.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models

M = TypeVar("M", bound=models.Model)


def voeg_toe(rijen: Sequence[M]) -> Sequence[M]:
    """Insert these rows, of one model; those without a key get one. For tables that Django's own `bulk_create` writes value
    by value: with bytes or arrays in them."""
    if not rijen:
        return rijen
    model = type(rijen[0])
    verbinding = connections[model._default_manager.db]
    sleutel: Any = model._meta.pk
    zonder = [rij for rij in rijen if rij.pk is None]
    if zonder and len(zonder) < len(rijen):
        raise ValueError("Geef van alle rijen de sleutel, of van geen.")
    velden = [
        veld
        for veld in model._meta.concrete_fields
        if not (zonder and veld is sleutel) and not veld.generated
    ]
    arrays = [_waarden(veld, [veld.pre_save(rij, add=True) for rij in rijen], verbinding) for veld in velden]
    quote = verbinding.ops.quote_name
    kolommen = ", ".join(quote(str(veld.column)) for veld in velden)
    uit = ", ".join(f"nieuw.k{n}{_als(veld, verbinding)}" for n, veld in enumerate(velden))
    namen = ", ".join(f"k{n}" for n in range(len(velden)))
    in_ = ", ".join(f"%s::{_drager(veld, verbinding)}[]" for veld in velden)
    with verbinding.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({kolommen}) SELECT {uit} FROM unnest({in_}) AS nieuw({namen}) "
            f"RETURNING {quote(sleutel.column)}",
            arrays,
        )
        for rij, (pk,) in zip(rijen, cursor.fetchall(), strict=True):
            rij.pk = pk
            rij._state.adding, rij._state.db = False, verbinding.alias
    return rijen


def _waarden(veld: models.Field[Any, Any], waarden: list[Any], verbinding: Any) -> list[Any]:
    """One column as an array. A value that is an array itself travels as text."""
    klaar = [veld.get_db_prep_save(waarde, verbinding) for waarde in waarden]
    if isinstance(veld, ArrayField):
        return ["{" + ",".join(f'"{deel}"' for deel in waarde) + "}" for waarde in klaar]
    if isinstance(veld, models.JSONField):
        return [veld.get_prep_value(waarde) if waarde is None else _json(veld, waarde) for waarde in waarden]
    return klaar


def _json(veld: models.JSONField, waarde: Any) -> str:
    return json.dumps(waarde, cls=veld.encoder)


def _drager(veld: models.Field[Any, Any], verbinding: Any) -> str:
    """The type in which a column travels within an array; without its length, so that nothing is cut off."""
    if isinstance(veld, ArrayField | models.JSONField):
        return "text"
    return str(veld.db_type(verbinding)).split("(")[0]


def _als(veld: models.Field[Any, Any], verbinding: Any) -> str:
    return f"::{veld.db_type(verbinding)}" if isinstance(veld, ArrayField | models.JSONField) else ""


def werk_bij(rijen: Sequence[models.Model], velden: Sequence[str]) -> None:
    """Store these fields of these rows, which exist and are of one model. History triggers see each row.

    For plain columns only: an array within an array is no longer an array of rows.
    """
    if not rijen:
        return
    model = type(rijen[0])
    db = model._default_manager.db
    verbinding = connections[db]
    kolommen: list[Any] = [model._meta.get_field(naam) for naam in velden]
    sleutel: Any = model._meta.pk
    arrays = [[rij.pk for rij in rijen]] + [
        [kolom.get_db_prep_save(getattr(rij, kolom.attname), verbinding) for rij in rijen]
        for kolom in kolommen
    ]
    types = [veld.db_type(verbinding) for veld in (sleutel, *kolommen)]
    quote = verbinding.ops.quote_name
    namen = [quote(kolom.column) for kolom in kolommen]
    nieuw = ", ".join(f"{naam} = nieuw.{naam}" for naam in namen)
    waarden = ", ".join(f"%s::{type_}[]" for type_ in types)
    tabel, pk = quote(model._meta.db_table), quote(sleutel.column)
    with verbinding.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabel} SET {nieuw} FROM unnest({waarden}) AS nieuw({', '.join([pk, *namen])}) "
            f"WHERE {tabel}.{pk} = nieuw.{pk}",
            arrays,
        )
