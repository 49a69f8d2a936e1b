"""Messages for the tests, made from the declarations: a full one, a bare one, and any valid one."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from hypothesis import strategies as st

from ijw.declaratie import BERICHTEN, Bericht, Veld, Vorm
from ijw.soorten import COMMENTAAR, ZICHTBAAR, Code, Datum, Getal, Soort, Tekst, Tijd

ALLE = sorted(BERICHTEN.values(), key=lambda bericht: (bericht.VERSIE.naam, bericht.NAAM))
NAMEN = [bericht.NAAM for bericht in ALLE]
_TEKSTEN = ["Ria", "A", "12345678", "123456789", "1234", "1.0.0"]


def vol(bericht: type[Bericht]) -> Any:
    """The message with every element filled and two of everything that may repeat."""
    return _vul(bericht.VORM, alles=True)


def kaal(bericht: type[Bericht]) -> Any:
    """The message with only what is obligatory."""
    return _vul(bericht.VORM, alles=False)


def _vul(vorm: Vorm, alles: bool) -> Any:
    waarden: dict[str, Any] = {}
    for veld in vorm.velden:
        if veld.verplicht or alles:
            deel = _vul(veld.soort, alles) if isinstance(veld.soort, Vorm) else _waarde(veld.soort)
            waarden[veld.naam] = ((deel, deel) if alles else (deel,)) if veld.item else deel
    return vorm.klasse(**waarden)


def _waarde(soort: Soort) -> Any:
    if soort.extra and _leesbaar(soort, soort.extra.xsd):  # one fixed value
        return soort.lees(soort.extra.xsd)
    match soort:
        case Code():
            return next(iter(soort.codes))
        case Getal():
            return 7
        case Datum():
            return date(2026, 2, 28)
        case Tijd():
            return time(12, 34, 56)
    return next(t for t in _TEKSTEN if _leesbaar(soort, t))


def _leesbaar(soort: Soort, tekst: str) -> bool:
    try:
        soort.lees(tekst)
    except Exception:
        return False
    return True


def geldig(bericht: type[Bericht]) -> st.SearchStrategy[Any]:
    """Any valid message of this kind."""
    return _klasse(bericht.VORM)


def _klasse(vorm: Vorm) -> st.SearchStrategy[Any]:
    return st.builds(vorm.klasse, **{veld.naam: _veld(veld) for veld in vorm.velden})


def _veld(veld: Veld) -> st.SearchStrategy[Any]:
    binnen = _klasse(veld.soort) if isinstance(veld.soort, Vorm) else _waarden(veld.soort)
    if veld.item:
        return st.lists(binnen, min_size=int(veld.verplicht), max_size=2).map(tuple)
    return binnen if veld.verplicht else st.none() | binnen


_TEKENS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


def _waarden(soort: Soort) -> st.SearchStrategy[Any]:
    if soort.extra:
        return (
            st.from_regex(soort.extra.python, fullmatch=True)
            .filter(lambda tekst: _leesbaar(soort, tekst))
            .map(soort.lees)
        )
    match soort:
        case Code():
            return st.sampled_from(list(soort.codes))
        case Getal():
            return st.integers(0, soort.maximum)
        case Datum():
            return st.dates()
        case Tijd():
            return st.times()
        case Tekst(patroon=patroon):
            if patroon is COMMENTAAR:
                return st.text(_TEKENS | st.sampled_from("\r\n\t <&]"), max_size=30).filter(
                    lambda tekst: _leesbaar(soort, tekst)
                )
            if patroon is ZICHTBAAR or patroon is None:
                maximum = min(soort.maximum or 30, 30)
                return st.text(_TEKENS | st.sampled_from("\t <&>'\""), min_size=1, max_size=maximum).filter(
                    lambda tekst: _leesbaar(soort, tekst)
                )
            return st.from_regex(patroon.python, fullmatch=True).filter(lambda t: _leesbaar(soort, t))
    raise AssertionError(soort)
