"""Does the work fit the team in the long run? If not, the list grows without end, and this tells how fast.

For every set of groups the work that only they can do is laid beside what they have, in hours and in caseload: when some
set falls short no way of handing out helps (the max-flow min-cut argument), and that set is the bottleneck.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from formatie.getallen import schrijf
from formatie.model import WEKEN_PER_JAAR, Model, waarde_in
from formatie.rekenen import (
    bezoeken,
    faseuren,
    gewicht,
    netto_per_jaar,
    plafond_per_fte,
    verloopverlies,
)

_ALLE_DEELVERZAMELINGEN = 10  # groups up to which every set is looked at; above that single groups and the whole


@dataclass(frozen=True, slots=True)
class Knelpunt:
    """A set of groups that is asked more than it has at the end of the period.

    wat                "uren" or "caseload"
    gevraagd, aanwezig per week in hours, or in points
    groei              families a week by which the list grows in the long run
    houdt_op           families go elsewhere when they wait long, so the list stops growing somewhere
    """

    groepen: tuple[str, ...]
    wat: str
    gevraagd: float
    aanwezig: float
    groei: float
    houdt_op: bool

    def zin(self) -> str:
        """In words."""
        eenheid = "uur per week" if self.wat == "uren" else "punten caseload"
        wie = f"groep {self.groepen[0]}" if len(self.groepen) == 1 else f"de groepen {', '.join(self.groepen)}"
        kop = (
            f"Er komt meer binnen dan {wie} aankan: het werk vraagt {schrijf(round(self.gevraagd, 1))} {eenheid} en er is "
            f"{schrijf(round(self.aanwezig, 1))}."
        )
        if self.houdt_op:
            return f"{kop} De lijst groeit tot er evenveel gezinnen afhaken als er te veel binnenkomen."
        return f"{kop} De lijst groeit zonder einde, met ongeveer {schrijf(round(self.groei, 1))} gezinnen per week."


def knelpunt(model: Model) -> Knelpunt | None:
    """The worst bottleneck at the end of the period; None when the work fits."""
    gevonden = [k for groepen in _verzamelingen(list(model.groepen)) for k in _per_verzameling(model, groepen)]
    return max(gevonden, key=lambda k: (not k.houdt_op, k.groei), default=None)


def _verzamelingen(namen: list[str]) -> list[tuple[str, ...]]:
    maten = range(1, len(namen) + 1) if len(namen) <= _ALLE_DEELVERZAMELINGEN else (1, len(namen))
    return [groepen for n in maten for groepen in combinations(namen, n)]


def _per_verzameling(model: Model, groepen: tuple[str, ...]) -> list[Knelpunt]:
    laatste = model.periode.weken - 1
    kunnen = {v for n, g in model.groepen.items() if n not in groepen for v in g.vaardigheden}
    uren = punten = families = 0.0
    houdt_op = True
    for soort in model.soorten.values():
        stroom = waarde_in(model.instroom, laatste) * soort.aandeel
        alleen_hier = {f.naam: n for f in soort.fasen.values() if (n := bezoeken(soort)[f.naam]) and f.vaardigheid not in kunnen}
        if not alleen_hier or not stroom:
            continue
        families += stroom
        houdt_op = houdt_op and soort.geduld is not None and soort.begin in alleen_hier
        for naam, keer in alleen_hier.items():
            fase = soort.fasen[naam]
            uren += stroom * keer * faseuren(fase, model).totaal
            punten += stroom * keer * gewicht(fase, model) * fase.duur.gemiddelde
    heeft_uren, heeft_punten = _aanwezig(model, groepen, laatste)
    uit = []
    for wat, vraagt, is_er in (("uren", uren, heeft_uren), ("caseload", punten, heeft_punten)):
        if vraagt > is_er * (1 + 1e-9):
            groei = families * (1.0 - is_er / vraagt)
            uit.append(Knelpunt(groepen, wat, vraagt, is_er, groei, houdt_op))
    return uit


def _aanwezig(model: Model, groepen: tuple[str, ...], laatste: int) -> tuple[float, float]:
    uren = punten = 0.0
    for naam in groepen:
        groep = model.groepen[naam]
        fte = waarde_in(groep.fte, laatste)
        uren += float("inf") if groep.onbeperkt else fte * netto_per_jaar(groep.beschikbaarheid) / WEKEN_PER_JAAR
        leeg, leren, _ = verloopverlies(groep.beschikbaarheid)
        per_fte = plafond_per_fte(groep) if groep.plafond is None else waarde_in(groep.plafond, laatste)
        punten += fte * per_fte * (1.0 - leeg - leren)
    return uren, punten
