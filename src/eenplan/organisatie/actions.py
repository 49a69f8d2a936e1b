"""Every write about people, functies, teams and mandates.

Only a beheerder of the organisation itself may do these (`door=None` is the system: first start and
demo). What stops to hold gets an end date; nothing is deleted, so that one can always tell who held
which right on which day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from eenplan.kern.actions import actie, bewaar_versie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import (
    Functie,
    Functievervulling,
    Mandaat,
    Medewerker,
    Organisatie,
    Team,
    Teamlidmaatschap,
)
from eenplan.organisatie.queries import is_laatste_beheerder

WIJZIGBAAR = ("naam", "fte", "skj_nummer", "skj_tot", "telefoon", "actief")


def check_beheer(door: Medewerker | None, organisatie_id: int) -> None:
    """Refuses whoever is not beheerder (`GeenRecht`) or works elsewhere (`NietGevonden`)."""
    if door is None:
        return
    if not door.heeft_functie(Functie.BEHEERDER):
        raise GeenRecht("Alleen een beheerder kan medewerkers, teams en mandaten wijzigen.")
    if door.organisatie_id != organisatie_id:
        raise NietGevonden("Dit hoort niet bij uw organisatie.")


@actie
def maak_medewerker(
    *,
    organisatie: Organisatie,
    naam: str,
    door: Medewerker | None,
    fte: Decimal = Decimal(1),
    skj_nummer: str = "",
    skj_tot: date | None = None,
    telefoon: str = "",
    user: Any = None,
) -> Medewerker:
    """Someone starts to work here; an account (`user`) may come later."""
    check_beheer(door, organisatie.pk)
    medewerker = Medewerker(
        organisatie=organisatie,
        naam=naam.strip(),
        fte=fte,
        skj_nummer=skj_nummer.strip(),
        skj_tot=skj_tot,
        telefoon=telefoon.strip(),
        user=user,
    )
    _check_skj(medewerker)
    _clean(medewerker)
    medewerker.save()
    leg_vast(
        soort="medewerker.gestart",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} werkt nu bij {organisatie.naam}",
    )
    return medewerker


@actie
def wijzig_medewerker(
    *, medewerker: Medewerker, gelezen_versie: int, door: Medewerker | None, **velden: Any
) -> Medewerker:
    """Change name, fte, SKJ registration, telephone or active; `VerouderdeVersie` on a stale edit."""
    check_beheer(door, medewerker.organisatie_id)
    onbekend = set(velden) - set(WIJZIGBAAR)
    if onbekend:
        raise TypeError(f"wijzig_medewerker kent {', '.join(sorted(onbekend))} niet.")
    velden = {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}
    if velden.get("actief") is False and is_laatste_beheerder(medewerker):
        raise Geweigerd("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.", veld="actief")
    nieuw = {naam: getattr(medewerker, naam) for naam in WIJZIGBAAR} | velden
    _check_skj(Medewerker(skj_nummer=nieuw["skj_nummer"], skj_tot=nieuw["skj_tot"]))
    anders = sorted(naam for naam in velden if velden[naam] != getattr(medewerker, naam))
    try:
        huidig = bewaar_versie(medewerker, gelezen_versie, **velden)
    except ValidationError as fout:
        raise _refusal(fout) from None
    if huidig.user and huidig.user.is_active != huidig.actief:  # who left cannot sign in any more
        huidig.user.is_active = huidig.actief
        huidig.user.save(update_fields=["is_active"])
    leg_vast(
        soort="medewerker.gewijzigd",
        door=door,
        over=huidig,
        tekst=f"Gegevens van {huidig.naam} gewijzigd",
        gegevens={"velden": anders},
    )
    return huidig


@actie
def geef_functie(
    *,
    medewerker: Medewerker,
    functie: str,
    door: Medewerker | None,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Functievervulling:
    """`medewerker` holds `functie` from a day on. Nobody gives a functie to themselves."""
    check_beheer(door, medewerker.organisatie_id)
    vergrendel(Medewerker, medewerker.pk)
    if door is not None and door.pk == medewerker.pk:
        raise Geweigerd(
            "U kunt uzelf geen functie geven. Vraag dit aan een andere beheerder.", veld="functie"
        )
    if not medewerker.actief:
        raise Geweigerd(
            "Deze medewerker werkt hier niet meer. Maak de medewerker eerst weer actief.", veld="functie"
        )
    vervulling = Functievervulling(medewerker=medewerker, functie=functie, vanaf=vanaf or vandaag(), tot=tot)
    _clean(vervulling)
    if _overlapping(medewerker.functievervullingen.filter(functie=functie), vervulling).exists():
        raise Geweigerd(
            f"{medewerker.naam} heeft de functie {vervulling.get_functie_display()} in deze periode al.",
            veld="functie",
        )
    vervulling.save()
    _forget_rights(medewerker)
    leg_vast(
        soort="medewerker.functie_gegeven",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} is {vervulling.get_functie_display()} vanaf {vervulling.vanaf:%d-%m-%Y}",
        gegevens={"functie": functie},
    )
    return vervulling


@actie
def beeindig_functie(
    *, vervulling: Functievervulling, tot: date, door: Medewerker | None, waarom: str = ""
) -> Functievervulling:
    """`tot` becomes the last day of this functie."""
    medewerker = vervulling.medewerker
    check_beheer(door, medewerker.organisatie_id)
    vervulling = vergrendel(Functievervulling, vervulling.pk)
    if vervulling.functie == Functie.BEHEERDER and is_laatste_beheerder(medewerker):
        raise Geweigerd("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.", veld="tot")
    _end(vervulling, tot)
    _forget_rights(medewerker)
    leg_vast(
        soort="medewerker.functie_beeindigd",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} is {vervulling.get_functie_display()} tot en met {tot:%d-%m-%Y}",
        waarom=waarom,
        gegevens={"functie": vervulling.functie},
    )
    return vervulling


@actie
def maak_team(*, organisatie: Organisatie, naam: str, soort: str, door: Medewerker | None) -> Team:
    """A new team of this organisation."""
    check_beheer(door, organisatie.pk)
    team = Team(organisatie=organisatie, naam=naam.strip(), soort=soort)
    if Team.objects.filter(organisatie=organisatie, naam__iexact=team.naam).exists():
        raise Geweigerd(f"Er is al een team {team.naam}. Kies een andere naam.", veld="naam")
    _clean(team)
    team.save()
    leg_vast(soort="team.gemaakt", door=door, over=team, tekst=f"Team {team.naam} gemaakt")
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
    lid = Teamlidmaatschap(medewerker=medewerker, team=team, vanaf=vanaf or vandaag(), tot=tot)
    _clean(lid)
    if _overlapping(medewerker.teamlidmaatschappen.filter(team=team), lid).exists():
        raise Geweigerd(f"{medewerker.naam} zit in deze periode al in team {team.naam}.", veld="team")
    lid.save()
    _forget_rights(medewerker)
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
    _end(lidmaatschap, tot)
    _forget_rights(medewerker)
    leg_vast(
        soort="medewerker.uit_team",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} zit in team {lidmaatschap.team.naam} tot en met {tot:%d-%m-%Y}",
        gegevens={"team": lidmaatschap.team_id},
    )
    return lidmaatschap


@actie
def geef_mandaat(
    *,
    organisatie: Organisatie,
    functie: str,
    besluitsoort: str,
    bron: str,
    door: Medewerker | None,
    tot_bedrag: Decimal | None = None,
    medewerker: Medewerker | None = None,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Mandaat:
    """Give a functie, or one person in it, the power to sign (Awb 10:3). Empty `tot_bedrag` = no limit."""
    check_beheer(door, organisatie.pk)
    if tot_bedrag is not None and tot_bedrag < 0:
        raise Geweigerd("Een bedrag is nul of hoger. Laat het leeg als er geen grens is.", veld="tot_bedrag")
    if medewerker is not None:
        if medewerker.organisatie_id != organisatie.pk:
            raise NietGevonden("Deze medewerker is niet gevonden.")
        if not medewerker.heeft_functie(functie):
            raise Geweigerd(
                f"{medewerker.naam} vervult deze functie niet. Geef eerst de functie.", veld="medewerker"
            )
    mandaat = Mandaat(
        organisatie=organisatie,
        functie=functie,
        besluitsoort=besluitsoort,
        bron=bron.strip(),
        tot_bedrag=tot_bedrag,
        medewerker=medewerker,
        vanaf=vanaf or vandaag(),
        tot=tot,
    )
    _clean(mandaat)
    mandaat.save()
    grens = f"tot en met {tot_bedrag} euro per jaar" if tot_bedrag is not None else "zonder grens"
    leg_vast(
        soort="mandaat.gegeven",
        door=door,
        over=mandaat,
        tekst=f"Mandaat {mandaat.get_besluitsoort_display()} voor {medewerker or mandaat.get_functie_display()}, {grens}",
        waarom=mandaat.bron,
    )
    return mandaat


@actie
def trek_mandaat_in(*, mandaat: Mandaat, tot: date, waarom: str, door: Medewerker | None) -> Mandaat:
    """`tot` becomes the last day of the mandate; `waarom` is kept."""
    check_beheer(door, mandaat.organisatie_id)
    mandaat = vergrendel(Mandaat, mandaat.pk)
    if not waarom.strip():
        raise Geweigerd(
            "Schrijf op waarom het mandaat stopt, bijvoorbeeld het nieuwe mandaatbesluit.", veld="waarom"
        )
    _end(mandaat, tot)
    leg_vast(
        soort="mandaat.ingetrokken",
        door=door,
        over=mandaat,
        tekst=f"Mandaat {mandaat.get_besluitsoort_display()} geldt tot en met {tot:%d-%m-%Y}",
        waarom=waarom.strip(),
    )
    return mandaat


# ---- how a refusal is made -------------------------------------------------------------------------


def _clean(instance: models.Model) -> None:
    try:
        instance.full_clean()
    except ValidationError as fout:
        raise _refusal(fout) from None


def _refusal(fout: ValidationError) -> Geweigerd:
    """The first thing that is wrong, at its field; the end of a period that lies before its begin is `tot`."""
    if not hasattr(fout, "error_dict"):
        return Geweigerd(fout.messages[0])
    veld, zinnen = next(iter(fout.message_dict.items()))
    if veld == "__all__":
        return Geweigerd(zinnen[0], veld="tot" if "einddatum" in zinnen[0] else None)
    return Geweigerd(zinnen[0], veld=veld)


def _check_skj(medewerker: Medewerker) -> None:
    if medewerker.skj_tot and not medewerker.skj_nummer:
        raise Geweigerd("Vul ook het SKJ-nummer in, of laat de einddatum leeg.", veld="skj_nummer")


def _end(period: Any, tot: date) -> None:
    if tot < period.vanaf:
        raise Geweigerd("De einddatum ligt vóór de begindatum.", veld="tot")
    if period.tot and period.tot <= tot:
        raise Geweigerd(f"Dit is al beëindigd op {period.tot:%d-%m-%Y}.", veld="tot")
    period.tot = tot
    period.save(update_fields=["tot"])


def _overlapping(rows: Any, period: Any) -> Any:
    """The rows of which the period shares a day with `period`."""
    rows = rows.filter(Q(tot__isnull=True) | Q(tot__gte=period.vanaf))
    return rows.filter(vanaf__lte=period.tot) if period.tot else rows


def _forget_rights(medewerker: Medewerker) -> None:
    """The instance keeps its functies and teams once read; after a change they are read anew."""
    for naam in ("functies", "team_ids"):
        medewerker.__dict__.pop(naam, None)
