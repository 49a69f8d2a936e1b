"""The team at a glance: who waits and in which order, who carries how much against the norm."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from eenplan.caseload import queries
from eenplan.caseload.checks import VERDELERS
from eenplan.caseload.forms import Overdrachtform
from eenplan.caseload.models import Rekening, Verdeelvoorstel
from eenplan.kern.fouten import GeenRecht
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import log_inzage
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker


def teams(request: HttpRequest) -> HttpResponse:
    """The teams that I distribute for; straight on when there is one."""
    if not request.medewerker.heeft_functie(*VERDELERS):
        raise GeenRecht("Alleen de teamleider of praktijkleider ziet en verdeelt de caseload van een team.")
    gevonden = list(queries.teams_voor(request.medewerker))
    if len(gevonden) == 1:
        return redirect("caseload:team", gevonden[0].pk)
    beelden = [queries.teambeeld(request.medewerker, team) for team in gevonden]
    return render(request, "caseload/teams.html", {"beelden": beelden})


def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team today."""
    medewerker = request.medewerker
    beeld = queries.teambeeld(medewerker, queries.team_voor(medewerker, pk))
    log_wachtlijst(medewerker, beeld)
    return render(request, "caseload/team.html", context_van(beeld))


def context_van(beeld: queries.Teambeeld, form: Overdrachtform | None = None) -> dict[str, Any]:
    """What the team page shows; `form` when it was refused."""
    rekeningen = Rekening.objects.filter(
        soort=Rekening.Soort.VERDELING, team=beeld.team, klaar_op__isnull=True
    )
    laatste = Verdeelvoorstel.objects.filter(team=beeld.team).select_related("rekening").first()
    return {
        "beeld": beeld,
        "form": form or Overdrachtform(beeld=beeld),
        "vandaag": vandaag(),
        "bezig": rekeningen.first(),
        "voorstel": laatste if laatste and laatste.bevestigd_op is None else None,
    }


def log_wachtlijst(medewerker: Medewerker, beeld: queries.Teambeeld) -> None:
    """The families on the page by name are those who wait; of the others only how many there are."""
    log_inzage(
        medewerker=medewerker,
        wat="caseload van het team",
        reden="team",
        dossiers=[gezin.dossier.pk for gezin in beeld.wachtend],
    )
