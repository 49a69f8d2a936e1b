"""Apply a decision table and keep the outcome: version, inputs, output, the rules that hit and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from beslistabel import BeslistabelFout
from beslistabel import Uitkomst as Antwoord
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu

from .gelezen import tabel_van
from .models import Proces, Taak, TabelVersie, Uitkomst

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


def geldende_tabel(sleutel: str) -> TabelVersie:
    """The version of a table that is in force now in this organisation."""
    versie = (
        TabelVersie.objects.filter(
            beslistabel__sleutel=sleutel, vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
        )
        .select_related("beslistabel")
        .defer("bestand")
        .first()
    )
    if versie is None:
        raise Geweigerd(
            f"De beslistabel ‘{sleutel}’ is nog niet vastgesteld. Vraag de kwaliteitsadviseur om haar te laden en te laten vaststellen."
        )
    return versie


def wat_zegt(*, sleutel: str, invoer: Mapping[str, Any]) -> tuple[TabelVersie, Antwoord]:
    """The version in force and its answer; nothing is kept. `Geweigerd` when the input does not fit the table."""
    versie = geldende_tabel(sleutel)
    tabel = tabel_van(versie.pk)
    try:
        return versie, tabel.evaluate({i.naam: invoer[i.naam] for i in tabel.invoer if i.naam in invoer})
    except BeslistabelFout as fout:
        raise Geweigerd(f"De tabel ‘{tabel.naam}’ kan hierover niets zeggen: {fout}") from fout


def beslis(
    *,
    sleutel: str,
    invoer: Mapping[str, Any],
    door: Medewerker | None,
    dossier: Any = None,
    proces: Proces | None = None,
    taak: Taak | None = None,
    element: str = "",
) -> Uitkomst:
    """The outcome of a table for these inputs, kept for good."""
    versie, antwoord = wat_zegt(sleutel=sleutel, invoer=invoer)
    bij, bewaard = proces or taak, antwoord.as_dict()
    return Uitkomst.objects.create(
        organisatie_id=versie.organisatie_id,
        tabel=versie,
        dossier_id=dossier.pk if dossier else bij.dossier_id if bij else None,
        proces_id=proces.pk if proces else taak.proces_id if taak else None,
        taak=taak,
        element=element or (taak.element if taak else ""),
        op=nu(),
        door=door,
        invoer=bewaard["invoer"],
        uitvoer=bewaard["uitvoer"],
        regels=list(antwoord.regels),
        uitleg=antwoord.uitleg(),
    )
