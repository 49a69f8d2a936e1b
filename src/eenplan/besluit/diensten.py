"""Automatic steps of P1 and P3: letters, and the assignment that follows from a decision or from the plan alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eenplan.besluit import actions, queries
from eenplan.kern.fouten import Geweigerd
from eenplan.plan import actions as plannen
from eenplan.plan import queries as plan
from eenplan.werkwijze.register import dienst
from eenplan.zorg import actions as zorg


@dienst("maak_brieven")
def maak_brieven(*, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any) -> None:
    """A letter for each parent with authority and for a youth of 12 or older."""
    actions.maak_brieven(besluit=_decision(proces), door=door)


@dienst("maak_toewijzing")
def maak_toewijzing(*, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any) -> None:
    """Assign what the decision grants; without a decision in this process, what the signed plan holds."""
    besluit = queries.besluit_van(proces.pk)
    if besluit is not None:
        actions.maak_toewijzingen(besluit=besluit, door=door)
    else:
        _from_plan(proces.dossier, door)


def _decision(proces: Any) -> Any:
    besluit = queries.besluit_van(proces.pk)
    if besluit is None:
        raise Geweigerd("Bij deze werkwijze hoort nog geen besluit. Stel eerst een besluit op.")
    return besluit


def _from_plan(dossier: Any, door: Any) -> None:
    geldend = plan.geldend_plan(dossier)
    if geldend is None:
        raise Geweigerd("Er is nog geen vastgesteld plan om hulp uit toe te wijzen.")
    for inzet in plan.individuele_inzet(geldend).filter(toewijzing__isnull=True):
        assert inzet.product is not None and inzet.jeugdige is not None and inzet.begin is not None
        aanbieder = queries.aanbieder_voor(inzet)
        if aanbieder is None:
            raise Geweigerd(f"Kies eerst met het gezin een aanbieder voor {inzet.product.naam}.")
        toewijzing = zorg.wijs_toe(
            dossier=dossier, jeugdige=inzet.jeugdige, aanbieder=aanbieder, product=inzet.product, begin=inzet.begin, eind=inzet.eind,
            volume=inzet.volume, eenheid=inzet.eenheid, frequentie=inzet.frequentie, door=door,
        )  # fmt: skip
        plannen.koppel_toewijzing(inzet=inzet, toewijzing=toewijzing, door=door)
