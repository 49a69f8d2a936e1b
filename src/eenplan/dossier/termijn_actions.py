"""Terms of a dossier: start, suspend, resume, extend, meet. The library computes, the row remembers.

Starting and meeting follow from another act, which asks who may; suspending, resuming and extending are choices.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import termijn
from eenplan.dossier import termijnen
from eenplan.dossier.checks import check_mag_schrijven, eis_open
from eenplan.dossier.models import Dossier, Dossiertermijn
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag

if TYPE_CHECKING:
    from django.db.models import Model

    from eenplan.organisatie.models import Medewerker


@actie
def start_termijn(
    *,
    dossier: Dossier,
    soort: str,
    start: date,
    door: Medewerker | None,
    over: Model | None = None,
    duur: str = "",
) -> Dossiertermijn:
    """Put a term of this kind on the clock; one that runs already for the same thing is left alone."""
    dossier = eis_open(dossier)
    kind = termijn.termijnsoort(soort)
    over_soort = over._meta.label_lower if over is not None else ""
    bestaand = Dossiertermijn.objects.filter(
        dossier=dossier, soort=soort, over_soort=over_soort, over_id=getattr(over, "pk", None),
        gehaald_op__isnull=True, vervallen_op__isnull=True,
    ).first()  # fmt: skip
    if bestaand is None:
        bestaand = termijnen.reken_uit(
            Dossiertermijn(
                organisatie_id=dossier.organisatie_id,
                dossier=dossier,
                soort=soort,
                over_soort=over_soort,
                over_id=getattr(over, "pk", None),
                start=start,
                duur=duur or str(kind.duur),
                werkdagen=kind.werkdagen,
                wettelijk=kind.wettelijk,
            )
        )
        bestaand.save()
    _vastgelegd(bestaand, "gestart", door, f"{kind.naam}: tot en met {bestaand.eind:%d-%m-%Y}")
    return bestaand


@actie
def schort_termijn_op(*, rij: Dossiertermijn, vanaf: date, grond: str, door: Medewerker) -> Dossiertermijn:
    """Stop the clock from `vanaf` (first day that does not count) until `hervat_termijn`."""
    rij = _lopend(rij, door)
    if not termijn.termijnsoort(rij.soort).opschorten:
        raise Geweigerd(f"De termijn '{termijnen.naam(rij)}' kan niet worden opgeschort.")
    if any(not o.get("tot") for o in rij.opschortingen):
        raise Geweigerd("Deze termijn is al opgeschort.")
    if not grond.strip():
        raise Geweigerd("Geef de grond: waarop wacht de gemeente? Die staat ook in de brief.", veld="grond")
    rij.opschortingen = [*rij.opschortingen, termijnen.opschorting(vanaf, grond)]
    return _bewaar(rij, "opgeschort", door, f"{termijnen.naam(rij)} opgeschort vanaf {vanaf:%d-%m-%Y}", grond)


@actie
def hervat_termijn(*, rij: Dossiertermijn, op: date, door: Medewerker) -> Dossiertermijn:
    """Let the clock run again; `op` is the first day that counts. The end moves by exactly the days lost."""
    rij = _lopend(rij, door)
    if not any(not o.get("tot") for o in rij.opschortingen):
        raise Geweigerd("Deze termijn is niet opgeschort.")
    rij.opschortingen = termijnen.hervat(rij.opschortingen, op)
    return _bewaar(rij, "hervat", door, f"{termijnen.naam(rij)} loopt weer")


@actie
def verdaag_termijn(*, rij: Dossiertermijn, duur: str, grond: str, door: Medewerker) -> Dossiertermijn:
    """Extend the term once, as far as the law allows, with a ground."""
    rij = _lopend(rij, door)
    if rij.eind is not None and rij.eind < vandaag():
        raise Geweigerd("Deze termijn is al verstreken. Verdagen kan alleen zolang de termijn loopt.")
    kind = termijn.termijnsoort(rij.soort)
    rij.verdagingen = [*rij.verdagingen, {"duur": duur, "grond": grond}]
    try:
        kind.termijn(rij.start, verdagingen=termijnen.van_rij(rij).verdagingen)
    except termijn.TermijnFout as fout:
        raise Geweigerd(str(fout), veld="duur") from fout
    return _bewaar(rij, "verdaagd", door, f"{kind.naam} verdaagd", grond)


@actie
def haal_termijn(
    *, dossier: Dossier, soort: str, op: date, door: Medewerker | None, over: Model | None = None
) -> list[Dossiertermijn]:
    """What had to be done was done on `op`: the running terms of this kind are met."""
    rows = Dossiertermijn.objects.select_for_update().filter(
        dossier=dossier, soort=soort, gehaald_op__isnull=True, vervallen_op__isnull=True
    )
    if over is not None:
        rows = rows.filter(over_soort=over._meta.label_lower, over_id=over.pk)
    gehaald = []
    for rij in rows:
        rij.dossier = dossier
        rij.gehaald_op = op
        laat = termijnen.van_rij(rij).te_laat
        gehaald.append(
            _bewaar(rij, "gehaald", door, f"{termijnen.naam(rij)} {'te laat gehaald' if laat else 'gehaald'}")
        )
    if not gehaald:
        leg_vast(
            soort="termijn.gehaald",
            door=door,
            dossier=dossier,
            over=dossier,
            tekst=f"Er liep geen termijn voor: {termijn.termijnsoort(soort).naam}",
        )
    return gehaald


def _lopend(rij: Dossiertermijn, door: Medewerker) -> Dossiertermijn:
    rij = vergrendel(Dossiertermijn, rij.pk)
    check_mag_schrijven(rij.dossier, door)
    if rij.gehaald_op or rij.vervallen_op:
        raise Geweigerd("Deze termijn loopt niet meer.")
    return rij


def _bewaar(rij: Dossiertermijn, wat: str, door: Any, tekst: str, waarom: str = "") -> Dossiertermijn:
    try:
        termijnen.reken_uit(rij)
    except termijn.TermijnFout as fout:
        raise Geweigerd(str(fout)) from fout
    rij.versie += 1
    rij.save()
    _vastgelegd(rij, wat, door, tekst, waarom)
    return rij


def _vastgelegd(rij: Dossiertermijn, wat: str, door: Any, tekst: str, waarom: str = "") -> None:
    leg_vast(soort=f"termijn.{wat}", door=door, dossier=rij.dossier, over=rij, tekst=tekst, waarom=waarom)
