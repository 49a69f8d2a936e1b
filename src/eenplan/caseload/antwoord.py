"""What a simulation says, in plain Dutch: when the list is empty and how sure that is, what differs, what was chosen.

Takes outcomes as `scenario` keeps them (plain values), so that nothing here needs the calculating part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from eenplan.caseload.getallen import dag, getal, samen
from eenplan.caseload.scenariomodel import GESPLITST, INTAKE, Knoppen

Tak = Mapping[str, Any]  # one outcome: the situation as it is, or the scenario

HOOFDZAKEN = (
    "lijst gemiddeld", "wachttijd p90, enkelvoudig", "wachttijd p90, meervoudig", "wachttijd p90, veiligheid", "overdrachten",
)  # fmt: skip
METEEN = timedelta(days=14)
VOLGORDEN = {
    "voorrang": "veiligheid eerst, dan meervoudig",
    "binnenkomst": "op volgorde van binnenkomst",
    "termijn": "wie het dichtst bij zijn termijn zit eerst",
}
GROEPEN = {
    "jeugdconsulenten": "het team",
    "entreeteam": "het entreeteam",
    "regieteam": "het regieteam",
    "intaketeam": "het intaketeam",
}


def antwoord(tak: Tak) -> str:
    """The answer to the question when the waiting list is empty, with its uncertainty."""
    if tak["knelpunt"] and not tak["knelpunt"]["houdt_op"]:
        return _groeit(tak)
    begin, eind = tak["lijst"][0][1], tak["lijst"][-1]
    kop = _leeg(tak) if begin else f"Er wacht nu niemand. {_hoogste(tak)}"
    return f"{kop} {_aan_het_eind(eind, date.fromisoformat(tak['eind']))}"


def _leeg(tak: Tak) -> str:
    leeg, tot = tak["leeg"], date.fromisoformat(tak["eind"])
    van, midden, tm = (
        None if leeg[k] is None else date.fromisoformat(leeg[k]) for k in ("p10", "mediaan", "p90")
    )
    wel = _van_honderd(leeg["deel"])
    if van and midden and tm:
        if tm - date.fromisoformat(tak["start"]) <= METEEN:
            return "De wachtlijst is vrijwel meteen leeg: het team heeft ruimte voor wie nu wacht."
        return (
            f"De wachtlijst is rond {dag(midden)} leeg; met 80% zekerheid tussen {dag(van, jaar=van.year != tm.year)} "
            f"en {dag(tm)}."
        )
    if midden:
        return (
            f"De wachtlijst is waarschijnlijk rond {dag(midden)} leeg, maar zeker is dat niet: in {wel} van de 100 gevallen "
            f"lukt het voor {dag(tot)}."
        )
    if wel:
        return (
            f"De wachtlijst is op {dag(tot)} waarschijnlijk nog niet leeg: in {wel} van de 100 gevallen wel."
        )
    return f"De wachtlijst wordt voor {dag(tot)} niet leeg."


def _groeit(tak: Tak) -> str:
    knelpunt = tak["knelpunt"]
    wie = samen([GROEPEN.get(g, g) for g in knelpunt["groepen"]])
    eenheid = "uur werk per week" if knelpunt["wat"] == "uren" else "uur caseload per week binnen het plafond"
    af = sum(soort["afgehaakt"] for soort in tak["soorten"])
    haakt_af = f"Ondertussen haken ongeveer {getal(af, 0)} wachtende gezinnen af. " if af >= 1 else ""
    return (
        f"De wachtlijst groeit zonder einde: er komt meer binnen dan {wie} aankan. Gevraagd wordt "
        f"{getal(knelpunt['gevraagd'], 0)} {eenheid}, en er is {getal(knelpunt['aanwezig'], 0)}. Als niemand afhaakt, komen er op den "
        f"duur elke week ongeveer {getal(knelpunt['groei'], 1)} gezinnen bij. {haakt_af}"
        f"{_aan_het_eind(tak['lijst'][-1], date.fromisoformat(tak['eind']))}"
    )


def _aan_het_eind(band: list[float], tot: date) -> str:
    p10, midden, p90 = (round(x) for x in band)
    if p90 == 0:
        return f"Op {dag(tot)} wacht er vrijwel zeker niemand."
    if midden == 0:
        hoogstens = "1 gezin" if p90 == 1 else f"{getal(p90, 0)} gezinnen"
        return f"Op {dag(tot)} wacht er waarschijnlijk niemand; met 90% zekerheid hoogstens {hoogstens}."
    wachten = (
        "wacht er ongeveer 1 gezin" if midden == 1 else f"wachten er ongeveer {getal(midden, 0)} gezinnen"
    )
    return f"Op {dag(tot)} {wachten} (met 80% zekerheid tussen {getal(p10, 0)} en {getal(p90, 0)})."


def _hoogste(tak: Tak) -> str:
    week = max(range(len(tak["lijst"])), key=lambda w: tak["lijst"][w][2])
    hoog = round(tak["lijst"][week][2])
    return (
        f"De lijst blijft in 9 van de 10 gevallen steeds onder de {getal(hoog + 1, 0)} gezinnen."
        if hoog
        else "Dat blijft zo."
    )


def _van_honderd(deel: float) -> int:
    """A share as so many in a hundred; not 0 and not 100 while it is not quite so."""
    return min(max(round(100 * deel), 1), 99) if 0 < deel < 1 else round(100 * deel)


# ---- what differs ----------------------------------------------------------------------------------


def vergeleken(nu: Tak, verschillen: list[dict[str, Any]]) -> list[str]:
    """What the scenario does compared with the situation as it is: the differences that matter, and how sure they are."""
    anders = [_verschil_in_woorden(v) for v in verschillen if v["wat"] in HOOFDZAKEN and v["telt"]]
    zin = antwoord(nu)
    return [
        f"Zonder deze wijzigingen: {zin[0].lower()}{zin[1:]}",
        *(anders or ["Voor de wachtlijst en de wachttijden maakt het vrijwel geen verschil."]),
    ]


def _verschil_in_woorden(v: dict[str, Any]) -> str:
    meer = "meer" if v["verschil"] > 0 else "minder"
    laag, hoog = sorted((abs(v["laag"]), abs(v["hoog"])))
    return (
        f"{v['naam']}: {getal(abs(v['verschil']), v['cijfers'])} {v['eenheid']} {meer} "
        f"(met 95% zekerheid tussen {getal(laag, v['cijfers'])} en {getal(hoog, v['cijfers'])})."
    )


def _maat(wat: str) -> tuple[str, str, int, float, int]:
    """Name, unit, decimals, factor, and what is better (-1 less, 1 more, 0 neither) of a figure that is compared."""
    soort = wat.rpartition(", ")[2].removesuffix(" (deel)")
    vast = {
        "lijst aan het eind": ("Wachtlijst aan het eind", "gezinnen", 1, 1.0, -1),
        "lijst gemiddeld": ("Wachtlijst gemiddeld", "gezinnen", 1, 1.0, -1),
        "week waarin de lijst leeg is": ("Weken tot de lijst leeg is", "weken", 1, 1.0, -1),
        "tussenlijst gemiddeld": ("Wacht tussen twee teams, gemiddeld", "gezinnen", 1, 1.0, -1),
        "aangekomen": ("Aangemelde gezinnen", "gezinnen", 0, 1.0, 0),
        "afgehaakt": ("Haakt af tijdens het wachten", "gezinnen", 0, 1.0, -1),
        "klaar": ("Afgeronde gezinnen", "gezinnen", 0, 1.0, 1),
        "overdrachten": ("Overdrachten naar een ander", "keer", 0, 1.0, -1),
        "uren benut (deel)": ("Uren benut", "procentpunt", 0, 100.0, 0),
    }
    if wat in vast:
        return vast[wat]
    if wat.startswith("wachttijd mediaan"):
        return f"Wachttijd {soort}, helft korter dan", "weken", 1, 1.0, -1
    if wat.startswith("wachttijd p90"):
        return f"Wachttijd {soort}, 9 van de 10 korter dan", "weken", 1, 1.0, -1
    return f"Op tijd gestart, {soort}", "procentpunt", 0, 100.0, 1


def verschilregel(verschil: Any) -> dict[str, Any]:
    """One row of the comparison, in the words and units of the page.

    telt      chance does not explain it, and it is more than nothing in the decimals that are shown
    oordeel   beter, slechter, anders; toeval: it may be chance; gelijk: too small to matter
    """
    naam, eenheid, cijfers, keer, goed = _maat(verschil.wat)
    cijfers_ = {
        k: round(keer * getattr(verschil, k), 3) for k in ("eerste", "deze", "verschil", "laag", "hoog")
    }
    te_zien = round(cijfers_["verschil"], cijfers) != 0
    if verschil.zeker and te_zien:
        oordeel = ("beter" if (verschil.verschil > 0) == (goed > 0) else "slechter") if goed else "anders"
    else:
        oordeel = "toeval" if te_zien else "gelijk"
    return {
        "wat": verschil.wat, "naam": naam, "eenheid": eenheid, "cijfers": cijfers, "zeker": verschil.zeker,
        "telt": verschil.zeker and te_zien, "oordeel": oordeel, **cijfers_,
    }  # fmt: skip


# ---- what was chosen -------------------------------------------------------------------------------


def in_woorden(knoppen: Knoppen, basis: Knoppen) -> str:
    """What differs from the situation as it is, short enough for a name."""
    delen = []
    if knoppen.fte != basis.fte:
        delen.append(f"{getal(knoppen.fte, 1)} fte in plaats van {getal(basis.fte, 1)}")
    for vanaf, fte in knoppen.erbij:
        delen.append(
            f"{getal(abs(fte), 1)} fte {'erbij' if fte > 0 else 'eraf'} vanaf {dag(date.fromisoformat(vanaf))}"
        )
    if knoppen.instroom != basis.instroom:
        delen.append(f"{getal(knoppen.instroom, 1)} nieuwe gezinnen per week")
    if knoppen.aandelen != basis.aandelen:
        delen.append("andere verdeling van vragen")
    if knoppen.indeling != basis.indeling:
        delen.append(
            {GESPLITST: "entreeteam en regieteam", INTAKE: "intaketeam met warme overdracht"}[
                knoppen.indeling
            ]
        )
    if knoppen.volgorde != basis.volgorde:
        delen.append(VOLGORDEN[knoppen.volgorde])
    if knoppen.plafond is not None:
        vanaf = (
            f" vanaf {dag(date.fromisoformat(knoppen.plafond_vanaf))}"
            if knoppen.plafond_vanaf and not delen
            else ""
        )
        delen.append(f"caseload hoogstens {knoppen.plafond}%{vanaf}")
    naam = samen(delen) or "zoals het nu is"
    return naam[:1].upper() + naam[1:]
