"""Changing one assignment: what will happen is shown before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from eenplan.dossier import queries as dossiers
from eenplan.dossier.pagina import tab
from eenplan.kern.formulieren import probeer, toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.zorg import actions, queries, vooruitblik
from eenplan.zorg.forms_toewijzing import Verwijderen, Wijzigen
from eenplan.zorg.models import Toewijzing
from eenplan.zorg.wijzig_actions import wijzig_toewijzing

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier


def wijzigen(request: HttpRequest, nummer: str, toewijzing: int) -> HttpResponse:
    """Extend, shorten, or change how much. First it shows what that does, then it saves."""
    dossier, rij = _toewijzing(request, nummer, toewijzing)
    form = Wijzigen(request.POST or None, toewijzing=rij)
    gevolg: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            velden = {naam: waarde for naam, waarde in form.velden.items() if naam != "reden"}
            gevolg = vooruitblik.van_wijziging(rij, **velden)
            if "opslaan" in request.POST and form.cleaned_data["gezien"] == form.kenmerk:
                wijzig_toewijzing(toewijzing=rij, door=request.medewerker, **form.velden)
                messages.success(
                    request, _("De toewijzing is gewijzigd. Wist de aanbieder ervan, dan krijgt die bericht.")
                )
                return redirect("zorg:dossier", dossier.nummer)
        except Geweigerd as fout:
            toon_weigering(form, fout)
            gevolg = []
    if gevolg:
        form.data = request.POST.copy()
        form.data["gezien"] = form.kenmerk
    context: dict[str, Any] = {"toewijzing": rij, "form": form, "gevolg": gevolg}
    status = 422 if form.errors else 200
    return tab(request, dossier, "zorg", "zorg/wijzigen.html", context, status=status)


def verwijderen(request: HttpRequest, nummer: str, toewijzing: int) -> HttpResponse:
    """Take an assignment back, for care that did not start."""
    dossier, rij = _toewijzing(request, nummer, toewijzing)
    form = Verwijderen(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda **velden: actions.verwijder_toewijzing(toewijzing=rij, door=request.medewerker, **velden)
    ):
        messages.success(
            request, _("De toewijzing is verwijderd. Wist de aanbieder ervan, dan krijgt die bericht.")
        )
        return redirect("zorg:dossier", dossier.nummer)
    context = {"toewijzing": rij, "form": form}
    return tab(request, dossier, "zorg", "zorg/verwijderen.html", context, status=422 if form.errors else 200)


def _toewijzing(request: HttpRequest, nummer: str, pk: int) -> tuple[Dossier, Toewijzing]:
    dossier = dossiers.dossier_voor(request.medewerker, nummer, wat="zorg")
    rij: Toewijzing = get_object_or_404(queries.toewijzingen(dossier), pk=pk)
    actions.te_wijzigen(rij, request.medewerker)  # who may not, or no more, need not fill in anything
    return dossier, rij
