"""A proposal as its page shows it: each family with who takes it and why, each colleague before and after."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from eenplan.caseload import queries
from eenplan.caseload.models import Verdeelregel, Verdeelvoorstel
from eenplan.caseload.queries import Belasting, Gezin, Teambeeld
from eenplan.dossier.queries import zichtbaar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eenplan.organisatie.models import Medewerker

NUMMER = re.compile(r"\b[A-Z]{1,4}-\d{4}-\d+\b")


@dataclass(frozen=True, slots=True)
class Rij:
    """One family of the proposal; `gezin` is None when it closed or is not the reader's to see any more."""

    regel: Verdeelregel
    gezin: Gezin | None
    reden: str
    alternatief: str

    @property
    def anders(self) -> bool:
        """Whether the team lead chose otherwise than was proposed."""
        return self.regel.gekozen_id != self.regel.voorgesteld_id


@dataclass(frozen=True, slots=True)
class Erbij:
    """One colleague before and after, in what the norm counts."""

    belasting: Belasting
    erbij: Decimal

    @property
    def straks(self) -> Decimal:
        return self.belasting.gewicht + self.erbij

    @property
    def benut(self) -> int | None:
        ruimte = self.belasting.ruimte
        return round(100 * self.straks / ruimte) if ruimte else None

    @property
    def boven(self) -> bool:
        return self.straks > self.belasting.ruimte


@dataclass(frozen=True, slots=True)
class Voorstelbeeld:
    """Rows in the order of the waiting list, people by name, and the sums for the heading."""

    voorstel: Verdeelvoorstel
    beeld: Teambeeld
    rijen: list[Rij]
    mensen: list[Erbij]

    @property
    def geplaatst(self) -> int:
        return sum(rij.regel.gekozen_id is not None for rij in self.rijen)

    @property
    def wacht(self) -> int:
        return len(self.rijen) - self.geplaatst

    @property
    def anders(self) -> int:
        return sum(rij.anders for rij in self.rijen)

    @property
    def kloof_procent(self) -> Decimal:
        return Decimal(str(100 * self.voorstel.kloof)).quantize(Decimal("0.1"))


def voorstelbeeld(medewerker: Medewerker, voorstel: Verdeelvoorstel) -> Voorstelbeeld:
    """Everything that the page needs, in a fixed number of questions."""
    beeld = queries.teambeeld(medewerker, voorstel.team)
    regels = list(
        voorstel.regels.select_related("gekozen", "voorgesteld", "alternatief", "van", "dossier__gezin")
    )
    zichtbare = zichtbaar(medewerker).filter(pk__in=[r.dossier_id for r in regels])
    gezinnen = {g.dossier.pk: g for g in queries.gezinnen_van(zichtbare, beeld.norm)}
    namen = {
        g.dossier.nummer: f"gezin {g.dossier.gezin.naam.removeprefix('Gezin ')}" for g in gezinnen.values()
    }
    erbij = queries.erbij(voorstel) if voorstel.bevestigd_op is None else {}
    return Voorstelbeeld(
        voorstel=voorstel,
        beeld=beeld,
        rijen=[
            Rij(
                r,
                gezinnen.get(r.dossier_id),
                _met_namen(r.reden, namen),
                _met_namen(r.alternatief_uitleg, namen),
            )
            for r in regels
        ],
        mensen=sorted(
            (Erbij(b, erbij.get(b.medewerker.pk, Decimal(0))) for b in beeld.mensen),
            key=lambda e: e.belasting.medewerker.naam,
        ),
    )


def _met_namen(uitleg: str, namen: Mapping[str, str]) -> str:
    """The reasons name families by dossier number; who sees the family reads its name."""
    return NUMMER.sub(lambda gevonden: namen.get(gevonden[0], gevonden[0]), uitleg)
