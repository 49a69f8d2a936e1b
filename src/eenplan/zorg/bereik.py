"""Two dates as a range of days, for the constraints that refuse what would hold twice at once."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value


def dagen(begin: str, eind: str) -> Func:
    """The days from `begin` up to and including `eind` as a PostgreSQL range; empty end is open-ended."""
    return Func(F(begin), F(eind), Value("[]"), function="daterange", output_field=DateRangeField())
