"""Who works in Waterveld and in Elders, who may sign, what care can be had there, and by which work instructions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model

from eenplan.kern.context import voor_organisatie
from eenplan.kern.tijd import op_moment
from eenplan.organisatie import actions as organisatie_actions
from eenplan.organisatie.models import Medewerker, Organisatie, Team
from eenplan.web.aanmelding import maak_demo_aanmelding
from eenplan.werkwijze import versie_actions
from eenplan.zorg import actions as zorg

LAADT = "demo_laadt"  # among the settings of an organisation until the load is complete
DAGEN_ERVOOR = 1150  # everything about the organisation is older than the oldest report


@dataclass
class Gemeente:
    """The people by user name, teams by name, and the care that is under contract."""

    organisatie: Organisatie
    teams: dict[str, Team] = field(default_factory=dict)
    mensen: dict[str, Medewerker] = field(default_factory=dict)
    rijen: dict[str, dict[str, Any]] = field(default_factory=dict)
    producten: dict[str, Any] = field(default_factory=dict)
    aanbieders: dict[str, list[Any]] = field(default_factory=dict)

    def met(self, functie: str, team: str = "") -> list[Medewerker]:
        """The people with this functie, in this team when one is named."""
        return [
            self.mensen[naam]
            for naam, rij in self.rijen.items()
            if functie in rij["functies"] and (not team or team in rij.get("teams", []))
        ]

    def op_id(self, pk: int | None) -> Medewerker | None:
        """One of the people, by id."""
        return next((m for m in self.mensen.values() if m.pk == pk), None)


def maak_gemeente(rij: dict[str, Any], dag: date) -> Gemeente:
    """The organisation with its teams, people, mandates and, for some, a way to sign in."""
    organisatie = Organisatie.objects.create(
        naam=rij["naam"],
        soort="gemeente",
        code=rij["code"],
        voorvoegsel=rij["voorvoegsel"],
        instellingen={**rij.get("instellingen", {}), LAADT: True},
    )
    gemeente = Gemeente(organisatie)
    vanaf = dag - timedelta(days=DAGEN_ERVOOR)
    with voor_organisatie(organisatie, actie="demo"), op_moment(_ochtend(vanaf)):
        for naam, soort in rij["teams"].items():
            gemeente.teams[naam] = organisatie_actions.maak_team(
                organisatie=organisatie, naam=naam, soort=soort, door=None
            )
        for mens in rij["mensen"]:
            _neem_aan(gemeente, mens, vanaf)
        for functie, besluitsoort, grens in rij.get("mandaten", []):
            organisatie_actions.geef_mandaat(
                organisatie=organisatie, functie=functie, besluitsoort=besluitsoort, vanaf=vanaf, door=None,
                tot_bedrag=Decimal(grens) if grens else None, bron="Mandaatbesluit jeugdhulp Waterveld, artikel 4",
            )  # fmt: skip
    return gemeente


def laad_werkwijzen(gemeente: Gemeente, dag: date) -> None:
    """The shipped processes and tables, adopted by someone else than who supplied them."""
    with (
        voor_organisatie(gemeente.organisatie, actie="demo"),
        op_moment(_ochtend(dag - timedelta(days=DAGEN_ERVOOR - 7))),
    ):
        versie_actions.laad_meegeleverd(door=gemeente.met("kwaliteitsadviseur")[0])


def koop_in(gemeente: Gemeente, dag: date) -> None:
    """Products, providers, contracts with prices per year, and what providers last said about room."""
    door = gemeente.met("backoffice")[0]
    vanaf = date(dag.year - 2, 1, 1)
    rijen = gegevens()
    gegeven = {rij["code"]: rij for rij in rijen["product"]}
    with voor_organisatie(gemeente.organisatie, actie="demo"), op_moment(_ochtend(vanaf)):
        for rij in rijen["product"]:
            velden = {naam: waarde for naam, waarde in rij.items() if naam != "prijs"}
            gemeente.producten[rij["code"]] = zorg.registreer_product(door=door, **velden)
        aanbieders = [
            zorg.registreer_aanbieder(
                naam=r["naam"],
                agb=r["agb"],
                plaats=r["plaats"],
                telefoon=r["telefoon"],
                email=r["email"],
                door=door,
            )
            for r in rijen["aanbieder"]
        ]
        for aanbieder, rij in zip(aanbieders, rijen["aanbieder"], strict=True):
            contract = zorg.sluit_contract(
                aanbieder=aanbieder, naam=f"Jeugdhulp {vanaf.year}–{vanaf.year + 4}", vanaf=vanaf, door=door
            )
            for code in rij["producten"]:
                gemeente.aanbieders.setdefault(code, []).append(aanbieder)
                _tarieven(gemeente, contract, gegeven[code], Decimal(str(rij["factor"])), door)
    with voor_organisatie(gemeente.organisatie, actie="demo"):
        for aanbieder, rij in zip(aanbieders, rijen["aanbieder"], strict=True):
            for plaats, code in enumerate(rij["producten"]):
                for ervoor in (200, 15 + plaats):
                    weken = (rij["wacht"] + plaats * 2) % 14
                    zorg.meld_beschikbaarheid(
                        aanbieder=aanbieder, product=gemeente.producten[code], plekken=max(0, 6 - weken // 2),
                        wachttijd_weken=weken, door=door, peildatum=dag - timedelta(days=ervoor),
                    )  # fmt: skip


@cache
def gegevens() -> dict[str, Any]:
    """The rows of `gemeente.toml`."""
    return tomllib.loads(Path(__file__).with_name("gemeente.toml").read_text())


def _tarieven(
    gemeente: Gemeente, contract: Any, rij: dict[str, Any], factor: Decimal, door: Medewerker
) -> None:
    """A price per year, a few per cent higher each time."""
    for jaar in range(3):
        bedrag = (Decimal(str(rij["prijs"])) * factor * Decimal("1.038") ** jaar).quantize(Decimal("0.01"))
        zorg.stel_tarief_vast(
            contract=contract,
            product=gemeente.producten[rij["code"]],
            bedrag=bedrag,
            vanaf=contract.vanaf.replace(year=contract.vanaf.year + jaar),
            door=door,
        )


def _neem_aan(gemeente: Gemeente, mens: dict[str, Any], vanaf: date) -> None:
    """Someone starts to work here, with functies, a team, and sometimes an account."""
    naam = mens.get("aanmelden") or mens["naam"].split()[0].lower()
    user = None
    if mens.get("aanmelden"):
        user = get_user_model()._default_manager.create_user(username=naam)
        maak_demo_aanmelding(user)
    skj = mens.get("skj", "")
    medewerker = organisatie_actions.maak_medewerker(
        organisatie=gemeente.organisatie, naam=mens["naam"], fte=Decimal(str(mens.get("fte", 1))), user=user, door=None,
        skj_nummer=skj, skj_tot=vanaf + timedelta(days=DAGEN_ERVOOR + mens.get("skj_dagen", 900)) if skj else None,
        telefoon=mens.get("telefoon", ""),
    )  # fmt: skip
    for functie in mens["functies"]:
        organisatie_actions.geef_functie(medewerker=medewerker, functie=functie, vanaf=vanaf, door=None)
    for team in mens.get("teams", []):
        organisatie_actions.zet_in_team(
            medewerker=medewerker, team=gemeente.teams[team], vanaf=vanaf, door=None
        )
    gemeente.mensen[naam] = medewerker
    gemeente.rijen[naam] = mens


def _ochtend(dag: date) -> datetime:
    from eenplan.demo.verhaal import werkmoment

    return werkmoment(dag, 9)
