"""What can go wrong on the way, and the advice that goes with each code of the hub."""

from __future__ import annotations

import ijw
from eenplan.berichten.fouten import Transportfout
from eenplan.kern.fouten import EenplanFout

__all__ = ["ADVIES", "NIET_UNIEK", "EnvelopFout", "Transportfout", "fout_in_woorden"]

NIET_UNIEK = "IB016"  # the number was received before: the other side has the message

# What to do about each code of the list Fo01 (November 2025); its meaning is in `ijw.codelijst("Fo01")`.
_MELD_AAN_LEVERANCIER = "Meld dit met de code aan wie Eenplan voor u beheert."
_AANSLUITING = "Laat de servicedesk van het GGk de aansluiting van uw gemeente nakijken."
_AANBIEDER = "Vraag de aanbieder naar de eigen aansluiting en AGB-code; bied het bericht daarna opnieuw aan."
_TE_GROOT = "Verdeel de inhoud over meer berichten van elk hoogstens 25 MB."
_INHOUD = "Herstel het bericht en bied het als nieuw bericht aan."
_ZIP = "Eenplan verstuurt geen ZIP-bestanden. " + _MELD_AAN_LEVERANCIER
ADVIES = {
    "IB001": _MELD_AAN_LEVERANCIER,
    "IB002": _AANSLUITING,
    "IB003": _TE_GROOT,
    "IB004": "Dit soort bericht gaat niet over het GGk. " + _MELD_AAN_LEVERANCIER,
    "IB005": "Controleer de gemeentecode van de organisatie in Eenplan. Klopt die? " + _AANSLUITING,
    "IB006": _AANSLUITING,
    "IB007": "Controleer of dit bericht bij deze aanbieder hoort. Klopt dat? " + _AANSLUITING,
    "IB008": _AANBIEDER,
    "IB009": _AANBIEDER,
    "IB010": "Controleer de AGB-code van de aanbieder in Eenplan. Klopt die? " + _AANBIEDER,
    "IB011": _AANBIEDER,
    "IB012": _TE_GROOT,
    "IB013": "Laat de machine waarop Eenplan draait op virussen nakijken. Bied het bericht daarna opnieuw aan.",
    "IB014": _MELD_AAN_LEVERANCIER,
    "IB015": _INHOUD,
    "IB016": "De overkant heeft dit bericht al. U hoeft niets te doen.",
    "IB017": _MELD_AAN_LEVERANCIER,
    "IB018": _MELD_AAN_LEVERANCIER,
    "IB019": "De overkant heeft al een antwoord op deze declaratie. Vergelijk beide antwoorden.",
    "IB020": "De overkant heeft al een antwoord op deze declaratie. Vergelijk beide antwoorden.",
    "IB021": _MELD_AAN_LEVERANCIER,
    "IB022": _MELD_AAN_LEVERANCIER,
    "IB023": "Dit soort bericht staat bij het GGk uit. " + _AANSLUITING,
    "IB901": _ZIP,
    "IB902": _ZIP,
    "IB903": _ZIP,
    "IB904": _ZIP,
    "IB905": _ZIP,
}


class EnvelopFout(EenplanFout):
    """Bytes that are no envelope, or an envelope that may not be built; `code` is what the sender is told."""

    def __init__(self, zin: str, *, code: str = "IB001") -> None:
        super().__init__(zin)
        self.code = code


def fout_in_woorden(code: str, omschrijving: str) -> str:
    """What a Fo01 or Fo03 says, with the advice: for a person who must mend it."""
    betekenis = ijw.codelijst("Fo01").get(code, omschrijving).rstrip(".")
    advies = ADVIES.get(code, "Meld dit met de code aan de servicedesk van het GGk.")
    return f"{betekenis or 'geen omschrijving'} ({code or 'zonder code'}). {advies}"
