"""How well and how fast formatie distributes 500 cases over 60 workers, and 60 over 15: the proven gap and the seconds.

Prints one JSON line per measurement: meting, waarde, eenheid, grens, gehaald. ``--zaad`` draws other teams; with ``--seconden`` it
may take longer, to see what time would bring.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

sys.path.append(sys.path.pop(0))  # next to this file stands a formatie.py, which is not the library

from meting import meld, opties

from formatie.verdelen import Medewerker, Periode, Regels, Zaak, verdeel

ZAKEN, MEDEWERKERS = 500, 60
MEESTE_KLOOF, MEESTE_SECONDEN = 1.0, 5.0
START = date(2026, 11, 30)
VAARDIGHEDEN = ("autisme", "dyslexie", "echtscheiding", "lvb", "pleegzorg", "veiligheid")
WIJKEN = tuple(f"wijk {i}" for i in range(1, 9))
TALEN = ("Arabisch", "Oekraïens", "Pools", "Tigrinya", "Turks")
KENMERKEN = ("hoog conflict", "jonge kinderen", "pgb", "pubers", "verblijf")
PER_FTE = 30.0
# Weights of single, more than single, complex, care coordination, safety, and how often they come.
GEWICHTEN, HOE_VAAK = (1.0, 1.5, 2.0, 3.0, 4.0), (20, 30, 25, 15, 10)

Invoer = tuple[list[Zaak], list[Medewerker], Regels]


def main() -> int:
    gekozen = opties(0, zaad=1, seconden=int(MEESTE_SECONDEN))
    zaad = int(gekozen.zaad)
    begin = time.perf_counter()
    verdeel(*team(zaad, 0.8, zaken=20, medewerkers=5))
    meld("verdelen.eerste_keer", time.perf_counter() - begin, "s", None)
    vormen = {
        "ruim": team(zaad, 0.8),
        "krap": team(zaad, 0.95),
        "tekort": team(zaad, 1.2),
        "vertrek": vertrek(team(zaad, 0.9), random.Random(zaad)),
        "uren": team(zaad, 0.9, uren=True),
        "gewoon": team(zaad, 0.95, zaken=60, medewerkers=15),
    }
    return 0 if all([meet(naam, invoer, float(gekozen.seconden)) for naam, invoer in vormen.items()]) else 1


def meet(naam: str, invoer: Invoer, seconden: float) -> bool:
    """The gap and the seconds of one proposal, from the input to the last reason."""
    begin, rekentijd = time.perf_counter(), time.process_time()
    voorstel = verdeel(*invoer, grens_seconden=seconden)
    rekentijd, duur = time.process_time() - rekentijd, time.perf_counter() - begin
    meld(f"verdelen.{naam}.wachtend", len(voorstel.wachtend), "zaken", None)
    meld(f"verdelen.{naam}.rekentijd", rekentijd, "s", None)
    return all(
        [
            meld(f"verdelen.{naam}.kloof", 100 * voorstel.kloof, "%", MEESTE_KLOOF),
            meld(f"verdelen.{naam}.duur", duur, "s", MEESTE_SECONDEN),
        ]
    )


def team(
    zaad: int, druk: float, *, uren: bool = False, zaken: int = ZAKEN, medewerkers: int = MEDEWERKERS
) -> Invoer:
    """A made-up team that has room for 1 ÷ `druk` times what waits; `uren`: weights in hundredths, not in classes."""
    r = random.Random(zaad)
    lijst = _zaken(r, zaken, medewerkers, uren)
    mensen = [_medewerker(r, i) for i in range(medewerkers)]
    vol = sum(m.fte * m.deel for m in mensen) * PER_FTE
    bezet = max(0.0, 1 - sum(z.gewicht for z in lijst) / druk / vol)
    for i, m in enumerate(mensen):
        ruimte = m.fte * m.deel * PER_FTE
        belasting = round(min(1.0, bezet * r.uniform(0.7, 1.3)) * ruimte, 1)
        zwaar = round(belasting * r.uniform(0.1, 0.5), 1)
        mensen[i] = replace(m, belasting=belasting, zware_belasting=zwaar)
    regels = Regels(
        start=START,
        capaciteit_per_fte=PER_FTE,
        weken=4,
        max_nieuw_per_week=3,
        vaardigheden=frozenset(VAARDIGHEDEN),
    )
    return lijst, mensen, regels


def vertrek(invoer: Invoer, r: random.Random) -> Invoer:
    """Three leave with eight cases each; a hundred others have a worker already and may move."""
    zaken, mensen, regels = invoer
    for w in range(3):
        mensen[w] = replace(mensen[w], vertrekt=True)
    for i in range(24):
        zaken[i] = replace(zaken[i], nu=mensen[i % 3].id, overdracht="moet")
    for i in range(24, 124):
        zaken[i] = replace(zaken[i], nu=r.choice(mensen[3:]).id, overdracht="mag")
    return zaken, mensen, regels


def _medewerker(r: random.Random, i: int) -> Medewerker:
    afwezig: tuple[Periode, ...] = ()
    if r.random() < 0.25:
        eerste = START + timedelta(days=r.randrange(-5, 25))
        afwezig = (Periode(eerste, eerste + timedelta(days=r.randrange(2, 20))),)
    return Medewerker(
        id=f"m{i:02}",
        naam=f"Medewerker {i:02}",
        fte=r.choice([0.5, 0.6, 0.67, 0.8, 0.89, 1.0, 1.0]),
        deel=r.choice([1.0, 1.0, 1.0, 1.0, 0.6]),
        skj=r.random() < 0.8,
        vaardigheden=frozenset(v for v in VAARDIGHEDEN if r.random() < 0.4),
        talen=frozenset(t for t in TALEN if r.random() < 0.12),
        wijken=frozenset(r.sample(WIJKEN, r.choice([1, 2, 2, 3]))) if r.random() < 0.9 else frozenset(),
        graag=frozenset(r.sample(KENMERKEN, 1)) if r.random() < 0.5 else frozenset(),
        liever_niet=frozenset(r.sample(KENMERKEN, 1)) if r.random() < 0.3 else frozenset(),
        afwezig=afwezig,
        max_nieuw_per_week=r.choice([None, None, None, 2]),
    )


def _zaken(r: random.Random, aantal: int, mensen: int, uren: bool) -> list[Zaak]:
    zaken: list[Zaak] = []
    while len(zaken) < aantal:
        kinderen = r.choice([2, 2, 3]) if r.random() < 0.15 else 1
        gezin = f"gezin {len(zaken)}" if kinderen > 1 else None
        samen = r.choice(["liefst", "liefst", "moet"])
        wijk = r.choice(WIJKEN) if r.random() < 0.9 else None
        vorige = f"m{r.randrange(mensen):02}" if r.random() < 0.15 else None
        for _ in range(min(kinderen, aantal - len(zaken))):
            soort = r.choices(GEWICHTEN, HOE_VAAK)[0]
            zaken.append(
                Zaak(
                    id=f"z{len(zaken):03}",
                    gewicht=round(soort * r.uniform(0.7, 1.3), 2) if uren else soort,
                    zwaar=soort >= 3,
                    urgentie=r.choices(["spoed", "hoog", "gewoon", "laag"], [5, 15, 70, 10])[0],
                    wachtdagen=r.randrange(120),
                    uiterlijk=START + timedelta(days=r.randrange(40)) if r.random() < 0.4 else None,
                    vaardigheden=frozenset(r.sample(VAARDIGHEDEN, r.choice([0, 0, 0, 0, 1, 1, 2]))),
                    liefst_vaardigheden=frozenset(r.sample(VAARDIGHEDEN, r.choice([0, 0, 0, 0, 1]))),
                    skj=soort >= 3 or r.random() < 0.3,
                    gezin=gezin,
                    samen=samen if gezin else "liefst",
                    vorige=vorige,
                    wijk=wijk,
                    taal=r.choice(TALEN) if r.random() < 0.1 else None,
                    taal_eis=r.choice(["liefst", "moet"]),
                    kenmerken=frozenset(r.sample(KENMERKEN, r.choice([0, 1, 1]))),
                    niet_door={f"m{r.randrange(mensen):02}": "kent het gezin"} if r.random() < 0.05 else {},
                )
            )
    return zaken


if __name__ == "__main__":
    raise SystemExit(main())
