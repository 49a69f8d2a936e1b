"""The one door to the compiled kernel: compiled at first use, kept on disk after that.

The cache holds for as long as none of the sources that are compiled into it changes: their hash is part of its name
(numba itself looks at one file only, and stumbles over an older cache whose classes have moved). It stands beside the package; where that may not be written numba takes the user's
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

_BRONNEN = (
    "compileren",
    "bits",
    "toeval",
    "hoop",
    "vormen",
    "stand",
    "handelen",
    "aankomsten",
    "begin",
    "bemensing",
    "meten",
    "kern",
)


def _draai(net: Any, stand: Any, uit: Any, zaad: int, eerste: int, laatste: int) -> int:
    """`kern.draai`, as Python may call it."""
    return kern.draai(net, stand, uit, zaad, eerste, laatste)


def _gecompileerd() -> Callable[..., int]:
    map_ = Path(__file__).parent
    bronnen = b"".join((map_ / f"{naam}.py").read_bytes() for naam in _BRONNEN)
    _draai.__qualname__ = (
        f"draai_{hashlib.sha256(bronnen).hexdigest()[:16]}"  # numba names the files after it
    )
    opties = {**OPTIES, "cache": True}
    try:
        return numba.njit(**opties)(_draai)
    except RuntimeError:
        vars(config)["CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"formatie-{os.getuid()}")
        return numba.njit(**opties)(_draai)


draai = _gecompileerd()
