"""The child that a provider writes about: found by BSN, or made, with a family and a dossier.

Who is known is never made twice, and a family that has an open dossier keeps it: one family, one dossier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eenplan.dossier import actions as dossiers
from eenplan.dossier import queries as dossiers_van
from eenplan.gezin import actions as gezinnen
from eenplan.gezin import queries as gezin
from eenplan.gezin.models import Gezinslid, Persoon
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
    return open_clienten(personen=[persoon], door=door)[persoon.pk]


@actie
def open_clienten(*, personen: Sequence[Persoon], door: Medewerker | None = None) -> dict[int, Client]:
    """These youths, by their key, each in the open dossier of their family; a few questions, however many.

    Who is in no family as a youth yet gets one.
    """
    per_pk = {persoon.pk: persoon for persoon in personen}
    leden = Gezinslid.objects.filter(persoon__in=per_pk, tot__isnull=True, rol=Gezinslid.Rol.JEUGDIGE)
    families = {lid.persoon_id: lid.gezin for lid in leden.select_related("gezin").order_by("-pk")}
    zonder = [persoon for pk, persoon in per_pk.items() if pk not in families]
    if zonder:
        namen = [(persoon, f"Gezin {_achternaam(persoon)}") for persoon in zonder]
        nieuw = gezinnen.maak_gezinnen(jeugdigen=namen, door=door)
        families |= {persoon.pk: familie for persoon, familie in zip(zonder, nieuw, strict=True)}
    open_ = dossiers.open_dossiers(gezinnen=list(families.values()), door=door)
    return {
        pk: Client(persoon.organisatie_id, open_[families[pk].pk].pk, pk) for pk, persoon in per_pk.items()
    }


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
