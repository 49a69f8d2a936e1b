"""How the search is compiled: numba, at first use, and kept on disk for as long as its sources stay the same.

No compiled function makes an array (`_nrt`) or divides by what may be zero: without those checks a step takes half the
time. numba looks at one file only to see whether what it kept is still true, so the hash of all sources is part of the name.
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

_OPTIES: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True}
_BINNEN = {**_OPTIES, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # only compiled code calls it
_BRONNEN = ("compileren", "bord", "wisselen", "koelen", "dalen")

binnen = numba.njit(**_BINNEN)
ingebouwd = numba.njit(**_BINNEN, forceinline=True)


def ingang(functie: Callable[..., Any]) -> Callable[..., Any]:
    """A compiled function that Python may call."""
    map_ = Path(__file__).parent
    bronnen = b"".join((map_ / f"{naam}.py").read_bytes() for naam in _BRONNEN)
    functie.__qualname__ = f"{functie.__name__}_{hashlib.sha256(bronnen).hexdigest()[:16]}"
    try:
        return numba.njit(**_OPTIES, cache=True)(functie)
    except RuntimeError:  # neither this folder nor the user's may be written
        vars(config)["CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"formatie-{os.getuid()}")
        return numba.njit(**_OPTIES, cache=True)(functie)
