"""Pages about who works on a dossier: who and why, letting somebody in, ending it, another regisseur."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.dossier import actions, checks, meewerken, queries
from eenplan.dossier.forms import LidForm, RegisseurForm, StopForm
from eenplan.dossier.models import Dossier
from eenplan.dossier.pagina import tab
from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest

WAT = "wie werkt mee"


def wie_werkt_mee(request: HttpRequest, nummer: str) -> HttpResponse:
    """Everybody who may see this dossier, with why; who leads it lets a colleague in."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="wie werkt mee")
    form = LidForm(request.POST or None, dossier=dossier)
    if request.method == "POST":
        lid = probeer(
            form, lambda **velden: actions.maak_lid(dossier=dossier, door=request.medewerker, **velden)
        )
        if lid:
            messages.success(
                request, _("%(naam)s ziet dit dossier vanaf nu.") % {"naam": lid.medewerker.naam}
            )
            return redirect("dossier:wie_werkt_mee", dossier.nummer)
    context = {
        "form": form,
        "meewerkers": meewerken.meewerkers(dossier),
        "door_functie": list(meewerken.door_functie(dossier)),
        "eerder": meewerken.eerder(dossier),
    }
    status = 422 if form.errors else 200
    return tab(request, dossier, "wie_werkt_mee", "dossier/wie_werkt_mee.html", context, status=status)


def lid_einde(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Somebody stops working or reading along, from now on."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="wie werkt mee")
    lid = get_object_or_404(dossier.leden.select_related("medewerker"), pk=pk)
    checks.check_mag_beeindigen(dossier, lid.medewerker, request.medewerker)
    form = StopForm(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda waarom: actions.beeindig_lid(lid=lid, door=request.medewerker, waarom=waarom)
    ):
        naam = lid.medewerker.naam
        messages.success(
            request, _("%(naam)s werkt niet meer mee als %(rol)s.") % {"naam": naam, "rol": lid.get_rol_display()}
        )  # fmt: skip
        if not checks.ziet(dossier, request.medewerker):  # who stepped out themselves
            return redirect("web:mijn_werk")
        return redirect("dossier:wie_werkt_mee", dossier.nummer)
    zelf = lid.medewerker_id == request.medewerker.pk
    uitleg = (
        _("U ziet dit dossier daarna niet meer. Taken die op uw naam staan gaan terug naar het team.")
        if zelf
        else _(
            "%(naam)s ziet dit dossier daarna niet meer, tenzij het nog op een andere grond mag. Taken op deze naam gaan "
            "terug naar het team."
        )
        % {"naam": lid.medewerker.naam}
    )
    kop = _("Stoppen met meewerken") if zelf else _("%(naam)s werkt niet meer mee") % {"naam": lid.medewerker.naam}  # fmt: skip
    return _formulier(request, dossier, form, kop=kop, uitleg=uitleg, knop=_("Stoppen"))


def regisseur(request: HttpRequest, nummer: str) -> HttpResponse:
    """Hand the dossier to another regisseur."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="wie werkt mee")
    actions.check_open(dossier)
    checks.check_mag_regisseur_kiezen(dossier, request.medewerker)
    form = RegisseurForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and probeer(
        form,
        lambda **velden: actions.wijs_regisseur_toe(dossier=dossier, door=request.medewerker, **velden),
    ):
        naam = form.cleaned_data["medewerker"].naam
        messages.success(request, _("%(naam)s is nu regisseur van dit gezin.") % {"naam": naam})
        return redirect("dossier:wie_werkt_mee", dossier.nummer)
    uitleg = ""
    if dossier.regisseur is not None:
        uitleg = _(
            "%(naam)s is nu regisseur en ziet het dossier daarna niet meer. Open taken op die naam gaan naar de nieuwe "
            "regisseur, of naar het team als die ze niet mag doen."
        ) % {"naam": dossier.regisseur.naam}
    kop = _("Andere regisseur") if dossier.regisseur else _("Regisseur aanwijzen")
    return _formulier(request, dossier, form, kop=kop, uitleg=uitleg, knop=_("Regisseur aanwijzen"))


def _formulier(request: HttpRequest, dossier: Dossier, form: Any, **woorden: str) -> HttpResponse:
    context = {"form": form, "terug": reverse("dossier:wie_werkt_mee", args=[dossier.nummer])} | woorden
    status = 422 if form.errors else 200
    return tab(request, dossier, "wie_werkt_mee", "dossier/formulier.html", context, status=status)
