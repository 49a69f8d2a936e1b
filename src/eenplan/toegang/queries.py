"""Reads that the tasks of P1 need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie, Medewerker, Team, geldig_op
from eenplan.werkwijze import queries as werkwijze_queries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eenplan.dossier.models import Dossier, Melding
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Organisatie

# The form of the task in P1 by which a family gets its regisseur.
KIEST_REGISSEUR = "toegang.toewijzen_consulent"
TEAMSOORT = {"entreeteam": Team.Soort.ENTREE, "regieteam": Team.Soort.REGIE}


def melding_van(dossier: Dossier) -> Melding:
    """The report that this walk through P1 is about: the latest of the dossier."""
    melding = dossier.meldingen.select_related("jeugdige").order_by("-ontvangen_op").first()
    if melding is None:
        raise Geweigerd("Bij dit dossier staat geen melding. Registreer eerst de melding.")
    return melding


def rustigste_team(organisatie: Organisatie, keuze: str) -> Team:
    """The team of this kind with the fewest families that wait for a regisseur."""
    team = (
        Team.objects.filter(organisatie=organisatie, soort=TEAMSOORT[keuze], opgeheven_op__isnull=True)
        .annotate(
            wachtend=Count(
                "dossiers", filter=Q(dossiers__gesloten_op__isnull=True, dossiers__regisseur__isnull=True)
            )
        )
        .order_by("wachtend", "naam")
        .first()
    )
    if team is None:
        raise Geweigerd(
            "Er is geen team van deze soort. Vraag de beheerder om een team te maken.", veld="team"
        )
    return team


def kandidaten(dossier: Dossier) -> QuerySet[Medewerker]:
    """Who can become regisseur: jeugdconsulenten of the dossier's team, the lightest load per fte first."""
    op = vandaag()
    return (
        Medewerker.objects.filter(
            geldig_op(op, "functievervullingen__"),
            geldig_op(op, "teamlidmaatschappen__"),
            organisatie_id=dossier.organisatie_id,
            actief=True,
            functievervullingen__functie=Functie.JEUGDCONSULENT,
            teamlidmaatschappen__team=dossier.team_id,
        )
        .annotate(gezinnen=Count("regie", filter=Q(regie__gesloten_op__isnull=True), distinct=True))
        .distinct()
        .order_by("gezinnen", "naam")
    )


def waarom_geen_regisseur(*, dossiers: Iterable[int], door: Medewerker) -> str:
    """Why this person may not give all these families a regisseur, see `actions.geef_regisseur`; empty when they may."""
    return werkwijze_queries.waarom_niet_af(dossiers=dossiers, formulier=KIEST_REGISSEUR, medewerker=door)


def kandidaat_in_woorden(medewerker: Any) -> str:
    """`Amina El Idrissi · 16 gezinnen · 0,89 fte`."""
    fte = f"{medewerker.fte:.2f}".replace(".", ",")
    gezinnen = f"{medewerker.gezinnen} {'gezin' if medewerker.gezinnen == 1 else 'gezinnen'}"
    return f"{medewerker.naam} · {gezinnen} · {fte} fte"


def personen_van(dossier: Dossier) -> QuerySet[Persoon]:
    """The people who belong to this family now."""
    return dossier.gezin.personen.filter(lidmaatschappen__tot__isnull=True).distinct()
