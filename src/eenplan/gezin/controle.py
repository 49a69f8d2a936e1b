"""What must hold before anything about a person is stored; each refusal is a sentence at a field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from eenplan.gezin.models import Persoon, controleer_bsn
from eenplan.kern.context import huidige_organisatie_id
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.geheim import vingerafdruk
from eenplan.kern.tijd import vandaag

BSN_BESTAAT = "Er is al een persoon met dit BSN. Zoek die persoon op en gebruik die."


def check(instance: models.Model) -> None:
    """Every rule of the model; the first one broken becomes `Geweigerd` at its field."""
    try:
        instance.full_clean()
    except ValidationError as fout:
        raise weigering(fout) from None
    if isinstance(instance, Persoon):
        _check_death(instance)


def check_bsn_vrij(persoon: Persoon) -> None:
    """Refuses a BSN that another person of this organisation bears."""
    if not persoon.bsn:
        return
    anderen = Persoon.objects.filter(
        organisatie_id=persoon.organisatie_id, bsn_vingerafdruk=vingerafdruk(str(persoon.bsn))
    )
    if anderen.exclude(pk=persoon.pk).exists():
        raise Geweigerd(BSN_BESTAAT, veld="bsn")


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


def weigering(fout: ValidationError) -> Geweigerd:
    """The first broken rule; a period that ends before it begins is said at `tot`."""
    if not hasattr(fout, "error_dict"):
        return Geweigerd(fout.messages[0])
    veld, zinnen = next(iter(fout.message_dict.items()))
    if veld == "__all__":
        return Geweigerd(zinnen[0], veld="tot" if "einddatum" in zinnen[0] else None)
    return Geweigerd(zinnen[0], veld=veld)


def _check_death(persoon: Persoon) -> None:
    if persoon.overleden_op is None:
        return
    if persoon.overleden_op > vandaag():
        raise Geweigerd("De datum van overlijden ligt in de toekomst. Controleer de datum.", veld="overleden_op")
    if persoon.geboortedatum and persoon.overleden_op < persoon.geboortedatum:
        raise Geweigerd("De datum van overlijden ligt vóór de geboorte.", veld="overleden_op")


WIJZIGBAAR = {
    veld.name
    for veld in Persoon._meta.concrete_fields
    if veld.name not in ("id", "organisatie", "versie", "bsn_vingerafdruk")
}
