"""Writing what providers report, ask and claim, many at once: rows come from `boeken`, and each leaves one event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Q

from eenplan.kern.actions import actie, leg_vast
from eenplan.kern.bulk import voeg_toe
from eenplan.kern.tijd import vandaag
from eenplan.zorg.boeken import Regels
from eenplan.zorg.models import Declaratie, Prestatie, Regiemelding, Verzoek, Verzoekregel
from eenplan.zorg.varianten import centen_in_woorden
from ijw import codelijst

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

SLEUTEL = (
    "aanbieder_id",
    "jeugdige_id",
    "toewijzing_id",
    "soort",
    "categorie",
    "code",
    "begin",
    "eind",
    "reden",
)


@actie
def boek_regiemeldingen(*, regels: Sequence[Regels], door: Medewerker | None = None) -> list[Regiemelding]:
    """Book reports of start and stop, in the order in which they came; answers the new ones.

    A report that is taken back (StatusAanlevering 3) stays, with the day on which it was: it counts no more. It is the
    row itself, or one that says the same.
    """
    terug: list[int] = []
    nieuw: dict[tuple[object, ...], Regiemelding] = {}
    klaar: list[Regiemelding] = []
    for deel in regels:
        for weg in deel.weg:
            sleutel = _sleutel(weg)
            if (pas := nieuw.pop(sleutel, None)) is not None:
                pas.verwijderd_op = weg.gemeld_op
            elif weg.pk:
                terug.append(weg.pk)
            else:
                _neem_terug(weg)
            leg_vast(
                soort="zorg.regiemelding_verwijderd", door=door, dossier=weg.dossier_id, over=weg,
                tekst=f"{weg.aanbieder} neemt een melding terug: {_in_woorden(weg)}",
            )  # fmt: skip
        for rij in deel.nieuw:
            nieuw[_sleutel(rij)] = rij
            klaar.append(rij)
    if terug:
        Regiemelding.objects.filter(pk__in=terug).update(verwijderd_op=vandaag())
    Regiemelding.objects.bulk_create(klaar)
    for rij in klaar:
        leg_vast(
            soort=f"zorg.{rij.soort}_gemeld", door=door, dossier=rij.dossier_id, over=rij,
            tekst=f"{rij.aanbieder}: {_in_woorden(rij)}",
        )  # fmt: skip
    return klaar


@actie
def boek_verzoeken(
    *, verzoeken: Sequence[tuple[Verzoek, list[Verzoekregel]]], door: Medewerker | None = None
) -> list[Verzoek]:
    """Book what providers ask. Each is answered by itself, within five working days (OP274, OP346)."""
    rijen = Verzoek.objects.bulk_create([verzoek for verzoek, _ in verzoeken])
    regels = []
    for verzoek, delen in verzoeken:
        for regel in delen:
            regel.verzoek = verzoek
            regels.append(regel)
    Verzoekregel.objects.bulk_create(regels)
    for verzoek in rijen:
        leg_vast(
            soort="zorg.verzoek_ontvangen", door=door, dossier=verzoek.dossier_id, over=verzoek,
            tekst=f"{verzoek.get_soort_display().capitalize()} ontvangen van {verzoek.aanbieder}",
        )  # fmt: skip
    return rijen


@actie
def boek_declaraties(
    *, declaraties: Sequence[tuple[Declaratie, list[Prestatie]]], door: Medewerker | None = None
) -> list[Declaratie]:
    """Book claims with the verdict on each line; the answer goes out when the backoffice says so."""
    rijen = [declaratie for declaratie, _ in declaraties]
    voeg_toe(rijen)
    prestaties = []
    for declaratie, delen in declaraties:
        for prestatie in delen:
            prestatie.declaratie = declaratie
            prestaties.append(prestatie)
    voeg_toe(prestaties)
    for declaratie in rijen:
        leg_vast(
            soort="zorg.declaratie_ontvangen", door=door, over=declaratie,
            tekst=f"Declaratie {declaratie.nummer} van {declaratie.aanbieder} ontvangen: "
            f"{centen_in_woorden(declaratie.ingediend)}, toe te kennen {centen_in_woorden(declaratie.toegekend)}",
        )  # fmt: skip
    return rijen


def _sleutel(rij: Regiemelding) -> tuple[object, ...]:
    return tuple(getattr(rij, naam) for naam in SLEUTEL)


def _neem_terug(weg: Regiemelding) -> None:
    gelijk = Q(**{naam: getattr(weg, naam) for naam in SLEUTEL if getattr(weg, naam) is not None})
    leeg = Q(**{f"{naam}__isnull": True for naam in SLEUTEL if getattr(weg, naam) is None})
    Regiemelding.objects.filter(gelijk & leeg, verwijderd_op__isnull=True).update(verwijderd_op=vandaag())


def _in_woorden(rij: Regiemelding) -> str:
    if rij.soort == Regiemelding.Soort.START:
        return f"hulp begonnen op {rij.begin:%d-%m-%Y}"
    reden = codelijst("JZ588").get(rij.reden, rij.reden).lower()
    return f"hulp gestopt op {rij.eind:%d-%m-%Y} ({reden})"
