"""Who may see one dossier, as what, since when and why: what the page “Wie werkt mee” shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from eenplan.dossier.checks import WERKEND
from eenplan.dossier.inzage import GRONDEN
from eenplan.dossier.leden_actions import REGISSEURS
from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.dossier.zichtbaarheid import TEAMBREED
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie import queries as organisatie
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from eenplan.organisatie.models import Medewerker


@dataclass(frozen=True, slots=True)
class Meewerker:
    """One person, or one group, on one ground."""

    naam: str
    rol: str
    waarom: str
    werkt: bool = False
    vanaf: date | None = None
    tot: date | None = None
    tot_uur: str = ""
    lid: Dossierlid | None = None


def meewerkers(dossier: Dossier) -> list[Meewerker]:
    """Who works or reads along by name: the regisseur first, then who was let in, then who broke the glass."""
    redenen = _redenen(dossier)
    rijen = []
    if dossier.regisseur is not None:
        sinds = redenen.get(("dossier.regisseur", dossier.pk))
        rijen.append(
            Meewerker(
                naam=dossier.regisseur.naam, rol=_("regisseur"), werkt=True, vanaf=sinds.tijdstip.date() if sinds else None,
                waarom=(sinds.waarom if sinds else "") or _zin("regisseur"),
            )
        )  # fmt: skip
    op = vandaag()
    for lid in _leden(dossier).filter(Q(tot__isnull=True) | Q(tot__gte=op)):
        rijen.append(_lid(lid, redenen))
    for doorbreking in dossier.doorbrekingen.filter(tot__gt=nu()).select_related("medewerker"):  # type: ignore[attr-defined]
        rijen.append(
            Meewerker(
                naam=doorbreking.medewerker.naam, rol=_("leest tijdelijk mee"), waarom=doorbreking.reden,
                vanaf=doorbreking.vanaf.date(), tot=doorbreking.tot.date(),
            )
        )  # fmt: skip
    return rijen


def eerder(dossier: Dossier) -> list[Meewerker]:
    """Who worked or read along before, the last one first."""
    redenen = _redenen(dossier)
    return [_lid(lid, redenen) for lid in _leden(dossier).filter(tot__lt=vandaag()).order_by("-tot", "-pk")]


def door_functie(dossier: Dossier) -> Iterator[Meewerker]:
    """Who sees this dossier by what they do in the organisation, not by being let in. Nobody when it is secret."""
    if dossier.geheim:
        return
    if dossier.team is not None:
        namen = organisatie.teamleden(dossier.team)
        for functie in TEAMBREED:
            for mens in namen & organisatie.medewerkers_met_functie(dossier.organisatie_id, functie):
                leidt = functie == Functie.TEAMLEIDER
                yield Meewerker(mens.naam, str(Functie(functie).label), str(GRONDEN["team"]), werkt=leidt)
    elif dossier.is_open:
        yield Meewerker(_("Praktijkleiders"), _("verdelen het werk"), _("zolang het gezin geen team heeft"))
    if dossier.is_open:
        yield Meewerker(_("A-team"), _("administratief medewerkers"), _("voor post, controle en archief"))


def kandidaat_regisseurs(dossier: Dossier) -> QuerySet[WithAnnotations[Medewerker]]:
    """Who can take over: own team first, the lightest load first; not who is regisseur already."""
    rijen = organisatie.medewerkers_met_functie(dossier.organisatie_id, *REGISSEURS)
    eigen = organisatie.teamleden(dossier.team).values("pk") if dossier.team else []
    return (
        rijen.exclude(pk=dossier.regisseur_id or 0)
        .annotate(
            gezinnen=Count("regie", filter=Q(regie__gesloten_op__isnull=True), distinct=True),
            eigen_team=Q(pk__in=eigen),
        )
        .order_by("-eigen_team", "gezinnen", "naam")
    )


def kandidaat_in_woorden(medewerker: Medewerker) -> str:
    """`Amina El Idrissi · 16 gezinnen`, and whether it is somebody of another team."""
    aantal = medewerker.gezinnen  # type: ignore[attr-defined]
    tekst = f"{medewerker.naam} · {aantal} {'gezin' if aantal == 1 else 'gezinnen'}"
    return tekst if medewerker.eigen_team else f"{tekst} · {_('ander team')}"  # type: ignore[attr-defined]


def collegas(dossier: Dossier) -> QuerySet[Medewerker]:
    """Who can be let in: everybody at work in the organisation, but the regisseur."""
    return (
        organisatie.medewerkers(dossier.organisatie_id)
        .filter(actief=True)
        .exclude(pk=dossier.regisseur_id or 0)
        .order_by("naam")
    )


def collega_in_woorden(medewerker: Medewerker) -> str:
    """`Bert Bakker · jeugdconsulent · Noord`."""
    functies = ", ".join(str(Functie(f.functie).label) for f in medewerker.functies_nu)  # type: ignore[attr-defined]
    teams = ", ".join(lid.team.naam for lid in medewerker.teams_nu)  # type: ignore[attr-defined]
    return " · ".join(deel for deel in (medewerker.naam, functies, teams) if deel)


# Private ---------------------------------------------------------------------------------------------------------


def _leden(dossier: Dossier) -> QuerySet[Dossierlid]:
    return dossier.leden.select_related("medewerker").order_by("vanaf", "pk")


def _lid(lid: Dossierlid, redenen: dict[tuple[str, int | None], Gebeurtenis]) -> Meewerker:
    reden = redenen.get(("dossier.lid", lid.pk))
    return Meewerker(
        naam=lid.medewerker.naam, rol=lid.get_rol_display(), werkt=lid.rol in WERKEND, vanaf=lid.vanaf,
        tot=lid.tot and max(lid.vanaf, lid.tot), waarom=(reden.waarom if reden else "") or _zin(lid.rol), lid=lid,
    )  # fmt: skip


def _redenen(dossier: Dossier) -> dict[tuple[str, int | None], Gebeurtenis]:
    """Of each part in the dossier the last time that somebody gave it, with the reason."""
    regels = Gebeurtenis.objects.filter(
        dossier=dossier, soort__in=["dossier.lid", "dossier.regisseur"]
    ).order_by("tijdstip", "pk")
    return {(regel.soort, regel.over_id): regel for regel in regels}


def _zin(grond: str) -> str:
    zin = str(GRONDEN[grond])
    return zin[:1].upper() + zin[1:]
