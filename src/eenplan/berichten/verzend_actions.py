"""Handing messages over to the transport, and what a person does about one that did not go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.text import capfirst

from eenplan.berichten import queries
from eenplan.berichten.models import Bericht, Berichtinhoud
from eenplan.berichten.ontvangst_actions import eis_berichten
from eenplan.berichten.transport import Transport, Transportfout
from eenplan.berichten.uitgaand import roep_post
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.bulk import werk_bij
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from ijw.berekeningen import werkdagen_na

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

RETOUR_IN = 3  # working days in which a return message must come, from the day of sending (OP090)
MET_RETOUR = frozenset({"JW301", "JW319"})  # what we send and get a return message on
KLAAR = Q(
    richting="uit",
    verzonden_op__isnull=True,
    doorgegeven_op__isnull=True,
    tegengehouden="",
    vastgelopen=False,
)


@actie
def bezorg(*, berichten: Sequence[Bericht], transport: Transport, door: Medewerker | None = None) -> bool:
    """Hand these over and note which went; False when the transport is closed and waiting makes sense.

    `berichten` are locked and ready (`KLAAR`). Handing over may be repeated, so noting it afterwards loses nothing.
    """
    inhoud = {rij.bericht_id: rij for rij in Berichtinhoud.objects.filter(bericht__in=berichten)}
    dicht = False
    for bericht, uitkomst in transport.verstuur([(b, inhoud[b.pk].lees()) for b in berichten]):
        if isinstance(uitkomst, Transportfout):
            bericht.storing, bericht.vastgelopen = uitkomst.zin[:400], not uitkomst.opnieuw
            dicht = dicht or uitkomst.opnieuw
        else:
            bericht.bestand, bericht.verzonden_op, bericht.storing = uitkomst[:60], nu(), ""
            if bericht.soort in MET_RETOUR:
                bericht.uiterlijk = werkdagen_na(vandaag(), RETOUR_IN)
        if not bericht.is_retour:  # that a report was received well is nothing in the life of a family
            _leg_vast(bericht, door)
    leg_vast(
        soort="berichten.bezorgd", door=door, over=berichten[0], tekst=f"{len(berichten)} berichten bezorgd"
    )
    werk_bij(berichten, ["bestand", "verzonden_op", "uiterlijk", "storing", "vastgelopen"])
    return not dicht


@actie
def bied_opnieuw_aan(*, bericht: Bericht, door: Medewerker) -> Bericht:
    """Try again to send a message that is ready but did not go, for instance once a certificate is renewed."""
    eis_berichten(door)
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if not queries.in_verkeer(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("U mag dit bericht niet afhandelen.")
    if huidig.status != "klaar":
        raise Geweigerd(
            f"Bericht {huidig.identificatie} is {huidig.status}; het wordt niet nog een keer verstuurd."
        )
    if huidig.vastgelopen:  # refused for good under its last reference: another attempt has another one
        huidig.poging += 1
    huidig.vastgelopen = False
    huidig.save(update_fields=["vastgelopen", "poging"])
    roep_post(huidig.organisatie_id)
    leg_vast(
        soort="bericht.opnieuw_aangeboden", door=door, dossier=huidig.dossier_id, over=huidig,
        tekst=f"{huidig} opnieuw aangeboden om te versturen",
    )  # fmt: skip
    return huidig


@actie
def geef_door(*, bericht: Bericht, op: date, hoe: str, door: Medewerker) -> Bericht:
    """Record that a message that was held back was passed on in another way (by phone, secure mail)."""
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if not queries.zichtbaar(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("U mag dit bericht niet afhandelen.")
    if huidig.status != "tegengehouden":
        raise Geweigerd("Alleen een bericht dat is tegengehouden, geeft u buiten de berichten om door.")
    if not hoe.strip():
        raise Geweigerd("Schrijf op hoe en aan wie u het heeft doorgegeven.", veld="hoe")
    if not huidig.gemaakt_op.date() <= op <= vandaag():
        raise Geweigerd(
            "Kies de dag waarop u het heeft doorgegeven; die ligt niet in de toekomst.", veld="op"
        )
    huidig.doorgegeven_op, huidig.doorgegeven_hoe = op, hoe.strip()
    huidig.save(update_fields=["doorgegeven_op", "doorgegeven_hoe"])
    leg_vast(
        soort="bericht.doorgegeven", door=door, dossier=huidig.dossier, over=huidig, waarom=hoe.strip(),
        tekst=f"Toewijzing buiten de berichten om doorgegeven aan {huidig.aanbieder}",
    )  # fmt: skip
    return huidig


def _leg_vast(bericht: Bericht, door: Medewerker | None) -> None:
    gelukt = not bericht.storing
    leg_vast(
        soort="bericht.verzonden" if gelukt else "bericht.storing", door=door, dossier=bericht.dossier_id, over=bericht,
        tekst=f"{capfirst(bericht.get_soort_display())} {'verstuurd' if gelukt else 'kon niet worden verstuurd'}",
        waarom=bericht.storing, gegevens={"identificatie": bericht.identificatie},
    )  # fmt: skip
