"""Reads of messages: who may see which, and what a provider knows already.

What a message says is for who sees its dossier. The backoffice and the A-team besides keep the traffic going of every
dossier that is not secret; for that they see the envelope: kind, number, provider, times and state, and no person.
What is about nobody whom we know is read by the A-team, and a claim, about many children at once, by nobody: its lines
stand on the page of the claim (decisions 014 and 024).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from eenplan.berichten.models import Bericht, Berichtregel, Berichtstilte, Ontvangst
from eenplan.dossier import queries as dossiers
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

OVER_VELEN = ("JW323", "JW325")
ZONDER_DOSSIER = "een bericht over niemand die hier bekend is"
_BSN = re.compile(rb"<(?:[\w.-]+:)?Bsn>\s*(\d{9})\s*<")


def zichtbaar(medewerker: Medewerker) -> QuerySet[Bericht]:
    """Messages whose content this person may read."""
    mag = Q(dossier__in=Dossier.objects.zichtbaar_voor(medewerker).values("pk"))
    if medewerker.heeft_functie(Functie.A_TEAM):
        mag |= Q(dossier__isnull=True)
    return _rijen().filter(mag).exclude(soort__in=OVER_VELEN)


def in_verkeer(medewerker: Medewerker) -> QuerySet[Bericht]:
    """Messages that this person may know of; of those that are not `zichtbaar` only the envelope is shown."""
    return _rijen().filter(mag_weten(medewerker))


def mag_weten(medewerker: Medewerker, voor: str = "") -> Q:
    """The condition of `in_verkeer`; `voor` leads to the message from another table ("bericht__")."""
    mag = Q(**{f"{voor}dossier__in": Dossier.objects.zichtbaar_voor(medewerker).values("pk")})
    if medewerker.heeft_functie(*FUNCTIES):
        mag |= Q(**{f"{voor}dossier__geheim": False}) | Q(**{f"{voor}dossier__isnull": True})
    return mag


def met_leesbaar(medewerker: Medewerker, berichten: Iterable[Bericht]) -> list[Bericht]:
    """The messages of one page, each with `leesbaar`: whether this person may read what it says. One query."""
    rijen = list(berichten)
    ziet = set(
        Dossier.objects.zichtbaar_voor(medewerker)
        .filter(pk__in={bericht.dossier_id for bericht in rijen})
        .values_list("pk", flat=True)
    )
    a_team = medewerker.heeft_functie(Functie.A_TEAM)
    for bericht in rijen:
        van_ons = a_team if bericht.dossier_id is None else bericht.dossier_id in ziet
        bericht.leesbaar = van_ons and bericht.soort not in OVER_VELEN  # type: ignore[attr-defined]
    return rijen


def log_verkeer(medewerker: Medewerker, berichten: Iterable[Bericht], *, wat: str) -> None:
    """Lines in the read log for what one page showed: one for what could be read, one for the envelopes."""
    rijen = list(berichten)
    open_ = [b for b in rijen if b.leesbaar]  # type: ignore[attr-defined]
    gezien = {b.dossier_id for b in open_ if b.dossier_id is not None}
    dicht = {b.dossier_id for b in rijen if b.dossier_id is not None} - gezien
    log_inzage(
        medewerker=medewerker, wat=wat, reden=REDEN, dossiers=sorted(gezien),
        personen=sorted({b.jeugdige_id for b in open_ if b.jeugdige_id is not None}),
    )  # fmt: skip
    log_inzage(medewerker=medewerker, wat=f"{wat} zonder inhoud", reden=REDEN, dossiers=sorted(dicht))


def bericht_voor(medewerker: Medewerker, pk: int, *, wat: str = "bericht") -> Bericht:
    """One message with what it says, and a line in the read log; `NietGevonden` when it is not theirs to read."""
    bericht = zichtbaar(medewerker).filter(pk=pk).first()
    if bericht is None:
        raise NietGevonden(NIET_GEVONDEN)
    _log_een(medewerker, *met_leesbaar(medewerker, [bericht]), wat=wat)
    return bericht


def verkeer_voor(medewerker: Medewerker, pk: int) -> Bericht:
    """One message with `leesbaar`, and a line in the read log; `NietGevonden` when they may not know of it."""
    gevonden = met_leesbaar(medewerker, in_verkeer(medewerker).filter(pk=pk))
    if not gevonden:
        raise NietGevonden(NIET_GEVONDEN)
    _log_een(medewerker, gevonden[0], wat="bericht")
    return gevonden[0]


def ontvangst_voor(medewerker: Medewerker, pk: int, *, lezen: bool = False) -> Ontvangst:
    """A delivery that never became a message, with `leesbaar`; with `lezen` only when it is theirs to read.

    Reading it leaves a line, although nobody knows whom it is about.
    """
    rij = Ontvangst.objects.filter(pk=pk, bericht__isnull=True).first()
    leest = rij is not None and _mag_lezen(medewerker, rij)
    if rij is None or not medewerker.heeft_functie(*FUNCTIES) or (lezen and not leest):
        raise NietGevonden(NIET_GEVONDEN)
    rij.leesbaar = leest  # type: ignore[attr-defined]
    if leest:
        log_inzage(
            medewerker=medewerker, wat="ontvangen bestand", reden=REDEN, toelichting=f"{ZONDER_DOSSIER}: {rij.naam or rij.pk}"
        )  # fmt: skip
    return rij


def _mag_lezen(medewerker: Medewerker, ontvangst: Ontvangst) -> bool:
    """The A-team, unless it is about many children or about one who is kept secret from them."""
    if not medewerker.heeft_functie(Functie.A_TEAM) or not bytes(ontvangst.versleuteld):
        return False
    bsns = {bsn.decode() for bsn in _BSN.findall(ontvangst.lees())}
    if len(bsns) > 1:
        return False
    persoon = gezin.zoek_persoon_op_bsn(bsns.pop()) if bsns else None
    return persoon is None or not dossiers.afgeschermd(persoon, medewerker)


def _log_een(medewerker: Medewerker, bericht: Bericht, *, wat: str) -> None:
    log_verkeer(medewerker, [bericht], wat=wat)
    if bericht.leesbaar and bericht.dossier_id is None:  # type: ignore[attr-defined]
        log_inzage(medewerker=medewerker, wat=wat, reden=REDEN, toelichting=f"{ZONDER_DOSSIER}: {bericht}")


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
