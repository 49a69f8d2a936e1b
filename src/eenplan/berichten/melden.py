"""Hears from care what providers must know, and makes the messages: registered at start (`zorg.melden`).

The page of care in a dossier hears from here whether providers are told anything, and what they ask (`dossier.pagina`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eenplan.berichten import actions, queries
from eenplan.dossier.pagina import bij_tab
from eenplan.zorg import verkeer
from eenplan.zorg.melden import bij_antwoord, bij_declaratie, bij_wijziging

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
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


@bij_tab("zorg")
def op_de_pagina_van_zorg(dossier: Dossier, medewerker: Medewerker) -> dict[str, Any]:
    """Whether nothing goes to providers, and the requests that wait for an answer."""
    return {
        "berichtstilte": dossier.berichtstiltes.filter(opgeheven_op__isnull=True)
        .select_related("door")
        .first(),
        "open_verzoeken": dossier.verzoeken.filter(verkeer.OPEN).select_related("aanbieder", "jeugdige"),
    }
