"""The embedded facts equal the reference data: code lists, datatypes, rule codes."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import ijw
from ijw.referentie import naslag
from ijw.schema import soorten, vormen
from ijw.soorten import Code
from ijw.v3_2 import datatypen

from .berichten import ALLE, NAMEN

DOCS = Path(__file__).resolve().parents[2] / "docs" / "ijw"
SOORTEN = {soort.naam: soort for soort in soorten(vars(datatypen))}


@pytest.mark.parametrize(("bestand", "betekenis"), [("codelijsten.csv", "betekenis"), ("landen.csv", "naam")])
def test_codelijsten_zijn_die_van_de_standaard(gedeeld: Path, bestand: str, betekenis: str) -> None:
    with (gedeeld / bestand).open(encoding="utf-8", newline="") as stroom:
        rijen = list(csv.DictReader(stroom))
    for lijst in {rij["lijst"] for rij in rijen}:
        verwacht = {rij["code"]: rij[betekenis] for rij in rijen if rij["lijst"] == lijst}
        assert ijw.codelijst(lijst) == verwacht


def test_regelcodes_per_datatype_zijn_die_van_de_standaard(gedeeld: Path) -> None:
    with (gedeeld / "regels.csv").open(encoding="utf-8", newline="") as stroom:
        rijen = [rij for rij in csv.DictReader(stroom) if rij["soort"] == "RS" and rij["code"] != "RS047"]
    verwacht: dict[str, set[str]] = {}
    for rij in rijen:
        for naam in re.findall(r"LDT_\w+", rij["klasse_element"]):
            verwacht.setdefault(naam, set()).add(rij["code"])
    gevonden = {naam: soort.regels() for naam, soort in SOORTEN.items() if naam in verwacht}
    assert gevonden == verwacht
    assert {code for soort in SOORTEN.values() for code in soort.regels()} == {rij["code"] for rij in rijen}


def test_alle_datatypen_van_het_basisschema_zijn_er(gedeeld: Path) -> None:
    basis = (gedeeld / "xsd" / "basisschema.xsd").read_text(encoding="utf-8")
    eigen = ijw.xsd("basisschema")
    for patroon in (r'<xs:simpleType name="(\w+)"', r'<xs:complexType name="(\w+)"'):
        assert set(re.findall(patroon, eigen)) == set(re.findall(patroon, basis))


def test_codes_passen_in_hun_maximale_lengte() -> None:
    for soort in SOORTEN.values():
        if isinstance(soort, Code):
            assert all(1 <= len(code) <= soort.maximum for code in soort.codes), soort.naam


@pytest.mark.parametrize("bericht", ALLE, ids=NAMEN)
def test_de_referentie_noemt_elk_element_en_elke_codelijst(bericht: type[ijw.Bericht]) -> None:
    pagina = ijw.reference(bericht.NAAM)
    for vorm in vormen(bericht):
        for veld in vorm.velden:
            assert f"| `{veld.naam}` |" in pagina
            if isinstance(veld.soort, Code):
                assert f"## Codelijst {veld.soort.lijst}\n" in pagina


MET_DE_HAND = {"README.md", "casus.md"}


def test_de_naslag_in_docs_is_die_van_nu() -> None:
    hoort = naslag()
    staat = {
        pad.name: pad.read_text(encoding="utf-8") for pad in DOCS.glob("*.md") if pad.name not in MET_DE_HAND
    }
    oud = sorted(naam for naam in hoort.keys() | staat.keys() if hoort.get(naam) != staat.get(naam))
    assert not oud, f"draai `python -m ijw naslag docs/ijw`: {oud}"
    inhoud = (DOCS / "README.md").read_text(encoding="utf-8")
    assert all(f"]({naam})" in inhoud for naam in hoort)


def test_een_onbekend_bericht_heeft_geen_schema_en_geen_referentie() -> None:
    with pytest.raises(KeyError, match="JW999"):
        ijw.xsd("JW999")
    with pytest.raises(KeyError, match="JW999"):
        ijw.reference("JW999")
