"""How heavy a family is now, from what its dossier says, and how many hours a week that is.

The kinds and the hours are those of the work model of `formatie`, so that caseload, waiting list and simulation speak of the
same thing. Hours that the organisation chose itself (`Zaakgewicht`) go before those of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from eenplan.caseload.models import Zaakgewicht, Zwaarte
from eenplan.dossier.models import Dossier
from eenplan.organisatie.models import Team

CENT = Decimal("0.01")
VAN_ONS = "Werkmodel van Eenplan"
ZWAAR = frozenset({Zwaarte.ZORGCOORDINATIE, Zwaarte.VEILIGHEID_ONDERZOEK, Zwaarte.VEILIGHEIDSCOORDINATIE})
DIRECT = "direct"  # the outcome of the triage table for a family that is not safe

_VAN_REGIEVORM = {
    Dossier.Regievorm.ZORGCOORDINATIE: Zwaarte.ZORGCOORDINATIE,
    Dossier.Regievorm.VEILIGHEIDSCOORDINATIE: Zwaarte.VEILIGHEIDSCOORDINATIE,
    Dossier.Regievorm.MONITOREN_LAAG: Zwaarte.ENKELVOUDIG_MONITOREN,
}


@dataclass(frozen=True, slots=True)
class Gewicht:
    """Hours a week of one weight; `aanname` as long as the organisation measured nothing better."""

    uren: Decimal
    bron: str
    aanname: bool
    versie: int | None = None


def zwaarte_van(*, fase: str, regievorm: str, urgentie: str, teamsoort: str | None) -> Zwaarte:
    """The weight of a family by its phase, its form of direction, its urgency and the kind of team that has it."""
    veiligheid = urgentie == DIRECT or regievorm == Dossier.Regievorm.VEILIGHEIDSCOORDINATIE
    meervoudig = teamsoort in (Team.Soort.REGIE, Team.Soort.BESCHERMING)
    if fase == Dossier.Fase.UITVOERING:
        if regievorm in _VAN_REGIEVORM:
            return _VAN_REGIEVORM[Dossier.Regievorm(regievorm)]
        return Zwaarte.MEERVOUDIG_MONITOREN if meervoudig else Zwaarte.ENKELVOUDIG_MONITOREN
    if veiligheid:
        return Zwaarte.VEILIGHEID_ONDERZOEK
    if fase in (Dossier.Fase.PLAN, Dossier.Fase.BESLUIT):
        return Zwaarte.MEERVOUDIG_PLAN if meervoudig else Zwaarte.ENKELVOUDIG_PLAN
    return Zwaarte.MEERVOUDIG_ONDERZOEK if meervoudig else Zwaarte.ENKELVOUDIG_ONDERZOEK


def gewichten() -> dict[Zwaarte, Gewicht]:
    """Hours a week per weight: what this organisation chose, else the work model. All of them, in order."""
    eigen = {g.zwaarte: g for g in Zaakgewicht.objects.all()}
    model = uren_van_werkmodel()
    return {
        zwaarte: Gewicht(eigen[zwaarte].uren, eigen[zwaarte].bron, False, eigen[zwaarte].versie)
        if zwaarte in eigen
        else Gewicht(model[zwaarte], VAN_ONS, True)
        for zwaarte in Zwaarte
    }


@cache
def uren_van_werkmodel() -> Mapping[Zwaarte, Decimal]:
    """Hours a week per weight as `formatie` ships them: the hours of a phase over its mean length."""
    from formatie import maak, standaard
    from formatie.rekenen import faseuren

    model = maak(standaard())
    uit = {}
    for zwaarte in Zwaarte:
        soort, naam = zwaarte.value.split(".")
        fase = model.soorten[soort].fasen[naam]
        uit[zwaarte] = _rond(faseuren(fase, model).totaal / fase.duur.gemiddelde)
    return uit


@cache
def netto_uren_per_fte() -> Decimal:
    """Hours a week that one fte has for families by the shipped work model."""
    from formatie import maak, norm, standaard
    from formatie.model import WEKEN_PER_JAAR

    (opbouw,) = norm(maak(standaard())).fte_uren.values()
    return _rond(float(opbouw.totaal) / WEKEN_PER_JAAR)


def _rond(waarde: float) -> Decimal:
    return Decimal(repr(waarde)).quantize(CENT, ROUND_HALF_UP)
