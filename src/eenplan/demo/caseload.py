"""What the teams of Waterveld know of themselves: their norm, who can do what and when, and what some waiting families need.

Told after the families, through the actions that people use. Elders has none of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from eenplan.caseload import inzetbaarheid_actions, norm_actions, plaatsing_actions
from eenplan.caseload.zwaarte import netto_uren_per_fte
from eenplan.demo.gemeente import Gemeente
from eenplan.demo.verhaal import werkmoment
from eenplan.dossier.models import Dossier
from eenplan.kern.context import namens
from eenplan.kern.tijd import op_moment
from eenplan.organisatie.models import Medewerker

KAN = [
    "scheiding",
    "lvb",
    "pubers",
    "jonge kinderen",
    "verslaving ouders",
    "autisme",
    "schoolverzuim",
    "veiligheid",
]
TALEN = ["Arabisch", "Turks", "Pools", "Engels", "Gebarentaal"]
WIJKEN = ["1401", "1404", "1407"]  # of namen.toml
VAST: dict[str, dict[str, Any]] = {  # who sign in to look around
    "amina": {"vaardigheden": ["scheiding", "pubers", "schoolverzuim"], "talen": ["Arabisch", "Frans"], "wijken": ["1401"],
              "graag": ["scheiding"], "liever_niet": [], "deel": Decimal("0.9"), "max_nieuw_per_week": 1},
    "bert": {"vaardigheden": ["lvb", "verslaving ouders"], "talen": [], "wijken": ["1401", "1407"], "graag": ["lvb"],
             "liever_niet": ["jonge kinderen"], "deel": Decimal(1), "max_nieuw_per_week": None},
}  # fmt: skip
AFWEZIG = {
    "bert": (5, 16),
    "lotte": (-20, 45),
    "ruud": (30, 37),
    "samir": (1, 5),
    "hind": (-3, 11),
}  # days from today


def vertel_caseload(gemeente: Gemeente, dag: date) -> None:
    """The norm since last year, every consulent of a team, and the families that wait longest in Noord."""
    _norm(gemeente, dag)
    for naam, rij in gemeente.rijen.items():
        if "jeugdconsulent" in rij["functies"]:
            _inzet(gemeente, naam, rij["teams"][0], dag)
    _wensen(gemeente, dag)


def _norm(gemeente: Gemeente, dag: date) -> None:
    mo = gemeente.met("manager")[0]
    moment = werkmoment(dag - timedelta(days=170), 14)
    with op_moment(moment), namens(mo, actie="demo"):
        norm_actions.kies_norm(
            grootheid="uren", per_fte=netto_uren_per_fte(), vanaf=moment.date(), aanname=True, door=mo,
            bron="Managementteam jeugd, op grond van het werkmodel van Eenplan",
            waarom="Gezinnen vragen niet allemaal evenveel. Tot wij zelf tijd hebben gemeten, tellen wij uren en geen cliënten.",
        )  # fmt: skip


def _inzet(gemeente: Gemeente, naam: str, team: str, dag: date) -> None:
    rng, collega, leider = Random(f"caseload-{naam}"), gemeente.mensen[naam], _leider(gemeente, team)
    kan = rng.sample(KAN, rng.randint(1, 3))
    gewoon = {
        "vaardigheden": kan, "talen": rng.sample(TALEN, rng.choices([0, 1], [65, 35])[0]), "wijken": rng.sample(WIJKEN, rng.choices([1, 2], [70, 30])[0]),
        "graag": kan[:1], "liever_niet": rng.sample([woord for woord in KAN if woord not in kan], rng.choices([0, 1], [60, 40])[0]),
        "deel": Decimal(rng.choices(["1", "0.9", "0.8", "0.6"], [60, 20, 12, 8])[0]), "max_nieuw_per_week": rng.choice([None, None, 1, 2]),
    }  # fmt: skip
    with op_moment(werkmoment(dag - timedelta(days=rng.randint(10, 150)), 15)), namens(leider, actie="demo"):
        inzetbaarheid_actions.wijzig_inzetbaarheid(medewerker=collega, door=leider, **VAST.get(naam, gewoon))
    if naam in AFWEZIG:
        van, tot = (dag + timedelta(days=n) for n in AFWEZIG[naam])
        with op_moment(werkmoment(dag - timedelta(days=25), 9)), namens(collega, actie="demo"):
            inzetbaarheid_actions.meld_afwezig(medewerker=collega, van=van, tot=tot, door=collega)


def _wensen(gemeente: Gemeente, dag: date) -> None:
    leider = _leider(gemeente, "Noord")
    with op_moment(werkmoment(dag - timedelta(days=1), 10)), namens(leider, actie="demo"):
        wachtend = Dossier.objects.zichtbaar_voor(leider).open().filter(
            team=gemeente.teams["Noord"], regisseur__isnull=True
        )  # fmt: skip
        for plek, dossier in enumerate(wachtend.order_by("geopend_op", "nummer")[:3]):
            if plek == 0:
                plaatsing_actions.wijzig_wens(
                    dossier=dossier, vaardigheden=["lvb"], taal="", skj=True, door=leider
                )
            elif plek == 1:
                plaatsing_actions.wijzig_wens(
                    dossier=dossier, vaardigheden=["scheiding"], taal="Arabisch", skj=False, door=leider
                )
            else:
                plaatsing_actions.sluit_uit(
                    dossier=dossier,
                    medewerker=gemeente.mensen["bert"],
                    reden="Woont in dezelfde straat.",
                    door=leider,
                )


def _leider(gemeente: Gemeente, team: str) -> Medewerker:
    return gemeente.met("teamleider", team)[0]
