"""Our own figures on a day, as a scenario rests on them: fte, who waits and how long, what runs, what comes in.

Counts of the whole organisation; nobody is named. A scenario keeps them, so that it can be calculated again to the same end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from eenplan.caseload.zwaarte import zwaarte_van
from eenplan.dossier import queries as dossiers
from eenplan.dossier.leden_actions import REGISSEURS
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.queries import medewerkers_met_functie

SOORTEN = ("enkelvoudig", "meervoudig", "veiligheid")
WEKEN = 52
GENOEG_WEKEN, GENOEG_GEZINNEN = 8, 30  # below this, what came in says too little about what will come


@dataclass(frozen=True, slots=True)
class Peiling:
    """What was counted on `dag`.

    fte         of everybody who can direct families
    wachtend    families without a regisseur per kind; `gewacht` weeks on average since the family came in
    lopend      families with a regisseur per kind and phase of the work model
    ingestroomd families per kind that came in during the last `weken` weeks; no more than a year
    """

    dag: str
    fte: float
    mensen: int
    wachtend: dict[str, int]
    gewacht: dict[str, float]
    lopend: dict[str, dict[str, int]]
    ingestroomd: dict[str, int]
    weken: float

    @property
    def datum(self) -> date:
        return date.fromisoformat(self.dag)

    @property
    def wachtenden(self) -> int:
        return sum(self.wachtend.values())

    @property
    def lopenden(self) -> int:
        return sum(sum(fasen.values()) for fasen in self.lopend.values())

    @property
    def nieuw(self) -> int:
        return sum(self.ingestroomd.values())

    @property
    def per_week(self) -> float | None:
        """Families a week; None when too few weeks or families were seen to say so."""
        genoeg = self.weken >= GENOEG_WEKEN and self.nieuw >= GENOEG_GEZINNEN
        return round(self.nieuw / self.weken, 1) if genoeg else None

    @property
    def percentages(self) -> dict[str, int] | None:
        """Whole percents per kind of what came in, together 100; None when too little was seen."""
        if self.per_week is None:
            return None
        delen = {soort: 100 * self.ingestroomd[soort] / self.nieuw for soort in SOORTEN}
        heel = {soort: int(deel) for soort, deel in delen.items()}
        rest = sorted(SOORTEN, key=lambda soort: heel[soort] - delen[soort])
        for soort in rest[: 100 - sum(heel.values())]:
            heel[soort] += 1
        return heel

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def peil(organisatie_id: int) -> Peiling:
    """Count now. Within a transaction of this organisation."""
    dag = vandaag()
    open_ = dossiers.tel_open(dag)
    geopend, eerste = dossiers.tel_geopend(dag - timedelta(weeks=WEKEN), dag)
    wachtend = _per_soort(a for a in open_ if a.wacht)
    dagen = _per_soort((a for a in open_ if a.wacht), "wachtdagen")
    mensen = medewerkers_met_functie(organisatie_id, *REGISSEURS)
    return Peiling(
        dag=dag.isoformat(),
        fte=float(mensen.aggregate(som=Sum("fte"))["som"] or Decimal(0)),
        mensen=mensen.count(),
        wachtend=wachtend,
        gewacht={s: round(dagen[s] / wachtend[s] / 7, 1) if wachtend[s] else 0.0 for s in SOORTEN},
        lopend=_lopend(a for a in open_ if not a.wacht),
        ingestroomd=_per_soort(geopend),
        weken=round(min(WEKEN, (dag - eerste).days / 7), 1) if eerste else 0.0,
    )


def _soort_en_fase(a: dossiers.Aantal) -> tuple[str, str]:
    zwaarte = zwaarte_van(fase=a.fase, regievorm=a.regievorm, urgentie=a.urgentie, teamsoort=a.teamsoort)
    soort, _, fase = zwaarte.value.partition(".")
    return soort, fase


def _per_soort(aantallen: Iterable[dossiers.Aantal], veld: str = "aantal") -> dict[str, int]:
    tel: Counter[str] = Counter()
    for a in aantallen:
        tel[_soort_en_fase(a)[0]] += getattr(a, veld)
    return {soort: tel[soort] for soort in SOORTEN}


def _lopend(aantallen: Iterable[dossiers.Aantal]) -> dict[str, dict[str, int]]:
    uit: dict[str, dict[str, int]] = {soort: {} for soort in SOORTEN}
    for a in aantallen:
        soort, fase = _soort_en_fase(a)
        uit[soort][fase] = uit[soort].get(fase, 0) + a.aantal
    return uit
