"""Reads of messages: who may see which, and what a provider knows already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from eenplan.berichten.models import Bericht, Berichtregel
from eenplan.dossier.models import Dossier
from eenplan.gezin.models import Gezag, Persoon
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.queries import log_inzage
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Aanbieder, Toewijzing

FUNCTIES = (Functie.BACKOFFICE, Functie.A_TEAM)
MEERDERJARIG = 18

OPEN = Q(verzonden_op__isnull=True, doorgegeven_op__isnull=True)


def zichtbaar(medewerker: Medewerker) -> QuerySet[Bericht]:
    """Messages that this person may read: of dossiers they may see, and, for the backoffice and the A-team,
    of every dossier that is not marked *geheim*."""
    eigen = Q(dossier__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk"))
    if medewerker.heeft_functie(*FUNCTIES):
        eigen |= Q(dossier__geheim=False)
    return Bericht.objects.filter(eigen).select_related("aanbieder", "jeugdige", "dossier", "gemaakt_door")


def bericht_voor(medewerker: Medewerker, pk: int, *, wat: str = "bericht") -> Bericht:
    """One message and a line in the read log; `NietGevonden` when it is not there or not theirs to read."""
    bericht = zichtbaar(medewerker).filter(pk=pk).first()
    if bericht is None:
        raise NietGevonden("Er is geen bericht met dit nummer dat u mag zien.")
    log_inzage(
        medewerker=medewerker,
        wat=wat,
        reden="berichtenverkeer",
        dossiers=[bericht.dossier_id],
        personen=[bericht.jeugdige_id],
    )
    return bericht


def gezag_over(jeugdige: Persoon) -> list[Gezag]:
    """Who decides for this youth today; nobody once they are of age."""
    dag = vandaag()
    if (jeugdige.leeftijd(dag) or 0) >= MEERDERJARIG:
        return []
    return list(
        jeugdige.gezag_over.filter(
            Q(vanaf__isnull=True) | Q(vanaf__lte=dag), Q(tot__isnull=True) | Q(tot__gte=dag)
        )
        .select_related("persoon")
        .order_by("pk")
    )


def is_gemeld(toewijzing: Toewijzing) -> bool:
    """Whether a message already told the provider of this assignment as it is now."""
    return _gemeld(toewijzing).filter(vastgesteld_op__gte=toewijzing.toegewezen_op).exists()


def is_behandeld(toewijzing: Toewijzing) -> bool:
    """The same, or held back: nothing is left to do for the process."""
    return Berichtregel.objects.filter(
        toewijzing=toewijzing, vastgesteld_op__gte=toewijzing.toegewezen_op
    ).exists()


def stand_voor_bericht(jeugdige: Persoon, aanbieder: Aanbieder) -> list[Toewijzing]:
    """All that a JW301 holds: what is valid from today on, and what changed since it was last told (OP087)."""
    geldig = {rij.pk for rij in zorg.voor_bericht(jeugdige, aanbieder, vandaag())}
    rows = jeugdige.toewijzingen.filter(aanbieder=aanbieder).select_related("product").order_by("nummer")
    return [
        rij for rij in rows
        if rij.per_bericht and (rij.pk in geldig or (not is_gemeld(rij) and (rij.geldt or _gemeld(rij).exists())))
    ]  # fmt: skip


def _gemeld(toewijzing: Toewijzing) -> QuerySet[Berichtregel]:
    return Berichtregel.objects.filter(toewijzing=toewijzing, bericht__tegengehouden="")


def met_stand(berichten: QuerySet[Bericht], stand: str) -> QuerySet[Bericht]:
    """Only messages in this state: open, verzonden, tegengehouden; anything else gives all."""
    filters = {
        "open": OPEN,
        "verzonden": Q(verzonden_op__isnull=False),
        "tegengehouden": ~Q(tegengehouden=""),
    }
    return berichten.filter(filters[stand]) if stand in filters else berichten


def aantal_open(medewerker: Medewerker) -> int:
    """How many messages wait: ready to send, or held back and not passed on."""
    return zichtbaar(medewerker).filter(OPEN).count()
