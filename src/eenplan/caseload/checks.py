"""Who may steer a team's caseload. Every check raises `GeenRecht` with a sentence, or passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.caseload.models import Rekening
from eenplan.dossier.checks import ziet
from eenplan.dossier.models import Dossier
from eenplan.kern.fouten import GeenRecht, Geweigerd, NietGevonden
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker, Team

VERDELERS = (Functie.TEAMLEIDER, Functie.PRAKTIJKLEIDER)
STURING = (
    Functie.TEAMLEIDER,
    Functie.BELEID,
    Functie.MANAGER,
    Functie.BESTUURDER,
    Functie.KWALITEITSADVISEUR,
)
NORMKIEZERS = (Functie.MANAGER, Functie.BELEID, Functie.BEHEERDER)


def check_mag_verdelen(team: Team, door: Medewerker) -> None:
    """Teamleider and praktijkleider of this team see its caseload and distribute its families."""
    if not (door.heeft_functie(*VERDELERS) and team.pk in door.team_ids):
        raise GeenRecht("Alleen de teamleider of praktijkleider van dit team ziet en verdeelt de caseload.")


def check_mag_sturen(door: Medewerker) -> None:
    """Scenarios are figures without names, for who steers."""
    if not door.heeft_functie(*STURING):
        raise GeenRecht("Formatie is voor wie stuurt: teamleiders, beleid, managers en bestuurders.")


def check_mag_norm_kiezen(door: Medewerker) -> None:
    """The norm is the organisation's, so its manager chooses."""
    if not door.heeft_functie(*NORMKIEZERS):
        raise GeenRecht("De caseloadnorm kiest een manager, een beleidsmedewerker of de beheerder.")


def check_mag_norm_lezen(door: Medewerker) -> None:
    """Who distributes or steers reads on what the figures rest, and so does who may choose it."""
    if not door.heeft_functie(*VERDELERS, *STURING, *NORMKIEZERS):
        raise GeenRecht(
            "De caseloadnorm is voor wie gezinnen verdeelt of stuurt. Uw eigen norm staat bij uw caseload."
        )


def mag_verdelen_voor(medewerker: Medewerker, door: Medewerker) -> bool:
    """Whether `door` distributes in a team that this colleague is in, or of which they still direct a family."""
    if medewerker.organisatie_id != door.organisatie_id or not door.heeft_functie(*VERDELERS):
        return False
    if not set(medewerker.team_ids).isdisjoint(door.team_ids):
        return True
    gezinnen = Dossier.objects.zichtbaar_voor(door).open()
    return gezinnen.filter(regisseur=medewerker, team__in=door.team_ids).exists()


def check_mag_caseload_zien(medewerker: Medewerker, door: Medewerker) -> None:
    """Somebody's load is for themselves and for who distributes in their team. Who works elsewhere does not exist."""
    if medewerker.organisatie_id != door.organisatie_id:
        raise NietGevonden("Deze medewerker is niet gevonden.")
    if medewerker.pk != door.pk and not mag_verdelen_voor(medewerker, door):
        raise GeenRecht(
            "De caseload van een collega is voor die collega zelf en voor de teamleider en praktijkleider van het team."
        )


def check_mag_plaatsen(dossier: Dossier, door: Medewerker) -> None:
    """Who distributes in the team of this family says what it needs of its regisseur."""
    if not ziet(dossier, door):
        raise NietGevonden("Er is geen dossier met dit nummer dat u mag zien.")
    if dossier.team is None:
        raise Geweigerd(
            "Dit gezin hoort nog bij geen team. Na de triage kunt u hier invullen wat het nodig heeft."
        )
    check_mag_verdelen(dossier.team, door)


def check_mag_rekenen(soort: str, door: Medewerker, team: Team | None) -> None:
    """A scenario for who steers; a distribution for who distributes in that team."""
    if soort == Rekening.Soort.VERDELING:
        assert team is not None
        check_mag_verdelen(team, door)
    else:
        check_mag_sturen(door)
