"""Teams and consulenten for the copies: some eighteen families each, a team leader who sees four thousand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from eenplan.demo.bulk.kloon import Team
from eenplan.demo.gemeente import DAGEN_ERVOOR, Gemeente
from eenplan.demo.mensen import achtergronden
from eenplan.kern.context import voor_organisatie
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu
from eenplan.organisatie import actions
from eenplan.organisatie.models import Functie, Functievervulling, Medewerker, Teamlidmaatschap
from eenplan.organisatie.models import Team as OrganisatieTeam

PER_TEAM = 4700  # of which some four thousand are past triage, and so seen by the team leader
PER_CONSULENT = 18


def maak_teams(gemeente: Gemeente, aantal: int, zaad: int, dag: date) -> list[Team]:
    """Enough teams and people for so many families. The people come in one go, each with an event like any other."""
    teams = []
    per_team = -(-aantal // -(-aantal // PER_TEAM))
    for nummer in range(1, -(-aantal // PER_TEAM) + 1):
        with voor_organisatie(gemeente.organisatie, actie="demo"):
            team = actions.maak_team(
                organisatie=gemeente.organisatie, naam=f"Wijk {nummer:02d}", soort="regie", door=None
            )
            functies = [Functie.TEAMLEIDER, Functie.PRAKTIJKLEIDER] + [Functie.JEUGDCONSULENT] * max(
                2, per_team // PER_CONSULENT
            )
            mensen = _mensen(gemeente, team, functies, Random(f"{zaad}-team-{nummer}"), dag)
        teams.append(
            Team(team.pk, team.naam, mensen[0].pk, mensen[1].pk, [(m.pk, m.naam) for m in mensen[2:]])
        )
    return teams


def _mensen(
    gemeente: Gemeente, team: OrganisatieTeam, functies: list[Functie], rng: Random, dag: date
) -> list[Medewerker]:
    vanaf = dag - timedelta(days=DAGEN_ERVOOR)
    mensen = Medewerker.objects.bulk_create(
        Medewerker(
            organisatie=gemeente.organisatie,
            naam=_naam(rng),
            fte=Decimal(rng.choice(["1.00", "0.89", "0.78", "0.67"])),
        )
        for _ in functies
    )
    Functievervulling.objects.bulk_create(
        Functievervulling(medewerker=m, functie=f, vanaf=vanaf) for m, f in zip(mensen, functies, strict=True)
    )
    Teamlidmaatschap.objects.bulk_create(
        Teamlidmaatschap(medewerker=m, team=team, vanaf=vanaf) for m in mensen
    )
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            organisatie=gemeente.organisatie, tijdstip=nu(), soort="medewerker.gestart", over_soort="organisatie.medewerker", over_id=m.pk,
            tekst=f"{m.naam} werkt nu bij {gemeente.organisatie.naam}",
        )
        for m in mensen
    )  # fmt: skip
    return mensen


def _naam(rng: Random) -> str:
    lijst = rng.choices(achtergronden(), [a["gewicht"] for a in achtergronden()])[0]
    return f"{rng.choice(lijst[rng.choice(['mannen', 'vrouwen'])])} {rng.choice(lijst['achternamen']).replace('|', ' ')}"
