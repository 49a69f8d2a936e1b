"""A dossier stays open as long as a provider waits for an answer: every request is granted or rejected (OP274, OP344)."""

from __future__ import annotations

from typing import Any

from eenplan.dossier.actions import houdt_open
from eenplan.zorg.models import Verzoek


@houdt_open
def open_verzoek(dossier: Any, proces: Any) -> str:
    """From when it came in until it was granted or rejected."""
    open_ = Verzoek.objects.filter(dossier=dossier, toegewezen_op__isnull=True, afgewezen_op__isnull=True)
    if (verzoek := open_.select_related("aanbieder").first()) is None:
        return ""
    return (
        f"{verzoek.aanbieder} wacht nog op antwoord op een {verzoek.get_soort_display()}. Wijs het verzoek eerst toe of af, "
        "en sluit dan het dossier."
    )
