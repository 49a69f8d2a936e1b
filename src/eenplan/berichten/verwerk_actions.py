"""Booking what came in: many messages in one transaction, of each provider in the order in which they came.

A message is read, judged against what was known when it came, booked in care (`zorg`), and its return message made, all
or nothing. A crash anywhere leaves the deliveries waiting as they were; the next round takes them up again, and finds
no half work. Two workers never handle post of one provider at the same time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.timezone import localdate

import ijw
from eenplan.berichten import retour
from eenplan.berichten.beoordelen import Oordeel, oordeel
from eenplan.berichten.models import RETOUREN, Bericht, Berichtregel, Ontvangst
from eenplan.berichten.uitgaand import Klaar, bewaar, identificatie_van, nieuwe_ids
from eenplan.dossier import queries as dossiers
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.bulk import voeg_toe
from eenplan.kern.tijd import nu, vandaag
from eenplan.zorg import administratie, boek_actions, boeken, client_actions
from ijw.beantwoorden import ANTWOORD_OP
from ijw.berekeningen import werkdagen_na
from ijw.geheugen import partijen_van

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

ANTWOORD_DECLARATIE = 10  # working days (OP090x4)
VERZOEKEN = frozenset({"JW315", "JW317"})
VAN_AANBIEDER = frozenset({"JW305", "JW307", "JW315", "JW317", "JW323", "JW302", "JW320"})
Uitkomst = Ontvangst.Uitkomst


@dataclass
class _Werk:
    """One delivery on its way through a batch."""

    ontvangst: Ontvangst
    bericht: Any = None
    uitkomst: str = ""
    toelichting: str = ""
    rij: Bericht | None = None
    oordeel: Oordeel = field(default_factory=Oordeel)


def vergrendel_post(organisatie_id: int, afzender: str) -> bool:
    """Whether the post of this sender is ours until the transaction ends; False when another worker has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('berichten.post'), hashtext(%s))",
            [f"{organisatie_id}:{afzender}"],
        )
        return bool(cursor.fetchone()[0])


def vergrendel_aanname(organisatie_id: int) -> None:
    """Wait until nobody else is storing deliveries of this organisation; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('berichten.aanname'), %s)", [organisatie_id])


@actie
def verwerk(
    *, ontvangsten: Sequence[Ontvangst], organisatie: Any, door: Medewerker | None = None
) -> dict[str, int]:
    """Handle deliveries, oldest first; how many had which outcome. The post of their senders is ours (`vergrendel_post`)."""
    werk = [_Werk(ontvangst) for ontvangst in ontvangsten]
    for stuk in werk:
        _lees(stuk, organisatie)
    _herken_dubbele(werk)
    te_boeken = [stuk for stuk in werk if not stuk.uitkomst]
    if te_boeken:
        _boek(te_boeken, organisatie, door)
    _sluit(werk)
    telling: dict[str, int] = {}
    for stuk in werk:
        telling[stuk.uitkomst] = telling.get(stuk.uitkomst, 0) + 1
    leg_vast(
        soort="berichten.verwerkt", door=door, over=ontvangsten[0],
        tekst=f"{len(werk)} ontvangen berichten verwerkt", gegevens=telling,
    )  # fmt: skip
    return telling


@actie
def zet_opzij(*, ontvangst: Ontvangst, reden: str, door: Medewerker | None = None) -> Ontvangst:
    """A delivery that cannot be handled by itself: what is wrong stands beside it, and nothing else waits for it."""
    huidig: Ontvangst = vergrendel(Ontvangst, ontvangst.pk)
    huidig.verwerkt_op, huidig.uitkomst = nu(), Uitkomst.VASTGELOPEN
    huidig.toelichting = f"Dit bericht kon niet worden verwerkt: {reden}"
    huidig.save(update_fields=["verwerkt_op", "uitkomst", "toelichting"])
    leg_vast(
        soort="ontvangst.vastgelopen", door=door, over=huidig, tekst="Een ontvangen bericht is vastgelopen"
    )
    return huidig


# Reading --------------------------------------------------------------------------------------------------


def _lees(stuk: _Werk, organisatie: Any) -> None:
    """The message in the bytes, or why there is none for us."""
    try:
        bericht: Any = ijw.parse(stuk.ontvangst.lees())
    except ijw.IjwFout as fout:
        stuk.uitkomst, stuk.toelichting = (
            Uitkomst.ONLEESBAAR,
            "\n".join(str(b) for b in fout.bevindingen[:50]),
        )
        return
    gemeente = partijen_van(bericht).gemeente
    if bericht.NAAM not in VAN_AANBIEDER:
        stuk.uitkomst = Uitkomst.VASTGELOPEN
        stuk.toelichting = (
            f"Een {bericht.NAAM} gaat van gemeente naar aanbieder; wij horen hem niet te krijgen."
        )
    elif gemeente != organisatie.code:
        stuk.uitkomst = Uitkomst.VASTGELOPEN
        stuk.toelichting = (
            f"Dit bericht is voor gemeente {gemeente}, niet voor {organisatie.code}. "
            "Laat het de aanbieder weten; die stuurt het naar de juiste gemeente."
        )
    else:
        stuk.bericht = bericht


def _herken_dubbele(werk: Sequence[_Werk]) -> None:
    """The same bytes that were handled before, or earlier in this batch, are the same message: brought twice."""
    hashes = [stuk.ontvangst.sha256 for stuk in werk if stuk.bericht is not None]
    eerder = Ontvangst.objects.filter(sha256__in=hashes, uitkomst__in=[Uitkomst.GEBOEKT, Uitkomst.AFGEKEURD])
    gezien = set(eerder.values_list("sha256", flat=True))
    for stuk in werk:
        if stuk.bericht is None:
            continue
        if stuk.ontvangst.sha256 in gezien:
            stuk.uitkomst = Uitkomst.DUBBEL
            stuk.toelichting = "Dit bericht was al binnen en is niet nog een keer verwerkt."
        gezien.add(stuk.ontvangst.sha256)


# Judging and booking --------------------------------------------------------------------------------------


def _boek(werk: Sequence[_Werk], organisatie: Any, door: Medewerker | None) -> None:
    berichten = [stuk.bericht for stuk in werk]
    heen = [bericht for bericht in berichten if bericht.NAAM not in RETOUREN]
    stand = administratie.laad(heen, vandaag=vandaag(), identificaties=_gebruikt(heen))
    for stuk in werk:
        if stuk.bericht.NAAM not in RETOUREN and stuk.bericht.Header.Afzender not in stand.aanbieders:
            stuk.uitkomst = Uitkomst.VASTGELOPEN
            stuk.toelichting = (
                f"Aanbieder {stuk.bericht.Header.Afzender} (AGB) is hier niet bekend. Registreer de aanbieder bij "
                "Aanbieders en verwerk dit bericht dan opnieuw."
            )
    over = [stuk for stuk in werk if not stuk.uitkomst]
    ids = iter(nieuwe_ids(2 * len(over)))
    boek = _Boek(organisatie, stand, door)
    antwoorden: list[Klaar] = []
    for stuk in over:
        stuk.rij = _rij(stuk, next(ids), organisatie)
        if stuk.bericht.NAAM in RETOUREN:
            stuk.uitkomst = Uitkomst.GEBOEKT
            continue
        stuk.oordeel = oordeel(stuk.bericht, stand)
        boek.neem_op(stuk)
        stuk.uitkomst = Uitkomst.AFGEKEURD if stuk.oordeel.afgekeurd else Uitkomst.GEBOEKT
        if stuk.bericht.NAAM != "JW323":
            antwoorden.append(_antwoord(stuk, next(ids)))
    boek.schrijf()
    retouren = [(stuk.rij, stuk.bericht) for stuk in over if stuk.bericht.NAAM in RETOUREN and stuk.rij]
    retour.verwerk_retouren(retouren, door)
    voeg_toe([stuk.rij for stuk in over if stuk.rij is not None])
    Berichtregel.objects.bulk_create(boek.regels())
    bewaar(antwoorden)


def _gebruikt(berichten: Sequence[Any]) -> set[tuple[str, str, str | int, str]]:
    """Which identifications of these messages their senders gave out before (TR056)."""
    nummers = {bericht.Header.BerichtIdentificatie.Identificatie for bericht in berichten}
    rijen = Bericht.objects.filter(richting=Bericht.Richting.IN, identificatie__in=nummers, afgekeurd=False)
    return {
        ("Identificatie", afzender, nummer, soort)
        for afzender, nummer, soort in rijen.values_list("afzender", "identificatie", "soort")
    }


def _rij(stuk: _Werk, pk: int, organisatie: Any) -> Bericht:
    """The facts around a message that came in."""
    header = stuk.bericht.Header
    terug = stuk.bericht.NAAM in RETOUREN
    return Bericht(
        pk=pk, organisatie_id=organisatie.pk, richting=Bericht.Richting.IN, soort=stuk.bericht.NAAM,
        identificatie=header.IdentificatieRetour if terug else header.BerichtIdentificatie.Identificatie,
        afzender=header.Ontvanger if terug else header.Afzender, ontvanger=header.Afzender if terug else header.Ontvanger,
        ontvangst=stuk.ontvangst, gemaakt_op=stuk.ontvangst.ontvangen_op,
    )  # fmt: skip


def _antwoord(stuk: _Werk, pk: int) -> Klaar:
    """The return message (IV028): made from what was found, in the transaction that booked it."""
    assert stuk.rij is not None
    nummer = identificatie_van(pk)
    terug = ijw.antwoord(stuk.bericht, stuk.oordeel.bevindingen, identificatie=nummer, dagtekening=vandaag())
    rij = Bericht(
        pk=pk, organisatie_id=stuk.rij.organisatie_id, richting=Bericht.Richting.UIT, soort=ANTWOORD_OP[stuk.bericht.NAAM],
        identificatie=nummer, afzender=stuk.rij.ontvanger, ontvanger=stuk.rij.afzender, aanbieder_id=stuk.rij.aanbieder_id,
        dossier_id=stuk.rij.dossier_id, jeugdige_id=stuk.rij.jeugdige_id, antwoord_op=stuk.rij, gemaakt_op=nu(),
    )  # fmt: skip
    return Klaar(rij, ijw.build(terug))


class _Boek:
    """What a batch leads to, gathered while it is judged and written at its end."""

    def __init__(self, organisatie: Any, stand: Any, door: Medewerker | None) -> None:
        self._organisatie, self._stand, self._door = organisatie, stand, door
        self._clienten = client_actions.zoek_clienten(stand.personen)
        self._regiemeldingen: list[Any] = []
        self._verzoeken: list[Any] = []
        self._declaraties: list[tuple[Bericht, Any]] = []
        self._over: dict[tuple[int, int], None] = {}

    def neem_op(self, stuk: _Werk) -> None:
        """Take up one judged message: it counts for the ones after it, unless it was rejected as a whole."""
        bericht, rij, gevonden = stuk.bericht, stuk.rij, stuk.oordeel
        assert rij is not None
        aanbieder = self._stand.aanbieders[bericht.Header.Afzender]
        rij.aanbieder = aanbieder
        rij.afgekeurd, rij.codes, rij.bevindingen = (
            gevonden.afgekeurd,
            list(gevonden.codes),
            gevonden.als_json,
        )
        if bericht.NAAM == "JW323":
            self._declaratie(bericht, rij, gevonden)
            return
        client = self._client(bericht, nodig=not gevonden.afgekeurd)
        if client is not None:
            rij.dossier_id, rij.jeugdige_id = client.dossier, client.jeugdige
        self._noem(bericht, rij, aanbieder)
        if gevonden.afgekeurd:
            return
        self._stand.verwerk(bericht)
        if bericht.NAAM in ("JW305", "JW307"):
            dag = localdate(stuk.ontvangst.ontvangen_op)
            regels = boeken.regiemeldingen_uit(bericht, aanbieder, client, self._stand.toewijzingen, dag)
            self._regiemeldingen.append(regels)
            if (
                eerste := next((r.toewijzing for r in [*regels.nieuw, *regels.weg] if r.toewijzing), None)
            ) is not None:
                rij.dossier_id = eerste.dossier_id
        else:
            moment = stuk.ontvangst.ontvangen_op
            self._verzoeken += [
                (rij, paar)
                for paar in boeken.verzoeken_uit(bericht, aanbieder, client, self._stand.toewijzingen, moment)
            ]

    def schrijf(self) -> None:
        """Everything at once, through the actions of care."""
        if self._regiemeldingen:
            boek_actions.boek_regiemeldingen(regels=self._regiemeldingen, door=self._door)
        if self._verzoeken:
            boek_actions.boek_verzoeken(verzoeken=[paar for _, paar in self._verzoeken], door=self._door)
            for rij, (verzoek, _) in self._verzoeken:
                rij.verzoek = rij.verzoek or verzoek
        if self._declaraties:
            boek_actions.boek_declaraties(
                declaraties=[paar for _, paar in self._declaraties], door=self._door
            )
            for rij, (declaratie, _) in self._declaraties:
                rij.declaratie = declaratie

    def regels(self) -> list[Berichtregel]:
        """Which message tells of which assignment."""
        return [
            Berichtregel(organisatie_id=self._organisatie.pk, bericht_id=bericht, toewijzing_id=toewijzing)
            for bericht, toewijzing in self._over
        ]

    def _client(self, bericht: Any, *, nodig: bool) -> Any:
        """The youth in a dossier. Who is not known yet is made only when there is something to book; who is asked for help
        again after the dossier closed gets a new one (besluit 027)."""
        bsn = bericht.Client.Bsn
        bekend = self._clienten.get(bsn)
        if nodig and (bekend is None or (bericht.NAAM in VERZOEKEN and not dossiers.is_open(bekend.dossier))):
            self._clienten[bsn] = client_actions.open_client(client=bericht.Client, door=self._door)
        return self._clienten.get(bsn)

    def _noem(self, bericht: Any, rij: Bericht, aanbieder: Any) -> None:
        for nummer in _toewijzingsnummers(bericht):
            toewijzing = self._stand.toewijzingen.get(nummer)
            if toewijzing is not None and toewijzing.aanbieder_id == aanbieder.pk:
                self._over[rij.pk, toewijzing.pk] = None

    def _declaratie(self, bericht: Any, rij: Bericht, gevonden: Oordeel) -> None:
        moment = rij.gemaakt_op
        paar = boeken.declaratie_uit(
            bericht, organisatie=self._organisatie.pk, stand=self._stand, codes=gevonden.codes,
            per_prestatie=gevonden.per_prestatie, toegekend=gevonden.toegekend, moment=moment,
            uiterlijk=werkdagen_na(localdate(moment), ANTWOORD_DECLARATIE),
        )  # fmt: skip
        self._declaraties.append((rij, paar))
        for prestatie in paar[1]:
            if prestatie.toewijzing_id:
                self._over[rij.pk, prestatie.toewijzing_id] = None
        if not gevonden.afgekeurd:
            self._stand.verwerk(bericht)
            niet = [prestatie.referentie for prestatie in paar[1] if prestatie.codes]
            self._stand.wijs_af(partijen_van(bericht), bericht, niet)


def _toewijzingsnummers(bericht: Any) -> set[int]:
    if bericht.NAAM == "JW317":
        vraag = bericht.Client.Verzoek
        return {p.ToewijzingNummer for p in (*vraag.OngewijzigdeProducten, *vraag.TeWijzigenProducten)}
    regels = getattr(bericht.Client, "StartProducten", ()) or getattr(bericht.Client, "StopProducten", ())
    return {regel.ToewijzingNummer for regel in regels if regel.ToewijzingNummer is not None}


# The end of a delivery ------------------------------------------------------------------------------------


def _sluit(werk: Sequence[_Werk]) -> None:
    """Each delivery has its outcome; what comes out the same is written together."""
    gelijk: dict[tuple[str, str], list[int]] = {}
    for stuk in werk:
        gelijk.setdefault((stuk.uitkomst, stuk.toelichting), []).append(stuk.ontvangst.pk)
    for (uitkomst, toelichting), pks in gelijk.items():
        Ontvangst.objects.filter(pk__in=pks).update(
            verwerkt_op=nu(), uitkomst=uitkomst, toelichting=toelichting
        )
