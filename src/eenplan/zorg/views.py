"""Pages of care: the tab of a dossier, providers with prices and room, products."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from eenplan.dossier import queries as dossiers
from eenplan.dossier.pagina import tab
from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest
from eenplan.kern.tijd import vandaag
from eenplan.zorg import actions, forms, queries, tijdbalken
from eenplan.zorg.inkoop_actions import INKOOP, WEET_VAN_PLEK
from eenplan.zorg.taakgericht_actions import LEGT_VAST

PER_PAGINA = 50


def zorg(request: HttpRequest, nummer: str) -> HttpResponse:
    """All care of a family in time, with stacking, and the same as a table with what it may cost."""
    dossier = dossiers.dossier_voor(request.medewerker, nummer, wat="zorg")
    overzicht = queries.overzicht(dossier, breedte=1000, sleutel="zorgbreed")
    context = {
        "mag_wijzigen": actions.mag_wijzigen(request.medewerker, dossier),
        "zorg": overzicht,
        "smal": tijdbalken.teken([r.toewijzing for r in overzicht.regels], vandaag(), sleutel="zorgsmal"),
        "keuzes": dossier.aanbiederkeuzes.select_related("aanbieder", "product", "jeugdige", "door"),
    }
    return tab(request, dossier, "zorg", "zorg/dossier.html", context)


def intrekken(request: HttpRequest, nummer: str, toewijzing: int) -> HttpResponse:
    """End an assignment earlier; only who may act in the dossier."""
    dossier = dossiers.dossier_voor(request.medewerker, nummer, wat="zorg")
    rij = get_object_or_404(queries.toewijzingen(dossier), pk=toewijzing)
    form = forms.Intrekken(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda **velden: actions.trek_in(toewijzing=rij, door=request.medewerker, **velden)
    ):
        messages.success(
            request, _("De zorg eindigt eerder. Wist de aanbieder ervan, dan krijgt die bericht.")
        )
        return redirect("zorg:dossier", dossier.nummer)
    status = 422 if form.errors else 200
    return tab(
        request, dossier, "zorg", "zorg/intrekken.html", {"form": form, "toewijzing": rij}, status=status
    )


def aanbieders(request: HttpRequest) -> HttpResponse:
    """All providers; `?q=` by name or place, `?product=` only who has it under contract, by waiting time."""
    vraag, code = request.GET.get("q", "").replace("\0", "").strip(), request.GET.get("product", "")
    alle = queries.producten()
    product = next((rij for rij in alle if rij.code == code), None) if code else None
    context: dict[str, Any] = {"vraag": vraag, "product": product, "producten": alle, "op": vandaag()}
    if product is not None:
        context["aanbod"] = [
            a for a in queries.beschikbare_aanbieders(product) if vraag.lower() in a.aanbieder.naam.lower()
        ]
    else:
        bladen = Paginator(queries.zoek_aanbieders(vraag), PER_PAGINA)
        pagina = context["pagina"] = bladen.get_page(request.GET.get("pagina"))
        pagina.bladzijden = list(bladen.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1))  # type: ignore[attr-defined]
    context["mag_inkopen"] = request.medewerker.heeft_functie(*INKOOP)
    context["mag_taakgericht"] = request.medewerker.heeft_functie(*LEGT_VAST)
    return render(request, "zorg/aanbieders.html", context)


def aanbieder(request: HttpRequest, pk: int) -> HttpResponse:
    """One provider: products with price and room, contracts, and a form to record what it says about room."""
    gevonden = queries.aanbieder_met(pk)
    aanbod = queries.aanbod_van(gevonden)
    mag_melden = request.medewerker.heeft_functie(*WEET_VAN_PLEK)
    producten = queries.producten().filter(pk__in=[a.product.pk for a in aanbod])
    form = forms.BeschikbaarheidForm(request.POST or None, producten=producten)
    if request.method == "POST" and probeer(
        form,
        lambda **velden: actions.meld_beschikbaarheid(aanbieder=gevonden, door=request.medewerker, **velden),
    ):
        messages.success(request, _("De beschikbaarheid is bijgewerkt."))
        return redirect("zorg:aanbieder", gevonden.pk)
    context = {
        "aanbieder": gevonden, "aanbod": aanbod, "contracten": queries.contracten_van(gevonden), "form": form,
        "mag_melden": mag_melden, "kruimels": [(_("Aanbieders"), "/zorg/aanbieders/")], "op": vandaag(),
        "mag_inkopen": request.medewerker.heeft_functie(*INKOOP),
    }  # fmt: skip
    return render(request, "zorg/aanbieder.html", context, status=422 if form.errors else 200)


def producten(request: HttpRequest) -> HttpResponse:
    """The product list with prices and how many providers have each."""
    return render(
        request,
        "zorg/producten.html",
        {"producten": queries.producten(), "mag_inkopen": request.medewerker.heeft_functie(*INKOOP)},
    )
