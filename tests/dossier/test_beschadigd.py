"""A document whose bytes were changed or lost on disk: nobody reads it as if nothing happened, and it is said."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eenplan.dossier.actions import voeg_document_toe
from eenplan.dossier.models import Document
from eenplan.kern import opslag, paden
from eenplan.kern.context import namens
from eenplan.kern.logboek import JsonRegel
from eenplan.kern.models import Leesregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(in_regie: Any, amina: Any) -> Iterator[Document]:
    """A letter about Lotte, in the dossier of her family."""
    with namens(amina):
        document = voeg_document_toe(
            dossier=in_regie, naam="Brief Lotte de Vries.txt", soort="brief", inhoud=b"Van school", door=amina
        )
    yield document
    opslag.verwijder(document.sleutel)


def op_schijf(document: Document) -> Path:
    (bestand,) = [b for b in paden.var(*opslag.MAP).rglob(document.sleutel) if b.is_file()]
    return bestand


def draai_een_bit_om(bestand: Path) -> None:
    ruw = bytearray(bestand.read_bytes())
    ruw[-1] ^= 1
    bestand.write_bytes(ruw)


SCHADE = {
    "een bit": (draai_een_bit_om, "Dit document is beschadigd"),
    "afgekapt": (
        lambda bestand: bestand.write_bytes(bestand.read_bytes()[:10]),
        "Dit document is beschadigd",
    ),
    "leeg": (lambda bestand: bestand.write_bytes(b""), "Dit document is beschadigd"),
    "geen tekst": (
        lambda bestand: bestand.write_bytes(b"\xff\xfe:" + bytes(40)),
        "Dit document is beschadigd",
    ),
    "weg": (lambda bestand: bestand.unlink(), "staat niet meer op de schijf"),
}


@pytest.mark.parametrize("schade", SCHADE)
def test_what_happened_is_said_and_whom_to_tell(
    brief: Document, in_regie: Any, amina: Any, aangemeld: Any, caplog: Any, schade: str
) -> None:
    doe, zin = SCHADE[schade]
    doe(op_schijf(brief))
    logging.getLogger("eenplan").addHandler(caplog.handler)
    try:
        antwoord = aangemeld(amina).get(f"/dossier/{in_regie.nummer}/documenten/{brief.pk}/")
    finally:
        logging.getLogger("eenplan").removeHandler(caplog.handler)
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 410
    assert zin in pagina and "Bel de beheerder" in pagina and "Van school" not in pagina
    (regel,) = [json.loads(JsonRegel().format(r)) for r in caplog.records if r.levelname == "ERROR"]
    assert regel["tekst"] == "document onleesbaar" and regel["document"] == brief.pk
    assert "Lotte" not in json.dumps(regel) and in_regie.nummer not in json.dumps(regel)
    assert regel.get("verzoek", "") in pagina
    with namens(amina):
        assert not Leesregel.objects.filter(wat="document").exists(), "nobody read it"


def test_a_document_that_is_whole_is_handed_over(
    brief: Document, in_regie: Any, amina: Any, aangemeld: Any
) -> None:
    antwoord = aangemeld(amina).get(f"/dossier/{in_regie.nummer}/documenten/{brief.pk}/")
    assert b"".join(antwoord.streaming_content) == b"Van school"
