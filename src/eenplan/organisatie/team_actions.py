"""Every write about teams: making, renaming and closing one, and who is in it from when until when."""

from __future__ import annotations

from datetime import date

from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie import vertrek
from eenplan.organisatie.keuren import check_beheer, eis_waarom, end, forget_rights, overlapping
from eenplan.organisatie.models import Medewerker, Organisatie, Team, Teamlidmaatschap, geldig_op


@actie
def maak_team(*, organisatie: Organisatie, naam: str, soort: str, door: Medewerker | None) -> Team:
    """A new team of this organisation."""
    check_beheer(door, organisatie.pk)
    team = Team(organisatie=organisatie, naam=naam.strip(), soort=soort)
    _check_naam(organisatie, team.naam)
    keur(team)
    team.save()
    leg_vast(soort="team.gemaakt", door=door, over=team, tekst=f"Team {team.naam} gemaakt")
    return team


@actie
def wijzig_team(*, team: Team, gelezen_versie: int, naam: str, soort: str, door: Medewerker | None) -> Team:
    """Another name or kind. What the team did under its old name stays with it."""
    check_beheer(door, team.organisatie_id)
    naam = naam.strip()
    _check_naam(team.organisatie, naam, zonder=team.pk)
    huidig = bewaar_versie(team, gelezen_versie, naam=naam, soort=soort)
    leg_vast(
        soort="team.gewijzigd", door=door, over=huidig, tekst=f"Gegevens van team {huidig.naam} gewijzigd"
    )
    return huidig


@actie
def hef_team_op(*, team: Team, waarom: str, door: Medewerker | None) -> Team:
    """Close a team. Refused while somebody is in it or families are with it: they would be nobody's."""
    check_beheer(door, team.organisatie_id)
    team = vergrendel(Team, team.pk)
    if team.opgeheven_op:
        raise Geweigerd(f"Team {team.naam} is al opgeheven op {team.opgeheven_op:%d-%m-%Y}.")
    waarom = eis_waarom(waarom, "Schrijf op waarom dit team stopt, bijvoorbeeld: samengevoegd met team Zuid.")
    leden = team.lidmaatschappen.filter(geldig_op(vandaag()), medewerker__actief=True).count()
    if leden:
        wie = "zit nog iemand" if leden == 1 else f"zitten nog {leden} mensen"
        raise Geweigerd(f"Er {wie} in team {team.naam}. Zet hen eerst in een ander team.")
    if redenen := vertrek.houdt_vast(team):
        raise Geweigerd(f"Team {team.naam} kan nog niet weg: {' en '.join(redenen)}.")
    team.opgeheven_op = vandaag()
    team.versie += 1
    team.save(update_fields=["opgeheven_op", "versie"])
    leg_vast(soort="team.opgeheven", door=door, over=team, tekst=f"Team {team.naam} opgeheven", waarom=waarom)
    return team


@actie
def zet_in_team(
    *,
    medewerker: Medewerker,
    team: Team,
    door: Medewerker | None,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Teamlidmaatschap:
    """`medewerker` joins `team`; one may be in several teams, but in the same one only once."""
    check_beheer(door, medewerker.organisatie_id)
    vergrendel(Medewerker, medewerker.pk)
    if team.organisatie_id != medewerker.organisatie_id:
        raise NietGevonden("Dit team is niet gevonden.")
    if not medewerker.actief:
        raise Geweigerd(
            "Deze medewerker is uit dienst. Neem de medewerker eerst weer in dienst.", veld="team"
        )
    if team.opgeheven_op:
        raise Geweigerd(f"Team {team.naam} is opgeheven. Kies een ander team.", veld="team")
    lid = Teamlidmaatschap(medewerker=medewerker, team=team, vanaf=vanaf or vandaag(), tot=tot)
    keur(lid)
    if overlapping(medewerker.teamlidmaatschappen.filter(team=team), lid).exists():
        raise Geweigerd(f"{medewerker.naam} zit in deze periode al in team {team.naam}.", veld="team")
    lid.save()
    forget_rights(medewerker)
    leg_vast(
        soort="medewerker.in_team",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} zit in team {team.naam} vanaf {lid.vanaf:%d-%m-%Y}",
        gegevens={"team": team.pk},
    )
    return lid


@actie
def haal_uit_team(*, lidmaatschap: Teamlidmaatschap, tot: date, door: Medewerker | None) -> Teamlidmaatschap:
    """`tot` becomes the last day in this team."""
    medewerker = lidmaatschap.medewerker
    check_beheer(door, medewerker.organisatie_id)
    lidmaatschap = vergrendel(Teamlidmaatschap, lidmaatschap.pk)
    end(lidmaatschap, tot)
    forget_rights(medewerker)
    leg_vast(
        soort="medewerker.uit_team",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} zit in team {lidmaatschap.team.naam} tot en met {tot:%d-%m-%Y}",
        gegevens={"team": lidmaatschap.team_id},
    )
    return lidmaatschap


def _check_naam(organisatie: Organisatie, naam: str, zonder: int | None = None) -> None:
    if Team.objects.filter(organisatie=organisatie, naam__iexact=naam).exclude(pk=zonder or 0).exists():
        raise Geweigerd(f"Er is al een team {naam}. Kies een andere naam.", veld="naam")
