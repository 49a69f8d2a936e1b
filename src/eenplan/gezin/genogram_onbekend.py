"""The parent nobody recorded: a child of whom one parent is known hangs, as in any genogram, on the line of two.

The other one gets a symbol of broken lines with a question mark. It says only that nothing is recorded.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eenplan.gezin.genogram import Band, Familie, Mens

NIET_VASTGELEGD = "niet vastgelegd"


def alleen_met(familie: Familie) -> dict[int, list[Mens]]:
    """Per parent the children of whom nobody else is recorded as parent."""
    mensen = {mens.id: mens for mens in familie.mensen}
    ouders: dict[int, set[int]] = defaultdict(set)
    for band in familie.banden:
        if band.soort == "ouder_van" and {band.van, band.naar} <= mensen.keys() and band.van != band.naar:
            ouders[band.naar].add(band.van)
    uit: dict[int, list[Mens]] = defaultdict(list)
    for mens in familie.mensen:
        if (mens.kind or mens.jeugdige) and len(ouders[mens.id]) == 1:
            (ouder,) = ouders[mens.id]
            uit[ouder].append(mens)
    return dict(uit)


def met_onbekende_ouders(familie: Familie, mens: type[Mens], band: type[Band]) -> Familie:
    """The family with a second parent for each child that has one: a person that nobody recorded."""
    erbij: list[Mens] = []
    banden: list[Band] = []
    for nr, kinderen in enumerate(alleen_met(familie).values(), 1):
        erbij.append(mens(-nr, "", NIET_VASTGELEGD, vastgelegd=False))
        banden += [band(-nr, kind.id, "ouder_van") for kind in kinderen]
    return replace(familie, mensen=(*familie.mensen, *erbij), banden=(*familie.banden, *banden))
