"""Between the row `Dossiertermijn` and the library `termijn`: facts there and back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import termijn
from eenplan.dossier.models import Dossiertermijn


def van_rij(rij: Dossiertermijn) -> termijn.Termijn:
    """The term that the facts of this row describe."""
    soort = termijn.termijnsoort(rij.soort)
    return termijn.Termijn(
        rij.start,
        termijn.Duur.parse(rij.duur),
        werkdagen=rij.werkdagen,
        wettelijk=rij.wettelijk,
        opschortingen=tuple(
            termijn.Opschorting(_dag(o["van"]), _dag(o["tot"]) if o.get("tot") else None, o.get("grond", ""))
            for o in rij.opschortingen
        ),
        verdagingen=tuple(
            termijn.Verdaging(termijn.Duur.parse(v["duur"]), v.get("grond", "")) for v in rij.verdagingen
        ),
        waarschuw_vooraf=soort.waarschuw_vooraf,
        waarschuw_werkdagen=soort.waarschuw_werkdagen,
        gehaald_op=rij.gehaald_op,
    )


def reken_uit(rij: Dossiertermijn) -> Dossiertermijn:
    """Set `eind` and `waarschuw_op` from the facts. Call it after each change of those."""
    berekend = van_rij(rij)
    rij.eind = berekend.eind
    rij.waarschuw_op = berekend.waarschuw_vanaf
    return rij


# Terms in which the family may act, not we: when they pass, nobody is late.
VAN_GEZIN = tuple(soort.sleutel for soort in termijn.termijnsoorten().values() if soort.functie == "ouder")


def naam(rij: Dossiertermijn) -> str:
    """What people call this term."""
    return termijn.termijnsoort(rij.soort).naam


def opschorting(van: date, grond: str) -> dict[str, Any]:
    """An open suspension as stored; `van` is the first day that does not count."""
    return {"van": van.isoformat(), "tot": None, "grond": grond}


def hervat(opschortingen: list[dict[str, Any]], op: date) -> list[dict[str, Any]]:
    """Close the open suspension: `op` is the first day that counts again."""
    return [
        o if o.get("tot") else o | {"tot": (op - timedelta(days=1)).isoformat()}
        for o in opschortingen
        if o.get("tot") or _dag(o["van"]) < op
    ]


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst)
