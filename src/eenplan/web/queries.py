"""What the shell reads: my work and my families. A fixed number of queries, whatever the numbers.

Every dossier passes `zichtbaar_voor`; the views log what a page showed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.utils.translation import gettext as _

from eenplan.dossier import termijnen
from eenplan.dossier.models import Dossier, Dossiertermijn
from eenplan.dossier.queries import zichtbaar
from eenplan.kern import tellers
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import (
    Medewerker,
    Team,
    geldig_op,
)
from eenplan.web import queries_nieuws
from eenplan.web.queries_nieuws import Nieuws
from eenplan.werkwijze.models import NIET_AF, Taak
from eenplan.werkwijze.queries import open_taken_voor_functie

OPEN_TERMIJN = Q(gehaald_op__isnull=True, vervallen_op__isnull=True, eind__isnull=False) & ~Q(
    soort__in=termijnen.VAN_GEZIN
)  # when the family's own term passes, nobody here is late


# ---- the shell ---------------------------------------------------------------------------------------


def tallen(medewerker: Medewerker) -> dict[str, int]:
    """The counts in the menu: my open tasks, the families I am regisseur of, and what other rooms count."""
    return tellers.tallen(medewerker) | {
        "taken": Taak.objects.filter(NIET_AF, medewerker=medewerker).count(),
        "gezinnen": Dossier.objects.filter(regisseur=medewerker).open().count(),
    }


def teamnamen(medewerker: Medewerker) -> list[str]:
    """Names of the teams this person is in today."""
    return [
        f"team {naam}" if not naam.lower().endswith("team") else naam
        for naam in _teams(medewerker).values_list("naam", flat=True)
    ]


def _teams(medewerker: Medewerker) -> QuerySet[Team]:
    return Team.objects.filter(
        geldig_op(vandaag(), "lidmaatschappen__"), lidmaatschappen__medewerker=medewerker
    ).distinct()


# ---- my work -------------------------------------------------------------------------------------------

TAKEN = 24  # on the first page, the most urgent ones; the rest after one click
VRIJ = 6


@dataclass
class Werk:
    """One page of *Mijn werk*."""

    groepen: list[tuple[str, list[Taak]]]
    meer: bool
    vrij: Sequence[Taak]
    vrij_aantal: int
    wacht_op: list[Taak]
    gezinnen: list[dict[str, Any]]
    caseload: list[tuple[str, int]]
    nieuws: list[Nieuws]
    nieuws_meer: int
    dossier_ids: set[int]

    @property
    def dringend(self) -> int:
        return sum(
            1 for _titel, taken in self.groepen for t in taken if t.uiterlijk and t.uiterlijk <= vandaag()
        )

    @property
    def vrij_te_laat(self) -> int:
        """Tasks for my functie that nobody took in time, as far as the page shows them."""
        return sum(1 for taak in self.vrij if taak.uiterlijk and taak.uiterlijk < vandaag())

    @property
    def geen_taken(self) -> bool:
        return not any(taken for _titel, taken in self.groepen)

    @property
    def eerste_groep(self) -> str:
        """The group whose first task gets the one filled button."""
        return next((titel for titel, taken in self.groepen if taken), "")


def mijn_werk(medewerker: Medewerker, *, alles: bool = False) -> Werk:
    """My tasks by urgency, what I can pick up, whom I wait for, my families, what changed.

    Candidates come from narrow index scans; one query asks `zichtbaar_voor` about all their dossiers.
    """
    mijn = list(
        _urgent_first(Taak.objects.filter(NIET_AF, medewerker=medewerker))[: 500 if alles else TAKEN + 1]
    )
    meer = len(mijn) > TAKEN and not alles
    wacht_op = list(
        _urgent_first(
            Taak.objects.filter(NIET_AF, dossier__regisseur=medewerker, dossier__gesloten_op__isnull=True)
        )
        .exclude(medewerker=medewerker)
        .select_related("medewerker", "dossier__gezin")[:6]
    )
    vrij = list(
        open_taken_voor_functie(medewerker).annotate(aantal=Window(Count("*")))[: 500 if alles else VRIJ]
    )
    gezinnen = list(
        _by_term(Dossier.objects.filter(regisseur=medewerker).open())
        .values("pk", "nummer", "fase", "regievorm", "eerste_termijn", "waarschuw_op", "gezin__naam")
    )  # fmt: skip
    veranderd = queries_nieuws.kandidaten(medewerker)

    taken, mogelijk = [*mijn, *wacht_op], {d["pk"] for d in gezinnen}
    mogelijk |= {t.dossier_id for t in [*taken, *vrij]} | {g.dossier_id for g in veranderd}
    mag = set(Dossier.objects.zichtbaar_voor(medewerker).filter(pk__in=mogelijk).values_list("pk", flat=True))
    mijn = [t for t in mijn if t.dossier_id in mag][: None if alles else TAKEN]
    wacht_op = [t for t in wacht_op if t.dossier_id in mag]
    gezinnen = [d for d in gezinnen if d["pk"] in mag]
    nieuws, nieuws_meer = queries_nieuws.per_gezin(g for g in veranderd if g.dossier_id in mag)

    for taak in vrij:  # a task one may take, of a family one does not see yet: the number and nothing more
        taak.verborgen = taak.dossier_id not in mag  # type: ignore[attr-defined]
    _add_terms([*mijn, *vrij])
    fasen = dict(Dossier.Fase.choices)
    for dossier in gezinnen:
        dossier["fase"] = fasen[dossier["fase"]]
    getoond = {t.dossier_id for t in [*mijn, *wacht_op, *vrij] if t.dossier_id in mag} | {
        d["pk"] for d in gezinnen[:6]
    }
    return Werk(
        groepen=_by_urgency(mijn),
        meer=meer,
        vrij=vrij,
        vrij_aantal=vrij[0].aantal if vrij else 0,  # type: ignore[attr-defined]
        wacht_op=wacht_op,
        gezinnen=gezinnen,
        caseload=_per_form(gezinnen),
        nieuws=nieuws,
        nieuws_meer=nieuws_meer,
        dossier_ids=getoond | {n.dossier.pk for n in nieuws},
    )


def _urgent_first(taken: QuerySet[Taak]) -> QuerySet[Taak]:
    return taken.select_related("dossier__gezin").order_by(F("uiterlijk").asc(nulls_last=True), "id")


def _per_form(gezinnen: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many families per form of direction, in the order of the forms."""
    aantal = Counter(d["regievorm"] for d in gezinnen)
    vormen = [*Dossier.Regievorm.choices, ("", _("nog te bepalen"))]
    return [(str(naam), aantal[vorm]) for vorm, naam in vormen if aantal[vorm]]


def _by_urgency(taken: list[Taak]) -> list[tuple[str, list[Taak]]]:
    """Today (and late), this week, later; in a weekend the week is the one that comes."""
    dag = vandaag()
    weekend = dag.weekday() >= 5
    zondag = dag + timedelta(days=6 - dag.weekday() + (7 if weekend else 0))
    nu_, week, later = list[Taak](), list[Taak](), list[Taak]()
    for taak in taken:
        uiterlijk = taak.uiterlijk
        groep = later if uiterlijk is None or uiterlijk > zondag else nu_ if uiterlijk <= dag else week
        groep.append(taak)
    return [
        (_("Vandaag"), nu_),
        (_("Komende week") if weekend else _("Deze week"), week),
        (_("Later"), later),
    ]


def _add_terms(taken: Iterable[Taak]) -> None:
    """Give each task `termijn`: the most urgent running term of its dossier. One query."""
    taken = list(taken)
    rows = (
        Dossiertermijn.objects.filter(OPEN_TERMIJN, dossier__in={taak.dossier_id for taak in taken})
        .order_by("dossier", "eind")
        .distinct("dossier")
    )
    eerste = {rij.dossier_id: (termijnen.naam(rij), rij.eind) for rij in rows}
    for taak in taken:
        taak.termijn = eerste.get(taak.dossier_id)  # type: ignore[attr-defined]


# ---- my families ----------------------------------------------------------------------------------------


def mijn_gezinnen(medewerker: Medewerker) -> QuerySet[Dossier]:
    """Open dossiers of which I am regisseur, the nearest term first."""
    return _by_term(zichtbaar(medewerker).open().filter(regisseur=medewerker))


def betrokken_gezinnen(medewerker: Medewerker) -> QuerySet[Dossier]:
    """Open dossiers that I work on without being regisseur."""
    dossiers = zichtbaar(medewerker).open().filter(pk__in=queries_nieuws.lid_van(medewerker))
    return _by_term(dossiers.exclude(regisseur=medewerker))


def met_leden(dossiers: list[Dossier]) -> list[Dossier]:
    """Adds `jeugdigen` (names with age) and `open_taken` to each dossier of one page. Two queries."""
    from eenplan.gezin.models import Gezinslid

    per_gezin: dict[int, list[str]] = {}
    leden = (
        Gezinslid.objects.filter(
            gezin__in={d.gezin_id for d in dossiers}, rol=Gezinslid.Rol.JEUGDIGE, tot__isnull=True
        )
        .select_related("persoon")
        .order_by("persoon__geboortedatum")
    )
    for lid in leden:
        leeftijd = lid.persoon.leeftijd()
        naam = lid.persoon.roepnaam or lid.persoon.voornamen
        per_gezin.setdefault(lid.gezin_id, []).append(
            f"{naam} ({leeftijd})" if leeftijd is not None else naam
        )
    taken = dict(
        Taak.objects.filter(NIET_AF, dossier__in=[d.pk for d in dossiers])
        .values_list("dossier")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for dossier in dossiers:
        dossier.jeugdigen = per_gezin.get(dossier.gezin_id, [])  # type: ignore[attr-defined]
        dossier.open_taken = taken.get(dossier.pk, 0)  # type: ignore[attr-defined]
    return dossiers


def _by_term(dossiers: Any) -> Any:
    return met_termijn(dossiers).order_by(F("eerste_termijn").asc(nulls_last=True), "geopend_op", "pk")


def met_termijn(dossiers: Any) -> Any:
    """Adds the last day of the first running term as `eerste_termijn`, and `waarschuw_op` of that term."""
    eerste = Dossiertermijn.objects.filter(OPEN_TERMIJN, dossier=OuterRef("pk")).order_by("eind")
    return dossiers.annotate(
        eerste_termijn=Subquery(eerste.values("eind")[:1]),
        waarschuw_op=Subquery(eerste.values("waarschuw_op")[:1]),
    )
