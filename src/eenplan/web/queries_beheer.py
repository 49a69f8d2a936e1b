"""What administration reads: people, teams, mandates; and who can sign in to the demo. No case data."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, F, Prefetch, QuerySet

from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import (
    Functie,
    Functievervulling,
    Mandaat,
    Medewerker,
    Team,
    Teamlidmaatschap,
    geldig_op,
)
from eenplan.web.aanmelding import demo_sleutel


def medewerkers(organisatie_id: int) -> QuerySet[Medewerker]:
    """All people of an organisation with their functies and teams of today."""
    dag = vandaag()
    return (
        Medewerker.objects.filter(organisatie_id=organisatie_id)
        .select_related("user")
        .prefetch_related(
            Prefetch(
                "functievervullingen", Functievervulling.objects.filter(geldig_op(dag)), to_attr="nu_functies"
            ),
            Prefetch(
                "teamlidmaatschappen",
                Teamlidmaatschap.objects.filter(geldig_op(dag)).select_related("team"),
                to_attr="nu_teams",
            ),
        )
        .order_by("-actief", "naam")
    )


def skj_verloopt(mensen: list[Medewerker], binnen: int = 60) -> list[Medewerker]:
    """Active people whose registration has ended or ends within so many days."""
    grens = vandaag() + timedelta(days=binnen)
    return [m for m in mensen if m.actief and m.skj_nummer and m.skj_tot and m.skj_tot <= grens]


def teams(organisatie_id: int) -> QuerySet[Team]:
    """All teams with how many people are in them today."""
    return Team.objects.filter(organisatie_id=organisatie_id).annotate(
        mensen=Count("lidmaatschappen", filter=geldig_op(vandaag(), "lidmaatschappen__"), distinct=True)
    )


def mandaten(organisatie_id: int) -> QuerySet[Mandaat]:
    """Who may sign what, in force first."""
    return (
        Mandaat.objects.filter(organisatie_id=organisatie_id)
        .select_related("medewerker")
        .order_by(F("tot").desc(nulls_first=True), "functie", "besluitsoort", "tot_bedrag")
    )


def demo_gebruikers(per_functie: int = 2) -> list[dict[str, str]]:
    """A few people per functie for the sign-in page of the demo; staff names, no case data."""
    mensen = (
        Medewerker.objects.filter(actief=True, user__totpdevice__name="demo")
        .select_related("user", "organisatie")
        .prefetch_related(
            Prefetch(
                "functievervullingen",
                Functievervulling.objects.filter(geldig_op(vandaag())),
                to_attr="nu_functies",
            ),
            Prefetch(
                "teamlidmaatschappen",
                Teamlidmaatschap.objects.filter(geldig_op(vandaag())).select_related("team"),
                to_attr="nu_teams",
            ),
            "user__totpdevice_set",
        )
        .order_by("organisatie", "pk")
    )
    volgorde = {f.value: i for i, f in enumerate(Functie)}
    gekozen, geteld = [], dict[str, int]()
    for mens in mensen:
        if mens.user is None or not any(
            d.key == demo_sleutel(mens.user.username) for d in mens.user.totpdevice_set.all()
        ):
            continue
        functies = [v.functie for v in mens.nu_functies]  # type: ignore[attr-defined]
        if not functies or all(geteld.get(f, 0) >= per_functie for f in functies):
            continue
        for functie in functies:
            geteld[functie] = geteld.get(functie, 0) + 1
        gekozen.append(
            {
                "naam": mens.naam,
                "gebruikersnaam": mens.user.username,
                "functienamen": ", ".join(str(Functie(f).label) for f in functies),
                "teams": ", ".join(lid.team.naam for lid in mens.nu_teams),  # type: ignore[attr-defined]
                "volgorde": volgorde[functies[0]],
            }
        )
    return sorted(gekozen, key=lambda g: (g["volgorde"], g["naam"]))
