"""Who may steer a team's caseload. Every check raises `GeenRecht` with a sentence, or passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.caseload.models import Rekening
from eenplan.kern.fouten import GeenRecht
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


def check_mag_rekenen(soort: str, door: Medewerker, team: Team | None) -> None:
    """A scenario for who steers; a distribution for who distributes in that team."""
    if soort == Rekening.Soort.VERDELING:
        assert team is not None
        check_mag_verdelen(team, door)
    else:
        check_mag_sturen(door)
