"""Words that someone searches for: they name families, so they never stand in an address or a log.

A form sends them; `bewaar` keeps them, encrypted, in the session under a short key, and the page that shows
the results has only that key in its address. Reloading, going back, the next page and a second window each
find their own words. They go with the session.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from django.http import HttpRequest

from eenplan.kern import geheim

SESSIE = "zoekwoorden"
VELD = "q"  # the field of the form
SLEUTEL = "z"  # the parameter of the address
LANGSTE = 80  # characters
AANTAL = 8  # searches one can go back to


def bewaar(request: HttpRequest) -> str:
    """Keep what was just typed; returns the rest of the address of its results, empty when nothing was typed."""
    woorden = request.POST.get(VELD, "").replace("\0", "").strip()[:LANGSTE]
    if not woorden:
        return ""
    sleutel = secrets.token_urlsafe(6)
    eerder = list(request.session.get(SESSIE, {}).items())[-(AANTAL - 1) :]
    versleuteld = base64.b64encode(geheim.encrypt(woorden.encode(), context=sleutel.encode())).decode()
    request.session[SESSIE] = {**dict(eerder), sleutel: versleuteld}
    return f"?{SLEUTEL}={sleutel}"


def gevraagd(request: HttpRequest) -> str | None:
    """The words that this address is about: empty when it asks for none, None when they are no longer kept."""
    sleutel = request.GET.get(SLEUTEL, "")
    if not sleutel:
        return ""
    try:
        ruw = base64.b64decode(request.session.get(SESSIE, {})[sleutel])
        return geheim.decrypt(ruw, context=sleutel.encode()).decode()
    except (KeyError, ValueError, binascii.Error):
        return None
