"""The hub of municipalities (GGk): each message goes in an envelope over https; what comes in is delivered to us by
`eenplan ggk`, so there is nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eenplan.berichten.fouten import Transportfout
from eenplan.berichten.ggk.envelop import referentienummer_voor
from eenplan.berichten.ggk.instellingen import Instellingen
from eenplan.berichten.ggk.verzender import GgkVerzender, Zending
from eenplan.berichten.ontvangst_actions import GGK, Geleverd

if TYPE_CHECKING:
    from eenplan.berichten.models import Bericht

ZONDER_ENVELOP = (
    "Dit bericht beantwoordt een bericht dat niet over het GGk kwam; zo'n antwoord kan niet over het GGk. Stuur het zoals het "
    "bericht kwam: haal de XML op en bezorg die langs die weg."
)


class GgkTransport:
    """See the module. Certificates and address come from the environment (docs/beheer/berichten.md)."""

    naam = GGK
    tegelijk = 5  # messages in one transaction: the other side may take its time

    def __init__(self, verzender: GgkVerzender | None = None) -> None:
        self._verzender = verzender

    def verstuur(
        self, post: Sequence[tuple[Bericht, bytes]]
    ) -> Iterator[tuple[Bericht, str | Transportfout]]:
        """One by one. Once the way out is closed the rest waits too: it would only take long."""
        dicht: Transportfout | None = None
        for bericht, data in post:
            if dicht is not None:
                yield bericht, dicht
                continue
            try:
                self._verzender = self._verzender or GgkVerzender(Instellingen.uit_omgeving())
                zending = _zending(bericht, data)
                self._verzender.verstuur(zending)
                yield bericht, zending.referentienummer
            except Transportfout as fout:
                dicht = fout if fout.opnieuw else None
                yield bericht, fout

    def haal_op(self, hoogstens: int) -> list[Geleverd]:
        return []

    def bevestig(self, geleverd: Sequence[Geleverd]) -> None:
        """Delivered messages were acknowledged when they were stored."""


def _zending(bericht: Bericht, data: bytes) -> Zending:
    """The reference is a function of the message and of how often it was refused for good."""
    nummer = referentienummer_voor(
        bericht.afzender, bericht.soort, bericht.identificatie, str(bericht.poging)
    )
    return Zending(
        bericht.soort, data, bericht.afzender, bericht.ontvanger, nummer, antwoord_op=_antwoord_op(bericht)
    )


def _antwoord_op(bericht: Bericht) -> str:
    """The reference of the delivery that this answers; empty for a message of our own."""
    if bericht.antwoord_op is None:
        return ""
    ontvangst = bericht.antwoord_op.ontvangst
    if ontvangst is None or ontvangst.transport != GGK:
        raise Transportfout(ZONDER_ENVELOP, opnieuw=False)
    return ontvangst.kenmerk
