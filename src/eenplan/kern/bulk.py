"""Changing many rows at once: one UPDATE from arrays, where Django would write a CASE per row and column."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connections, models


def werk_bij(rijen: Sequence[models.Model], velden: Sequence[str]) -> None:
    """Store these fields of these rows, which exist and are of one model. History triggers see each row.

    For plain columns only: an array within an array is no longer an array of rows.
    """
    if not rijen:
        return
    model = type(rijen[0])
    db = model._default_manager.db
    verbinding = connections[db]
    kolommen = [model._meta.get_field(naam) for naam in velden]
    sleutel = model._meta.pk
    assert sleutel is not None
    arrays = [[rij.pk for rij in rijen]] + [
        [kolom.get_db_prep_save(getattr(rij, kolom.attname), verbinding) for rij in rijen]  # type: ignore[union-attr]
        for kolom in kolommen
    ]
    types = [veld.db_type(verbinding) for veld in (sleutel, *kolommen)]  # type: ignore[union-attr]
    quote = verbinding.ops.quote_name
    namen = [quote(kolom.column) for kolom in kolommen]  # type: ignore[union-attr]
    nieuw = ", ".join(f"{naam} = nieuw.{naam}" for naam in namen)
    waarden = ", ".join(f"%s::{type_}[]" for type_ in types)
    tabel, pk = quote(model._meta.db_table), quote(sleutel.column)
    with verbinding.cursor() as cursor:
        cursor.execute(
            f"UPDATE {tabel} SET {nieuw} FROM unnest({waarden}) AS nieuw({', '.join([pk, *namen])}) "
            f"WHERE {tabel}.{pk} = nieuw.{pk}",
            arrays,
        )
