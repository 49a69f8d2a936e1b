"""The frame of every page of a dossier: its head with terms, and the tabs. Other rooms hang theirs in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.dossier import checks, queries
from eenplan.dossier.models import Dossier
from eenplan.kern.http import HttpRequest

if TYPE_CHECKING:
    from eenplan.organisatie.models import Medewerker

Aanvulling = Callable[[Dossier, "Medewerker"], dict[str, Any]]
_aanvullingen: dict[str, list[Aanvulling]] = {}


def bij_tab(naam: str) -> Callable[[Aanvulling], Aanvulling]:
    """Register: a room above tells what else the pages of this tab must say, such as that no messages go out."""

    def registreer(vul_aan: Aanvulling) -> Aanvulling:
        _aanvullingen.setdefault(naam, []).append(vul_aan)
        return vul_aan

    return registreer


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
    for vul_aan in _aanvullingen.get(naam, ()):
        basis |= vul_aan(dossier, request.medewerker)
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
