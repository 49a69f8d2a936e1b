"""Many youths at once, whom nobody knew here yet: a file of a provider brings them. A few questions, however many.

The rules are those of `registreer_persoon` and `maak_gezin`; other rooms import these from `actions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from eenplan.gezin.controle import BSN_BESTAAT, bsn_blijft_uniek, gegevens_van_persoon, organisatie_van
from eenplan.gezin.models import Gezin, Gezinslid, Persoon
from eenplan.kern.actions import actie, leg_vast
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.geheim import vingerafdruk
from eenplan.kern.tijd import vandaag

PER_KEER = 2000  # rows in one statement


@actie
def registreer_personen(*, personen: Sequence[Mapping[str, Any]], door: Any) -> list[Persoon]:
    """People we did not know yet, in the same order. Each has a BSN, which must be valid and new here."""
    organisatie = organisatie_van(door)
    nieuw = [Persoon(organisatie_id=organisatie, **gegevens_van_persoon(dict(velden))) for velden in personen]
    for persoon in nieuw:
        persoon.bsn_vingerafdruk = vingerafdruk(str(persoon.bsn))
        _check_velden(persoon)
    if Persoon.objects.filter(bsn_vingerafdruk__in=[persoon.bsn_vingerafdruk for persoon in nieuw]).exists():
        raise Geweigerd(BSN_BESTAAT, veld="bsn")
    with bsn_blijft_uniek():
        Persoon.objects.bulk_create(nieuw, batch_size=PER_KEER)
    for persoon in nieuw:
        leg_vast(
            soort="persoon.geregistreerd", door=door, over=persoon, tekst=f"{persoon.naam} geregistreerd"
        )
    return nieuw


@actie
def maak_gezinnen(*, jeugdigen: Sequence[tuple[Persoon, str]], door: Any) -> list[Gezin]:
    """For each of these youths a family of their own with this name, in the same order. Who belongs together is for
    whoever comes to know them."""
    organisatie = organisatie_van(door)
    nieuw = [Gezin(organisatie_id=organisatie, naam=naam) for _, naam in jeugdigen]
    Gezin.objects.bulk_create(nieuw, batch_size=PER_KEER)
    leden = [
        Gezinslid(
            organisatie_id=organisatie, gezin=gezin, persoon=persoon, rol=Gezinslid.Rol.JEUGDIGE, vanaf=vandaag()
        )
        for gezin, (persoon, _) in zip(nieuw, jeugdigen, strict=True)
    ]  # fmt: skip
    Gezinslid.objects.bulk_create(leden, batch_size=PER_KEER)
    for gezin in nieuw:
        leg_vast(soort="gezin.gemaakt", door=door, over=gezin, tekst=f"{gezin.naam} aangemaakt")
    return nieuw


def _check_velden(persoon: Persoon) -> None:
    """Every rule of the model that needs no question to the database."""
    try:
        persoon.full_clean(exclude={"organisatie"}, validate_unique=False, validate_constraints=False)
    except ValidationError as fout:
        veld, zinnen = next(iter(fout.message_dict.items()))
        raise Geweigerd(str(zinnen[0]), veld=veld) from None
