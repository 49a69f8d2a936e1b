"""What stays behind when somebody leaves, asked of the rooms above without knowing them.

A room registers at start (`AppConfig.ready`) what it holds for a person or a team; this room only knows
that there may be something. `laat_zien` gives lines for the page before anything happens, `draag_over`
acts within the leaving itself, `houdt_team_vast` says why a team cannot be closed yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker, Team

_tonen: list[Callable[[Medewerker], list[str]]] = []
_overdragen: list[Callable[[Medewerker, Medewerker | None], None]] = []
_vasthouden: list[Callable[[Team], str]] = []


def laat_zien(toon: Callable[[Medewerker], list[str]]) -> Callable[[Medewerker], list[str]]:
    """Register: sentences about what this person still has in hand, and what becomes of it."""
    _tonen.append(toon)
    return toon


def draag_over(
    doe: Callable[[Medewerker, Medewerker | None], None],
) -> Callable[[Medewerker, Medewerker | None], None]:
    """Register: let go of what this person has in hand, in the name of the second one."""
    _overdragen.append(doe)
    return doe


def houdt_team_vast(toon: Callable[[Team], str]) -> Callable[[Team], str]:
    """Register: why this team cannot be closed yet, or nothing."""
    _vasthouden.append(toon)
    return toon


def blijft_achter(medewerker: Medewerker) -> list[str]:
    """All sentences of all rooms about this person."""
    return [zin for toon in _tonen for zin in toon(medewerker)]


def laat_los(medewerker: Medewerker, door: Medewerker | None) -> None:
    """Let every room let go of this person's work."""
    for doe in _overdragen:
        doe(medewerker, door)


def houdt_vast(team: Team) -> list[str]:
    """Every reason why this team cannot be closed yet."""
    return [reden for toon in _vasthouden if (reden := toon(team))]
