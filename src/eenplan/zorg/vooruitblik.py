"""What a change of an assignment will do, in sentences, before it is saved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from eenplan.kern.fouten import Geweigerd
from eenplan.zorg import queries
from eenplan.zorg.models import Verzoekregel
from eenplan.zorg.opslaan import in_woorden
from eenplan.zorg.varianten import centen_in_woorden, omvang_in_woorden
from eenplan.zorg.wijzig_actions import VERWIJDERD, check_wijziging

if TYPE_CHECKING:
    from eenplan.zorg.models import Toewijzing


def van_wijziging(
    toewijzing: Toewijzing,
    *,
    vanaf: date,
    eind: date | None,
    volume: int | None = None,
    eenheid: str = "",
    frequentie: str = "",
    budget: Decimal | None = None,
) -> list[str]:
    """Whether it goes on under its number or another takes over, and how; `Geweigerd` when it may not be."""
    eerste, *nieuw = check_wijziging(
        toewijzing, vanaf=vanaf, eind=eind, volume=volume, eenheid=eenheid, frequentie=frequentie, budget=budget
    )  # fmt: skip
    if not nieuw:
        return [
            f"Toewijzing {toewijzing.nummer} houdt haar nummer: {_omvang(eerste)}, "
            f"{in_woorden(eerste.Ingangsdatum, eerste.Einddatum)}."
        ]
    if eerste.RedenWijziging == VERWIJDERD:
        zin = f"Toewijzing {toewijzing.nummer} vervalt, want de nieuwe afspraak geldt vanaf de eerste dag."
    else:
        zin = f"Toewijzing {toewijzing.nummer} eindigt op {eerste.Einddatum:%d-%m-%Y}."
    opvolger = nieuw[0]
    return [
        zin,
        f"Er komt een nieuwe toewijzing met een eigen nummer: {_omvang(opvolger)}, "
        f"{in_woorden(opvolger.Ingangsdatum, opvolger.Einddatum)}.",
    ]


def van_verzoekregel(regel: Verzoekregel) -> list[str]:
    """What granting this part of a request would do; the sentence of the refusal when it cannot be granted."""
    if regel.soort != Verzoekregel.Soort.WIJZIGEN or regel.toewijzing is None or regel.begin is None:
        return []
    try:
        return van_wijziging(
            regel.toewijzing, vanaf=regel.begin, eind=regel.eind, volume=regel.volume, eenheid=regel.eenheid,
            frequentie=regel.frequentie, budget=queries.in_euro(regel.budget),
        )  # fmt: skip
    except Geweigerd as fout:
        return [f"Dit kan zo niet: {fout.zin}"]


def _omvang(product: Any) -> str:
    if product.Omvang:
        return omvang_in_woorden(product.Omvang.Volume, product.Omvang.Eenheid, product.Omvang.Frequentie)
    return f"budget {centen_in_woorden(product.Budget)}" if product.Budget is not None else "zonder omvang"
