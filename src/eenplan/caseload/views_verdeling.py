"""A distribution from the question to the confirmation: asking, how far it is, changing who takes whom, confirming."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from eenplan.caseload import queries, rekenen, verdeel_actions
from eenplan.caseload.forms import Bevestigform, Keuzeform, Overdrachtform
from eenplan.caseload.models import Rekening, Verdeelvoorstel
from eenplan.caseload.rekenen_actions import vraag_stop
from eenplan.caseload.views_team import context_van, log_wachtlijst
from eenplan.caseload.voorstelbeeld import Voorstelbeeld, voorstelbeeld
from eenplan.kern.formulieren import probeer, toon_weigering
from eenplan.kern.fouten import Geweigerd, NietGevonden
from eenplan.kern.http import HttpRequest
from eenplan.kern.queries import log_inzage
from eenplan.organisatie.models import Medewerker
from eenplan.toegang.queries import waarom_geen_regisseur


@require_POST
def verdelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a proposal for this team."""
    medewerker = request.medewerker
    team = queries.team_voor(medewerker, pk)
    beeld = queries.teambeeld(medewerker, team)
    form = Overdrachtform(request.POST, beeld=beeld)
    rekening = probeer(
        form, lambda **velden: verdeel_actions.vraag_voorstel(team=team, door=medewerker, **velden)
    )
    if rekening:
        return redirect("caseload:verdeling", rekening.pk)
    log_wachtlijst(medewerker, beeld)
    return render(request, "caseload/team.html", context_van(beeld, form), status=422)


def verdeling(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal, or how far its calculation is."""
    rekening = _rekening(request.medewerker, pk)
    voorstel = _voorstel(rekening)
    vraagt_verder = bool(request.headers.get("HX-Request"))
    if vraagt_verder and rekening.klaar_op is not None:  # it is over: the page that waited loads as a whole
        return HttpResponse(headers={"HX-Refresh": "true"})
    if voorstel is None:
        context = {
            "rekening": rekening,
            "staat_stil": rekenen.staat_stil(rekening),
            "wat": _("Wie past bij wie? Het voorstel wordt berekend"),
            "url": request.path,
            "stop_url": reverse("caseload:verdeling_stoppen", args=[pk]),
        }
        return render(request, "caseload/_rekent.html" if vraagt_verder else "caseload/bezig.html", context)
    return _toon(request, voorstel)


@require_POST
def stoppen(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop calculating."""
    rekening = _rekening(request.medewerker, pk)
    vraag_stop(rekening=rekening, door=request.medewerker)
    messages.info(request, _("Het berekenen stopt. Er is niets veranderd."))
    return redirect("caseload:team", rekening.team_id)


@require_POST
def keuze(request: HttpRequest, pk: int, regel: int) -> HttpResponse:
    """Somebody else for this family, or nobody yet."""
    voorstel = _eis_voorstel(request.medewerker, pk)
    rij = get_object_or_404(voorstel.regels.all(), pk=regel)
    form = Keuzeform(request.POST, kandidaten=verdeel_actions.kandidaten(voorstel))
    if not form.is_valid():
        raise Geweigerd("Kies iemand uit de lijst.", veld="gekozen")
    verdeel_actions.wijzig_keuze(
        regel=rij,
        gekozen=form.cleaned_data["gekozen"],
        gelezen_versie=form.cleaned_data["versie"],
        door=request.medewerker,
    )
    if request.headers.get("HX-Request"):
        voorstel.refresh_from_db()
        return _toon(request, voorstel, sjabloon="caseload/_verdeling.html")
    return redirect("caseload:verdeling", pk)


@require_POST
def bevestigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Every family that somebody was chosen for gets its regisseur."""
    medewerker = request.medewerker
    voorstel = _eis_voorstel(medewerker, pk)
    form = Bevestigform(request.POST)
    if form.is_valid():
        try:
            verdeel_actions.bevestig_voorstel(
                voorstel=voorstel,
                gelezen_versie=form.cleaned_data["versie"],
                waarom=form.cleaned_data["waarom"],
                door=medewerker,
            )
        except Geweigerd as fout:
            toon_weigering(form, fout)
        else:
            _meld(request, voorstel)
            return redirect("caseload:verdeling", pk)
    return _toon(request, voorstel, form, status=422)


def _meld(request: HttpRequest, voorstel: Verdeelvoorstel) -> None:
    geplaatst = voorstel.regels.filter(geplaatst_op__isnull=False).count()
    over = voorstel.regels.exclude(overgeslagen="").count()
    messages.success(
        request,
        ngettext("%(n)s gezin heeft een regisseur.", "%(n)s gezinnen hebben een regisseur.", geplaatst) % {"n": geplaatst},
    )  # fmt: skip
    if over:
        messages.warning(
            request,
            ngettext(
                "%(n)s gezin is overgeslagen: er was intussen iets veranderd. Hieronder staat wat.",
                "%(n)s gezinnen zijn overgeslagen: er was intussen iets veranderd. Hieronder staat wat.",
                over,
            )
            % {"n": over},
        )


def _toon(
    request: HttpRequest,
    voorstel: Verdeelvoorstel,
    form: Bevestigform | None = None,
    *,
    status: int = 200,
    sjabloon: str = "caseload/verdeling.html",
) -> HttpResponse:
    """The proposal, whole or only what changes; either way its families were read."""
    context = _context(request.medewerker, voorstel, form)
    beeld: Voorstelbeeld = context["b"]
    log_inzage(
        medewerker=request.medewerker,
        wat="verdeelvoorstel",
        reden="team",
        dossiers=[rij.gezin.dossier.pk for rij in beeld.rijen if rij.gezin],
    )
    return render(request, sjabloon, context, status=status)


def _context(
    medewerker: Medewerker, voorstel: Verdeelvoorstel, form: Bevestigform | None = None
) -> dict[str, Any]:
    beeld = voorstelbeeld(medewerker, voorstel)
    open_ = voorstel.bevestigd_op is None
    krijgen = [rij.regel.dossier_id for rij in beeld.levend if rij.regel.gekozen_id]
    return {
        "b": beeld,
        "kandidaten": verdeel_actions.kandidaten(voorstel),
        "form": form or Bevestigform(initial={"versie": voorstel.versie}),
        "boven": queries.boven_norm_door_keuze(voorstel, beeld.beeld) if open_ else [],
        "niet_door_u": waarom_geen_regisseur(dossiers=krijgen, door=medewerker) if open_ else "",
    }


def _rekening(medewerker: Medewerker, pk: int) -> Rekening:
    rekening = (
        Rekening.objects.filter(soort=Rekening.Soort.VERDELING, pk=pk)
        .select_related("team", "voortgang", "door")
        .first()
    )
    if rekening is None:
        raise NietGevonden("Deze verdeling is er niet.")
    queries.team_voor(medewerker, rekening.team_id or 0)
    return rekening


def _voorstel(rekening: Rekening) -> Verdeelvoorstel | None:
    return Verdeelvoorstel.objects.select_related("team", "rekening", "vertrekt", "bevestigd_door").filter(rekening=rekening).first()  # fmt: skip


def _eis_voorstel(medewerker: Medewerker, pk: int) -> Verdeelvoorstel:
    voorstel = _voorstel(_rekening(medewerker, pk))
    if voorstel is None:
        raise NietGevonden("Dit voorstel is er nog niet.")
    return voorstel
