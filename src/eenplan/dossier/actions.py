"""Every write to a dossier: the report, how far it is, closing.

Notes and documents, terms, who works on it, and access stand in `notitie_actions`, `termijn_actions`, `leden_actions`
and `toegang_actions`; other rooms import all of them from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.timezone import localdate

from eenplan.dossier import sluiten, termijnen
from eenplan.dossier.checks import (
    check_mag_geheim,
    check_mag_noteren,
    check_mag_schrijven,
    check_mag_sluiten,
    check_open,
    eis_open,
    leidt,
    mag_schrijven,
    was_regisseur,
)
from eenplan.dossier.leden_actions import (
    beeindig_lid,
    laat_lid_los,
    laat_lid_toe,
    maak_lid,
    wijs_regisseur_toe,
)
from eenplan.dossier.models import Dossier, Melding
from eenplan.dossier.notitie_actions import (
    bewaar_document,
    geef_toestemming,
    trek_toestemming_in,
    voeg_document_toe,
    voeg_notitie_toe,
    wijzig_notitie,
)
from eenplan.dossier.sluiten import bij_sluiten, houdt_open, vervalt
from eenplan.dossier.termijn_actions import (
    haal_termijn,
    hervat_termijn,
    schort_termijn_op,
    start_termijn,
    verdaag_termijn,
)
from eenplan.dossier.toegang_actions import beoordeel_doorbreking, check_doorbreken, doorbreek, markeer_geheim
from eenplan.kern.actions import actie, keur, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu, vandaag

if TYPE_CHECKING:
    from eenplan.gezin.models import Gezin, Persoon
    from eenplan.organisatie.models import Medewerker, Organisatie, Team

__all__ = [
    "beeindig_lid", "beoordeel_doorbreking", "beoordeel_melding", "bewaar_document", "bij_sluiten", "check_doorbreken", "check_mag_geheim",
    "check_mag_noteren", "check_mag_schrijven", "check_open", "controleer_melding", "doorbreek", "eis_open", "geef_toestemming",
    "haal_termijn", "hervat_termijn", "houdt_open", "laat_lid_los", "laat_lid_toe", "leidt", "maak_lid", "mag_schrijven", "markeer_geheim", "open_dossier", "open_dossiers", "registreer_melding",
    "schort_termijn_op", "sluit_dossier", "start_termijn", "trek_toestemming_in", "verdaag_termijn", "vervalt", "voeg_document_toe",
    "voeg_notitie_toe", "was_regisseur", "wijs_regisseur_toe", "wijzig_notitie", "zet_fase",
]  # fmt: skip


# Reports ----------------------------------------------------------------------------------------------------


@actie
def registreer_melding(
    *,
    gezin: Gezin,
    jeugdige: Persoon,
    route: str,
    melder_naam: str,
    vraag: str,
    door: Medewerker,
    melder_functie: str = "",
    melder_telefoon: str = "",
    toestemming_gezin: bool = True,
    ontvangen_op: Any = None,
) -> Dossier:
    """Store a report and give it a dossier: the open one of this family, or a new one.

    A second report about a family that is known joins what runs already: one family, one dossier.
    """
    if not vraag.strip():
        raise Geweigerd(
            "Schrijf op wat er aan de hand is: zonder vraag kan niemand de melding wegen.", veld="vraag"
        )
    ontvangen_op = ontvangen_op or nu()
    if ontvangen_op > nu():
        raise Geweigerd("De melding kan niet in de toekomst zijn ontvangen.", veld="ontvangen_op")
    vergrendel(type(gezin), gezin.pk)
    if not gezin.leden.filter(persoon=jeugdige).exists():
        raise Geweigerd(
            f"{jeugdige} hoort niet bij {gezin}. Voeg het kind eerst toe aan het gezin.", veld="jeugdige"
        )
    dossier = Dossier.objects.open().filter(gezin=gezin).first() or _nieuw(gezin, localdate(ontvangen_op))
    melding = Melding(
        organisatie_id=door.organisatie_id,
        dossier=dossier,
        jeugdige=jeugdige,
        ontvangen_op=ontvangen_op,
        route=route,
        melder_naam=melder_naam,
        melder_functie=melder_functie,
        melder_telefoon=melder_telefoon,
        vraag=vraag.strip(),
        toestemming_gezin=toestemming_gezin,
    )
    keur(melding)
    melding.save()
    start_termijn(dossier=dossier, soort="introcontact", start=localdate(ontvangen_op), door=door)
    leg_vast(
        soort="melding.geregistreerd",
        door=door,
        dossier=dossier,
        over=melding,
        tekst=f"Melding ontvangen via {melding.get_route_display()}",
    )
    return dossier


@actie
def controleer_melding(*, melding: Melding, door: Medewerker, ontbreekt: str = "") -> Melding:
    """The A-team looked whether the report is complete; `ontbreekt` says what had to be asked."""
    melding = vergrendel(Melding, melding.pk)
    melding.dossier = eis_open(melding.dossier_id)
    melding.gecontroleerd_op = nu()
    melding.save(update_fields=["gecontroleerd_op"])
    tekst = "Melding gecontroleerd en volledig" if not ontbreekt else f"Melding aangevuld: {ontbreekt}"
    leg_vast(soort="melding.gecontroleerd", door=door, dossier=melding.dossier, over=melding, tekst=tekst)
    return melding


@actie
def beoordeel_melding(
    *,
    melding: Melding,
    uitkomst: str,
    door: Medewerker,
    urgentie: str = "",
    team: Team | None = None,
    verwezen_naar: str = "",
    reden: str = "",
) -> Melding:
    """Triage: for which team, or not for us and then where to and why.

    A report that is referred elsewhere leaves the team that helps the family already as it is.
    """
    melding = vergrendel(Melding, melding.pk)
    dossier = eis_open(melding.dossier_id)
    if melding.beoordeeld_op:
        raise Geweigerd("Deze melding is al beoordeeld. Open de melding om het oordeel te zien.")
    if team is None and not (verwezen_naar and reden):
        raise Geweigerd(
            "Vul in waarheen u verwijst en waarom. Het gezin krijgt die uitleg.", veld="verwezen_naar"
        )
    if team is not None and team.organisatie_id != dossier.organisatie_id:
        raise Geweigerd("Kies een team van de eigen organisatie.", veld="team")
    melding.beoordeeld_op, melding.uitkomst = nu(), uitkomst
    melding.verwezen_naar, melding.reden = verwezen_naar, reden
    keur(melding)
    melding.save(update_fields=["beoordeeld_op", "uitkomst", "verwezen_naar", "reden"])
    if team is not None:
        dossier.team, dossier.urgentie = team, urgentie
        dossier.save(update_fields=["team", "urgentie"])
    tekst = f"Melding beoordeeld: {team}" if team else f"Melding verwezen naar {verwezen_naar}"
    leg_vast(soort="melding.beoordeeld", door=door, dossier=dossier, over=melding, tekst=tekst, waarom=reden)
    return melding


@actie
def open_dossier(*, gezin: Gezin, door: Medewerker | None) -> Dossier:
    """The open dossier of this family, or a new one: for help that was asked without a report to us, such as by a GP
    through a provider."""
    return open_dossiers(gezinnen=[gezin], door=door)[gezin.pk]


@actie
def open_dossiers(*, gezinnen: Sequence[Gezin], door: Medewerker | None) -> dict[int, Dossier]:
    """`open_dossier` for many families, by the key of the family; a few questions, however many."""
    per_pk = {gezin.pk: gezin for gezin in gezinnen}
    model = type(gezinnen[0])
    list(model.objects.select_for_update().filter(pk__in=per_pk).order_by("pk").values_list("pk"))
    gevonden = {rij.gezin_id: rij for rij in Dossier.objects.open().filter(gezin__in=per_pk)}
    zonder = [gezin for pk, gezin in per_pk.items() if pk not in gevonden]
    if zonder:
        nummers = _nieuwe_nummers(zonder[0].organisatie, vandaag().year, len(zonder))
        nieuw = [
            Dossier(organisatie_id=gezin.organisatie_id, nummer=nummer, gezin=gezin, geopend_op=vandaag())
            for gezin, nummer in zip(zonder, nummers, strict=True)
        ]
        for dossier in Dossier.objects.bulk_create(nieuw, batch_size=2000):
            leg_vast(
                soort="dossier.geopend", door=door, dossier=dossier, over=dossier, tekst="Dossier geopend"
            )
            gevonden[dossier.gezin_id] = dossier
    return gevonden


def _nieuw(gezin: Gezin, dag: date) -> Dossier:
    return Dossier.objects.create(
        organisatie_id=gezin.organisatie_id, nummer=nieuw_nummer(gezin.organisatie, dag.year), gezin=gezin, geopend_op=dag
    )  # fmt: skip


# How far it is ----------------------------------------------------------------------------------------------


@actie
def zet_fase(*, dossier: Dossier, fase: str, door: Medewerker | None, regievorm: str = "") -> Dossier:
    """How far the dossier is, and once help runs: which form of direction it has. Follows from another act."""
    dossier = eis_open(dossier)
    dossier.fase = Dossier.Fase(fase)
    dossier.regievorm = Dossier.Regievorm(regievorm) if regievorm else dossier.regievorm
    dossier.save(update_fields=["fase", "regievorm"])
    tekst = f"Fase: {dossier.get_fase_display()}"
    if regievorm:
        tekst += f", {dossier.get_regievorm_display()}"
    leg_vast(soort="dossier.fase", door=door, dossier=dossier, over=dossier, tekst=tekst)
    return dossier


@actie
def sluit_dossier(*, dossier: Dossier, reden: str, door: Medewerker, proces: Any = None) -> Dossier:
    """Close the dossier; nothing can be added to it after this. Our open terms lapse with it (the right to object stays), and what else runs is stopped.

    `proces` is the one of which a task closes it: that goes on to its end. Refused as long as another room says that
    the family has a right to an answer first (`houdt_open`).
    """
    dossier = eis_open(dossier)
    check_mag_sluiten(dossier, door)
    if not reden.strip():
        raise Geweigerd(
            "Geef de reden van sluiten: die staat in het dossier dat het gezin kan opvragen.", veld="reden"
        )
    if hindernissen := sluiten.hindernissen(dossier, proces):
        raise Geweigerd(hindernissen[0])
    dossier.gesloten_op, dossier.sluitreden = vandaag(), reden.strip()
    keur(dossier)
    sluiten.beeindig(dossier, door, dossier.sluitreden, proces)
    dossier.save(update_fields=["gesloten_op", "sluitreden"])
    lopend = dossier.termijnen.filter(gehaald_op__isnull=True, vervallen_op__isnull=True)
    lopend.exclude(soort__in=termijnen.VAN_GEZIN).update(vervallen_op=vandaag())
    leg_vast(
        soort="dossier.gesloten",
        door=door,
        dossier=dossier,
        over=dossier,
        tekst="Dossier gesloten",
        waarom=dossier.sluitreden,
    )
    return dossier


# Numbers -----------------------------------------------------------------------------------------------------


def nieuw_nummer(organisatie: Organisatie, jaar: int) -> str:
    """The next dossier number of this year, without holes: `WV-2026-00418`. Locks until the transaction ends."""
    return _nieuwe_nummers(organisatie, jaar, 1)[0]


def _nieuwe_nummers(organisatie: Organisatie, jaar: int, aantal: int) -> list[str]:
    """The next `aantal` dossier numbers of this year."""
    voorvoegsel = f"{organisatie.voorvoegsel}-{jaar}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [voorvoegsel])
    nummers = (
        Dossier.objects.filter(organisatie=organisatie, nummer__startswith=voorvoegsel)
        .order_by("-nummer")
        .values_list("nummer", flat=True)
    )
    laatste = nummers.first() or f"{voorvoegsel}0"
    if laatste == f"{voorvoegsel}99999":  # sorted as text, 100000 and up stand before it
        laatste = nummers.filter(nummer__regex=r"-\d{6}$").first() or laatste
    eerste = int(laatste.removeprefix(voorvoegsel)) + 1
    return [f"{voorvoegsel}{volgnummer:05d}" for volgnummer in range(eerste, eerste + aantal)]
