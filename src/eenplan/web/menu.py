"""The main menu: three parts, only what a person's functies need, with counts of what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from eenplan.caseload.checks import STURING, VERDELERS
from eenplan.dossier.toegang_actions import MAG_BEOORDELEN
from eenplan.organisatie.models import Functie, Medewerker

ALLEN: frozenset[str] = frozenset()
KWALITEIT = frozenset(
    {Functie.KWALITEITSADVISEUR, Functie.PRAKTIJKLEIDER, Functie.TEAMLEIDER, Functie.BEHEERDER}
)
BERICHTEN = frozenset({Functie.BACKOFFICE, Functie.A_TEAM})
AANBIEDERS = frozenset(
    {
        Functie.BACKOFFICE,
        Functie.ZORGMAKELAAR,
        Functie.JEUGDCONSULENT,
        Functie.PRAKTIJKLEIDER,
        Functie.TEAMLEIDER,
        Functie.BEHEERDER,
    }
)
BEHEER = frozenset({Functie.BEHEERDER, Functie.MANAGER, Functie.TEAMLEIDER})


@dataclass(frozen=True)
class Punt:
    """One line; it shows as soon as its room has the address, to those with one of `functies`."""

    naam: Any
    route: str
    icoon: str
    functies: frozenset[str] = ALLEN
    tal: str = ""
    tal_wat: Any = ""


MENU: list[tuple[Any, list[Punt]]] = [
    (
        "",
        [
            Punt(_("Mijn werk"), "web:mijn_werk", "huis", tal="taken", tal_wat=_("taken")),
            Punt(_("Mijn gezinnen"), "web:mijn_gezinnen", "gezin", tal="gezinnen", tal_wat=_("gezinnen")),
            Punt(_("Team"), "web:team", "team"),
            Punt(_("Caseload"), "caseload:teams", "formatie", frozenset(VERDELERS)),
            Punt(_("Berichten"), "berichten:lijst", "bericht", BERICHTEN, "berichten", _("te doen")),
            Punt(_("Verzoeken"), "berichten:verzoeken", "taak", BERICHTEN, "verzoeken", _("te beantwoorden")),
            Punt(
                _("Declaraties"),
                "berichten:declaraties",
                "euro",
                BERICHTEN,
                "declaraties",
                _("te beantwoorden"),
            ),
            Punt(_("Aanbieders"), "zorg:aanbieders", "mens", AANBIEDERS),
        ],
    ),
    (
        _("Kwaliteit"),
        [
            Punt(_("Werkwijze"), "werkwijze:lijst", "werkwijze"),
            Punt(_("Dossiercontrole"), "kwaliteit:lijst", "controle", KWALITEIT),
            Punt(_("Geopend met reden"), "dossier:doorbrekingen", "slot", frozenset(MAG_BEOORDELEN)),
        ],
    ),
    (
        _("Sturen"),
        [
            Punt(_("Cijfers"), "cijfers:overzicht", "cijfers", frozenset(STURING)),
            Punt(_("Formatie"), "caseload:formatie", "verbeter", frozenset(STURING)),
        ],
    ),
    (
        _("Organisatie"),
        [
            Punt(_("Beheer"), "organisatie:beheer", "beheer", BEHEER),
            Punt(_("Handboek"), "web:handboek", "boek"),
        ],
    ),
]


def menu_voor(medewerker: Medewerker, pad: str, tallen: dict[str, int]) -> list[dict[str, Any]]:
    """The parts and lines this person sees; the line of the page at hand is marked `hier`."""
    delen = []
    for kop, punten in MENU:
        zichtbaar = [
            _line(punt, url, pad, tallen)
            for punt in punten
            if (not punt.functies or medewerker.heeft_functie(*punt.functies))
            and (url := _address(punt.route))
        ]
        if zichtbaar:
            delen.append({"kop": kop, "punten": zichtbaar})
    return delen


def _line(punt: Punt, url: str, pad: str, tallen: dict[str, int]) -> dict[str, Any]:
    hier = pad == url or (url != "/" and pad.startswith(url))
    return {
        "naam": punt.naam, "url": url, "icoon": punt.icoon, "hier": hier, "precies": pad == url,
        "tal": tallen.get(punt.tal, 0), "tal_wat": punt.tal_wat,
    }  # fmt: skip


def _address(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""
