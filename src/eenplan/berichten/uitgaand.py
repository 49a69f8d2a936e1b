"""Messages that we send: given a number, built, stored with their content, and left ready for the post.

    bericht = Bericht(pk=pk, identificatie=identificatie_van(pk), …)   # the facts around it, with a fresh id
    klaar = bouw(bericht, JW319(Header=…, Antwoord=…))                 # its bytes, not stored yet
    bewaar([klaar])

The number is the row's own id, so it is unique and known before the message is built. A message is stored in the
transaction that it tells of; the post (`post.py`) finds what is ready and sends it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

import ijw
from eenplan.berichten.models import Bericht, Berichtinhoud
from eenplan.kern.bulk import voeg_toe
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from ijw import typen

XSD_VERSIE = typen.XsdVersie(
    BasisschemaXsdVersie="1.0.0", BerichtXsdVersie="1.0.0"
)  # as the published samples


@dataclass(frozen=True, slots=True)
class Klaar:
    """A message with its content, ready to be stored."""

    bericht: Bericht
    data: bytes


def nieuwe_ids(aantal: int) -> list[int]:
    """The ids of the next messages: unique, and known before they are built."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Bericht._meta.db_table, aantal],
        )
        return [int(rij[0]) for rij in cursor.fetchall()]


def identificatie_van(pk: int) -> str:
    """The identification in the header: the id in twelve digits."""
    return f"{pk:012d}"


def header_velden(bericht: Bericht) -> dict[str, Any]:
    """What every header of ours holds, whatever the kind of message."""
    return {
        "Afzender": bericht.afzender,
        "Ontvanger": bericht.ontvanger,
        "BerichtIdentificatie": typen.BerichtIdentificatie(
            Identificatie=bericht.identificatie, Dagtekening=vandaag()
        ),
        "XsdVersie": XSD_VERSIE,
    }


def bouw(bericht: Bericht, inhoud: ijw.Bericht) -> Klaar:
    """The bytes of this message; `Geweigerd` in words when the standard does not allow it."""
    try:
        data = ijw.build(inhoud)
        bevindingen = ijw.beoordeel(inhoud)
    except ijw.IjwFout as fout:
        raise Geweigerd(_in_woorden(fout.bevindingen)) from fout
    if bevindingen:
        raise Geweigerd(_in_woorden(bevindingen))
    return Klaar(bericht, data)


def bewaar(berichten: Sequence[Klaar]) -> list[Bericht]:
    """Store messages with their content, in two questions, and let the post know after this transaction."""
    if not berichten:
        return []
    rijen = [klaar.bericht for klaar in berichten]
    voeg_toe(rijen)
    voeg_toe([_inhoud(klaar) for klaar in berichten])
    return rijen


def roep_post(organisatie_id: int) -> None:
    """Queue a round of the post in the same transaction: what is stored now is sent right after."""
    from eenplan.berichten.jobs import postronde

    postronde.defer(organisatie_id=organisatie_id)


def _inhoud(klaar: Klaar) -> Berichtinhoud:
    return Berichtinhoud(
        organisatie_id=klaar.bericht.organisatie_id, bericht=klaar.bericht,
        versleuteld=Berichtinhoud.versleutel(klaar.bericht.pk, klaar.data), sha256=hashlib.sha256(klaar.data).hexdigest(),
    )  # fmt: skip


def _in_woorden(bevindingen: Sequence[ijw.Bevinding]) -> str:
    zinnen = "; ".join(str(bevinding) for bevinding in bevindingen[:3])
    return f"Het bericht voldoet niet aan de standaard en is niet gemaakt: {zinnen}"
