"""What must hold before anything about a person is stored; each refusal is a sentence at a field."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from eenplan.gezin.models import Gezag, Persoon, Relatie, controleer_bsn
from eenplan.kern.actions import keur
from eenplan.kern.context import huidige_organisatie_id
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.geheim import vingerafdruk
from eenplan.kern.tijd import vandaag

VOLWASSEN = 18  # years; authority ends there (BW 1:233, 1:247)
OUDERS_MET_GEZAG = 2  # BW 1:245: parental authority is exercised by one or by two
OUDER_DAN = (Relatie.Soort.OUDER_VAN, Relatie.Soort.GROOTOUDER_VAN)
BSN_BESTAAT = "Er is al een persoon met dit BSN. Zoek die persoon op en gebruik die."


def eis_schrijfbaar(dossier: Any, door: Any) -> None:
    """Refuses when the dossier is closed or `door` only reads along (`Dossier.eis_schrijfbaar`, a floor up).

    Asked first, so that everybody locks the dossier before the people in it. No dossier yet: a new report.
    """
    if dossier is not None:
        dossier.eis_schrijfbaar(door)


def check(instance: models.Model) -> None:
    """Every rule of the model; the first one broken becomes `Geweigerd` at its field."""
    if isinstance(instance, Persoon):
        _check_death(instance)
    keur(instance)


def check_bsn_vrij(persoon: Persoon) -> None:
    """Refuses a BSN that another person of this organisation bears."""
    if not persoon.bsn:
        return
    anderen = Persoon.objects.filter(
        organisatie_id=persoon.organisatie_id, bsn_vingerafdruk=vingerafdruk(str(persoon.bsn))
    )
    if anderen.exclude(pk=persoon.pk).exists():
        raise Geweigerd(BSN_BESTAAT, veld="bsn")


def check_leeftijden(relatie: Relatie) -> None:
    """A parent or grandparent is older than the child."""
    ouder, kind = relatie.van.geboortedatum, relatie.naar.geboortedatum
    if relatie.soort in OUDER_DAN and ouder and kind and ouder >= kind:
        raise Geweigerd(
            f"{relatie.van.naam} is niet ouder dan {relatie.naar.naam}. "
            "Staan de twee omgekeerd, of klopt een geboortedatum niet?",
            veld="naar",
        )


def check_gezagdrager(gezag: Gezag) -> None:
    """Exactly one holder, who is not the child; an institution has guardianship."""
    if not gezag.persoon and not gezag.instelling:
        raise Geweigerd("Vul in wie het gezag heeft: een persoon of een instelling.", veld="persoon")
    if gezag.persoon and gezag.instelling:
        raise Geweigerd("Kies een persoon óf een instelling. Leg er anders twee vast.", veld="instelling")
    if gezag.persoon_id == gezag.jeugdige_id:
        raise Geweigerd("Een jeugdige heeft geen gezag over zichzelf. Kies iemand anders.", veld="persoon")
    if gezag.instelling and gezag.soort == Gezag.Soort.OUDERLIJK:
        raise Geweigerd(
            "Een instelling heeft voogdij, geen ouderlijk gezag. Kies een andere soort.", veld="soort"
        )


def check_minderjarig(gezag: Gezag) -> None:
    """Authority begins after birth and before eighteen."""
    geboren, begin = gezag.jeugdige.geboortedatum, gezag.vanaf or vandaag()
    if geboren and begin < geboren:
        raise Geweigerd(
            "Het gezag begint vóór de geboorte van de jeugdige. Controleer de datum.", veld="vanaf"
        )
    leeftijd = gezag.jeugdige.leeftijd(begin)
    if leeftijd is not None and leeftijd >= VOLWASSEN:
        raise Geweigerd(f"{gezag.jeugdige.naam} is dan al 18: niemand heeft nog gezag.", veld="jeugdige")


def check_ander_gezag(gezag: Gezag) -> None:
    """Nobody holds it twice, and at most two hold parental authority."""
    lopend = Gezag.objects.filter(
        Q(tot__isnull=True) | Q(tot__gte=gezag.vanaf or vandaag()), jeugdige=gezag.jeugdige
    ).only("persoon", "instelling", "soort")
    if any(_zelfde_houder(ander, gezag) for ander in lopend):
        raise Geweigerd(
            f"{gezag.persoon or gezag.instelling} heeft al gezag over {gezag.jeugdige.naam}.", veld="persoon"
        )
    ouderlijk = sum(ander.soort == Gezag.Soort.OUDERLIJK for ander in lopend)
    if gezag.soort == Gezag.Soort.OUDERLIJK and ouderlijk >= OUDERS_MET_GEZAG:
        raise Geweigerd(
            f"Twee mensen hebben al ouderlijk gezag over {gezag.jeugdige.naam}. Beëindig eerst het gezag van één van hen.",
            veld="persoon",
        )


def _zelfde_houder(een: Gezag, ander: Gezag) -> bool:
    if ander.persoon_id:
        return een.persoon_id == ander.persoon_id
    return een.instelling.casefold() == ander.instelling.casefold()


@contextmanager
def bsn_blijft_uniek() -> Iterator[None]:
    """Two people who register the same BSN at the same moment: the second hears the same sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as fout:
        if "persoon_bsn_uniek" not in str(fout):
            raise
        raise Geweigerd(BSN_BESTAAT, veld="bsn") from None


def gegevens_van_persoon(velden: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are stored: without spaces around, BSN checked, postcode as 1234AB."""
    schoon = {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}
    onbekend = set(schoon) - WIJZIGBAAR
    if onbekend:
        raise TypeError(f"Een persoon heeft geen {', '.join(sorted(onbekend))}.")
    if schoon.get("bsn"):
        try:
            schoon["bsn"] = controleer_bsn(schoon["bsn"])
        except ValidationError as fout:
            raise Geweigerd(fout.messages[0], veld="bsn") from None
    if "postcode" in schoon:
        schoon["postcode"] = schoon["postcode"].replace(" ", "").upper()
    return schoon


def organisatie_van(door: Any) -> int:
    """The organisation in whose name this happens: of the person, else of the transaction."""
    organisatie_id = door.organisatie_id if door is not None else huidige_organisatie_id()
    if organisatie_id is None:
        raise RuntimeError("Buiten `namens` of `voor_organisatie` is er geen organisatie.")
    return int(organisatie_id)


def zelfde_organisatie(door: Any, *rows: Any) -> None:
    """Refuses rows of another organisation as if they did not exist."""
    eigen = organisatie_van(door)
    if any(row.organisatie_id != eigen for row in rows):
        raise NietGevonden("Dit is niet gevonden.")


def _check_death(persoon: Persoon) -> None:
    if persoon.overleden_op is None:
        return
    if persoon.overleden_op > vandaag():
        raise Geweigerd(
            "De datum van overlijden ligt in de toekomst. Controleer de datum.", veld="overleden_op"
        )
    if persoon.geboortedatum and persoon.overleden_op < persoon.geboortedatum:
        raise Geweigerd("De datum van overlijden ligt vóór de geboorte.", veld="overleden_op")


WIJZIGBAAR = {
    veld.name
    for veld in Persoon._meta.concrete_fields
    if veld.name not in ("id", "organisatie", "versie", "bsn_vingerafdruk")
}
