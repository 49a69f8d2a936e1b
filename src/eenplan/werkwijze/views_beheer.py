"""Pages of the work instructions themselves: what is in force, its drawing and tables, load, propose, adopt, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest

from . import motor, queries, versie_actions
from .forms import BestandForm, IntrekForm
from .models import Beslistabel, Status, TabelVersie, Versie, WerkwijzeVersie
from .omgeving import tabel_uit
from .views import als_bestand
from .woorden import beeld

SOORTEN: dict[str, type[Versie]] = {"proces": WerkwijzeVersie, "tabel": TabelVersie}


def lijst(request: HttpRequest) -> HttpResponse:
    """Work instructions and tables with the version in force and what waits for adoption."""
    medewerker = request.medewerker
    tabellen = Beslistabel.objects.filter(organisatie_id=medewerker.organisatie_id).prefetch_related(
        "versies"
    )
    context = {
        "werkwijzen": [_regel(w) for w in queries.werkwijzen(medewerker)],
        "tabellen": [_regel(t) for t in tabellen],
        "mag_laden": medewerker.heeft_functie(*versie_actions.MAAKT),
    }
    return render(request, "werkwijze/lijst.html", context)


def _regel(wat: Any) -> dict[str, Any]:
    versies = list(wat.versies.all())
    return {
        "wat": wat,
        "geldt": next((v for v in versies if v.status is Status.VASTGESTELD), None),
        "wacht": [v for v in versies if v.status in (Status.CONCEPT, Status.VOORGESTELD)],
        "aantal": len(versies),
    }


def laden(request: HttpRequest) -> HttpResponse:
    """Load a new version; what cannot run is refused with the element named."""
    form = BestandForm(request.POST or None, request.FILES or None)

    def laad(bestand: UploadedFile, toelichting: str) -> Versie:
        is_tabel = str(bestand.name).lower().endswith(".dmn")
        actie = versie_actions.laad_beslistabel if is_tabel else versie_actions.laad_werkwijze
        return actie(bestand=bestand.read(), door=request.medewerker, toelichting=toelichting)

    nieuw = request.method == "POST" and probeer(form, laad)
    if nieuw:
        messages.success(request, _("%(versie)s is geladen als concept.") % {"versie": nieuw})
        return redirect(_adres(nieuw))
    context = {
        "form": form,
        "kop": _("Nieuwe versie laden"),
        "pad": _pad(),
        "knop": _("Laden en controleren"),
    }
    return render(request, "werkwijze/formulier.html", context, status=422 if form.errors else 200)


def versie(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a process: the drawing, who adopted it, the steps it covers."""
    rij = queries.versie_voor(request.medewerker, pk)
    definitie = motor.read(rij.xml)
    context = {
        "versie": rij,
        "taken": definitie.gebruikerstaken,
        "tekening": reverse("werkwijze:versie_tekening", args=[rij.pk]),
        "lopend": rij.processen.filter(queries.LOOPT).count(),
        **_mag(request, rij),
    }
    return render(request, "werkwijze/versie.html", context)


def versie_tekening(request: HttpRequest, pk: int) -> HttpResponse:
    """The BPMN file of a version."""
    rij = queries.versie_voor(request.medewerker, pk)
    return als_bestand(rij)


def tabel(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a decision table, as a table."""
    rij = _versie(request, "tabel", pk)
    context = {
        "versie": rij,
        "tabel": beeld(tabel_uit(rij.xml)),
        **_mag(request, rij),
    }
    return render(request, "werkwijze/tabel.html", context)


def zet_status(request: HttpRequest, soort: str, pk: int, daad: str) -> HttpResponse:
    """Propose, adopt or withdraw a version."""
    rij = _versie(request, soort, pk)
    medewerker = request.medewerker
    if daad == "intrekken":
        form = IntrekForm(request.POST or None)
        if request.method != "POST" or not form.is_valid():
            context = {
                "form": form,
                "kop": _("Versie intrekken"),
                "onder": rij,
                "pad": _pad(),
                "knop": _("Intrekken"),
            }
            return render(request, "werkwijze/formulier.html", context)
        versie_actions.trek_in(versie=rij, reden=form.cleaned_data["reden"], door=medewerker)
    elif request.method == "POST" and daad == "voorstellen":
        versie_actions.stel_voor(versie=rij, door=medewerker)
    elif request.method == "POST" and daad == "vaststellen":
        versie_actions.stel_vast(versie=rij, door=medewerker)
    else:
        raise NietGevonden(_("Deze pagina bestaat niet."))
    rij.refresh_from_db()
    messages.success(request, _("%(versie)s is nu %(status)s.") % {"versie": rij, "status": rij.status.label})
    return redirect(_adres(rij))


def _versie(request: HttpRequest, soort: str, pk: int) -> Any:
    model = SOORTEN.get(soort)
    organisatie = request.medewerker.organisatie_id
    rij = model._default_manager.filter(pk=pk, organisatie_id=organisatie).first() if model else None
    if rij is None:
        raise NietGevonden(_("Deze versie bestaat niet."))
    return rij


def _mag(request: HttpRequest, rij: Versie) -> dict[str, Any]:
    """Which buttons to show; the actions check again."""
    medewerker = request.medewerker
    maker = medewerker.pk in (rij.opgesteld_door_id, rij.voorgesteld_door_id)
    stelt_vast = medewerker.heeft_functie(*versie_actions.STELT_VAST)
    return {
        "soort": "proces" if isinstance(rij, WerkwijzeVersie) else "tabel",
        "mag_voorstellen": rij.status is Status.CONCEPT and medewerker.heeft_functie(*versie_actions.MAAKT),
        "mag_vaststellen": rij.status is Status.VOORGESTELD and stelt_vast and not maker,
        "mag_intrekken": rij.status is not Status.INGETROKKEN and stelt_vast,
        "pad": _pad(),
    }


def _adres(rij: Versie) -> str:
    return reverse(
        "werkwijze:versie" if isinstance(rij, WerkwijzeVersie) else "werkwijze:tabel", args=[rij.pk]
    )


def _pad() -> list[tuple[str, str]]:
    return [(_("Werkwijze"), reverse("werkwijze:lijst"))]
