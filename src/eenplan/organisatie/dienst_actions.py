"""Coming and going: who leaves loses every right and every way in on that day, and their work goes to others."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie import vertrek
from eenplan.organisatie.aanmelding_actions import ontkoppel_telefoon, sluit_sessies
from eenplan.organisatie.keuren import (
    check_beheer,
    check_blijft_een_beheerder,
    check_niet_zelf,
    eis_waarom,
    forget_rights,
)
from eenplan.organisatie.models import Functievervulling, Mandaat, Medewerker, Teamlidmaatschap

UIT_DIENST = "medewerker.uit_dienst"


@actie
def neem_uit_dienst(*, medewerker: Medewerker, waarom: str, door: Medewerker | None) -> Medewerker:
    """Today is the last day: the account closes, functies, teams and personal mandates end, tasks go back.

    Families of whom this person was regisseur stay as they are until a teamleider gives them another one:
    `vertrek.blijft_achter` goes on naming them.
    """
    check_beheer(door, medewerker.organisatie_id)
    check_niet_zelf(
        door, medewerker, "U kunt uzelf niet uit dienst nemen. Vraag dit aan een andere beheerder."
    )
    medewerker = vergrendel(Medewerker, medewerker.pk)
    waarom = eis_waarom(waarom, "Schrijf op waarom, bijvoorbeeld: andere baan per 1 december.")
    if not medewerker.actief:
        raise Geweigerd(f"{medewerker.naam} is al uit dienst.")
    check_blijft_een_beheerder(medewerker)
    vertrek.laat_los(medewerker, door)
    geeindigd = {
        "functies": _end_today(Functievervulling, medewerker),
        "teams": _end_today(Teamlidmaatschap, medewerker),
        "mandaten": _end_today(Mandaat, medewerker),
    }
    medewerker.actief, medewerker.startwachtwoord_tot = False, None
    medewerker.versie += 1
    medewerker.save(update_fields=["actief", "startwachtwoord_tot", "versie"])
    if medewerker.user is not None:
        medewerker.user.is_active = False
        medewerker.user.set_unusable_password()
        medewerker.user.save(update_fields=["is_active", "password"])
        ontkoppel_telefoon(medewerker.user)
        sluit_sessies(medewerker.user)
    forget_rights(medewerker)
    leg_vast(
        soort=UIT_DIENST, door=door, over=medewerker, waarom=waarom, gegevens=geeindigd,
        tekst=f"{medewerker.naam} is uit dienst, laatste dag {vandaag():%d-%m-%Y}",
    )  # fmt: skip
    return medewerker


@actie
def neem_weer_in_dienst(*, medewerker: Medewerker, waarom: str, door: Medewerker | None) -> Medewerker:
    """Somebody is back. Functies and teams are given anew, unless it was a slip of the same day.

    The account opens again without a password: a beheerder gives a start password.
    """
    check_beheer(door, medewerker.organisatie_id)
    medewerker = vergrendel(Medewerker, medewerker.pk)
    waarom = eis_waarom(waarom, "Schrijf op waarom, bijvoorbeeld: terug na detachering.")
    if medewerker.actief:
        raise Geweigerd(f"{medewerker.naam} is in dienst.")
    medewerker.actief = True
    medewerker.versie += 1
    medewerker.save(update_fields=["actief", "versie"])
    if medewerker.user is not None:
        medewerker.user.is_active = True
        medewerker.user.save(update_fields=["is_active"])
    _undo_of_today(medewerker)
    forget_rights(medewerker)
    leg_vast(
        soort="medewerker.in_dienst", door=door, over=medewerker, waarom=waarom,
        tekst=f"{medewerker.naam} is weer in dienst",
    )  # fmt: skip
    return medewerker


def _end_today(
    model: type[Functievervulling | Teamlidmaatschap | Mandaat], medewerker: Medewerker
) -> list[list[Any]]:
    """Today becomes the last day of what goes on; what never began is taken away (the history keeps it).

    Returns [row, the end it had] of what ended today.
    """
    rijen = model._default_manager.select_for_update().filter(medewerker=medewerker)
    rijen.filter(vanaf__gt=vandaag()).delete()
    geeindigd: list[list[Any]] = []
    for rij in rijen.filter(Q(tot__isnull=True) | Q(tot__gt=vandaag())):
        geeindigd.append([rij.pk, rij.tot and rij.tot.isoformat()])
        rij.tot = vandaag()
        rij.save(update_fields=["tot"])
    return geeindigd


def _undo_of_today(medewerker: Medewerker) -> None:
    """Who was taken out of service by mistake gets back, on the same day, what ended then."""
    laatste = Gebeurtenis.objects.filter(
        soort=UIT_DIENST, over_soort=medewerker._meta.label_lower, over_id=medewerker.pk
    ).first()
    if laatste is None or timezone.localtime(laatste.tijdstip).date() != vandaag():
        return
    for model, naam in ((Functievervulling, "functies"), (Teamlidmaatschap, "teams"), (Mandaat, "mandaten")):
        for pk, tot in laatste.gegevens[naam]:
            for rij in model._default_manager.filter(medewerker=medewerker, pk=pk, tot=vandaag()):
                rij.tot = tot and date.fromisoformat(tot)
                rij.save(update_fields=["tot"])
