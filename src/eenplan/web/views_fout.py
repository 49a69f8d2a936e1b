"""Error pages in plain Dutch: what happened, and what to do now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eenplan.kern.fouten import EenplanFout


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/fout/403.html", {"zin": "Deze pagina was te oud. Ververs de pagina en probeer het opnieuw."}, status=403)


def slecht_verzoek(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/fout/400.html", status=400)


def geen_recht(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/fout/403.html", status=403)


def niet_gevonden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/fout/404.html", status=404)


def storing(request: HttpRequest) -> HttpResponse:
    return render(request, "web/fout/500.html", status=500)


def geweigerd(request: HttpRequest, fout: EenplanFout) -> HttpResponse:
    """The page for what we refuse on purpose: its own sentence, its own status."""
    context = {"zin": fout.zin, "huidig": getattr(fout, "huidig", None)}
    page = {404: "404", 409: "409", 403: "403"}.get(fout.status, "400")
    return render(request, f"web/fout/{page}.html", context, status=fout.status)
