"""Who stands around a family: the family in the middle, three rings by closeness, four circles of people.

Pure, as the genogram is. Every contact has a height of its own on its side of the map and a stretch of its
ring that is wide enough, so labels cannot meet however many there are. Who supports is a filled dot; who
burdens is an open diamond with a broken edge, and both say so in words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from eenplan.gezin.svg import REGEL, Vak, beeld, breedte, element, regels, tekst

KRINGEN = {  # in words, side and half: -1 is left and top
    "familie": ("familie", -1, -1),
    "vrienden": ("vrienden en buren", 1, -1),
    "school": ("school en vrije tijd", -1, 1),
    "hulp": ("hulpverlening", 1, 1),
}
RINGEN = {1: "dichtbij", 2: "regelmatig", 3: "op afstand"}
LABEL = 104.0  # px, the widest a label may be
MIDDEN = 62.0  # px, half the width of the family in the middle
AS = 12.0  # px kept free on both sides of the horizontal axis, for the names of the rings
LUCHT = 8.0  # px between two contacts


@dataclass(frozen=True, slots=True)
class Contact:
    """`kring` familie, vrienden, school or hulp; `nabijheid` 1 (close) to 3."""

    naam: str
    wie: str
    kring: str
    nabijheid: int
    steunt: bool = True

    @property
    def woord(self) -> str:
        return "steunt" if self.steunt else "belast"


@dataclass(frozen=True, slots=True)
class _Plek:
    contact: Contact
    regels: list[str]
    y: float  # middle, from the axis; always above zero, mirrored for the upper half
    hoog: float
    breed: float


def teken(gezin: str, contacten: list[Contact], *, kenmerk: str = "netwerk") -> str:
    """The map as SVG; without contacts it shows the empty rings."""
    plekken = {kring: _stack([c for c in contacten if c.kring == kring]) for kring in KRINGEN}
    hoogtes = [
        max(
            [
                34.0 + 44 * r,
                *(p.y + p.hoog / 2 + 14 for ps in plekken.values() for p in ps if p.contact.nabijheid <= r),
            ]
        )
        for r in (0, 1, 2, 3)
    ]
    breedtes = _widths(plekken, hoogtes)
    rx, ry = breedtes[3], hoogtes[3]
    delen = [_ring(breedtes[r], hoogtes[r], r) for r in (3, 2, 1)]
    delen.append(element("path", d=f"M{-rx:.1f} 0H{rx:.1f}M0 {-ry:.1f}V{ry:.1f}", klasse="nk-as"))
    delen += [_ring_name(breedtes, r) for r in (1, 2, 3)]
    delen += _family(gezin)
    delen += [_corner(kring, rx, ry) for kring in KRINGEN]
    for kring, eigen in plekken.items():
        delen += [_contact(p, kring, breedtes, hoogtes) for p in eigen]
    return beeld(
        titel=f"Netwerkkaart van {gezin}",
        uitleg=" ".join(in_woorden(gezin, contacten)),
        kenmerk=kenmerk,
        klasse="netwerkkaart",
        vak=Vak(-rx - 12, -ry - 34, rx + 12, ry + 34),
        delen=delen,
    )


def in_woorden(gezin: str, contacten: list[Contact]) -> list[str]:
    """A sentence per circle of people, the closest first."""
    if not contacten:
        return [f"Er staat nog niemand op de kaart van {gezin}."]
    zinnen = []
    for kring, (naam, _kant, _helft) in KRINGEN.items():
        eigen = sorted((c for c in contacten if c.kring == kring), key=lambda c: (c.nabijheid, c.naam))
        if eigen:
            mensen = ", ".join(f"{c.naam} ({c.wie}, {RINGEN[c.nabijheid]}, {c.woord})" for c in eigen)
            zinnen.append(f"{naam.capitalize()}: {mensen}.")
    return zinnen


# ---- where everybody stands ------------------------------------------------------------------------


def _stack(contacten: list[Contact]) -> list[_Plek]:
    """Heights of the contacts in one quarter, from the axis outward, the closest ring first."""
    y, uit = AS, []
    for contact in sorted(contacten, key=lambda c: (c.nabijheid, not c.steunt, c.naam)):
        woorden = [*regels(contact.naam, LABEL, 2, vet=True), *regels(contact.wie, LABEL, 2), contact.woord]
        hoog = len(woorden) * REGEL
        breed = max(breedte(regel, vet=True) for regel in woorden)
        uit.append(_Plek(contact, woorden, y + hoog / 2, hoog, breed))
        y += hoog + LUCHT
    return uit


def _widths(plekken: dict[str, list[_Plek]], hoogtes: list[float]) -> list[float]:
    """Half-width of each ring: just so wide that every label fits between its ring and the one inside."""
    breedtes = [MIDDEN]
    for r in (1, 2, 3):
        breed = breedtes[-1] + breedte(RINGEN[r]) + 24
        for eigen in plekken.values():
            for p in eigen:
                if p.contact.nabijheid == r:
                    begin = _start(p, breedtes, hoogtes)
                    breed = max(breed, begin + p.breed + 8 + _inset(p.y + p.hoog / 2, hoogtes[r]))
        breedtes.append(breed)
    return breedtes


def _start(p: _Plek, breedtes: list[float], hoogtes: list[float]) -> float:
    """The x, from the middle outward, where the label begins: just outside the ring within."""
    r, dichtst = p.contact.nabijheid - 1, p.y - p.hoog / 2
    binnen = breedtes[r] - _inset(dichtst, hoogtes[r]) if dichtst < hoogtes[r] else 0.0
    return max(binnen, 4.0) + 24


def _corner_radius(hoog: float) -> float:
    return hoog * 0.62


def _inset(y: float, hoog: float) -> float:
    """How far the side of a ring of half-height `hoog` has bent inward at height `y`."""
    rond = _corner_radius(hoog)
    diep = min(max(y - (hoog - rond), 0.0), rond)
    return rond - math.sqrt(rond**2 - diep**2)


# ---- drawing ---------------------------------------------------------------------------------------


def _contact(p: _Plek, kring: str, breedtes: list[float], hoogtes: list[float]) -> str:
    _naam, kant, helft = KRINGEN[kring]
    x, y = kant * _start(p, breedtes, hoogtes), helft * p.y
    anker = "start" if kant > 0 else "end"
    boven = y - p.hoog / 2
    punt = x - kant * 12
    soort = "steunt" if p.contact.steunt else "belast"
    c = p.contact
    delen = [
        element("title", _escape(f"{c.naam}, {c.wie}, {RINGEN[c.nabijheid]}, {c.woord}")),
        _dot(punt, boven + 9, c.steunt),
    ]
    namen = len(regels(c.naam, LABEL, 2, vet=True))
    for i, regel in enumerate(p.regels):
        klasse = (
            "nk-naam" if i < namen else f"nk-woord nk-woord--{soort}" if i == len(p.regels) - 1 else "nk-wie"
        )
        delen.append(tekst(regel, x, boven + (i + 1) * REGEL - 3, klasse, anker=anker))
    return element("g", "".join(delen), klasse=f"nk-contact nk-contact--{soort}")


def _dot(x: float, y: float, steunt: bool) -> str:
    if steunt:
        return element("circle", cx=x, cy=y, r=5.5, klasse="nk-punt")
    return element(
        "path",
        d=f"M{x:.1f} {y - 7:.1f} {x + 7:.1f} {y:.1f} {x:.1f} {y + 7:.1f} {x - 7:.1f} {y:.1f}z",
        klasse="nk-punt",
    )


def _ring(rx: float, ry: float, r: int) -> str:
    rond = _corner_radius(ry)
    return element(
        "rect", x=-rx, y=-ry, width=2 * rx, height=2 * ry, rx=rond, ry=rond, klasse=f"nk-ring nk-ring--{r}"
    )


def _ring_name(breedtes: list[float], r: int) -> str:
    return tekst(RINGEN[r], breedtes[r] - 8, 4, "nk-ringnaam", anker="end")


def _family(gezin: str) -> list[str]:
    namen = regels(gezin, 2 * MIDDEN - 24, 2, vet=True)
    vorm = element("rect", x=-MIDDEN + 4, y=-26, width=2 * MIDDEN - 8, height=52, rx=14, klasse="nk-gezin")
    begin = 4 - (len(namen) - 1) * REGEL / 2
    return [vorm, *(tekst(regel, 0, begin + i * REGEL, "nk-gezinsnaam") for i, regel in enumerate(namen))]


def _corner(kring: str, rx: float, ry: float) -> str:
    naam, kant, helft = KRINGEN[kring]
    return tekst(
        naam, kant * rx, -ry - 14 if helft < 0 else ry + 22, "nk-kring", anker="end" if kant > 0 else "start"
    )


def _escape(woorden: str) -> str:
    return woorden.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
