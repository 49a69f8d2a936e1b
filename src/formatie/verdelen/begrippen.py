"""What goes in: the cases, the workers and the rules by which they are brought together.

Weights and capacity are in one unit that the organisation chooses (points, or hours a week), with at most two
decimals. Penalties are in points that have no meaning but their proportion; see `Kosten`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

Sterkte = Literal["moet", "liefst"]
Overdracht = Literal["nee", "mag", "moet"]
Urgentie = Literal["spoed", "hoog", "gewoon", "laag"]

_NIETS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaak:
    """One case: a child or family that waits for a worker, or that has one.

    gewicht              what it takes of a worker's capacity, above 0
    zwaar                counts in the light/heavy mix
    urgentie, wachtdagen order of pick-up; days waited so far
    uiterlijk            last day for the first contact; later costs, it does not forbid. Without: the first week
                         for "spoed", no hurry for others
    vaardigheden         all of these the worker must have; `liefst_vaardigheden` only cost when missing
    skj                  a worker with SKJ registration is needed
    gezin, samen         brothers and sisters share `gezin`; "moet": together with one worker or together waiting
    vorige, terug        the worker that the family knows; "moet": nobody else
    wijk, taal           with `wijk_eis` and `taal_eis` "moet" or "liefst"
    kenmerken            what workers may wish for (`Medewerker.graag`, `liever_niet`)
    niet_door            worker id → why this worker may not see the case
    alleen_door          only these workers may see the case; None: no such limit
    nu, overdracht       the worker it has now. "nee": it stays. "mag": it may move, at a cost. "moet": it has to
    """

    id: str
    gewicht: float
    zwaar: bool = False
    urgentie: Urgentie = "gewoon"
    wachtdagen: int = 0
    uiterlijk: date | None = None
    vaardigheden: frozenset[str] = _NIETS
    liefst_vaardigheden: frozenset[str] = _NIETS
    skj: bool = False
    gezin: str | None = None
    samen: Sterkte = "liefst"
    vorige: str | None = None
    terug: Sterkte = "liefst"
    wijk: str | None = None
    wijk_eis: Sterkte = "liefst"
    taal: str | None = None
    taal_eis: Sterkte = "liefst"
    kenmerken: frozenset[str] = _NIETS
    niet_door: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    alleen_door: frozenset[str] | None = None
    nu: str | None = None
    overdracht: Overdracht = "nee"


@dataclass(frozen=True, slots=True)
class Periode:
    """Days of absence, first and last both included."""

    van: date
    tot: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Medewerker:
    """One worker.

    fte                   contract, above 0; capacity is fte × deel × `Regels.capaciteit_per_fte`
    deel                  share of the contract that is there for cases (someone who starts, other tasks), 0 to 1
    belasting             weight already carried in cases that are not in the list of cases; `zware_belasting` of it
    wijken                the districts where they work; empty: everywhere
    max_nieuw_per_week, max_deel_zwaar   other than in `Regels`
    vertrekt              leaves: takes nothing new, and all their cases must move
    """

    id: str
    naam: str
    fte: float
    deel: float = 1.0
    belasting: float = 0.0
    zware_belasting: float = 0.0
    skj: bool = False
    vaardigheden: frozenset[str] = _NIETS
    talen: frozenset[str] = _NIETS
    wijken: frozenset[str] = _NIETS
    graag: frozenset[str] = _NIETS
    liever_niet: frozenset[str] = _NIETS
    afwezig: tuple[Periode, ...] = ()
    max_nieuw_per_week: int | None = None
    max_deel_zwaar: float | None = None
    vertrekt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kosten:
    """Penalties in points; what weighs more is kept longer. All of them are choices of the team (assumptions here).

    spoed … laag, wachtdag   leaving a case of mean weight to wait, per class and per day waited; on top comes a
                             sum that is larger than all other penalties together, so that nobody waits while
                             someone who may take the case has room
    samen                    per extra worker in one family
    terug                    not the worker that the family knows
    overdracht               moving a case that might have stayed
    taal, wijk, vaardigheid  not the language, district, or wished-for skill (each)
    graag, liever_niet       a case without anything the worker wishes for (where others get it); one they rather not have
    te_laat                  per week that the first contact comes after `Zaak.uiterlijk`
    scheef                   per percent of a full-time capacity above the fair share, twice as much from 10
                             percent, three times from 20, and so on
    """

    spoed: float = 4000
    hoog: float = 2000
    gewoon: float = 1000
    laag: float = 500
    wachtdag: float = 4
    samen: float = 60
    terug: float = 50
    overdracht: float = 80
    taal: float = 30
    wijk: float = 15
    vaardigheid: float = 20
    graag: float = 5
    liever_niet: float = 15
    te_laat: float = 40
    scheef: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Regels:
    """How this team distributes.

    start                first day of the first week (any day; weeks count from there)
    capaciteit_per_fte   weight that one fte carries
    weken                how many weeks ahead the proposal hands out
    max_nieuw_per_week   new cases per worker per week
    max_deel_zwaar       share of a worker's capacity that heavy cases may take, 0 to 1
    speling              share of a worker's capacity that they may be above the fair share before that costs
    vaardigheden         all skills that exist; empty: those that the workers have
    vastgezet            pairs (case id, worker id) that the team lead has decided
    """

    start: date
    capaciteit_per_fte: float
    weken: int = 4
    max_nieuw_per_week: int = 2
    max_deel_zwaar: float = 0.6
    speling: float = 0.05
    vaardigheden: frozenset[str] = _NIETS
    vastgezet: tuple[tuple[str, str], ...] = ()
    kosten: Kosten = field(default_factory=Kosten)
