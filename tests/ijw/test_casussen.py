"""The practice cases of the standard, replayed against an administration in memory: every message gets the verdict that
its step expects."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import ijw
from eenplan.berichten.casus.lezen import Stap
from ijw import typen
from ijw.berekeningen import Periode, productperioden
from ijw.regels.voorbeelden import DAGTEKENING, jw323, lopend

from . import casus
from .conftest import GEDEELD


def test_alle_casussen_zijn_er(gedeeld: Path) -> None:
    assert len(casus.BESTANDEN) == 23


@pytest.mark.parametrize("bestand", casus.BESTANDEN, ids=lambda bestand: bestand.stem)
def test_elk_bericht_van_een_casus_krijgt_het_oordeel_dat_hoort(bestand: Path) -> None:
    verhaal = casus.lees(bestand)
    administratie = casus.begin(verhaal)
    for stap in verhaal.stappen:
        administratie.datum = stap.datum
        if stap.bericht is None:
            continue
        bevindingen = ijw.controleer(ijw.build(stap.bericht), administratie)
        if "regie" in stap.verwacht:
            raad = {hint.regel for hint in ijw.aanwijzingen(stap.bericht, administratie)}
            te_laat = not all(levering["tijdig"] for levering in stap.verwacht["regie"])
            assert bool(raad & {"OP271", "OP272"}) == te_laat, stap.nr
        if "declaratie" in stap.verwacht:
            assert _codes_per_prestatie(stap, bevindingen) == {
                regel["ReferentieNummer"]: regel.get("codes", [])
                for regel in stap.verwacht["declaratie"]["prestaties"]
            }
        else:
            hoort = stap.verwacht.get("retour", {}).get("oordeel", "goedgekeurd")
            assert ("afgekeurd" if bevindingen else "goedgekeurd") == hoort, (stap.nr, bevindingen)
        if not bevindingen or "declaratie" in stap.verwacht:
            administratie.verwerk(stap.bericht)


def _codes_per_prestatie(stap: Stap, bevindingen: list[ijw.Bevinding]) -> dict[str, list[Any]]:
    gevonden: dict[str, list[Any]] = {}
    for c, client in enumerate(stap.bericht.Declaratie.Clienten, start=1):
        for p, prestatie in enumerate(client.Prestaties, start=1):
            pad = f"/Bericht/Declaratie/Clienten/Client[{c}]/Prestaties/Prestatie[{p}]"
            gevonden[prestatie.ProductReferentie.ReferentieNummer] = [
                b.retourcode for b in bevindingen if b.pad.startswith(pad)
            ]
    return gevonden


def _rekenvoorbeelden(soort: str) -> list[Any]:
    bestand = GEDEELD / "casussen" / "rekenvoorbeelden.yaml"
    if not bestand.exists():
        return []
    alle = yaml.safe_load(bestand.read_text(encoding="utf-8"))["voorbeelden"]
    return [pytest.param(v, id=v["id"]) for v in alle if v["soort"] == soort]


@pytest.mark.parametrize("voorbeeld", _rekenvoorbeelden("productperioden"))
def test_de_productperioden_van_een_toewijzing(voorbeeld: dict[str, Any]) -> None:
    toewijzing = voorbeeld["gegeven"]["toewijzing"]
    perioden = productperioden(Periode(toewijzing["Ingangsdatum"], toewijzing["Einddatum"]))
    assert [{"Begindatum": p.begin, "Einddatum": p.einde} for p in perioden] == voorbeeld["uitkomst"][
        "productperioden"
    ]


@pytest.mark.parametrize("voorbeeld", _rekenvoorbeelden("ruimte"))
def test_prestaties_passen_na_elkaar_in_de_ruimte(voorbeeld: dict[str, Any]) -> None:
    """All of them in one claim, in order: one that is rejected leaves its room to the next."""
    gegeven = voorbeeld["gegeven"]
    toewijzing = gegeven["toewijzing"]
    omvang = typen.Omvang(**toewijzing["Omvang"])
    bekend = {"Toewijzingsdatum": date(2026, 5, 1), "Ingangsdatum": toewijzing["Ingangsdatum"]}
    verleden = lopend(**bekend, Einddatum=toewijzing["Einddatum"], Omvang=omvang)
    prestaties, som = [], 0
    for nummer, p in enumerate(gegeven["prestaties"]):
        bedrag = p["GeleverdVolume"] * 100
        som += bedrag
        prestaties.append(
            {
                "ProductReferentie": typen.Referentie(ReferentieNummer=f"V{nummer}"),
                "ProductPeriode": typen.GeslotenPeriode(Begindatum=p["Begindatum"], Einddatum=p["Einddatum"]),
                "GeleverdVolume": p["GeleverdVolume"],
                "Eenheid": omvang.Eenheid,
                "ProductTarief": 100,
                "IngediendBedrag": typen.BedragMetDC(Bedrag=bedrag, DebetCredit="D"),
            }
        )
    bericht = jw323(
        Declaratie={"TotaalIngediendBedrag": typen.TotaalBedragMetDC(TotaalBedrag=som, DebetCredit="D")},
        Prestatie=prestaties,
    ).na(verleden)
    administratie = bericht.met(afspraken={}, vandaag=max(DAGTEKENING, date(2026, 12, 31))).administratie()
    bevindingen = ijw.controleer(ijw.build(bericht.bouw()), administratie)
    gevonden: list[dict[str, Any]] = []
    for nummer in range(1, len(prestaties) + 1):
        codes = [b.retourcode for b in bevindingen if f"/Prestatie[{nummer}]/" in b.pad]
        gevonden.append({"oordeel": "afgewezen", "codes": codes} if codes else {"oordeel": "toegekend"})
    assert gevonden == voorbeeld["uitkomst"]["prestaties"]
