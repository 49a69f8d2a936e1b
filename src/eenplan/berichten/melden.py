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
    """A JW301; not for what no provider was ever told of, such as an assignment that is removed before it was sent."""
    te_melden = [rij for rij in toewijzingen if rij.per_bericht]
    if verzoek is None:
        te_melden = [rij for rij in te_melden if rij.geldt or queries.was_gemeld(rij)]
    if te_melden:
        actions.verstuur_jw301(toewijzingen=te_melden, verzoek=verzoek, door=door)


@bij_antwoord
def verzoek_beantwoord(verzoek: Verzoek, *, door: Medewerker | None) -> None:
    """A JW319."""
    actions.beantwoord_verzoek(verzoek=verzoek, door=door)


@bij_declaratie
def declaratie_beantwoord(declaratie: Declaratie, *, door: Medewerker | None) -> None:
    """A JW325."""
    actions.verstuur_jw325(declaratie=declaratie, door=door)
