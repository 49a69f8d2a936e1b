"""The work that messages make: a case for each request, and for each message of ours that nobody confirmed.

A step of each round of the post. Every case begins in a transaction of its own and is found in the tables: what fails
is logged and stays in the list, and keeps nobody else waiting. What resolved itself meanwhile is stopped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from eenplan.berichten.bewaak_actions import BEWAKEN, begin_bewaking
from eenplan.berichten.models import Bericht
from eenplan.berichten.toetsen import toets
from eenplan.berichten.verzend_actions import MET_RETOUR
from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout
from eenplan.kern.tijd import vandaag
from eenplan.werkwijze import actions as werkwijze
from eenplan.werkwijze import queries as werkwijzen
from eenplan.zorg.models import Verzoek

if TYPE_CHECKING:
    from eenplan.organisatie.models import Organisatie

log = logging.getLogger("eenplan.berichten")
WERKWIJZE = {Verzoek.Soort.TOEWIJZING: "P2", Verzoek.Soort.WIJZIGING: "P2W"}
BEANTWOORD = Q(toegewezen_op__isnull=False) | Q(afgewezen_op__isnull=False)
OPEN_DOSSIER = Q(dossier__gesloten_op__isnull=True)
ONTVANGEN = Q(beantwoord_op__isnull=False, afgekeurd=False)
OPNIEUW = Q(vervangen_door__isnull=False)
MET_LOPEND_PROCES = Q(proces__isnull=False, proces__klaar_op__isnull=True, proces__gestopt_op__isnull=True)


def begin_werk(organisatie: Organisatie) -> None:
    """Everything below."""
    begin_verzoeken(organisatie)
    bewaak(organisatie)


def begin_verzoeken(organisatie: Organisatie) -> None:
    """P2 or P2W for every request without one, as far as it is in force; and no more work on what was answered otherwise."""
    with voor_organisatie(organisatie):
        soorten = [soort for soort, sleutel in WERKWIJZE.items() if werkwijzen.geldt(sleutel)]
        wachtend = Verzoek.objects.filter(~BEANTWOORD, OPEN_DOSSIER, proces__isnull=True, soort__in=soorten)
        te_beginnen = _pks(wachtend)
        overbodig = _pks(Verzoek.objects.filter(BEANTWOORD & MET_LOPEND_PROCES))
    nog = ~BEANTWOORD & Q(proces__isnull=True)
    for pk in te_beginnen:
        if not _probeer(organisatie, Verzoek, pk, nog, _begin):
            # what the table lets pass may still be refused further on: then somebody looks at it
            _probeer(organisatie, Verzoek, pk, nog, lambda rij: _begin(rij, vanzelf=False))
    for pk in overbodig:
        _probeer(
            organisatie, Verzoek, pk, BEANTWOORD, lambda rij: _stop(rij, "Het verzoek is al beantwoord.")
        )


def bewaak(organisatie: Organisatie) -> None:
    """PB for every message that was rejected or got no answer in time; and none any more for what was received after all."""
    with voor_organisatie(organisatie):
        te_bewaken: list[int] = []
        if werkwijzen.geldt(BEWAKEN):
            van_ons = Bericht.objects.filter(
                OPEN_DOSSIER & ~OPNIEUW, richting="uit", soort__in=MET_RETOUR, bewaakt_op__isnull=True, verzonden_op__isnull=False
            )  # fmt: skip
            stil = van_ons.filter(beantwoord_op__isnull=True, uiterlijk__lt=vandaag())
            te_bewaken = _pks(van_ons.filter(afgekeurd=True)) + _pks(stil)
        overbodig = _pks(Bericht.objects.filter(MET_LOPEND_PROCES & (ONTVANGEN | OPNIEUW)))
    for pk in te_bewaken:
        _probeer(
            organisatie,
            Bericht,
            pk,
            Q(bewaakt_op__isnull=True) & ~ONTVANGEN,
            lambda rij: begin_bewaking(bericht=rij),
        )
    for pk in overbodig:
        _probeer(
            organisatie, Bericht, pk, ONTVANGEN | OPNIEUW,
            lambda rij: _stop(rij, "Het bericht is ontvangen of opnieuw gestuurd."),
        )  # fmt: skip


def _begin(verzoek: Verzoek, **feiten: Any) -> None:
    dagen = {"dagtekening": verzoek.dagtekening, "ontvangen_op": localdate(verzoek.ontvangen_op)}
    gegevens = toets(verzoek).feiten | feiten | {naam: dag.isoformat() for naam, dag in dagen.items()}
    werkwijze.start_proces(
        sleutel=WERKWIJZE[Verzoek.Soort(verzoek.soort)], dossier=verzoek.dossier, door=None, gegevens=gegevens, over=verzoek
    )  # fmt: skip


def _stop(rij: Verzoek | Bericht, reden: str) -> None:
    assert rij.proces is not None
    werkwijze.stop_proces(proces=rij.proces, reden=reden, door=None)


def _pks(rijen: QuerySet[Any]) -> list[int]:
    return list(rijen.order_by("pk").values_list("pk", flat=True))


def _probeer(organisatie: Organisatie, model: Any, pk: int, nog: Q, doe: Callable[[Any], object]) -> bool:
    """Do this with the row, when it is still as it was and no other worker has it; False when that was refused."""
    try:
        with voor_organisatie(organisatie, actie="berichten.werk"):
            rij = model.objects.filter(nog, pk=pk).select_for_update(skip_locked=True, of=("self",)).first()
            if rij is not None:
                doe(rij)
        return True
    except OperationalError:
        raise
    except EenplanFout as fout:
        # without its sentence: that may name a child
        log.warning("%s %s kon niet beginnen: %s", model._meta.verbose_name, pk, type(fout).__name__)
    except Exception:
        log.exception("%s %s ging niet", model._meta.verbose_name, pk)
    return False
