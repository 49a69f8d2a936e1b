"""How the kernel is compiled: numba, once, without anything that a simulation does not need.

`snel` leaves out reference counts (`_nrt`: no function here makes an array; memory comes from `lege_stand`) and the check on
division by zero (`lezen` refuses what would divide by it). With them a run takes ten times as long. `ingebouwd` is the same for what
happens at every event: it becomes part of who calls it.
"""

from __future__ import annotations

from typing import Any

import numba

OPTIES: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True}

_BINNEN = {**OPTIES, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # only the kernel calls it
snel = numba.njit(**_BINNEN)
ingebouwd = numba.njit(**_BINNEN, forceinline=True)
