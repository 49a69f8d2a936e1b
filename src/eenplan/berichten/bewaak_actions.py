"""What is done about a message that a provider rejected, or did not answer in time (OP090)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eenplan.berichten.models import Bericht
from eenplan.berichten.ontvangst_actions import eis_berichten
from eenplan.berichten.verzend_actions import RETOUR_IN
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag
from eenplan.werkwijze import actions as werkwijze
from ijw.berekeningen import werkdagen_na

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker
    from eenplan.werkwijze.models import Proces

BEWAKEN = "PB"  # the work instruction of a message without answer


@actie
def begin_bewaking(*, bericht: Bericht, door: Medewerker | None = None) -> Proces:
    """A task for the A-team about this message; once, until it is waited for again."""
    proces = werkwijze.start_proces(sleutel=BEWAKEN, dossier=bericht.dossier, door=door, over=bericht)
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    huidig.bewaakt_op = nu()
    huidig.save(update_fields=["bewaakt_op"])
    wat = "is afgekeurd" if huidig.afgekeurd else "kreeg geen antwoord"
    leg_vast(
        soort="bericht.bewaakt", door=door, dossier=huidig.dossier_id, over=huidig, proces=proces,
        tekst=f"{huidig.get_soort_display().capitalize()} aan {huidig.aanbieder} {wat}: het A-team kijkt ernaar",
    )  # fmt: skip
    return proces


@actie
def wacht_langer(*, bericht: Bericht, toelichting: str, door: Medewerker) -> Bericht:
    """The provider says that its answer comes: three working days more, and then a task again."""
    huidig = _open(bericht, toelichting, door)
    if huidig.afgekeurd:
        raise Geweigerd(
            "De aanbieder heeft dit bericht al afgekeurd: er komt geen ander antwoord. Stuur het opnieuw of handel het af.",
            veld="vervolg",
        )
    huidig.uiterlijk, huidig.bewaakt_op = werkdagen_na(vandaag(), RETOUR_IN), None
    huidig.save(update_fields=["uiterlijk", "bewaakt_op"])
    leg_vast(
        soort="bericht.wacht_langer", door=door, dossier=huidig.dossier_id, over=huidig, waarom=toelichting.strip(),
        tekst=f"Antwoord op {huidig} komt nog, uiterlijk {huidig.uiterlijk:%d-%m-%Y}",
    )  # fmt: skip
    return huidig


@actie
def handel_af(*, bericht: Bericht, toelichting: str, door: Medewerker) -> Bericht:
    """It was solved in another way; the message stays as it is, and nobody is reminded of it any more."""
    huidig = _open(bericht, toelichting, door)
    leg_vast(
        soort="bericht.afgehandeld", door=door, dossier=huidig.dossier_id, over=huidig, waarom=toelichting.strip(),
        tekst=f"{huidig} afgehandeld zonder antwoord van {huidig.aanbieder}",
    )  # fmt: skip
    return huidig


def _open(bericht: Bericht, toelichting: str, door: Medewerker) -> Bericht:
    eis_berichten(door)
    if not toelichting.strip():
        raise Geweigerd("Schrijf op wie u sprak en wat er is afgesproken.", veld="toelichting")
    huidig: Bericht = vergrendel(Bericht, bericht.pk)
    if huidig.beantwoord_op and not huidig.afgekeurd:
        raise Geweigerd(f"{huidig} is intussen goed ontvangen; deze taak vervalt vanzelf.")
    return huidig
