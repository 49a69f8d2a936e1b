"""The practice cases for the library alone: the same reader that Eenplan has, and the starting point in memory."""

from __future__ import annotations

from datetime import date
from typing import Any

import ijw
from eenplan.berichten.casus.lezen import Casus, lees, maak_bericht

from .conftest import GEDEELD

__all__ = ["BESTANDEN", "begin", "lees"]

BESTANDEN = sorted((GEDEELD / "casussen").glob("[0-9]*.yaml"))


def begin(casus: Casus) -> ijw.Geheugen:
    """An administration with only the starting point of the case."""
    punten = casus.punten
    contract = {
        (regel["Categorie"], regel["Code"]): ijw.Afspraak(regel["Eenheid"], regel.get("Tarief"))
        for regel in punten["contract"]
        if "Code" in regel
    }
    geheugen = ijw.Geheugen(date(2000, 1, 1), afspraken=contract)
    for nummer, toewijzing in enumerate(punten.get("toewijzingen", [])):
        product: dict[str, Any] = {n: w for n, w in toewijzing.items() if n[0].isupper()}
        dag = toewijzing["Toewijzingsdatum"]
        velden: dict[str, Any] = {"ToegewezenProducten": [product]}
        geheugen.verwerk(maak_bericht(punten, "JW301", f"B{nummer}", dag, velden))
        levering = toewijzing.get("levering", {})
        if "Begindatum" in levering:
            start = {
                "ToewijzingNummer": toewijzing["ToewijzingNummer"],
                "Product": toewijzing.get("Product"),
                "ToewijzingIngangsdatum": toewijzing["Ingangsdatum"],
                "Begindatum": levering["Begindatum"],
                "StatusAanlevering": "1",
            }
            start = {n: w for n, w in start.items() if w is not None}
            dag = levering["Begindatum"]
            geheugen.verwerk(maak_bericht(punten, "JW305", f"B{nummer}", dag, {"StartProducten": [start]}))
    return geheugen
