"""What a team lead reads of the team: who carries how much against the norm, who waits and in which order.

All through `zichtbaar_voor`: a secret dossier that the reader may not see is not counted either, so that its existence does
not show from a number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from eenplan.caseload import zwaarte as zwaartes
from eenplan.caseload.checks import VERDELERS, check_mag_verdelen
from eenplan.caseload.models import Afwezigheid, Inzetbaarheid, Verdeelvoorstel, Zwaarte
from eenplan.caseload.normen import Grootheid, Norm, huidige_norm
from eenplan.dossier.leden_actions import REGISSEURS
from eenplan.dossier.models import Dossier
from eenplan.dossier.queries import zichtbaar
from eenplan.dossier.termijnen import VAN_GEZIN
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker, Team
from eenplan.organisatie.queries import medewerkers_met_functie, teamleden

RANG = {"direct": 0, "spoed": 1}  # classes of the triage table; the rest is ordinary
BEURT = {"direct": "veiligheid gaat voor alles", "spoed": "spoed volgens de triage"}
JEUGDIGEN = Count(
    "gezin__leden", filter=Q(gezin__leden__rol="jeugdige", gezin__leden__tot__isnull=True), distinct=True
)


@dataclass(frozen=True, slots=True)
class Gezin:
    """One open family of the team with what it weighs.

    gewicht   in what the norm counts; `uren` always in hours a week
    """

    dossier: Dossier
    zwaarte: Zwaarte
    uren: Decimal
    gewicht: Decimal
    jeugdigen: int
    dagen: int
    termijn: date | None

    @property
    def zwaar(self) -> bool:
        return self.zwaarte in zwaartes.ZWAAR

    @property
    def beurt(self) -> str:
        """Why this family has this place in the waiting list."""
        return BEURT.get(self.dossier.urgentie, "op volgorde van melding")


@dataclass(slots=True)
class Belasting:
    """What one colleague carries.

    ruimte   what the norm allows this colleague, in what it counts: per fte times fte times the part for families
    """

    medewerker: Medewerker
    inzetbaarheid: Inzetbaarheid | None
    ruimte: Decimal
    afwezig: Afwezigheid | None
    gezinnen: list[Gezin] = field(default_factory=list)

    @property
    def gewicht(self) -> Decimal:
        return sum((g.gewicht for g in self.gezinnen), Decimal(0))

    @property
    def uren(self) -> Decimal:
        return sum((g.uren for g in self.gezinnen), Decimal(0))

    @property
    def jeugdigen(self) -> int:
        return sum(g.jeugdigen for g in self.gezinnen)

    @property
    def zware(self) -> int:
        return sum(g.zwaar for g in self.gezinnen)

    @property
    def over(self) -> Decimal:
        """What fits before the norm is reached; below zero it is passed already."""
        return self.ruimte - self.gewicht

    @property
    def benut(self) -> int | None:
        """Percent of the norm; None for who has no room for families at all."""
        return procent(self.gewicht, self.ruimte)

    @property
    def per_zwaarte(self) -> list[tuple[Zwaarte, int]]:
        tel = Counter(g.zwaarte for g in self.gezinnen)
        return [(z, tel[z]) for z in Zwaarte if tel[z]]


@dataclass(frozen=True, slots=True)
class Teambeeld:
    """A team as its lead sees it today."""

    team: Team
    norm: Norm
    mensen: list[Belasting]
    wachtend: list[Gezin]

    @property
    def gewicht(self) -> Decimal:
        return sum((b.gewicht for b in self.mensen), Decimal(0))

    @property
    def ruimte(self) -> Decimal:
        return sum((b.ruimte for b in self.mensen), Decimal(0))

    @property
    def vrij(self) -> Decimal:
        """What still fits, counted per colleague: room of one is no use to another who is over."""
        return sum((max(b.over, Decimal(0)) for b in self.mensen), Decimal(0))

    @property
    def wachtend_gewicht(self) -> Decimal:
        return sum((g.gewicht for g in self.wachtend), Decimal(0))

    @property
    def boven_norm(self) -> list[Belasting]:
        return [b for b in self.mensen if b.over < 0]


def procent(deel: Decimal, ruimte: Decimal) -> int | None:
    """Percent of the norm in whole numbers; what is above it never reads as 100. None without room."""
    if not ruimte:
        return None
    return max(round(100 * deel / ruimte), 101) if deel > ruimte else min(round(100 * deel / ruimte), 100)


def teams_voor(medewerker: Medewerker) -> QuerySet[Team]:
    """The teams whose families this person distributes."""
    if not medewerker.heeft_functie(*VERDELERS):
        return Team.objects.none()
    return Team.objects.filter(
        pk__in=medewerker.team_ids, soort__in=(Team.Soort.ENTREE, Team.Soort.REGIE, Team.Soort.BESCHERMING)
    )


def team_voor(medewerker: Medewerker, pk: int) -> Team:
    """This team, for who distributes there; `NietGevonden` for one of another organisation."""
    team = Team.objects.filter(pk=pk, organisatie_id=medewerker.organisatie_id).first()
    if team is None:
        raise NietGevonden("Dit team is er niet.")
    check_mag_verdelen(team, medewerker)
    return team


def teambeeld(medewerker: Medewerker, team: Team) -> Teambeeld:
    """Everybody in the team with what they carry, lightest first by part of the norm, and who waits, first comes first."""
    norm = huidige_norm()
    gezinnen = gezinnen_van(zichtbaar(medewerker).open().filter(team=team), norm)
    mensen = {m.pk: b for m in _regisseurs(team, gezinnen) for b in [_leeg(m, norm)]}
    _vul_aan(mensen)
    for gezin in gezinnen:
        if gezin.dossier.regisseur_id is not None:
            mensen[gezin.dossier.regisseur_id].gezinnen.append(gezin)
    op_volgorde = sorted(mensen.values(), key=lambda b: (b.benut is None, b.benut or 0, b.medewerker.naam))
    wachtend = [g for g in gezinnen if g.dossier.regisseur_id is None]
    return Teambeeld(team, norm, op_volgorde, sorted(wachtend, key=_beurt))


def belasting_van(lezer: Medewerker, collega: Medewerker) -> tuple[Belasting, Norm]:
    """What this colleague carries in all teams, as far as `lezer` may see it, heaviest first; and the norm that holds."""
    norm = huidige_norm()
    belasting = _leeg(collega, norm)
    _vul_aan({collega.pk: belasting})
    belasting.gezinnen = sorted(
        gezinnen_van(zichtbaar(lezer).open().filter(regisseur=collega), norm),
        key=lambda g: (-g.uren, g.dossier.geopend_op, g.dossier.pk),
    )
    return belasting, norm


def gezinnen_van(dossiers: QuerySet[Dossier], norm: Norm) -> list[Gezin]:
    """These dossiers with their weights; one question, however many there are."""
    gewichten = zwaartes.gewichten()
    rijen = dossiers.annotate(
        aantal_jeugdigen=JEUGDIGEN,
        eerste_termijn=Min(
            "termijnen__eind",
            filter=Q(termijnen__gehaald_op__isnull=True, termijnen__vervallen_op__isnull=True)
            & ~Q(termijnen__soort__in=VAN_GEZIN),
        ),
    )
    return [_gezin(d, gewichten, norm) for d in rijen]


def _gezin(dossier: Any, gewichten: dict[Zwaarte, zwaartes.Gewicht], norm: Norm) -> Gezin:
    zwaarte = zwaartes.zwaarte_van(
        fase=dossier.fase,
        regievorm=dossier.regievorm,
        urgentie=dossier.urgentie,
        teamsoort=dossier.team.soort if dossier.team else None,
    )
    uren = gewichten[zwaarte].uren
    gewicht = {
        Grootheid.UREN: uren,
        Grootheid.GEZINNEN: Decimal(1),
        Grootheid.JEUGDIGEN: Decimal(max(dossier.aantal_jeugdigen, 1)),
    }[Grootheid(norm.grootheid)]
    return Gezin(
        dossier=dossier,
        zwaarte=zwaarte,
        uren=uren,
        gewicht=gewicht,
        jeugdigen=dossier.aantal_jeugdigen,
        dagen=(vandaag() - dossier.geopend_op).days,
        termijn=dossier.eerste_termijn,
    )


def _beurt(gezin: Gezin) -> tuple[Any, ...]:
    """The order of the waiting list: class of the triage, then who waits longest."""
    return (
        RANG.get(gezin.dossier.urgentie, 2),
        gezin.dossier.geopend_op,
        gezin.dossier.pk,
    )


def _regisseurs(team: Team, gezinnen: Iterable[Gezin]) -> list[Medewerker]:
    """Who can direct in this team, and whoever else still has families of it (left the team, or the service)."""
    kunnen = medewerkers_met_functie(team.organisatie_id, *REGISSEURS)
    leden = {m.pk: m for m in teamleden(team).filter(pk__in=kunnen.values("pk"))}
    for gezin in gezinnen:
        regisseur = gezin.dossier.regisseur
        if regisseur is not None:
            leden.setdefault(regisseur.pk, regisseur)
    return list(leden.values())


def _leeg(medewerker: Medewerker, norm: Norm) -> Belasting:
    return Belasting(
        medewerker, None, norm.per_fte * medewerker.fte if medewerker.actief else Decimal(0), None
    )


def _vul_aan(mensen: dict[int, Belasting]) -> None:
    for inzetbaarheid in Inzetbaarheid.objects.filter(medewerker__in=mensen):
        belasting = mensen[inzetbaarheid.medewerker_id]
        belasting.inzetbaarheid = inzetbaarheid
        belasting.ruimte *= inzetbaarheid.deel
    for weg in Afwezigheid.objects.filter(medewerker__in=mensen, tot__gte=vandaag()).order_by("-van"):
        mensen[weg.medewerker_id].afwezig = weg  # the first one stays


def erbij(voorstel: Verdeelvoorstel) -> dict[int, Decimal]:
    """Per colleague the weight that the choices of this proposal bring; of who hands over, what goes is negative. A family
    that moved on meanwhile brings nothing any more."""
    uit: dict[int, Decimal] = defaultdict(Decimal)
    for regel in voorstel.regels.select_related("dossier"):
        if not regel.achterhaald and regel.gekozen_id is not None and regel.gekozen_id != regel.van_id:
            uit[regel.gekozen_id] += regel.gewicht
            if regel.van_id is not None:
                uit[regel.van_id] -= regel.gewicht
    return dict(uit)


def boven_norm_door_keuze(voorstel: Verdeelvoorstel, beeld: Teambeeld) -> list[Medewerker]:
    """Who ends above the norm because the team lead chose otherwise than was proposed."""
    anders = {
        r.gekozen_id for r in voorstel.regels.all() if r.gekozen_id and r.gekozen_id != r.voorgesteld_id
    }
    bij = erbij(voorstel) if anders else {}
    return [
        b.medewerker
        for b in beeld.mensen
        if b.medewerker.pk in anders and b.gewicht + bij.get(b.medewerker.pk, Decimal(0)) > b.ruimte
    ]
