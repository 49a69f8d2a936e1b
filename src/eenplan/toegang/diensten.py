"""Automatic steps of P1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eenplan.dossier import actions as dossier_actions
from eenplan.werkwijze.register import dienst


@dienst("zet_regievorm")
def zet_regievorm(*, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any) -> None:
    """Help runs: the dossier is in uitvoering, under the form of direction that the table gave."""
    dossier_actions.zet_fase(
        dossier=proces.dossier, fase="uitvoering", regievorm=str(gegevens["regievorm"]), door=door
    )
