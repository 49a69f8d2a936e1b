"""A dossier stays open as long as a decision is on its way: who asks for help has a right to an answer (Awb 4:13)."""

from __future__ import annotations

from typing import Any

from eenplan.dossier.actions import houdt_open
from eenplan.werkwijze import queries as werkwijze


@houdt_open
def lopend_besluit(dossier: Any, proces: Any) -> str:
    """From the first draft until the letters went out. Withdrawing it, with a reason, is an answer too."""
    for ander in werkwijze.andere_processen(dossier, proces):
        if werkwijze.heeft_formulier_van(ander, "besluit"):
            open_taken = ", ".join(f"‘{taak.naam}’" for taak in ander.open_taken)
            return (
                f"Er is nog een besluit in de maak{f' (open: {open_taken})' if open_taken else ''}. Het gezin heeft "
                "recht op dat antwoord. Rond het besluit af of trek het in met een reden, en sluit dan het dossier."
            )
    return ""
