"""Now and today, in the Netherlands.

One place, so that a day ends at midnight in Amsterdam everywhere, and so that the demo can let a
family's history happen on the days it happened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def nu() -> datetime:
    """The present moment, aware, in the current time zone (Europe/Amsterdam)."""
    return timezone.localtime(_moment.get() or timezone.now())


def vandaag() -> date:
    """The date in the Netherlands."""
    return nu().date()


@contextmanager
def op_moment(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (aware) inside this block: for the demo and for tests, never for a request."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
