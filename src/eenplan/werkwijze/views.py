"""Pages of running work: a task with its form, the process as drawn, and why a table said what it said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST

from eenplan.dossier import queries as dossier_queries
from eenplan.kern.formulieren import toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import log_inzage

from . import actions, queries, register
from .forms import Taakformulier, TeruggeefForm
from .models import Taak, WerkwijzeVersie
from .omgeving import tabel_uit
from .woorden import beeld, leg_uit

# What people look at while they fill in a task: pages of the same dossier.
ERBIJ = (
    ("dossier:overzicht", _l("Overzicht van het dossier")),
    ("plan:plan", _l("Plan")),
    ("dossier:tijdlijn", _l("Tijdlijn")),
    ("dossier:documenten", _l("Documenten")),
)


def taak(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: its form with the checklist of steps, what it is about and when it must be done."""
    medewerker = request.medewerker
    rij = queries.taak_voor(medewerker, pk)
    ziet = queries.ziet(medewerker, rij.dossier_id)
    if ziet:
        grond = dossier_queries.grond(medewerker, rij.dossier)
        log_inzage(medewerker=medewerker, wat="taak", reden=grond, dossiers=[rij.dossier_id])
    waarom_niet = _waarom_niet(rij, medewerker)
    form = _formulier(request, rij) if ziet and not waarom_niet else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            actions.rond_taak_af(
                taak=rij, door=medewerker, formulier=form, afgevinkt=request.POST.getlist("stap")
            )
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            return _verder(request, rij)
    context = {
        "taak": rij,
        "form": form,
        "ziet": ziet,
        "waarom_niet": waarom_niet,
        "element": queries.element_van(rij),
        "stappen": queries.stappen_van(rij),
        "aangevinkt": request.POST.getlist("stap") if request.method == "POST" else rij.afgevinkt,
        "uitkomsten": rij.uitkomsten.select_related("tabel__beslistabel") if ziet else [],
        "pad": _pad(rij) if ziet else [],
        "erbij": ERBIJ,
    }
    return render(
        request, "werkwijze/taak.html", context, status=422 if form is not None and form.errors else 200
    )


def _waarom_niet(taak: Taak, medewerker: Any) -> str:
    if taak.is_open and taak.medewerker_id not in (None, medewerker.pk):
        return _("Deze taak staat op naam van %(wie)s.") % {"wie": taak.medewerker}
    return queries.waarom_niet(taak, medewerker)


def _formulier(request: HttpRequest, taak: Taak) -> Taakformulier:
    klasse = register.formulieren().get(taak.formulier)
    if klasse is None:
        raise Geweigerd(
            _("Het formulier van deze taak (%(sleutel)s) ontbreekt in deze installatie. Bel de beheerder.")
            % {"sleutel": taak.formulier}
        )
    data = request.POST if request.method == "POST" else None
    formulier: Taakformulier = klasse(data, request.FILES or None, taak=taak, door=request.medewerker)  # type: ignore[attr-defined,call-arg]
    return formulier


def _verder(request: HttpRequest, klaar: Taak) -> HttpResponse:
    """On to my next task in the same dossier; else to the dossier, or to my work when that is closed to me now."""
    medewerker = request.medewerker
    messages.success(request, _("%(taak)s is klaar.") % {"taak": klaar.naam})
    volgende = queries.mijn_taken(medewerker).filter(dossier=klaar.dossier_id).exclude(pk=klaar.pk).first()
    if volgende is not None:
        return redirect("werkwijze:taak", volgende.pk)
    if queries.ziet(medewerker, klaar.dossier_id):
        return redirect("dossier:overzicht", klaar.dossier.nummer)
    return redirect("/")


@require_POST
def pakken(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task."""
    medewerker = request.medewerker
    actions.pak_taak(taak=queries.taak_voor(medewerker, pk), door=medewerker)
    messages.success(request, _("De taak staat op uw naam."))
    return redirect("werkwijze:taak", pk)


def teruggeven(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a task back for colleagues."""
    medewerker = request.medewerker
    rij = queries.taak_voor(medewerker, pk)
    ziet = queries.ziet(medewerker, rij.dossier_id)
    if ziet:
        log_inzage(
            medewerker=medewerker,
            wat="taak",
            reden=dossier_queries.grond(medewerker, rij.dossier),
            dossiers=[rij.dossier_id],
        )
    form = TeruggeefForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.geef_taak_terug(taak=rij, door=medewerker, waarom=form.cleaned_data["waarom"])
        messages.success(request, _("De taak is terug in de lijst."))
        return redirect("/")
    pad = _pad(rij) if ziet else []
    context = {
        "form": form,
        "kop": _("Taak teruggeven"),
        "onder": rij.naam,
        "pad": pad,
        "knop": _("Teruggeven"),
    }
    return render(request, "werkwijze/formulier.html", context)


def proces(request: HttpRequest, pk: int) -> HttpResponse:
    """The process as drawn, with where the family is."""
    beeld = queries.procesbeeld(request.medewerker, pk)
    dossier = beeld.proces.dossier
    context = {
        "beeld": beeld,
        "taken": beeld.proces.taken.select_related("medewerker", "afgerond_door").order_by(
            "gemaakt_op", "id"
        ),
        "uitkomsten": beeld.proces.uitkomsten.select_related("tabel__beslistabel"),
        "pad": [(dossier.nummer, _dossier_url(dossier))],
    }
    return render(request, "werkwijze/proces.html", context)


def proces_tekening(request: HttpRequest, pk: int) -> HttpResponse:
    """The BPMN of the version that this case keeps."""
    beeld = queries.procesbeeld(request.medewerker, pk)
    return als_bestand(beeld.proces.versie)


def als_bestand(versie: WerkwijzeVersie) -> HttpResponse:
    """A drawing that somebody loaded is a file to keep or draw, never a page that a browser opens in our name."""
    antwoord = HttpResponse(versie.bestand, content_type="application/xml; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="tekening.bpmn"'
    return antwoord


def uitkomst(request: HttpRequest, pk: int) -> HttpResponse:
    """Why: the table as it was, the answers given, the rule that hit."""
    rij = queries.uitkomst_voor(request.medewerker, pk)
    tabel = tabel_uit(rij.tabel.xml)
    context = {
        "uitkomst": rij,
        "tabel": beeld(tabel, rij.regels),
        "uitleg": leg_uit(tabel, rij.invoer, rij.uitvoer, rij.regels),
        "pad": [(rij.dossier.nummer, _dossier_url(rij.dossier))] if rij.dossier else [],
    }
    return render(request, "werkwijze/uitkomst.html", context)


def _pad(taak: Taak) -> list[tuple[str, str]]:
    return [(str(taak.dossier.gezin.naam), _dossier_url(taak.dossier))]


def _dossier_url(dossier: Any) -> str:
    return reverse("dossier:overzicht", args=[dossier.nummer])
