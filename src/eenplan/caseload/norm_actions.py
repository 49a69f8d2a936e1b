"""Choosing the norm of the organisation, and the hours a week that a weight asks. Both with where they come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from eenplan.caseload.checks import check_mag_norm_kiezen
from eenplan.caseload.getallen import getal
from eenplan.caseload.models import Caseloadnorm, Zaakgewicht, Zwaarte
from eenplan.caseload.zwaarte import uren_van_werkmodel
from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, NietGevonden, VerouderdeVersie
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Organisatie

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

GEKOZEN = "caseload.norm_gekozen"  # the event that says who chose a norm


@actie
def kies_norm(
    *,
    grootheid: str,
    per_fte: Decimal,
    vanaf: date,
    bron: str,
    aanname: bool,
    waarom: str,
    door: Medewerker,
) -> Caseloadnorm:
    """From `vanaf` on one fte carries `per_fte`. Refused for a day that is over, and for one with a norm of its own."""
    check_mag_norm_kiezen(door)
    if vanaf < vandaag():
        raise Geweigerd("Kies vandaag of een latere dag. Wat voorbij is, verandert niet meer.", veld="vanaf")
    norm = Caseloadnorm(
        organisatie_id=door.organisatie_id,
        grootheid=grootheid,
        per_fte=per_fte,
        vanaf=vanaf,
        bron=bron.strip(),
        aanname=aanname,
        waarom=waarom.strip(),
    )
    if not norm.waarom:
        raise Geweigerd(
            "Schrijf waarom u deze norm kiest. Wie hem later leest, wil dat weten.", veld="waarom"
        )
    vergrendel(Organisatie, door.organisatie_id)  # two who choose for one day at once
    keur(norm)
    norm.save()
    leg_vast(
        soort=GEKOZEN,
        door=door,
        over=norm,
        tekst=f"Caseloadnorm vanaf {vanaf:%d-%m-%Y}: {norm}",
        waarom=norm.waarom,
        gegevens={"bron": norm.bron, "aanname": aanname},
    )
    return norm


@actie
def trek_norm_in(*, norm: Caseloadnorm, door: Medewerker) -> None:
    """Take back a norm that was chosen today or for a later day. One that has held stays: figures rest on it."""
    check_mag_norm_kiezen(door)
    norm = vergrendel(Caseloadnorm, norm.pk)
    if norm.vanaf < vandaag():
        raise Geweigerd(
            "Deze norm heeft gegolden en blijft staan. Kies een andere norm vanaf een latere dag."
        )
    leg_vast(
        soort="caseload.norm_ingetrokken",
        door=door,
        over=norm,
        tekst=f"Caseloadnorm vanaf {norm.vanaf:%d-%m-%Y} ingetrokken: {norm}",
    )
    norm.delete()


@actie
def kies_gewicht(
    *, zwaarte: str, uren: Decimal, bron: str, door: Medewerker, gelezen_versie: int | None = None
) -> Zaakgewicht:
    """Hours a week of this weight by the organisation's own reckoning, instead of the work model.

    `gelezen_versie` is None for who saw the work model; `VerouderdeVersie` when somebody chose meanwhile.
    """
    check_mag_norm_kiezen(door)
    if not bron.strip():
        raise Geweigerd("Schrijf waar het getal vandaan komt, bijvoorbeeld een tijdmeting.", veld="bron")
    vergrendel(Organisatie, door.organisatie_id)  # two who choose the first number of a weight at once
    eigen = Zaakgewicht.objects.filter(zwaarte=zwaarte).first()
    if eigen is None:
        eigen = Zaakgewicht(organisatie_id=door.organisatie_id, zwaarte=zwaarte, uren=uren, bron=bron.strip())
        keur(eigen)
        eigen.save()
    elif gelezen_versie is None:
        raise VerouderdeVersie(eigen)
    else:
        bewaar_versie(eigen, gelezen_versie, uren=uren, bron=bron.strip())
    leg_vast(
        soort="caseload.gewicht_gekozen",
        door=door,
        over=eigen,
        tekst=f"Gewicht van {_naam(zwaarte)}: {getal(uren)} uur per week ({eigen.bron})"[:400],
    )
    return eigen


@actie
def verlaat_gewicht(*, zwaarte: str, gelezen_versie: int, door: Medewerker) -> None:
    """Back to the hours of the work model."""
    check_mag_norm_kiezen(door)
    vergrendel(Organisatie, door.organisatie_id)
    eigen = Zaakgewicht.objects.filter(zwaarte=zwaarte).first()
    if eigen is None:
        raise NietGevonden("Hier geldt het werkmodel al.")
    if eigen.versie != gelezen_versie:
        raise VerouderdeVersie(eigen)
    uren = uren_van_werkmodel()[Zwaarte(zwaarte)]
    leg_vast(
        soort="caseload.gewicht_verlaten",
        door=door,
        over=eigen,
        tekst=f"Gewicht van {_naam(zwaarte)} weer uit het werkmodel: {getal(uren)} uur per week",
    )
    eigen.delete()


def _naam(zwaarte: str) -> str:
    return str(Zwaarte(zwaarte).label)
