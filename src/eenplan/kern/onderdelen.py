"""The parts that `eenplan start` runs beside itself, and the wish to stop.

A part is a process of its own with a log of its own, so that the terminal shows only what Eenplan says itself. When one
part falls over, all stop.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from eenplan.kern import paden

SIGNALEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, a service that stops, a closed terminal
GEDULD = 20  # seconds for a part to finish what it does
LOG_HOOGSTENS = 10_000_000  # bytes; a larger log is set aside at the next start
PR_SET_PDEATHSIG = 1


class Stopknop:
    """Waits for a signal or for a part that fell over; inside `breekt_af` a signal interrupts at once.

    A queue and no `threading.Event`: a signal handler may put while the same thread is waiting.
    """

    def __init__(self) -> None:
        self._wachtrij: SimpleQueue[str] = SimpleQueue()
        self._gedrukt = self._breek = False
        for signaal in SIGNALEN:
            if signal.getsignal(signaal) is not signal.SIG_IGN:  # under nohup a closed terminal means nothing
                signal.signal(signaal, lambda *_: self._druk())

    @contextmanager
    def breekt_af(self) -> Iterator[None]:
        """In here a signal raises KeyboardInterrupt; so does one that came before."""
        self._breek = True
        try:
            if self._gedrukt:
                raise KeyboardInterrupt
            yield
        finally:
            self._breek = False

    def viel(self, onderdeel: str) -> None:
        """This part ended."""
        self._wachtrij.put(onderdeel)

    def wacht(self, seconden: float | None = None) -> str | None:
        """The part that ended, '' for a signal, None when nothing happened for so long."""
        try:
            return self._wachtrij.get(timeout=seconden)
        except Empty:
            return None

    def _druk(self) -> None:
        eerste, self._gedrukt = not self._gedrukt, True
        self._wachtrij.put("")
        if eerste and self._breek:  # who presses again does not disturb the stopping
            raise KeyboardInterrupt


class Onderdeel:
    """A process in a session of its own: Ctrl-C reaches us alone, and we stop the parts in order."""

    def __init__(self, naam: str, opdracht: Sequence[str], omgeving: Mapping[str, str]) -> None:
        self.naam, self.log = naam, logbestand(naam)
        with open(self.log, "ab") as log:
            self.proces = subprocess.Popen(
                opdracht, env=dict(omgeving), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
                preexec_fn=sterf_mee,  # noqa: PLW1509 - the parts start before the threads that watch them
            )  # fmt: skip

    def meld_einde_aan(self, knop: Stopknop) -> None:
        """Tell `knop` when this part ends."""

        def kijk() -> None:
            self.proces.wait()
            knop.viel(self.naam)

        threading.Thread(target=kijk, daemon=True).start()

    def stop(self) -> None:
        """Ask it; then whatever it made and left behind, as when it was stopped while starting."""
        self.proces.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.proces.wait(timeout=GEDULD)
        for signaal in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.proces.pid, signaal)
                self._wacht_op_leeg()

    def _wacht_op_leeg(self) -> None:
        """Until nobody of this group is left, or long enough."""
        genoeg = time.monotonic() + GEDULD
        for pid in _leden_van_groep(self.proces.pid):
            with suppress(ProcessLookupError):  # gone already
                einde = os.pidfd_open(pid)
                try:
                    select.select([einde], [], [], max(0.0, genoeg - time.monotonic()))
                finally:
                    os.close(einde)


def _leden_van_groep(groep: int) -> Iterator[int]:
    """The processes of this group that live (Linux): they need not be children of ours."""
    for pad in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            staat, _ouder, van_groep, *_ = pad.read_text().rpartition(")")[2].split()
            if int(van_groep) == groep and staat != "Z":
                yield int(pad.parent.name)


def logbestand(naam: str) -> Path:
    """`var/log/<naam>.log`; one that grew large is kept once, as `.1`."""
    pad = paden.var("log") / f"{naam}.log"
    if pad.exists() and pad.stat().st_size > LOG_HOOGSTENS:
        pad.replace(pad.with_suffix(".log.1"))
    return pad


def sterf_mee() -> None:
    """This process gets SIGTERM when the one that made it is gone, however that went (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
