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
from eenplan.berichten.verwerk_actions import vergrendel_post, verwerk, zet_opzij
from eenplan.berichten.verzend_actions import KLAAR, bezorg
from eenplan.berichten.werk import begin_werk
from eenplan.kern.context import voor_organisatie
from eenplan.kern.fouten import EenplanFout

if TYPE_CHECKING:
    from eenplan.organisatie.models import Organisatie

log = logging.getLogger("eenplan.berichten")
TEGELIJK = 100  # messages in one transaction
SAMEN = 5_000_000  # bytes in one transaction; a claim alone can be 25 MB


def ronde(organisatie: Organisatie) -> None:
    """Until nothing is left to do."""
    transport = transport_van(organisatie)
    while haal_op(organisatie, transport):
        verwerk_alles(organisatie)
        begin_werk(organisatie)
        verstuur_alles(organisatie, transport)
    verwerk_alles(organisatie)
    begin_werk(organisatie)
    verstuur_alles(organisatie, transport)


def haal_op(organisatie: Organisatie, transport: Transport) -> int:
    """Store what the transport holds for us, then tell it that it may forget: how many deliveries."""
    geleverd = transport.haal_op(TEGELIJK)
    if geleverd:
        with voor_organisatie(organisatie, actie="berichten.post"):
            neem_aan(geleverd=geleverd, transport=transport.naam)
        transport.bevestig(geleverd)
    return len(geleverd)


def verwerk_alles(organisatie: Organisatie) -> None:
    """Handle what waits, per sender in the order in which it came."""
    bezet: set[str] = set()
    while True:
        with voor_organisatie(organisatie, actie="berichten.post"):
            wachtend = Ontvangst.objects.filter(verwerkt_op__isnull=True).exclude(afzender__in=bezet)
            afzender = wachtend.order_by("id").values_list("afzender", flat=True).first()
            if afzender is None:
                return
        if not _verwerk_van(organisatie, afzender):
            bezet.add(afzender)


def _verwerk_van(organisatie: Organisatie, afzender: str) -> bool:
    """One batch of one sender; False when another worker has its post. A batch that fails is handled one by one."""
    try:
        return _lot_van(organisatie, afzender, TEGELIJK)
    except (
        OperationalError
    ):  # the database is away or two got in each other's way: the next round tries again
        raise
    except Exception:
        log.exception("een lot berichten ging niet; nu een voor een")
    for _ in range(TEGELIJK):
        with voor_organisatie(organisatie, actie="berichten.post"):
            eerste = next(iter(_wachtend(afzender, 1)), None)
        if eerste is None:
            break
        try:
            if not _lot_van(organisatie, afzender, 1):
                return False
        except OperationalError:
            raise
        except Exception as fout:  # whatever is wrong with this one, the next ones must go on
            log.exception("een bericht ging niet")
            _zet_opzij(organisatie, eerste, fout)
    return True


def _lot_van(organisatie: Organisatie, afzender: str, hoogstens: int) -> bool:
    with voor_organisatie(organisatie, actie="berichten.post"):
        if not vergrendel_post(organisatie.pk, afzender):
            return False
        if lot := _wachtend(afzender, hoogstens):
            verwerk(ontvangsten=lot, organisatie=organisatie)
        return True


def _wachtend(afzender: str, hoogstens: int) -> list[Ontvangst]:
    """The oldest deliveries of this sender, so many that they fit in memory together."""
    rijen = Ontvangst.objects.filter(verwerkt_op__isnull=True, afzender=afzender).order_by("id")
    lot: list[int] = []
    samen = 0
    for pk, grootte in rijen.values_list("id", "grootte")[:hoogstens]:
        samen += grootte
        if lot and samen > SAMEN:
            break
        lot.append(pk)
    return list(Ontvangst.objects.filter(pk__in=lot).order_by("id"))


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
                Bericht.objects.filter(KLAAR).select_for_update(skip_locked=True).order_by("pk")[:TEGELIJK]
            )
            if not lot or not bezorg(berichten=lot, transport=transport):
                return
