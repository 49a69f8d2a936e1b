"""Pages of files with care that is paid as a fixed sum: choose one, see what is wrong with it, see what came of it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.zorg import taakgericht_kennis as kennis
from eenplan.zorg.forms_taakgericht import LeveringForm
from eenplan.zorg.opslaan import eis_functie
from eenplan.zorg.taakgericht import KOLOMMEN, FouteRegels
from eenplan.zorg.taakgericht_actions import LEGT_VAST, leg_taakgericht_vast
from ijw import codelijst

PER_PAGINA = 25
GETOOND = 200  # lines that a page names; more help nobody


def leveringen(request: HttpRequest) -> HttpResponse:
    """The files that were recorded, the layout, and a form for the next one. What is wrong with it stands above the form."""
    eis_functie(request.medewerker, LEGT_VAST, "taakgerichte hulp vastleggen")
    post = request.method == "POST"
    form = LeveringForm(request.POST if post else None, request.FILES if post else None, request=request)
    fouten: FouteRegels | None = None
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            levering = leg_taakgericht_vast(
                contract=form.cleaned_data["contract"],
                naam=bestand.name,
                inhoud=bestand.read(),
                door=request.medewerker,
            )
        except FouteRegels as fout:
            fouten = fout
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, _("Het bestand is vastgelegd."))
            return redirect("zorg:taakgericht_levering", levering.pk)
    pagina = Paginator(kennis.leveringen(), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "form": form, "fouten": fouten, "getoond": fouten.fouten[:GETOOND] if fouten else [], "pagina": pagina,
        "kolommen": KOLOMMEN, "redenen": codelijst("JZ588"), "contracten": kennis.contracten().exists(), "pad": _path()[:1],
    }  # fmt: skip
    return render(
        request, "zorg/taakgericht.html", context, status=422 if post and (fouten or form.errors) else 200
    )


def levering(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of one file, and which help is no longer in it."""
    eis_functie(request.medewerker, LEGT_VAST, "leveringen van taakgerichte hulp bekijken")
    rij = kennis.levering_met(pk)
    verdwenen = [regel | {"begin": date.fromisoformat(regel["begin"])} for regel in rij.verdwenen]
    context = {
        "levering": rij,
        "verdwenen": verdwenen[:GETOOND],
        "pad": _path(),
        "tellingen": [
            (_("hulp begonnen"), rij.begonnen),
            (_("hulp gestopt"), rij.gestopt),
            (_("stop gewijzigd"), rij.gewijzigd),
            (_("vervallen"), rij.vervallen),
            (_("ongewijzigd"), rij.ongewijzigd),
            (_("nieuwe jeugdigen"), rij.nieuwe_jeugdigen),
        ],
    }
    return render(request, "zorg/taakgericht_levering.html", context)


def _path() -> list[tuple[str, str]]:
    return [
        (_("Aanbieders"), reverse("zorg:aanbieders")),
        (_("Taakgerichte hulp"), reverse("zorg:taakgericht")),
    ]
