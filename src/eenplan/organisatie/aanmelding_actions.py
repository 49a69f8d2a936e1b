"""Every write about how somebody gets in: an account, a start password, a block, a password of one's own.

A beheerder never knows a password that works for long: the start password opens only the page where its
owner chooses another one, and it runs out after three days. Whoever resets a telephone resets the password
too, so that knowing an old password is never enough to link a new telephone.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from axes.utils import reset as vergeet_pogingen
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu
from eenplan.organisatie.keuren import (
    check_beheer,
    check_blijft_een_beheerder,
    check_niet_zelf,
    eis_waarom,
)
from eenplan.organisatie.models import Medewerker

if TYPE_CHECKING:
    from django.contrib.auth.models import User

STARTWACHTWOORD_GELDIG = timedelta(days=3)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are read for another
ZWAK = {  # the words of Django, in words of ours
    "password_too_short": "Dit wachtwoord is te kort. Neem minstens twaalf tekens.",
    "password_too_common": "Dit wachtwoord raden anderen snel. Neem een zin van vier woorden.",
    "password_entirely_numeric": "Alleen cijfers is te makkelijk. Neem een zin van vier woorden.",
    "password_too_similar": "Dit wachtwoord lijkt te veel op uw gebruikersnaam. Neem een zin van vier woorden.",
}
GEBRUIKERSNAAM = re.compile(r"[a-z0-9][a-z0-9._@-]{2,59}")


@actie
def maak_aanmelding(*, medewerker: Medewerker, gebruikersnaam: str, door: Medewerker | None) -> str:
    """Give somebody an account. Returns the start password: show it once, it is kept nowhere."""
    medewerker = _te_wijzigen(medewerker, door)
    if medewerker.user_id is not None:
        raise Geweigerd(
            f"{medewerker.naam} heeft al een aanmelding. Geef zo nodig een nieuw startwachtwoord."
        )
    naam = gebruikersnaam.strip().lower()
    if not GEBRUIKERSNAAM.fullmatch(naam):
        raise Geweigerd(
            "Een gebruikersnaam heeft drie tot zestig kleine letters, cijfers, punten of streepjes.",
            veld="gebruikersnaam",
        )
    users = get_user_model()._default_manager
    bezet = Geweigerd(f"De gebruikersnaam {naam} is al in gebruik. Kies een andere.", veld="gebruikersnaam")
    if users.filter(username__iexact=naam).exists():
        raise bezet
    user: Any = get_user_model()(username=naam)
    try:
        with transaction.atomic():
            wachtwoord = _set_start_password(medewerker, user)
    except IntegrityError:  # somebody else took the name at this very moment
        raise bezet from None
    leg_vast(
        soort="aanmelding.gemaakt", door=door, over=medewerker, tekst=f"{medewerker.naam} kan zich aanmelden",
        gegevens={"gebruikersnaam": naam},
    )  # fmt: skip
    return wachtwoord


@actie
def geef_startwachtwoord(
    *, medewerker: Medewerker, telefoon_ook: bool, waarom: str, door: Medewerker | None
) -> str:
    """A new start password for who forgot theirs; with `telefoon_ook` a new telephone is linked as well.

    The old password, and with the telephone the recovery codes, stop working at once, and so does every
    screen that is open.
    """
    medewerker = _te_wijzigen(medewerker, door)
    user = _eis_user(medewerker)
    waarom = eis_waarom(waarom, "Schrijf op waarom, bijvoorbeeld: wachtwoord vergeten, gezien aan de balie.")
    if not user.is_active:
        raise Geweigerd(
            f"De aanmelding van {medewerker.naam} is geblokkeerd. Laat de medewerker eerst weer toe."
        )
    if telefoon_ook:
        ontkoppel_telefoon(user)
    wachtwoord = _set_start_password(medewerker, user)
    sluit_sessies(user)
    vergeet_pogingen(username=user.get_username())
    leg_vast(
        soort="aanmelding.startwachtwoord", door=door, over=medewerker, waarom=waarom,
        tekst=f"{medewerker.naam} kreeg een nieuw startwachtwoord" + (" en koppelt de telefoon opnieuw" if telefoon_ook else ""),
        gegevens={"telefoon_ook": telefoon_ook},
    )  # fmt: skip
    return wachtwoord


@actie
def blokkeer_aanmelding(*, medewerker: Medewerker, waarom: str, door: Medewerker | None) -> Medewerker:
    """Shut the door at once, for instance when a laptop was stolen; work and rights stay as they are."""
    medewerker = _te_wijzigen(medewerker, door)
    user = _eis_user(medewerker)
    waarom = eis_waarom(waarom, "Schrijf op waarom, bijvoorbeeld: laptop gestolen.")
    if not user.is_active:
        raise Geweigerd(f"De aanmelding van {medewerker.naam} is al geblokkeerd.")
    check_blijft_een_beheerder(medewerker)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sluit_sessies(user)
    leg_vast(
        soort="aanmelding.geblokkeerd", door=door, over=medewerker, waarom=waarom,
        tekst=f"{medewerker.naam} kan zich niet meer aanmelden",
    )  # fmt: skip
    return medewerker


@actie
def laat_weer_toe(*, medewerker: Medewerker, waarom: str, door: Medewerker | None) -> Medewerker:
    """Lift a block: password and telephone are what they were."""
    medewerker = _te_wijzigen(medewerker, door)
    user = _eis_user(medewerker)
    waarom = eis_waarom(waarom, "Schrijf op waarom de medewerker er weer in mag.")
    if user.is_active:
        raise Geweigerd(f"De aanmelding van {medewerker.naam} is niet geblokkeerd.")
    user.is_active = True
    user.save(update_fields=["is_active"])
    leg_vast(
        soort="aanmelding.toegelaten", door=door, over=medewerker, waarom=waarom,
        tekst=f"{medewerker.naam} kan zich weer aanmelden",
    )  # fmt: skip
    return medewerker


@actie
def kies_wachtwoord(*, medewerker: Medewerker, wachtwoord: str, door: Medewerker) -> Medewerker:
    """A password of one's own, that nobody else knows; it takes the place of a start password."""
    if door.pk != medewerker.pk:
        raise GeenRecht("Een wachtwoord kiest iemand zelf. Geef een nieuw startwachtwoord.")
    medewerker = vergrendel(Medewerker, medewerker.pk)
    user = _eis_user(medewerker)
    if user.check_password(wachtwoord):
        raise Geweigerd("Kies een ander wachtwoord dan het oude.", veld="wachtwoord")
    try:
        validate_password(wachtwoord, user)
    except ValidationError as fout:
        zin = ZWAK.get(fout.error_list[0].code or "", fout.messages[0])
        raise Geweigerd(zin, veld="wachtwoord") from None
    user.set_password(wachtwoord)
    user.save(update_fields=["password"])
    medewerker.startwachtwoord_tot = None
    medewerker.save(update_fields=["startwachtwoord_tot"])
    leg_vast(
        soort="aanmelding.wachtwoord_gekozen", door=door, over=medewerker,
        tekst=f"{medewerker.naam} koos een eigen wachtwoord",
    )  # fmt: skip
    return medewerker


def sluit_sessies(user: User) -> None:
    """End every screen in which this person is signed in, or halfway through the door."""
    for sessie in Session.objects.filter(expire_date__gte=nu()).iterator():
        gegevens = sessie.get_decoded()
        if str(gegevens.get(SESSION_KEY)) == str(user.pk):
            sessie.delete()


def ontkoppel_telefoon(user: User) -> None:
    """The authenticator and the recovery codes stop working; the next time a telephone is linked anew."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _te_wijzigen(medewerker: Medewerker, door: Medewerker | None) -> Medewerker:
    """The row, locked, of somebody else who works here."""
    check_beheer(door, medewerker.organisatie_id)
    check_niet_zelf(
        door, medewerker, "Uw eigen aanmelding wijzigt een andere beheerder, of u zelf onder Mijn aanmelding."
    )
    huidig: Medewerker = vergrendel(Medewerker, medewerker.pk)
    if not huidig.actief:
        raise Geweigerd(f"{huidig.naam} is uit dienst. Neem de medewerker eerst weer in dienst.")
    return huidig


def _eis_user(medewerker: Medewerker) -> User:
    if medewerker.user is None:
        raise Geweigerd(f"{medewerker.naam} heeft nog geen aanmelding. Maak die eerst.")
    return medewerker.user


def _set_start_password(medewerker: Medewerker, user: User) -> str:
    """Sixteen letters in groups of four; what is stored is a hash, and until when it may be used."""
    wachtwoord = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    user.set_password(wachtwoord)
    user.save()
    medewerker.user = user
    medewerker.startwachtwoord_tot = nu() + STARTWACHTWOORD_GELDIG
    medewerker.save(update_fields=["user", "startwachtwoord_tot"])
    return wachtwoord
