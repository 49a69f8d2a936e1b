"""Who works on a dossier: its one regisseur, and the colleagues who were let in.

Who goes leaves no open tasks behind in a dossier that they see no longer. Tasks are locked before the dossier, as
everywhere (`werkwijze.actions`). Other rooms import these from `actions`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from eenplan.dossier.checks import (
    check_mag_beeindigen,
    check_mag_regisseur_kiezen,
    check_mag_toelaten,
    eis_open,
    ziet,
)
from eenplan.dossier.models import Dossier, Dossierlid
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Functie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

REGISSEURS = (Functie.JEUGDCONSULENT, Functie.JEUGDBESCHERMER)


@actie
def wijs_regisseur_toe(
    *, dossier: Dossier, medewerker: Medewerker, door: Medewerker | None, waarom: str = ""
) -> Dossier:
    """Give the dossier its one regisseur; a former one keeps no right to see it, and hands over the open tasks."""
    from eenplan.werkwijze import actions as werkwijze  # which stands on our actions

    if dossier.regisseur_id is not None:
        werkwijze.vergrendel_taken(dossier)
    dossier = eis_open(dossier)
    check_mag_regisseur_kiezen(dossier, door)
    if not medewerker.heeft_functie(*REGISSEURS):
        raise Geweigerd(
            f"{medewerker} is geen jeugdconsulent of jeugdbeschermer en kan geen regisseur zijn.",
            veld="medewerker",
        )
    if medewerker.organisatie_id != dossier.organisatie_id:
        raise Geweigerd("Kies iemand van de eigen organisatie.", veld="medewerker")
    vorige, dossier.regisseur = dossier.regisseur, medewerker
    dossier.fase = Dossier.Fase.ONDERZOEK if dossier.fase == Dossier.Fase.AANMELDING else dossier.fase
    dossier.save(update_fields=["regisseur", "fase"])
    anders = vorige is not None and vorige.pk != medewerker.pk
    leg_vast(
        soort="dossier.regisseur",
        door=door,
        dossier=dossier,
        over=dossier,
        tekst=f"{medewerker} is regisseur" + (f", {vorige} niet meer" if anders else ""),
        waarom=waarom,
        gegevens={"vorige": vorige.pk} if vorige is not None and anders else None,
    )
    if vorige is not None and anders:
        werkwijze.draag_taken_over(dossier=dossier, van=vorige, naar=medewerker, door=door)
    return dossier


@actie
def maak_lid(
    *, dossier: Dossier, medewerker: Medewerker, rol: str, door: Medewerker | None, waarom: str = ""
) -> Dossierlid:
    """Who leads the dossier lets someone work on it or read along. See `laat_lid_toe`.

    Also after closing: who handles an objection or a request for access must be able to read it.
    """
    check_mag_toelaten(dossier, door)
    return laat_lid_toe(dossier=dossier, medewerker=medewerker, rol=rol, door=door, waarom=waarom)


@actie
def laat_lid_toe(
    *, dossier: Dossier, medewerker: Medewerker, rol: str, door: Medewerker | None, waarom: str = ""
) -> Dossierlid:
    """Someone works on the dossier in a role, from today. Doing it twice changes nothing.

    For what follows from another act (a task that somebody took): that act asked who may, and gives the role of the task.
    """
    if medewerker.organisatie_id != dossier.organisatie_id:
        raise Geweigerd("Kies iemand van de eigen organisatie.", veld="medewerker")
    lid = Dossierlid.objects.filter(dossier=dossier, medewerker=medewerker, rol=rol, tot__isnull=True).first()
    if lid is None:
        lid = Dossierlid.objects.create(
            organisatie_id=dossier.organisatie_id,
            dossier=dossier,
            medewerker=medewerker,
            rol=rol,
            vanaf=vandaag(),
        )
    leg_vast(
        soort="dossier.lid",
        door=door,
        dossier=dossier,
        over=lid,
        tekst=f"{medewerker} werkt mee als {lid.get_rol_display()}",
        waarom=waarom,
    )
    return lid


@actie
def beeindig_lid(
    *, lid: Dossierlid, door: Medewerker | None, tot: date | None = None, waarom: str = ""
) -> Dossierlid:
    """Somebody ends the part of a colleague, or steps out. See `laat_lid_los`."""
    check_mag_beeindigen(lid.dossier, lid.medewerker, door)
    return laat_lid_los(lid=lid, door=door, tot=tot, waarom=waarom)


@actie
def laat_lid_los(
    *, lid: Dossierlid, door: Medewerker | None, tot: date | None = None, waarom: str = ""
) -> Dossierlid:
    """Someone no longer works on the dossier after `tot`; without it yesterday was the last day: they see it no more.

    Open tasks of who sees it no more go back to the team. For what follows from another act (a task that was finished,
    somebody who leaves): that act asked who may.
    """
    from eenplan.werkwijze import actions as werkwijze  # which stands on our actions

    if tot is None:
        werkwijze.vergrendel_taken(lid.dossier)
    lid = vergrendel(Dossierlid, lid.pk)
    tot = tot or vandaag() - timedelta(days=1)
    lid.tot = tot if lid.tot is None else min(lid.tot, tot)
    lid.save(update_fields=["tot"])
    leg_vast(
        soort="dossier.lid_weg",
        door=door,
        dossier=lid.dossier,
        over=lid,
        tekst=f"{lid.medewerker} werkt niet meer mee als {lid.get_rol_display()}",
        waarom=waarom,
    )
    if lid.tot < vandaag() and not ziet(lid.dossier, lid.medewerker):
        werkwijze.draag_taken_over(dossier=lid.dossier, van=lid.medewerker, naar=None, door=door)
    return lid
