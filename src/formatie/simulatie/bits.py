"""Three instructions of the processor that numba has no name for."""

from __future__ import annotations

from typing import Any

from numba import types
from numba.extending import intrinsic


def _naar_getal(context: Any, bits: Any) -> Any:
    """The float64 with these 64 bits."""

    def maak(ctx: Any, bouwer: Any, sig: Any, args: Any) -> Any:
        return bouwer.bitcast(args[0], ctx.get_value_type(types.float64))

    return types.float64(types.uint64), maak


def _naar_bits(context: Any, getal: Any) -> Any:
    """The 64 bits of a float64."""

    def maak(ctx: Any, bouwer: Any, sig: Any, args: Any) -> Any:
        return bouwer.bitcast(args[0], ctx.get_value_type(types.uint64))

    return types.uint64(types.float64), maak


def _naar_laagste(context: Any, bits: Any) -> Any:
    """Which is the lowest bit that is set, of a number that is not 0."""

    def maak(ctx: Any, bouwer: Any, sig: Any, args: Any) -> Any:
        return bouwer.cttz(args[0], ctx.get_constant(types.boolean, True))

    return types.int64(types.int64), maak


als_getal: Any = intrinsic(_naar_getal)
als_bits: Any = intrinsic(_naar_bits)
laagste_bit: Any = intrinsic(_naar_laagste)
