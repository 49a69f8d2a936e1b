"""Writes about who stands around a family. Other rooms import these from `actions`."""

from __future__ import annotations

from typing import Any

from eenplan.gezin.controle import check, eis_schrijfbaar, zelfde_organisatie
from eenplan.gezin.models import Gezin, Netwerkcontact
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd


@actie
def voeg_netwerkcontact_toe(*, gezin: Gezin, door: Any, dossier: Any = None, **velden: Any) -> Netwerkcontact:
    """Someone around the family: naam, wie, kring, nabijheid, steunt, telefoon, toelichting."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, gezin)
    contact = Netwerkcontact(organisatie_id=gezin.organisatie_id, gezin=gezin, **_stripped(velden))
    check(contact)
    dubbel = gezin.netwerk.filter(naam__iexact=contact.naam, wie__iexact=contact.wie)
    if dubbel.exists():
        raise Geweigerd(f"{contact.naam} ({contact.wie}) staat al op de kaart.", veld="naam")
    contact.save()
    leg_vast(
        soort="netwerk.contact_toegevoegd", door=door, dossier=dossier, over=contact,
        tekst=f"{contact.naam} ({contact.wie}) op de netwerkkaart gezet",
    )  # fmt: skip
    return contact


@actie
def haal_netwerkcontact_weg(
    *, contact: Netwerkcontact, door: Any, waarom: str = "", dossier: Any = None
) -> None:
    """Take someone off the map; the change history keeps who it was."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, contact)
    contact = vergrendel(Netwerkcontact, contact.pk)
    leg_vast(
        soort="netwerk.contact_weg", door=door, dossier=dossier, over=contact, waarom=waarom.strip(),
        tekst=f"{contact.naam} ({contact.wie}) van de netwerkkaart gehaald",
    )  # fmt: skip
    contact.delete()


def _stripped(velden: dict[str, Any]) -> dict[str, Any]:
    return {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}
