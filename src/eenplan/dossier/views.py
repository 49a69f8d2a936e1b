"""Pages of the dossier: overview, timeline, notes, documents, terms."""

from __future__ import annotations

import io
import logging
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.dossier import actions, queries
from eenplan.dossier.forms import DocumentForm, HervatForm, NotitieForm, OpschortForm
from eenplan.dossier.models import Document, Dossiertermijn
from eenplan.dossier.overzicht import overzicht_van
from eenplan.dossier.pagina import tab
from eenplan.kern import opslag, zoekwoorden
from eenplan.kern.formulieren import toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.kern.http import HttpRequest
from eenplan.kern.logboek import verzoek_kenmerk
from eenplan.kern.queries import log_inzage
from eenplan.kern.queries import tijdlijn as gebeurtenissen

PER_PAGINA = 50
logger = logging.getLogger("eenplan.dossier")


def overzicht(request: HttpRequest, nummer: str) -> HttpResponse:
    """The family on one page: who, goals, where we are, care in time, what to do now, last contact."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="dossier")
    return tab(
        request, dossier, "overzicht", "dossier/overzicht.html", overzicht_van(dossier, request.medewerker)
    )


def tijdlijn(request: HttpRequest, nummer: str) -> HttpResponse:
    """Everything that happened, newest first; or the notes that hold the words that were searched for."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="tijdlijn")
    if request.method == "POST":
        return redirect(reverse("dossier:tijdlijn", args=[nummer]) + zoekwoorden.bewaar(request))
    vraag = zoekwoorden.gevraagd(request) or ""
    pagina = Paginator(gebeurtenissen(dossier.pk), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "regels": queries.met_notities(dossier, pagina),
        "vraag": vraag,
        "gevonden": queries.zoek_in_notities(dossier, vraag) if vraag else None,
    }
    return tab(request, dossier, "tijdlijn", "dossier/tijdlijn.html", context)


def notitie(request: HttpRequest, nummer: str, pk: int | None = None) -> HttpResponse:
    """Write down a contact, or correct one."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="notitie")
    bestaand = get_object_or_404(dossier.contactnotities, pk=pk) if pk else None
    beginwaarden = (
        {
            "soort": bestaand.soort,
            "datum": bestaand.datum,
            "met_wie": bestaand.met_wie,
            "tekst": bestaand.tekst,
            "versie": bestaand.versie,
        }
        if bestaand
        else {}
    )
    form = NotitieForm(request.POST or None, initial=beginwaarden)
    if bestaand:
        form.fields["soort"].disabled = form.fields["datum"].disabled = True
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            if bestaand:
                actions.wijzig_notitie(
                    notitie=bestaand,
                    gelezen_versie=gegevens["versie"] or 0,
                    tekst=gegevens["tekst"],
                    met_wie=gegevens["met_wie"],
                    door=request.medewerker,
                )
            else:
                gegevens.pop("versie")
                actions.voeg_notitie_toe(dossier=dossier, door=request.medewerker, **gegevens)
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, _("De notitie staat op de tijdlijn."))
            return redirect("dossier:tijdlijn", dossier.nummer)
    context = {"form": form, "kop": _("Notitie verbeteren") if bestaand else _("Contact vastleggen")}
    return tab(
        request, dossier, "tijdlijn", "dossier/formulier.html", context, status=422 if form.errors else 200
    )


def documenten(request: HttpRequest, nummer: str) -> HttpResponse:
    """The documents, and a way to add one."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="documenten")
    form = DocumentForm(request.POST or None, request.FILES or None, request=request)
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            actions.voeg_document_toe(
                dossier=dossier,
                naam=bestand.name,
                soort=form.cleaned_data["soort"],
                inhoud=bestand.read(),
                door=request.medewerker,
            )
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, _("Het document staat in het dossier."))
            return redirect("dossier:documenten", dossier.nummer)
    context = {"documenten": dossier.documenten.select_related("toegevoegd_door"), "form": form}
    return tab(
        request, dossier, "documenten", "dossier/documenten.html", context, status=422 if form.errors else 200
    )


def document(request: HttpRequest, nummer: str, pk: int) -> HttpResponse | FileResponse:
    """The document itself; reading it leaves a line of its own. One that is damaged or gone is not shown."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="documenten")
    gevraagd = get_object_or_404(Document, dossier=dossier, pk=pk)
    try:
        inhoud = opslag.lees(gevraagd.sleutel)
    except (FileNotFoundError, ValueError) as fout:
        wat = "ontbreekt" if isinstance(fout, FileNotFoundError) else "beschadigd"
        logger.error("document onleesbaar", extra={"velden": {"document": gevraagd.pk, "wat": wat}})
        context = {"document": gevraagd, "wat": wat, "kenmerk": verzoek_kenmerk()}
        return tab(request, dossier, "documenten", "dossier/document_onleesbaar.html", context, status=410)
    log_inzage(
        medewerker=request.medewerker,
        wat="document",
        reden=queries.grond(request.medewerker, dossier),
        dossiers=[dossier.pk],
        toelichting=f"document {gevraagd.pk}",
    )
    antwoord = FileResponse(io.BytesIO(inhoud), content_type=gevraagd.mediatype, filename=gevraagd.naam)
    antwoord.headers["Content-Disposition"] = antwoord.headers["Content-Disposition"].replace(
        "inline", "attachment", 1
    )
    antwoord.headers["X-Content-Type-Options"] = "nosniff"
    return antwoord


def termijnen(request: HttpRequest, nummer: str) -> HttpResponse:
    """All terms with why they end when they end."""
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="termijnen")
    return tab(
        request,
        dossier,
        "termijnen",
        "dossier/termijnen.html",
        {"termijnen": queries.alle_termijnen(dossier)},
    )


def opschorten(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Suspend one term."""
    form = OpschortForm(request.POST or None)
    return _termijn_formulier(
        request, nummer, pk, form=form, actie=actions.schort_termijn_op, kop=_("Termijn opschorten")
    )


def hervatten(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Let a suspended term run again."""
    form = HervatForm(request.POST or None)
    return _termijn_formulier(
        request, nummer, pk, form=form, actie=actions.hervat_termijn, kop=_("Termijn hervatten")
    )


def _termijn_formulier(
    request: HttpRequest, nummer: str, pk: int, *, form: Any, actie: Any, kop: str
) -> HttpResponse:
    dossier = queries.dossier_voor(request.medewerker, nummer, wat="termijnen")
    actions.check_open(dossier)
    actions.check_mag_schrijven(dossier, request.medewerker)
    rij = get_object_or_404(Dossiertermijn, dossier=dossier, pk=pk)
    if request.method == "POST" and form.is_valid():
        try:
            actie(rij=rij, door=request.medewerker, **form.cleaned_data)
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            messages.success(request, _("De termijn is opnieuw berekend."))
            return redirect("dossier:termijnen", dossier.nummer)
    context = {"form": form, "kop": kop, "stand": queries.termijnstand(rij)}
    return tab(
        request, dossier, "termijnen", "dossier/formulier.html", context, status=422 if form.errors else 200
    )
