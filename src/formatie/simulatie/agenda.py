"""What is still to come: for every case the moment of its next event, and which of all is the earliest.

Row h of `agenda` is a tree of numbers. The last of them belong to the cases, one each; above every eight stands the lowest of
them, and so on up to one, at `TOP`. Eight are compared at once, so that putting a moment in, changing it or taking the
earliest out asks the processor nothing that it could guess wrong. A heap does, and cannot change what is in it.

A number holds the moment and the case: the 64 bits of the float, which for moments from zero on sort as whole numbers, with the case in the
lowest of them. That rounds a moment up, by at most a twenty-fifth of a second in the third year, and makes events of the same moment
leave in a fixed order. Who expects nothing has `NOOIT`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from formatie.compileren import ingebouwd
from formatie.simulatie.bits import als_bits, als_getal, laagste_andere

NOOIT = np.uint64(0x7FF0000000000000)  # the bits of infinity
TOP = 7  # its eight begin at 8, theirs at 16: eight always stand at a multiple of eight
_ZAAK_BITS = 21
EERSTE_SLOTS, KEER, MEESTE_SLOTS = (
    512,
    8,
    1 << _ZAAK_BITS,
)  # room for so many cases, or so many times more, or the most
_ZAAK = np.uint64((1 << _ZAAK_BITS) - 1)
_MOMENT = np.uint64((1 << 64) - (1 << _ZAAK_BITS))


def lege_agenda(rijen: int, slots: int) -> np.ndarray:
    """So many agendas, for cases 0 … slots-1: a power of eight, MEESTE_SLOTS at most."""
    boven = (slots - 8) // 7  # all but the one on top: slots/8 + slots/64 + … + 8
    return np.full((rijen, TOP + 1 + boven + slots), NOOIT)


@ingebouwd
def vroegste(agenda: Any, h: int) -> float:
    """When the earliest event is; infinity when there is none."""
    return als_getal(agenda[h, TOP])


@ingebouwd
def wanneer(agenda: Any, h: int, c: int) -> float:
    """When the next event of case c is; infinity when it expects nothing."""
    return als_getal(agenda[h, _plaats(agenda, c)])


@ingebouwd
def leg(agenda: Any, h: int, c: int, moment: float) -> None:
    """What happens next to case c, which expected nothing."""
    nieuw, q = nummer(c, moment), _plaats(agenda, c)
    agenda[h, q] = nieuw
    while q > TOP:
        q = _ouder(q)
        agenda[h, q] = min(agenda[h, q], nieuw)


@ingebouwd
def verzet(agenda: Any, h: int, c: int, moment: float) -> None:
    """What happens next to case c instead of what it may have expected."""
    if agenda[h, _plaats(agenda, c)] != NOOIT:
        _zet(agenda, h, c, nummer(c, moment))
    else:
        leg(agenda, h, c, moment)


@ingebouwd
def wis(agenda: Any, h: int, c: int) -> None:
    """Case c expects nothing any more, if it did."""
    if agenda[h, _plaats(agenda, c)] != NOOIT:
        _zet(agenda, h, c, NOOIT)


@ingebouwd
def pak(agenda: Any, h: int) -> Any:
    """Take out the earliest event, which there is: to whom it happens."""
    c = van_wie(agenda[h, TOP])
    _zet(agenda, h, c, NOOIT)
    return c


@ingebouwd
def _zet(agenda: Any, h: int, c: int, nieuw: Any) -> None:
    q = _plaats(agenda, c)
    while q > TOP:
        andere = laagste_andere(agenda, h, q)
        agenda[h, q] = nieuw
        nieuw = min(nieuw, andere)
        q = _ouder(q)
    agenda[h, TOP] = nieuw


@ingebouwd
def nummer(c: int, moment: float) -> Any:
    """A moment and whose it is, in one number; of infinity one that is later than all moments."""
    return ((als_bits(moment) + _ZAAK) & _MOMENT) | np.uint64(c)


@ingebouwd
def van_wie(getal: Any) -> Any:
    """Whose moment this is, of what `nummer` made."""
    return np.int64(getal & _ZAAK)


@ingebouwd
def _plaats(agenda: Any, c: int) -> int:
    return _ouder(agenda.shape[1]) + c


@ingebouwd
def _ouder(q: int) -> int:
    return (q >> 3) + TOP - 1
