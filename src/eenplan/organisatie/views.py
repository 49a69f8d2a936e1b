"""Administration: the organisation, people, teams, mandates. A beheerder changes; manager and teamleider read along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from eenplan.kern.formulieren import probeer
from eenplan.kern.fouten import NietGevonden
from eenplan.kern.http import HttpRequest
from eenplan.kern.tijd import vandaag
from eenplan.organisatie import actions, queries, vertrek
from eenplan.organisatie.forms import (
    EindForm,
    FunctieForm,
    MandaatEindForm,
    MandaatForm,
    MedewerkerForm,
    OrganisatieForm,
    TeamForm,
    TeamlidForm,
    WaaromForm,
)
from eenplan.organisatie.models import Medewerker, geldig_op
from eenplan.organisatie.pagina import beheerder, doe, lezer, toon


def index(request: HttpRequest) -> HttpResponse:
    """What there is to administer, and what asks for attention."""
    organisatie = lezer(request)
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
    return toon(request, "organisatie/beheer.html", context, pad=[])


def medewerkers(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, and a way to add somebody."""
    organisatie = lezer(request)
    form = MedewerkerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        nieuw = probeer(
            form,
            lambda **v: actions.maak_medewerker(organisatie=organisatie, door=request.medewerker, **v),
        )
        if nieuw:
            messages.success(
                request,
                _("%(naam)s is toegevoegd. Geef nu een functie, een team en een aanmelding.")
                % {"naam": nieuw.naam},
            )
            return redirect("organisatie:medewerker", nieuw.pk)
    return toon(
        request,
        "organisatie/medewerkers.html",
        {"mensen": queries.medewerkers(organisatie), "form": form},
        form=form,
    )


def medewerker(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: details, functies and teams. Three forms, told apart by the button `wat`."""
    organisatie = lezer(request)
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
        "stand": queries.stand_aanmelding(mens),
        "blijft_achter": vertrek.blijft_achter(mens),
        "zelf": mens.pk == request.medewerker.pk,
    }
    pad = [(_("Medewerkers"), reverse("organisatie:medewerkers"))]
    return toon(request, "organisatie/medewerker.html", context, pad=pad, form=forms.get(wat))


def functie_einde(request: HttpRequest, pk: int, vervulling: int) -> HttpResponse:
    mens = queries.medewerker_van(beheerder(request), pk)
    rij = mens.functievervullingen.filter(pk=vervulling).first()
    if rij is None:
        raise NietGevonden(_("Deze functie is niet gevonden."))
    return doe(
        request,
        EindForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.beeindig_functie(vervulling=rij, door=request.medewerker, **v),
        kop=_("%(naam)s: geen %(functie)s meer") % {"naam": mens.naam, "functie": rij.get_functie_display()},
        knop=_("Functie beëindigen"),
        pad=_pad_van(mens),
        terug=reverse("organisatie:medewerker", args=[pk]),
    )


def lidmaatschap_einde(request: HttpRequest, pk: int, lidmaatschap: int) -> HttpResponse:
    mens = queries.medewerker_van(beheerder(request), pk)
    rij = mens.teamlidmaatschappen.filter(pk=lidmaatschap).first()
    if rij is None:
        raise NietGevonden(_("Dit lidmaatschap is niet gevonden."))
    return doe(
        request,
        EindForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.haal_uit_team(lidmaatschap=rij, door=request.medewerker, **v),
        kop=_("%(naam)s uit team %(team)s") % {"naam": mens.naam, "team": rij.team.naam},
        knop=_("Uit het team halen"),
        pad=_pad_van(mens),
        terug=reverse("organisatie:medewerker", args=[pk]),
    )


def teams(request: HttpRequest) -> HttpResponse:
    """The teams with who is in them and how much fte that is."""
    organisatie = lezer(request)
    form = TeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and probeer(
        form, lambda **v: actions.maak_team(organisatie=organisatie, door=request.medewerker, **v)
    ):
        messages.success(request, _("Het team is gemaakt."))
        return redirect("organisatie:teams")
    rijen = [
        (team, [lid.medewerker for lid in team.leden_nu], sum(lid.medewerker.fte for lid in team.leden_nu))  # type: ignore[attr-defined]
        for team in queries.teams(organisatie)
    ]
    return toon(request, "organisatie/teams.html", {"rijen": rijen, "form": form}, form=form)


def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or kind for a team."""
    rij = queries.team_van(beheerder(request), pk)
    return doe(
        request,
        TeamForm(request.POST if request.method == "POST" else None, team=rij),
        lambda versie, **v: actions.wijzig_team(
            team=rij, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        kop=_("Team %(naam)s wijzigen") % {"naam": rij.naam},
        gelukt=_("Het team is gewijzigd."),
        pad=_pad_teams(),
        terug=reverse("organisatie:teams"),
    )


def team_opheffen(request: HttpRequest, pk: int) -> HttpResponse:
    rij = queries.team_van(beheerder(request), pk)
    return doe(
        request,
        WaaromForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.hef_team_op(team=rij, door=request.medewerker, **v),
        kop=_("Team %(naam)s opheffen") % {"naam": rij.naam},
        uitleg=_("Dit kan als er niemand meer in zit en er geen gezinnen meer bij horen."),
        knop=_("Team opheffen"),
        knopsoort="danger",
        gelukt=_("Team %(naam)s is opgeheven.") % {"naam": rij.naam},
        pad=_pad_teams(),
        terug=reverse("organisatie:teams"),
    )


def organisatie(request: HttpRequest) -> HttpResponse:
    """The name, and what letters say about us."""
    eigen = beheerder(request)
    return doe(
        request,
        OrganisatieForm(request.POST if request.method == "POST" else None, organisatie=eigen),
        lambda versie, **v: actions.wijzig_organisatie(
            organisatie=eigen, gelezen_versie=versie or 0, door=request.medewerker, **v
        ),
        kop=_("Gegevens van de organisatie"),
        onder=_("%(soort)s · code %(code)s · dossiernummers beginnen met %(voorvoegsel)s")
        % {"soort": eigen.get_soort_display(), "code": eigen.code, "voorvoegsel": eigen.voorvoegsel},
        gelukt=_("De gegevens zijn gewijzigd."),
        terug=reverse("organisatie:beheer"),
    )


def mandaten(request: HttpRequest) -> HttpResponse:
    """Who may sign what, and on the ground of which decision."""
    organisatie = lezer(request)
    form = MandaatForm(request.POST if request.method == "POST" else None, organisatie_id=organisatie.pk)
    if request.method == "POST" and probeer(
        form, lambda **v: actions.geef_mandaat(organisatie=organisatie, door=request.medewerker, **v)
    ):
        messages.success(request, _("Het mandaat is vastgelegd."))
        return redirect("organisatie:mandaten")
    context = {"mandaten": queries.mandaten(organisatie), "form": form, "vandaag": vandaag()}
    return toon(request, "organisatie/mandaten.html", context, form=form)


def mandaat_einde(request: HttpRequest, pk: int) -> HttpResponse:
    rij = queries.mandaat_van(beheerder(request), pk)
    return doe(
        request,
        MandaatEindForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.trek_mandaat_in(mandaat=rij, door=request.medewerker, **v),
        kop=_("Mandaat intrekken: %(wat)s") % {"wat": rij},
        knop=_("Mandaat intrekken"),
        pad=[(_("Mandaten"), reverse("organisatie:mandaten"))],
        terug=reverse("organisatie:mandaten"),
    )


def _pad_van(mens: Medewerker) -> list[tuple[str, str]]:
    return [
        (_("Medewerkers"), reverse("organisatie:medewerkers")),
        (mens.naam, reverse("organisatie:medewerker", args=[mens.pk])),
    ]


def _pad_teams() -> list[tuple[str, str]]:
    return [(_("Teams"), reverse("organisatie:teams"))]
