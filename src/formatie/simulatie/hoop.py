"""A binary heap over preallocated arrays: the earliest event on top.

`tijd[h]` and `wat[h]` are heap h; `aantal[h]` is how many it holds. Equal times leave in a fixed order.
"""

from __future__ import annotations

from typing import Any

from formatie.simulatie.compileren import ingebouwd, snel


@ingebouwd
def leg(tijd: Any, wat: Any, aantal: Any, h: int, moment: float, ding: int) -> None:
    """Put an event in heap h. The caller sees to it that there is room."""
    plaats = aantal[h]
    aantal[h] = plaats + 1
    while plaats > 0:
        ouder = (plaats - 1) >> 1
        if tijd[h, ouder] <= moment:
            break
        tijd[h, plaats] = tijd[h, ouder]
        wat[h, plaats] = wat[h, ouder]
        plaats = ouder
    tijd[h, plaats] = moment
    wat[h, plaats] = ding


@ingebouwd
def pak(tijd: Any, wat: Any, aantal: Any, h: int) -> int:
    """Take the earliest event out of heap h, which is not empty."""
    ding = wat[h, 0]
    n = aantal[h] - 1
    aantal[h] = n
    moment, laatste = tijd[h, n], wat[h, n]
    plaats = 0
    while True:
        kind = 2 * plaats + 1
        if kind >= n:
            break
        if kind + 1 < n and tijd[h, kind + 1] < tijd[h, kind]:
            kind += 1
        if tijd[h, kind] >= moment:
            break
        tijd[h, plaats] = tijd[h, kind]
        wat[h, plaats] = wat[h, kind]
        plaats = kind
    tijd[h, plaats] = moment
    wat[h, plaats] = laatste
    return int(ding)
