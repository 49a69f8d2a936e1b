"""A heap over preallocated arrays: the earliest event on top.

`tijd[h]` and `wat[h]` are heap h; `aantal[h]` is how many it holds. Equal times leave in a fixed order. Each parent has four
children, next to each other in memory: half as many levels as with two. Times are kept as the 64 bits of the float, which
for times from zero on sort as whole numbers and are chosen among without a branch. Behind the last event stands `NOOIT`,
so that a parent always has four.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from formatie.compileren import ingebouwd
from formatie.simulatie.bits import als_bits, als_getal

NOOIT = np.uint64(0x7FF0000000000000)  # the bits of infinity


@ingebouwd
def vroegste(tijd: Any, h: int) -> float:
    """When the earliest event of heap h is; infinity when there is none."""
    return als_getal(tijd[h, 0])


@ingebouwd
def leg(tijd: Any, wat: Any, aantal: Any, h: int, moment: float, ding: int) -> None:
    """Put an event in heap h. The caller sees to it that there is room."""
    plaats = aantal[h]
    aantal[h] += 1
    _omhoog(tijd, wat, h, plaats, als_bits(moment), ding)


@ingebouwd
def pak(tijd: Any, wat: Any, aantal: Any, h: int) -> int:
    """Take the earliest event out of heap h, which is not empty.

    The hole on top goes down along the earliest children to the bottom, and the last event goes up from there: that is
    where it usually belongs (Wegener 1993).
    """
    ding = wat[h, 0]
    aantal[h] -= 1
    n = aantal[h]
    sleutel, laatste = tijd[h, n], wat[h, n]
    tijd[h, n] = NOOIT
    plaats, kind = 0, 1
    while kind < n:
        a, b, c, d = tijd[h, kind], tijd[h, kind + 1], tijd[h, kind + 2], tijd[h, kind + 3]
        links, rechts = int(b < a), 2 + int(d < c)
        ab, cd = min(a, b), min(c, d)
        kind += rechts if cd < ab else links
        tijd[h, plaats] = min(ab, cd)
        wat[h, plaats] = wat[h, kind]
        plaats = kind
        kind = (plaats << 2) + 1
    if n > 0:
        _omhoog(tijd, wat, h, plaats, sleutel, laatste)
    return int(ding)


@ingebouwd
def _omhoog(tijd: Any, wat: Any, h: int, plaats: int, sleutel: Any, ding: int) -> None:
    """From this place up to where it belongs."""
    while plaats > 0:
        ouder = (plaats - 1) >> 2
        if tijd[h, ouder] <= sleutel:
            break
        tijd[h, plaats] = tijd[h, ouder]
        wat[h, plaats] = wat[h, ouder]
        plaats = ouder
    tijd[h, plaats] = sleutel
    wat[h, plaats] = ding
