"""Administration: people, teams, mandates. A beheerder changes; manager and teamleider read along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import GeenRecht, NietGevonden
from eenplan.kern.http import HttpRequest
from eenplan.kern.tijd import vandaag
from eenplan.organisatie import actions, queries
from eenplan.organisatie.forms import (
    EindForm,
    FunctieForm,
    MandaatEindForm,
    MandaatForm,
    MedewerkerForm,
    TeamForm,
    TeamlidForm,
)
from eenplan.organisatie.models import Functie, Medewerker, Organisatie, geldig_op

LEZERS = (Functie.BEHEERDER, Functie.MANAGER, Functie.TEAMLEIDER)


class Verzoek(HttpRequest):
    """A request behind the door: somebody has signed in."""

    medewerker: Medewerker


def index(request: Verzoek) -> HttpResponse:
    """What there is to administer, and what asks for attention."""
    organisatie = _reader(request)
    mensen = list(queries.medewerkers(organisatie))
    context = {
        "organisatie": organisatie,
        "actief": sum(m.actief for m in mensen),
        "fte": sum(m.fte for m in mensen if m.actief),
        "zonder_functie": [m for m in mensen if m.actief and not m.functies_nu],  # type: ignore[attr-defined]
        "zonder_aanmelding": [m for m in mensen if m.actief and m.user is None],
        "skj_verlopen": [m for m in mensen if m.actief and m.skj_tot and m.skj_tot < vandaag()],
        "teams": queries.teams(organisatie),
        "mandaten": queries.mandaten(organisatie).filter(geldig_op(vandaag())).count(),
    }
    return _page(request, "organisatie/beheer.html", context, pad=[])


def medewerkers(request: Verzoek) -> HttpResponse:
    """Everybody who works here, and a way to add somebody."""
    organisatie = _reader(request)
    form = MedewerkerForm(request.POST or None)
    if request.method == "POST":
        nieuw = probeer(
            form,
            lambda **v: actions.maak_medewerker(organisatie=organisatie, door=request.medewerker, **v),
        )
        if nieuw:
            messages.success(
                request, _("%(naam)s is toegevoegd. Geef nu een functie.") % {"naam": nieuw.naam}
            )
            return redirect("organisatie:medewerker", nieuw.pk)
    return _page(
        request,
        "organisatie/medewerkers.html",
        {"mensen": queries.medewerkers(organisatie), "form": form},
        form=form,
    )


def medewerker(request: Verzoek, pk: int) -> HttpResponse:
    """One person: details, functies and teams. Three forms, told apart by the button `wat`."""
    organisatie = _reader(request)
    mens = queries.medewerker_van(organisatie, pk)
    wat = request.POST.get("wat", "gegevens") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "gegevens": MedewerkerForm(request.POST if wat == "gegevens" else None, instance=mens),
        "functie": FunctieForm(request.POST if wat == "functie" else None, auto_id="functie_%s"),
        "team": TeamlidForm(
            request.POST if wat == "team" else None, auto_id="team_%s", organisatie_id=organisatie.pk
        ),
    }
    daden: dict[str, Any] = {
        "gegevens": lambda versie, **v: actions.wijzig_medewerker(
            medewerker=mens, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        "functie": lambda **v: actions.geef_functie(medewerker=mens, door=request.medewerker, **v),
        "team": lambda **v: actions.zet_in_team(medewerker=mens, door=request.medewerker, **v),
    }
    if wat in daden and probeer(forms[wat], daden[wat]):
        messages.success(request, _("Opgeslagen."))
        return redirect("organisatie:medewerker", pk)
    context = {
        "mens": mens,
        "forms": forms,
        "functies": mens.functievervullingen.order_by("-vanaf"),
        "lidmaatschappen": mens.teamlidmaatschappen.select_related("team").order_by("-vanaf"),
        "vandaag": vandaag(),
    }
    pad = [(_("Medewerkers"), reverse("organisatie:medewerkers"))]
    return _page(request, "organisatie/medewerker.html", context, pad=pad, form=forms.get(wat))


def functie_einde(request: Verzoek, pk: int, vervulling: int) -> HttpResponse:
    mens = queries.medewerker_van(_reader(request), pk)
    rij = mens.functievervullingen.filter(pk=vervulling).first()
    if rij is None:
        raise NietGevonden(_("Deze functie is niet gevonden."))
    kop = _("%(naam)s: geen %(functie)s meer") % {"naam": mens.naam, "functie": rij.get_functie_display()}
    return _end(
        request,
        EindForm(request.POST or None),
        lambda **v: actions.beeindig_functie(vervulling=rij, door=request.medewerker, **v),
        kop,
        reverse("organisatie:medewerker", args=[pk]),
    )


def lidmaatschap_einde(request: Verzoek, pk: int, lidmaatschap: int) -> HttpResponse:
    mens = queries.medewerker_van(_reader(request), pk)
    rij = mens.teamlidmaatschappen.filter(pk=lidmaatschap).first()
    if rij is None:
        raise NietGevonden(_("Dit lidmaatschap is niet gevonden."))
    kop = _("%(naam)s uit team %(team)s") % {"naam": mens.naam, "team": rij.team.naam}
    return _end(
        request,
        EindForm(request.POST or None),
        lambda **v: actions.haal_uit_team(lidmaatschap=rij, door=request.medewerker, **v),
        kop,
        reverse("organisatie:medewerker", args=[pk]),
    )


def teams(request: Verzoek) -> HttpResponse:
    """The teams with who is in them and how much fte that is."""
    organisatie = _reader(request)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and probeer(
        form, lambda **v: actions.maak_team(organisatie=organisatie, door=request.medewerker, **v)
    ):
        messages.success(request, _("Het team is gemaakt."))
        return redirect("organisatie:teams")
    rijen = [
        (team, [lid.medewerker for lid in team.leden_nu], sum(lid.medewerker.fte for lid in team.leden_nu))  # type: ignore[attr-defined]
        for team in queries.teams(organisatie)
    ]
    return _page(request, "organisatie/teams.html", {"rijen": rijen, "form": form}, form=form)


def mandaten(request: Verzoek) -> HttpResponse:
    """Who may sign what, and on the ground of which decision."""
    organisatie = _reader(request)
    form = MandaatForm(request.POST or None, organisatie_id=organisatie.pk)
    if request.method == "POST" and probeer(
        form, lambda **v: actions.geef_mandaat(organisatie=organisatie, door=request.medewerker, **v)
    ):
        messages.success(request, _("Het mandaat is vastgelegd."))
        return redirect("organisatie:mandaten")
    context = {"mandaten": queries.mandaten(organisatie), "form": form, "vandaag": vandaag()}
    return _page(request, "organisatie/mandaten.html", context, form=form)


def mandaat_einde(request: Verzoek, pk: int) -> HttpResponse:
    rij = queries.mandaat_van(_reader(request), pk)
    return _end(
        request,
        MandaatEindForm(request.POST or None),
        lambda **v: actions.trek_mandaat_in(mandaat=rij, door=request.medewerker, **v),
        _("Mandaat intrekken: %(wat)s") % {"wat": rij},
        reverse("organisatie:mandaten"),
    )


# ---- parts -----------------------------------------------------------------------------------------


def _reader(request: Verzoek) -> Organisatie:
    """The organisation of who asks, if they may see these pages; only a beheerder may send anything."""
    medewerker = request.medewerker
    if not medewerker.heeft_functie(*LEZERS):
        raise GeenRecht(_("Deze bladzijden zijn voor de beheerder, de manager en de teamleider."))
    if request.method == "POST":
        actions.check_beheer(medewerker, medewerker.organisatie_id)
    return medewerker.organisatie


def _page(
    request: Verzoek, template: str, context: dict[str, Any], *, pad: Any = None, form: Any = None
) -> HttpResponse:
    beheer = [(_("Beheer"), reverse("organisatie:beheer"))]
    basis = {
        "pad": [*beheer, *(pad or [])],
        "mag_wijzigen": request.medewerker.heeft_functie(Functie.BEHEERDER),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, template, basis | context, status=status)


def _end(request: Verzoek, form: Any, daad: Any, kop: str, terug: str) -> HttpResponse:
    if not request.medewerker.heeft_functie(Functie.BEHEERDER):
        raise GeenRecht(_("Alleen een beheerder kan medewerkers, teams en mandaten wijzigen."))
    if request.method == "POST" and probeer(form, daad):
        messages.success(request, _("Opgeslagen. De geschiedenis blijft bewaard."))
        return redirect(terug)
    return _page(request, "organisatie/einde.html", {"form": form, "kop": kop, "terug": terug}, form=form)
