"""Logs are for operators: they say what happened, never to whom."""

from __future__ import annotations

import json
import logging

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from eenplan.gezin.models import Gezin
from eenplan.kern.context import namens
from eenplan.kern.logboek import GeenPaden, JsonRegel
from eenplan.kern.uploads import MAX_DOCUMENT, te_groot_geweest
from eenplan.urls import handler400, handler403, handler404, handler500  # noqa: F401
from eenplan.urls import urlpatterns as echte_paden

pytestmark = pytest.mark.django_db

GEHEIM = ("Vries", "Fenna", "WV-2026", "amina@", "999990019")


def ontploft(request, nummer):
    raise ValueError(f"Gezin De Vries, {nummer}, {request.GET}")


def dubbel(request, nummer):
    Gezin.objects.create(id=1, organisatie=request.medewerker.organisatie, naam="Gezin De Vries")
    Gezin.objects.create(id=1, organisatie=request.medewerker.organisatie, naam="Gezin De Vries")
    return HttpResponse()


def velden(request, nummer):
    return HttpResponse(
        f"{sorted(request.POST)} {te_groot_geweest(request, 'bestand')} {sorted(request.FILES)}"
    )


urlpatterns = [
    path("ontploft/<str:nummer>/", ontploft),
    path("dubbel/<str:nummer>/", dubbel),
    path("velden/<str:nummer>/", velden),
    *echte_paden,
]


@pytest.fixture
def regels():
    """All that any logger says during the test, as it would be printed."""
    gezegd: list[str] = []

    class Vang(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            gezegd.append(self.format(record))

    vang = Vang()
    vang.addFilter(GeenPaden())
    vang.setFormatter(JsonRegel())
    # every logger that writes for itself, as `LOGGING` in the settings names them
    from django.conf import settings

    loggers = [logging.getLogger(naam) for naam in ("", *settings.LOGGING["loggers"])]
    for logger in loggers:
        logger.addHandler(vang)
    yield gezegd
    for logger in loggers:
        logger.removeHandler(vang)


def zonder_personen(regels: list[str]) -> list[dict]:
    assert regels, "er is niets gelogd: dan bewijst deze test niets"
    for regel in regels:
        for woord in GEHEIM:
            assert woord not in regel, regel
    return [json.loads(regel) for regel in regels]


@pytest.fixture
def amina_in_browser(aangemeld, amina) -> Client:
    client = aangemeld(amina)
    client.raise_request_exception = False
    return client


def test_a_request_is_one_line_with_its_route_and_not_its_address(amina_in_browser, regels):
    antwoord = amina_in_browser.get("/dossier/WV-2026-00001/", {"q": "Fenna de Vries"})
    assert antwoord.status_code == 404
    regel = next(r for r in zonder_personen(regels) if r["bron"] == "eenplan.verzoek")
    assert (regel["route"], regel["methode"], regel["status"]) == ("dossier:overzicht", "GET", 404)
    assert regel["verzoek"] == antwoord.headers["X-Verzoek"]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("pad", ["ontploft", "dubbel"])
def test_a_crash_says_where_and_not_what_was_typed(amina_in_browser, regels, pad):
    antwoord = amina_in_browser.get(f"/{pad}/WV-2026-00001/", {"naam": "Fenna de Vries"})
    assert antwoord.status_code == 500
    assert "De Vries" not in antwoord.content.decode()
    regel = next(r for r in zonder_personen(regels) if r["niveau"] == "error")
    assert regel["tekst"] == "Internal Server Error"
    assert regel["fout"][0] in ("ValueError", "IntegrityError")
    assert any(pad in plek for plek in regel["fout"])


def test_addresses_that_do_not_exist_or_are_forged_stay_out_of_the_log(amina_in_browser, regels):
    amina_in_browser.get("/bestaat-niet/Fenna-de-Vries/WV-2026-00001")
    streng = Client(enforce_csrf_checks=True)
    assert streng.post("/dossier/WV-2026-00001/documenten/?q=Fenna", {"naam": "De Vries"}).status_code == 403
    Client(headers={"host": "fenna.de-Vries.nl"}).get("/")
    teksten = [regel["tekst"] for regel in zonder_personen(regels)]
    assert "Not Found" in teksten
    assert any(tekst.startswith("Forbidden") for tekst in teksten)


def test_a_login_that_fails_does_not_name_who_tried(amina, regels):
    Client(raise_request_exception=False).post(
        "/aanmelden/",
        {
            "gebruikersnaam": "amina@wv.example",
            "username": "amina@wv.example",
            "wachtwoord": "Fenna",
            "password": "Fenna",
        },
    )
    logging.getLogger("axes.attempts").warning("AXES: New login failure by %s.", "amina@wv.example")
    assert "AXES: New login failure by …." in [r["tekst"] for r in zonder_personen(regels)]


def test_a_refused_row_is_not_quoted(amina, regels):
    with pytest.raises(IntegrityError), namens(amina):
        try:
            Gezin.objects.create(organisatie=amina.organisatie, naam=None)
        except IntegrityError:
            logging.getLogger("eenplan.proef").exception("opslaan mislukt")
            raise
    zonder_personen(regels)


# Uploads ------------------------------------------------------------------------------------------------------


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("mb", "geland"), [(1, True), (25, True), (26, False), (60, False)])
def test_a_file_that_is_too_large_is_dropped_and_the_rest_of_the_form_stays(
    amina_in_browser, regels, mb, geland
):
    from django.core.files.uploadedfile import SimpleUploadedFile

    inhoud = bytes(mb * 1024 * 1024)
    antwoord = amina_in_browser.post(
        "/velden/WV-2026-00001/", {"naam": "getypt", "bestand": SimpleUploadedFile("a.pdf", inhoud)}
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "['naam']" in tekst
    assert ("['bestand']" in tekst) == geland
    assert (f"groter dan {MAX_DOCUMENT // 1024 // 1024} MB" in tekst) != geland


@override_settings(ROOT_URLCONF=__name__)
def test_a_request_without_end_is_refused_with_a_page(amina_in_browser, regels, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from eenplan.kern import uploads

    monkeypatch.setattr(uploads, "MAX_VERZOEK", 1024)
    antwoord = amina_in_browser.post(
        "/velden/WV-2026-00001/", {"naam": "getypt", "bestand": SimpleUploadedFile("a.pdf", bytes(4096))}
    )
    assert antwoord.status_code == 413
