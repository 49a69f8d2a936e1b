"""Signing in in two steps: what the views share. A person counts as signed in after the second step only.

Between the steps the session holds who gave the right password and when; nothing is open yet. Whoever
has no second step sets one up first. Typed work of an expired session is kept, encrypted, for the same
person (`bewaar_werk`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from functools import cache
from typing import Any

import qrcode
import qrcode.image.svg
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django_otp import login as otp_login
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from eenplan.kern import geheim
from eenplan.organisatie.queries import startwachtwoord_van

STAP = "aanmelden_stap"
STAP_GELDIG = 10 * 60  # seconds between password and code
WIE = "eenplan_wie"  # signed cookie: who was signed in here, to tell an expired session from a stranger
WIE_GELDIG = 12 * 3600
WERK = "bewaard_werk"
WERK_MAX = 200_000  # characters of typed text that we keep
HERSTELCODES = 8
DEMO_WACHTWOORD = "waterveld-demo-2026"


# ---- between the two steps -----------------------------------------------------------------------------


def onthoud_wachtwoordstap(request: HttpRequest, user: Any, volgende: str) -> None:
    """The password was right: remember for ten minutes who gave it."""
    request.session[STAP] = {
        "user": user.pk, "backend": user.backend, "sinds": time.time(), "next": volgende,
        "wachtwoord": user.get_session_auth_hash(),  # changes with the password: an older step then counts no more
    }  # fmt: skip


def wachtwoordstap(request: HttpRequest) -> tuple[Any, str] | None:
    """(user, where to go afterwards) of the first step, or None when it is not there or too old."""
    stap = request.session.get(STAP)
    if not stap or time.time() - stap["sinds"] > STAP_GELDIG:
        return None
    user = get_user_model()._default_manager.filter(pk=stap["user"], is_active=True).first()
    if user is None or not constant_time_compare(stap["wachtwoord"], user.get_session_auth_hash()):
        return None
    user.backend = stap["backend"]
    return user, stap["next"]


def volgende_stap(user: Any) -> str:
    """Where the door leads after the password: a password of one's own, a telephone to link, or the code."""
    if startwachtwoord_van(user) is not None:
        return "web:eigen_wachtwoord"
    return "web:instellen" if bevestigd(user) is None else "web:code"


def meld_aan(request: HttpRequest, response: HttpResponse, user: User, device: Device) -> None:
    """Both steps are done: open the session, new key, and remember who sits here."""
    request.session.pop(STAP, None)
    login(request, user, backend=getattr(user, "backend", None))
    otp_login(request, device)
    response.set_signed_cookie(
        WIE,
        str(user.pk),
        salt=WIE,
        max_age=WIE_GELDIG,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def meld_mislukt(request: HttpRequest, user: User) -> None:
    """A wrong code counts as a wrong password does."""
    user_login_failed.send(sender=__name__, credentials={"username": user.get_username()}, request=request)


def wie_zat_hier(request: HttpRequest) -> int | None:
    """Primary key of the user whose session ended on this browser, if it was not signed out."""
    try:
        return int(request.get_signed_cookie(WIE, salt=WIE, max_age=WIE_GELDIG) or "")
    except (KeyError, signing.BadSignature, ValueError):
        return None


def veilig_adres(request: HttpRequest, adres: str | None) -> str:
    """`adres` when it lies within this site, else the start page."""
    hier = ("/", f"{request.scheme}://")
    if (
        adres
        and adres.startswith(hier)
        and url_has_allowed_host_and_scheme(adres, {request.get_host()}, require_https=request.is_secure())
    ):
        return adres
    return "/"


# ---- the second step -----------------------------------------------------------------------------------


def bevestigd(user: User) -> TOTPDevice | None:
    """The authenticator of this person. The well-known one of the demo counts in the demo only."""
    devices = TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk")
    return next((d for d in devices if settings.DEMO or d.key != demo_sleutel(user.get_username())), None)


def nieuw(user: User) -> TOTPDevice:
    """The authenticator being set up: the same one until it is confirmed."""
    device, _ = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": "authenticator-app"}
    )
    return device


def controleer(user: User, code: str) -> Device | None:
    """The device that accepts `code`: six digits of the app, or a recovery code that is then spent."""
    kaal = code.replace(" ", "").replace("-", "").lower()
    device: Device | None
    if kaal.isdigit():
        device = bevestigd(user)
    else:
        device = StaticDevice.objects.filter(user=user, confirmed=True).first()
    return device if device is not None and device.verify_token(kaal) else None


def wachttijd(user: User) -> int:
    """Seconds until a next code may be tried; each wrong one doubles it."""
    device = bevestigd(user)
    if device is None:
        return 0
    mag, gegevens = device.verify_is_allowed()
    return 0 if mag else max(1, round((gegevens["locked_until"] - timezone.now()).total_seconds()))


def qr_svg(device: TOTPDevice) -> SafeString:
    """The code to scan, as SVG without a white box or size of its own."""
    beeld = qrcode.make(device.config_url, image_factory=qrcode.image.svg.SvgPathImage, border=1)
    return mark_safe(beeld.to_string(encoding="unicode").replace("svg:", ""))  # noqa: S308 - paths only


def sleutel_in_letters(device: TOTPDevice) -> str:
    """The secret for who cannot scan, in groups of four."""
    letters = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def maak_herstelcodes(user: User) -> list[str]:
    """New recovery codes; the old ones stop working. Each works once."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "herstelcodes"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(HERSTELCODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


# ---- work that was typed when the session had ended ------------------------------------------------------


def bewaar_werk(request: HttpRequest, wie: int) -> None:
    """Keep the typed fields until this same person has signed in again."""
    velden = [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        for waarde in waarden
        if naam != "csrfmiddlewaretoken"
    ]
    tekst = json.dumps({"pad": request.get_full_path(), "velden": velden})
    if len(tekst) <= WERK_MAX:
        request.session[WERK] = {
            "wie": wie,
            "inhoud": base64.b64encode(geheim.encrypt(tekst.encode())).decode(),
        }


def bewaard_werk(request: HttpRequest) -> dict[str, Any] | None:
    """{"pad", "velden"} of the person who is now signed in, or None."""
    werk = request.session.get(WERK)
    if not werk or werk["wie"] != request.user.pk:
        return None
    return dict(json.loads(geheim.decrypt(base64.b64decode(werk["inhoud"]))))


def laat_werk_los(request: HttpRequest, response: HttpResponse) -> None:
    """Forget the kept fields once they have really been sent: saved, or back on screen with what is wrong."""
    if request.method != "POST" or WERK not in request.session:
        return
    werk = bewaard_werk(request)
    terug_op_scherm = response.status_code < 400 or response.status_code in (409, 422)
    if werk is not None and werk["pad"] == request.get_full_path() and terug_op_scherm:
        del request.session[WERK]


def als_post(velden: list[tuple[str, str]]) -> QueryDict:
    """The kept fields as a form would send them."""
    post = QueryDict(mutable=True)
    for naam, waarde in velden:
        post.appendlist(naam, waarde)
    return post


# ---- the demo --------------------------------------------------------------------------------------------


def demo_sleutel(naam: str) -> str:
    """The well-known secret of a demo user (hex). Everybody can compute it: never valid outside the demo."""
    return hashlib.sha256(f"eenplan-demo-{naam}".encode()).hexdigest()[:40]


def maak_demo_aanmelding(user: User) -> None:
    """Give a demo user the demo password and authenticator. The caller saves nothing else."""
    user.password = _demo_wachtwoord()
    user.save(update_fields=["password"])
    TOTPDevice.objects.update_or_create(
        user=user,
        name="demo",
        defaults={"key": demo_sleutel(user.get_username()), "confirmed": True, "tolerance": 10},
    )


@cache
def _demo_wachtwoord() -> str:
    """The demo password as it is stored: everybody knows it, so one salt for all is enough, and hashing takes long."""
    return make_password(DEMO_WACHTWOORD)


def demo_code(naam: str) -> str:
    """A code that this demo user can use now, also right after the previous one; empty outside the demo."""
    if not settings.DEMO:
        return ""
    device = TOTPDevice.objects.filter(user__username=naam, name="demo", key=demo_sleutel(naam)).first()
    if device is None:
        return ""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = max(time.time(), (device.last_t + 1) * device.step)
    return f"{totp.token():06d}"
