"""Hears from care what providers must know, and makes the messages: registered at start (`zorg.melden`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eenplan.berichten import actions, queries
from eenplan.zorg.melden import bij_antwoord, bij_declaratie, bij_wijziging

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Declaratie, Toewijzing, Verzoek


@bij_wijziging
def toewijzing_gewijzigd(
    toewijzingen: Sequence[Toewijzing], *, verzoek: Verzoek | None, door: Medewerker | None
) -> None:
    """A JW301. Without a request, only when the provider knows one of these: what was never told is told by whoever
    assigns it (a step of the process), and what vanished before it was told need not be told at all."""
    te_melden = [rij for rij in toewijzingen if rij.per_bericht]
    if te_melden and (verzoek is not None or any(queries.was_gemeld(rij) for rij in te_melden)):
        actions.verstuur_jw301(toewijzingen=te_melden, verzoek=verzoek, door=door)


@bij_antwoord
def verzoek_beantwoord(verzoek: Verzoek, *, door: Medewerker | None) -> None:
    """A JW319."""
    actions.beantwoord_verzoek(verzoek=verzoek, door=door)


@bij_declaratie
def declaratie_beantwoord(declaratie: Declaratie, *, door: Medewerker | None) -> None:
    """A JW325."""
    actions.verstuur_jw325(declaratie=declaratie, door=door)
