"""A new report comes in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from eenplan.dossier.queries import zichtbaar
from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest
from eenplan.toegang import actions
from eenplan.toegang.meldingform import MeldingForm


def nieuwe_melding(request: HttpRequest) -> HttpResponse:
    """Take in a report; the dossier opens and the A-team finds it among its tasks."""
    actions.eis_mag_melden(request.medewerker)
    form = MeldingForm(request.POST or None)
    dossier = request.method == "POST" and probeer(
        form, lambda **_velden: actions.neem_melding_aan(door=request.medewerker, **form.argumenten())
    )
    if dossier:
        messages.success(request, _("De melding is aangenomen onder nummer %s.") % dossier.nummer)
        if zichtbaar(request.medewerker).filter(pk=dossier.pk).exists():
            return redirect("dossier:overzicht", dossier.nummer)
        return redirect("/")
    return render(request, "toegang/nieuwe_melding.html", {"form": form}, status=422 if form.errors else 200)
