"""What formation fits: the knobs, a calculation that can be stopped, and its answer with all it rests on.

Figures of the whole organisation, for who steers; no family is named here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from eenplan.caseload import antwoord, rekenen
from eenplan.caseload import scenario as scenarios
from eenplan.caseload import scenariotabellen as tabellen
from eenplan.caseload.checks import check_mag_sturen
from eenplan.caseload.models import Rekening
from eenplan.caseload.peiling import peil
from eenplan.caseload.rekenen_actions import vraag_rekening, vraag_stop
from eenplan.caseload.scenarioform import Scenarioform
from eenplan.caseload.scenariomodel import EIGEN, GESPLITST, INTAKE, VERHALEN, Knoppen, uitgangspunt
from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.http import HttpRequest, als_sleutel
from eenplan.kern.uitvoer import als_bestand

PAD = [(_lazy("Formatie"), "/formatie/")]
GETOOND = 20
VOORZETTEN = {  # where one can begin: name, the story, and how its team is organised
    EIGEN: (_lazy("Onze organisatie"), EIGEN, ""),
    "jet-groei": (_lazy("JET: van 9 naar 22 fte"), "jet-groei", ""),
    "jet": (_lazy("JET: 22 fte"), "jet", ""),
    "jet-gesplitst": (_lazy("JET gesplitst"), "jet", GESPLITST),
    "jet-intake": (_lazy("JET met intaketeam"), "jet", INTAKE),
}


def formatie(request: HttpRequest) -> HttpResponse:
    """The knobs as they are now, or as in a story; POST asks for the calculation. `?begin=` is a key of `VOORZETTEN`."""
    medewerker = request.medewerker
    check_mag_sturen(medewerker)
    vorige = _rekening(als_sleutel(request.POST["van"])) if request.POST.get("van") else None
    voorzet = request.GET.get("begin", EIGEN)
    voorzet = voorzet if voorzet in VOORZETTEN else EIGEN
    begin, peiling = VOORZETTEN[voorzet][1], None
    if vorige is not None:
        _uit, peiling, _knoppen = scenarios.lees(vorige.invoer)
        begin = vorige.invoer["begin"]
    elif begin == EIGEN:
        peiling = peil(medewerker.organisatie_id)
    begonnen = uitgangspunt(begin, peiling)
    knoppen = _met_indeling(begonnen.knoppen, VOORZETTEN[voorzet][2])
    form = Scenarioform(request.POST or None, uitgangspunt=begonnen, knoppen=knoppen)

    def vraag(**velden: Any) -> Rekening:
        gekozen = form.knoppen
        basis = scenarios.basis_van(begonnen, gekozen)
        return vraag_rekening(
            soort=Rekening.Soort.SCENARIO,
            invoer=scenarios.vraag(begin, peiling, gekozen),
            door=medewerker,
            naam=velden["naam"] or antwoord.in_woorden(gekozen, basis)[:80],
        )

    if request.method == "POST" and (gevraagd := probeer(form, vraag)):
        return redirect("caseload:scenario", gevraagd.pk)
    # of each only the answer and where it began: an outcome is a hundred kilobytes
    eerdere = (
        Rekening.objects.filter(soort=Rekening.Soort.SCENARIO)
        .select_related("door")
        .annotate(
            antwoord=KeyTextTransform("antwoord", "uitkomst"), begin=KeyTextTransform("begin", "invoer")
        )
        .defer("invoer", "uitkomst")
    )
    context = {
        "form": form,
        "begonnen": begonnen,
        "peiling": peiling,
        "voorzetten": [(sleutel, naam) for sleutel, (naam, _b, _i) in VOORZETTEN.items()],
        "voorzet": voorzet,
        "van": vorige,
        "eerdere": eerdere[:GETOOND],
    }
    return render(request, "caseload/formatie.html", context, status=422 if form.errors else 200)


def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One scenario: how far it is, or what came out, with the knobs beside it to go on from here."""
    check_mag_sturen(request.medewerker)
    rekening = _rekening(pk)
    begonnen, peiling, knoppen = scenarios.lees(rekening.invoer)
    context = {
        "rekening": rekening,
        "form": Scenarioform(None, uitgangspunt=begonnen, knoppen=knoppen),
        "begonnen": begonnen,
        "peiling": peiling,
        "verhaal": _verhaal_van(rekening),
        "gewijzigd": antwoord.in_woorden(knoppen, scenarios.basis_van(begonnen, knoppen)),
        "pad": PAD,
        **_hoe_ver(rekening),
        **tabellen.voor_scherm(rekening.uitkomst),
    }
    return render(request, "caseload/formatie_scenario.html", context)


def voortgang(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, asked every second; once it is over the page is to be read again."""
    check_mag_sturen(request.medewerker)
    rekening = _rekening(pk)
    if rekening.klaar_op is not None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "caseload/_rekent.html", {"rekening": rekening} | _hoe_ver(rekening))


def _hoe_ver(rekening: Rekening) -> dict[str, Any]:
    return {
        "staat_stil": rekening.klaar_op is None and rekenen.staat_stil(rekening),
        "wat": _("Speelt het team een paar honderd keer na"),
        "url": reverse("caseload:scenario_voortgang", args=[rekening.pk]),
        "stop_url": reverse("caseload:scenario_stoppen", args=[rekening.pk]),
    }


@require_POST
def stoppen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to stop."""
    check_mag_sturen(request.medewerker)
    try:
        vraag_stop(rekening=_rekening(pk), door=request.medewerker)
    except Geweigerd as fout:
        messages.warning(request, fout.zin)
    return redirect("caseload:scenario", pk)


def beeld(request: HttpRequest, pk: int, maat: str) -> HttpResponse:
    """The chart as it was drawn when it was calculated: in the page, or to take along."""
    check_mag_sturen(request.medewerker)
    beelden = (_rekening(pk).uitkomst or {}).get("beelden", {})
    if maat not in beelden:
        raise NietGevonden(_("Deze grafiek is er niet."))
    svg = HttpResponse(beelden[maat], content_type="image/svg+xml")
    svg["Content-Disposition"] = 'attachment; filename="wachtlijst.svg"'
    return svg


def uitvoer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything that came out, and everything it rests on, as one sheet that can be filtered."""
    check_mag_sturen(request.medewerker)
    rekening = _rekening(pk)
    if rekening.uitkomst is None:
        raise NietGevonden(_("Van deze berekening is geen uitkomst bewaard."))
    return als_bestand(
        request.GET.get("vorm", "xlsx"),
        naam="formatie",
        kop=[str(titel) for titel in tabellen.KOP],
        rijen=tabellen.voor_bestand(rekening),
    )


def _rekening(pk: int) -> Rekening:
    """A scenario of the own organisation."""
    gevonden = Rekening.objects.filter(soort=Rekening.Soort.SCENARIO, pk=pk)
    rekening = gevonden.select_related("door", "voortgang").first()
    if rekening is None:
        raise NietGevonden(_("Dit scenario is er niet."))
    return rekening


def _met_indeling(knoppen: Knoppen, indeling: str) -> Knoppen:
    return replace(knoppen, indeling=indeling) if indeling else knoppen


def _verhaal_van(rekening: Rekening) -> str:
    begin = rekening.invoer["begin"]
    return str(VOORZETTEN[begin][0]) if begin in VERHALEN else ""
