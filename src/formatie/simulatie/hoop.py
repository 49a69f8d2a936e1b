"""A binary heap over preallocated arrays: the earliest event on top.

`tijd[h]` and `wat[h]` are heap h; `aantal[h]` is how many it holds. Equal times leave in a fixed order. Places are unsigned, so
that no access is checked for counting from the end.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from formatie.simulatie.compileren import ingebouwd

_0, _1 = np.uint64(0), np.uint64(1)


@ingebouwd
def leg(tijd: Any, wat: Any, aantal: Any, h: int, moment: float, ding: int) -> None:
    """Put an event in heap h. The caller sees to it that there is room."""
    rij, plaats = np.uint64(h), np.uint64(aantal[h])
    aantal[h] += 1
    while plaats > _0:
        ouder = (plaats - _1) >> _1
        if tijd[rij, ouder] <= moment:
            break
        tijd[rij, plaats] = tijd[rij, ouder]
        wat[rij, plaats] = wat[rij, ouder]
        plaats = ouder
    tijd[rij, plaats] = moment
    wat[rij, plaats] = ding


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
    moment, laatste = tijd[rij, n], wat[rij, n]
    tijd[rij, n] = np.inf
    plaats, kind = _0, _1
    while kind < n:
        kind += np.uint64(tijd[rij, kind + _1] < tijd[rij, kind])
        tijd[rij, plaats] = tijd[rij, kind]
        wat[rij, plaats] = wat[rij, kind]
        plaats = kind
        kind = plaats + plaats + _1
    while plaats > _0:
        ouder = (plaats - _1) >> _1
        if tijd[rij, ouder] <= moment:
            break
        tijd[rij, plaats] = tijd[rij, ouder]
        wat[rij, plaats] = wat[rij, ouder]
        plaats = ouder
    tijd[rij, plaats] = moment
    wat[rij, plaats] = laatste
    return int(ding)
