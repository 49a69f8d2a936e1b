"""The child that a provider writes about: found by BSN, or made, with a family and a dossier.

Who is known is never made twice, and a family that has an open dossier keeps it: one family, one dossier.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from eenplan.dossier import actions as dossiers
from eenplan.dossier import queries as dossiers_van
from eenplan.gezin import actions as gezinnen
from eenplan.gezin import queries as gezin
from eenplan.gezin.models import Persoon
from eenplan.kern.actions import actie
from eenplan.zorg.boeken import Client

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

GESLACHT = {"1": "m", "2": "v"}  # COD046; anything else is unknown


def zoek_clienten(personen: Mapping[str, Persoon]) -> dict[str, Client]:
    """These youths (by BSN) in the dossier of their family: the open one, else the last. Who has none is left out."""
    per_persoon = dossiers_van.van_personen([persoon.pk for persoon in personen.values()])
    return {
        bsn: Client(persoon.organisatie_id, per_persoon[persoon.pk], persoon.pk)
        for bsn, persoon in personen.items()
        if persoon.pk in per_persoon
    }


@actie
def open_client(*, client: Any, door: Medewerker | None = None) -> Client:
    """The youth whom a message names (`client`: its class Client), with a family and an open dossier.

    What the message says of a youth who is known changes nothing: the municipality knows them from the population
    register.
    """
    persoon = gezin.zoek_persoon_op_bsn(client.Bsn) or _registreer(client, door)
    lid = persoon.lidmaatschappen.filter(tot__isnull=True, rol="jeugdige").select_related("gezin").first()
    familie = (
        lid.gezin
        if lid
        else gezinnen.maak_gezin(
            naam=f"Gezin {_achternaam(persoon)}", leden=[(persoon, "jeugdige", True)], door=door
        )
    )
    dossier = dossiers.open_dossier(gezin=familie, door=door)
    return Client(persoon.organisatie_id, dossier.pk, persoon.pk)


def _registreer(client: Any, door: Medewerker | None) -> Persoon:
    naam = client.Naam
    return gezinnen.registreer_persoon(
        bsn=client.Bsn, voornamen=naam.Voornamen or "", roepnaam=(naam.Voornamen or naam.Voorletters or "").split(" ")[0],
        voorvoegsel=naam.Geslachtsnaam.Voorvoegsel or "", achternaam=naam.Geslachtsnaam.Achternaam,
        geboortedatum=client.Geboortedatum.Datum, geslacht=GESLACHT.get(client.Geslacht, "onbekend"), door=door,
    )  # fmt: skip


def _achternaam(persoon: Persoon) -> str:
    return " ".join(
        deel.capitalize() if deel == persoon.voorvoegsel else deel
        for deel in (persoon.voorvoegsel, persoon.achternaam)
        if deel
    )
