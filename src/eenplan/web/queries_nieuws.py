"""What changed around the families of one person: news, per family, and not what the machine does by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.dossier.zichtbaarheid import TEAMBREED
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker
from termijn import tel_werkdagen_op
from termijn.woorden import DAGEN

# Kinds of event that are no news: they follow by themselves from another one, or are the keeping of records.
GEEN_NIEUWS = frozenset(
    {
        "bericht.gemaakt", "bericht.opnieuw_aangeboden", "bericht.verzonden", "besluit.brieven", "besluit.toegewezen",
        "dossier.fase", "dossier.lid_weg", "gezin.gemaakt", "gezin.lid_toegevoegd", "persoon.geregistreerd",
        "plan.begonnen", "plan.gewijzigd", "plan.toegewezen", "proces.gestart", "proces.klaar", "relatie.vastgelegd",
        "taak.afgerond", "taak.gepakt", "termijn.gehaald", "termijn.gestart",
    }
)  # fmt: skip
GEZINNEN = 4
PER_GEZIN = 2
GELEZEN = 200  # events; of who looks after a whole team


@dataclass
class Nieuws:
    """One family: what happened last, and how much more."""

    dossier: Dossier
    gebeurtenissen: list[Gebeurtenis] = field(default_factory=list)
    meer: int = 0


def kandidaten(medewerker: Medewerker) -> list[Gebeurtenis]:
    """News by others, the latest first: of dossiers I work on, or of my team when I look after all of it."""
    gebeurtenissen = (
        Gebeurtenis.objects.filter(
            organisatie_id=medewerker.organisatie_id, tijdstip__gte=_begin(sinds()), dossier__isnull=False
        )
        .exclude(medewerker=medewerker)
        .exclude(soort__in=GEEN_NIEUWS)
    )
    if medewerker.heeft_functie(*TEAMBREED):
        gebeurtenissen = gebeurtenissen.filter(dossier__team__in=medewerker.team_ids)
    else:
        van_mij = Dossier.objects.filter(regisseur=medewerker).open().values("pk")
        gebeurtenissen = gebeurtenissen.filter(dossier__in=van_mij.union(lid_van(medewerker), all=True))
    return list(gebeurtenissen.select_related("medewerker", "dossier__gezin")[:GELEZEN])


def per_gezin(gebeurtenissen: Iterable[Gebeurtenis]) -> tuple[list[Nieuws], int]:
    """The families with the latest news first, and how many families more there are."""
    gezinnen: dict[int, Nieuws] = {}
    for gebeurtenis in gebeurtenissen:
        assert gebeurtenis.dossier
        nieuws = gezinnen.setdefault(gebeurtenis.dossier.pk, Nieuws(gebeurtenis.dossier))
        if len(nieuws.gebeurtenissen) < PER_GEZIN:
            nieuws.gebeurtenissen.append(gebeurtenis)
        else:
            nieuws.meer += 1
    return list(gezinnen.values())[:GEZINNEN], max(len(gezinnen) - GEZINNEN, 0)


def sinds() -> date:
    """The previous working day: on Monday also what happened on Friday and in the weekend."""
    return tel_werkdagen_op(vandaag(), -1)


def sinds_in_woorden() -> str:
    """`gisteren`, or the day of the week."""
    dag = sinds()
    return _("gisteren") if dag == vandaag() - timedelta(days=1) else DAGEN[dag.weekday()]


def lid_van(medewerker: Medewerker) -> QuerySet[Dossierlid, Any]:
    """The dossiers that this person works on today."""
    return Dossierlid.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=vandaag()), medewerker=medewerker
    ).values("dossier")


def _begin(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
