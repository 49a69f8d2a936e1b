"""The frame of every page of a dossier: its head with terms, and the tabs. Other rooms hang theirs in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.dossier import checks, queries
from eenplan.dossier.models import Dossier
from eenplan.kern.http import HttpRequest


def tab(
    request: HttpRequest,
    dossier: Dossier,
    naam: str,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the dossier: head with terms, tabs, and the template's block `tab`.

    `mag.schrijven`, `mag.document`, `mag.noteren` tell a template which buttons to show, and cost nothing until asked.
    """
    lopend = queries.lopende_termijnen(dossier)
    basis = {
        "dossier": dossier,
        "tabblad": naam,
        "lopende_termijnen": lopend,
        "tabbladen": _tabs(dossier),
        "mag": checks.Mag(dossier, request.medewerker),
    }
    return render(request, template, basis | (context or {}), status=status)


def _tabs(dossier: Dossier) -> list[tuple[str, str, str]]:
    """(key, label, address) of the pages of one dossier, in the order of the work."""
    rooms = [
        ("overzicht", _("Overzicht"), "dossier:overzicht"),
        ("plan", _("Plan"), "plan:plan"),
        ("besluit", _("Besluit"), "besluit:lijst"),
        ("zorg", _("Zorg"), "zorg:dossier"),
        ("tijdlijn", _("Tijdlijn"), "dossier:tijdlijn"),
        ("documenten", _("Documenten"), "dossier:documenten"),
        ("gezin", _("Gezin"), "gezin:gezin"),
        ("netwerk", _("Netwerk"), "gezin:netwerk"),
        ("toestemming", _("Toestemming"), "dossier:toestemmingen"),
        ("termijnen", _("Termijnen"), "dossier:termijnen"),
        ("wie_keek_mee", _("Wie keek mee"), "dossier:wie_keek_mee"),
    ]
    return [(sleutel, label, reverse(adres, args=[dossier.nummer])) for sleutel, label, adres in rooms]
