"""Which team and which consulent each family gets: by load per fte, with a few wishes for the demo."""

from __future__ import annotations

from collections import Counter
from random import Random

from eenplan.demo.gemeente import Gemeente
from eenplan.demo.verhaal import ORDE, Verhaal

TEAMS = {"Entree": 30, "Noord": 36, "Zuid": 34}
VOLLER = {"amina": 1.45, "bert": 1.1}  # whoever signs in first finds a lively list


def verdeel(verhalen: list[Verhaal], gemeente: Gemeente) -> None:
    """Set `team` and `regisseur` of every story: the team by what the family needs, then the lightest load."""
    last: Counter[str] = Counter()
    ruimte = {
        m: float(gemeente.mensen[m].fte) * VOLLER.get(m, 1)
        for m, rij in gemeente.rijen.items()
        if "jeugdconsulent" in rij["functies"]
    }
    for v in verhalen:
        if v.regisseur:  # told beforehand
            last[v.regisseur] += 1
            continue
        rng = Random(f"team-{v.nummer}-{v.thema['sleutel']}")
        teams = {naam: gewicht for naam, gewicht in TEAMS.items() if naam in gemeente.teams}
        if not teams:
            teams = dict.fromkeys(gemeente.teams, 1)
        if v.thema.get("zwaar") or v.thema["gebieden"] == "meervoudig":
            teams.pop("Entree", None)
        elif "Entree" in teams:
            teams["Entree"] = 90
        v.team = rng.choices(list(teams), list(teams.values()))[0]
        leden = [naam for naam in ruimte if v.team in gemeente.rijen[naam]["teams"]]
        v.regisseur = min(leden, key=lambda naam: (last[naam] / ruimte[naam], naam))
        if v.tot != "einde" and ORDE[v.tot] > ORDE["toewijzen_consulent"]:
            last[v.regisseur] += 1
