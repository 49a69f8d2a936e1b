"""Administration, to read: people, teams, mandates; and the handbook."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from eenplan.kern.fouten import GeenRecht
from eenplan.organisatie.models import Medewerker
from eenplan.web import handboek as boek
from eenplan.web import queries_beheer as queries
from eenplan.web.menu import BEHEER


def beheer(request: HttpRequest) -> HttpResponse:
    medewerker = _administrator(request)
    organisatie = medewerker.organisatie
    mensen = list(queries.medewerkers(organisatie.pk))
    context = {
        "organisatie": organisatie,
        "mensen": sum(1 for m in mensen if m.actief),
        "zonder_aanmelding": sum(1 for m in mensen if m.actief and m.user is None),
        "skj_verlopen": queries.skj_verloopt(mensen),
        "teams": queries.teams(organisatie.pk),
        "mandaten": queries.mandaten(organisatie.pk).count(),
    }
    return render(request, "web/beheer/overzicht.html", context)


def medewerkers(request: HttpRequest) -> HttpResponse:
    medewerker = _administrator(request)
    return render(
        request,
        "web/beheer/medewerkers.html",
        {"mensen": queries.medewerkers(medewerker.organisatie_id), "pad": _path()},
    )


def mandaten(request: HttpRequest) -> HttpResponse:
    medewerker = _administrator(request)
    return render(
        request,
        "web/beheer/mandaten.html",
        {"mandaten": queries.mandaten(medewerker.organisatie_id), "pad": _path()},
    )


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


def _administrator(request: HttpRequest) -> Medewerker:
    medewerker: Medewerker = request.medewerker  # type: ignore[attr-defined]
    if not medewerker.heeft_functie(*BEHEER):
        raise GeenRecht(_("Deze bladzijden zijn voor de beheerder, de manager en de teamleider."))
    return medewerker


def _path() -> list[tuple[str, str]]:
    return [(_("Beheer"), "/beheer/")]
