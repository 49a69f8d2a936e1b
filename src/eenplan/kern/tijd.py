"""Now and today, in the Netherlands.

One place, so that a day ends at midnight in Amsterdam everywhere and the demo can fix its clock.
"""

from datetime import date, datetime

from django.utils import timezone


def nu() -> datetime:
    """The present moment, aware, in the current time zone (Europe/Amsterdam)."""
    return timezone.localtime()


def vandaag() -> date:
    """The date in the Netherlands."""
    return timezone.localdate()
