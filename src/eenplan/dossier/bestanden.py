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
MAG = "PDF, Word, Excel, ODT, JPG, PNG, tekst of e-mail"


def controleer(naam: str, inhoud: bytes) -> str:
    """The media type of the content; `Geweigerd` (veld `bestand`) when it may not be stored."""
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
    gevonden = filetype.guess(inhoud)
    if gevonden is None or gevonden.mime != TOEGESTAAN[extensie]:
        raise _nee(
            f"De inhoud van {naam} is geen {extensie[1:]}-bestand. Open het bestand, sla het opnieuw op en voeg het dan toe."
        )
    if extensie in (".docx", ".xlsx", ".odt"):
        _eis_zonder_macros(naam, inhoud)
    return TOEGESTAAN[extensie]


def _eis_tekst(naam: str, inhoud: bytes) -> None:
    try:
        inhoud.decode("utf-8")
    except UnicodeDecodeError:
        raise _nee(f"{naam} is geen leesbare tekst. Sla het op als tekst (UTF-8) of als PDF.") from None
    if b"\x00" in inhoud or inhoud.startswith((b"MZ", b"\x7fELF", b"#!")):
        raise _nee(f"{naam} is een programma en kan niet in een dossier. Gebruik {MAG}.")


def _eis_zonder_macros(naam: str, inhoud: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            namen = [n.lower() for n in archief.namelist()]
    except zipfile.BadZipFile:
        raise _nee(
            f"{naam} is beschadigd. Open het bestand, sla het opnieuw op en voeg het dan toe."
        ) from None
    if any(n.endswith(("vbaproject.bin", ".exe", ".js", ".vbs")) or n.startswith("basic/") for n in namen):
        raise _nee(f"In {naam} zitten macro's. Sla het op zonder macro's of als PDF.")


def _nee(zin: str) -> Geweigerd:
    return Geweigerd(zin, veld="bestand")
