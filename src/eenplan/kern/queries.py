"""Reading that leaves a line: `log_inzage`, and who looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from eenplan.kern.logboek import verzoek_kenmerk
from eenplan.kern.models import Gebeurtenis, Leesregel
from eenplan.kern.tijd import nu

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker


def log_inzage(
    *,
    medewerker: Medewerker,
    wat: str,
    reden: str,
    dossiers: Iterable[int] = (),
    personen: Iterable[int] = (),
    toelichting: str = "",
) -> Leesregel | None:
    """Write one read-log line for all that one page showed; nothing shown, nothing written.

    `toelichting` says what was read when it is about nobody whom we know: that alone is a line too.
    """
    dossier_ids, persoon_ids = list(dossiers), list(personen)
    if not dossier_ids and not persoon_ids and not toelichting:
        return None
    return Leesregel.objects.create(
        organisatie_id=medewerker.organisatie_id,
        tijdstip=nu(),
        medewerker=medewerker,
        wat=wat,
        reden=reden,
        toelichting=toelichting,
        dossiers=dossier_ids,
        personen=persoon_ids,
        verzoek=verzoek_kenmerk(),
    )


def wie_keek_mee(dossier_id: int) -> QuerySet[Leesregel]:
    """All reads of one dossier, newest first, with the person who read."""
    return Leesregel.objects.filter(dossiers__contains=[dossier_id]).select_related("medewerker")


def tijdlijn(dossier_id: int) -> QuerySet[Gebeurtenis]:
    """All events of one dossier, newest first."""
    return Gebeurtenis.objects.filter(dossier_id=dossier_id).select_related("medewerker")
