"""One report about Sem de Vries that has come in, and a way to write in a file that Word would make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from eenplan.dossier.actions import registreer_melding, wijs_regisseur_toe
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens


@pytest.fixture
def meld(gezin_de_vries, amina) -> Callable[..., Dossier]:
    """`meld()`: school reports Sem; inside `namens(...)` or on its own."""

    def doe(**velden) -> Dossier:
        basis = {
            "gezin": gezin_de_vries.gezin,
            "jeugdige": gezin_de_vries.sem,
            "route": "school",
            "melder_naam": "Mentor Van Dam",
            "vraag": "Sem komt niet meer op school.",
            "door": amina,
        }
        with namens(velden.get("door", amina)):
            return registreer_melding(**basis | velden)

    return doe


@pytest.fixture
def dossier(meld) -> Dossier:
    """A report that came in: nobody directs it yet."""
    return meld()


@pytest.fixture
def in_regie(meld, amina, petra) -> Dossier:
    """The same family, once Amina is its regisseur."""
    nieuw = meld()
    with namens(petra):
        return wijs_regisseur_toe(dossier=nieuw, medewerker=amina, door=petra)


def archief(*namen: str, inhoudsopgave: str = "<Types/>") -> bytes:
    """An archive with these parts, as office programs store documents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip_:
        zip_.writestr("[Content_Types].xml", inhoudsopgave)
        for naam in namen:
            zip_.writestr(naam, "inhoud")
    return buffer.getvalue()


@pytest.fixture(name="archief")
def _archief() -> Callable[..., bytes]:
    return archief
