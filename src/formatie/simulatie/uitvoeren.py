"""Running a scenario many times: in threads, with progress, the same outcome to the bit however many threads there are."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np

from formatie.fout import FormatieFout, Gestopt
from formatie.simulatie.agenda import EERSTE_SLOTS, KEER, MEESTE_SLOTS
from formatie.simulatie.ingang import draai
from formatie.simulatie.stand import Net, Stand, Uit, lege_stand
from formatie.simulatie.vormen import TEL

KWARTAAL = 13
Voortgang = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Ruw:
    """What all runs gave: arrays per run, and the histogram of waits over all of them."""

    uit: Uit
    histogram: np.ndarray


def voer_uit(
    net: Net,
    runs: int,
    zaad: int,
    *,
    voortgang: Voortgang | None = None,
    kernen: int | None = None,
    spoor: int = 0,
) -> Ruw:
    """Run numbers 0 … runs-1.

    voortgang   is told (done, of) after each portion; when it returns False the rest is not run and Gestopt is raised
    kernen      threads; as many as there are cores when left out
    spoor       rows of trace to keep, in one thread
    """
    kernen = 1 if spoor else kernen or os.cpu_count() or 1
    uit = _uitvoer(net, runs, spoor)
    portie = runs if spoor else max(1, min(50, -(-runs // (kernen * 4))))
    porties = [(van, min(van + portie, runs)) for van in range(0, runs, portie)]
    werker = _Werker(net, uit, zaad)
    klaar = 0
    with ThreadPoolExecutor(kernen) as pool:
        lopend = {pool.submit(werker.doe, van, tot) for van, tot in porties[:kernen]}
        rest = porties[kernen:]
        while lopend:
            af, lopend = wait(lopend, return_when=FIRST_COMPLETED)
            klaar += sum(taak.result() for taak in af)
            if voortgang is not None and voortgang(klaar, runs) is False:
                raise Gestopt(f"De simulatie is gestopt na {klaar} van de {runs} runs. Er is geen uitkomst.")
            while rest and len(lopend) < kernen:
                lopend.add(pool.submit(werker.doe, *rest.pop(0)))
    return Ruw(uit, werker.histogram)


class _Werker:
    """Does portions of the runs; each thread has a memory of its own."""

    def __init__(self, net: Net, uit: Uit, zaad: int) -> None:
        self.net, self.uit, self.zaad = net, uit, zaad
        self.eigen = threading.local()
        self.slot = threading.Lock()
        weken = net.instroom.shape[1] - 1
        self.maten = (-(-weken // KWARTAAL), min(7 * weken, 4096) + 1)
        self.histogram = np.zeros((len(net.soort), self.maten[0], 2, self.maten[1]), np.int64)

    def doe(self, van: int, tot: int) -> int:
        stand: Stand | None = getattr(self.eigen, "stand", None)
        slots = EERSTE_SLOTS if stand is None else len(stand.zaak)
        while True:
            if stand is None:
                self.eigen.stand = stand = lege_stand(self.net, slots, *self.maten)
            stand.histogram[:] = 0
            if draai(self.net, stand, self.uit, self.zaad, van, tot) == 0:
                break
            slots, stand = KEER * slots, None
            if slots > MEESTE_SLOTS:
                raise FormatieFout(
                    f"Er zijn meer dan {MEESTE_SLOTS} gezinnen tegelijk in huis: zo ver telt de simulatie niet. "
                    "Verlaag de instroom, maak de periode korter of geef meer formatie."
                )
            for reeks in self.uit:
                if reeks.shape[0] == self.uit.leeg.shape[0]:
                    reeks[van:tot] = 0
        with self.slot:
            self.histogram += stand.histogram
        return tot - van


def _uitvoer(net: Net, runs: int, spoor: int) -> Uit:
    weken, soorten, groepen = net.instroom.shape[1] - 1, len(net.soort), len(net.groep)
    return Uit(
        lijst=np.zeros((runs, soorten, weken + 1), np.int32),
        tussen=np.zeros((runs, soorten, weken + 1), np.int32),
        gewerkt=np.zeros((runs, groepen, weken), np.float32),
        beschikbaar=np.zeros((runs, groepen, weken), np.float32),
        gevuld=np.zeros((runs, groepen, weken), np.float32),
        ruimte=np.zeros((runs, groepen, weken), np.float32),
        telling=np.zeros((runs, soorten), TEL),
        termijn=np.zeros((runs, len(net.termijn), 2), np.int64),
        uren=np.zeros((runs, groepen, 2)),
        leeg=np.zeros(runs),
        hoogste=np.zeros(runs, np.int64),
        kwantiel=np.zeros((runs, soorten, 2)),
        spoor=np.zeros((spoor, 4)),
        sporen=np.zeros(runs, np.int64),
    )
