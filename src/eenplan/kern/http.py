"""The request as views get it: somebody has signed in, and we know as whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest as DjangoRequest

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


class HttpRequest(DjangoRequest):
    """A request behind the door; `web.middleware.VereisAanmelding` set `medewerker`."""

    medewerker: Medewerker
