"""A round of the post: fetch what waits, store it, handle it, begin what was asked, send what is ready.

Every step is its own transaction and finds its work in the tables, so a round that was cut off is taken up by the next
one, whoever runs it. Nothing is kept in memory between rounds.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import OperationalError

from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.berichten.ontvangst_actions import neem_aan
from eenplan.berichten.transport import Transport, transport_van
from eenplan.berichten.verwerk_actions import vergrendel_aanname, vergrendel_post, verwerk, zet_opzij
from eenplan.berichten.verzend_actions import KLAAR, bezorg
from eenplan.berichten.werk import begin_werk
from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout

if TYPE_CHECKING:
    from eenplan.organisatie.models import Organisatie

log = logging.getLogger("eenplan.berichten")
OPHALEN = 1000  # deliveries to store in one transaction
TEGELIJK = 200  # messages to handle in one transaction
SAMEN = 5_000_000  # bytes in one transaction; a claim alone can be 25 MB


def ronde(organisatie: Organisatie, transport: Transport | None = None) -> None:
    """Until nothing is left to do, over the transport that the organisation chose or the one given."""
    transport = transport or transport_van(organisatie)
    gehaald = 1
    while gehaald:
        gehaald = haal_op(organisatie, transport)
        verwerk_alles(organisatie)
        begin_werk(organisatie)
        verstuur_alles(organisatie, transport)


def haal_op(organisatie: Organisatie, transport: Transport) -> int:
    """Store what the transport holds for us, then tell it that it may forget: how many deliveries. One worker at a time."""
    with voor_organisatie(organisatie, actie="berichten.post"):
        vergrendel_aanname(organisatie.pk)
        geleverd = transport.haal_op(OPHALEN)
        if geleverd:
            neem_aan(geleverd=geleverd, transport=transport.naam)
    transport.bevestig(geleverd)
    return len(geleverd)


def verwerk_alles(organisatie: Organisatie) -> None:
    """Handle what waits, per sender in the order in which it came; what another worker has in hand is left to it."""
    while _verwerk_lot(organisatie, TEGELIJK):
        pass


def _verwerk_lot(organisatie: Organisatie, hoogstens: int) -> bool:
    """One batch; False when nothing is left for us. A batch that fails is handled one by one."""
    gekozen: list[Ontvangst] = []
    try:
        return _lot(organisatie, hoogstens, gekozen)
    except (
        OperationalError
    ):  # the database is away or two got in each other's way: the next round tries again
        raise
    except Exception:
        if not gekozen:
            raise
        log.exception("een lot berichten ging niet; nu een voor een")
    for _ in range(len(gekozen)):
        een: list[Ontvangst] = []
        try:
            if not _lot(organisatie, 1, een):
                return False
        except OperationalError:
            raise
        except Exception as fout:  # whatever is wrong with this one, the next ones must go on
            if not een:
                raise
            log.exception("een bericht ging niet")
            _zet_opzij(organisatie, een[0], fout)
    return True


def _lot(organisatie: Organisatie, hoogstens: int, gekozen: list[Ontvangst]) -> bool:
    """Handle what is chosen, in one transaction; `gekozen` says afterwards what that was, also when it failed."""
    with voor_organisatie(organisatie, actie="berichten.post"):
        gekozen += _kies(organisatie, hoogstens)
        if gekozen:
            verwerk(ontvangsten=gekozen, organisatie=organisatie)
        return bool(gekozen)


def _kies(organisatie: Organisatie, hoogstens: int) -> list[Ontvangst]:
    """The oldest deliveries of one or more senders, all of whose post is ours until the transaction ends, so many that they
    fit in memory together."""
    wachtend = Ontvangst.objects.filter(verwerkt_op__isnull=True).order_by("id")
    per_afzender: dict[str, list[tuple[int, int]]] = {}
    for pk, afzender, grootte in wachtend.values_list("id", "afzender", "grootte")[: 10 * hoogstens]:
        per_afzender.setdefault(afzender, []).append((pk, grootte))
    lot: list[int] = []
    samen = 0
    for afzender, stukken in per_afzender.items():
        if not vergrendel_post(organisatie.pk, afzender):
            continue
        for pk, grootte in stukken:
            samen += grootte
            if len(lot) == hoogstens or (lot and samen > SAMEN):
                break
            lot.append(pk)
        if len(lot) == hoogstens or samen > SAMEN:
            break
    # looked at again: another worker may have handled them before the lock was ours
    return list(Ontvangst.objects.filter(pk__in=lot, verwerkt_op__isnull=True).order_by("id"))


def _zet_opzij(organisatie: Organisatie, ontvangst: Ontvangst, fout: Exception) -> None:
    with voor_organisatie(organisatie, actie="berichten.post"):
        zet_opzij(
            ontvangst=ontvangst, reden=fout.zin if isinstance(fout, EenplanFout) else type(fout).__name__
        )


def verstuur_alles(organisatie: Organisatie, transport: Transport) -> None:
    """Send what is ready. Handing over comes before noting it: after a crash in between the same message is handed over
    again, and recognised. When the way out is closed, the next round tries again."""
    while True:
        with voor_organisatie(organisatie, actie="berichten.post"):
            lot = list(
                Bericht.objects.filter(KLAAR)
                .select_for_update(skip_locked=True)
                .order_by("pk")[: transport.tegelijk]
            )
            if not lot or not bezorg(berichten=lot, transport=transport):
                return
