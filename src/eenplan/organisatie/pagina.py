"""The frame of the pages of administration: who may see and send them, and a page with one thing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import GeenRecht
from eenplan.kern.http import HttpRequest
from eenplan.organisatie import actions
from eenplan.organisatie.models import Functie, Organisatie

LEZERS = (Functie.BEHEERDER, Functie.MANAGER, Functie.TEAMLEIDER)


def lezer(request: HttpRequest) -> Organisatie:
    """The organisation of who asks, if they may see these pages; only a beheerder may send anything."""
    medewerker = request.medewerker
    if not medewerker.heeft_functie(*LEZERS):
        raise GeenRecht(_("Deze bladzijden zijn voor de beheerder, de manager en de teamleider."))
    if request.method == "POST":
        actions.check_beheer(medewerker, medewerker.organisatie_id)
    return medewerker.organisatie


def beheerder(request: HttpRequest) -> Organisatie:
    """The same for a page that only changes something."""
    medewerker = request.medewerker
    if not medewerker.heeft_functie(Functie.BEHEERDER):
        raise GeenRecht(_("Alleen een beheerder kan medewerkers, teams en mandaten wijzigen."))
    return medewerker.organisatie


def toon(
    request: HttpRequest, template: str, context: dict[str, Any], *, pad: Any = None, form: Any = None
) -> HttpResponse:
    """A page below Beheer; 422 when a form was refused."""
    beheer = [(_("Beheer"), reverse("organisatie:beheer"))]
    basis = {
        "pad": [*beheer, *(pad or [])],
        "mag_wijzigen": request.medewerker.heeft_functie(Functie.BEHEERDER),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, template, basis | context, status=status)


def doe(
    request: HttpRequest,
    form: Any,
    daad: Callable[..., Any],
    *,
    terug: str,
    gelukt: str = "",
    pad: Any = None,
    **context: Any,
) -> HttpResponse:
    """A page with one form; done, it leads to `terug`. `context`: kop, uitleg, regels, knop, knopsoort."""
    if request.method == "POST" and probeer(form, daad):
        messages.success(request, gelukt or _("Opgeslagen. De geschiedenis blijft bewaard."))
        return redirect(terug)
    return toon(
        request, "organisatie/daad.html", {"form": form, "terug": terug, **context}, pad=pad, form=form
    )
