"""What every page needs around its content: the menu with its counts, and who is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from eenplan.kern.context import huidige_organisatie_id, namens
from eenplan.organisatie.models import Medewerker
from eenplan.web import queries
from eenplan.web.menu import menu_voor


def schil(request: HttpRequest) -> dict[str, Any]:
    """`medewerker`, and `schil` with menu and functie; computed only by templates that show it."""
    medewerker: Medewerker | None = getattr(request, "medewerker", None)
    if medewerker is None:
        return {"medewerker": None, "demo": settings.DEMO}
    return {
        "medewerker": medewerker,
        "demo": settings.DEMO,
        "schil": SimpleLazyObject(lambda: _schil(medewerker, request.path)),
    }


def _schil(medewerker: Medewerker, pad: str) -> dict[str, Any]:
    if huidige_organisatie_id() is None:  # an error page is made outside the transaction of the view
        with namens(medewerker):
            return _schil(medewerker, pad)
    teams = queries.teamnamen(medewerker)
    tallen = queries.tallen(medewerker)
    return {
        "menu": menu_voor(medewerker, pad, tallen),
        "tallen": tallen,
        "wat": " · ".join(filter(None, [medewerker.functienamen, ", ".join(teams)])),
    }
