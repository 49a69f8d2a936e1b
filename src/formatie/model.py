"""What a team is, in numbers: kinds of cases with their phases, groups of staff, policy, period.

One `Model` serves the work model (`norm`) and the simulation (`simuleer`). `lezen` makes it from TOML and refuses what
cannot be right; whoever builds one in Python gets the same checks from `controle.controleer`.
Weeks are counted from the start of the period; hours are hours of one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from formatie.kansverdeling import Kansverdeling

WEKEN_PER_JAAR = 52.0
EINDE = "einde"  # where a case goes that goes nowhere any more

Stappen = tuple[tuple[int, float], ...]  # (from which week, value), weeks ascending


def waarde_in(stappen: Stappen, week: int) -> float:
    """The value that holds in this week; 0 before the first step."""
    nu = 0.0
    for vanaf, waarde in stappen:
        if vanaf <= week:
            nu = waarde
    return nu


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a number comes from: `bron` a document and section, `aanname` an assumption, else who wrote the file."""

    waarde: float
    bron: str = ""
    aanname: bool = False
    toelichting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activiteit:
    """Something done for a family: hours each time (mean, standard deviation), how often per phase, travel each time."""

    naam: str
    uren: float
    spreiding: float = 0.0
    keer: float = 1.0
    reis: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fase:
    """One phase of a kind of case.

    duur          weeks at full tempo
    kalender      the phase ends when its time is up, also when hours fall short (care that runs its course)
    gewicht       points of caseload; None: the hours that it asks a week
    uren_per_week hours a week; None: the activities' hours spread over the phase
    daarna        chance of each next phase; `einde` is the end
    """

    naam: str
    duur: Kansverdeling
    vaardigheid: str
    activiteiten: tuple[Activiteit, ...] = ()
    uren_per_week: float | None = None
    gewicht: float | None = None
    kalender: bool = False
    daarna: Mapping[str, float] = field(default_factory=lambda: {EINDE: 1.0})


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijn:
    """Within so many weeks after coming in, a phase begins or ends."""

    naam: str
    fase: str
    moment: str  # "begin" or "eind"
    weken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugkeer:
    """A part of the families comes back after the end."""

    kans: float
    na: Kansverdeling
    fase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Soort:
    """One kind of case: its share of what comes in, its phases and where it starts.

    voorrang       lower goes first
    geduld         weeks that a family waits for a start before it goes elsewhere; None: it keeps waiting
    wachtend       families that wait at the start of the period, the first of them `gewacht` weeks
    lopend         families in each phase at the start; None: as many as fill the team (see `Periode.bezetting`)
    """

    naam: str
    aandeel: float
    fasen: Mapping[str, Fase]
    begin: str
    voorrang: int = 1
    geduld: Kansverdeling | None = None
    terugkeer: Terugkeer | None = None
    termijnen: tuple[Termijn, ...] = ()
    wachtend: int = 0
    gewacht: float = 0.0
    lopend: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beschikbaarheid:
    """What a fte has for families, and what takes it away.

    uren_per_week      of the contract
    verlof             hours a year, public holidays included
    verzuim            share of the time that somebody is ill; `verzuim_weken` on average each time
    verloop            share of the staff that leaves in a year; a post then stays empty `vacature_weken`
    inwerk_weken       weeks until a new colleague does everything; starts at the share `inwerk_start`
    begeleiding        share of a fte that guides a new colleague meanwhile
    niet_zaakgebonden  hours a week in which one works (meetings, duty desk) by name
    per_jaar           the same in hours a year (training)
    """

    uren_per_week: float = 36.0
    verlof: float = 0.0
    verzuim: float = 0.0
    verzuim_weken: float = 1.0
    verloop: float = 0.0
    vacature_weken: float = 0.0
    inwerk_weken: float = 0.0
    inwerk_start: float = 1.0
    begeleiding: float = 0.0
    niet_zaakgebonden: Mapping[str, float] = field(default_factory=dict)
    per_jaar: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """Staff who may do the same.

    fte        over time
    deeltijd   fte of one person
    plafond    points of caseload of one fte over time; None: the net hours of a week
    onbeperkt  hours never hold anything up, only the ceiling does (the classical queue)
    """

    naam: str
    fte: Stappen
    vaardigheden: frozenset[str]
    deeltijd: float = 1.0
    plafond: Stappen | None = None
    onbeperkt: bool = False
    beschikbaarheid: Beschikbaarheid = field(default_factory=Beschikbaarheid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opslag:
    """On top of every direct hour: hours of administration and of reflection."""

    administratie: float = 0.0
    reflectie: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Beleid:
    """How the team works.

    volgorde         "voorrang" (by class, then who waits longest), "binnenkomst" (who waits longest) or "termijn" (who has
                     used most of the first term of its kind)
    zelfde           a family keeps its worker in the next phase when that person may do it
    overdracht       "koud": whoever hands over is free at once; "warm": keeps the place until the other takes over
    overdracht_uren  extra hours that a handover costs the one who takes over
    """

    volgorde: str = "voorrang"
    zelfde: bool = True
    overdracht: str = "koud"
    overdracht_uren: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Periode:
    """What is simulated.

    seizoen        twelve factors on what comes in, January first
    vakantie       twelve weights of leave
    inloop         weeks before anything is measured
    bezetting      how full the team's caseload is at the start where `lopend` is not given
    overbelasting  "weiger" when the list would grow without end, or "toon"
    """

    start: date = date(2026, 1, 5)
    weken: int = 156
    runs: int = 1000
    zaad: int = 1
    seizoen: tuple[float, ...] = (1.0,) * 12
    vakantie: tuple[float, ...] = (1.0,) * 12
    inloop: float = 0.0
    bezetting: float = 0.0
    overbelasting: str = "weiger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A published figure to lay beside the outcome."""

    naam: str
    waarde: float
    meet: str  # "nieuw_per_fte" or "tegelijk_per_fte"
    bron: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A team and its work. `herkomst` tells for every number by its path in the file where it comes from."""

    naam: str
    instroom: Stappen
    soorten: Mapping[str, Soort]
    groepen: Mapping[str, Groep]
    opslag: Opslag = field(default_factory=Opslag)
    beleid: Beleid = field(default_factory=Beleid)
    periode: Periode = field(default_factory=Periode)
    normen: tuple[Norm, ...] = ()
    toelichting: str = ""
    herkomst: Mapping[str, Herkomst] = field(default_factory=dict)
