"""The handbook, one chapter per page."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eenplan.web import handboek as boek


def handboek(request: HttpRequest, naam: str = "") -> HttpResponse:
    """The handbook in docs/handboek, one chapter per page."""
    delen = boek.delen()
    if not naam:
        return render(request, "web/handboek.html", {"delen": delen})
    deel = next((d for d in delen if d.naam == naam), None)
    if deel is None:
        raise Http404
    return render(
        request,
        "web/handboek_deel.html",
        {"deel": deel, "html": boek.als_html(deel), "pad": [(_("Handboek"), "/handboek/")]},
    )


def handboek_beeld(request: HttpRequest, naam: str) -> FileResponse:
    pad = boek.beeld(naam)
    if pad is None:
        raise Http404
    return FileResponse(pad.open("rb"), content_type="image/png")
