"""Who must sign a plan: a pure rule, from ages and authority.

A youth of 16 or 17 signs alone. From 12 to 15 the youth signs and so do those with authority. Under 12
those with authority sign. Everybody who must sign is asked; who does not sign leaves a reason
(Jeugdwet 7.3.4 and 7.3.5 for consent to help; BW 1:253a for parents together).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from eenplan.gezin.queries import niemand_beslist

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon

MEE = 12  # years: from here the youth signs too and gets letters
ALLEEN = 16  # years: from here the youth decides alone


@dataclass(slots=True)
class Tekenaar:
    """Someone whose signature is asked, and why."""

    persoon: Persoon
    als: set[str] = field(default_factory=set)  # "jeugdige", "gezag"

    @property
    def rol(self) -> str:
        return "ouder of voogd met gezag" if "gezag" in self.als else "jeugdige"


@dataclass(frozen=True, slots=True)
class Jeugdigegezag:
    """A youth the plan is about, with the people and the institutions that have authority."""

    jeugdige: Persoon
    gezag: tuple[Persoon, ...]
    instellingen: tuple[str, ...] = ()

    def leeftijd(self, op: date) -> int:
        """Age in years; an unknown birth date counts as under 12, so that parents are asked."""
        return self.jeugdige.leeftijd(op) or 0


def tekenaars(jeugdigen: Iterable[Jeugdigegezag], op: date) -> list[Tekenaar]:
    """Everybody who is asked to sign, youths first, each once."""
    gevonden: dict[int, Tekenaar] = {}

    def add(persoon: Persoon, als: str) -> None:
        gevonden.setdefault(persoon.pk, Tekenaar(persoon)).als.add(als)

    rows = list(jeugdigen)
    for rij in rows:
        if rij.leeftijd(op) >= MEE:
            add(rij.jeugdige, "jeugdige")
    for rij in rows:
        if rij.leeftijd(op) < ALLEEN:
            for ouder in rij.gezag:
                add(ouder, "gezag")
    return list(gevonden.values())


def ontbrekend(
    jeugdigen: Iterable[Jeugdigegezag], getekend: set[int], redenen: set[int], op: date
) -> list[str]:
    """What still lacks before the plan can be settled, as Dutch sentences.

    `getekend` and `redenen` hold person ids: who signed, and of whom a reason for not signing is known.
    """
    zinnen = []
    rows = list(jeugdigen)
    for tekenaar in tekenaars(rows, op):
        if tekenaar.persoon.pk not in getekend | redenen:
            zinnen.append(
                f"{tekenaar.persoon.naam} ({tekenaar.rol}) tekende nog niet. Leg de handtekening vast, of waarom die er niet is."
            )
    for rij in rows:
        zin = _who_decides(rij, getekend, op)
        if zin:
            zinnen.append(zin)
    return zinnen


def _who_decides(rij: Jeugdigegezag, getekend: set[int], op: date) -> str:
    naam = rij.jeugdige.naam
    if rij.leeftijd(op) >= ALLEEN:
        return (
            ""
            if rij.jeugdige.pk in getekend
            else f"{naam} is 16 of ouder en beslist zelf: zonder die handtekening geldt het plan niet."
        )
    if not rij.gezag:
        return niemand_beslist(rij.jeugdige, rij.instellingen)
    if not {ouder.pk for ouder in rij.gezag} & getekend:
        return f"Voor {naam} tekende nog niemand met gezag. Ten minste één handtekening is nodig."
    return ""
