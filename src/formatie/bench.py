"""How fast the simulation is: beside SimPy and Ciw on the same network in one run, and a team of 30 over three years.

`python -m formatie bench` prints a JSON line per measurement: meting, waarde, eenheid, grens, gehaald. SimPy and Ciw are
development dependencies.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

from formatie.fout import FormatieFout

KEER_SIMPY, KEER_CIW = 200.0, 300.0
SECONDEN, MEGABYTES, OPSTARTEN = 5.0, 500.0, 1.0
RONDES, WEKEN = 5, 156  # all three simulate the network for as long
TEAM, RUNS = 30.0, 1000
KIB_PER_MB = 1024


def meet() -> int:
    """Run every measurement; 1 when one misses its limit."""
    gehaald = [*_verhoudingen(), *_team(), _opstarten()]
    return 0 if all(gehaald) else 1


def _verhoudingen() -> list[bool]:
    """Seconds of processor per case, in turns; the ratio is the median over the rounds."""
    try:
        import ciw  # noqa: F401
        import simpy  # noqa: F401
    except ImportError as fout:
        raise FormatieFout(
            f"{fout.name} ontbreekt. Installeer de pakketten voor de tests: make test."
        ) from None
    from formatie import gelijken
    from formatie.simulatie.opbouw import bouw
    from formatie.simulatie.uitvoeren import voer_uit

    net = bouw(gelijken.model(WEKEN))
    voer_uit(net, 1, 1, kernen=1)  # compiles, or loads what was compiled

    def eigen(zaad: int) -> int:
        return int(voer_uit(net, 60, zaad, kernen=1).uit.telling["aangekomen"].sum())

    def per_zaak(werk: Callable[[int], int], zaad: int) -> float:
        begin = process_time()
        aantal = werk(zaad)
        return (process_time() - begin) / aantal

    tijden = {"eigen": [], "SimPy": [], "Ciw": []}  # type: dict[str, list[float]]
    for zaad in range(RONDES):
        tijden["eigen"].append(per_zaak(eigen, zaad))
        tijden["SimPy"].append(per_zaak(lambda z: len(gelijken.met_simpy(WEKEN, z)), zaad))
        tijden["Ciw"].append(per_zaak(lambda z: len(gelijken.met_ciw(WEKEN, z)), zaad))
    uit = [
        _meld(
            "een zaak in het netwerk, één kern",
            statistics.median(tijden["eigen"]) * 1e9,
            "nanoseconden",
            None,
        )
    ]
    for naam, grens in (("SimPy", KEER_SIMPY), ("Ciw", KEER_CIW)):
        keer = statistics.median(np.array(tijden[naam]) / np.array(tijden["eigen"]))
        uit.append(_meld(f"hetzelfde netwerk in {naam}", float(keer), "keer zo lang", grens, minstens=True))
    return uit


def _team() -> list[bool]:
    """In a process of its own, so that its memory is its own."""
    klaar = subprocess.run(
        [sys.executable, "-c", "from formatie.bench import team; team()"],
        check=True,
        capture_output=True,
        text=True,
    )
    maat = json.loads(klaar.stdout)
    wat = f"team van {TEAM:.0f} fte, drie jaar, {RUNS} runs, {maat['zaken']} zaken"
    return [
        _meld(wat, maat["seconden"], "seconden", SECONDEN),
        _meld(wat, maat["geheugen"], "MB", MEGABYTES),
    ]


def team() -> None:
    """Simulate it, with the kernel compiled already, and tell time and highest memory."""
    from formatie import lezen
    from formatie.simuleren import simuleer

    model = lezen.maak(lezen.standaard())
    groep = model.groepen["jeugdconsulenten"]
    schaal = TEAM / groep.fte[0][1]
    model = replace(
        model,
        instroom=((0, model.instroom[0][1] * schaal),),
        groepen={groep.naam: replace(groep, fte=((0, TEAM),))},
    )
    simuleer(model, runs=2)
    begin = perf_counter()
    uit = simuleer(model, runs=RUNS)
    seconden = perf_counter() - begin
    zaken = sum(s.tellingen["aangekomen"] for s in uit.soorten) * RUNS
    # Not `ru_maxrss`: on Linux a new process inherits that from its parent.
    staat = Path("/proc/self/status").read_text(encoding="ascii")
    hoogste = int(staat.split("VmHWM:")[1].split()[0]) / KIB_PER_MB
    print(json.dumps({"zaken": round(zaken), "seconden": seconden, "geheugen": hoogste}))


def _opstarten() -> bool:
    """What somebody waits for who only asks for help."""
    begin = perf_counter()
    subprocess.run([sys.executable, "-m", "formatie", "--help"], check=True, stdout=subprocess.DEVNULL)
    return _meld("python -m formatie --help", perf_counter() - begin, "seconden", OPSTARTEN)


def _meld(meting: str, waarde: float, eenheid: str, grens: float | None, *, minstens: bool = False) -> bool:
    gehaald = grens is None or (waarde >= grens if minstens else waarde <= grens)
    regel = {
        "meting": f"formatie: {meting}",
        "waarde": round(waarde, 2),
        "eenheid": eenheid,
        "grens": grens,
        "gehaald": gehaald,
    }
    print(json.dumps(regel, ensure_ascii=False), flush=True)
    return gehaald
