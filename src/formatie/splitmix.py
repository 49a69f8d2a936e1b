"""The output function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014)."""

from __future__ import annotations

from typing import Any

import numpy as np

from formatie.compileren import ingebouwd

GAMMA = np.uint64(0x9E3779B97F4A7C15)  # what is added from one draw to the next
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S27, _S30, _S31 = np.uint64(27), np.uint64(30), np.uint64(31)


@ingebouwd
def meng(x: Any) -> Any:
    """64 bits of which each depends on all bits of x."""
    x = (x ^ (x >> _S30)) * _M1
    x = (x ^ (x >> _S27)) * _M2
    return x ^ (x >> _S31)
