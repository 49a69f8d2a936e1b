"""Reads of messages: who may see which, and what a provider knows already.

What a message says is for who sees its dossier. The backoffice and the A-team besides keep the traffic going of every
dossier that is not secret; for that they see the envelope: kind, number, provider, times and state, and no person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from eenplan.berichten.models import Bericht, Berichtregel, Berichtstilte
from eenplan.dossier.models import Dossier
from eenplan.gezin import queries as gezin
from eenplan.gezin.models import Gezag, Persoon
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.queries import log_inzage
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie
from eenplan.zorg import queries as zorg

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Aanbieder, Toewijzing

NIET_GEVONDEN = "Er is geen bericht met dit nummer dat u mag zien."
REDEN = "berichtenverkeer"
FUNCTIES = (Functie.BACKOFFICE, Functie.A_TEAM)

OPEN = Q(richting="uit", verzonden_op__isnull=True, doorgegeven_op__isnull=True)


def zichtbaar(medewerker: Medewerker) -> QuerySet[Bericht]:
    """Messages whose content this person may read: those of the dossiers that they see."""
    return _rijen().filter(dossier__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk"))


def in_verkeer(medewerker: Medewerker) -> QuerySet[Bericht]:
    """Messages that this person may know of; of those that are not `zichtbaar` only the envelope is shown."""
    mag = Q(dossier__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk"))
    if medewerker.heeft_functie(*FUNCTIES):
        mag |= Q(dossier__geheim=False)
    return _rijen().filter(mag)


def met_leesbaar(medewerker: Medewerker, berichten: Iterable[Bericht]) -> list[Bericht]:
    """The messages of one page, each with `leesbaar`: whether this person may read what it says. One query."""
    rijen = list(berichten)
    ziet = set(
        Dossier.objects.zichtbaar_voor(medewerker)
        .filter(pk__in={bericht.dossier_id for bericht in rijen})
        .values_list("pk", flat=True)
    )
    for bericht in rijen:
        bericht.leesbaar = bericht.dossier_id in ziet  # type: ignore[attr-defined]
    return rijen


def log_verkeer(medewerker: Medewerker, berichten: Iterable[Bericht], *, wat: str) -> None:
    """Lines in the read log for what one page showed: one for what could be read, one for the envelopes."""
    rijen = list(berichten)
    open_ = [b for b in rijen if b.leesbaar]  # type: ignore[attr-defined]
    dicht = sorted({b.dossier_id for b in rijen} - {b.dossier_id for b in open_})
    log_inzage(
        medewerker=medewerker, wat=wat, reden=REDEN,
        dossiers=sorted({b.dossier_id for b in open_}), personen=sorted({b.jeugdige_id for b in open_}),
    )  # fmt: skip
    log_inzage(medewerker=medewerker, wat=f"{wat} zonder inhoud", reden=REDEN, dossiers=dicht)


def bericht_voor(medewerker: Medewerker, pk: int, *, wat: str = "bericht") -> Bericht:
    """One message with what it says, and a line in the read log; `NietGevonden` when it is not theirs to read."""
    bericht = zichtbaar(medewerker).filter(pk=pk).first()
    if bericht is None:
        raise NietGevonden(NIET_GEVONDEN)
    log_verkeer(medewerker, met_leesbaar(medewerker, [bericht]), wat=wat)
    return bericht


def verkeer_voor(medewerker: Medewerker, pk: int) -> Bericht:
    """One message with `leesbaar`, and a line in the read log; `NietGevonden` when they may not know of it."""
    gevonden = met_leesbaar(medewerker, in_verkeer(medewerker).filter(pk=pk))
    if not gevonden:
        raise NietGevonden(NIET_GEVONDEN)
    log_verkeer(medewerker, gevonden, wat="bericht")
    return gevonden[0]


def _rijen() -> QuerySet[Bericht]:
    return Bericht.objects.select_related("aanbieder", "jeugdige", "dossier", "gemaakt_door")


def stilte_in(dossier: int) -> str:
    """Why nothing may go to a provider about the youths of this dossier (OP003); empty when it may."""
    stilte = Berichtstilte.objects.filter(dossier=dossier, opgeheven_op__isnull=True).first()
    return f"Voor dit gezin gaat er niets naar aanbieders: {stilte.reden}" if stilte else ""


def gezag_over(jeugdige: Persoon) -> list[Gezag]:
    """Who decides for this youth today, in the order in which it was recorded; nobody once they are of age."""
    return list(gezin.gezag_over(jeugdige).order_by("pk"))


def is_gemeld(toewijzing: Toewijzing) -> bool:
    """Whether a message already told the provider of this assignment as it is now."""
    return _gemeld(toewijzing).filter(vastgesteld_op__gte=toewijzing.toegewezen_op).exists()


def was_gemeld(toewijzing: Toewijzing) -> bool:
    """Whether a message ever told the provider of this assignment."""
    return _gemeld(toewijzing).exists()


def is_behandeld(toewijzing: Toewijzing) -> bool:
    """The same, or held back: nothing is left to do for the process."""
    return Berichtregel.objects.filter(
        toewijzing=toewijzing, bericht__soort="JW301", vastgesteld_op__gte=toewijzing.toegewezen_op
    ).exists()


def stand_voor_bericht(
    jeugdige: Persoon, aanbieder: Aanbieder, gevraagd: Iterable[int] = ()
) -> list[Toewijzing]:
    """All that a JW301 holds: what is valid from today on, what changed since it was last told (OP087), and what the
    request names that it answers (`gevraagd`, by id)."""
    genoemd = set(gevraagd)
    geldig = {rij.pk for rij in zorg.voor_bericht(jeugdige, aanbieder, vandaag())}
    rows = jeugdige.toewijzingen.filter(aanbieder=aanbieder).select_related("product").order_by("nummer")
    return [
        rij for rij in rows
        if rij.per_bericht and (rij.pk in geldig or rij.pk in genoemd or (not is_gemeld(rij) and (rij.geldt or _gemeld(rij).exists())))
    ]  # fmt: skip


def _gemeld(toewijzing: Toewijzing) -> QuerySet[Berichtregel]:
    """What a provider was told: a message that was rejected, or sent anew because no answer came, counts as never sent."""
    return Berichtregel.objects.filter(
        toewijzing=toewijzing, bericht__soort="JW301", bericht__tegengehouden="", bericht__afgekeurd=False,
        bericht__vervangen_door__isnull=True,
    )  # fmt: skip


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
    return in_verkeer(medewerker).filter(OPEN).count()
