"""Who comes in, and when.

Cases of one kind come as a Poisson process whose rate differs by week: at a steady rate by a clock of its own. Many are
drawn at once, since the processor can do those side by side and no event then has to wait for it.
"""

from __future__ import annotations

import math
from typing import Any

from formatie.compileren import ingebouwd, snel
from formatie.kansverdeling import EXPONENTIEEL
from formatie.simulatie.agenda import nummer
from formatie.simulatie.stand import DUUR, VOORRAAD, Net, Stand
from formatie.simulatie.toeval import min_log, ondersleutel, sleutel, trek, uniform

AANKOMSTEN, ZAKEN = 1_000, 2_000  # streams of chance: when those of kind k come, and what they are like


@snel
def eerste_aankomsten(net: Net, s: Stand, zaad: int, r: int) -> None:
    """The first of every kind in run r."""
    for k in range(net.soort.shape[0]):
        b = s.bron[k]
        b.komsten, b.zaken = sleutel(zaad, r, AANKOMSTEN + k, 0), sleutel(zaad, r, ZAKEN + k, 0)
        b.nummer, b.verwacht, b.laatste = 0, 0.0, 0.0
        trek_aankomsten(
            net.stap, net.soort, net.tabel, net.instroom, net.tussen,
            s.bron, s.komst, s.aankomst, s.zaaksleutel, s.duur, k,
        )  # fmt: skip


@ingebouwd
def eerste_komst(komst: Any) -> Any:
    """The first arrival of all kinds: when and of which kind, as `agenda.nummer`."""
    eerste = komst[0]
    for k in range(1, komst.shape[0]):
        eerste = min(eerste, komst[k])
    return eerste


@snel
def trek_aankomsten(
    stap: Any, soort: Any, tabel: Any, instroom: Any, tussen: Any,
    bron: Any, komst: Any, aankomst: Any, zaaksleutel: Any, duur: Any, k: int,
) -> None:  # fmt: skip
    """Draw the next VOORRAAD cases of kind k: when they come, their keys, and how long their first phases last."""
    b, st = bron[k], stap[soort[k].stap]
    for i in range(VOORRAAD):
        zaaksleutel[k, i] = ondersleutel(b.zaken, b.nummer + 1 + i)
    for i in range(VOORRAAD):
        aankomst[k, i] = min_log(uniform(b.komsten, b.nummer + 1 + i))
    if st.verdeling == EXPONENTIEEL:  # apart, for that is what goes side by side
        for i in range(VOORRAAD):
            duur[k, i] = min_log(uniform(zaaksleutel[k, i], DUUR)) * st.a
    else:
        for i in range(VOORRAAD):
            duur[k, i] = trek(st.verdeling, st.a, st.b, tabel, zaaksleutel[k, i], DUUR)
    weken = instroom.shape[1] - 1
    week = int(min(b.laatste, float(weken))) + 1
    for i in range(VOORRAAD):
        b.verwacht += aankomst[k, i]
        while week <= weken and instroom[k, week] <= b.verwacht:
            week += 1
        aankomst[k, i] = math.inf
        if week <= weken:
            aankomst[k, i] = week - 1 + (b.verwacht - instroom[k, week - 1]) * tussen[k, week - 1]
    b.nummer += VOORRAAD
    b.gepakt, b.laatste, komst[k] = 0, aankomst[k, VOORRAAD - 1], nummer(k, aankomst[k, 0])
