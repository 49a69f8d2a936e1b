"""One calculation from begin to end, outside any transaction but the short ones in which it tells how far it is.

A process that is killed leaves a calculation that is begun and not ended: its progress stands still, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol

from eenplan.caseload.models import Rekening, Rekenvoortgang
from eenplan.caseload.rekenen_actions import begin_rekening, sluit_rekening
from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout
from eenplan.kern.tijd import nu

STIL = timedelta(minutes=2)  # longer than the first translation of the model takes on a slow machine
ONTBREEKT = (
    "Op deze installatie ontbreekt het rekendeel. De beheerder zet het erbij met `pip install eenplan[formatie]` "
    "en start Eenplan opnieuw."
)

Meld = Callable[[int, int], bool]


class Berekening(Protocol):
    """Work out `invoer`. Call `meld(done, of)` between portions; when it answers False, stop by raising `Gestopt`."""

    def __call__(self, invoer: Mapping[str, Any], meld: Meld) -> dict[str, Any]: ...


class Gestopt(Exception):
    """Somebody asked to stop."""


_berekeningen: dict[str, Berekening] = {}
_naderhand: dict[str, Callable[[Rekening], None]] = {}


def berekening(soort: str) -> Callable[[Berekening], Berekening]:
    """Register how this kind is calculated."""

    def registreer(functie: Berekening) -> Berekening:
        _berekeningen[soort] = functie
        return functie

    return registreer


def naderhand(soort: str) -> Callable[[Callable[[Rekening], None]], Callable[[Rekening], None]]:
    """Register what is done with the outcome, in the transaction that keeps it."""

    def registreer(functie: Callable[[Rekening], None]) -> Callable[[Rekening], None]:
        _naderhand[soort] = functie
        return functie

    return registreer


def voer_uit(organisatie_id: int, rekening_id: int) -> None:
    """Begin, calculate, and keep what came out or why it could not be."""
    with voor_organisatie(organisatie_id, actie="caseload.reken"):
        rekening = begin_rekening(rekening_id=rekening_id, door=None)
    if rekening is None:
        return
    uitkomst, fout = None, ""
    try:
        uitkomst = _berekeningen[rekening.soort](rekening.invoer, _melder(organisatie_id, rekening_id))
    except Gestopt:
        pass
    except EenplanFout as geweigerd:
        fout = geweigerd.zin
    except ModuleNotFoundError as ontbreekt:
        if ontbreekt.name not in {"numba", "highspy", "vl_convert"}:
            raise
        fout = ONTBREEKT
    with voor_organisatie(organisatie_id, actie="caseload.reken"):
        rekening = sluit_rekening(rekening_id=rekening_id, uitkomst=uitkomst, fout=fout, door=None)
        if uitkomst is not None and rekening.soort in _naderhand:
            _naderhand[rekening.soort](rekening)


def staat_stil(rekening: Rekening) -> bool:
    """Whether nobody seems to calculate this any more, although it has not ended."""
    return rekening.klaar_op is None and nu() - rekening.voortgang.gezien_op > STIL


def _melder(organisatie_id: int, rekening_id: int) -> Meld:
    """Tells the page how far it is, at most once per part of a hundred, and asks whether to go on."""
    laatste = -1

    def meld(klaar: int, van: int) -> bool:
        nonlocal laatste
        procent = min(99, 100 * klaar // max(van, 1))
        if procent == laatste:
            return True
        laatste = procent
        with voor_organisatie(organisatie_id, actie="caseload.voortgang"):
            Rekenvoortgang.objects.filter(rekening=rekening_id).update(procent=procent, gezien_op=nu())
            return Rekening.objects.filter(pk=rekening_id, stop_gevraagd_op__isnull=True).exists()

    return meld
