"""Recording a file in which a provider reports care that is paid as a fixed sum: the whole file, or nothing of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from eenplan.dossier import queries as dossiers
from eenplan.gezin import actions as gezinnen
from eenplan.gezin import queries as gezin
from eenplan.kern import opslag
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Functie
from eenplan.zorg import taakgericht, taakgericht_kennis
from eenplan.zorg.boek_actions import boek_regiemeldingen
from eenplan.zorg.boeken import Client, Regels
from eenplan.zorg.client_actions import open_clienten
from eenplan.zorg.models import Aanbieder, Contract, Product, Regiemelding, Taakgerichtlevering, Toewijzing
from eenplan.zorg.opslaan import eis_functie
from eenplan.zorg.taakgericht import FouteRegels, Rij
from eenplan.zorg.taakgericht_vergelijken import Hulp, Uitkomst, vergelijk

if TYPE_CHECKING:
    from eenplan.gezin.models import Persoon
    from eenplan.organisatie.models import Medewerker

LEGT_VAST = (Functie.BACKOFFICE,)
MAX_NAAM = 200


@actie
def leg_taakgericht_vast(
    *, contract: Contract, naam: str, inhoud: bytes, door: Medewerker
) -> Taakgerichtlevering:
    """Record a file under this contract. `Geweigerd` (veld `bestand`) when it is no such file or was recorded before,
    `FouteRegels` with every fault when lines of it are not right; then nothing is stored.

    Two files of one provider wait for each other. What a line means: `taakgericht_vergelijken`.
    """
    eis_functie(door, LEGT_VAST, "taakgerichte hulp vastleggen")
    _check_naam(naam)
    bestand = taakgericht.lees(inhoud, vandaag=vandaag())
    vergrendel(Aanbieder, contract.aanbieder_id)
    _check_niet_eerder(contract, inhoud)
    personen = gezin.zoek_personen_op_bsn({rij.bsn for rij in bestand.rijen if rij.bsn})
    uitkomst = vergelijk(bestand.rijen, taakgericht_kennis.laad(contract, bestand.rijen, personen))
    if fouten := [*bestand.fouten, *uitkomst.fouten]:
        raise FouteRegels(fouten)
    personen |= _registreer(uitkomst.onbekend, door)
    _boek(contract.aanbieder, uitkomst, personen, door)
    bewaard = opslag.bewaar(inhoud)
    levering = Taakgerichtlevering.objects.create(
        organisatie_id=contract.organisatie_id, contract=contract, door=door, vastgelegd_op=nu(), naam=naam,
        sleutel=bewaard.sleutel, sha256=bewaard.sha256, grootte=bewaard.grootte, regels=len(bestand.rijen),
        begonnen=len(uitkomst.begonnen), gestopt=_gestopt(uitkomst), gewijzigd=len(uitkomst.gewijzigd),
        vervallen=len(uitkomst.vervallen), ongewijzigd=uitkomst.ongewijzigd, nieuwe_jeugdigen=len(uitkomst.onbekend),
        verdwenen=_verdwenen(contract, uitkomst.verdwenen),
    )  # fmt: skip
    leg_vast(
        soort="zorg.taakgericht_vastgelegd", door=door, over=levering,
        tekst=f"Levering van {contract.aanbieder} vastgelegd: {levering.regels} regels, {levering.begonnen} begonnen, "
        f"{levering.gestopt} gestopt",
    )  # fmt: skip
    return levering


# Checks ---------------------------------------------------------------------------------------------------


def _check_naam(naam: str) -> None:
    if len(naam) > MAX_NAAM or not naam.isprintable() or PurePath(naam).name != naam:
        raise Geweigerd(
            f"De naam van het bestand is te lang (meer dan {MAX_NAAM} tekens) of bevat tekens die niet kunnen. "
            "Geef het bestand een korte, gewone naam.",
            veld="bestand",
        )


def _check_niet_eerder(contract: Contract, inhoud: bytes) -> None:
    afdruk = hashlib.sha256(inhoud).hexdigest()
    eerder = taakgericht_kennis.leveringen().filter(contract=contract, sha256=afdruk).first()
    if eerder is not None:
        raise Geweigerd(
            f"Dit bestand is al vastgelegd op {eerder.vastgelegd_op:%d-%m-%Y} door {eerder.door.naam}. Er is niets veranderd. "
            "Kies het nieuwe bestand van de aanbieder.",
            veld="bestand",
        )


# Booking --------------------------------------------------------------------------------------------------


def _registreer(onbekend: Mapping[str, Rij], door: Medewerker) -> dict[str, Persoon]:
    """The youths who are new here, by BSN."""
    if not onbekend:
        return {}
    nieuw = gezinnen.registreer_personen(
        personen=[
            {
                "bsn": bsn, "geboortedatum": rij.geboortedatum, "achternaam": rij.achternaam, "voorvoegsel": rij.voorvoegsel,
                "voornamen": rij.voornamen, "roepnaam": rij.voornamen.split(" ")[0][:60], "geslacht": rij.geslacht,
            }
            for bsn, rij in onbekend.items()
        ],
        door=door,
    )  # fmt: skip
    return dict(zip(onbekend, nieuw, strict=True))


def _boek(
    aanbieder: Aanbieder, uitkomst: Uitkomst, personen: Mapping[str, Persoon], door: Medewerker
) -> None:
    """The reports that follow from a file, through the door through which those of messages go."""
    stopt = [*uitkomst.gestopt, *uitkomst.gewijzigd]
    weg = [h.start for h in uitkomst.vervallen] + [h.stop for h in uitkomst.vervallen if h.stop]
    weg += [hulp.stop for _, hulp in uitkomst.gewijzigd if hulp.stop]
    bekend = Regiemelding.objects.select_related("aanbieder").in_bulk(
        [*weg, *(hulp.start for _, hulp in stopt)]
    )
    nieuw = _begonnen(aanbieder, uitkomst.begonnen, personen, door)
    for rij, hulp in stopt:
        nieuw.append(_stop(bekend[hulp.start], rij))
    if nieuw or weg:
        boek_regiemeldingen(regels=[Regels(nieuw, [bekend[pk] for pk in weg])], door=door)


def _begonnen(
    aanbieder: Aanbieder, rijen: Sequence[Rij], personen: Mapping[str, Persoon], door: Medewerker
) -> list[Regiemelding]:
    """A start for each line, and its stop when it has one. Care that was assigned brings its assignment and dossier along."""
    wie = {personen[rij.bsn].pk: personen[rij.bsn] for rij in rijen}
    clienten = _clienten(wie, door)
    producten = {
        product.code: product for product in Product.objects.filter(code__in={rij.code for rij in rijen})
    }
    toegewezen = Toewijzing.objects.filter(
        aanbieder=aanbieder, jeugdige__in=wie, product__in=producten.values(), ingetrokken_op__isnull=True
    )
    per_jeugdige: dict[tuple[int, int], list[Toewijzing]] = {}
    for toewijzing in toegewezen:
        per_jeugdige.setdefault((toewijzing.jeugdige_id, toewijzing.product_id), []).append(toewijzing)
    meldingen = []
    for rij in rijen:
        assert rij.begin is not None
        client, product = clienten[personen[rij.bsn].pk], producten[rij.code]
        toewijzing_ = next(
            (t for t in per_jeugdige.get((client.jeugdige, product.pk), ()) if _loopt(t, rij)), None
        )
        start = Regiemelding(
            organisatie_id=client.organisatie, dossier_id=toewijzing_.dossier_id if toewijzing_ else client.dossier,
            jeugdige_id=client.jeugdige, aanbieder=aanbieder, toewijzing=toewijzing_, soort=Regiemelding.Soort.START,
            categorie=product.categorie, code=product.code, ingangsdatum=toewijzing_.begin if toewijzing_ else None,
            begin=rij.begin, gemeld_op=vandaag(),
        )  # fmt: skip
        meldingen.append(start)
        if rij.eind:
            meldingen.append(_stop(start, rij))
    return meldingen


def _clienten(wie: Mapping[int, Persoon], door: Medewerker) -> dict[int, Client]:
    """These youths in the dossier of their family: the open one, else the last; and else a new one."""
    bekend = dossiers.van_personen(wie)
    zonder = [persoon for pk, persoon in wie.items() if pk not in bekend]
    clienten = {pk: Client(wie[pk].organisatie_id, dossier, pk) for pk, dossier in bekend.items()}
    return clienten | open_clienten(personen=zonder, door=door) if zonder else clienten


def _stop(start: Regiemelding, rij: Rij) -> Regiemelding:
    """The stop that belongs to this start."""
    return Regiemelding(
        organisatie_id=start.organisatie_id, dossier_id=start.dossier_id, jeugdige_id=start.jeugdige_id,
        aanbieder=start.aanbieder, toewijzing_id=start.toewijzing_id, soort=Regiemelding.Soort.STOP,
        categorie=start.categorie, code=start.code, ingangsdatum=start.ingangsdatum, begin=start.begin, eind=rij.eind,
        reden=rij.reden, gemeld_op=vandaag(),
    )  # fmt: skip


def _loopt(toewijzing: Toewijzing, rij: Rij) -> bool:
    assert rij.begin is not None
    return toewijzing.begin <= rij.begin and (toewijzing.eind is None or rij.begin <= toewijzing.eind)


# What is told of it ---------------------------------------------------------------------------------------


def _gestopt(uitkomst: Uitkomst) -> int:
    return len(uitkomst.gestopt) + sum(rij.eind is not None for rij in uitkomst.begonnen)


def _verdwenen(contract: Contract, hulp: Iterable[Hulp]) -> list[dict[str, object]]:
    gemist = sorted(hulp, key=lambda h: (h.begin, h.code, h.start))
    regels = taakgericht_kennis.regels_van_vorige(contract, gemist)
    return [
        {"regel": regels.get((h.jeugdige, h.code, h.begin)), "code": h.code, "begin": h.begin.isoformat()}
        for h in gemist
    ]
