"""Pages about one person's way in, and about coming and going. Everything here is for a beheerder alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from eenplan.kern.formulieren import probeer
from eenplan.kern.http import HttpRequest
from eenplan.organisatie import actions, queries, vertrek
from eenplan.organisatie.forms import GebruikersnaamForm, StartwachtwoordForm, WaaromForm
from eenplan.organisatie.models import Medewerker
from eenplan.organisatie.pagina import beheerder, doe, toon


@sensitive_variables("wachtwoord")
def aanmelding(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an account, or give a new start password. The password is on the page that follows, and nowhere else."""
    mens = queries.medewerker_van(beheerder(request), pk)
    form: Any
    daad: Any
    if mens.user is None:
        form = GebruikersnaamForm(
            request.POST or None, initial={"gebruikersnaam": queries.gebruikersnaam_voor(mens.naam)}
        )
        daad, knop = actions.maak_aanmelding, _("Aanmelding maken")
        kop = _("Aanmelding voor %(naam)s") % {"naam": mens.naam}
    else:
        form = StartwachtwoordForm(request.POST if request.method == "POST" else None)
        daad, knop = actions.geef_startwachtwoord, _("Startwachtwoord maken")
        kop = _("Nieuw startwachtwoord voor %(naam)s") % {"naam": mens.naam}
    if request.method == "POST":
        wachtwoord = probeer(form, lambda **v: daad(medewerker=mens, door=request.medewerker, **v))
        if wachtwoord:
            mens = queries.medewerker_van(mens.organisatie_id, pk)
            return toon(
                request,
                "organisatie/startwachtwoord.html",
                {"mens": mens, "wachtwoord": wachtwoord},
                pad=_path(mens),
            )
    context = {
        "form": form,
        "kop": kop,
        "knop": knop,
        "uitleg": _("U krijgt een startwachtwoord te zien. Daarmee kiest de medewerker zelf een wachtwoord."),
        "terug": _address(mens),
    }
    return toon(request, "organisatie/daad.html", context, pad=_path(mens), form=form)


def blokkeren(request: HttpRequest, pk: int) -> HttpResponse:
    mens = queries.medewerker_van(beheerder(request), pk)
    return doe(
        request,
        WaaromForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.blokkeer_aanmelding(medewerker=mens, door=request.medewerker, **v),
        kop=_("Aanmelding van %(naam)s blokkeren") % {"naam": mens.naam},
        uitleg=_(
            "De medewerker is meteen afgemeld en komt er niet meer in. Functies, teams en taken blijven."
        ),
        knop=_("Blokkeren"),
        knopsoort="danger",
        gelukt=_("%(naam)s kan zich niet meer aanmelden.") % {"naam": mens.naam},
        pad=_path(mens),
        terug=_address(mens),
    )


def toelaten(request: HttpRequest, pk: int) -> HttpResponse:
    mens = queries.medewerker_van(beheerder(request), pk)
    return doe(
        request,
        WaaromForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.laat_weer_toe(medewerker=mens, door=request.medewerker, **v),
        kop=_("%(naam)s weer toelaten") % {"naam": mens.naam},
        uitleg=_(
            "Wachtwoord en telefoon zijn zoals ze waren. Twijfelt u, geef dan daarna een nieuw startwachtwoord."
        ),
        knop=_("Weer toelaten"),
        gelukt=_("%(naam)s kan zich weer aanmelden.") % {"naam": mens.naam},
        pad=_path(mens),
        terug=_address(mens),
    )


def uit_dienst(request: HttpRequest, pk: int) -> HttpResponse:
    """What stays behind is on the page before anything happens, and on the page of the person afterwards."""
    mens = queries.medewerker_van(beheerder(request), pk)
    return doe(
        request,
        WaaromForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.neem_uit_dienst(medewerker=mens, door=request.medewerker, **v),
        kop=_("%(naam)s uit dienst nemen") % {"naam": mens.naam},
        uitleg=_(
            "Vandaag is de laatste dag. De medewerker is meteen afgemeld; functies, teams en eigen mandaten stoppen."
        ),
        regels=vertrek.blijft_achter(mens),
        regels_kop=_("Dit blijft achter:"),
        knop=_("Uit dienst nemen"),
        knopsoort="danger",
        gelukt=_("%(naam)s is uit dienst. Wat iemand eerder deed, blijft op naam staan.")
        % {"naam": mens.naam},
        pad=_path(mens),
        terug=_address(mens),
    )


def in_dienst(request: HttpRequest, pk: int) -> HttpResponse:
    mens = queries.medewerker_van(beheerder(request), pk)
    return doe(
        request,
        WaaromForm(request.POST if request.method == "POST" else None),
        lambda **v: actions.neem_weer_in_dienst(medewerker=mens, door=request.medewerker, **v),
        kop=_("%(naam)s weer in dienst nemen") % {"naam": mens.naam},
        uitleg=_("Geef daarna een functie, een team en een nieuw startwachtwoord."),
        knop=_("Weer in dienst nemen"),
        gelukt=_("%(naam)s is weer in dienst. Geef nu een functie en een startwachtwoord.")
        % {"naam": mens.naam},
        pad=_path(mens),
        terug=_address(mens),
    )


def _address(mens: Medewerker) -> str:
    return reverse("organisatie:medewerker", args=[mens.pk])


def _path(mens: Medewerker) -> list[tuple[str, str]]:
    return [(_("Medewerkers"), reverse("organisatie:medewerkers")), (mens.naam, _address(mens))]
