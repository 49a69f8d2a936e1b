"""Background jobs on the same PostgreSQL: deferred inside the transaction that needs them.

A job carries numbers only. It runs in the name of an organisation; what it does goes through actions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app

from eenplan.kern.context import voor_organisatie

__all__ = ["app", "op_achtergrond"]


def op_achtergrond(naam: str, *, pogingen: int = 5) -> Callable[[Callable[..., None]], Any]:
    """Make `function(**numbers)` a job. Call `.defer(organisatie_id=..., ...)` to queue it.

    It is tried again with growing pauses; each try is one transaction.
    """
    from procrastinate import RetryStrategy

    def make(function: Callable[..., None]) -> Any:
        @functools.wraps(function)
        def run(*, organisatie_id: int, **kwargs: Any) -> None:
            with voor_organisatie(organisatie_id, actie=naam):
                function(**kwargs)

        return app.task(name=naam, retry=RetryStrategy(max_attempts=pogingen, exponential_wait=2))(run)

    return make
