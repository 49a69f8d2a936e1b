"""Who is at the door, and what they see when something is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from eenplan.gezin.models import Persoon
from eenplan.kern.context import namens
from eenplan.kern.fouten import EenplanFout, VerouderdeVersie
from eenplan.kern.queries import log_inzage
from eenplan.organisatie.models import Medewerker
from eenplan.web import aanmelding, views_fout

VRIJ = ("/aanmelden/", "/gezond", "/static/")


class VereisAanmelding:
    """Only people who signed in with a second step see anything. Sets `request.medewerker`.

    Whose session ended by waiting is told so, and what they had typed is kept until they are back.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.medewerker = _medewerker(request)  # type: ignore[attr-defined]
        if request.medewerker or request.path.startswith(VRIJ) or request.method == "POST":  # type: ignore[attr-defined]
            response = self.get_response(request)
            if request.medewerker:  # type: ignore[attr-defined]
                aanmelding.laat_werk_los(request, response)
            return response
        return _to_sign_in(request, request.get_full_path())

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A POST is turned away here, after the check that the form is ours."""
        if request.medewerker or request.path.startswith(VRIJ):  # type: ignore[attr-defined]
            return None
        wie = aanmelding.wie_zat_hier(request)
        if wie is not None and not request.headers.get("HX-Request"):
            aanmelding.bewaar_werk(request, wie)
        return _to_sign_in(request, request.headers.get("Referer") or "/")


class NamensMedewerker:
    """Runs the view in one transaction in the person's name; a refusal rolls back and becomes a page.

    It calls the view itself, from the last `process_view`, so that the transaction has ended before
    an error page is made: a page about a refusal shows what is stored, not what was tried.
    """

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        medewerker = getattr(request, "medewerker", None)
        if medewerker is None:
            return None
        try:
            with namens(medewerker):
                return view(request, *args, **kwargs)
        except EenplanFout as fout:
            with namens(medewerker):
                if isinstance(
                    fout, VerouderdeVersie
                ):  # the page shows what is stored, and the first read was rolled back
                    _log_two_versions(medewerker, fout.huidig)
                return views_fout.geweigerd(request, fout)


def _log_two_versions(medewerker: Medewerker, huidig: Any) -> None:
    dossier = getattr(huidig, "dossier_id", None)
    persoon = huidig.pk if isinstance(huidig, Persoon) else None
    log_inzage(
        medewerker=medewerker,
        wat="twee versies",
        reden="wijziging",
        dossiers=[dossier] if dossier else [],
        personen=[persoon] if persoon else [],
    )


def _medewerker(request: HttpRequest) -> Medewerker | None:
    if request.path.startswith("/static/"):
        return None
    user: Any = request.user
    if not user.is_authenticated or not user.is_verified():
        return None
    return Medewerker.objects.select_related("organisatie").filter(user=user.pk, actief=True).first()


def _to_sign_in(request: HttpRequest, volgende: str) -> HttpResponse:
    vraag = {"next": aanmelding.veilig_adres(request, volgende)}
    if aanmelding.wie_zat_hier(request) is not None:
        vraag["verlopen"] = "1"
    adres = f"{settings.LOGIN_URL}?{urlencode(vraag)}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": adres})
    return redirect(adres)
