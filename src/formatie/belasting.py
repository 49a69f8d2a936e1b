"""Does the work fit the team in the long run? If not, the list grows without end, and this tells how fast.

For every set of groups the work that only they can do is laid beside what they have, in hours and in caseload: when some
set falls short no way of handing out helps (the max-flow min-cut argument), and that set is the bottleneck. Phases on the
calendar do not last longer when hours fall short, they get fewer; the hours must do for the other phases. These then go
slower by the factor at which all hours are shared, and hold their place in the caseload for longer.
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

_MARGE = 1 + 1e-9
_ALLE_DEELVERZAMELINGEN = (
    10  # groups up to which every set is looked at; above that single groups and the whole
)


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
        wie = (
            f"groep {self.groepen[0]}" if len(self.groepen) == 1 else f"de groepen {', '.join(self.groepen)}"
        )
        kop = (
            f"Er komt meer binnen dan {wie} aankan: het werk vraagt {schrijf(round(self.gevraagd, 1))} {eenheid} en er is "
            f"{schrijf(round(self.aanwezig, 1))}."
        )
        if self.houdt_op:
            return f"{kop} De lijst groeit tot er evenveel gezinnen afhaken als er te veel binnenkomen."
        return f"{kop} De lijst groeit zonder einde, met ongeveer {schrijf(round(self.groei, 1))} gezinnen per week."


def knelpunt(model: Model) -> Knelpunt | None:
    """The worst bottleneck at the end of the period; None when the work fits."""
    gevonden = [
        k for groepen in _verzamelingen(list(model.groepen)) for k in _per_verzameling(model, groepen)
    ]
    return max(gevonden, key=lambda k: (not k.houdt_op, k.groei), default=None)


def _verzamelingen(namen: list[str]) -> list[tuple[str, ...]]:
    maten = range(1, len(namen) + 1) if len(namen) <= _ALLE_DEELVERZAMELINGEN else (1, len(namen))
    return [groepen for n in maten for groepen in combinations(namen, n)]


def _per_verzameling(model: Model, groepen: tuple[str, ...]) -> list[Knelpunt]:
    laatste = model.periode.weken - 1
    kunnen = {v for n, g in model.groepen.items() if n not in groepen for v in g.vaardigheden}
    families = werk_uren = kalender_uren = werk_punten = kalender_punten = 0.0
    houdt_op = True
    for soort in model.soorten.values():
        stroom = waarde_in(model.instroom, laatste) * soort.aandeel
        keren = {n: k for n, k in bezoeken(soort).items() if k and soort.fasen[n].vaardigheid not in kunnen}
        if not keren or not stroom:
            continue
        families += stroom
        houdt_op = houdt_op and soort.geduld is not None and soort.begin in keren
        for naam, keer in keren.items():
            fase = soort.fasen[naam]
            uren = stroom * keer * faseuren(fase, model).totaal
            punten = stroom * keer * gewicht(fase, model) * fase.duur.gemiddelde
            if fase.kalender:
                kalender_uren, kalender_punten = kalender_uren + uren, kalender_punten + punten
            else:
                werk_uren, werk_punten = werk_uren + uren, werk_punten + punten
    heeft_uren, heeft_punten = _aanwezig(model, groepen, laatste)
    if werk_uren > heeft_uren * _MARGE:
        groei = families * (1.0 - heeft_uren / werk_uren)
        return [Knelpunt(groepen, "uren", werk_uren, heeft_uren, groei, houdt_op)]
    tempo = min(1.0, (heeft_uren - werk_uren) / kalender_uren) if kalender_uren > 0 else 1.0
    gevraagd = kalender_punten + (werk_punten / tempo if tempo > 0 else 0.0)
    if gevraagd > heeft_punten * _MARGE:
        groei = families * (1.0 - heeft_punten / gevraagd)
        return [Knelpunt(groepen, "caseload", gevraagd, heeft_punten, groei, houdt_op)]
    return []


def _aanwezig(model: Model, groepen: tuple[str, ...], laatste: int) -> tuple[float, float]:
    uren = punten = 0.0
    for naam in groepen:
        groep = model.groepen[naam]
        fte = waarde_in(groep.fte, laatste)
        uren += (
            float("inf") if groep.onbeperkt else fte * netto_per_jaar(groep.beschikbaarheid) / WEKEN_PER_JAAR
        )
        leeg, leren, _ = verloopverlies(groep.beschikbaarheid)
        per_fte = plafond_per_fte(groep) if groep.plafond is None else waarde_in(groep.plafond, laatste)
        punten += fte * per_fte * (1.0 - leeg - leren)
    return uren, punten
