"""What is written down: contact notes that are found, documents that are what they say, consent with an end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from eenplan.dossier.actions import (
    geef_toestemming,
    maak_lid,
    trek_toestemming_in,
    voeg_document_toe,
    voeg_notitie_toe,
    wijzig_notitie,
)
from eenplan.dossier.models import Contactnotitie, Document, Toestemming
from eenplan.dossier.queries import zoek, zoek_in_notities
from eenplan.kern import opslag, paden
from eenplan.kern.context import namens
from eenplan.kern.fouten import Geweigerd, VerouderdeVersie
from eenplan.kern.tijd import vandaag

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"x" * 100


# Contact notes ------------------------------------------------------------------------------------------------


@pytest.fixture
def dossier(in_regie):
    """Of Amina: she writes in it."""
    return in_regie


@pytest.fixture
def noteer(dossier, amina):
    def doe(tekst: str = "Gebeld.", **velden):
        basis = {"dossier": dossier, "soort": "huisbezoek", "datum": vandaag(), "door": amina}
        return voeg_notitie_toe(tekst=tekst, **basis | velden)

    return doe


def test_a_note_is_on_the_timeline_at_once(dossier, amina, noteer):
    with namens(amina):
        notitie = noteer("  Moeder is moe.  ", met_wie="Marije")
        assert notitie.tekst == "Moeder is moe."
        regel = dossier.gebeurtenissen.get(soort="notitie.toegevoegd")
        assert (regel.over_id, regel.tekst) == (notitie.pk, "Huisbezoek")


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"datum": lambda: vandaag() + timedelta(days=1)}, "datum", "ligt in de toekomst"),
        ({"tekst": "   "}, "tekst", "leeg"),
        ({"soort": "postduif"}, "soort", "postduif"),
        ({"met_wie": "x" * 201}, "met_wie", "200"),
    ],
)
def test_a_note_that_cannot_be_is_refused(amina, noteer, velden, veld, zin):
    with namens(amina):
        with pytest.raises(Geweigerd, match=zin) as fout:
            noteer(**{naam: waarde() if callable(waarde) else waarde for naam, waarde in velden.items()})
        assert fout.value.veld == veld
        assert not Contactnotitie.objects.exists()


@pytest.mark.parametrize(
    ("geschreven", "gezocht"),
    [
        ("Twee huisbezoeken gedaan bij moeder.", "huisbezoek"),
        ("Een huisbezoek gedaan.", "huisbezoeken"),
        ("Moeder maakt zich zorgen.", "zorg"),
        ("Er waren gesprekken op school.", "gesprek"),
        ("Vader werkte die avond.", "vader werkt"),
        ("Sem is weggelopen van huis.", "weggelopen -school"),
        ("Sem zei: ik wil terug naar huis.", '"terug naar huis"'),
    ],
)
def test_words_are_found_in_another_form(dossier, amina, noteer, geschreven, gezocht):
    with namens(amina):
        gezocht_in = noteer(geschreven)
        noteer("Heel iets anders over paardrijden.")
        assert list(zoek_in_notities(dossier, gezocht)) == [gezocht_in]
        assert list(zoek(amina, gezocht)) == [dossier]


def test_the_place_that_matched_is_marked_and_the_best_comes_first(dossier, amina, noteer):
    with namens(amina):
        noteer("Op school was het rustig. Moeder sprak over werk en geld.")
        noteer("School, school en nog eens school.", met_wie="Mentor van school")
        eerste, tweede = zoek_in_notities(dossier, "school")
        assert eerste.met_wie and "«school»" in tweede.fragment


@pytest.mark.parametrize("vraag", ["'", "a & | b", "(((", "\\", "<script>", "de het een"])
def test_odd_questions_find_nothing_and_break_nothing(dossier, amina, noteer, vraag):
    with namens(amina):
        noteer("Gebeld over de vakantie.")
        assert list(zoek_in_notities(dossier, vraag)) == []


def test_only_writer_and_regisseur_correct_a_note_and_the_old_words_stay(dossier, amina, bert, hanna, noteer):
    with namens(amina):
        for collega, rol in ((bert, "tweede_lezer"), (hanna, "gedragswetenschapper")):
            maak_lid(dossier=dossier, medewerker=collega, rol=rol, door=amina)
        notitie = noteer("Gebeld met vader.", door=bert)
        with pytest.raises(Geweigerd, match="Alleen wie de notitie schreef"):
            wijzig_notitie(notitie=notitie, gelezen_versie=0, tekst="x", met_wie="", door=hanna)
        wijzig_notitie(notitie=notitie, gelezen_versie=0, tekst="Gebeld met opa.", met_wie="opa", door=amina)
        with pytest.raises(VerouderdeVersie):
            wijzig_notitie(notitie=notitie, gelezen_versie=0, tekst="Gebeld met oma.", met_wie="", door=bert)
        assert [h.tekst for h in notitie.historie.order_by("pgh_id")] == [
            "Gebeld met vader.",
            "Gebeld met opa.",
        ]
        assert not zoek_in_notities(dossier, "vader").exists()


# Documents ----------------------------------------------------------------------------------------------------


def op_schijf() -> set[str]:
    return {bestand.name for bestand in paden.var(*opslag.MAP).rglob("*") if bestand.is_file()}


@pytest.fixture
def schijf():
    """What was there before; what a test leaves is removed after it."""
    ervoor = op_schijf()
    yield ervoor
    for sleutel in op_schijf() - ervoor:
        opslag.verwijder(sleutel)


def test_a_document_stands_encrypted_outside_the_database(dossier, amina, schijf):
    with namens(amina):
        document = voeg_document_toe(
            dossier=dossier, naam="verslag.pdf", soort="verslag", inhoud=PDF, door=amina
        )
    assert (document.mediatype, document.grootte) == ("application/pdf", len(PDF))
    assert opslag.lees(document.sleutel) == PDF
    assert PDF not in opslag._path(document.sleutel).read_bytes()


GOED = {
    "a.pdf": PDF,
    "A.PDF": PDF,
    "foto.jpg": b"\xff\xd8\xff\xe0" + bytes(20),
    "foto.png": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "brief.txt": "Beste Zoë,\n".encode(),
    "mail.eml": b"From: a@example.nl\n\nHallo",
}


@pytest.mark.parametrize("naam", GOED)
def test_what_the_work_needs_is_taken(dossier, amina, schijf, naam):
    with namens(amina):
        voeg_document_toe(dossier=dossier, naam=naam, soort="verslag", inhoud=GOED[naam], door=amina)


@pytest.mark.parametrize(
    ("naam", "delen"),
    [
        ("a.docx", ["word/document.xml", "docProps/app.xml"]),
        (
            "a.docx",
            ["docProps/app.xml", "_rels/.rels", "word/document.xml"],
        ),  # whatever the order of the parts
        ("a.xlsx", ["xl/workbook.xml"]),
        ("a.odt", ["content.xml", "mimetype"]),
    ],
)
def test_office_documents_are_taken(dossier, amina, schijf, archief, naam, delen):
    with namens(amina):
        voeg_document_toe(dossier=dossier, naam=naam, soort="verslag", inhoud=archief(*delen), door=amina)


def slecht(archief) -> dict[str, tuple[str, bytes, str]]:
    macro = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return {
        "programma als pdf": ("a.pdf", b"MZ\x90\x00" + bytes(100), "geen pdf-bestand"),
        "linux-programma als jpg": ("a.jpg", b"\x7fELF" + bytes(100), "geen jpg-bestand"),
        "script als tekst": ("a.txt", b"#!/bin/sh\nrm -rf /", "is een programma"),
        "tekst met NUL": ("a.txt", b"hallo\x00wereld", "is een programma"),
        "tekst in vreemde tekens": ("a.txt", b"Zo\xeb", "geen leesbare tekst"),
        "pdf als foto": ("a.png", PDF, "geen png-bestand"),
        "programma": ("a.exe", b"MZ" + bytes(100), "soort '.exe'"),
        "webpagina": ("a.html", b"<script>", "soort '.html'"),
        "zonder soort": ("verslag", PDF, "soort 'onbekend'"),
        "dubbele naam": ("a.pdf.exe", PDF, "soort '.exe'"),
        "leeg": ("a.pdf", b"", "is leeg"),
        "te groot": ("a.pdf", PDF + bytes(25 * 1024 * 1024), "groter dan 25 MB"),
        "zip als docx": ("a.docx", archief("foto.jpg"), "geen docx-bestand"),
        "xlsx als docx": ("a.docx", archief("xl/workbook.xml"), "geen docx-bestand"),
        "kapotte docx": ("a.docx", archief("word/document.xml")[:60], "geen docx-bestand"),
        "docx met macro": ("a.docx", archief("word/document.xml", "word/vbaProject.bin"), "macro's"),
        "docx die zich macro noemt": ("a.docx", archief("word/document.xml", inhoudsopgave=macro), "macro's"),
        "odt met macro": ("a.odt", archief("content.xml", "Basic/Standard/Module1.xml"), "macro's"),
        "odt met script": ("a.odt", archief("content.xml", "Scripts/python/x.py"), "macro's"),
        "docx met programma": ("a.docx", archief("word/document.xml", "word/embeddings/a.exe"), "macro's"),
        "pad in de naam": ("../../a.pdf", PDF, "naam van het bestand"),
        "regel in de naam": ("a\r\nSet-Cookie: x.pdf", PDF, "naam van het bestand"),
        "omgekeerde naam": ("a\u202efdp.exe.pdf", PDF, "naam van het bestand"),
        "lange naam": ("a" * 200 + ".pdf", PDF, "naam van het bestand"),
    }


@pytest.mark.parametrize("geval", list(slecht(lambda *a, **k: b"")))
def test_what_is_not_what_it_says_is_refused_and_nothing_is_half_stored(
    dossier, amina, schijf, archief, geval
):
    naam, inhoud, zin = slecht(archief)[geval]
    with namens(amina):
        with pytest.raises(Geweigerd, match=zin) as fout:
            voeg_document_toe(dossier=dossier, naam=naam, soort="verslag", inhoud=inhoud, door=amina)
        assert fout.value.veld == "bestand"
        assert not Document.objects.exists()
    assert op_schijf() == schijf


def test_a_document_whose_row_is_refused_leaves_no_file(dossier, amina, schijf):
    with namens(amina):
        with pytest.raises(Geweigerd, match="40"):
            voeg_document_toe(dossier=dossier, naam="a.pdf", soort="x" * 41, inhoud=PDF, door=amina)
        assert not Document.objects.exists()
    assert op_schijf() == schijf


def test_a_page_that_fails_after_the_upload_leaves_no_file(dossier, amina, schijf):
    with pytest.raises(ZeroDivisionError), namens(amina):
        voeg_document_toe(dossier=dossier, naam="a.pdf", soort="verslag", inhoud=PDF, door=amina)
        1 / 0  # noqa: B018
    assert op_schijf() == schijf


def test_the_content_of_a_document_is_in_no_table(dossier, amina, schijf):
    with namens(amina):
        voeg_document_toe(dossier=dossier, naam="a.txt", soort="brief", inhoud=b"Eenhoornwoord", door=amina)
        with connection.cursor() as cursor:
            for tabel in ("dossier_document", "dossier_documentevent", "kern_gebeurtenis"):
                cursor.execute(f"SELECT count(*) FROM {tabel} t WHERE t::text LIKE '%%Eenhoorn%%'", [])
                assert cursor.fetchone() == (0,)


# Consent ------------------------------------------------------------------------------------------------------


@pytest.fixture
def toestemming(dossier, amina, gezin_de_vries):
    def doe(gegeven=timedelta(0), tot=timedelta(days=90), **velden):
        basis = {"persoon": gezin_de_vries.marije, "aan_wie": "school", "doel": "overleg over Sem"}
        return geef_toestemming(
            dossier=dossier, gegeven_op=vandaag() + gegeven, tot=vandaag() + tot, door=amina, **basis | velden
        )

    return doe


@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"tot": timedelta(days=-1)}, "tot", "einddatum ligt vóór"),
        ({"gegeven": timedelta(days=1)}, "gegeven_op", "niet in de toekomst"),
        ({"aan_wie": ""}, "aan_wie", "leeg"),
        ({"doel": "x" * 301}, "doel", "300"),
    ],
)
def test_consent_that_cannot_be_is_refused(amina, toestemming, velden, veld, zin):
    with namens(amina):
        with pytest.raises(Geweigerd, match=zin) as fout:
            toestemming(**velden)
        assert fout.value.veld == veld
        assert not Toestemming.objects.exists()


def test_consent_may_hold_for_one_day_and_be_taken_back(amina, toestemming):
    with namens(amina):
        gegeven = toestemming(tot=timedelta(0))
        assert trek_toestemming_in(toestemming=gegeven, door=amina).ingetrokken_op == vandaag()
        assert [h.pgh_context["actie"] for h in gegeven.historie.order_by("pgh_id")] == [
            "dossier.geef_toestemming", "dossier.trek_toestemming_in",
        ]  # fmt: skip
