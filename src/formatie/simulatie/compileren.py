"""How the kernel is compiled: numba, once, without anything that a simulation does not need.

`snel` leaves out reference counts (`_nrt`: no function here makes an array; memory comes from `lege_stand`), the check on
division by zero (`lezen` refuses what would divide by it), and counting from the end: no index here is ever negative, and
`_VanVoren` tells numba so. With reference counts a run takes ten times as long, with counting from the end a tenth longer.
`ingebouwd` is the same for what happens at every event: it becomes part of who calls it.
"""

from __future__ import annotations

from typing import Any

import numba
from numba.core import ir, types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.ir_utils import mk_unique_var
from numba.core.untyped_passes import GenericRewrites
from numba.extending import intrinsic


def _zonder_teken(soort: Any) -> Any:
    delen: Any = soort
    if isinstance(soort, types.BaseTuple):
        return types.BaseTuple.from_types([_zonder_teken(deel) for deel in delen])
    return types.uint64 if isinstance(soort, types.Integer) else soort


def _naar_van_voren(context: Any, index: Any) -> Any:
    """The same index, of a type that cannot be negative."""

    def maak(ctx: Any, bouwer: Any, sig: Any, args: Any) -> Any:
        return ctx.cast(bouwer, args[0], sig.args[0], sig.return_type)

    return _zonder_teken(index)(index), maak


_van_voren: Any = intrinsic(_naar_van_voren)


@register_pass(mutates_CFG=False, analysis_only=False)
class _VanVoren(FunctionPass):  # type: ignore[misc]
    """Puts every index through `_van_voren`, before numba settles the types."""

    _name = "van_voren"

    def __init__(self) -> None:
        FunctionPass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        for blok in state.func_ir.blocks.values():
            regels: list[Any] = []
            for regel in blok.body:
                houder = regel.value if isinstance(regel, ir.Assign) else regel
                if isinstance(houder, ir.SetItem) or (isinstance(houder, ir.Expr) and houder.op == "getitem"):
                    functie = self._noem(state, blok, regels, ir.Global("_van_voren", _van_voren, regel.loc))
                    roep = ir.Expr.call(functie, [houder.index], (), regel.loc)
                    houder.index = self._noem(state, blok, regels, roep)
                regels.append(regel)
            blok.body = regels
        return True

    @staticmethod
    def _noem(state: Any, blok: Any, regels: list[Any], waarde: Any) -> Any:
        """Give a value a name of its own in this block."""
        naam = ir.Var(blok.scope, mk_unique_var("$van_voren"), waarde.loc)
        regels.append(ir.Assign(waarde, naam, waarde.loc))
        state.func_ir._definitions[naam.name].append(waarde)
        return naam


class _Compiler(CompilerBase):  # type: ignore[misc]
    def define_pipelines(self) -> list[Any]:
        lijn = DefaultPassBuilder.define_nopython_pipeline(self.state)
        lijn.add_pass_after(_VanVoren, GenericRewrites)
        lijn.finalize()
        return [lijn]


OPTIES: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True, "pipeline_class": _Compiler}

_BINNEN = {**OPTIES, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # only the kernel calls it
snel = numba.njit(**_BINNEN)
ingebouwd = numba.njit(**_BINNEN, forceinline=True)
