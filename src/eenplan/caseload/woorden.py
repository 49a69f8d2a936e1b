"""Words that a team uses for itself: what somebody can do, speaks, likes. Free, and yet the same word for the same thing.

Distribution compares words letter by letter, so a word that is in use keeps the spelling that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from eenplan.caseload.models import Inzetbaarheid
from eenplan.kern.fouten import Geweigerd

LANGSTE = 40  # characters of one word
MEESTE = 20  # words in one field
POSTCODE = re.compile(r"[1-9][0-9]{3}")
SOORTEN = {  # which fields of Inzetbaarheid share their words
    "vaardigheden": ("vaardigheden", "graag", "liever_niet"),
    "talen": ("talen",),
    "wijken": ("wijken",),
}


def in_gebruik(soort: str) -> list[str]:
    """The words of this kind that colleagues of the organisation have, in order of the alphabet."""
    lijsten = Inzetbaarheid.objects.values_list(*SOORTEN[soort])
    return sorted({woord for rij in lijsten for lijst in rij for woord in lijst}, key=str.casefold)


def zo_geschreven(woorden: Iterable[str], bekend: Iterable[str], *, veld: str) -> list[str]:
    """These words trimmed, each once, spelled as in `bekend` where they stand there. `Geweigerd` at `veld` when too long."""
    spelling = {woord.casefold(): woord for woord in bekend}
    uit: dict[str, str] = {}
    for woord in woorden:
        kaal = " ".join(woord.split())
        if len(kaal) > LANGSTE:
            raise Geweigerd(
                f"“{kaal[:LANGSTE]}…” is te lang. Gebruik per woord hooguit {LANGSTE} tekens en zet een komma tussen woorden.",
                veld=veld,
            )
        if kaal:
            uit.setdefault(kaal.casefold(), spelling.get(kaal.casefold(), kaal))
    if len(uit) > MEESTE:
        raise Geweigerd(f"Dit zijn {len(uit)} woorden. Kies er hooguit {MEESTE}.", veld=veld)
    return list(uit.values())


def eis_postcodes(wijken: Iterable[str]) -> list[str]:
    """The four digits of each postcode, each once, in order; `Geweigerd` at `wijken` when one is none."""
    kaal = [wijk.strip() for wijk in wijken if wijk.strip()]
    for wijk in kaal:
        if not POSTCODE.fullmatch(wijk):
            raise Geweigerd(
                f"“{wijk[:20]}” is geen postcode. Schrijf alleen de vier cijfers, bijvoorbeeld 1401.",
                veld="wijken",
            )
    return sorted(set(kaal))
