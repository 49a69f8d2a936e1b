"""What may be stored as a document: judged by its content, not by its name.

Only formats that the work needs and that a viewer shows without running anything.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

import filetype

from eenplan.kern.fouten import Geweigerd
from eenplan.kern.uploads import MAX_DOCUMENT

# extension → media type; what the content must turn out to be
TOEGESTAAN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
}
TEKST = (".txt", ".eml")
# The part that makes an archive this kind of document.
KANTOOR = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml"}
MAX_NAAM = 200
MAG = "PDF, Word, Excel, ODT, JPG, PNG, tekst of e-mail"


def controleer(naam: str, inhoud: bytes) -> str:
    """The media type of the content; `Geweigerd` (veld `bestand`) when it may not be stored."""
    if len(naam) > MAX_NAAM or not naam.isprintable() or PurePath(naam).name != naam:
        raise _nee(
            f"De naam van het bestand is te lang (meer dan {MAX_NAAM} tekens) of bevat tekens die niet kunnen. "
            "Geef het bestand een korte, gewone naam."
        )
    if not inhoud:
        raise _nee(f"Het bestand {naam} is leeg. Kies het bestand opnieuw.")
    if len(inhoud) > MAX_DOCUMENT:
        raise _nee(
            f"Het bestand {naam} is groter dan {MAX_DOCUMENT // 1024 // 1024} MB. Maak het kleiner of splits het."
        )
    extensie = PurePath(naam).suffix.lower()
    if extensie not in TOEGESTAAN:
        raise _nee(
            f"Een bestand van het soort '{extensie or 'onbekend'}' kan niet in een dossier. Gebruik {MAG}."
        )
    if extensie in TEKST:
        _eis_tekst(naam, inhoud)
        return TOEGESTAAN[extensie]
    if extensie in KANTOOR:
        _eis_kantoordocument(naam, inhoud, extensie)
        return TOEGESTAAN[extensie]
    gevonden = filetype.guess(inhoud)
    if gevonden is None or gevonden.mime != TOEGESTAAN[extensie]:
        raise _ander_soort(naam, extensie)
    return TOEGESTAAN[extensie]


def _eis_tekst(naam: str, inhoud: bytes) -> None:
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError:
        raise _nee(f"{naam} is geen leesbare tekst. Sla het op als tekst (UTF-8) of als PDF.") from None
    if b"\x00" in inhoud or inhoud.startswith((b"MZ", b"\x7fELF", b"#!")):
        raise _nee(f"{naam} is een programma en kan niet in een dossier. Gebruik {MAG}.")


def _eis_kantoordocument(naam: str, inhoud: bytes, extensie: str) -> None:
    """An office document is an archive: it must hold its main part, and nothing that runs."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            namen = [n.lower() for n in archief.namelist()]
            inhoudsopgave = _lees_klein(archief, "[Content_Types].xml")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise _ander_soort(naam, extensie) from None
    if KANTOOR[extensie] not in namen:
        raise _ander_soort(naam, extensie)
    macros = b"macroenabled" in inhoudsopgave.lower() or any(
        n.endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) or n.startswith(("basic/", "scripts/"))
        for n in namen
    )
    if macros:
        raise _nee(f"In {naam} zitten macro's. Sla het op zonder macro's of als PDF.")


def _lees_klein(archief: zipfile.ZipFile, deel: str) -> bytes:
    """At most a megabyte of one part, so that an archive that unpacks to gigabytes does no harm."""
    if deel not in archief.namelist():
        return b""
    with archief.open(deel) as bestand:
        return bestand.read(1024 * 1024)


def _ander_soort(naam: str, extensie: str) -> Geweigerd:
    return _nee(
        f"De inhoud van {naam} is geen {extensie[1:]}-bestand. Open het bestand, sla het opnieuw op en voeg het dan toe."
    )


def _nee(zin: str) -> Geweigerd:
    return Geweigerd(zin, veld="bestand")
