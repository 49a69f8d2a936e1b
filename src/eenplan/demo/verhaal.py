"""The story of one family, before anything is stored: who they are, what they come with, how far they are.

Pure and deterministic: seed, number of the family and the day tell everything. The day only says when; who
and what come from the seed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from eenplan.demo.mensen import Huishouden, Mens, geldige_bsns, huishouden

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BSN_PER_GEZIN = 9

# The tasks of P1 and P3 in the order in which a family meets them, with the days each may take.
DUREN: dict[str, tuple[int, int]] = {
    "controle_melding": (0, 2), "uitleg_gezin": (1, 4), "triage": (1, 4), "toewijzen_consulent": (1, 30),
    "kennismaking": (2, 9), "onderzoek": (14, 30), "verklarende_analyse": (6, 18), "kernbesluit": (3, 12),
    "plan_opstellen": (10, 30), "plan_bespreken": (3, 12), "plan_ondertekenen": (2, 10), "aanbieder_zoeken": (2, 12),
    "opstellen": (1, 9), "advies": (1, 4), "mdo": (2, 7), "tweede_lezer": (1, 3), "vaststellen": (1, 5), "verzenden": (0, 0),
    "start_hulp": (7, 26), "afsluiten": (110, 230),
}  # fmt: skip
ORDE = {element: plaats for plaats, element in enumerate(DUREN)}

# Where families are: the task that waits (or `einde`), how many in a thousand, and for how many days it waits.
STADIA: tuple[tuple[str, str, int, tuple[int, int]], ...] = (
    ("controle_melding", "", 20, (0, 3)),
    ("uitleg_gezin", "", 25, (0, 4)),
    ("triage", "", 35, (0, 5)),
    ("toewijzen_consulent", "", 120, (1, 85)),
    ("kennismaking", "", 50, (0, 8)),
    ("onderzoek", "", 90, (1, 32)),
    ("verklarende_analyse", "", 30, (1, 22)),
    ("kernbesluit", "", 30, (0, 13)),
    ("plan_opstellen", "", 60, (1, 40)),
    ("plan_bespreken", "", 30, (0, 13)),
    ("plan_ondertekenen", "", 15, (0, 14)),
    ("aanbieder_zoeken", "", 15, (0, 12)),
    ("opstellen", "besluit", 22, (0, 13)),
    ("advies", "besluit", 5, (0, 5)),
    ("mdo", "besluit", 10, (0, 8)),
    ("tweede_lezer", "besluit", 25, (0, 4)),
    ("vaststellen", "besluit", 10, (0, 4)),
    ("verzenden", "besluit", 8, (0, 1)),
    ("start_hulp", "", 40, (1, 26)),
    ("afsluiten", "", 255, (14, 260)),
    ("einde", "niet_voor_ons", 30, (2, 200)),
    ("einde", "geen_jeugdhulp", 20, (5, 200)),
    ("einde", "geholpen", 55, (5, 120)),
)


@dataclass(slots=True)
class Verhaal:
    """Everything that will be told to the actions about one family."""

    nummer: int
    thema: dict[str, Any]
    huis: Huishouden
    tot: str  # the task that is left open, or "einde"
    afloop: str
    route: str  # eigen_kring, plan (no decision needed) or besluit
    complex: bool
    momenten: dict[str, datetime]
    rng: Random
    geheim: bool = False
    team: str = ""
    regisseur: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def moment(self, element: str) -> datetime:
        return self.momenten[element]

    @property
    def begin(self) -> datetime:
        return self.momenten["melding"]

    @property
    def nummert(self) -> str:
        """The task that hands out numbers (assignments, messages), when this family came so far."""
        taak = {"besluit": "verzenden", "plan": "aanbieder_zoeken"}.get(self.route, "")
        return (
            taak
            if taak in self.momenten
            and self.doet(taak)
            and self.afloop not in ("niet_voor_ons", "geen_jeugdhulp")
            else ""
        )

    @property
    def kind(self) -> Mens:
        return self.huis["kind"]

    def doet(self, element: str) -> bool:
        """Whether this task was done; the first one that was not is where the family waits."""
        return self.tot == "einde" or ORDE[element] < ORDE[self.tot]

    def zeg(self, zin: str) -> str:
        """Fill in the names."""
        kind, jongen = self.kind, self.kind.geslacht == "m"
        ander = self.huis["ander"].roepnaam if "ander" in self.huis else "de andere ouder"
        hij, hem, zijn = ("hij", "hem", "zijn") if jongen else ("zij", "haar", "haar")
        ouder = self.huis["ouder"].roepnaam
        return zin.format(
            kind=kind.roepnaam, ouder=ouder, ander=ander, hij=hij, Hij=hij.capitalize(), hem=hem, zijn=zijn
        )

    def kies(self, van: str) -> str:
        """One sentence of this theme, or of those that fit every family."""
        return self.zeg(self.rng.choice(self.thema.get(van) or themas()["gewoon"][van]))


def verhaal(zaad: int, nummer: int, dag: date, stadium: int | None = None) -> Verhaal:
    """The story of family `nummer`, as it stands on `dag`. `stadium` picks a row of STADIA."""
    rng = Random(f"{zaad}-{nummer}")
    tot, afloop, _, wachten = STADIA[stadium if stadium is not None else _stadium(rng, nummer)]
    thema = _thema(rng, licht=afloop in ("niet_voor_ons", "geen_jeugdhulp"))
    leeftijd = rng.randint(*thema["leeftijd"])
    route = (
        "besluit"
        if afloop == "besluit" or thema.get("zwaar")
        else rng.choices(["eigen_kring", "plan", "besluit"], [17, 58, 25])[0]
    )
    if tot == "aanbieder_zoeken" and route == "eigen_kring":
        route = "plan"
    complexe = tot == "verklarende_analyse" or thema.get("zwaar", False) or rng.random() < 0.14
    momenten = _momenten(
        rng,
        tot,
        _pad(tot, afloop, route, complexe),
        kort=afloop == "geen_jeugdhulp",
        wacht=rng.randint(*wachten),
        dag=dag,
    )
    huis = huishouden(
        rng,
        leeftijd=leeftijd,
        dag=momenten["melding"].date(),
        bsns=bsns_van(nummer),
        elders=thema.get("zwaar", False),
    )
    return Verhaal(nummer, thema, huis, tot, afloop, route, complexe, momenten, rng)


def verhalen(zaad: int, aantal: int, dag: date) -> list[Verhaal]:
    """All families of a demo, in the order in which their reports came in."""
    gemaakt = [verhaal(zaad, nummer, dag) for nummer in range(aantal)]
    return sorted(gemaakt, key=lambda v: (v.begin, v.nummer))


def bsns_van(nummer: int) -> Iterator[str]:
    """The test numbers that belong to this family and no other."""
    alle = _bsns()
    begin = nummer * BSN_PER_GEZIN
    return iter(alle[begin : begin + BSN_PER_GEZIN])


def werkmoment(dag: date, uur: float) -> datetime:
    """A moment on `dag`, or on the Friday before a weekend."""
    dag -= timedelta(days=max(0, dag.weekday() - 4))
    return datetime.combine(dag, time(int(uur), int(uur % 1 * 60)), AMSTERDAM)


@cache
def themas() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("themas.toml").read_text())


@cache
def _bsns() -> list[str]:
    return list(geldige_bsns())


def _stadium(rng: Random, nummer: int) -> int:
    """Spread evenly: with few families too, every stage is there in proportion."""
    gewichten = [rij[2] for rij in STADIA]
    punt = (nummer * 0.61803398875 + 0.07) % 1 * sum(gewichten)  # golden ratio: no clumps
    for plaats, gewicht in enumerate(gewichten):
        punt -= gewicht
        if punt < 0:
            return plaats
    return len(STADIA) - 1


def _thema(rng: Random, *, licht: bool) -> dict[str, Any]:
    keuze = [t for t in themas()["thema"] if not (licht and t.get("zwaar")) and (licht or not t.get("licht"))]
    return dict(rng.choices(keuze, [t["gewicht"] for t in keuze])[0])


def _pad(tot: str, afloop: str, route: str, complexe: bool) -> list[str]:
    """The tasks that take time for this family, in order, up to and including where it waits."""
    over = set()
    if not complexe:
        over.add("verklarende_analyse")
    if afloop == "niet_voor_ons":
        over |= set(list(DUREN)[3:])
    if afloop == "geen_jeugdhulp":
        over |= set(list(DUREN)[8:-1])
    if route != "besluit":
        over |= {"opstellen", "advies", "mdo", "tweede_lezer", "vaststellen", "verzenden"}
    if route == "eigen_kring":
        over.add("aanbieder_zoeken")
    pad = [element for element in DUREN if element not in over]
    return pad if tot == "einde" else [element for element in pad if ORDE[element] <= ORDE[tot]]


def _momenten(
    rng: Random, tot: str, pad: list[str], *, kort: bool, wacht: int, dag: date
) -> dict[str, datetime]:
    """When each task is done, counted back so that the last one has waited `wacht` days. All before today."""
    gedaan = pad if tot == "einde" else pad[:-1]
    duren = [rng.randint(*DUREN[element]) for element in gedaan]
    if kort and gedaan:
        duren[-1] = rng.randint(3, 20)
    start = dag - timedelta(days=1 + sum(duren) + wacht)
    uur = 8.75 + rng.random()
    momenten = {"melding": werkmoment(start, uur)}
    dagen = 0
    for element, duur in zip(gedaan, duren, strict=True):
        dagen += duur
        moment = werkmoment(start + timedelta(days=dagen), 9 + rng.random() * 3)
        vorige = next(reversed(momenten.values()))
        momenten[element] = moment if moment > vorige else vorige + timedelta(minutes=25)
    laatste = next(reversed(momenten.values()))
    for element in DUREN:  # a step the tables ask for unexpectedly happens beside the one before it
        if element not in momenten and (tot == "einde" or ORDE[element] < ORDE.get(tot, 99)):
            eerdere = [momenten[e] for e in DUREN if ORDE[e] < ORDE[element] and e in momenten]
            momenten[element] = (eerdere[-1] if eerdere else laatste) + timedelta(minutes=15)
    return momenten
