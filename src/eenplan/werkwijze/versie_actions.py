"""Writes on versions of drawings and tables: load, propose, adopt (by somebody else), withdraw.

A version is checked when it is loaded, and again, with a trial run over every path, when it is adopted: what is in
force can run. Adopting a version withdraws the one before it; cases that run keep the version they started with.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from beslistabel import BeslistabelFout, Tabel
from beslistabel import verify as verifieer
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.context import eis_organisatie_id
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu
from eenplan.organisatie.models import Functie

from . import motor
from .controle import Bekend, controleer
from .definitie import LANGSTE_SLEUTEL, Procesdefinitie
from .lezen import OnleesbaarBestand
from .models import Beslistabel, Status, TabelVersie, Versie, Werkwijze, WerkwijzeVersie
from .omgeving import in_gebruik, lees_bestand, meegeleverd, tabel_uit
from .proefloop import loop_alles

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

V = TypeVar("V", bound=Versie)

MAAKT = (Functie.KWALITEITSADVISEUR, Functie.BEHEERDER)
STELT_VAST = (Functie.KWALITEITSADVISEUR, Functie.MANAGER, Functie.PRAKTIJKLEIDER)


@actie
def laad_werkwijze(*, bestand: bytes, door: Medewerker, toelichting: str = "") -> WerkwijzeVersie:
    """A new version (concept) from a BPMN file. `Geweigerd` names every element that cannot run."""
    _eis(door, MAAKT, "laadt werkwijzen")
    definitie = _definitie(bestand)
    _weiger_bij(_zinnen(definitie, in_gebruik(extra_definities=[definitie])), f"Werkwijze ‘{definitie.naam}’")
    return _bewaar_werkwijze(definitie, door, toelichting)


@actie
def laad_beslistabel(*, bestand: bytes, door: Medewerker, toelichting: str = "") -> TabelVersie:
    """A new version (concept) from a DMN file. `Geweigerd` names every gap, overlap and dead rule."""
    _eis(door, MAAKT, "laadt beslistabellen")
    tabel = _tabel(bestand)
    _weiger_bij(_gebreken(tabel), f"Beslistabel ‘{tabel.naam}’")
    return _bewaar_tabel(tabel, bestand, door, toelichting)


@actie
def laad_meegeleverd(*, door: Medewerker | None) -> list[Versie]:
    """Load and adopt everything in `processen/` that is not in force yet. The maker is the supplier, the adopter `door`."""
    if door is not None:
        _eis(door, STELT_VAST, "stelt werkwijzen vast")
    bestanden = {
        pad.name: lees_bestand(pad)
        for pad in sorted(meegeleverd().iterdir())
        if pad.suffix in (".bpmn", ".dmn")
    }
    tabellen = {
        (t := _tabel(inhoud)).id: (t, inhoud) for naam, inhoud in bestanden.items() if naam.endswith(".dmn")
    }
    definities = [_definitie(inhoud) for naam, inhoud in bestanden.items() if naam.endswith(".bpmn")]
    bekend = in_gebruik(extra_tabellen={k: t for k, (t, _) in tabellen.items()}, extra_definities=definities)
    nieuw: list[Versie] = []
    for tabel, inhoud in tabellen.values():
        if not _geldt_al(TabelVersie, inhoud):
            _weiger_bij(_gebreken(tabel), f"Beslistabel ‘{tabel.naam}’")
            nieuw.append(_zet_in_werking(_bewaar_tabel(tabel, inhoud, None, "meegeleverd"), door))
    for definitie in definities:
        if not _geldt_al(WerkwijzeVersie, definitie.xml):
            _weiger_bij(_zinnen(definitie, bekend), f"Werkwijze ‘{definitie.naam}’")
            nieuw.append(_zet_in_werking(_bewaar_werkwijze(definitie, None, "meegeleverd"), door))
    if not nieuw:
        eerste = WerkwijzeVersie.objects.first() or TabelVersie.objects.first()
        if eerste is None:
            raise Geweigerd("Er zijn geen meegeleverde werkwijzen gevonden.")
        leg_vast(
            soort="werkwijze.geladen", door=door, over=eerste, tekst="De meegeleverde werkwijzen gelden al"
        )
    return nieuw


@actie
def stel_voor(*, versie: Versie, door: Medewerker) -> Versie:
    """Offer a concept for adoption by somebody else."""
    _eis(door, MAAKT, "stelt een versie voor")
    versie = vergrendel(type(versie), versie.pk)
    _eis_status(versie, Status.CONCEPT, "Alleen een concept kan worden voorgesteld.")
    versie.voorgesteld_op, versie.voorgesteld_door = nu(), door
    versie.save(update_fields=["voorgesteld_op", "voorgesteld_door"])
    leg_vast(
        soort="werkwijze.voorgesteld",
        door=door,
        over=versie,
        tekst=f"{versie} voorgesteld",
        waarom=versie.toelichting,
    )
    return versie


@actie
def stel_vast(*, versie: Versie, door: Medewerker) -> Versie:
    """Adopt a proposed version: four eyes, every check again, every path walked."""
    _eis(door, STELT_VAST, "stelt werkwijzen vast")
    versie = vergrendel(type(versie), versie.pk)
    _eis_status(versie, Status.VOORGESTELD, "Alleen een voorgestelde versie kan worden vastgesteld.")
    if door.pk in (versie.opgesteld_door_id, versie.voorgesteld_door_id):
        raise Geweigerd("U hebt deze versie zelf gemaakt of voorgesteld. Laat een collega haar vaststellen.")
    _weiger_bij(_beletsels(versie), str(versie))
    return _zet_in_werking(versie, door)


@actie
def trek_in(*, versie: Versie, reden: str, door: Medewerker) -> Versie:
    """Withdraw a version: no new cases start with it; running ones go on."""
    _eis(door, STELT_VAST, "trekt werkwijzen in")
    if not reden.strip():
        raise Geweigerd("Geef de reden van intrekken: die staat bij de versie.", veld="reden")
    versie = vergrendel(type(versie), versie.pk)
    if versie.status is Status.INGETROKKEN:
        raise Geweigerd("Deze versie is al ingetrokken.")
    _trek_in(versie, reden.strip(), door)
    return versie


# ── checks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _beletsels(versie: Versie) -> list[str]:
    """What stands in the way of adoption, in sentences."""
    if isinstance(versie, WerkwijzeVersie):
        definitie = _definitie(versie.xml)
        bekend = in_gebruik(extra_definities=[definitie])
        return _zinnen(definitie, bekend) or _proef(definitie, bekend)
    tabel = _tabel(versie.xml)
    zinnen = _gebreken(tabel)
    bekend = in_gebruik(extra_tabellen={tabel.id: tabel})
    for ander in WerkwijzeVersie.objects.filter(vastgesteld_op__isnull=False, ingetrokken_op__isnull=True):
        zinnen += [
            f"Met deze tabel kan {ander.werkwijze.sleutel} niet meer: {zin}"
            for zin in _zinnen(_definitie(ander.xml), bekend)
        ]
    return zinnen


def _zinnen(definitie: Procesdefinitie, bekend: Bekend) -> list[str]:
    return [b.zin for b in controleer(definitie, bekend)]


def _gebreken(tabel: Tabel) -> list[str]:
    zinnen = [b.tekst for b in verifieer(tabel)]
    if len(tabel.id) > LANGSTE_SLEUTEL:
        zinnen.append(f"Geef de tabel een kenmerk (id) van hoogstens {LANGSTE_SLEUTEL} tekens.")
    return zinnen


def _proef(definitie: Procesdefinitie, bekend: Bekend) -> list[str]:
    verslag = loop_alles(definitie, bekend)
    namen = {
        s.id: f"{definitie.elementen[s.van].heet} → {definitie.elementen[s.naar].heet}"
        for s in definitie.stromen
    }
    return [
        *verslag.fouten,
        *(f"Geen enkel antwoord leidt langs de pijl {namen[s]}." for s in verslag.niet_genomen),
    ]


def _weiger_bij(zinnen: Sequence[str], wat: str) -> None:
    if zinnen:
        raise Geweigerd(f"{wat} kan zo niet worden gebruikt. " + " ".join(zinnen[:20]), veld="bestand")


def _definitie(bestand: bytes) -> Procesdefinitie:
    try:
        return motor.read(bestand)
    except OnleesbaarBestand as fout:
        raise Geweigerd(fout.zin, veld="bestand") from fout


def _tabel(bestand: bytes) -> Tabel:
    try:
        return tabel_uit(bestand)
    except OnleesbaarBestand as fout:
        raise Geweigerd(fout.zin, veld="bestand") from fout
    except BeslistabelFout as fout:
        raise Geweigerd(f"Deze beslistabel is niet te lezen: {fout}", veld="bestand") from fout


def _eis(door: Medewerker, functies: Sequence[str], wat: str) -> None:
    if not door.heeft_functie(*functies):
        namen = " of ".join(str(Functie(f).label) for f in functies)
        raise GeenRecht(f"Alleen een {namen} {wat}.")


def _eis_status(versie: Versie, status: Status, zin: str) -> None:
    if versie.status is not status:
        raise Geweigerd(f"{zin} Deze versie is {versie.status.label}.")


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────


def _bewaar_werkwijze(
    definitie: Procesdefinitie, door: Medewerker | None, toelichting: str
) -> WerkwijzeVersie:
    werkwijze, _nieuw = Werkwijze.objects.get_or_create(
        organisatie_id=eis_organisatie_id(),
        sleutel=definitie.sleutel,
        defaults={"naam": definitie.naam[:120]},
    )
    versie = WerkwijzeVersie.objects.create(
        werkwijze=werkwijze, **_velden(werkwijze, definitie.xml, door, toelichting)
    )
    leg_vast(soort="werkwijze.geladen", door=door, over=versie, tekst=f"{versie} geladen", waarom=toelichting)
    return versie


def _bewaar_tabel(tabel: Tabel, bestand: bytes, door: Medewerker | None, toelichting: str) -> TabelVersie:
    beslistabel, _nieuw = Beslistabel.objects.get_or_create(
        organisatie_id=eis_organisatie_id(), sleutel=tabel.id, defaults={"naam": tabel.naam[:120]}
    )
    versie = TabelVersie.objects.create(
        beslistabel=beslistabel, **_velden(beslistabel, bestand, door, toelichting)
    )
    leg_vast(
        soort="beslistabel.geladen", door=door, over=versie, tekst=f"{versie} geladen", waarom=toelichting
    )
    return versie


def _velden(
    bij: Werkwijze | Beslistabel, bestand: bytes, door: Medewerker | None, toelichting: str
) -> Mapping[str, object]:
    vergrendel(type(bij), bij.pk)  # two people who load at once get two numbers
    laatste = bij.versies.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    return {
        "organisatie_id": bij.organisatie_id,
        "nummer": laatste + 1,
        "bestand": bestand.decode(),
        "vingerafdruk": hashlib.sha256(bestand).hexdigest(),
        "toelichting": toelichting[:400],
        "opgesteld_op": nu(),
        "opgesteld_door": door,
    }


def _geldt_al(model: type[Versie], bestand: bytes) -> bool:
    vingerafdruk = hashlib.sha256(bestand).hexdigest()
    return model._default_manager.filter(
        vingerafdruk=vingerafdruk, vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
    ).exists()


def _zet_in_werking(versie: V, door: Medewerker | None) -> V:
    bij: dict[str, object] = (
        {"werkwijze": versie.werkwijze}
        if isinstance(versie, WerkwijzeVersie)
        else {"beslistabel": versie.beslistabel}  # type: ignore[attr-defined]
    )
    for vorige in type(versie)._default_manager.filter(
        **bij, vastgesteld_op__isnull=False, ingetrokken_op__isnull=True
    ):
        _trek_in(vorige, f"vervangen door versie {versie.nummer}", door)
    versie.voorgesteld_op = versie.voorgesteld_op or nu()
    versie.vastgesteld_op, versie.vastgesteld_door = nu(), door
    versie.save(update_fields=["voorgesteld_op", "vastgesteld_op", "vastgesteld_door"])
    leg_vast(
        soort="werkwijze.vastgesteld",
        door=door,
        over=versie,
        tekst=f"{versie} vastgesteld",
        waarom=versie.toelichting,
    )
    return versie


def _trek_in(versie: Versie, reden: str, door: Medewerker | None) -> None:
    versie.ingetrokken_op, versie.intrekreden = nu(), reden
    versie.save(update_fields=["ingetrokken_op", "intrekreden"])
    leg_vast(
        soort="werkwijze.ingetrokken", door=door, over=versie, tekst=f"{versie} ingetrokken", waarom=reden
    )
