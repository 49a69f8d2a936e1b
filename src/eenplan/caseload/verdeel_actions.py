"""A distribution proposal: asked for, laid down, changed by the team lead, confirmed. Families move only at confirming."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from eenplan.caseload import queries
from eenplan.caseload.checks import check_mag_verdelen
from eenplan.caseload.models import Rekening, Verdeelregel, Verdeelvoorstel
from eenplan.caseload.rekenen import naderhand
from eenplan.caseload.rekenen_actions import vraag_rekening
from eenplan.caseload.verdelen import invoer_van
from eenplan.dossier.models import Dossier
from eenplan.dossier.queries import zichtbaar
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Medewerker, Team
from eenplan.toegang.actions import geef_regisseur

if TYPE_CHECKING:
    from collections.abc import Mapping


@actie
def vraag_voorstel(*, team: Team, door: Medewerker, vertrekt: Medewerker | None = None) -> Rekening:
    """Ask who should take which waiting family; with `vertrekt` also who takes over from that colleague.

    `Geweigerd` when nobody waits, or nobody can take a family.
    """
    check_mag_verdelen(team, door)
    beeld = queries.teambeeld(door, team)
    if vertrekt is not None and not any(b.medewerker.pk == vertrekt.pk and b.gezinnen for b in beeld.mensen):
        raise Geweigerd(
            f"{vertrekt} heeft in team {team} geen gezinnen die u ziet, dus er valt niets over te dragen.",
            veld="vertrekt",
        )
    invoer = invoer_van(beeld, medewerker=door, vertrekt=vertrekt)
    return vraag_rekening(
        soort=Rekening.Soort.VERDELING,
        team=team,
        invoer=invoer,
        door=door,
        naam=f"Gezinnen van {vertrekt}" if vertrekt else "",
    )


@naderhand(Rekening.Soort.VERDELING)
def na_rekening(rekening: Rekening) -> None:
    leg_voorstel_neer(rekening=rekening, door=None)


@actie
def leg_voorstel_neer(*, rekening: Rekening, door: Medewerker | None = None) -> Verdeelvoorstel:
    """Turn what was calculated into rows that the team lead can change: who waits longest comes first."""
    assert rekening.uitkomst is not None and rekening.team is not None
    uitkomst: Mapping[str, Any] = rekening.uitkomst
    zaken = {zaak["id"]: zaak for zaak in rekening.invoer["zaken"]}
    nummers = {d.nummer: d for d in Dossier.objects.filter(nummer__in=zaken)}
    voorstel = Verdeelvoorstel.objects.create(
        organisatie_id=rekening.organisatie_id,
        team=rekening.team,
        rekening=rekening,
        vertrekt_id=next((int(m["id"]) for m in rekening.invoer["medewerkers"] if m["vertrekt"]), None),
        peildatum=vandaag(),
        kloof=uitkomst["kloof"],
    )
    uitslag = {rij["zaak"]: rij for rij in (*uitkomst["toewijzingen"], *uitkomst["wachtend"])}
    Verdeelregel.objects.bulk_create(
        _regel(voorstel, volgorde, nummers[nummer], zaken[nummer], uitslag[nummer])
        for volgorde, nummer in enumerate(zaken)
    )
    leg_vast(
        soort="caseload.voorstel",
        door=door,
        over=voorstel,
        tekst=f"Verdeelvoorstel voor team {rekening.team}: {len(uitkomst['toewijzingen'])} van {len(zaken)} geplaatst",
    )
    return voorstel


def _regel(
    voorstel: Verdeelvoorstel, volgorde: int, dossier: Dossier, zaak: Mapping[str, Any], uitslag: Mapping[str, Any]
) -> Verdeelregel:  # fmt: skip
    wie = int(uitslag["medewerker"]) if "medewerker" in uitslag else None
    ander = uitslag.get("alternatief")
    return Verdeelregel(
        organisatie_id=voorstel.organisatie_id,
        voorstel=voorstel,
        volgorde=volgorde,
        dossier=dossier,
        van_id=dossier.regisseur_id,
        voorgesteld_id=wie,
        gekozen_id=wie,
        gewicht=Decimal(str(zaak["gewicht"])),
        week=uitslag.get("week"),
        reden=uitslag["reden"],
        alternatief_id=int(ander["medewerker"]) if ander else None,
        alternatief_uitleg=ander["uitleg"] if ander else uitslag.get("geen_alternatief") or "",
    )


@actie
def wijzig_keuze(
    *, regel: Verdeelregel, gekozen: Medewerker | None, gelezen_versie: int, door: Medewerker
) -> Verdeelvoorstel:
    """Give this family somebody else in the proposal, or let it wait. Nothing happens to the family yet.

    `VerouderdeVersie` when somebody changed the proposal meanwhile.
    """
    voorstel = _eis_te_wijzigen(regel.voorstel, gelezen_versie, door)
    if gekozen is not None and gekozen.pk not in {m.pk for m in kandidaten(voorstel)}:
        raise Geweigerd(f"{gekozen} kan in team {voorstel.team} geen gezinnen krijgen.", veld="gekozen")
    regel.gekozen = gekozen
    regel.save(update_fields=["gekozen"])
    voorstel.versie += 1
    voorstel.save(update_fields=["versie"])
    leg_vast(
        soort="caseload.keuze",
        door=door,
        over=voorstel,
        dossier=regel.dossier_id,
        tekst=f"In het verdeelvoorstel: {gekozen or 'nog niemand'}",
    )
    return voorstel


@actie
def bevestig_voorstel(
    *, voorstel: Verdeelvoorstel, gelezen_versie: int, door: Medewerker, waarom: str = ""
) -> Verdeelvoorstel:
    """Give every family that somebody was chosen for its regisseur, all of them or none.

    A family that meanwhile closed, got a regisseur elsewhere or cannot be seen any more is passed over, and its row says so.
    `waarom` is asked when somebody ends above the norm by what the team lead changed.
    """
    voorstel = _eis_te_wijzigen(voorstel, gelezen_versie, door)
    if not waarom.strip() and (
        boven := queries.boven_norm_door_keuze(voorstel, queries.teambeeld(door, voorstel.team))
    ):
        namen = ", ".join(str(m) for m in boven)
        raise Geweigerd(
            f"Met uw wijziging komt {namen} boven de norm. Schrijf op waarom dat toch kan, of kies iemand anders.",
            veld="waarom",
        )
    for regel in (
        voorstel.regels.filter(gekozen__isnull=False).select_related("gekozen").order_by("dossier_id")
    ):
        _plaats(regel, door, waarom)
    voorstel.bevestigd_op, voorstel.bevestigd_door = nu(), door
    voorstel.versie += 1
    voorstel.save(update_fields=["bevestigd_op", "bevestigd_door", "versie"])
    leg_vast(
        soort="caseload.bevestigd",
        door=door,
        over=voorstel,
        tekst=f"Verdeling van team {voorstel.team} bevestigd",
        waarom=waarom,
    )
    return voorstel


def kandidaten(voorstel: Verdeelvoorstel) -> list[Medewerker]:
    """Who can get families by this proposal: whoever took part in the calculation and still works here, by name."""
    pks = [int(m["id"]) for m in voorstel.rekening.invoer["medewerkers"] if not m["vertrekt"]]
    return list(Medewerker.objects.filter(pk__in=pks, actief=True))


def _eis_te_wijzigen(voorstel: Verdeelvoorstel, gelezen_versie: int, door: Medewerker) -> Verdeelvoorstel:
    voorstel = vergrendel(Verdeelvoorstel, voorstel.pk)
    check_mag_verdelen(voorstel.team, door)
    if voorstel.bevestigd_op is not None:
        raise Geweigerd(
            f"Dit voorstel is al bevestigd door {voorstel.bevestigd_door}. Maak een nieuw voorstel voor wie nog wacht."
        )
    if voorstel.versie != gelezen_versie:
        raise VerouderdeVersie(voorstel)
    return voorstel


def _plaats(regel: Verdeelregel, door: Medewerker, waarom: str) -> None:
    assert regel.gekozen is not None
    dossier = zichtbaar(door).filter(pk=regel.dossier_id).first()
    if dossier is None or not dossier.is_open:
        regel.overgeslagen = "Het dossier is intussen gesloten of niet meer voor u zichtbaar."
    elif dossier.regisseur_id != regel.van_id:
        regel.overgeslagen = f"Dit gezin heeft intussen {dossier.regisseur or 'geen regisseur meer'}."
    else:
        reden = regel.reden if regel.gekozen_id == regel.voorgesteld_id else f"Gekozen door {door}."
        geef_regisseur(
            dossier=dossier, medewerker=regel.gekozen, door=door, waarom=f"{reden} {waarom}".strip()[:300]
        )
        regel.geplaatst_op = nu()
    regel.save(update_fields=["geplaatst_op", "overgeslagen"])
