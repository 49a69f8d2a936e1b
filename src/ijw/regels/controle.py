"""Level 2: walks a message once and asks every class the rules that hold for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import isgeneratorfunction
from typing import Any, NamedTuple

from ijw.bevinding import Bevinding
from ijw.declaratie import Bericht, Veld, Vorm
from ijw.regels.regel import REGELS, Regel

# Where a class stands: the path of its owner, its own name and number. Only a finding writes it out.
Pad = tuple[Any, str, int]


class _Werk(NamedTuple):
    """What must be done with every object of a class: rules to ask, and fields to go into."""

    uitspraken: tuple[tuple[Regel, str, Callable[[Any, Any], bool]], ...]
    opsommingen: tuple[tuple[Regel, Callable[[Any, Any], Any]], ...]
    velden: tuple[tuple[str, str | None, _Werk], ...]

    @property
    def leeg(self) -> bool:
        return not (self.uitspraken or self.opsommingen or self.velden)


def niveau_2(bericht: Bericht) -> list[Bevinding]:
    """The findings of level 2 on a message, in the order of its elements."""
    bevindingen: list[Bevinding] = []
    werk = _werk(type(bericht))  # type: ignore[arg-type]  # mypy takes a class for its unhashable instances
    _controleer(bericht, werk, (None, "Bericht", 0), bericht, bevindingen)
    return bevindingen


def _controleer(waarde: Any, werk: _Werk, pad: Pad, bericht: Bericht, gevonden: list[Bevinding]) -> None:
    for regel, element, houdt in werk.uitspraken:
        if not houdt(waarde, bericht):
            gevonden.append(_bevinding(regel, pad, element))
    for regel, breuken in werk.opsommingen:
        gevonden += [_bevinding(regel, pad, element) for element in breuken(waarde, bericht)]
    for naam, item, binnen in werk.velden:
        inhoud = getattr(waarde, naam)
        if item is not None:
            lijst = (pad, naam, 0)
            for nummer, deel in enumerate(inhoud, start=1):
                _controleer(deel, binnen, (lijst, item, nummer), bericht, gevonden)
        elif inhoud is not None:
            _controleer(inhoud, binnen, (pad, naam, 0), bericht, gevonden)


@cache
def _werk(soort: type[Bericht]) -> _Werk:
    return _werk_van(soort.VORM, soort.NAAM)


def _werk_van(vorm: Vorm, bericht: str) -> _Werk:
    regels = [
        (regel, plaats.element)
        for regel in REGELS.values()
        for plaats in regel.plaatsen
        if plaats.klasse == vorm.klasse.__name__ and bericht in plaats.berichten
    ]
    velden = [(veld, _werk_van(veld.soort, bericht)) for veld in vorm.velden if isinstance(veld.soort, Vorm)]
    return _Werk(
        tuple((r, element, r.functie) for r, element in regels if not isgeneratorfunction(r.functie)),
        tuple((r, r.functie) for r, _ in regels if isgeneratorfunction(r.functie)),
        tuple(_veld(veld, binnen) for veld, binnen in velden if not binnen.leeg),
    )


def _veld(veld: Veld, binnen: _Werk) -> tuple[str, str | None, _Werk]:
    return veld.naam, veld.item, binnen


def _bevinding(regel: Regel, pad: Pad, element: str) -> Bevinding:
    delen = [element] if element else []
    plek: Any = pad
    while plek is not None:
        plek, naam, nummer = plek
        delen.append(f"{naam}[{nummer}]" if nummer else naam)
    return Bevinding(regel.code, regel.niveau, "/" + "/".join(reversed(delen)), regel.tekst, regel.retourcode)
