"""Who is at the door, and what they see when something is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from eenplan.kern.context import namens
from eenplan.kern.fouten import EenplanFout
from eenplan.web import views_fout

VRIJ = ("/aanmelden/", "/gezond", "/static/")


class VereisAanmelding:
    """Only people who signed in with a second step see anything. Sets `request.medewerker`."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.medewerker = None  # type: ignore[attr-defined]
        if request.path.startswith(VRIJ):
            return self.get_response(request)
        user: Any = request.user
        if not user.is_authenticated or not user.is_verified() or not hasattr(user, "medewerker"):
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        request.medewerker = user.medewerker  # type: ignore[attr-defined]
        return self.get_response(request)


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
                return views_fout.geweigerd(request, fout)
