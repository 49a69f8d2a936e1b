"""Silence towards providers, because passing data on endangers a child or a parent (OP003)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.berichten.models import Berichtstilte
from eenplan.dossier.actions import eis_open, mag_schrijven
from eenplan.kern.actions import actie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import GeenRecht, Geweigerd
from eenplan.kern.tijd import nu
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker

VEILIGHEID = (Functie.GEDRAGSWETENSCHAPPER, Functie.PRAKTIJKLEIDER)


@actie
def stel_stilte_in(*, dossier: Dossier, reden: str, door: Medewerker) -> Berichtstilte:
    """From now on nothing goes to providers about the youths of this dossier; what should have gone is listed, to be passed
    on in another way."""
    huidig = eis_open(dossier)
    if not mag_stilte(huidig, door):
        raise GeenRecht("Alleen wie aan dit dossier werkt, houdt berichten aan aanbieders tegen.")
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom er niets naar aanbieders mag.", veld="reden")
    if huidig.berichtstiltes.filter(opgeheven_op__isnull=True).exists():
        raise Geweigerd("Voor dit dossier gaat er al niets naar aanbieders.")
    stilte = Berichtstilte(
        organisatie_id=huidig.organisatie_id, dossier=huidig, reden=reden.strip(), vanaf=nu(), door=door
    )
    keur(stilte)
    stilte.save()
    leg_vast(
        soort="berichten.stilte", door=door, dossier=huidig, over=stilte, waarom=stilte.reden,
        tekst="Er gaan geen berichten meer naar aanbieders",
    )  # fmt: skip
    return stilte


@actie
def hef_stilte_op(*, stilte: Berichtstilte, waarom: str, door: Medewerker) -> Berichtstilte:
    """Messages may go again. What was held back meanwhile stays listed until somebody passed it on."""
    huidig: Berichtstilte = vergrendel(Berichtstilte, stilte.pk)
    if not mag_stilte(huidig.dossier, door):
        raise GeenRecht("Alleen wie aan dit dossier werkt, laat berichten aan aanbieders weer gaan.")
    if not waarom.strip():
        raise Geweigerd("Schrijf op waarom het weer veilig is.", veld="waarom")
    if huidig.opgeheven_op:
        raise Geweigerd("Berichten gaan al weer naar aanbieders.")
    huidig.opgeheven_op, huidig.opgeheven_door, huidig.waarom_opgeheven = nu(), door, waarom.strip()
    huidig.save(update_fields=["opgeheven_op", "opgeheven_door", "waarom_opgeheven"])
    leg_vast(
        soort="berichten.stilte_opgeheven", door=door, dossier=huidig.dossier, over=huidig, waarom=huidig.waarom_opgeheven,
        tekst="Er gaan weer berichten naar aanbieders",
    )  # fmt: skip
    return huidig


def mag_stilte(dossier: Dossier, door: Medewerker) -> bool:
    """Who works on the dossier; a behavioural scientist or praktijkleider who sees it may too, for safety cannot wait."""
    from eenplan.dossier.queries import zichtbaar

    if mag_schrijven(dossier, door):
        return True
    return door.heeft_functie(*VEILIGHEID) and zichtbaar(door).filter(pk=dossier.pk).exists()
