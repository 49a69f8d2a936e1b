"""Every write about people, functies, teams and mandates. Teams, accounts and coming and going have files of
their own beside this one; import everything from here.

Only a beheerder of the organisation itself may do these (`door=None` is the system: first start and
demo). What stops to hold gets an end date; nothing is deleted, so that one can always tell who held
which right on which day.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from eenplan.kern.actions import actie, bewaar_versie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.tijd import vandaag
from eenplan.organisatie.aanmelding_actions import (
    blokkeer_aanmelding,
    geef_startwachtwoord,
    kies_wachtwoord,
    laat_weer_toe,
    maak_aanmelding,
)
from eenplan.organisatie.dienst_actions import neem_uit_dienst, neem_weer_in_dienst
from eenplan.organisatie.keuren import (
    check_beheer,
    check_blijft_een_beheerder,
    end,
    forget_rights,
    overlapping,
)
from eenplan.organisatie.models import Functie, Functievervulling, Mandaat, Medewerker, Organisatie
from eenplan.organisatie.team_actions import haal_uit_team, hef_team_op, maak_team, wijzig_team, zet_in_team

__all__ = [
    "beeindig_functie", "blokkeer_aanmelding", "check_beheer", "geef_functie", "geef_mandaat", "geef_startwachtwoord",
    "haal_uit_team", "hef_team_op", "kies_wachtwoord", "laat_weer_toe", "maak_aanmelding", "maak_medewerker", "maak_team",
    "neem_uit_dienst", "neem_weer_in_dienst", "trek_mandaat_in", "wijzig_medewerker", "wijzig_organisatie", "wijzig_team",
    "zet_in_team",
]  # fmt: skip

WIJZIGBAAR = ("naam", "fte", "skj_nummer", "skj_tot", "telefoon")


@actie
def maak_medewerker(
    *,
    organisatie: Organisatie,
    naam: str,
    door: Medewerker | None,
    fte: Decimal = Decimal(1),
    skj_nummer: str = "",
    skj_tot: date | None = None,
    telefoon: str = "",
    user: Any = None,
) -> Medewerker:
    """Someone starts to work here; an account (`user`) may come later."""
    check_beheer(door, organisatie.pk)
    medewerker = Medewerker(
        organisatie=organisatie,
        naam=naam.strip(),
        fte=fte,
        skj_nummer=skj_nummer.strip(),
        skj_tot=skj_tot,
        telefoon=telefoon.strip(),
        user=user,
    )
    _check_skj(medewerker)
    keur(medewerker)
    medewerker.save()
    leg_vast(
        soort="medewerker.gestart",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} werkt nu bij {organisatie.naam}",
    )
    return medewerker


@actie
def wijzig_medewerker(
    *, medewerker: Medewerker, gelezen_versie: int, door: Medewerker | None, **velden: Any
) -> Medewerker:
    """Change name, fte, SKJ registration or telephone; `VerouderdeVersie` on a stale edit."""
    check_beheer(door, medewerker.organisatie_id)
    onbekend = set(velden) - set(WIJZIGBAAR)
    if onbekend:
        raise TypeError(f"wijzig_medewerker kent {', '.join(sorted(onbekend))} niet.")
    velden = {naam: waarde.strip() if isinstance(waarde, str) else waarde for naam, waarde in velden.items()}
    nieuw = {naam: getattr(medewerker, naam) for naam in WIJZIGBAAR} | velden
    _check_skj(Medewerker(skj_nummer=nieuw["skj_nummer"], skj_tot=nieuw["skj_tot"]))
    anders = sorted(naam for naam in velden if velden[naam] != getattr(medewerker, naam))
    huidig = bewaar_versie(medewerker, gelezen_versie, **velden)
    leg_vast(
        soort="medewerker.gewijzigd",
        door=door,
        over=huidig,
        tekst=f"Gegevens van {huidig.naam} gewijzigd",
        gegevens={"velden": anders},
    )
    return huidig


@actie
def geef_functie(
    *,
    medewerker: Medewerker,
    functie: str,
    door: Medewerker | None,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Functievervulling:
    """`medewerker` holds `functie` from a day on. Nobody gives a functie to themselves."""
    check_beheer(door, medewerker.organisatie_id)
    vergrendel(Medewerker, medewerker.pk)
    if door is not None and door.pk == medewerker.pk:
        raise Geweigerd(
            "U kunt uzelf geen functie geven. Vraag dit aan een andere beheerder.", veld="functie"
        )
    if not medewerker.actief:
        raise Geweigerd(
            "Deze medewerker is uit dienst. Neem de medewerker eerst weer in dienst.", veld="functie"
        )
    vervulling = Functievervulling(medewerker=medewerker, functie=functie, vanaf=vanaf or vandaag(), tot=tot)
    keur(vervulling)
    if overlapping(medewerker.functievervullingen.filter(functie=functie), vervulling).exists():
        raise Geweigerd(
            f"{medewerker.naam} heeft de functie {vervulling.get_functie_display()} in deze periode al.",
            veld="functie",
        )
    vervulling.save()
    forget_rights(medewerker)
    leg_vast(
        soort="medewerker.functie_gegeven",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} is {vervulling.get_functie_display()} vanaf {vervulling.vanaf:%d-%m-%Y}",
        gegevens={"functie": functie},
    )
    return vervulling


@actie
def beeindig_functie(
    *, vervulling: Functievervulling, tot: date, door: Medewerker | None, waarom: str = ""
) -> Functievervulling:
    """`tot` becomes the last day of this functie."""
    medewerker = vervulling.medewerker
    check_beheer(door, medewerker.organisatie_id)
    vervulling = vergrendel(Functievervulling, vervulling.pk)
    if vervulling.functie == Functie.BEHEERDER:
        check_blijft_een_beheerder(medewerker, "tot")
    end(vervulling, tot)
    forget_rights(medewerker)
    leg_vast(
        soort="medewerker.functie_beeindigd",
        door=door,
        over=medewerker,
        tekst=f"{medewerker.naam} is {vervulling.get_functie_display()} tot en met {tot:%d-%m-%Y}",
        waarom=waarom,
        gegevens={"functie": vervulling.functie},
    )
    return vervulling


@actie
def wijzig_organisatie(
    *,
    organisatie: Organisatie,
    gelezen_versie: int,
    naam: str,
    telefoon: str,
    bezwaaradres: str,
    door: Medewerker | None,
) -> Organisatie:
    """Change the name, and what the letters say about it: telephone, and where an objection goes."""
    check_beheer(door, organisatie.pk)
    naam = naam.strip()
    if Organisatie.objects.filter(naam__iexact=naam).exclude(pk=organisatie.pk).exists():
        raise Geweigerd("Er is al een organisatie met deze naam.", veld="naam")
    instellingen = organisatie.instellingen | {
        "telefoon": telefoon.strip(), "bezwaaradres": bezwaaradres.strip(),
    }  # fmt: skip
    huidig = bewaar_versie(organisatie, gelezen_versie, naam=naam, instellingen=instellingen)
    leg_vast(
        soort="organisatie.gewijzigd", door=door, over=huidig, tekst="Gegevens van de organisatie gewijzigd"
    )
    return huidig


@actie
def geef_mandaat(
    *,
    organisatie: Organisatie,
    functie: str,
    besluitsoort: str,
    bron: str,
    door: Medewerker | None,
    tot_bedrag: Decimal | None = None,
    medewerker: Medewerker | None = None,
    vanaf: date | None = None,
    tot: date | None = None,
) -> Mandaat:
    """Give a functie, or one person in it, the power to sign (Awb 10:3). Empty `tot_bedrag` = no limit."""
    check_beheer(door, organisatie.pk)
    if tot_bedrag is not None and tot_bedrag < 0:
        raise Geweigerd("Een bedrag is nul of hoger. Laat het leeg als er geen grens is.", veld="tot_bedrag")
    if medewerker is not None:
        if medewerker.organisatie_id != organisatie.pk:
            raise NietGevonden("Deze medewerker is niet gevonden.")
        if not medewerker.heeft_functie(functie):
            raise Geweigerd(
                f"{medewerker.naam} vervult deze functie niet. Geef eerst de functie.", veld="medewerker"
            )
    mandaat = Mandaat(
        organisatie=organisatie,
        functie=functie,
        besluitsoort=besluitsoort,
        bron=bron.strip(),
        tot_bedrag=tot_bedrag,
        medewerker=medewerker,
        vanaf=vanaf or vandaag(),
        tot=tot,
    )
    keur(mandaat)
    mandaat.save()
    grens = f"tot en met {tot_bedrag} euro per jaar" if tot_bedrag is not None else "zonder grens"
    leg_vast(
        soort="mandaat.gegeven",
        door=door,
        over=mandaat,
        tekst=f"Mandaat {mandaat.get_besluitsoort_display()} voor {medewerker or mandaat.get_functie_display()}, {grens}",
        waarom=mandaat.bron,
    )
    return mandaat


@actie
def trek_mandaat_in(*, mandaat: Mandaat, tot: date, waarom: str, door: Medewerker | None) -> Mandaat:
    """`tot` becomes the last day of the mandate; `waarom` is kept."""
    check_beheer(door, mandaat.organisatie_id)
    mandaat = vergrendel(Mandaat, mandaat.pk)
    if not waarom.strip():
        raise Geweigerd(
            "Schrijf op waarom het mandaat stopt, bijvoorbeeld het nieuwe mandaatbesluit.", veld="waarom"
        )
    end(mandaat, tot)
    leg_vast(
        soort="mandaat.ingetrokken",
        door=door,
        over=mandaat,
        tekst=f"Mandaat {mandaat.get_besluitsoort_display()} geldt tot en met {tot:%d-%m-%Y}",
        waarom=waarom.strip(),
    )
    return mandaat


def _check_skj(medewerker: Medewerker) -> None:
    if medewerker.skj_tot and not medewerker.skj_nummer:
        raise Geweigerd("Vul ook het SKJ-nummer in, of laat de einddatum leeg.", veld="skj_nummer")
