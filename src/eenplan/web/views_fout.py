"""Error pages in plain Dutch: what happened, and what to do now."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import RequestDataTooBig
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import localize
from django.utils.translation import gettext as _

from eenplan.kern.fouten import EenplanFout, VerouderdeVersie
from eenplan.kern.geheim import VersleuteldVeld
from eenplan.kern.logboek import verzoek_kenmerk

NIET_TONEN = {"csrfmiddlewaretoken", "versie"}


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(
        request,
        "web/fout/403.html",
        {"zin": _("Deze pagina stond te lang open. Ververs de pagina en probeer het opnieuw.")},
        status=403,
    )


def slecht_verzoek(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "web/fout/413.html", status=413)
    return render(request, "web/fout/400.html", status=400)


def geen_recht(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/fout/403.html", status=403)


def niet_gevonden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/fout/404.html", status=404)


def storing(request: HttpRequest) -> HttpResponse:
    return render(request, "web/fout/500.html", {"kenmerk": verzoek_kenmerk()}, status=500)


def geweigerd(request: HttpRequest, fout: EenplanFout) -> HttpResponse:
    """The page for what we refuse on purpose: its own sentence, its own status."""
    if isinstance(fout, VerouderdeVersie):
        return verouderd(request, fout)
    page = fout.status if fout.status in (403, 404, 413, 422, 429) else 400
    return render(request, f"web/fout/{page}.html", {"zin": fout.zin}, status=fout.status)


def verouderd(request: HttpRequest, fout: VerouderdeVersie) -> HttpResponse:
    """409: what was typed beside what is stored now, and the choice between them.

    Keeping one's own version sends the same fields again with the version that is stored now.
    """
    huidig: Any = fout.huidig
    getypt = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        for waarde in waarden
        if naam not in NIET_TONEN
    ]
    context = {
        "zin": fout.zin,
        "regels": _compare(huidig, request),
        "verborgen": [*getypt, ("versie", huidig.versie)] if request.method == "POST" else [],
        "bestanden": bool(request.FILES),
        "terug_url": request.get_full_path(),
    }
    return render(request, "web/fout/409.html", context, status=409)


def _compare(huidig: models.Model, request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """(label, typed, stored, differs) per field that was typed and that the row has.

    The names come from the browser, so a number is not looked up and a secret is not shown: whoever adds
    `gezin=7` or `bsn=` to a stale form learns nothing.
    """
    regels = []
    for naam in request.POST:
        kaal = naam.rsplit("-", 1)[-1]  # a form may have a prefix
        veld = next((f for f in huidig._meta.concrete_fields if f.name == kaal), None)
        if veld is None or naam in NIET_TONEN or not veld.editable:
            continue
        if veld.is_relation or isinstance(veld, VersleuteldVeld):
            continue
        mijn, nu = _in_words(veld, ", ".join(request.POST.getlist(naam))), _stored(huidig, veld)
        regels.append((str(veld.verbose_name).capitalize(), mijn, nu, mijn.strip() != nu.strip()))
    return regels


def _in_words(veld: Any, tekst: str) -> str:
    if isinstance(veld, models.BooleanField):
        return _("ja") if tekst in ("on", "true", "True", "1") else _("nee")
    if isinstance(veld, ArrayField):  # typed with a comma between the words
        return ", ".join(" ".join(deel.split()) for deel in tekst.split(",") if deel.strip())
    if veld.choices:
        return str(dict(veld.flatchoices).get(tekst, tekst))
    try:
        return str(localize(veld.to_python(tekst))) if tekst else ""
    except Exception:
        return tekst


def _stored(huidig: models.Model, veld: Any) -> str:
    if veld.choices:
        return str(getattr(huidig, f"get_{veld.name}_display")())
    waarde = getattr(huidig, veld.name)
    if isinstance(waarde, list):
        return ", ".join(map(str, waarde))
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    return "" if waarde is None else str(localize(waarde))
