"""Walks a message and asks every class the rules that hold for it: level 2 on the message alone, levels 3 and 4
against an administration, and the hints of the standard (OP, IV)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import isgeneratorfunction
from typing import Any, NamedTuple

from ijw.administratie import Administratie
from ijw.bevinding import Bevinding
from ijw.declaratie import Bericht, Klasse, Veld, Vorm
from ijw.regels.regel import REGELS, Regel
from ijw.regels.zaak import Zaak

# Where a class stands: the path of its owner, its own name and number. Only a finding writes it out.
Pad = tuple[Any, str, int]
WORTEL: Pad = (None, "Bericht", 0)
Keuze = Callable[[Regel], bool]
ALS_GEHEEL = {"Declaratie", "Client"}  # a fault in one of these rejects everything in it, unjudged


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
    werk = _werk(type(bericht), _op_niveau_2)  # type: ignore[arg-type]  # mypy takes a class for its instances
    _controleer(bericht, werk, WORTEL, bericht, bevindingen)
    return bevindingen


def niveau_3_en_4(bericht: Bericht, administratie: Administratie) -> list[Bevinding]:
    """The findings of levels 3 and 4 on a message that keeps level 2. A fault in the Header, in a Declaratie or in
    a Client leaves what is below it unjudged (0233)."""
    return _beoordeel_bericht(bericht, administratie, _op_niveau_3_en_4)


def aanwijzingen(bericht: Bericht, administratie: Administratie) -> list[Bevinding]:
    """Where a message does not follow the way of working of the standard (OP, IV). These are for the sender: they
    have no retour code and make no message wrong."""
    return _beoordeel_bericht(bericht, administratie, _als_aanwijzing)


def _op_niveau_2(regel: Regel) -> bool:
    return regel.niveau == 2 and not regel.aanwijzing


def _op_niveau_3_en_4(regel: Regel) -> bool:
    return regel.niveau in {3, 4} and not regel.aanwijzing


def _als_aanwijzing(regel: Regel) -> bool:
    return regel.aanwijzing


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


def _beoordeel_bericht(bericht: Bericht, administratie: Administratie, keuze: Keuze) -> list[Bevinding]:
    bevindingen: list[Bevinding] = []
    zaak = Zaak(bericht, administratie)
    werk = _werk(type(bericht), keuze)  # type: ignore[arg-type]
    _beoordeel(bericht, werk, WORTEL, zaak, bevindingen)
    return bevindingen


def _beoordeel(waarde: Any, werk: _Werk, pad: Pad, zaak: Zaak, gevonden: list[Bevinding]) -> None:
    """First what a class says of itself, then what is in it, last what its parts say together: those rules leave
    out the parts that are rejected already (`zaak.afgewezen`)."""
    soort = type(waarde).__name__
    if soort == "Client":
        zaak = zaak.bij(waarde.Bsn)
    vooraf = len(gevonden)
    for regel, element, houdt in werk.uitspraken:
        if not houdt(waarde, zaak):
            gevonden.append(_bevinding(regel, pad, element))
            zaak.afgewezen.add(id(waarde))
    if soort in ALS_GEHEEL and len(gevonden) > vooraf:
        return
    for naam, item, binnen in werk.velden:
        inhoud = getattr(waarde, naam)
        if item is not None:
            for nummer, deel in enumerate(inhoud, start=1):
                _beoordeel(deel, binnen, ((pad, naam, 0), item, nummer), zaak, gevonden)
        elif inhoud is not None:
            _beoordeel(inhoud, binnen, (pad, naam, 0), zaak, gevonden)
            if naam == "Header" and gevonden:
                return
    for regel, breuken in werk.opsommingen:
        for element in breuken(waarde, zaak):
            gevonden.append(_bevinding(regel, pad, element))
            zaak.afgewezen.add(id(klasse_op(waarde, element)))


def klasse_op(waarde: Any, pad: str) -> Any:
    """The innermost class of the message on this path, such as `Prestaties/Prestatie[2]/GeleverdVolume`: the one
    that carries the retour code."""
    klasse = waarde
    for stap in pad.split("/"):
        naam, _, nummer = stap.partition("[")
        waarde = waarde[int(nummer[:-1]) - 1] if nummer else getattr(waarde, naam)
        if isinstance(waarde, Klasse) and not waarde.VORM.basis:
            klasse = waarde
    return klasse


@cache
def _werk(soort: type[Bericht], keuze: Keuze) -> _Werk:
    return _werk_van(soort.VORM, soort.NAAM, keuze)


def _werk_van(vorm: Vorm, bericht: str, keuze: Keuze) -> _Werk:
    regels = [
        (regel, plaats.element)
        for regel in REGELS.values()
        for plaats in regel.plaatsen
        if plaats.klasse == vorm.klasse.__name__ and bericht in plaats.berichten and keuze(regel)
    ]
    velden = [
        (veld, _werk_van(veld.soort, bericht, keuze)) for veld in vorm.velden if isinstance(veld.soort, Vorm)
    ]
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
