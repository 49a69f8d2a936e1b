"""Pages of decisions: the list, one decision with all who looked at it, and its letters."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eenplan.besluit import actions, queries
from eenplan.dossier.pagina import tab
from eenplan.dossier.queries import dossier_voor
from eenplan.kern.http import HttpRequest
from eenplan.werkwijze import queries as werkwijze


@require_GET
def lijst(request: HttpRequest, nummer: str) -> HttpResponse:
    """The decisions of this family, newest first."""
    dossier = dossier_voor(request.medewerker, nummer, wat="besluiten")
    context = {"besluiten": queries.besluiten(dossier), "wachtend": queries.wachten_op_besluit(dossier)}
    return tab(request, dossier, "besluit", "besluit/lijst.html", context)


@require_POST
def volgend(request: HttpRequest, nummer: str) -> HttpResponse:
    """Start the decision for a brother or sister, and go to its first task when that is mine."""
    dossier = dossier_voor(request.medewerker, nummer, wat="besluiten")
    proces = actions.begin_volgend_besluit(dossier=dossier, door=request.medewerker)
    messages.success(request, _("Het besluit is begonnen."))
    mijn = werkwijze.mijn_taken(request.medewerker).filter(proces=proces).first()
    return redirect("werkwijze:taak", mijn.pk) if mijn else redirect("besluit:lijst", nummer)


@require_GET
def besluit(request: HttpRequest, nummer: str, volgnummer: int) -> HttpResponse:
    """One decision: what, why, who wrote, read and signed it, and the letters."""
    dossier = dossier_voor(request.medewerker, nummer, wat="besluit")
    getoond = queries.besluit_met(dossier, volgnummer)
    eerste = next(iter(getoond.brieven.all()), None)
    context = {
        "besluit": getoond,
        "bezwaar_tot": queries.bezwaar_tot(getoond.verzonden_op) if getoond.verzonden_op else None,
        "gedateerd": eerste.gemaakt_op if eerste else None,
        "mag_brieven": dossier.is_open
        and getoond.status == "vastgesteld"
        and actions.mag_brieven_maken(getoond, request.medewerker),
    }
    return tab(request, dossier, "besluit", "besluit/besluit.html", context)


@require_POST
def brieven(request: HttpRequest, nummer: str, volgnummer: int) -> HttpResponse:
    """Make the letters again, dated today."""
    dossier = dossier_voor(request.medewerker, nummer, wat="besluit")
    getoond = queries.besluit_met(dossier, volgnummer)
    gemaakt = actions.maak_brieven_opnieuw(besluit=getoond, door=request.medewerker)
    messages.success(
        request, _("De brieven zijn gemaakt met de datum van vandaag: %(n)s.") % {"n": len(gemaakt)}
    )
    return redirect("besluit:besluit", nummer, volgnummer)
