"""What becomes of the families of somebody who leaves, and why a team with families cannot close.

A family keeps its regisseur on paper until a teamleider gives it another one: nobody else can choose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from eenplan.dossier.actions import laat_lid_los
from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.organisatie.vertrek import draag_over, houdt_team_vast, laat_zien

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker, Team


@laat_zien
def gezinnen(medewerker: Medewerker) -> list[str]:
    """Per team how many families lose their regisseur; a beheerder learns no more than that."""
    van_mij = Dossier.objects.open().filter(regisseur=medewerker)
    zinnen = []
    for rij in van_mij.values("team__naam").annotate(aantal=Count("pk")).order_by("team__naam"):
        wat = "1 gezin" if rij["aantal"] == 1 else f"{rij['aantal']} gezinnen"
        team = f" van team {rij['team__naam']}" if rij["team__naam"] else ""
        zinnen.append(f"{wat}{team}: de teamleider wijst een nieuwe regisseur aan.")
    return zinnen


@draag_over
def laat_dossiers_los(medewerker: Medewerker, door: Medewerker | None) -> None:
    """Who helped in a dossier helps no longer."""
    for lid in Dossierlid.objects.filter(medewerker=medewerker, tot__isnull=True).order_by("pk"):
        laat_lid_los(lid=lid, door=door, waarom=f"{medewerker} is uit dienst.")


@houdt_team_vast
def open_dossiers(team: Team) -> str:
    aantal = Dossier.objects.open().filter(team=team).count()
    if not aantal:
        return ""
    return "er hoort nog 1 gezin bij" if aantal == 1 else f"er horen nog {aantal} gezinnen bij"
