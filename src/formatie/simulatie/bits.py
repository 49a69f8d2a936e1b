"""Instructions of the processor that numba has no name for."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.arrayobj import make_array

_GETAL, _ACHT = ir.IntType(64), ir.VectorType(ir.IntType(64), 8)


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


def _naar_laagste_andere(context: Any, reeks: Any, h: Any, q: Any) -> Any:
    """The lowest of the eight numbers among which place q of row h is, without that one.

    The eight begin at a multiple of eight; none has its highest bit set.
    """

    def maak(ctx: Any, bouwer: Any, sig: Any, args: Any) -> Any:
        rij = make_array(sig.args[0])(ctx, bouwer, args[0])
        breedte = cgutils.unpack_tuple(bouwer, rij.shape, 2)[1]
        zelf = bouwer.and_(args[2], _GETAL(7))
        begin = bouwer.add(bouwer.mul(args[1], breedte), bouwer.sub(args[2], zelf))
        acht = bouwer.load(bouwer.bitcast(bouwer.gep(rij.data, [begin]), _ACHT.as_pointer()), align=8)
        eigen = bouwer.icmp_signed("==", _ACHT(list(range(8))), _achtmaal(bouwer, zelf))
        andere = bouwer.select(eigen, _ACHT([2**63 - 1] * 8), acht)
        soort = ir.FunctionType(_GETAL, [_ACHT])
        laagste = cgutils.get_or_insert_function(bouwer.module, soort, "llvm.vector.reduce.smin.v8i64")
        return bouwer.call(laagste, [andere])

    return types.uint64(reeks, types.int64, types.int64), maak


def _achtmaal(bouwer: Any, getal: Any) -> Any:
    """Eight times the same number."""
    niets, plaats = _ACHT(ir.Undefined), ir.IntType(32)
    eerste = bouwer.insert_element(niets, getal, plaats(0))
    return bouwer.shuffle_vector(eerste, niets, ir.VectorType(plaats, 8)([0] * 8))


als_getal: Any = intrinsic(_naar_getal)
als_bits: Any = intrinsic(_naar_bits)
laagste_bit: Any = intrinsic(_naar_laagste)
laagste_andere: Any = intrinsic(_naar_laagste_andere)
