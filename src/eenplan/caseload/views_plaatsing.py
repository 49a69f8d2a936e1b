"""What a family needs of its regisseur, and who must not be it: for who distributes in its team."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from eenplan.caseload import plaatsing_actions
from eenplan.caseload.checks import check_mag_plaatsen
from eenplan.caseload.forms_mensen import UitsluitingForm, WensForm
from eenplan.caseload.models import Plaatsingswens, Uitsluiting
from eenplan.dossier.actions import check_open
from eenplan.dossier.models import Dossier
from eenplan.dossier.pagina import tab
from eenplan.dossier.queries import dossier_voor
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest, als_sleutel


def plaatsing(request: HttpRequest, nummer: str) -> HttpResponse:
    """The wish and the exclusions of one family. Three things to do, told apart by the button `wat`."""
    door = request.medewerker
    dossier = dossier_voor(door, nummer, wat="plaatsing")
    check_mag_plaatsen(dossier, door)
    check_open(dossier)
    wat = request.POST.get("wat", "wens") if request.method == "POST" else ""
    if wat == "weg":
        plaatsing_actions.hef_uitsluiting_op(
            uitsluiting=_uitsluiting(dossier, request.POST.get("pk", "")), door=door
        )
        messages.success(request, _("Deze collega kan het gezin nu wel krijgen."))
        return redirect("caseload:plaatsing", nummer)
    huidig = Plaatsingswens.objects.filter(dossier=dossier).first()
    uitgesloten = list(Uitsluiting.objects.filter(dossier=dossier).select_related("medewerker"))
    wens = WensForm(request.POST if wat == "wens" else None, wens=huidig)
    uitsluiting = UitsluitingForm(
        request.POST if wat == "uitsluiten" else None,
        organisatie_id=door.organisatie_id,
        zonder=[rij.medewerker_id for rij in uitgesloten],
        auto_id="uitsluiting_%s",
    )
    if wat == "wens" and probeer(
        wens,
        lambda versie, **velden: plaatsing_actions.wijzig_wens(
            dossier=dossier, gelezen_versie=versie, door=door, **velden
        ),
    ):
        messages.success(request, _("Opgeslagen. Bij het verdelen telt dit mee."))
        return redirect("caseload:plaatsing", nummer)
    if wat == "uitsluiten" and probeer(
        uitsluiting, lambda **velden: plaatsing_actions.sluit_uit(dossier=dossier, door=door, **velden)
    ):
        messages.success(request, _("Vastgelegd. Deze collega krijgt dit gezin niet voorgesteld."))
        return redirect("caseload:plaatsing", nummer)
    context = {
        "wens": wens,
        "uitsluiting": uitsluiting,
        # who is left out does not read why, also when they distribute themselves
        "uitgesloten": [(rij, rij.medewerker_id != door.pk) for rij in uitgesloten],
    }
    status = 422 if wens.errors or uitsluiting.errors else 200
    return tab(request, dossier, "plaatsing", "caseload/plaatsing.html", context, status=status)


def _uitsluiting(dossier: Dossier, pk: str) -> Uitsluiting:
    rijen = Uitsluiting.objects.filter(dossier=dossier)
    rij = rijen.filter(pk=als_sleutel(pk)).first()
    if rij is None:
        raise NietGevonden("Deze uitsluiting is er niet meer. Ververs de bladzijde.")
    return rij
