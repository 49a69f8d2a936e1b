"""Who may see a dossier: one rule, in words and in SQL.

A medewerker sees a dossier of the own organisation when at least one of these holds today:

1. they are its regisseur;
2. they work on it (`Dossierlid`): as second reader, behavioural scientist, taker of a task;
3. they broke the glass and that time has not run out;
4. and, unless the dossier is marked *geheim*:
   a. the dossier is in their team and they are praktijkleider, teamleider or gedragswetenschapper;
   b. they are administratief medewerker (A-team) and the dossier is open;
   c. they are praktijkleider and the dossier has no team yet (triage).

Everybody else, whatever their functie, sees nothing: steering works on figures without names.
Row-level security stands below this rule and knows nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie, geldig_op

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker

TEAMBREED = (Functie.PRAKTIJKLEIDER, Functie.TEAMLEIDER, Functie.GEDRAGSWETENSCHAPPER)


class DossierQuerySet(models.QuerySet["Dossier"]):
    """The queryset of `Dossier`; every list, count, search, export and API passes `zichtbaar_voor`."""

    def zichtbaar_voor(self, medewerker: Medewerker) -> DossierQuerySet:
        """The dossiers that `medewerker` may see, by the rule at the top of this module."""
        if not medewerker.actief:
            return self.none()
        mag = Q(pk__in=_visible_ids(self.model, medewerker))
        if medewerker.heeft_functie(Functie.A_TEAM):
            mag |= Q(geheim=False, gesloten_op__isnull=True)  # most of the table: a filter, not a list of ids
        return self.filter(mag, organisatie_id=medewerker.organisatie_id)

    def open(self) -> DossierQuerySet:
        return self.filter(gesloten_op__isnull=True)


def _visible_ids(model: type[Dossier], medewerker: Medewerker) -> models.QuerySet[Any, Any]:
    """A UNION of index scans: an OR over joins would read every dossier of the organisation."""
    from eenplan.dossier.models import Doorbreking, Dossierlid

    every: models.QuerySet[Dossier] = models.QuerySet(model)
    grounds = [
        every.filter(regisseur=medewerker).values("pk"),
        Dossierlid.objects.filter(geldig_op(vandaag()), medewerker=medewerker).values("dossier"),
        Doorbreking.objects.filter(medewerker=medewerker, tot__gt=nu()).values("dossier"),
    ]
    if medewerker.heeft_functie(*TEAMBREED) and medewerker.team_ids:
        grounds.append(every.filter(team__in=medewerker.team_ids, geheim=False).values("pk"))
    if medewerker.heeft_functie(Functie.PRAKTIJKLEIDER):
        grounds.append(every.filter(team__isnull=True, geheim=False, gesloten_op__isnull=True).values("pk"))
    return grounds[0].union(*grounds[1:], all=True)
