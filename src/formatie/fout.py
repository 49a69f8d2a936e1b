"""The errors of this library: each a Dutch sentence that says what is wrong, where, and how to mend it."""

from __future__ import annotations


class FormatieFout(ValueError):
    """Input that nothing can be computed from. `str(fout)` may be shown to a user as it is."""


class Overbelast(FormatieFout):
    """More work comes in than the team can do, to the end of the period: the list grows without end.

    groei_per_week    families by which the list grows each week in the long run
    """

    def __init__(self, zin: str, groei_per_week: float) -> None:
        super().__init__(zin)
        self.groei_per_week = groei_per_week


class Gestopt(FormatieFout):
    """Whoever watched the progress asked to stop; nothing is returned."""
