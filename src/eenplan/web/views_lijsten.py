"""Lists: my families, the team, search. First page with the exact count; what was shown is logged."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from eenplan.dossier.queries import zoek
from eenplan.dossier.toegang_actions import MAG_DOORBREKEN
from eenplan.kern import zoekwoorden
from eenplan.kern.queries import log_inzage
from eenplan.organisatie.models import Medewerker
from eenplan.web import queries, queries_team
from eenplan.web.bladeren import bladzijde
from eenplan.web.forms import Teamfilter
from eenplan.werkwijze.queries import open_taken_voor_functie

PER_BLADZIJDE = 25


def mijn_gezinnen(request: HttpRequest) -> HttpResponse:
    """The families I direct, and those I work on for someone else."""
    medewerker: Medewerker = request.medewerker  # type: ignore[attr-defined]
    pagina = bladzijde(Paginator(queries.mijn_gezinnen(medewerker), PER_BLADZIJDE), request.GET.get("pagina"))
    betrokken = list(queries.betrokken_gezinnen(medewerker)[:PER_BLADZIJDE])
    mijn = list(pagina)
    queries.met_leden([*mijn, *betrokken])
    log_inzage(
        medewerker=medewerker,
        wat="mijn gezinnen",
        reden="eigen werk",
        dossiers=[d.pk for d in [*mijn, *betrokken]],
    )
    return render(request, "web/mijn_gezinnen.html", {"pagina": pagina, "mijn": mijn, "betrokken": betrokken})


def team(request: HttpRequest) -> HttpResponse:
    """Who waits, who does how much, and every family one may see."""
    medewerker: Medewerker = request.medewerker  # type: ignore[attr-defined]
    verdeling = queries_team.verdeling(medewerker)
    form = Teamfilter(request.GET, **queries_team.filterkeuzes(medewerker, verdeling["per_regisseur"]))
    keuze = {naam: request.GET.get(naam, "") for naam in ("team", "regisseur", "fase")}
    sorteer = request.GET.get("sorteer", "termijn")
    lijst = queries_team.teamlijst(medewerker, **keuze, sorteer=sorteer)
    paginator = Paginator(lijst, PER_BLADZIJDE)
    if not any(keuze.values()):
        paginator.count = verdeling["totaal"]  # type: ignore[misc]  # counted already, over the same rows
    pagina = bladzijde(paginator, request.GET.get("pagina"))
    dossiers = queries_team.rijen(pagina)
    log_inzage(medewerker=medewerker, wat="teamlijst", reden="team", dossiers=[d.pk for d in dossiers])
    context = {
        "pagina": pagina, "dossiers": dossiers, "verdeling": verdeling, "form": form, "sorteer": sorteer,
        "gefilterd": any(keuze.values()), "vrij_aantal": open_taken_voor_functie(medewerker).count(),
    }  # fmt: skip
    return render(request, "web/team.html", context)


def zoeken(request: HttpRequest) -> HttpResponse:
    """Families by name, member, number, or words in the notes. The words stand in the session only."""
    if request.method == "POST":
        return redirect(reverse("web:zoeken") + zoekwoorden.bewaar(request))
    medewerker: Medewerker = request.medewerker  # type: ignore[attr-defined]
    bewaard = zoekwoorden.gevraagd(request)
    vraag = bewaard or ""
    pagina = bladzijde(
        Paginator(queries.met_termijn(zoek(medewerker, vraag)), PER_BLADZIJDE), request.GET.get("pagina")
    )
    dossiers = queries.met_leden(list(pagina))
    log_inzage(medewerker=medewerker, wat="zoeken", reden="zoekvraag", dossiers=[d.pk for d in dossiers])
    context = {
        "pagina": pagina,
        "dossiers": dossiers,
        "zoekterm": vraag,
        "vergeten": bewaard is None,
        "mag_doorbreken": medewerker.heeft_functie(*MAG_DOORBREKEN),
    }
    return render(request, "web/zoeken.html", context)
