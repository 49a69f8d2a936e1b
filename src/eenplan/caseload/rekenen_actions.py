"""Asking for a calculation, beginning it, stopping it, and keeping what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eenplan.caseload.checks import check_mag_rekenen
from eenplan.caseload.models import Rekening, Rekenvoortgang
from eenplan.kern.actions import actie, leg_vast, vergrendel
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.tijd import nu

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker, Team


@actie
def vraag_rekening(
    *,
    soort: str,
    invoer: dict[str, Any],
    door: Medewerker,
    team: Team | None = None,
    naam: str = "",
) -> Rekening:
    """Ask for a calculation; it starts as soon as this transaction is committed and somebody calculates.

    `invoer` is what the calculation rests on (`berekeningen`), and never names a family.
    """
    from eenplan.caseload.jobs import reken

    check_mag_rekenen(soort, door, team)
    rekening = Rekening.objects.create(
        organisatie_id=door.organisatie_id,
        soort=soort,
        team=team,
        naam=naam.strip(),
        door=door,
        gevraagd_op=nu(),
        invoer=invoer,
    )
    Rekenvoortgang.objects.create(organisatie_id=door.organisatie_id, rekening=rekening, gezien_op=nu())
    reken.defer(organisatie_id=door.organisatie_id, rekening_id=rekening.pk)
    leg_vast(
        soort=f"caseload.{soort}_gevraagd",
        door=door,
        over=rekening,
        tekst=f"{rekening.get_soort_display()} gevraagd" + (f" voor {team}" if team else ""),
    )
    return rekening


@actie
def begin_rekening(*, rekening_id: int, door: Medewerker | None = None) -> Rekening | None:
    """Begin, or begin again after a crash; None when it is over, or when stopping was asked before it began."""
    rekening = vergrendel(Rekening, rekening_id)
    if rekening.klaar_op is not None:
        leg_vast(soort="caseload.overgeslagen", door=door, over=rekening, tekst="Rekening was al klaar")
        return None
    if rekening.stop_gevraagd_op is not None:
        _sluit(rekening, door, "gestopt voor het begin")
        return None
    rekening.begonnen_op = nu()
    rekening.save(update_fields=["begonnen_op"])
    leg_vast(soort="caseload.begonnen", door=door, over=rekening, tekst="Rekening begonnen")
    return rekening  # type: ignore[no-any-return]


@actie
def vraag_stop(*, rekening: Rekening, door: Medewerker) -> Rekening:
    """Ask to stop; the calculation ends at its next portion and leaves nothing. Refused when it is over."""
    rekening = vergrendel(Rekening, rekening.pk)
    check_mag_rekenen(rekening.soort, door, rekening.team)
    if rekening.klaar_op is not None:
        raise Geweigerd("Deze berekening is al klaar. U ziet de uitkomst hieronder.")
    if rekening.stop_gevraagd_op is None:
        rekening.stop_gevraagd_op = nu()
        rekening.save(update_fields=["stop_gevraagd_op"])
    leg_vast(soort="caseload.stop_gevraagd", door=door, over=rekening, tekst="Stoppen gevraagd")
    return rekening


@actie
def sluit_rekening(
    *,
    rekening_id: int,
    uitkomst: dict[str, Any] | None = None,
    fout: str = "",
    door: Medewerker | None = None,
) -> Rekening:
    """Keep the outcome, or the sentence that says why there is none; neither when it was stopped."""
    rekening = vergrendel(Rekening, rekening_id)
    rekening.uitkomst, rekening.fout = uitkomst, fout
    _sluit(rekening, door, "klaar" if uitkomst is not None else "lukte niet" if fout else "gestopt")
    return rekening  # type: ignore[no-any-return]


def _sluit(rekening: Rekening, door: Medewerker | None, hoe: str) -> None:
    rekening.klaar_op = nu()
    rekening.save(update_fields=["klaar_op", "uitkomst", "fout"])
    leg_vast(soort="caseload.klaar", door=door, over=rekening, tekst=f"Rekening {hoe}")
