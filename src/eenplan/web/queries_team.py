"""What the team page reads: who waits, who has how much, and the list. All through `zichtbaar_voor`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, F, Min

from eenplan.dossier.models import Dossier
from eenplan.dossier.queries import zichtbaar
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker, Team
from eenplan.web.queries import met_leden, met_termijn

GETOOND = 24  # colleagues in the card beside the list: those who have most; all of them stand in the filter
SORTERING = {
    "termijn": (F("eerste_termijn").asc(nulls_last=True), "geopend_op", "pk"),
    "-termijn": (F("eerste_termijn").desc(nulls_last=True), "geopend_op", "pk"),
    "gezin": ("gezin__naam", "pk"),
    "-gezin": ("-gezin__naam", "pk"),
    "wacht": ("geopend_op", "pk"),
    "-wacht": ("-geopend_op", "pk"),
}


def teamlijst(
    medewerker: Medewerker, *, team: str = "", regisseur: str = "", fase: str = "", sorteer: str = "termijn"
) -> Any:
    """Primary keys of open dossiers that I may see, narrowed and ordered; unknown values narrow nothing."""
    dossiers = Dossier.objects.zichtbaar_voor(medewerker).open()
    if team.isdecimal():
        dossiers = dossiers.filter(team=int(team))
    if regisseur == "geen":
        dossiers = dossiers.filter(regisseur__isnull=True)
    elif regisseur.isdecimal():
        dossiers = dossiers.filter(regisseur=int(regisseur))
    if fase in Dossier.Fase.values:
        dossiers = dossiers.filter(fase=fase)
    volgorde = SORTERING.get(sorteer, SORTERING["termijn"])
    if "termijn" in sorteer or sorteer not in SORTERING:
        dossiers = met_termijn(dossiers)
    return dossiers.order_by(*volgorde).values_list("pk", flat=True)


def rijen(pks: Iterable[int]) -> list[Dossier]:
    """The rows of one page of `teamlijst`, in that order, with what the table shows."""
    pks = list(pks)
    rows = met_termijn(
        Dossier.objects.filter(pk__in=pks).select_related("gezin", "regisseur", "team")
    ).in_bulk()
    return met_leden([rows[pk] for pk in pks])


def verdeling(medewerker: Medewerker) -> dict[str, Any]:
    """Of the open dossiers I may see: how many per regisseur, how many wait and how long."""
    rows = list(
        zichtbaar(medewerker).open().select_related(None).order_by()
        .values("regisseur", "regisseur__naam", "regisseur__fte")
        .annotate(n=Count("pk"), oudste=Min("geopend_op"))
    )  # fmt: skip
    per = sorted((r for r in rows if r["regisseur"]), key=lambda r: str(r["regisseur__naam"]))
    wacht = next((r for r in rows if not r["regisseur"]), None)
    meeste = max((r["n"] for r in per), default=1)
    drukst = sorted(per, key=lambda r: -r["n"])[:GETOOND]
    return {
        "per_regisseur": per,
        "getoond": sorted(drukst, key=lambda r: str(r["regisseur__naam"])),
        "verder": len(per) - len(drukst),
        "meeste": meeste,
        "wachtend": wacht["n"] if wacht else 0,
        "langst": (vandaag() - wacht["oudste"]).days if wacht else 0,
        "totaal": sum(r["n"] for r in rows),
    }


def filterkeuzes(medewerker: Medewerker, per_regisseur: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """What the team list can be narrowed to."""
    teams = Team.objects.filter(organisatie_id=medewerker.organisatie_id).values_list("pk", "naam")
    return {
        "teams": [(str(pk), naam) for pk, naam in teams],
        "regisseurs": [(str(r["regisseur"]), r["regisseur__naam"]) for r in per_regisseur],
        "fasen": list(Dossier.Fase.choices),
    }
