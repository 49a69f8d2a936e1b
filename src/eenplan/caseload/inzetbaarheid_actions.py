"""What matters about a colleague when families are distributed, and the days that they are not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from eenplan.caseload import woorden
from eenplan.caseload.checks import check_mag_caseload_zien, mag_verdelen_voor
from eenplan.caseload.models import Afwezigheid, Inzetbaarheid
from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.models import Medewerker

if TYPE_CHECKING:
    from collections.abc import Mapping


@actie
def wijzig_inzetbaarheid(
    *,
    medewerker: Medewerker,
    vaardigheden: Sequence[str],
    talen: Sequence[str],
    wijken: Sequence[str],
    graag: Sequence[str],
    liever_niet: Sequence[str],
    door: Medewerker,
    gelezen_versie: int | None = None,
    **ruimte: Any,
) -> Inzetbaarheid:
    """Keep what this colleague can do and wants. `ruimte` is `deel` and `max_nieuw_per_week`: both or neither.

    The room for families is agreed with who distributes, so only they change it. `gelezen_versie` is None for who saw
    that nothing was filled in yet; `VerouderdeVersie` when somebody saved meanwhile.
    """
    check_mag_caseload_zien(medewerker, door)
    vergrendel(Medewerker, medewerker.pk)  # two who fill in the first time at once
    huidig = Inzetbaarheid.objects.filter(medewerker=medewerker).first() or Inzetbaarheid(
        organisatie_id=medewerker.organisatie_id, medewerker=medewerker
    )
    _check_ruimte(huidig, medewerker, door, ruimte)
    velden: dict[str, Any] = {
        **_zelfde_woorden(vaardigheden=vaardigheden, graag=graag, liever_niet=liever_niet),
        "talen": woorden.zo_geschreven(talen, woorden.in_gebruik("talen"), veld="talen"),
        "wijken": woorden.eis_postcodes(wijken),
        **ruimte,
    }
    _check_wensen(velden)
    anders = [naam for naam, waarde in velden.items() if getattr(huidig, naam) != waarde]
    if huidig.pk is None:
        for naam, waarde in velden.items():
            setattr(huidig, naam, waarde)
        keur(huidig, zonder=["medewerker"])
        huidig.save()
    elif gelezen_versie is None:
        raise VerouderdeVersie(huidig)
    else:
        bewaar_versie(huidig, gelezen_versie, **velden)
    leg_vast(
        soort="caseload.inzetbaarheid_gewijzigd",
        door=door,
        over=huidig,
        tekst=f"Inzetbaarheid van {medewerker.naam} gewijzigd",
        gegevens={"velden": anders},
    )
    return huidig


@actie
def meld_afwezig(*, medewerker: Medewerker, van: date, tot: date, door: Medewerker) -> Afwezigheid:
    """Days, first and last included, on which this colleague takes no new families. Never why."""
    check_mag_caseload_zien(medewerker, door)
    vergrendel(Medewerker, medewerker.pk)
    weg = Afwezigheid(organisatie_id=medewerker.organisatie_id, medewerker=medewerker, van=van, tot=tot)
    keur(weg)
    if tot < vandaag():
        raise Geweigerd("Deze dagen zijn al voorbij. Vul dagen in die nog komen.", veld="tot")
    dubbel = Afwezigheid.objects.filter(medewerker=medewerker, van__lte=tot, tot__gte=van).first()
    if dubbel is not None:
        raise Geweigerd(
            f"Van {dubbel.van:%d-%m-%Y} tot en met {dubbel.tot:%d-%m-%Y} staat er al. Haal dat eerst weg.",
            veld="van",
        )
    weg.save()
    leg_vast(
        soort="caseload.afwezig",
        door=door,
        over=weg,
        tekst=f"{medewerker.naam} is er niet van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}",
    )
    return weg


@actie
def verwijder_afwezigheid(*, afwezigheid: Afwezigheid, door: Medewerker) -> None:
    """The colleague is there after all."""
    afwezigheid = vergrendel(Afwezigheid, afwezigheid.pk)
    medewerker = afwezigheid.medewerker
    check_mag_caseload_zien(medewerker, door)
    leg_vast(
        soort="caseload.toch_aanwezig",
        door=door,
        over=afwezigheid,
        tekst=f"{medewerker.naam} is er toch van {afwezigheid.van:%d-%m-%Y} tot en met {afwezigheid.tot:%d-%m-%Y}",
    )
    afwezigheid.delete()


def _check_ruimte(
    huidig: Inzetbaarheid, medewerker: Medewerker, door: Medewerker, ruimte: Mapping[str, Any]
) -> None:
    """Only who distributes says how much room there is; sending along what stands there already is no change."""
    if onbekend := set(ruimte) - {"deel", "max_nieuw_per_week"}:
        raise TypeError(f"wijzig_inzetbaarheid kent {', '.join(sorted(onbekend))} niet.")
    if ruimte and not mag_verdelen_voor(medewerker, door):
        for naam, waarde in ruimte.items():
            if waarde != getattr(huidig, naam):
                raise Geweigerd(
                    "Dit spreekt u af met uw teamleider of praktijkleider, die het hier invult.", veld=naam
                )
    deel = ruimte.get("deel", Decimal(0))
    if not 0 <= deel <= 1:
        raise Geweigerd(
            "Vul een deel van 0 tot en met 1 in: 1 is de hele fte, 0,5 de helft. Meer dan alles kan niet.", veld="deel"
        )  # fmt: skip


def _zelfde_woorden(**lijsten: Sequence[str]) -> dict[str, list[str]]:
    """These fields share their words: the same one is spelled the same, also when it is new."""
    bekend, uit = woorden.in_gebruik("vaardigheden"), {}
    for veld, lijst in lijsten.items():
        uit[veld] = woorden.zo_geschreven(lijst, bekend, veld=veld)
        bekend = [*bekend, *uit[veld]]
    return uit


def _check_wensen(velden: Mapping[str, Any]) -> None:
    """Nobody likes and dislikes the same thing."""
    if dubbel := [woord for woord in velden["graag"] if woord in velden["liever_niet"]]:
        raise Geweigerd(
            f"“{dubbel[0]}” staat ook bij wat iemand graag doet. Kies een van beide.", veld="liever_niet"
        )
