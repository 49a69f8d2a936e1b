"""Every read of a dossier: one way in, and it leaves a line in the read log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)

from eenplan.dossier import sluiten, termijnen
from eenplan.dossier.models import Contactnotitie, Doorbreking, Dossier, Dossierlid, Dossiertermijn
from eenplan.dossier.zichtbaarheid import DossierQuerySet
from eenplan.gezin.models import Gezinslid
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.queries import log_inzage
from eenplan.kern.slot import haal
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie, geldig_op

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon
    from eenplan.kern.models import Gebeurtenis
    from eenplan.organisatie.models import Medewerker

NIET_GEVONDEN = "Er is geen dossier met dit nummer dat u mag zien. Controleer het nummer."


def zichtbaar(medewerker: Medewerker) -> DossierQuerySet:
    """The dossiers that this person may see, with family, regisseur and team."""
    return Dossier.objects.zichtbaar_voor(medewerker).select_related("gezin", "regisseur", "team")


def dossier_voor(medewerker: Medewerker, nummer: str, *, wat: str) -> Dossier:
    """The dossier with this number, and a line in the read log: who, what, why.

    `NietGevonden` when it is not there, of another organisation, or not theirs to see: the same answer.
    """
    dossier = zichtbaar(medewerker).filter(nummer=nummer).first()
    if dossier is None:
        raise NietGevonden(NIET_GEVONDEN)
    log_inzage(medewerker=medewerker, wat=wat, reden=grond(medewerker, dossier), dossiers=[dossier.pk])
    return dossier


def open_en_niet_geheim_voor(medewerker: Medewerker) -> Subquery:
    """A condition on rows with a `dossier`: it is open, and not kept secret for this person.

    A question per row: as a join the database reads every open dossier of the organisation to answer it for some tens.
    """
    mag = Q(gesloten_op__isnull=True) & (Q(geheim=False) | Q(pk__in=zichtbaar(medewerker).values("pk")))
    rij = Dossier.objects.filter(pk=OuterRef("dossier_id"))
    return Subquery(rij.values(mag=ExpressionWrapper(mag, BooleanField())), output_field=BooleanField())


def actueel(pk: int) -> Dossier:
    """A dossier as it is now: for a step of its own process, which asks nobody's leave.

    Without a lock: who hands over a dossier locks its tasks first, and a step holds one of those.
    """
    dossier = haal(Dossier, pk)
    if dossier is None:
        raise NietGevonden(NIET_GEVONDEN)
    return cast(Dossier, dossier)


def van_personen(personen: Iterable[int]) -> dict[int, int]:
    """Per youth the dossier of the family that they belong to, both by key: the open one, else the one closed last. For the
    system."""
    rijen = (
        Dossier.objects.filter(
            gezin__leden__persoon__in=list(personen),
            gezin__leden__rol="jeugdige",
            gezin__leden__tot__isnull=True,
        )
        .order_by("gezin__leden__persoon_id", F("gesloten_op").desc(nulls_first=True), "-pk")
        .distinct("gezin__leden__persoon_id")
    )
    return dict(rijen.values_list("gezin__leden__persoon_id", "pk"))


def is_open(pk: int) -> bool:
    """Whether this dossier is open. For the system."""
    return Dossier.objects.open().filter(pk=pk).exists()


def grond(medewerker: Medewerker, dossier: Dossier) -> str:
    """On which ground this person sees this dossier, in one word for the read log."""
    if dossier.regisseur_id == medewerker.pk:
        return "regisseur"
    lid = Dossierlid.objects.filter(geldig_op(vandaag()), dossier=dossier, medewerker=medewerker).first()
    if lid is not None:
        return lid.rol
    if Doorbreking.objects.filter(dossier=dossier, medewerker=medewerker, tot__gt=nu()).exists():
        return "doorbreking"
    return "team" if dossier.team_id in medewerker.team_ids else "functie"


def afgeschermd(persoon: Persoon, medewerker: Medewerker) -> bool:
    """Whether knowing this person's BSN is no reason to be shown the rest: a secret contact or a secret dossier."""
    if persoon.contact_geheim:
        return True
    geheim = Dossier.objects.filter(
        geheim=True, gezin__leden__persoon=persoon, gezin__leden__tot__isnull=True
    )
    return geheim.exclude(pk__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk")).exists()


def rol_van(dossier: Dossier, medewerker: Medewerker, rol: str) -> Dossierlid | None:
    """This person's part in the dossier in this role, when there is no end to it yet."""
    return Dossierlid.objects.filter(
        dossier=dossier, medewerker=medewerker, rol=rol, tot__isnull=True
    ).first()


@dataclass(frozen=True, slots=True)
class Termijnstand:
    """A running term as people read it: its name, state, words and last day."""

    rij: Dossiertermijn
    naam: str
    toestand: str
    woorden: str
    uitleg: list[str]

    @property
    def met_naam(self) -> str:
        return f"{self.naam}: {self.woorden}"


def termijnstand(rij: Dossiertermijn) -> Termijnstand:
    """The state of one term today."""
    berekend = termijnen.van_rij(rij)
    dag = vandaag()
    if rij.soort in termijnen.VAN_GEZIN and berekend.toestand(dag) == "verstreken":
        return Termijnstand(rij, termijnen.naam(rij), "voorbij", "voorbij, niet gebruikt", berekend.uitleg())
    return Termijnstand(
        rij, termijnen.naam(rij), str(berekend.toestand(dag)), berekend.in_woorden(dag), berekend.uitleg()
    )


def lopende_termijnen(dossier: Dossier) -> list[Termijnstand]:
    """The terms that run for this dossier, the most urgent first; a term of the family only while it lasts."""
    rows = dossier.termijnen.filter(gehaald_op__isnull=True, vervallen_op__isnull=True).order_by(
        F("eind").asc(nulls_last=True)
    )
    voorbij = [rij for rij in rows if rij.soort in termijnen.VAN_GEZIN and rij.eind and rij.eind < vandaag()]
    return [termijnstand(rij) for rij in rows if rij not in voorbij]


def vooruitblik_op_sluiten(dossier: Dossier, proces: Any = None) -> sluiten.Sluiting:
    """What closing this dossier would do now: why it is refused, which terms and other work end, which rights stay."""
    beeld = sluiten.vooruitblik(dossier, proces)
    lopend = lopende_termijnen(dossier)
    namen = [stand.naam for stand in lopend if stand.rij.soort not in termijnen.VAN_GEZIN]
    rechten = [
        f"{stand.naam} kan nog tot en met {stand.rij.eind:%d-%m-%Y}: dat recht blijft."
        for stand in lopend
        if stand.rij.soort in termijnen.VAN_GEZIN and stand.rij.eind
    ]
    onze = "Deze termijn wordt" if len(namen) == 1 else "Deze termijnen worden"
    bewaakt = [f"{onze} niet meer bewaakt: {', '.join(namen)}."] if namen else []
    return sluiten.Sluiting(beeld.hindert, [*bewaakt, *beeld.vervalt, *rechten])


def alle_termijnen(dossier: Dossier) -> list[Termijnstand]:
    """All terms of this dossier, running ones first."""
    rows = dossier.termijnen.order_by(F("gehaald_op").asc(nulls_first=True), "eind")
    return [termijnstand(rij) for rij in rows]


def zoek(medewerker: Medewerker, vraag: str) -> QuerySet[Dossier]:
    """Dossiers by family name, name of a member, number, or words in the notes; only what one may see."""
    vraag = vraag.strip()
    if not vraag:
        return Dossier.objects.none()
    notities = Contactnotitie.objects.filter(zoek=SearchQuery(vraag, config="dutch", search_type="websearch"))
    leden = Gezinslid.objects.filter(*(_naam_met(woord) for woord in vraag.split()))
    return (
        zichtbaar(medewerker)
        .filter(
            Q(nummer__iexact=vraag)
            | Q(gezin__naam__icontains=vraag)
            | Q(gezin__in=leden.values("gezin"))
            | Q(pk__in=notities.values("dossier"))
        )
        .order_by("gezin__naam", "nummer")
    )


@dataclass(frozen=True, slots=True)
class Aantal:
    """How many families are alike in what tells how heavy they are; `wachtdagen` since opening, of all of them together."""

    fase: str
    regievorm: str
    urgentie: str
    teamsoort: str | None
    wacht: bool
    aantal: int
    wachtdagen: int


def tel_open(op: date) -> list[Aantal]:
    """How many families are open, and how many of them wait for a regisseur. For figures about the whole organisation:
    everybody counts, also who is kept secret, and nobody is named."""
    return _tel(Dossier.objects.open(), op)


def tel_geopend(van: date, tot: date) -> tuple[list[Aantal], date | None]:
    """How many families came in from `van` up to and including `tot`, and when the first ever did; for figures, as above."""
    eerste = Dossier.objects.aggregate(Min("geopend_op"))["geopend_op__min"]
    return _tel(Dossier.objects.filter(geopend_op__range=(van, tot)), tot), eerste


def _tel(dossiers: DossierQuerySet, op: date) -> list[Aantal]:
    rijen = (
        dossiers.order_by()
        .annotate(wacht=ExpressionWrapper(Q(regisseur__isnull=True), BooleanField()))
        .values("fase", "regievorm", "urgentie", "team__soort", "wacht")
        .annotate(aantal=Count("pk"), sinds=Sum(Value(op) - F("geopend_op"), default=timedelta(0)))
    )
    return [
        Aantal(
            r["fase"],
            r["regievorm"],
            r["urgentie"],
            r["team__soort"],
            r["wacht"],
            r["aantal"],
            r["sinds"].days,
        )
        for r in rijen
    ]


def _naam_met(woord: str) -> Q:
    """A member of whose name some part begins with this word: 'sem de vries' finds Sem de Vries."""
    delen = ("roepnaam", "voornamen", "voorvoegsel", "achternaam")
    return reduce(or_, (Q(**{f"persoon__{deel}__istartswith": woord}) for deel in delen))


def zoek_in_notities(dossier: Dossier, vraag: str) -> QuerySet[Contactnotitie]:
    """Notes of this dossier that hold the words, best first, with the place marked by « and »."""
    query = SearchQuery(vraag, config="dutch", search_type="websearch")
    return (
        dossier.contactnotities.filter(zoek=query)
        .annotate(
            rang=SearchRank(F("zoek"), query),
            fragment=SearchHeadline(
                "tekst", query, config="dutch", start_sel="«", stop_sel="»", max_words=30
            ),
        )
        .order_by("-rang")
    )


def met_notities(
    dossier: Dossier, gebeurtenissen: Iterable[Gebeurtenis]
) -> list[tuple[Gebeurtenis, Contactnotitie | None]]:
    """Events with the note that each is about, if any."""
    regels = list(gebeurtenissen)
    soort = Contactnotitie._meta.label_lower
    notities = {
        n.pk: n
        for n in dossier.contactnotities.filter(pk__in=[g.over_id for g in regels if g.over_soort == soort])
    }
    return [(g, notities.get(g.over_id or 0) if g.over_soort == soort else None) for g in regels]


def te_beoordelen_doorbrekingen(medewerker: Medewerker) -> QuerySet[Doorbreking]:
    """The review list: what others opened with a reason and nobody has judged yet."""
    if medewerker.heeft_functie(Functie.KWALITEITSADVISEUR):
        mijn = Q()
    elif medewerker.heeft_functie(Functie.TEAMLEIDER):
        mijn = Q(dossier__team__in=medewerker.team_ids) | Q(dossier__team__isnull=True)
    else:
        return Doorbreking.objects.none()
    return (
        Doorbreking.objects.filter(mijn, organisatie_id=medewerker.organisatie_id, beoordeeld_op__isnull=True)
        .exclude(medewerker=medewerker)
        .select_related("medewerker", "dossier")
    )
