"""A file that may not come in, sent by a browser as browsers send it: nothing stays behind, the rest of the form does."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from eenplan.kern import opslag, paden
from eenplan.kern.context import namens
from eenplan.kern.models import Gebeurtenis

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n"


def opgeslagen() -> set[Any]:
    return {pad for pad in paden.var(*opslag.MAP).rglob("*") if pad.is_file()}


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("film.pdf", PDF + bytes(60 * 1024 * 1024), "groter dan 25 MB"),
        ("zorg.exe", b"MZ\x90\x00programma", "kan niet in een dossier"),
        ("zorg.pdf", b"MZ\x90\x00programma", "geen pdf-bestand"),
        ("zorg.txt", b"#!/bin/sh\nrm -rf /", "is een programma"),
        ("zorg.html", b"<script>alert(1)</script>", "kan niet in een dossier"),
        (
            "zorg.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "kan niet in een dossier",
        ),
        ("leeg.pdf", b"", "leeg"),
        ("lange naam " * 20 + ".pdf", PDF, "bestandsnaam"),
    ],
    ids=["60 MB", "programma", "vermomd", "script", "html", "svg", "leeg", "lange naam"],
)
def test_what_may_not_come_in_leaves_nothing_behind(
    dossier: Any, anton: Any, aangemeld: Any, naam: str, inhoud: bytes, zin: str
) -> None:
    adres, voor = f"/dossier/{dossier.nummer}/documenten/", opgeslagen()
    with namens(anton):
        gebeurtenissen = Gebeurtenis.objects.count()
    antwoord = aangemeld(anton).post(
        adres, {"bestand": SimpleUploadedFile(naam, inhoud), "soort": "rapportage"}
    )
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in pagina
    assert 'value="rapportage" selected' in pagina  # what was chosen beside it stays
    with namens(anton):
        assert not dossier.documenten.exists()
        assert Gebeurtenis.objects.count() == gebeurtenissen
    assert opgeslagen() == voor


def test_the_name_of_a_file_cannot_add_a_header_or_leave_its_folder(
    dossier: Any, anton: Any, aangemeld: Any
) -> None:
    browser = aangemeld(anton)
    for naam in ("../../weg.txt", "a\r\nSet-Cookie: x=1.txt", '"; x="y.txt', "é–ž 'aanhaling'.txt"):
        browser.post(
            f"/dossier/{dossier.nummer}/documenten/",
            {"bestand": SimpleUploadedFile(naam, b"tekst"), "soort": "verslag"},
        )
    with namens(anton):
        documenten = list(dossier.documenten.all())
    assert documenten
    for document in documenten:
        antwoord = browser.get(f"/dossier/{dossier.nummer}/documenten/{document.pk}/")
        kop = antwoord.headers["Content-Disposition"]
        assert (
            kop.startswith("attachment;")
            and kop.isprintable()
            and "Set-Cookie" not in antwoord.headers.get("Set-Cookie", "")
        )
        assert "/" not in document.naam and b"".join(antwoord.streaming_content) == b"tekst"
