"""What a family needs of its regisseur, and who must not be it. Who is left out, and why, stands in no timeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eenplan.caseload import woorden
from eenplan.caseload.checks import check_mag_plaatsen
from eenplan.caseload.models import Plaatsingswens, Uitsluiting
from eenplan.dossier.actions import eis_open
from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker


@actie
def wijzig_wens(
    *,
    dossier: Dossier,
    vaardigheden: Sequence[str],
    taal: str,
    skj: bool,
    door: Medewerker,
    gelezen_versie: int | None = None,
) -> Plaatsingswens:
    """What the regisseur of this family must be able to do, speak and be registered as.

    `gelezen_versie` is None for who saw no wish yet; `VerouderdeVersie` when somebody wrote one meanwhile.
    """
    dossier = eis_open(dossier)
    check_mag_plaatsen(dossier, door)
    talen = woorden.zo_geschreven([taal], woorden.in_gebruik("talen"), veld="taal")
    velden = {
        "vaardigheden": woorden.zo_geschreven(
            vaardigheden, woorden.in_gebruik("vaardigheden"), veld="vaardigheden"
        ),
        "taal": talen[0] if talen else "",
        "skj": skj,
    }
    wens = Plaatsingswens.objects.filter(dossier=dossier).first()
    if wens is None:
        wens = Plaatsingswens(organisatie_id=dossier.organisatie_id, dossier=dossier, **velden)
        keur(wens, zonder=["dossier"])
        wens.save()
    elif gelezen_versie is None:
        raise VerouderdeVersie(wens)
    else:
        bewaar_versie(wens, gelezen_versie, **velden)
    leg_vast(
        soort="caseload.plaatsingswens",
        door=door,
        dossier=dossier,
        over=wens,
        tekst=f"Nodig van een regisseur: {_in_woorden(wens)}",
    )
    return wens


@actie
def sluit_uit(*, dossier: Dossier, medewerker: Medewerker, reden: str, door: Medewerker) -> Uitsluiting:
    """This colleague must not get this family, and why."""
    dossier = eis_open(dossier)
    check_mag_plaatsen(dossier, door)
    if medewerker.organisatie_id != dossier.organisatie_id:
        raise Geweigerd("Deze collega werkt bij een andere organisatie.", veld="medewerker")
    if Uitsluiting.objects.filter(dossier=dossier, medewerker=medewerker).exists():
        raise Geweigerd(f"{medewerker.naam} staat hier al.", veld="medewerker")
    uitsluiting = Uitsluiting(
        organisatie_id=dossier.organisatie_id, dossier=dossier, medewerker=medewerker, reden=reden.strip()
    )
    keur(uitsluiting)
    uitsluiting.save()
    leg_vast(
        soort="caseload.uitgesloten",
        door=door,
        dossier=dossier,
        over=uitsluiting,
        tekst="Vastgelegd dat een collega dit gezin niet krijgt",
    )
    return uitsluiting


@actie
def hef_uitsluiting_op(*, uitsluiting: Uitsluiting, door: Medewerker) -> None:
    """This colleague may get the family after all."""
    dossier = eis_open(uitsluiting.dossier_id)
    check_mag_plaatsen(dossier, door)
    uitsluiting = vergrendel(Uitsluiting, uitsluiting.pk)
    leg_vast(
        soort="caseload.uitsluiting_opgeheven",
        door=door,
        dossier=dossier,
        over=uitsluiting,
        tekst="Een collega die dit gezin niet kreeg, kan het nu wel krijgen",
    )
    uitsluiting.delete()


def _in_woorden(wens: Plaatsingswens) -> str:
    delen = [
        *wens.vaardigheden,
        *([wens.taal] if wens.taal else []),
        *(["SKJ-registratie"] if wens.skj else []),
    ]
    return ", ".join(delen) or "niets bijzonders"
