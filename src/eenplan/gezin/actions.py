"""Every write about people and how they belong together.

Each action takes `dossier` too when it is done from one, so that its timeline shows the change. What
stops to hold gets an end date; nothing is deleted. Events name fields, never their content. Who may write is
asked of that dossier: it is open, and `door` works on it (`eis_schrijfbaar`). The network stands in
`netwerk_actions`, many people at once in `jeugdigen_actions`; other rooms import all of it from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from eenplan.gezin.controle import (
    OUDER_DAN,
    bsn_blijft_uniek,
    check,
    check_ander_gezag,
    check_bsn_vrij,
    check_gezagdrager,
    check_leeftijden,
    check_minderjarig,
    eis_schrijfbaar,
    gegevens_van_persoon,
    organisatie_van,
    zelfde_organisatie,
)
from eenplan.gezin.jeugdigen_actions import maak_gezinnen, registreer_personen
from eenplan.gezin.models import Gezag, Gezin, Gezinslid, Persoon, Relatie
from eenplan.gezin.netwerk_actions import haal_netwerkcontact_weg, voeg_netwerkcontact_toe
from eenplan.kern.actions import actie, bewaar_versie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import vandaag

__all__ = [
    "beeindig_gezag", "beeindig_lidmaatschap", "beeindig_relatie", "haal_netwerkcontact_weg", "leg_gezag_vast", "leg_relatie_vast",
    "maak_gezin", "maak_gezinnen", "registreer_lid", "registreer_personen", "registreer_persoon", "voeg_lid_toe",
    "voeg_netwerkcontact_toe", "wijzig_persoon",
]  # fmt: skip

WEDERKERIG = (Relatie.Soort.PARTNER, Relatie.Soort.EX_PARTNER, Relatie.Soort.BROER_ZUS)

# ---- persons ---------------------------------------------------------------------------------------


@actie
def registreer_persoon(*, door: Any, dossier: Any = None, **velden: Any) -> Persoon:
    """A person we did not know yet. `bsn` may be empty; when given it must be valid and new here."""
    eis_schrijfbaar(dossier, door)
    persoon = Persoon(organisatie_id=organisatie_van(door), **gegevens_van_persoon(velden))
    check_bsn_vrij(persoon)
    check(persoon)
    with bsn_blijft_uniek():
        persoon.save()
    leg_vast(
        soort="persoon.geregistreerd",
        door=door,
        dossier=dossier,
        over=persoon,
        tekst=f"{persoon.naam} geregistreerd",
    )
    return persoon


@actie
def wijzig_persoon(
    *, persoon: Persoon, gelezen_versie: int, door: Any, dossier: Any = None, **velden: Any
) -> Persoon:
    """Change a person; `VerouderdeVersie` when somebody saved since `gelezen_versie`."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, persoon)
    velden = gegevens_van_persoon(velden)
    voorstel = Persoon.objects.get(pk=persoon.pk)
    anders = sorted(naam for naam, waarde in velden.items() if getattr(voorstel, naam) != waarde)
    for naam, waarde in velden.items():
        setattr(voorstel, naam, waarde)
    if voorstel.versie == gelezen_versie:  # else the other version is the news, not what is wrong with mine
        check_bsn_vrij(voorstel)
        check(voorstel)
    with bsn_blijft_uniek():
        huidig = bewaar_versie(persoon, gelezen_versie, **velden)
    leg_vast(
        soort="persoon.gewijzigd",
        door=door,
        dossier=dossier,
        over=huidig,
        tekst=f"Gegevens van {huidig.naam} gewijzigd",
        gegevens={"velden": anders},
    )
    return huidig


# ---- families and their members --------------------------------------------------------------------


@actie
def maak_gezin(
    *, naam: str, leden: Iterable[tuple[Persoon, str, bool]], door: Any, dossier: Any = None
) -> Gezin:
    """A family with its first members: (person, role, lives in this family)."""
    eis_schrijfbaar(dossier, door)
    leden = list(leden)
    personen = [persoon.pk for persoon, _rol, _woont in leden]
    if len(set(personen)) < len(personen):
        raise Geweigerd(
            "Iemand staat dubbel in de lijst van gezinsleden. Haal één van de twee weg.", veld="leden"
        )
    gezin = Gezin(organisatie_id=organisatie_van(door), naam=naam.strip())
    check(gezin)
    gezin.save()
    for persoon, rol, woont_in in leden:
        _lid(gezin, persoon, door, rol=rol, woont_in=woont_in, vanaf=vandaag(), nieuw=True)
    leg_vast(soort="gezin.gemaakt", door=door, dossier=dossier, over=gezin, tekst=f"{gezin.naam} aangemaakt")
    return gezin


@actie
def voeg_lid_toe(
    *,
    gezin: Gezin,
    persoon: Persoon,
    rol: str,
    door: Any,
    woont_in: bool = True,
    vanaf: date | None = None,
    dossier: Any = None,
) -> Gezinslid:
    """`persoon` belongs to this family from a day on (today)."""
    eis_schrijfbaar(dossier, door)
    lid = _lid(gezin, persoon, door, rol=rol, woont_in=woont_in, vanaf=vanaf or vandaag())
    leg_vast(
        soort="gezin.lid_toegevoegd",
        door=door,
        dossier=dossier,
        over=lid,
        tekst=f"{persoon.naam} hoort bij het gezin als {lid.get_rol_display()}",
    )
    return lid


@actie
def registreer_lid(
    *,
    gezin: Gezin,
    rol: str,
    door: Any,
    woont_in: bool = True,
    vanaf: date | None = None,
    dossier: Any = None,
    **velden: Any,
) -> Gezinslid:
    """A new person and their place in the family, both or neither."""
    eis_schrijfbaar(dossier, door)
    persoon = registreer_persoon(door=door, dossier=dossier, **velden)
    return voeg_lid_toe(
        gezin=gezin, persoon=persoon, rol=rol, woont_in=woont_in, vanaf=vanaf, dossier=dossier, door=door
    )


@actie
def beeindig_lidmaatschap(
    *, lid: Gezinslid, tot: date, door: Any, waarom: str = "", dossier: Any = None
) -> Gezinslid:
    """`tot` becomes the last day on which this person belongs to the family."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, lid)
    lid = vergrendel(Gezinslid, lid.pk)
    _end(lid, tot)
    leg_vast(
        soort="gezin.lid_beeindigd",
        door=door,
        dossier=dossier,
        over=lid,
        tekst=f"{lid.persoon.naam} hoort bij het gezin tot en met {tot:%d-%m-%Y}",
        waarom=waarom.strip(),
    )
    return lid


# ---- relations and authority -----------------------------------------------------------------------


@actie
def leg_relatie_vast(
    *,
    van: Persoon,
    naar: Persoon,
    soort: str,
    door: Any,
    vanaf: date | None = None,
    tot: date | None = None,
    toelichting: str = "",
    dossier: Any = None,
) -> Relatie:
    """`van` is <soort> `naar`. Who become ex-partners stop to be partners on the day before."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, van, naar)
    if van.pk == naar.pk:
        raise Geweigerd(
            "Iemand kan geen relatie met zichzelf hebben. Kies twee verschillende mensen.", veld="naar"
        )
    _vergrendel_samen(van, naar)
    relatie = Relatie(
        organisatie_id=van.organisatie_id,
        van=van,
        naar=naar,
        soort=soort,
        vanaf=vanaf,
        tot=tot,
        toelichting=toelichting.strip(),
    )
    check(relatie)
    check_leeftijden(relatie)
    if _same_relation(relatie).exists():
        raise Geweigerd(f"{van.naam} is al {relatie.get_soort_display()} {naar.naam}.", veld="soort")
    if soort == Relatie.Soort.EX_PARTNER:
        _end_partnership(relatie)
    relatie.save()
    leg_vast(
        soort="relatie.vastgelegd",
        door=door,
        dossier=dossier,
        over=relatie,
        tekst=f"{van.naam} is {relatie.get_soort_display()} {naar.naam}",
        waarom=relatie.toelichting,
    )
    return relatie


@actie
def beeindig_relatie(
    *, relatie: Relatie, tot: date, door: Any, waarom: str = "", dossier: Any = None
) -> Relatie:
    """`tot` becomes the last day of this relation."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, relatie)
    relatie = vergrendel(Relatie, relatie.pk)
    _end(relatie, tot)
    leg_vast(
        soort="relatie.beeindigd",
        door=door,
        dossier=dossier,
        over=relatie,
        tekst=f"{relatie.van.naam} was {relatie.get_soort_display()} {relatie.naar.naam} tot en met {tot:%d-%m-%Y}",
        waarom=waarom.strip(),
    )
    return relatie


@actie
def leg_gezag_vast(
    *,
    jeugdige: Persoon,
    bron: str,
    door: Any,
    persoon: Persoon | None = None,
    instelling: str = "",
    soort: str = Gezag.Soort.OUDERLIJK,
    vanaf: date | None = None,
    tot: date | None = None,
    dossier: Any = None,
) -> Gezag:
    """A person or an institution has authority over a child; `bron` says how we know."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, jeugdige, *([persoon] if persoon else []))
    gezag = Gezag(
        organisatie_id=jeugdige.organisatie_id,
        jeugdige=jeugdige,
        persoon=persoon,
        instelling=instelling.strip(),
        soort=soort,
        vanaf=vanaf,
        tot=tot,
        bron=bron.strip(),
    )
    check_gezagdrager(gezag)
    check(gezag)
    check_minderjarig(gezag)
    _vergrendel_samen(jeugdige)
    check_ander_gezag(gezag)
    gezag.save()
    leg_vast(
        soort="gezag.vastgelegd",
        door=door,
        dossier=dossier,
        over=gezag,
        tekst=f"{persoon.naam if persoon else gezag.instelling} heeft {gezag.get_soort_display()} over {jeugdige.naam}",
        waarom=gezag.bron,
    )
    return gezag


@actie
def beeindig_gezag(*, gezag: Gezag, tot: date, bron: str, door: Any, dossier: Any = None) -> Gezag:
    """`tot` becomes the last day of this authority; `bron` says how we know (a court order, a register)."""
    eis_schrijfbaar(dossier, door)
    zelfde_organisatie(door, gezag)
    gezag = vergrendel(Gezag, gezag.pk)
    if not bron.strip():
        raise Geweigerd(
            "Schrijf op waaruit blijkt dat het gezag stopt, bijvoorbeeld de beschikking.", veld="bron"
        )
    _end(gezag, tot)
    leg_vast(
        soort="gezag.beeindigd",
        door=door,
        dossier=dossier,
        over=gezag,
        tekst=f"Gezag van {gezag.persoon or gezag.instelling} over {gezag.jeugdige.naam} tot en met {tot:%d-%m-%Y}",
        waarom=bron.strip(),
    )
    return gezag


# ---- checks ----------------------------------------------------------------------------------------


def _vergrendel_samen(*personen: Persoon) -> None:
    """These people, locked, always in the same order: two colleagues at the same family never wait for each other."""
    pks = [persoon.pk for persoon in personen]
    list(Persoon.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _lid(
    gezin: Gezin, persoon: Persoon, door: Any, *, rol: str, woont_in: bool, vanaf: date, nieuw: bool = False
) -> Gezinslid:
    """A member; a family that is made in this same action (`nieuw`) can hold nobody yet."""
    zelfde_organisatie(door, gezin, persoon)
    if not nieuw:
        vergrendel(Gezin, gezin.pk)
    if not nieuw and gezin.leden.filter(Q(tot__isnull=True) | Q(tot__gte=vanaf), persoon=persoon).exists():
        raise Geweigerd(f"{persoon.naam} hoort al bij dit gezin.", veld="persoon")
    lid = Gezinslid(
        organisatie_id=gezin.organisatie_id,
        gezin=gezin,
        persoon=persoon,
        rol=rol,
        woont_in=woont_in,
        vanaf=vanaf,
    )
    check(lid)
    lid.save()
    return lid


def _end(period: Any, tot: date) -> None:
    if period.vanaf and tot < period.vanaf:
        raise Geweigerd("De einddatum ligt vóór de begindatum.", veld="tot")
    if period.tot and period.tot <= tot:
        raise Geweigerd(f"Dit is al geëindigd op {period.tot:%d-%m-%Y}.", veld="tot")
    period.tot = tot
    period.save(update_fields=["tot"])


def _same_relation(relatie: Relatie) -> Any:
    """Open relations that say the same, or contradict it by saying it the other way round."""
    zelfde = Q(van=relatie.van, naar=relatie.naar)
    if relatie.soort in WEDERKERIG or relatie.soort in OUDER_DAN:
        zelfde |= Q(van=relatie.naar, naar=relatie.van)
    return Relatie.objects.filter(zelfde, soort=relatie.soort).filter(
        Q(tot__isnull=True) | Q(tot__gte=vandaag())
    )


def _end_partnership(relatie: Relatie) -> None:
    samen = Q(van=relatie.van, naar=relatie.naar) | Q(van=relatie.naar, naar=relatie.van)
    for partner in Relatie.objects.filter(samen, soort=Relatie.Soort.PARTNER, tot__isnull=True):
        partner.tot = max(relatie.vanaf or vandaag(), partner.vanaf or date.min)
        partner.save(update_fields=["tot"])
