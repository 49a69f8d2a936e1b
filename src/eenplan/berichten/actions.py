"""Sending: make and store the message, then put it in the outbox, exactly once.

A message is stored together with the job that will send it. The job writes the file and sets
`verzonden_op`; stopped halfway it runs again and finds the file already there (`uitbak`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.text import capfirst

import ijw
from eenplan.berichten import queries, uitbak
from eenplan.berichten.models import Bericht, Berichtinhoud, Berichtregel
from eenplan.berichten.opstellen import reden_van_tegenhouden, stel_op
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Toewijzing


@actie
def verstuur_jw301(*, toewijzingen: Sequence[Toewijzing], door: Medewerker | None) -> list[Bericht]:
    """Tell providers what was assigned: one message per youth and provider, stored and queued.

    A message holds all that runs at this provider for this youth, besides what changed (OP087). Refused when
    facts are missing; held back, with the reason, when the address is secret (OP003).
    """
    te_melden = [rij for rij in toewijzingen if rij.per_bericht]
    if not te_melden:
        raise Geweigerd("Er is niets te versturen: taakgerichte zorg gaat niet met een toewijzingsbericht.")
    berichten = []
    te_melden.sort(key=lambda rij: (rij.jeugdige_id, rij.aanbieder_id, rij.nummer))
    for (_jeugdige, _aanbieder), groep in groupby(
        te_melden, key=lambda rij: (rij.jeugdige_id, rij.aanbieder_id)
    ):
        berichten.append(_verstuur(list(groep), door))
    return berichten


@actie
def bezorg(*, bericht: Bericht, door: Medewerker | None = None) -> Bericht:
    """Put a message in the outbox and note that it was sent; the work of the job."""
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if huidig.status != "klaar":
        raise Geweigerd(
            f"Bericht {huidig.identificatie} is {huidig.status}; het wordt niet nog een keer verstuurd."
        )
    huidig.bestand = uitbak.leg_neer(huidig.bestandsnaam, huidig.xml()).name
    huidig.verzonden_op = nu()
    huidig.save(update_fields=["bestand", "verzonden_op"])
    leg_vast(
        soort="bericht.verzonden", door=door, dossier=huidig.dossier, over=huidig,
        tekst=f"{capfirst(huidig.get_soort_display())} verstuurd aan {huidig.aanbieder}",
        gegevens={"identificatie": huidig.identificatie},
    )  # fmt: skip
    return huidig


@actie
def bied_opnieuw_aan(*, bericht: Bericht, door: Medewerker) -> Bericht:
    """Queue a message again that is ready but was not sent, for instance after a full disk."""
    eis_berichten(door)
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if not queries.in_verkeer(door).filter(pk=huidig.pk).exists():
        raise GeenRecht("U mag dit bericht niet afhandelen.")
    if huidig.status != "klaar":
        raise Geweigerd(
            f"Bericht {huidig.identificatie} is {huidig.status}; het wordt niet nog een keer verstuurd."
        )
    _zet_klaar(huidig)
    leg_vast(
        soort="bericht.opnieuw_aangeboden", door=door, dossier=huidig.dossier, over=huidig,
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


def eis_berichten(medewerker: Medewerker) -> None:
    """Refuses who has no functie that works with messages."""
    if not medewerker.heeft_functie(*queries.FUNCTIES):
        raise GeenRecht("Berichten aan aanbieders zijn voor de backoffice en het A-team.")


# One message ----------------------------------------------------------------------------------------------


def _verstuur(groep: list[Toewijzing], door: Medewerker | None) -> Bericht:
    eerste = groep[0]
    jeugdige = vergrendel(
        type(eerste.jeugdige), eerste.jeugdige_id
    )  # two messages about one youth come in order
    gezag = queries.gezag_over(jeugdige)
    pk = _nieuw_id()
    bericht = Bericht(
        pk=pk, organisatie_id=eerste.organisatie_id, richting=Bericht.Richting.UIT, soort=Bericht.Soort.JW301,
        identificatie=f"{pk:012d}", afzender=eerste.dossier.organisatie.code, ontvanger=eerste.aanbieder.agb,
        aanbieder=eerste.aanbieder, dossier=eerste.dossier, jeugdige=jeugdige, gemaakt_op=nu(), gemaakt_door=door,
    )  # fmt: skip
    reden = reden_van_tegenhouden(jeugdige, gezag)
    if reden:
        return _houd_tegen(bericht, groep, reden, door)
    if all(queries.is_gemeld(rij) for rij in groep):
        raise Geweigerd(
            f"Toewijzing {eerste.nummer} is al aan {eerste.aanbieder} gemeld en sindsdien niet gewijzigd."
        )
    stand = queries.stand_voor_bericht(jeugdige, eerste.aanbieder)
    if not stand:
        raise Geweigerd(
            f"Toewijzing {eerste.nummer} is verwijderd voordat de aanbieder ervan wist; er is niets te melden."
        )
    opgesteld = stel_op(
        afzender=bericht.afzender, aanbieder=eerste.aanbieder, jeugdige=jeugdige, gezag=gezag, toewijzingen=stand,
        gewijzigd={rij.pk for rij in stand if not queries.is_gemeld(rij)}, identificatie=bericht.identificatie, dag=vandaag(),
    )  # fmt: skip
    try:
        data = ijw.build(opgesteld.bericht)
    except ijw.IjwFout as fout:
        raise Geweigerd(_bevindingen_in_woorden(fout)) from fout
    bericht.opmerkingen = "\n".join(opgesteld.opmerkingen)
    bericht.save(force_insert=True)
    Berichtinhoud.objects.create(
        organisatie_id=bericht.organisatie_id, bericht=bericht, versleuteld=Berichtinhoud.versleutel(pk, data),
        sha256=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    _regels(bericht, stand)
    _zet_klaar(bericht)
    leg_vast(
        soort="bericht.gemaakt", door=door, dossier=bericht.dossier, over=bericht,
        tekst=f"Toewijzing aan {bericht.aanbieder} klaargezet om te versturen (JW301)",
        gegevens={"identificatie": bericht.identificatie, "toewijzingen": [rij.nummer for rij in stand]},
    )  # fmt: skip
    return bericht


def _houd_tegen(bericht: Bericht, groep: list[Toewijzing], reden: str, door: Medewerker | None) -> Bericht:
    bericht.tegengehouden = f"{reden} Geef de toewijzing buiten de berichten om door aan de aanbieder."
    bericht.save(force_insert=True)
    _regels(bericht, groep)
    leg_vast(
        soort="bericht.tegengehouden", door=door, dossier=bericht.dossier, over=bericht, waarom=reden,
        tekst=f"Toewijzing aan {bericht.aanbieder} niet verstuurd: geef haar buiten de berichten om door",
    )  # fmt: skip
    return bericht


def _regels(bericht: Bericht, toewijzingen: Iterable[Toewijzing]) -> None:
    for rij in toewijzingen:
        Berichtregel.objects.create(
            organisatie_id=bericht.organisatie_id,
            bericht=bericht,
            toewijzing=rij,
            vastgesteld_op=rij.toegewezen_op,
        )


def _zet_klaar(bericht: Bericht) -> None:
    """Queue the sending in the same transaction: no message without job, no job without message."""
    from eenplan.berichten.jobs import bezorg_bericht

    bezorg_bericht.defer(organisatie_id=bericht.organisatie_id, bericht_id=bericht.pk)


def _nieuw_id() -> int:
    """The id of the next message, which is also its identification: unique, and known before it is built."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Bericht._meta.db_table])
        return int(cursor.fetchone()[0])


def _bevindingen_in_woorden(fout: ijw.IjwFout) -> str:
    zinnen = "; ".join(str(bevinding) for bevinding in fout.bevindingen[:3])
    return f"Het bericht voldoet niet aan de standaard en is niet gemaakt: {zinnen}"
