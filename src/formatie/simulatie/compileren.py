"""How the kernel is compiled: numba, once, without anything that a simulation does not need.

`snel` leaves out reference counts (`_nrt`: no function here makes an array; memory comes from `lege_stand`) and the check on
division by zero (`lezen` refuses what would divide by it). With them a run takes ten times as long.
"""

from __future__ import annotations

import numba

snel = numba.njit(_nrt=False, error_model="numpy", nogil=True)
ingebouwd = numba.njit(_nrt=False, error_model="numpy", nogil=True, forceinline=True)
