"""What can go wrong on the way."""

from __future__ import annotations

from eenplan.kern.fouten import EenplanFout


class Transportfout(EenplanFout):
    """A message was not delivered, or nobody knows whether it was; `zin` says what, where and what to do.

    `opnieuw`: trying again later, unchanged and with the same reference, makes sense. Otherwise a person
    mends something first. `code`: what the other side answered (IB…, StUF…), '' when it did not.
    """

    status = 502

    def __init__(self, zin: str, *, opnieuw: bool = True, code: str = "") -> None:
        super().__init__(zin)
        self.opnieuw = opnieuw
        self.code = code
