"""*Mijn werk*: what cannot wait, in a sentence, and then everything else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eenplan.kern.queries import log_inzage
from eenplan.kern.tijd import nu, vandaag
from eenplan.organisatie.models import Medewerker
from eenplan.toegang.actions import mag_melden
from eenplan.web import queries
from eenplan.web.queries_nieuws import sinds_in_woorden
from eenplan.web.templatetags.eenplan import datum

GETALLEN = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)


def mijn_werk(request: HttpRequest) -> HttpResponse:
    medewerker: Medewerker = request.medewerker  # type: ignore[attr-defined]
    werk = queries.mijn_werk(medewerker, alles="alles" in request.GET)
    log_inzage(medewerker=medewerker, wat="mijn werk", reden="eigen werk", dossiers=sorted(werk.dossier_ids))
    context: dict[str, Any] = {
        "werk": werk,
        "sinds": sinds_in_woorden(),
        "mag_melden": mag_melden(medewerker),
        "groet": f"{_day_part()}, {medewerker.naam.split()[0]}",
        "zin": f"{datum(vandaag(), 'lang').capitalize()} · {_what_cannot_wait(werk.dringend, werk.vrij_te_laat)}",
    }
    return render(request, "web/mijn_werk.html", context)


def _day_part() -> str:
    uur = nu().hour
    if uur < 6:
        return _("Goedenacht")
    if uur < 12:
        return _("Goedemorgen")
    return _("Goedemiddag") if uur < 18 else _("Goedenavond")


def _what_cannot_wait(van_mij: int, van_niemand: int) -> str:
    """My own work first; nothing of my own is no good news while others wait for somebody to take theirs."""
    delen = []
    if van_mij:
        delen.append(
            ngettext("%(n)s ding kan niet wachten", "%(n)s dingen kunnen niet wachten", van_mij)
            % {"n": _number(van_mij)}
        )
    if van_niemand:
        delen.append(
            ngettext("%(n)s open taak is te laat", "%(n)s open taken zijn te laat", van_niemand)
            % {"n": _number(van_niemand)}
        )
    return " · ".join(delen) or _("niets dat vandaag moet")


def _number(aantal: int) -> str:
    return GETALLEN[aantal] if aantal < len(GETALLEN) else str(aantal)
