"""What we tell providers: what was assigned, what we answer to a request, what we grant of a claim.

A message is stored, whole and with its content, in the transaction that it tells of; the post sends it (`post.py`).
Nothing is told where that endangers somebody: then it waits here until a person passes it on in another way (OP003).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst

import ijw
from eenplan.berichten import queries
from eenplan.berichten.beoordelen import uit_json
from eenplan.berichten.models import Bericht, Berichtregel
from eenplan.berichten.ontvangst_actions import eis_berichten, neem_aan, verwerk_opnieuw
from eenplan.berichten.opstellen import reden_van_tegenhouden, stel_op
from eenplan.berichten.stilte_actions import hef_stilte_op, stel_stilte_in
from eenplan.berichten.uitgaand import (
    Klaar,
    bewaar,
    bouw,
    header_velden,
    identificatie_van,
    nieuwe_ids,
    roep_post,
)
from eenplan.berichten.verzend_actions import MET_RETOUR, bezorg, bied_opnieuw_aan, geef_door
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.zorg.models import Verzoek
from ijw import jw319

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.zorg.models import Declaratie, Toewijzing

__all__ = [
    "beantwoord_verzoek", "bezorg", "bied_opnieuw_aan", "eis_berichten", "geef_door", "hef_stilte_op", "neem_aan", "stel_stilte_in",
    "stuur_opnieuw", "verstuur_jw301", "verstuur_jw325", "verwerk_opnieuw",
]  # fmt: skip

AFGEWEZEN, IN_ONDERZOEK = "1", "2"  # WJ760
DOOR_TE_GEVEN = "Geef het buiten de berichten om door aan de aanbieder."


@actie
def verstuur_jw301(
    *, toewijzingen: Sequence[Toewijzing], door: Medewerker | None, verzoek: Verzoek | None = None
) -> list[Bericht]:
    """Tell providers what was assigned: one message per youth and provider, stored and queued.

    A message holds all that runs at this provider for this youth, besides what changed (OP087); with `verzoek`, also all
    that the request names, with its reference (IV097). Refused when facts are missing; held back, with the reason, when
    passing it on endangers somebody (OP003).
    """
    te_melden = [rij for rij in toewijzingen if rij.per_bericht]
    if not te_melden:
        raise Geweigerd("Er is niets te versturen: taakgerichte zorg gaat niet met een toewijzingsbericht.")
    berichten = []
    te_melden.sort(key=lambda rij: (rij.jeugdige_id, rij.aanbieder_id, rij.nummer))
    for (_jeugdige, _aanbieder), groep in groupby(
        te_melden, key=lambda rij: (rij.jeugdige_id, rij.aanbieder_id)
    ):
        (pk,) = nieuwe_ids(1)
        berichten.append(_verstuur_jw301(pk, list(groep), verzoek, door))
    return berichten


@actie
def stuur_opnieuw(*, bericht: Bericht, door: Medewerker | None, waarom: str = "") -> Bericht:
    """Tell a provider anew what a JW301 or JW319 told that it rejected, or never answered: as it is now, in a message with a
    number of its own. The old one then counts as never sent.

    Refused when it was received well, was sent anew already, or when there is nothing left to tell.
    """
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if door is not None:
        eis_berichten(door)
        if not queries.in_verkeer(door).filter(pk=huidig.pk).exists():
            raise GeenRecht("U mag dit bericht niet afhandelen.")
    _check_opnieuw(huidig)
    if huidig.soort == "JW319":
        assert huidig.verzoek is not None
        nieuw = beantwoord_verzoek(verzoek=huidig.verzoek, door=door)
    else:
        (pk,) = nieuwe_ids(1)
        # first, so that what it told counts as not told; the database looks at the end whether the new one is there
        Bericht.objects.filter(pk=huidig.pk).update(vervangen_door=pk)
        nieuw = _verstuur_jw301(pk, _opnieuw_te_melden(huidig), huidig.verzoek, door)
    huidig.vervangen_door = nieuw
    huidig.save(update_fields=["vervangen_door"])
    leg_vast(
        soort="bericht.opnieuw_gestuurd", door=door, dossier=huidig.dossier_id, over=huidig, waarom=waarom.strip(),
        tekst=f"{huidig} opnieuw gestuurd als {nieuw.identificatie}",
    )  # fmt: skip
    return nieuw


@actie
def beantwoord_verzoek(*, verzoek: Verzoek, door: Medewerker | None) -> Bericht:
    """Tell a provider that a request is looked into or rejected (JW319)."""
    (pk,) = nieuwe_ids(1)
    bericht = _nieuw(pk, "JW319", verzoek, door)
    bericht.verzoek = verzoek
    wijst_af = verzoek.stand == "afgewezen"
    wat = f"Antwoord aan {verzoek.aanbieder}: {verzoek.stand}"
    if reden := queries.stilte_in(verzoek.dossier_id):
        return _houd_tegen(bericht, reden, wat, door)
    antwoord = jw319.Antwoord(
        ReferentieAanbieder=verzoek.referentie,
        VerzoekAntwoord=AFGEWEZEN if wijst_af else IN_ONDERZOEK,
        RedenAfwijzingVerzoek=verzoek.reden_afwijzing if wijst_af else None,
        Woonplaatsbeginsel=jw319.Woonplaatsbeginsel(Gemeente=verzoek.andere_gemeente)
        if verzoek.andere_gemeente
        else None,
    )
    klaar = bouw(bericht, ijw.JW319(Header=jw319.Header(**header_velden(bericht)), Antwoord=antwoord))  # type: ignore[call-arg]
    return _leg_klaar(klaar, f"{wat} klaargezet om te versturen (JW319)", door)


@actie
def verstuur_jw325(*, declaratie: Declaratie, door: Medewerker | None) -> Bericht:
    """Answer a claim with what was found when it came in."""
    vraag: Bericht = Bericht.objects.select_related("ontvangst").get(declaratie=declaratie, richting="in")
    (pk,) = nieuwe_ids(1)
    terug = ijw.antwoord(
        ijw.parse(vraag.xml()),
        uit_json(vraag.bevindingen),
        identificatie=identificatie_van(pk),
        dagtekening=vandaag(),
    )
    bericht = Bericht(
        pk=pk, organisatie_id=vraag.organisatie_id, richting=Bericht.Richting.UIT, soort="JW325",
        identificatie=identificatie_van(pk), afzender=vraag.ontvanger, ontvanger=vraag.afzender, aanbieder_id=vraag.aanbieder_id,
        declaratie=declaratie, antwoord_op=vraag, gemaakt_op=nu(), gemaakt_door=door,
    )  # fmt: skip
    return _leg_klaar(
        Klaar(bericht, ijw.build(terug)),
        f"Antwoord op declaratie {declaratie.nummer} klaargezet (JW325)",
        door,
    )


# A message about one youth --------------------------------------------------------------------------------


def _check_opnieuw(bericht: Bericht) -> None:
    if bericht.soort not in MET_RETOUR or bericht.verzonden_op is None:
        raise Geweigerd("Alleen een verstuurde toewijzing of een verstuurd antwoord stuurt u opnieuw.")
    if bericht.vervangen_door is not None:
        raise Geweigerd(f"{bericht} is al opnieuw gestuurd als {bericht.vervangen_door.identificatie}.")
    if bericht.beantwoord_op and not bericht.afgekeurd:
        raise Geweigerd(f"{bericht} is goed ontvangen; opnieuw sturen is niet nodig.")
    if bericht.soort == "JW319" and bericht.verzoek and bericht.verzoek.stand == "toegewezen":
        raise Geweigerd(
            f"{bericht.verzoek} is intussen toegewezen; daarvan hoort de aanbieder met een toewijzing."
        )


def _opnieuw_te_melden(bericht: Bericht) -> list[Toewijzing]:
    """The assignments that a JW301 told of; of one that granted a request those that bore its reference."""
    regels = bericht.regels.select_related(
        "toewijzing__product",
        "toewijzing__aanbieder",
        "toewijzing__jeugdige",
        "toewijzing__dossier__organisatie",
    )
    rijen = [regel.toewijzing for regel in regels]
    if bericht.verzoek is None:
        return rijen
    gelezen: Any = ijw.parse(bericht.xml())
    gevraagd = {p.ToewijzingNummer for p in gelezen.Client.ToegewezenProducten if p.ReferentieAanbieder}
    return [rij for rij in rijen if rij.nummer in gevraagd]


def _verstuur_jw301(
    pk: int, groep: list[Toewijzing], verzoek: Verzoek | None, door: Medewerker | None
) -> Bericht:
    eerste = groep[0]
    # two messages about one youth come in order
    jeugdige = vergrendel(type(eerste.jeugdige), eerste.jeugdige_id)
    gezag = queries.gezag_over(jeugdige)
    bericht = _nieuw(pk, "JW301", eerste, door)
    bericht.verzoek = verzoek
    wat = f"Toewijzing aan {eerste.aanbieder}"
    if reden := queries.stilte_in(eerste.dossier_id) or reden_van_tegenhouden(jeugdige, gezag):
        _houd_tegen(bericht, reden, wat, door)
        _regels(bericht, groep)
        return bericht
    if verzoek is None and all(queries.is_gemeld(rij) for rij in groep):
        raise Geweigerd(
            f"Toewijzing {eerste.nummer} is al aan {eerste.aanbieder} gemeld en sindsdien niet gewijzigd."
        )
    stand = queries.stand_voor_bericht(
        jeugdige, eerste.aanbieder, [rij.pk for rij in groep] if verzoek else []
    )
    if not stand:
        raise Geweigerd(
            f"Toewijzing {eerste.nummer} is verwijderd voordat de aanbieder ervan wist; er is niets te melden."
        )
    opgesteld = stel_op(
        aanbieder=eerste.aanbieder, jeugdige=jeugdige, gezag=gezag, toewijzingen=stand,
        gewijzigd={rij.pk for rij in stand if not queries.is_gemeld(rij)},
        referenties={rij.pk: verzoek.referentie for rij in groep} if verzoek else {}, header=header_velden(bericht),
    )  # fmt: skip
    bericht.opmerkingen = "\n".join(opgesteld.opmerkingen)
    klaar = bouw(bericht, opgesteld.bericht)
    _leg_klaar(
        klaar, f"{wat} klaargezet om te versturen (JW301)", door, toewijzingen=[rij.nummer for rij in stand]
    )
    _regels(bericht, stand)
    return bericht


def _nieuw(pk: int, soort: str, over: Any, door: Medewerker | None) -> Bericht:
    """The facts around a new message about an assignment or a request."""
    return Bericht(
        pk=pk, organisatie_id=over.organisatie_id, richting=Bericht.Richting.UIT, soort=soort,
        identificatie=identificatie_van(pk), afzender=over.dossier.organisatie.code, ontvanger=over.aanbieder.agb,
        aanbieder=over.aanbieder, dossier=over.dossier, jeugdige=over.jeugdige, gemaakt_op=nu(), gemaakt_door=door,
    )  # fmt: skip


def _leg_klaar(klaar: Klaar, tekst: str, door: Medewerker | None, **gegevens: Any) -> Bericht:
    (bericht,) = bewaar([klaar])
    roep_post(bericht.organisatie_id)
    leg_vast(
        soort="bericht.gemaakt", door=door, dossier=bericht.dossier_id, over=bericht, tekst=capfirst(tekst),
        gegevens={"identificatie": bericht.identificatie, **gegevens},
    )  # fmt: skip
    return bericht


def _houd_tegen(bericht: Bericht, reden: str, wat: str, door: Medewerker | None) -> Bericht:
    bericht.tegengehouden = f"{reden} {DOOR_TE_GEVEN}"[:400]
    bericht.save(force_insert=True)
    leg_vast(
        soort="bericht.tegengehouden", door=door, dossier=bericht.dossier_id, over=bericht, waarom=reden,
        tekst=f"{wat} niet verstuurd: geef het buiten de berichten om door",
    )  # fmt: skip
    return bericht


def _regels(bericht: Bericht, toewijzingen: Iterable[Toewijzing]) -> None:
    Berichtregel.objects.bulk_create(
        Berichtregel(
            organisatie_id=bericht.organisatie_id,
            bericht=bericht,
            toewijzing=rij,
            vastgesteld_op=rij.toegewezen_op,
        )
        for rij in toewijzingen
    )
