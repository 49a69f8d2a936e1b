"""Change history kept by the database: a trigger writes each insert, update and delete of a case row.

`@historie` on a model makes the table `<model>event` beside it. The context of the change (which
person, which action, which process) is set by `context.namens`, `actions.actie` and `proces`.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
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
    return pghistory.context(proces=proces_id)
