"""Errors that speak: each carries one Dutch sentence for the person behind the screen.

The web turns them into a page or a line at a field; messages and jobs store the sentence with
what failed. Anything else that is raised is our fault and shows as a 500.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model


class EenplanFout(Exception):
    """Base of everything we say on purpose. `zin` is shown as it is."""

    status = 400

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


class Geweigerd(EenplanFout):
    """What was asked may not be done: the sentence says why and how to mend it.

    `veld` names the form field it belongs to, when there is one.
    """

    status = 422

    def __init__(self, zin: str, *, veld: str | None = None) -> None:
        super().__init__(zin)
        self.veld = veld


class GeenRecht(EenplanFout):
    """This person may know that the thing exists, but may not do this with it."""

    status = 403


class NietGevonden(EenplanFout):
    """It does not exist, or this person may not know that it does: the answer is the same."""

    status = 404


class VerouderdeVersie(EenplanFout):
    """Somebody else saved in between. `huidig` is the row as it is now; nothing was written."""

    status = 409

    def __init__(self, huidig: Model, zin: str | None = None) -> None:
        super().__init__(
            zin
            or "Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies wat blijft staan."
        )
        self.huidig = huidig
