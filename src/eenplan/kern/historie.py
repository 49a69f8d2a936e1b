"""Change history kept by the database: a trigger writes each insert, update and delete of a case row.

`@historie` on a model makes the table `<model>event` beside it. The context of the change (which
person, which action, which process) is set by `context.namens`, `actions.actie` and `proces`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def historie(model: M) -> M:
    """Class decorator: keep every change of this model's rows."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        obj_field=pghistory.ObjForeignKey(related_name="historie", null=True),
        context_field=pghistory.ContextJSONField(null=True),  # in the row: each change keeps its own action
        context_id_field=pghistory.ContextUUIDField(null=True),
    )(model)


def in_proces(proces_id: int) -> AbstractContextManager[Any]:
    """Name the process that the changes in this block belong to."""
    return in_naam_van(proces=proces_id)


@contextmanager
def in_naam_van(**gegevens: Any) -> Iterator[None]:
    """Changes in this block carry these words beside the ones around it; after it the old words hold.

    pghistory itself merges a nested context into the one around it for good.
    """
    with pghistory.context() as lopend:
        ervoor = dict(lopend.metadata)
        lopend.metadata.update(gegevens)
        try:
            yield
        finally:
            lopend.metadata.clear()
            lopend.metadata.update(ervoor)
