"""One assignment with everything that happened to it, and the silence towards providers of a dossier."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from eenplan.berichten import actions, tijdlijn
from eenplan.berichten.forms import StilteInstellen, StilteOpheffen
from eenplan.berichten.queries import FUNCTIES
from eenplan.berichten.stilte_actions import mag_stilte
from eenplan.dossier import queries as dossiers
from eenplan.dossier.pagina import tab
from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest
from eenplan.zorg import actions as zorg
from eenplan.zorg import levering, verkeer
from eenplan.zorg import queries as zorg_queries
from ijw import codelijst


def toewijzing(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """What was assigned, how delivery stands, what was used of it, and one line of time."""
    dossier = dossiers.dossier_voor(request.medewerker, nummer, wat="toewijzing")
    rij = get_object_or_404(zorg_queries.toewijzingen(dossier), pk=pk)
    meldingen = list(rij.regiemeldingen.all())
    prestaties = list(rij.prestaties.select_related("declaratie__aanbieder"))
    context: dict[str, Any] = {
        "t": rij,
        "levering": levering.levering(meldingen),
        "verbruik": verkeer.verbruik(rij, prestaties) if prestaties or rij.per_bericht else None,
        "kosten": zorg_queries.kosten_van(rij),
        "dagen": tijdlijn.van_toewijzing(rij, meldingen, prestaties),
        "reden": codelijst("JZ002").get(rij.reden_wijziging, ""),
        "mag_wijzigen": rij.geldt and dossier.is_open and zorg.mag_wijzigen(request.medewerker, dossier),
        "ziet_declaraties": request.medewerker.heeft_functie(*FUNCTIES),
    }
    return tab(request, dossier, "zorg", "berichten/toewijzing.html", context)


def stilte(request: HttpRequest, nummer: str) -> HttpResponse:
    """Whether anything goes to providers about this family; set it, lift it, and see what was held back."""
    dossier = dossiers.dossier_voor(request.medewerker, nummer, wat="berichtstilte")
    lopend = dossier.berichtstiltes.filter(opgeheven_op__isnull=True).select_related("door").first()
    form = (StilteOpheffen if lopend else StilteInstellen)(request.POST or None)
    mag = dossier.is_open and mag_stilte(dossier, request.medewerker)
    if request.method == "POST" and probeer(
        form,
        lambda **velden: (
            actions.hef_stilte_op(stilte=lopend, door=request.medewerker, **velden)
            if lopend
            else actions.stel_stilte_in(dossier=dossier, door=request.medewerker, **velden)
        ),
    ):
        messages.success(
            request,
            _("Er gaan weer berichten naar aanbieders.")
            if lopend
            else _("Er gaan geen berichten meer naar aanbieders over dit gezin."),
        )
        return redirect("berichten:stilte", dossier.nummer)
    context = {
        "stilte": lopend,
        "eerder": dossier.berichtstiltes.filter(opgeheven_op__isnull=False).select_related("door", "opgeheven_door"),
        "tegengehouden": dossier.berichten.exclude(tegengehouden="").select_related("aanbieder", "jeugdige"),
        "form": form,
        "mag_stilte": mag,
    }  # fmt: skip
    return tab(request, dossier, "zorg", "berichten/stilte.html", context, status=422 if form.errors else 200)
