"""Every worked example of rekenregels.csv comes out as the table says: one function per rule reads its row.

`invoer` and `uitkomst` are "key=value; key=value"; each function answers with the keys of `uitkomst`."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ijw import JW323, typen
from ijw.berekeningen import (
    Periode,
    als_bedrag,
    bedrag,
    bedrag_in_minuten,
    budgetruimte,
    crediteer,
    declarabele_maanden_gi,
    declaratieperiode_na,
    hele_uren,
    kalendermaand,
    kalenderweken,
    maximum,
    maximum_looptijd,
    met_teken,
    minuten_per_productperiode,
    minuuttarief,
    overlappen,
    productperiode,
    productperioden,
    toegekend,
)

from .berichten import vol
from .conftest import GEDEELD

TABEL = GEDEELD / "rekenregels.csv"
RIJEN = list(csv.DictReader(TABEL.read_text(encoding="utf-8").splitlines())) if TABEL.exists() else []
ELDERS = {"R16", "R17", "R18"}  # R16 and R17 are rules (test_regels), R18 is in test_berekeningen
EENHEDEN = {"minuut": "01", "minuten": "01", "uur": "04", "etmalen": "14", "dagdelen": "16"}
Invoer = dict[str, str]


def test_alle_voorbeelden_zijn_er(gedeeld: Path) -> None:
    assert len(RIJEN) == 74
    assert {rij["regel_id"] for rij in RIJEN} == REKEN.keys() | ELDERS


@pytest.mark.parametrize(
    "rij",
    [rij for rij in RIJEN if rij["regel_id"] not in ELDERS],
    ids=lambda rij: f"{rij['regel_id']}-{rij['voorbeeld']}",
)
def test_het_voorbeeld_komt_uit(rij: dict[str, str]) -> None:
    gevonden = REKEN[rij["regel_id"]](_velden(rij["invoer"]))
    gevraagd = _velden(rij["uitkomst"])
    assert {sleutel: gevonden[sleutel] for sleutel in gevraagd} == gevraagd


def r01(v: Invoer) -> Invoer:
    toewijzing = _toewijzing(v)
    if "maand" in v:
        return {"productperiodes": _tekst([productperiode(toewijzing, _dag(v["maand"] + "-01"))])}
    tot = v["maanden"].split(" t/m ")[1] + "-01" if "maanden" in v else None
    return {"productperiodes": _tekst(productperioden(toewijzing, _dag(tot) if tot else None))}


def r02(v: Invoer) -> Invoer:
    omvang, woord = _omvang(v["volume"])
    periode = _periode(v["productperiode"])
    hoogste = maximum(omvang, _toewijzing(v), periode)
    mag = {"geleverd_toegestaan": "ja" if _getal(v.get("geleverd", "0")) <= hoogste else "nee (9321)"}
    return {"weken": str(kalenderweken(periode)), "maximum": f"{hoogste} {woord}", **mag}


def r03(v: Invoer) -> Invoer:
    omvang, woord = _omvang(v["volume"])
    toewijzing = _toewijzing(v)
    som = sum(maximum(omvang, toewijzing, periode) for periode in productperioden(toewijzing))
    return {
        "maximum_totaal": f"{maximum_looptijd(omvang, toewijzing)} {woord}",
        "som_periodemaxima": f"{som} {woord}",
    }


def r04(v: Invoer) -> Invoer:
    omvang = SimpleNamespace(Volume=_getal(v["volume"]), Eenheid="83", Frequentie="2")
    toewijzing = _toewijzing(v)
    per = [
        f"{periode.begin:%Y-%m}={maximum(omvang, toewijzing, periode)}"
        for periode in productperioden(toewijzing)
    ]
    return {"volume_per_productperiode": ", ".join(per), "totaal": str(maximum_looptijd(omvang, toewijzing))}


def r05(v: Invoer) -> Invoer:
    toewijzing = _toewijzing(v)
    duur = _getal(v["levering"])
    weekdagen = [nummer for nummer, naam in {1: "dinsdag", 3: "donderdag"}.items() if naam in v["levering"]]
    dagen = [dag for dag in _dagen(toewijzing) if dag.weekday() in weekdagen]
    minuten = minuten_per_productperiode(toewijzing, [(dag, duur) for dag in dagen])
    uren = [f"{periode.begin:%Y-%m}={hele_uren([som])}" for periode, som in minuten.items()]
    return {"geleverd_volume_uur": ", ".join(uren)}


def r07(v: Invoer) -> Invoer:
    toegewezen = v.get("toewijzing", v.get("eenheid", ""))
    omvang = SimpleNamespace(
        Volume=int(v["volume"]), Eenheid=EENHEDEN[toegewezen], Frequentie=v["frequentie"]
    )
    gevraagd = EENHEDEN[v.get("declaratie", toegewezen)]
    woord = next(naam for naam in ("minuten", "uur", "etmalen") if EENHEDEN[naam] == gevraagd)
    toewijzing = _toewijzing(v)
    in_periode = maximum(omvang, toewijzing, _periode(v["productperiode"]), gevraagd)
    return {
        "maximum_productperiode": f"{in_periode} {woord}",
        "maximum_looptijd": f"{maximum_looptijd(omvang, toewijzing, gevraagd)} {woord}",
    }


def r08(v: Invoer) -> Invoer:
    return {"geleverd_volume": f"{hele_uren(_getallen(v['leveringen_minuten']))} uur"}


def r09(v: Invoer) -> Invoer:
    uurtarief, minuten = int(v["uurtarief"]), int(v["minuten"])
    return {
        "product_tarief": str(minuuttarief(uurtarief)),
        "ingediend_bedrag": str(bedrag_in_minuten(uurtarief, minuten)),
    }


def r10(v: Invoer) -> Invoer:
    tarief = None if v["product_tarief"] == "leeg" else int(v["product_tarief"])
    return {"ingediend_bedrag": str(bedrag(int(v["geleverd_volume"]), v["eenheid"], tarief))}


def r11(v: Invoer) -> Invoer:
    """Credit lines come from the granted debit; a debit line is as it stands."""
    prestaties = []
    for naam, vorig, som, teken in re.findall(r"(\w+)(?:<-(\w+))? (\d+) ([DC])", v["prestaties"]):
        debet = _prestatie(vorig or naam, int(som))
        prestatie = crediteer(debet, naam) if vorig else debet
        assert prestatie.IngediendBedrag.DebetCredit == teken
        assert prestatie.ProductReferentie.VorigReferentieNummer == (vorig or None)
        prestaties.append(prestatie.IngediendBedrag)
    saldo = sum(met_teken(b.Bedrag, b.DebetCredit) for b in prestaties)
    return {"totaal_ingediend": _geschreven(saldo)}


def r12(v: Invoer) -> Invoer:
    saldo = sum(_getallen(v["debet"])) - sum(_getallen(v["credit"]))
    totaal, teken = als_bedrag(saldo)
    return {"totaal_bedrag": str(totaal), "debet_credit": teken}


def r13(v: Invoer) -> Invoer:
    if v["retourcode_declaratieantwoord"] not in {"0200", "8001"}:
        return {"toegekend": _geschreven(0)}
    return {"toegekend": _geschreven(toegekend(*_bedragen(v["ingediend"]), _bedragen(v["afgewezen"])))}


def r14(v: Invoer) -> Invoer:
    if "maand" in v:
        return {"declaratieperiode": _tekst([kalendermaand(_dag(v["maand"] + "-01"))])}
    if "zorg_geleverd_in" in v:
        perioden: list[Periode] = []
        for maand in v["zorg_geleverd_in"].split(", "):
            dag = _dag(f"{maand}-15")
            perioden.append(declaratieperiode_na(perioden[-1], dag) if perioden else kalendermaand(dag))
        return {"declaratieperiodes": _tekst(perioden)}
    if "zorg" in v:
        return {"productperiodes": _tekst(productperioden(_periode(v["zorg"].split(" ")[0])))}
    vorige = kalendermaand(_dag(v["ingediend"][-7:] + "-01"))
    extra = declaratieperiode_na(vorige, _periode(v["nagekomen_productperiode"]).begin)
    volgende = declaratieperiode_na(vorige, vorige.gesloten()[1] + timedelta(days=1))
    return {"toegestane_declaratieperiodes": _tekst([extra, volgende])}


def r15(v: Invoer) -> Invoer:
    prestaties = [*_getallen(v["eerder"]), *_getallen(v["nieuw"])]
    rest = budgetruimte(int(v["budget"]), prestaties)
    return {"som": str(int(v["budget"]) - rest), "past": "ja" if rest >= 0 else "nee (9369)"}


def r19(v: Invoer) -> Invoer:
    maanden = declarabele_maanden_gi(_periode(v["traject"]))
    eerste, laatste = maanden[0].begin, maanden[-1].begin
    return {
        "te_declareren_maanden": f"{len(maanden)} ({eerste:%Y-%m} t/m {laatste:%Y-%m})",
        "bedrag": str(len(maanden) * int(v["maandtarief"])),
    }


def r20(v: Invoer) -> Invoer:
    een, ander = (_product_in_periode(v[naam]) for naam in "AB")
    assert overlappen(een, ander) == overlappen(ander, een)
    return {"overlap": "ja" if overlappen(een, ander) else "nee"}


REKEN: dict[str, Callable[[Invoer], Invoer]] = {
    "R01": r01, "R02": r02, "R03": r03, "R04": r04, "R05": r05, "R06": r02, "R07": r07, "R08": r08, "R09": r09,
    "R10": r10, "R11": r11, "R12": r12, "R13": r13, "R14": r14, "R15": r15, "R19": r19, "R20": r20,
}  # fmt: skip


def _velden(tekst: str) -> Invoer:
    return {m[1]: m[2] for deel in tekst.split("; ") if (m := re.match(r"(\w+)(?:=|: )(.*)", deel))}


def _toewijzing(v: Invoer) -> Periode:
    einde = v["einddatum"]
    return Periode(_dag(v["ingangsdatum"]), None if einde == "leeg" else _dag(einde))


def _periode(tekst: str) -> Periode:
    begin, einde = tekst.split("..")
    return Periode(_dag(begin), None if einde == "leeg" else _dag(einde))


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def _dagen(periode: Periode) -> Iterable[date]:
    return (periode.begin + timedelta(days=nummer) for nummer in range(periode.dagen))


def _omvang(tekst: str) -> tuple[Any, str]:
    """ "4 uur per week" as an Omvang, and the word for its unit."""
    volume, woord, _, per = tekst.split(" ")
    frequentie = {"week": "2", "maand": "4"}[per]
    return SimpleNamespace(Volume=int(volume), Eenheid=EENHEDEN[woord], Frequentie=frequentie), woord


def _getal(tekst: str) -> int:
    return int(re.match(r"\d+", tekst)[0])  # type: ignore[index]


def _getallen(tekst: str) -> list[int]:
    return [int(getal) for getal in re.findall(r"-?\d+", tekst)]


def _bedragen(tekst: str) -> list[int]:
    return [met_teken(int(som), teken) for som, teken in re.findall(r"(\d+) ([DC])", tekst)]


def _geschreven(saldo: int) -> str:
    return "{} {}".format(*als_bedrag(saldo))


def _tekst(perioden: Iterable[Periode | None]) -> str:
    return ", ".join(f"{periode.begin}..{periode.einde}" for periode in perioden if periode)


def _product_in_periode(tekst: str) -> tuple[typen.Product | None, Periode]:
    namen, _, periode = tekst.partition(" ")
    categorie, code = (None if naam == "geen" else naam for naam in namen.split("/"))
    return (typen.Product(Categorie=categorie, Code=code) if categorie else None), _periode(periode)


def _prestatie(referentie: str, som: int) -> Any:
    prestatie = vol(JW323).Declaratie.Clienten[0].Prestaties[0]
    return replace(
        prestatie,
        ProductReferentie=replace(
            prestatie.ProductReferentie, ReferentieNummer=referentie, VorigReferentieNummer=None
        ),
        IngediendBedrag=replace(prestatie.IngediendBedrag, Bedrag=som, DebetCredit="D"),
    )
