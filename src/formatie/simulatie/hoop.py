"""A heap over preallocated arrays: the earliest event on top.

`tijd[h]` and `wat[h]` are heap h; `aantal[h]` is how many it holds. Equal times leave in a fixed order. Each parent has four
children, next to each other in memory: half as many levels as with two. Times are kept as the 64 bits of the float, which
for times from zero on sort as whole numbers and are chosen among without a branch. Behind the last event stands `NOOIT`,
so that a parent always has four.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from formatie.simulatie.bits import als_bits, als_getal
from formatie.simulatie.compileren import ingebouwd

NOOIT = np.uint64(0x7FF0000000000000)  # the bits of infinity
_0, _1, _2, _3 = (np.uint64(n) for n in range(4))


@ingebouwd
def vroegste(tijd: Any, h: int) -> float:
    """When the earliest event of heap h is; infinity when there is none."""
    return als_getal(tijd[np.uint64(h), _0])


@ingebouwd
def leg(tijd: Any, wat: Any, aantal: Any, h: int, moment: float, ding: int) -> None:
    """Put an event in heap h. The caller sees to it that there is room."""
    rij, plaats = np.uint64(h), np.uint64(aantal[h])
    aantal[h] += 1
    _omhoog(tijd, wat, rij, plaats, als_bits(moment), ding)


@ingebouwd
def pak(tijd: Any, wat: Any, aantal: Any, h: int) -> int:
    """Take the earliest event out of heap h, which is not empty.

    The hole on top goes down along the earliest children to the bottom, and the last event goes up from there: that is
    where it usually belongs (Wegener 1993).
    """
    rij = np.uint64(h)
    ding = wat[rij, _0]
    aantal[h] -= 1
    n = np.uint64(aantal[h])
    sleutel, laatste = tijd[rij, n], wat[rij, n]
    tijd[rij, n] = NOOIT
    plaats, kind = _0, _1
    while kind < n:
        a, b, c, d = tijd[rij, kind], tijd[rij, kind + _1], tijd[rij, kind + _2], tijd[rij, kind + _3]
        links, rechts = np.uint64(b < a), _2 + np.uint64(d < c)
        ab, cd = min(a, b), min(c, d)
        kind += rechts if cd < ab else links
        tijd[rij, plaats] = min(ab, cd)
        wat[rij, plaats] = wat[rij, kind]
        plaats = kind
        kind = (plaats << _2) + _1
    if n > _0:
        _omhoog(tijd, wat, rij, plaats, sleutel, laatste)
    return int(ding)


@ingebouwd
def _omhoog(tijd: Any, wat: Any, rij: Any, plaats: Any, sleutel: Any, ding: int) -> None:
    """From this place up to where it belongs."""
    while plaats > _0:
        ouder = (plaats - _1) >> _2
        if tijd[rij, ouder] <= sleutel:
            break
        tijd[rij, plaats] = tijd[rij, ouder]
        wat[rij, plaats] = wat[rij, ouder]
        plaats = ouder
    tijd[rij, plaats] = sleutel
    wat[rij, plaats] = ding
