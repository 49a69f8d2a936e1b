"""The one door to the compiled kernel: compiled at first use, kept on disk after that."""

from __future__ import annotations

from typing import Any

from formatie.compileren import ingang
from formatie.simulatie import kern

BRONNEN = (
    "bits",
    "toeval",
    "agenda",
    "vormen",
    "stand",
    "handelen",
    "aankomsten",
    "begin",
    "bemensing",
    "meten",
    "kern",
)


@ingang(*BRONNEN)
def draai(net: Any, stand: Any, uit: Any, zaad: int, eerste: int, laatste: int) -> int:
    """`kern.draai`, as Python may call it."""
    return kern.draai(net, stand, uit, zaad, eerste, laatste)
