"""A file that would leave families stuck, brought in through the page: said at its field, and nothing is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eenplan.werkwijze.models import TabelVersie, WerkwijzeVersie

from .conftest import PROCESSEN
from .tekenen import EIND, GOED, KEUZE, START, baan, taak, tekening

pytestmark = pytest.mark.django_db


def zonder_uitweg() -> bytes:
    pijlen = "start -> lezen\nlezen -> keuze\nkeuze -> eind : goed = true\nkeuze -> bellen : goed = false\nbellen -> wachten\nwachten -> bellen"
    elementen = [
        START,
        taak("lezen", levert=GOED),
        KEUZE,
        taak("bellen", "Bellen"),
        taak("wachten", "Wachten"),
        EIND,
    ]
    return tekening(*elementen, banen=baan("lezen", "bellen", "wachten"), pijlen=pijlen)


def met_overlap() -> bytes:
    return (
        (PROCESSEN / "kwadrant.dmn").read_text().replace('<text>"zwaar"</text>', "<text>-</text>", 1).encode()
    )


def in_latin_1() -> bytes:
    """As an old drawing programme may save it: a name with é is one byte there."""
    xml = tekening(
        START,
        taak("lezen", "Eén keer lezen"),
        EIND,
        banen=baan("lezen"),
        pijlen="start -> lezen\nlezen -> eind",
    )
    return xml.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")


def met_lang_kenmerk() -> bytes:
    return tekening(
        START,
        taak("lezen"),
        EIND,
        banen=baan("lezen"),
        pijlen="start -> lezen\nlezen -> eind",
        sleutel="P" * 41,
    )


def tabel_met_lang_kenmerk() -> bytes:
    return (PROCESSEN / "kwadrant.dmn").read_text().replace('id="kwadrant"', f'id="{"k" * 41}"').encode()


MILJARD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><definitions>&b;&c;</definitions>'


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("lus.bpmn", zonder_uitweg, "heeft geen uitweg"),
        ("kwadrant.dmn", met_overlap, "Kwadrant"),
        ("lus.bpmn", lambda: MILJARD, ""),
        ("kwadrant.dmn", lambda: MILJARD, ""),
        ("oud.bpmn", in_latin_1, "Sla het op als UTF-8"),
        ("lang.bpmn", met_lang_kenmerk, "1 tot 40 tekens"),
        ("lang.dmn", tabel_met_lang_kenmerk, "hoogstens 40 tekens"),
        ("foto.bpmn", lambda: b"\x89PNG\r\n\x1a\n", ""),
        ("groot.dmn", lambda: b"<x>" + b" " * 26 * 1024 * 1024, ""),
    ],
    ids=[
        "lus",
        "overlap",
        "bpmn met entiteiten",
        "dmn met entiteiten",
        "latin-1",
        "lang kenmerk",
        "tabel met lang kenmerk",
        "geen xml",
        "26 MB",
    ],
)
def test_what_cannot_run_is_refused_on_the_page(
    dossier: Any, kees: Any, aangemeld: Any, naam: str, inhoud: Any, zin: str
) -> None:
    voor = WerkwijzeVersie.objects.count(), TabelVersie.objects.count()
    antwoord = aangemeld(kees).post(
        "/werkwijze/laden/", {"bestand": SimpleUploadedFile(naam, inhoud()), "toelichting": "Een stap erbij"}
    )
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in pagina and "Een stap erbij" in pagina and "root:" not in pagina
    assert (WerkwijzeVersie.objects.count(), TabelVersie.objects.count()) == voor
