"""The request as views get it: somebody has signed in, and we know as whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest as DjangoRequest

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

MEESTE_CIJFERS = 17  # so many always fit in a bigint


class HttpRequest(DjangoRequest):
    """A request behind the door; `web.middleware.VereisAanmelding` set `medewerker`."""

    medewerker: Medewerker


def als_sleutel(tekst: str) -> int:
    """The primary key that a form sent as text; 0, which no row has, for words or for more digits than a key has."""
    return int(tekst) if tekst.isdecimal() and len(tekst) <= MEESTE_CIJFERS else 0
