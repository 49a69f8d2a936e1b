"""Writing SVG by hand: escaped text, its approximate width, lines that break. No style, only classes.

Widths are estimates on the wide side (the letter of the page may differ from the one on paper), so that
what fits here fits on every screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

LETTER = 12.0  # px, the size of every label
REGEL = 15.0  # px, from one line of a label to the next

_SMAL = frozenset("iIjlftr.,:;'’-()|!· ")
_BREED = frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Vak:
    """A rectangle that a piece of text covers: left, top, right, bottom in px."""

    x1: float
    y1: float
    x2: float
    y2: float

    def raakt(self, ander: Vak) -> bool:
        """Whether the two share any surface."""
        return self.x1 < ander.x2 and ander.x1 < self.x2 and self.y1 < ander.y2 and ander.y1 < self.y2


def breedte(tekst: str, letter: float = LETTER, *, vet: bool = False) -> float:
    """Approximate width of a line of text in px."""
    em = sum(_em(teken) for teken in tekst)
    return em * letter * (1.08 if vet else 1.0)


def regels(tekst: str, maximum: float, aantal: int, *, vet: bool = False) -> list[str]:
    """`tekst` in at most `aantal` lines of at most `maximum` px; what does not fit ends in `…`."""
    uit: list[str] = []
    rest = " ".join(tekst.split())
    while rest and len(uit) < aantal:
        laatste = len(uit) == aantal - 1
        regel, rest = _line(rest, maximum, vet=vet, laatste=laatste)
        uit.append(regel)
    return uit


def element(naam: str, inhoud: str = "", **attributen: object) -> str:
    """One element; `klasse` is class, `_` in a name becomes `-`, numbers lose needless decimals."""
    delen = "".join(
        f' {"class" if sleutel == "klasse" else sleutel.replace("_", "-")}="{_value(waarde)}"'
        for sleutel, waarde in attributen.items()
        if waarde is not None
    )
    return f"<{naam}{delen}>{inhoud}</{naam}>" if inhoud else f"<{naam}{delen}/>"


def tekst(regel: str, x: float, y: float, klasse: str, *, anker: str = "middle") -> str:
    """A line of text on baseline `y`."""
    return element("text", escape(regel), x=x, y=y, klasse=klasse, text_anchor=anker)


def beeld(*, titel: str, uitleg: str, kenmerk: str, klasse: str, vak: Vak, delen: list[str]) -> str:
    """The whole drawing: `role="img"`, named by `titel` and told by `uitleg`; scales by its viewBox."""
    breed, hoog = vak.x2 - vak.x1, vak.y2 - vak.y1
    hoofd = element("title", escape(titel), id=f"{kenmerk}-titel") + element(
        "desc", escape(uitleg), id=f"{kenmerk}-uitleg"
    )
    return element(
        "svg",
        hoofd + "".join(delen),
        xmlns="http://www.w3.org/2000/svg",
        klasse=klasse,
        role="img",
        aria_labelledby=f"{kenmerk}-titel {kenmerk}-uitleg",
        viewBox=f"{_value(vak.x1)} {_value(vak.y1)} {_value(breed)} {_value(hoog)}",
        width=round(breed),
        height=round(hoog),
    )


def _em(teken: str) -> float:
    if teken in _SMAL:
        return 0.36
    if teken in _BREED:
        return 0.94
    if ord(teken) > 0x2E7F:  # CJK and beyond
        return 1.05
    return 0.72 if teken.isupper() else 0.6


def _line(rest: str, maximum: float, *, vet: bool, laatste: bool) -> tuple[str, str]:
    """As much of `rest` as fits on one line, and what is left."""
    if breedte(rest, vet=vet) <= maximum:
        return rest, ""
    if laatste:
        return _cut(rest, maximum, "…", vet=vet), ""
    woorden = rest.split(" ")
    past = 0
    while past < len(woorden) and breedte(" ".join(woorden[: past + 1]), vet=vet) <= maximum:
        past += 1
    if past:
        return " ".join(woorden[:past]), " ".join(woorden[past:])
    if "-" in woorden[0][1:-1]:
        kop, _streep, staart = woorden[0].partition("-")
        if breedte(f"{kop}-", vet=vet) <= maximum:
            return f"{kop}-", " ".join([staart, *woorden[1:]])
    kop = _cut(woorden[0], maximum, "-", vet=vet)
    return kop, rest[len(kop) - 1 :]


def _cut(woord: str, maximum: float, einde: str, *, vet: bool) -> str:
    lengte = len(woord)
    while lengte > 1 and breedte(woord[:lengte].rstrip() + einde, vet=vet) > maximum:
        lengte -= 1
    return (woord[:lengte].rstrip() or woord[:1]) + einde


def _value(waarde: object) -> str:
    if isinstance(waarde, float):
        return f"{waarde:.1f}".removesuffix(".0")
    return escape(str(waarde))
