"""The family in sentences: what the drawing shows, for who hears it or reads it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from eenplan.gezin.genogram_onbekend import alleen_met

if TYPE_CHECKING:
    from eenplan.gezin.genogram import Familie, Mens

SAMEN = {
    "partner": "zijn partners",
    "ex_partner": "zijn uit elkaar",
    "broer_zus": "zijn broer of zus van elkaar",
}
BOVEN = {
    "ouder_van": "ouder van",
    "pleegouder_van": "pleegouder van",
    "stiefouder_van": "stiefouder van",
    "grootouder_van": "grootouder van",
}


def in_woorden(familie: Familie) -> list[str]:
    """One sentence per couple, per parent or pair of parents, on authority, on who live together."""
    mensen = {mens.id: mens for mens in familie.mensen}
    banden = [b for b in familie.banden if {b.van, b.naar} <= mensen.keys() and b.van != b.naar]
    zinnen = []
    jeugdigen = [mens for mens in familie.mensen if mens.jeugdige]
    if jeugdigen:
        zinnen.append(f"Het gaat om {_list([_who(mens) for mens in jeugdigen])}.")
    for soort, woorden in SAMEN.items():
        paren = {(min(b.van, b.naar), max(b.van, b.naar)) for b in banden if b.soort == soort}
        zinnen += [f"{_who(mensen[a])} en {_who(mensen[b])} {woorden}." for a, b in sorted(paren)]
    for soort, woorden in BOVEN.items():
        zinnen += _parents(mensen, [(b.van, b.naar) for b in banden if b.soort == soort], woorden)
    for kinderen in alleen_met(familie).values():
        zinnen.append(f"Van {_list([_who(kind) for kind in kinderen])} is één ouder vastgelegd.")
    zinnen += [f"{mens.roepnaam or mens.naam} heeft {mens.gezag}." for mens in familie.mensen if mens.gezag]
    zinnen += [
        f"Bij {mens.roepnaam or mens.naam}: {mens.bijschrift}." for mens in familie.mensen if mens.bijschrift
    ]
    thuis = [mens for mens in familie.mensen if mens.woont_in]
    if len(thuis) > 1:
        zinnen.append(f"{_list([mens.roepnaam or mens.naam for mens in thuis])} wonen samen.")
    overleden = [mens.roepnaam or mens.naam for mens in familie.mensen if mens.overleden]
    if overleden:
        zinnen.append(f"{_list(overleden)} {'zijn' if len(overleden) > 1 else 'is'} overleden.")
    genoemd = {pk for b in banden if b.soort in SAMEN or b.soort in BOVEN for pk in (b.van, b.naar)}
    los = [_who(mens) for mens in familie.mensen if mens.id not in genoemd and not mens.jeugdige]
    if los:
        zinnen.append(f"Ook {_list(los)} {'horen' if len(los) > 1 else 'hoort'} erbij.")
    return zinnen


def _parents(mensen: dict[int, Mens], paren: list[tuple[int, int]], woorden: str) -> list[str]:
    ouders: dict[int, list[int]] = defaultdict(list)
    for ouder, kind in paren:
        if ouder not in ouders[kind]:
            ouders[kind].append(ouder)
    kinderen: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for kind, eigen in ouders.items():
        kinderen[tuple(sorted(eigen))].append(kind)
    zinnen = []
    for boven, onder in kinderen.items():
        wie = _list([mensen[pk].roepnaam or mensen[pk].naam for pk in boven])
        wat = f"zijn {woorden.replace('ouder ', 'ouders ')}" if len(boven) > 1 else f"is {woorden}"
        zinnen.append(f"{wie} {wat} {_list([_who(mensen[pk]) for pk in onder])}.")
    return zinnen


def _who(mens: Mens) -> str:
    naam = mens.roepnaam or mens.naam or "iemand"
    return naam if mens.leeftijd is None else f"{naam} ({mens.leeftijd})"


def _list(namen: list[str]) -> str:
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"
