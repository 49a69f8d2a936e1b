"""Who does the work of a load: this process alone, or some processes side by side, each with its own connection."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

from django.db import connection, connections, models

from eenplan.kern.onderdelen import sterf_mee

if TYPE_CHECKING:
    from eenplan.demo.laden import Demo

_demo: Demo | None = None


class Ploeg:
    """Runs parts of a demo. `klaar` hears how many parts are done."""

    def __init__(self, demo: Demo, processen: int, klaar: Callable[[int], None]) -> None:
        global _demo
        self.vorige, _demo = _demo, demo
        self.klaar, self.gedaan = klaar, 0
        self.lopend: dict[tuple[int, str], Future[Any]] = {}  # place and part of the story
        self.nummert: tuple[Sequence[tuple[int, int]], Future[Any]] = ((), Future())
        self.nummert[1].set_result(None)
        self.pool: ProcessPoolExecutor | None = None
        if processen > 1:
            connections.close_all()  # a connection belongs to one process
            self.pool = ProcessPoolExecutor(processen, multiprocessing.get_context("fork"), _begin)

    def __enter__(self) -> Ploeg:
        return self

    def __exit__(self, *fout: Any) -> None:
        global _demo  # noqa: PLW0603 - a load within a load hands back what it found
        _demo = self.vorige
        if self.pool is None:
            return
        if fout[0] is not None:
            breek_af(self.pool)
        self.pool.shutdown()

    def meld(self, plekken: Sequence[int]) -> Future[dict[int, int]]:
        """These reports, in order: place → dossier. The next ones only after these."""
        return self._doe(_meld, plekken, tel=len(plekken))

    def doe_ernaast(self, functie: Callable[..., None], *args: Any) -> None:
        """Something else that must be done by the end."""
        self.lopend[-1, functie.__name__] = self._doe(functie, *args)

    def loop(self, rijen: Iterable[tuple[int, int, str]]) -> None:
        """These parts of these families, in any order."""
        for plek, dossier_id, deel in rijen:
            self.lopend[plek, deel] = self._doe(_loop, plek, dossier_id, deel, tel=1)

    def wijs_toe(self, rijen: Sequence[tuple[int, int]]) -> None:
        """The numbered steps of these families, in order and after those asked for before; then the families walk on.

        Waits until they came so far; what else was asked for goes on meanwhile.
        """
        genummerd, deel = self.nummert
        deel.result()
        self.loop((plek, dossier_id, "na") for plek, dossier_id in genummerd)
        for plek, _dossier in rijen:
            self.lopend.pop((plek, "tot")).result()
        self.nummert = (rijen, self._doe(_wijs_toe, rijen, tel=len(rijen)))

    def wacht(self) -> None:
        """Until all families that were asked for have walked; the first fault is raised here."""
        self.wijs_toe(())
        for deel in self.lopend.values():
            deel.result()
        self.lopend.clear()

    def _doe(self, functie: Callable[..., Any], *args: Any, tel: int = 0) -> Future[Any]:
        if self.pool is not None:
            deel = self.pool.submit(functie, *args)
        else:
            deel = Future()
            deel.set_result(functie(*args))
        if tel:
            deel.add_done_callback(lambda af: self._tel(tel) if _gelukt(af) else None)
        return deel

    def _tel(self, aantal: int) -> None:
        self.gedaan += aantal
        self.klaar(self.gedaan)


def _gelukt(deel: Future[Any]) -> bool:
    return not deel.cancelled() and deel.exception() is None


def _begin() -> None:
    """A process of its own: a fast connection, and no time lost on collecting what we keep anyway."""
    luister_naar_de_maker()
    connections.close_all()
    gc.freeze()
    gc.disable()
    vlot()
    # The database holds constraints and references itself; here nobody reads the sentence that would come first.
    models.Model.validate_constraints = lambda self, exclude=None: None  # type: ignore[method-assign]
    models.ForeignKey.validate = lambda self, value, model_instance: None  # type: ignore[method-assign]


def luister_naar_de_maker() -> None:
    """A forked process: Ctrl-C is for the one that made it, which stops it, and which it does not outlive."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sterf_mee()


def breek_af(pool: ProcessPoolExecutor) -> None:
    """A fault, or somebody who stops us: what is half done is done again another time."""
    pool.shutdown(wait=False, cancel_futures=True)
    for werker in multiprocessing.active_children():
        werker.terminate()


def vlot() -> None:
    """Settings of this connection for a load: planning joins costs more than running them, and nobody waits for a commit.

    Without savepoints too: a refusal within the demo is our fault and ends it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET join_collapse_limit = 1")
    connection.features.uses_savepoints = False


def _de_demo() -> Demo:
    if _demo is None:
        raise RuntimeError("Er wordt geen demo geladen.")
    return _demo


def _meld(plekken: Sequence[int]) -> dict[int, int]:
    return _de_demo().meld(plekken)


def _loop(plek: int, dossier_id: int, deel: str) -> None:
    _de_demo().loop(plek, dossier_id, deel)


def _wijs_toe(rijen: Sequence[tuple[int, int]]) -> None:
    _de_demo().wijs_toe(rijen)
