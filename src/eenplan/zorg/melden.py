"""Whom to tell when an assignment changes, without knowing them: the room of messages registers at start.

    @bij_wijziging
    def stuur_bericht(toewijzingen, *, verzoek, door): …

What is told here is told in the transaction of the change: an assignment never changes without its provider hearing of
it, or without it being noted that the provider must be told otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Declaratie, Toewijzing, Verzoek

_bij_wijziging: list[Callable[..., Any]] = []
_bij_antwoord: list[Callable[..., Any]] = []
_bij_declaratie: list[Callable[..., Any]] = []


def bij_wijziging(doe: Callable[..., Any]) -> Callable[..., Any]:
    """Register: tell the provider of these assignments (`verzoek`: the request that they grant, if any)."""
    _bij_wijziging.append(doe)
    return doe


def bij_antwoord(doe: Callable[..., Any]) -> Callable[..., Any]:
    """Register: tell the provider that a request is looked into or rejected."""
    _bij_antwoord.append(doe)
    return doe


def bij_declaratie(doe: Callable[..., Any]) -> Callable[..., Any]:
    """Register: answer a claim."""
    _bij_declaratie.append(doe)
    return doe


def meld_wijziging(
    toewijzingen: Sequence[Toewijzing], door: Medewerker | None, *, verzoek: Verzoek | None = None
) -> None:
    for doe in _bij_wijziging:
        doe(toewijzingen, verzoek=verzoek, door=door)


def meld_antwoord(verzoek: Verzoek, door: Medewerker | None) -> None:
    for doe in _bij_antwoord:
        doe(verzoek, door=door)


def meld_declaratie(declaratie: Declaratie, door: Medewerker | None) -> None:
    for doe in _bij_declaratie:
        doe(declaratie, door=door)
