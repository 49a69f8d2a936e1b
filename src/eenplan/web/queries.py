"""What the shell reads: my work, my families, the team. A fixed number of queries, whatever the numbers.

Every dossier passes `zichtbaar_voor`; the views log what a page showed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, DateField, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.dossier.models import Dossier, Dossiertermijn
from eenplan.dossier.queries import termijnstand, zichtbaar
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import (
    Functie,
    Functievervulling,
    Mandaat,
    Medewerker,
    Team,
    Teamlidmaatschap,
    geldig_op,
)
from eenplan.werkwijze.models import NIET_AF, Taak

OPEN_TERMIJN = Q(gehaald_op__isnull=True, vervallen_op__isnull=True, eind__isnull=False)


# ---- the shell ---------------------------------------------------------------------------------------


def tallen(medewerker: Medewerker) -> dict[str, int]:
    """The counts in the menu: my open tasks, the families I am regisseur of."""
    return {
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


@dataclass
class Werk:
    """One page of *Mijn werk*."""

    groepen: list[tuple[str, list[Taak]]]
    vrij: list[Taak]
    vrij_aantal: int
    wacht_op: list[Taak]
    caseload: dict[str, Any]
    gezinnen: list[Dossier]
    veranderd: list[Gebeurtenis]
    dringend: int
    dossier_ids: set[int] = field(default_factory=set)

    @property
    def geen_taken(self) -> bool:
        return not any(taken for _titel, taken in self.groepen)

    @property
    def eerste_groep(self) -> str:
        """The group whose first task gets the one filled button."""
        return next((titel for titel, taken in self.groepen if taken), "")


def mijn_werk(medewerker: Medewerker) -> Werk:
    """My tasks by urgency, what I can pick up, whom I wait for, my families, what changed."""
    mag = Dossier.objects.zichtbaar_voor(medewerker).values("pk")
    open_taken = Taak.objects.filter(NIET_AF, dossier__in=mag).select_related("dossier__gezin")
    mijn = list(
        open_taken.filter(medewerker=medewerker).order_by(F("uiterlijk").asc(nulls_last=True), "id")[:60]
    )
    vrij = vrije_taken(medewerker)
    eerste_vrij = list(vrij.order_by(F("uiterlijk").asc(nulls_last=True), "id")[:6])
    wacht_op = list(
        Taak.objects.filter(NIET_AF, dossier__regisseur=medewerker, dossier__gesloten_op__isnull=True)
        .exclude(medewerker=medewerker)
        .select_related("dossier__gezin", "medewerker")
        .order_by(F("uiterlijk").asc(nulls_last=True), "id")[:6]
    )
    gezinnen = list(mijn_gezinnen(medewerker)[:6])
    veranderd = list(
        Gebeurtenis.objects.filter(
            organisatie_id=medewerker.organisatie_id, tijdstip__gte=_yesterday(), dossier__in=mag
        )
        .exclude(medewerker=medewerker)
        .select_related("medewerker", "dossier__gezin")[:7]
    )
    _add_terms([*mijn, *eerste_vrij])
    groepen = _by_urgency(mijn)
    dringend = sum(1 for taak in mijn if taak.uiterlijk and taak.uiterlijk <= vandaag())
    return Werk(
        groepen, eerste_vrij, vrij.count(), wacht_op, caseload(medewerker), gezinnen, veranderd, dringend,
        {t.dossier_id for t in [*mijn, *eerste_vrij, *wacht_op]} | {d.pk for d in gezinnen} | {g.dossier_id for g in veranderd if g.dossier_id},
    )  # fmt: skip


def vrije_taken(medewerker: Medewerker) -> QuerySet[Taak]:
    """Open tasks of visible dossiers that nobody has and that this person may pick up."""
    functies = list(medewerker.functies)
    return (
        Taak.objects.filter(
            Q(functie__in=functies) | Q(ook_functie__in=functies),
            NIET_AF,
            Q(team__isnull=True) | Q(team__in=medewerker.team_ids),
            organisatie_id=medewerker.organisatie_id,
            medewerker__isnull=True,
            dossier__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk"),
        )
        .exclude(niet_door__contains=[medewerker.pk])
        .select_related("dossier__gezin")
    )


def caseload(medewerker: Medewerker) -> dict[str, Any]:
    """How many families, by form of direction."""
    rows = (
        Dossier.objects.filter(regisseur=medewerker)
        .open()
        .values_list("regievorm")
        .annotate(n=Count("pk"))
        .order_by()
    )
    per_vorm = dict(rows)
    namen = dict(Dossier.Regievorm.choices)
    delen = [(str(namen[vorm]), per_vorm[vorm]) for vorm in namen if per_vorm.get(vorm)]
    if per_vorm.get(""):
        delen.append(("nog te bepalen", per_vorm[""]))
    return {"gezinnen": sum(per_vorm.values()), "delen": delen}


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
    """Give each task `termijn`: the most urgent running term of its dossier, in words. One query."""
    taken = list(taken)
    rows = (
        Dossiertermijn.objects.filter(OPEN_TERMIJN, dossier__in={taak.dossier_id for taak in taken})
        .order_by("dossier", "eind")
        .distinct("dossier")
    )
    standen = {rij.dossier_id: termijnstand(rij) for rij in rows}
    for taak in taken:
        taak.termijn = standen.get(taak.dossier_id)  # type: ignore[attr-defined]


def _yesterday() -> datetime:
    return timezone.make_aware(datetime.combine(vandaag() - timedelta(days=1), time.min))


# ---- my families ----------------------------------------------------------------------------------------


def mijn_gezinnen(medewerker: Medewerker) -> QuerySet[Dossier]:
    """Open dossiers of which I am regisseur, the nearest term first."""
    return _by_term(zichtbaar(medewerker).open().filter(regisseur=medewerker))


def betrokken_gezinnen(medewerker: Medewerker) -> QuerySet[Dossier]:
    """Open dossiers that I work on without being regisseur."""
    return _by_term(
        zichtbaar(medewerker).open().filter(
            pk__in=medewerker.dossierlidmaatschappen.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag())).values("dossier")
        ).exclude(regisseur=medewerker)
    )  # fmt: skip


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
    return _with_term(dossiers).order_by(F("eerste_termijn").asc(nulls_last=True), "geopend_op", "pk")


def _with_term(dossiers: Any) -> Any:
    eerste = (
        Dossiertermijn.objects.filter(OPEN_TERMIJN, dossier=OuterRef("pk"))
        .order_by()
        .values("dossier")
        .annotate(m=Min("eind"))
        .values("m")
    )
    return dossiers.annotate(eerste_termijn=Subquery(eerste, output_field=DateField()))


# ---- the team ---------------------------------------------------------------------------------------------

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
    """Open dossiers that I may see, narrowed and ordered; unknown values narrow nothing."""
    dossiers = zichtbaar(medewerker).open()
    if team.isdigit():
        dossiers = dossiers.filter(team=int(team))
    if regisseur == "geen":
        dossiers = dossiers.filter(regisseur__isnull=True)
    elif regisseur.isdigit():
        dossiers = dossiers.filter(regisseur=int(regisseur))
    if fase in Dossier.Fase.values:
        dossiers = dossiers.filter(fase=fase)
    return _with_term(dossiers).order_by(*SORTERING.get(sorteer, SORTERING["termijn"]))


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
    return {
        "per_regisseur": per,
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


# ---- administration -----------------------------------------------------------------------------------------


def medewerkers(organisatie_id: int) -> QuerySet[Medewerker]:
    """All people of an organisation with their functies and teams of today."""
    dag = vandaag()
    return (
        Medewerker.objects.filter(organisatie_id=organisatie_id)
        .select_related("user")
        .prefetch_related(
            Prefetch(
                "functievervullingen", Functievervulling.objects.filter(geldig_op(dag)), to_attr="nu_functies"
            ),
            Prefetch(
                "teamlidmaatschappen",
                Teamlidmaatschap.objects.filter(geldig_op(dag)).select_related("team"),
                to_attr="nu_teams",
            ),
        )
        .order_by("-actief", "naam")
    )


def skj_verloopt(mensen: list[Medewerker], binnen: int = 60) -> list[Medewerker]:
    """Active people whose registration has ended or ends within so many days."""
    grens = vandaag() + timedelta(days=binnen)
    return [m for m in mensen if m.actief and m.skj_nummer and m.skj_tot and m.skj_tot <= grens]


def teams(organisatie_id: int) -> QuerySet[Team]:
    """All teams with how many people are in them today."""
    return Team.objects.filter(organisatie_id=organisatie_id).annotate(
        mensen=Count("lidmaatschappen", filter=geldig_op(vandaag(), "lidmaatschappen__"), distinct=True)
    )


def mandaten(organisatie_id: int) -> QuerySet[Mandaat]:
    """Who may sign what, in force first."""
    return (
        Mandaat.objects.filter(organisatie_id=organisatie_id)
        .select_related("medewerker")
        .order_by(F("tot").desc(nulls_first=True), "functie", "besluitsoort", "tot_bedrag")
    )


# ---- the demo ------------------------------------------------------------------------------------------------


def demo_gebruikers(per_functie: int = 2) -> list[dict[str, str]]:
    """A few people per functie for the sign-in page of the demo; staff names, no case data."""
    from eenplan.web.aanmelding import demo_sleutel

    mensen = (
        Medewerker.objects.filter(actief=True, user__totpdevice__name="demo")
        .select_related("user", "organisatie")
        .prefetch_related(
            Prefetch(
                "functievervullingen",
                Functievervulling.objects.filter(geldig_op(vandaag())),
                to_attr="nu_functies",
            ),
            Prefetch(
                "teamlidmaatschappen",
                Teamlidmaatschap.objects.filter(geldig_op(vandaag())).select_related("team"),
                to_attr="nu_teams",
            ),
            "user__totpdevice_set",
        )
        .order_by("organisatie", "pk")
    )
    volgorde = {f.value: i for i, f in enumerate(Functie)}
    gekozen, geteld = [], dict[str, int]()
    for mens in mensen:
        if mens.user is None or not any(
            d.key == demo_sleutel(mens.user.username) for d in mens.user.totpdevice_set.all()
        ):
            continue
        functies = [v.functie for v in mens.nu_functies]  # type: ignore[attr-defined]
        if not functies or all(geteld.get(f, 0) >= per_functie for f in functies):
            continue
        for functie in functies:
            geteld[functie] = geteld.get(functie, 0) + 1
        gekozen.append(
            {
                "naam": mens.naam,
                "gebruikersnaam": mens.user.username,
                "functienamen": ", ".join(str(Functie(f).label) for f in functies),
                "teams": ", ".join(lid.team.naam for lid in mens.nu_teams),  # type: ignore[attr-defined]
                "volgorde": volgorde[functies[0]],
            }
        )
    return sorted(gekozen, key=lambda g: (g["volgorde"], g["naam"]))
