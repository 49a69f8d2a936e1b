"""What a distribution costs, part by part. The model, the search and the explanation all count with this."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from .opgave import BAND, Getallen, Groep, Opgave, Punten, punten_per_honderdste

WACHT = -1  # a unit that waits


@dataclass(frozen=True, slots=True)
class Prijs:
    """The points of one distribution."""

    wachten: float
    voorkeur: float
    samen: float
    scheef: float
    te_laat: float

    @property
    def totaal(self) -> float:
        return self.wachten + self.voorkeur + self.samen + self.scheef + self.te_laat


def prijs(opgave: Opgave, keuze: Getallen) -> Prijs:
    """The price of `keuze` [U]: the worker of each unit, or WACHT."""
    rij = np.flatnonzero(keuze >= 0)
    kolom = keuze[rij]
    return Prijs(
        wachten=float(opgave.wacht[keuze < 0].sum()),
        voorkeur=float(opgave.kosten[rij, kolom].sum()),
        samen=sum(opgave.regels.kosten.samen * extra(groep, keuze) for groep in opgave.groepen),
        scheef=float(scheef(opgave, som(opgave, opgave.gewicht, keuze)).sum()),
        te_laat=float(te_laat(opgave, op_tijd(opgave, keuze)).sum()),
    )


def som(opgave: Opgave, wat: Getallen, keuze: Getallen) -> Getallen:
    """`wat` [U,W] added per worker: [W]."""
    rij = np.flatnonzero(keuze >= 0)
    uit = np.zeros(len(opgave.medewerkers), dtype=np.int64)
    np.add.at(uit, keuze[rij], wat[rij, keuze[rij]])
    return uit


def op_tijd(opgave: Opgave, keuze: Getallen) -> Getallen:
    """New cases per worker that are due in week t or before: [T,W]."""
    weken = [som(opgave, week, keuze) for week in opgave.op_tijd]
    return np.array(weken, dtype=np.int64).reshape(len(weken), len(opgave.medewerkers))


def scheef(opgave: Opgave, erbij: Getallen, wie: Any = slice(None)) -> Punten:
    """What `erbij` (hundredths) costs the workers `wie` above the fair share: dearer with every band."""
    boven = np.maximum(erbij - opgave.eerlijk[wie], 0.0)
    band = np.maximum(BAND * opgave.capaciteit[wie], 1.0)
    vol = np.floor(boven / band)
    gewogen = band * vol * (vol + 1) / 2 + (vol + 1) * (boven - vol * band)
    return punten_per_honderdste(opgave.regels) * gewogen


def te_laat(opgave: Opgave, vroeg: Getallen, wie: Any = slice(None)) -> Punten:
    """What the weeks cost that first contacts come late at the workers `wie`. Who is due first is seen first."""
    weken = np.maximum(vroeg - opgave.plekken_tot[:, wie], 0).sum(axis=0)
    return opgave.regels.kosten.te_laat * weken.astype(float)


def extra(groep: Groep, keuze: Getallen) -> int:
    """Workers in this family beyond the first, or beyond those that stay with it anyhow."""
    wie = set(groep.ankers) | {int(keuze[u]) for u in groep.eenheden if keuze[u] >= 0}
    return max(0, len(wie) - max(1, len(groep.ankers)))
