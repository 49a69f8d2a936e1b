"""Pages of the plan: read it, write it, say what you think of it.

Each form is a page of its own; with htmx the same form opens inside the plan page.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eenplan.dossier.pagina import tab
from eenplan.dossier.queries import dossier_voor
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden, VerouderdeVersie
from eenplan.kern.http import HttpRequest
from eenplan.plan import actions, queries
from eenplan.plan.forms import Doelform, Inzetform, Jeugdhulpform, Reactieform, Tekstform, Voortgangform
from eenplan.plan.models import Doel, Inzet, Plan

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier


@require_GET
def plan(request: HttpRequest, nummer: str, volgnummer: int | None = None) -> HttpResponse:
    """The plan as the family reads it: their words, goals, what helps, reactions, signatures."""
    dossier = dossier_voor(request.medewerker, nummer, wat="plan")
    getoond = queries.huidig_plan(dossier) if volgnummer is None else queries.plan_met(dossier, volgnummer)
    if getoond is None:
        return tab(request, dossier, "plan", "plan/leeg.html", {"mag": _mag(request, dossier)})
    return tab(request, dossier, "plan", "plan/plan.html", _context(request, dossier, getoond))


@require_POST
def begin(request: HttpRequest, nummer: str) -> HttpResponse:
    """A new plan."""
    dossier = dossier_voor(request.medewerker, nummer, wat="plan")
    actions.begin_plan(dossier=dossier, door=request.medewerker)
    return redirect("plan:plan", nummer)


def tekst(request: HttpRequest, nummer: str) -> HttpResponse:
    """How it goes now, in the words of the family."""
    dossier, huidig = _concept(request, nummer)
    form = Tekstform(request.POST or None, instance=huidig, initial={"gelezen_versie": huidig.versie})
    return _edit(
        request, dossier, huidig, form, kop=_("Hoe het nu gaat"),
        save=lambda **velden: actions.wijzig_plan(plan=huidig, door=request.medewerker, **velden),
    )  # fmt: skip


def doel(request: HttpRequest, nummer: str, pk: int | None = None) -> HttpResponse:
    """Add a goal, or change one."""
    dossier, huidig = _concept(request, nummer)
    bestaand = get_object_or_404(Doel, plan=huidig, pk=pk) if pk else None
    if bestaand and "verwijder" in request.POST:
        actions.verwijder_doel(doel=bestaand, door=request.medewerker)
        messages.success(request, _("Het doel is weggehaald."))
        return redirect("plan:plan", nummer)
    form = Doelform(request.POST or None, plan=huidig, instance=bestaand, initial=_versie(bestaand))

    def save(**velden: Any) -> object:
        if bestaand is None:
            velden.pop("gelezen_versie", None)
            return actions.voeg_doel_toe(plan=huidig, door=request.medewerker, **velden)
        vers = Doel.objects.get(pk=bestaand.pk)
        return actions.wijzig_doel(doel=vers, door=request.medewerker, **velden)

    return _edit(
        request,
        dossier,
        huidig,
        form,
        kop=_("Doel") if bestaand else _("Nieuw doel"),
        save=save,
        te_verwijderen=bestaand,
    )


def inzet(request: HttpRequest, nummer: str, pk: int | None = None) -> HttpResponse:
    """Add what helps, or change it. `?soort=individuele_voorziening` asks for individual youth care."""
    dossier, huidig = _concept(request, nummer)
    bestaand = get_object_or_404(Inzet, plan=huidig, pk=pk) if pk else None
    if bestaand and "verwijder" in request.POST:
        actions.verwijder_inzet(inzet=bestaand, door=request.medewerker)
        messages.success(request, _("Weggehaald uit het plan."))
        return redirect("plan:plan", nummer)
    soort = (
        bestaand.soort
        if bestaand
        else request.POST.get("soort") or request.GET.get("soort") or Inzet.Soort.EIGEN_NETWERK
    )
    individueel = soort == Inzet.Soort.INDIVIDUEEL
    klasse = Jeugdhulpform if individueel else Inzetform
    form = klasse(
        request.POST or None, plan=huidig, instance=bestaand, initial={"soort": soort} | _versie(bestaand)
    )

    def save(**velden: Any) -> object:
        if bestaand is None:
            velden.pop("gelezen_versie", None)
            return actions.voeg_inzet_toe(plan=huidig, door=request.medewerker, **velden)
        return actions.wijzig_inzet(
            inzet=Inzet.objects.get(pk=bestaand.pk), door=request.medewerker, **velden
        )

    kop = _("Individuele jeugdhulp") if individueel else _("Wat helpt")
    return _edit(
        request, dossier, huidig, form, kop=kop, save=save, te_verwijderen=bestaand, met_kosten=individueel
    )


def reactie(request: HttpRequest, nummer: str) -> HttpResponse:
    """Write down what a family member says of the plan."""
    dossier = dossier_voor(request.medewerker, nummer, wat="plan")
    huidig = queries.huidig_plan(dossier)
    if huidig is None:
        raise NietGevonden("Er is nog geen plan om op te reageren.")
    form = Reactieform(request.POST or None, plan=huidig)
    return _edit(
        request, dossier, huidig, form, kop=_("Reactie van het gezin"),
        save=lambda **velden: actions.geef_reactie(plan=huidig, door=request.medewerker, **velden),
    )  # fmt: skip


def voortgang(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Where a goal stands now."""
    dossier = dossier_voor(request.medewerker, nummer, wat="plan")
    gevraagd = get_object_or_404(Doel, plan__dossier=dossier, pk=pk)
    form = Voortgangform(request.POST or None)
    return _edit(
        request, dossier, gevraagd.plan, form, kop=f"{gevraagd.titel}: waar staan we nu?",
        save=lambda **velden: actions.leg_voortgang_vast(doel=gevraagd, door=request.medewerker, **velden),
    )  # fmt: skip


@require_GET
def kosten(request: HttpRequest, nummer: str) -> HttpResponse:
    """What the provision in the form would cost, while it is being typed, beside what stands in the plan."""
    _dossier, huidig = _concept(request, nummer)
    form = Jeugdhulpform(request.GET or None, plan=huidig)
    form.is_valid()
    velden = form.cleaned_data if form.is_bound else {}
    regel = None
    if (
        all(velden.get(naam) for naam in ("product", "volume", "frequentie", "begin", "eind"))
        and velden["eind"] >= velden["begin"]
    ):
        namen = ("product", "aanbieder", "volume", "frequentie", "begin", "eind")
        regel = queries.kosten_van(
            Inzet(
                **{naam: velden.get(naam) for naam in namen},
                eenheid=velden.get("eenheid") or velden["product"].eenheid,
            )
        )
    al = queries.verwachte_kosten(huidig)
    eigen = request.GET.get("inzet")
    rest = sum((k.bedrag or Decimal(0) for i, k in al.regels if str(i.pk) != eigen), Decimal(0))
    samen = rest + (regel.bedrag or Decimal(0)) if regel else rest
    return render(request, "plan/_kosten_regel.html", {"regel": regel, "rest": rest, "samen": samen})


# Private ---------------------------------------------------------------------------------------------------


def _edit(
    request: HttpRequest,
    dossier: Dossier,
    huidig: Plan,
    form: forms.BaseForm,
    *,
    kop: str,
    save: Callable[..., object],
    te_verwijderen: Doel | Inzet | None = None,
    met_kosten: bool = False,
) -> HttpResponse:
    """Show a form of the plan, or save it and go back to the plan."""
    try:
        opgeslagen = request.method == "POST" and probeer(form, save)
    except VerouderdeVersie as fout:
        return _both(request, dossier, form, kop, fout)
    if opgeslagen:
        messages.success(request, _("Opgeslagen in het plan."))
        return redirect("plan:plan", dossier.nummer)
    context = {
        "form": form,
        "kop": kop,
        "plan": huidig,
        "te_verwijderen": te_verwijderen,
        "met_kosten": met_kosten,
        "adres": request.get_full_path(),
    }
    if request.headers.get("HX-Request"):
        return render(request, "plan/_formulier.html", context | {"dossier": dossier})
    return tab(request, dossier, "plan", "plan/bewerken.html", context, status=422 if form.errors else 200)


def _both(
    request: HttpRequest, dossier: Dossier, form: Any, kop: str, fout: VerouderdeVersie
) -> HttpResponse:
    """Somebody saved in between: what stands there now beside what was typed. Saving again is then a choice."""
    namen = [naam for naam in form.cleaned_data if naam not in ("gelezen_versie", "soort")]
    rijen = [
        (form.fields[naam].label, getattr(fout.huidig, naam, ""), form.cleaned_data[naam]) for naam in namen
    ]
    form.data = form.data.copy()
    form.data["gelezen_versie"] = fout.huidig.versie  # type: ignore[attr-defined]
    context = {"form": form, "kop": kop, "zin": fout.zin, "rijen": rijen}
    return tab(request, dossier, "plan", "plan/bewerken.html", context, status=409)


def _concept(request: HttpRequest, nummer: str) -> tuple[Dossier, Plan]:
    dossier = dossier_voor(request.medewerker, nummer, wat="plan")
    huidig = queries.concept_plan(dossier)
    if huidig is None:
        raise NietGevonden("Er is geen plan in voorbereiding. Begin een nieuw plan op de pagina Plan.")
    actions.check_schrijver(dossier, request.medewerker)
    return dossier, huidig


def _context(request: HttpRequest, dossier: Dossier, getoond: Plan) -> dict[str, Any]:
    soorten = [
        (label, [i for i in getoond.inzet.all() if i.soort == soort])
        for soort, label in Inzet.Soort.choices
        if soort != Inzet.Soort.INDIVIDUEEL
    ]
    mag = _mag(request, dossier)
    return {
        "plan": getoond,
        "bewerkbaar": mag and getoond.is_concept,
        "mag_beginnen": mag and queries.concept_plan(dossier) is None,
        "mag": mag,
        "soorten": [(label, rijen) for label, rijen in soorten if rijen],
        "kosten": queries.verwachte_kosten(getoond),
        "ontbreekt": queries.ontbreekt_inhoud(getoond) if getoond.is_concept else [],
        "handtekeningen": queries.wie_tekent(getoond),
        "plannen": [p for p in queries.plannen(dossier) if p.pk != getoond.pk],
        "geldend": queries.geldend_plan(dossier),
    }


def _mag(request: HttpRequest, dossier: Dossier) -> bool:
    return dossier.is_open and actions.is_schrijver(dossier, request.medewerker)


def _versie(bestaand: Doel | Inzet | None) -> dict[str, int]:
    return {"gelezen_versie": bestaand.versie} if bestaand else {}
