"""How the kernels of the simulation and the search are compiled: numba, once, without what they do not need.

`snel` leaves out reference counts (`_nrt`: no compiled function makes an array), the check on division by zero (what would divide by it
is refused before), and counting from the end: no index is ever negative, and `_VanVoren` tells numba so. With reference
counts a simulation takes ten times as long, with counting from the end a tenth longer. `ingebouwd` is the same for what
happens all the time: it becomes part of who calls it. No two arrays that a kernel is given overlap, and LLVM is told so
(`noalias`): it need not read again what it has, because something else was written.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba
from numba.core import config, ir, types
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
        self.state.flags.noalias = True  # no option of numba's own
        lijn = DefaultPassBuilder.define_nopython_pipeline(self.state)
        lijn.add_pass_after(_VanVoren, GenericRewrites)
        lijn.finalize()
        return [lijn]


_OPTIES: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True, "pipeline_class": _Compiler}
_BINNEN = {**_OPTIES, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}  # only compiled code calls it

snel = numba.njit(**_BINNEN)
ingebouwd = numba.njit(**_BINNEN, forceinline=True)


def ingang(*bronnen: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes of a function one that Python may call, kept on disk for as long as none of its sources changes.

    `bronnen` are the files beside it of which the code becomes part of it. Their hash is part of its name: numba itself
    looks at one file only, and stumbles over an older cache whose classes have moved. The cache stands beside the package;
    where that may not be written numba takes the user's cache folder, and where there is none of those either a folder of
    this user among the temporary files.
    """

    def compileer(functie: Callable[..., Any]) -> Callable[..., Any]:
        map_ = Path(functie.__code__.co_filename).parent
        gedeeld = (Path(__file__), Path(__file__).with_name("splitmix.py"))
        bestanden = (*gedeeld, *(map_ / f"{naam}.py" for naam in bronnen))
        tekst = b"".join(bestand.read_bytes() for bestand in bestanden)
        functie.__qualname__ = f"{functie.__name__}_{hashlib.sha256(tekst).hexdigest()[:16]}"
        try:
            gecompileerd = numba.njit(**_OPTIES, cache=True)(functie)
        except RuntimeError:
            vars(config)["CACHE_DIR"] = str(Path(tempfile.gettempdir()) / f"formatie-{os.getuid()}")
            gecompileerd = numba.njit(**_OPTIES, cache=True)(functie)
        return cast("Callable[..., Any]", gecompileerd)

    return compileer
