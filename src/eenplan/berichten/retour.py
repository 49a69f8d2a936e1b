"""Return messages on what we sent: found by the header that they repeat, and noted with the message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eenplan.berichten.models import Bericht
from eenplan.kern.actions import leg_vast
from ijw.beantwoorden import ANTWOORD_OP

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

HEEN = {terug: heen for heen, terug in ANTWOORD_OP.items()}
GEEN_OPMERKING = "0200"  # WJ001


def verwerk_retouren(retouren: Sequence[tuple[Bericht, Any]], door: Medewerker | None) -> None:
    """Note on each message of ours what its return message says; the first one counts. The rows of the return messages
    get what belongs to them, and are stored by the caller.

    Part of the action that books them. A message that is rejected counts as never sent.
    """
    if not retouren:
        return
    nummers = {bericht.Header.BerichtIdentificatie.Identificatie for _, bericht in retouren}
    rijen = Bericht.objects.filter(
        richting=Bericht.Richting.UIT, identificatie__in=nummers
    ).select_for_update()
    van_ons = {(rij.soort, rij.ontvanger, rij.identificatie): rij for rij in rijen.order_by("pk")}
    gewijzigd: dict[int, Bericht] = {}
    for retour, bericht in retouren:
        header = bericht.Header
        heen = van_ons.get((HEEN[bericht.NAAM], header.Ontvanger, header.BerichtIdentificatie.Identificatie))
        codes = sorted(_codes(bericht) - {GEEN_OPMERKING})
        retour.codes = codes
        if heen is not None:
            retour.antwoord_op, retour.aanbieder_id = heen, heen.aanbieder_id
            retour.dossier_id, retour.jeugdige_id = heen.dossier_id, heen.jeugdige_id
        if heen is None or heen.beantwoord_op is not None:
            leg_vast(
                soort="bericht.retour_los", door=door, dossier=retour.dossier_id, over=retour,
                tekst=f"{retour} hoort bij geen bericht dat op antwoord wacht",
            )  # fmt: skip
            continue
        heen.beantwoord_op, heen.afgekeurd, heen.codes = retour.gemaakt_op, bool(codes), codes
        gewijzigd[heen.pk] = heen
        oordeel = f"afgekeurd ({', '.join(codes)})" if codes else "goed ontvangen"
        leg_vast(
            soort="bericht.beantwoord", door=door, dossier=heen.dossier_id, over=heen,
            tekst=f"{heen.get_soort_display().capitalize()} is door {heen.aanbieder} {oordeel}",
        )  # fmt: skip
    Bericht.objects.bulk_update(gewijzigd.values(), ["beantwoord_op", "afgekeurd", "codes"])


def _codes(waarde: Any) -> set[str]:
    """Every code in a return message: on its header and on each class that it repeats."""
    codes: set[str] = set(getattr(waarde, "RetourCodes", ()) or ())
    for veld in waarde.VORM.velden:
        inhoud = getattr(waarde, veld.naam)
        for deel in inhoud if isinstance(inhoud, tuple) else (inhoud,):
            if hasattr(deel, "VORM"):
                codes |= _codes(deel)
    return codes
