"""Pages about access: who looked, the secrecy mark, breaking the glass and its review."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from eenplan.dossier import actions, queries
from eenplan.dossier.forms import DoorbreekForm, OordeelForm, RedenForm
from eenplan.dossier.inzage import in_woorden
from eenplan.dossier.models import Doorbreking, Dossier
from eenplan.dossier.pagina import tab
from eenplan.dossier.views import PER_PAGINA
from eenplan.kern.formulieren import probeer, toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import log_inzage
from eenplan.kern.queries import wie_keek_mee as leesregels


def wie_keek_mee(request: HttpRequest, nummer: str) -> HttpResponse:
    """Who looked at this dossier, on what ground: what the family may ask for too."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="wie keek mee")
    pagina = Paginator(leesregels(dossier.pk), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"pagina": pagina, "regels": in_woorden(pagina)}
    return tab(request, dossier, "wie_keek_mee", "dossier/wie_keek_mee.html", context)


def geheim(request: HttpRequest, nummer: str) -> HttpResponse:
    """Set or lift the secrecy mark."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="geheim")
    actions.check_mag_geheim(dossier, request.medewerker, geheim=not dossier.geheim)
    form = RedenForm(request.POST or None)
    if request.method == "POST" and probeer(
        form,
        lambda reden: actions.markeer_geheim(
            dossier=dossier, geheim=not dossier.geheim, reden=reden, door=request.medewerker
        ),
    ):
        return redirect("dossier:wie_keek_mee", dossier.nummer)
    context = {"form": form, "kop": _("Geheim opheffen") if dossier.geheim else _("Dossier geheim maken")}
    status = 422 if form.errors else 200
    return tab(request, dossier, "wie_keek_mee", "dossier/formulier.html", context, status=status)


def doorbreken(request: HttpRequest) -> HttpResponse:
    """Open a dossier that is not yours, with a reason. A number that does not exist says just that."""
    actions.check_doorbreken(
        request.medewerker
    )  # before looking: others do not learn whether a number exists
    form = DoorbreekForm(request.POST or None, initial={"nummer": request.GET.get("nummer", "")})
    if request.method == "POST" and form.is_valid():
        nummer = form.cleaned_data["nummer"].strip().upper()
        dossier = Dossier.objects.filter(
            organisatie_id=request.medewerker.organisatie_id, nummer=nummer
        ).first()
        if dossier is None:
            form.add_error(
                "nummer",
                _("Dit nummer bestaat niet. Controleer het nummer, of zoek op naam via de bureaudienst."),
            )
        else:
            try:
                actions.doorbreek(dossier=dossier, reden=form.cleaned_data["reden"], door=request.medewerker)
            except Geweigerd as fout:
                toon_weigering(form, fout)
            else:
                messages.warning(
                    request, _("U ziet dit dossier tot acht uur na nu. Uw reden wordt nagelezen.")
                )
                return redirect("dossier:overzicht", dossier.nummer)
    return render(request, "dossier/doorbreken.html", {"form": form}, status=422 if form.errors else 200)


def doorbrekingen(request: HttpRequest) -> HttpResponse:
    """The review list. The reasons tell of families, so reading them leaves a line too."""
    rijen = list(queries.te_beoordelen_doorbrekingen(request.medewerker))
    _log_beoordeling(request, *rijen)
    return render(request, "dossier/doorbrekingen.html", {"doorbrekingen": rijen})


def beoordelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge one."""
    doorbreking = get_object_or_404(queries.te_beoordelen_doorbrekingen(request.medewerker), pk=pk)
    _log_beoordeling(request, doorbreking)
    form = OordeelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.beoordeel_doorbreking(
                doorbreking=doorbreking, door=request.medewerker, **form.cleaned_data
            )
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            return redirect("dossier:doorbrekingen")
    return render(
        request,
        "dossier/beoordelen.html",
        {"form": form, "doorbreking": doorbreking},
        status=422 if form.errors else 200,
    )


def _log_beoordeling(request: HttpRequest, *rijen: Doorbreking) -> None:
    log_inzage(
        medewerker=request.medewerker,
        wat="reden van doorbreken",
        reden="beoordeling",
        dossiers=sorted({rij.dossier_id for rij in rijen}),
    )
