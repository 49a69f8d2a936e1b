"""The counts in the menu, from the rooms that know them: each registers its own at start.

    @teller("berichten")
    def te_doen(medewerker): …

The shell shows them without knowing who counts. A teller is asked on every page, so it answers 0 without a question to
the database for whom it does not concern.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

Teller = Callable[["Medewerker"], int]
_tellers: dict[str, Teller] = {}


def teller(naam: str) -> Callable[[Teller], Teller]:
    """Register the count of this name."""

    def registreer(tel: Teller) -> Teller:
        _tellers[naam] = tel
        return tel

    return registreer


def tallen(medewerker: Medewerker) -> dict[str, int]:
    """What waits for this person, by name."""
    return {naam: tel(medewerker) for naam, tel in _tellers.items()}
