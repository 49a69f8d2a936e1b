"""Service steps that a work instruction may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eenplan.berichten import actions, queries
from eenplan.werkwijze import queries as werkwijze
from eenplan.werkwijze.register import dienst
from eenplan.zorg import verzoek_actions


@dienst("verstuur_jw301")
def verstuur_jw301(
    *, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any
) -> Mapping[str, Any] | None:
    """Tell the providers of every assignment in this dossier that they do not know yet."""
    rows = proces.dossier.toewijzingen.select_related(
        "jeugdige", "aanbieder", "product", "dossier__organisatie"
    )
    nieuw = [rij for rij in rows if rij.per_bericht and rij.geldt and not queries.is_behandeld(rij)]
    if nieuw:
        actions.verstuur_jw301(toewijzingen=nieuw, door=door)
    return None


@dienst("ken_verzoek_toe")
def ken_verzoek_toe(
    *, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any
) -> Mapping[str, Any] | None:
    """Grant the request that this case is about, because its table says so; why is kept with it."""
    reden = werkwijze.reden_van(proces.uitkomsten.latest("op"))
    verzoek_actions.ken_verzoek_toe(verzoek=proces.verzoek, door=None, besluittekst=reden)
    return None
