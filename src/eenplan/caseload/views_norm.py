"""What one fte may carry and on what that rests: the norm, its past, and the hours that each weight asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.caseload import norm_actions, normen, zwaarte
from eenplan.caseload.checks import NORMKIEZERS, check_mag_norm_kiezen, check_mag_norm_lezen
from eenplan.caseload.forms_mensen import GewichtForm, NormForm
from eenplan.caseload.models import Caseloadnorm, Zaakgewicht, Zwaarte
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.models import Gebeurtenis
from eenplan.kern.tijd import vandaag


@dataclass(frozen=True, slots=True)
class Normregel:
    """A norm that was chosen: who did, and whether it holds, has held or is to come."""

    norm: Caseloadnorm
    door: str
    stand: str


def norm(request: HttpRequest) -> HttpResponse:
    """The norm that holds, the ones before and after it, the published ones and a form to choose."""
    check_mag_norm_lezen(request.medewerker)
    gepubliceerd = normen.gepubliceerd()
    nummer = request.GET.get("voorstel", "")
    voorstel = gepubliceerd[int(nummer)] if nummer in map(str, range(len(gepubliceerd))) else None
    form = NormForm(request.POST if request.method == "POST" else None, voorstel=voorstel)
    if request.method == "POST":
        check_mag_norm_kiezen(request.medewerker)
        if request.POST.get("wat") == "intrekken":
            norm_actions.trek_norm_in(norm=_norm(request.POST.get("pk", "")), door=request.medewerker)
            messages.success(request, _("De norm is ingetrokken."))
            return redirect("caseload:norm")
        if probeer(form, lambda **velden: norm_actions.kies_norm(door=request.medewerker, **velden)):
            messages.success(
                request, _("De norm is gekozen. Alle bladzijden rekenen ermee zodra hij ingaat.")
            )
            return redirect("caseload:norm")
    regels = _regels()
    context = {
        "norm": normen.huidige_norm(),
        "geldt": next((regel for regel in regels if regel.stand == "geldt"), None),
        "regels": regels,
        "vandaag": vandaag(),
        "gepubliceerd": gepubliceerd,
        "voorstel": voorstel,
        "form": form,
        "gewichten": zwaarte.gewichten().items(),
        "mag": request.medewerker.heeft_functie(*NORMKIEZERS),
    }
    return render(request, "caseload/norm.html", context, status=422 if form.errors else 200)


def gewicht(request: HttpRequest) -> HttpResponse:
    """`?zwaarte=`: another number of hours for this weight, or back to the work model."""
    door = request.medewerker
    check_mag_norm_kiezen(door)
    soort = _zwaarte(request.GET.get("zwaarte", ""))
    eigen = Zaakgewicht.objects.filter(zwaarte=soort).first()
    form = GewichtForm(request.POST if request.method == "POST" else None, eigen=eigen)
    if request.method == "POST" and request.POST.get("wat") == "werkmodel":
        versie = request.POST.get("versie", "")
        norm_actions.verlaat_gewicht(
            zwaarte=soort, gelezen_versie=int(versie) if versie.isdecimal() else -1, door=door
        )
        messages.success(request, _("Hier gelden weer de uren van het werkmodel."))
        return redirect("caseload:norm")
    if request.method == "POST" and probeer(
        form,
        lambda versie, **velden: norm_actions.kies_gewicht(
            zwaarte=soort, gelezen_versie=versie, door=door, **velden
        ),
    ):
        messages.success(request, _("Opgeslagen. De caseload wordt hiermee gewogen."))
        return redirect("caseload:norm")
    context = {
        "zwaarte": soort,
        "eigen": eigen,
        "model": zwaarte.uren_van_werkmodel()[soort],
        "form": form,
        "pad": [(_("Caseloadnorm"), reverse("caseload:norm"))],
    }
    return render(request, "caseload/gewicht.html", context, status=422 if form.errors else 200)


def _regels() -> list[Normregel]:
    """Every norm that was chosen, the latest day first."""
    rijen = list(Caseloadnorm.objects.all())
    gekozen = Gebeurtenis.objects.filter(soort=norm_actions.GEKOZEN, over_id__in=[n.pk for n in rijen])
    door = dict(gekozen.values_list("over_id", "medewerker__naam"))
    geldt = next((n.pk for n in rijen if n.vanaf <= vandaag()), None)
    return [Normregel(n, door.get(n.pk) or "", _stand(n, geldt)) for n in rijen]


def _stand(norm: Caseloadnorm, geldt: int | None) -> str:
    if norm.pk == geldt:
        return "geldt"
    return "komt" if norm.vanaf > vandaag() else "voorbij"


def _norm(pk: str) -> Caseloadnorm:
    rij = Caseloadnorm.objects.filter(pk=als_sleutel(pk)).first()
    if rij is None:
        raise NietGevonden("Deze norm is er niet meer.")
    return rij


def _zwaarte(waarde: str) -> Zwaarte:
    if waarde not in Zwaarte.values:
        raise NietGevonden("Deze zwaarte is er niet. Kies er een op de bladzijde van de caseloadnorm.")
    return Zwaarte(waarde)
