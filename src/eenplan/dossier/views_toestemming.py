"""Pages about consent: who allowed whom to be asked or told what, until when; and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.dossier import actions, queries
from eenplan.dossier.forms import IntrekForm, ToestemmingForm
from eenplan.dossier.pagina import tab
from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest


def toestemmingen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Every consent, those that hold first; and a form to record one."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="toestemmingen")
    form = ToestemmingForm(request.POST or None, dossier=dossier)
    if request.method == "POST" and probeer(
        form, lambda **velden: actions.geef_toestemming(dossier=dossier, door=request.medewerker, **velden)
    ):
        messages.success(request, _("De toestemming is vastgelegd."))
        return redirect("dossier:toestemmingen", dossier.nummer)
    rijen = dossier.toestemmingen.select_related("persoon").order_by("-gegeven_op", "-pk")
    context = {"form": form, "toestemmingen": sorted(rijen, key=lambda rij: not rij.geldt)}
    status = 422 if form.errors else 200
    return tab(request, dossier, "toestemming", "dossier/toestemmingen.html", context, status=status)


def intrekken(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """The family takes consent back: one field, as easy as giving it. Also in a dossier that was closed."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="toestemmingen")
    rij = get_object_or_404(dossier.toestemmingen.select_related("persoon"), pk=pk)
    actions.check_mag_noteren(dossier, request.medewerker)
    form = IntrekForm(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda op: actions.trek_toestemming_in(toestemming=rij, op=op, door=request.medewerker)
    ):
        messages.success(request, _("De toestemming is ingetrokken. Vraag en deel vanaf nu niets meer."))
        return redirect("dossier:toestemmingen", dossier.nummer)
    context = {
        "form": form,
        "kop": _("Toestemming intrekken"),
        "uitleg": _("%(naam)s gaf toestemming voor %(wie)s: %(doel)s.")
        % {"naam": rij.persoon.naam, "wie": rij.aan_wie, "doel": rij.doel.rstrip(".")},
        "knop": _("Intrekken"),
        "terug": reverse("dossier:toestemmingen", args=[dossier.nummer]),
    }
    status = 422 if form.errors else 200
    return tab(request, dossier, "toestemming", "dossier/formulier.html", context, status=status)
