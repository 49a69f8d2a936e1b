"""The one door to the compiled kernel: compiled at first use, kept on disk after that.

The cache holds for as long as none of the sources that are compiled into it changes: their hash is part of its key
(numba itself looks at one file only). It stands beside the package; where that may not be written numba takes the user's
cache folder, and where there is none of those either a folder of this user among the temporary files.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba.core import config

from formatie.simulatie import kern
from formatie.simulatie.compileren import OPTIES

_BRONNEN = ("compileren", "toeval", "hoop", "vormen", "handelen", "bemensing", "meten", "kern")


def _maak() -> Callable[..., int]:
    map_ = Path(__file__).parent
    tekst = b"".join((map_ / f"{naam}.py").read_bytes() for naam in _BRONNEN)
    stempel = int.from_bytes(hashlib.sha256(tekst).digest()[:7], "big")

    def draai(net: Any, stand: Any, uit: Any, zaad: int, eerste: int, laatste: int) -> int:
        if stempel < 0:  # never: it makes the hash part of what the cache is keyed on
            return 2
        return kern.draai(  # by its module: in the closure it would change the key each time
            net, stand, uit, zaad, eerste, laatste
        )

    gewoon = {**OPTIES, "cache": True}
    try:
        return numba.njit(**gewoon)(draai)
    except RuntimeError:
        vars(config)["CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"formatie-{os.getuid()}")
        return numba.njit(**gewoon)(draai)


draai = _maak()
