"""The door: password, then code; setting up the code; recovery codes; going out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.plugins.otp_static.models import StaticToken

from eenplan.kern.context import namens
from eenplan.kern.formulieren import toon_weigering
from eenplan.kern.fouten import Geweigerd
from eenplan.organisatie.actions import kies_wachtwoord
from eenplan.organisatie.models import Medewerker
from eenplan.organisatie.queries import Stand, startwachtwoord_van
from eenplan.web import aanmelding
from eenplan.web.forms import Aanmelden, AnderWachtwoord, Code, EigenWachtwoord, Instelcode
from eenplan.web.queries_demo import demo_gebruikers


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@csrf_protect
def aanmelden(request: HttpRequest) -> HttpResponse:
    """First step: who are you."""
    volgende = aanmelding.veilig_adres(request, request.GET.get("next"))
    if request.user.is_authenticated and request.user.is_verified():  # type: ignore[attr-defined]
        return redirect(volgende)
    als = request.GET.get("als", "") if settings.DEMO else ""
    form = Aanmelden(request.POST or None, initial={"username": als})
    if als:
        form.fields["password"].widget.attrs["value"] = aanmelding.DEMO_WACHTWOORD
    if request.method == "POST" and form.is_valid():
        user = authenticate(
            request, username=form.cleaned_data["username"], password=form.cleaned_data["password"]
        )
        if user is not None:
            if startwachtwoord_van(user) != Stand.VERLOPEN:
                aanmelding.onthoud_wachtwoordstap(request, user, volgende)
                return redirect(aanmelding.volgende_stap(user))
            form.add_error(
                None,
                _("Dit startwachtwoord is verlopen. Vraag de beheerder van uw organisatie om een nieuw."),
            )
        else:
            form.add_error(
                None, _("Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Controleer ze allebei.")
            )
    context = {
        "form": form,
        "verlopen": "verlopen" in request.GET,
        "bewaard": aanmelding.WERK in request.session,
        "als": als,
    }
    if settings.DEMO:
        context["demo_gebruikers"] = demo_gebruikers()
        context["demo_wachtwoord"] = aanmelding.DEMO_WACHTWOORD
    return render(request, "web/aanmelden/wachtwoord.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@csrf_protect
def eigen_wachtwoord(request: HttpRequest) -> HttpResponse:
    """The first time, or after a new start password: choose a password that nobody else knows."""
    stap = aanmelding.wachtwoordstap(request)
    if stap is None:
        return _opnieuw(request)
    user, volgende = stap
    if startwachtwoord_van(user) != Stand.START:
        return (
            redirect(aanmelding.volgende_stap(user))
            if startwachtwoord_van(user) is None
            else _opnieuw(request)
        )
    form = EigenWachtwoord(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kies(form, user.medewerker):
        user = get_user_model()._default_manager.get(pk=user.pk)
        user.backend = request.session[aanmelding.STAP]["backend"]
        aanmelding.onthoud_wachtwoordstap(request, user, volgende)
        return redirect(aanmelding.volgende_stap(user))
    context = {"form": form, "gebruikersnaam": user.get_username()}
    return render(request, "web/aanmelden/eigen_wachtwoord.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@csrf_protect
def code(request: HttpRequest) -> HttpResponse:
    """Second step: prove it with what you have."""
    stap = aanmelding.wachtwoordstap(request)
    if stap is None:
        return _opnieuw(request)
    user, volgende = stap
    if startwachtwoord_van(user) is not None:
        return redirect("web:eigen_wachtwoord")
    if not AxesProxyHandler.is_allowed(request, {"username": user.get_username()}):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        return _opnieuw(request)  # the lockout page takes its place
    form = Code(request.POST or None, initial={"code": aanmelding.demo_code(user.get_username())})
    if request.method == "POST" and form.is_valid():
        wacht = aanmelding.wachttijd(user)
        device = None if wacht else aanmelding.controleer(user, form.cleaned_data["code"])
        if device is not None:
            response = redirect("web:verder" if aanmelding.WERK in request.session else volgende)
            aanmelding.meld_aan(request, response, user, device)
            return response
        if wacht:
            form.add_error(
                "code", _("Wacht nog %(n)s seconden voor u een nieuwe code probeert.") % {"n": wacht}
            )
        else:
            aanmelding.meld_mislukt(request, user)
            form.add_error(
                "code", _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app.")
            )
    return render(request, "web/aanmelden/code.html", {"form": form, "demo_code": form.initial["code"]})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@csrf_protect
def instellen(request: HttpRequest) -> HttpResponse:
    """The first time: link an authenticator app, and get recovery codes."""
    stap = aanmelding.wachtwoordstap(request)
    if stap is None:
        return _opnieuw(request)
    user, _volgende = stap
    if startwachtwoord_van(user) is not None:
        return redirect("web:eigen_wachtwoord")
    if aanmelding.bevestigd(user) is not None:
        return redirect("web:code")  # who has a second step cannot replace it with the password alone
    device = aanmelding.nieuw(user)
    form = Instelcode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"].replace(" ", "")):
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            response = redirect("web:herstelcodes")
            aanmelding.meld_aan(request, response, user, device)
            request.session["herstelcodes"] = aanmelding.maak_herstelcodes(user)
            return response
        aanmelding.meld_mislukt(request, user)
        form.add_error(
            "code",
            _("Deze code klopt niet. Kijk of de klok van uw telefoon gelijk loopt en neem de nieuwste code."),
        )
    context = {
        "form": form,
        "qr": aanmelding.qr_svg(device),
        "letters": aanmelding.sleutel_in_letters(device),
    }
    return render(request, "web/aanmelden/instellen.html", context)


def herstelcodes(request: HttpRequest) -> HttpResponse:
    """Shown once, right after they were made."""
    codes = request.session.pop("herstelcodes", None)
    if codes is None:
        return redirect("web:account")
    return render(request, "web/aanmelden/herstelcodes.html", {"codes": codes})


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """How I sign in; new recovery codes after a code of the app."""
    form = Instelcode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if aanmelding.controleer(request.user, form.cleaned_data["code"]):  # type: ignore[arg-type]
            request.session["herstelcodes"] = aanmelding.maak_herstelcodes(request.user)  # type: ignore[arg-type]
            return redirect("web:herstelcodes")
        form.add_error(
            "code", _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in de app.")
        )
    over = StaticToken.objects.filter(device__user=request.user.pk).count()
    return render(request, "web/aanmelden/account.html", {"form": form, "over": over})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """Another password, by who knows the one there is; every other screen closes."""
    user: Any = request.user
    form = AnderWachtwoord(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not AxesProxyHandler.is_allowed(request, {"username": user.get_username()}):
            request.axes_locked_out = True  # type: ignore[attr-defined]
        elif not user.check_password(form.cleaned_data["oud"]):
            aanmelding.meld_mislukt(request, user)
            form.add_error("oud", _("Dit is niet uw wachtwoord van nu."))
        elif _kies(form, request.medewerker):  # type: ignore[attr-defined]
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            messages.success(request, _("Uw wachtwoord is gewijzigd. Andere schermen zijn afgemeld."))
            return redirect("web:account")
    return render(
        request, "web/aanmelden/ander_wachtwoord.html", {"form": form}, status=422 if form.errors else 200
    )


def _kies(form: EigenWachtwoord, medewerker: Medewerker) -> bool:
    """Store the password that was typed; what is wrong with it stands at its field."""
    try:
        with namens(medewerker):
            kies_wachtwoord(
                medewerker=medewerker, wachtwoord=form.cleaned_data["wachtwoord"], door=medewerker
            )
    except Geweigerd as fout:
        toon_weigering(form, fout)
        return False
    return True


@require_http_methods(["GET", "POST"])
def verder(request: HttpRequest) -> HttpResponse:
    """What was typed when the session had ended: send it now, or throw it away. It stays until one of the two."""
    werk = aanmelding.bewaard_werk(request)
    if werk is None or request.method == "POST":
        request.session.pop(aanmelding.WERK, None)
        return redirect("/")
    return render(request, "web/aanmelden/verder.html", {"werk": werk})


@require_POST
def afmelden(request: HttpRequest) -> HttpResponse:
    """Out, and nothing stays behind in this browser."""
    logout(request)
    messages.success(
        request, _("U bent afgemeld. Sluit het venster als anderen ook op deze computer werken.")
    )
    response = redirect("web:aanmelden")
    response.delete_cookie(aanmelding.WIE, samesite="Strict")
    return response


def _opnieuw(request: HttpRequest) -> HttpResponse:
    adres: dict[str, Any] = {"next": request.GET["next"]} if "next" in request.GET else {}
    return redirect(f"{settings.LOGIN_URL}?{urlencode(adres)}" if adres else settings.LOGIN_URL)
