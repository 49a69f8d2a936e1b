"""What a rule is: a small function, declared with its code, level, elements and sentence.

    @regel(
        "CD009",
        op="JW301 Contact.Periode",
        tekst="Periode mag alleen bij Soort 04 (tijdelijk verblijfadres) staan. …",
        goed=jw301(Contact={"Soort": "04", "Periode": MAART}),
        fout=jw301(Contact={"Soort": "02", "Periode": MAART}),
    )
    def periode_alleen_bij_tijdelijk_adres(contact: Contact, bericht: Any) -> bool:
        return contact.Periode is None or contact.Soort == "04"

`op` says where it holds, as the standard writes it: messages, class, element. The function gets each such
class of a message and says whether it keeps the rule; or it is a generator that yields the elements that
break it, as a path from the class. A message of the library is typed, so level 1 has passed before.

Level 2 knows the message alone. A rule of level 3 or 4 (`niveau=3, retourcode="9307"`) gets a `Zaak` instead of the
message: it, and what the administration says of the client at hand. A rule OP or IV has no retour code of its own:
it is a hint (`aanwijzing`), which never makes a message wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ijw.regels.voorbeelden import Voorbeeld

NIVEAU_2 = "0001"  # the one retour code of level 2: only the Header goes back (README, section 4)


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a rule holds: in these messages, for every class of this name, about this element of it."""

    berichten: tuple[str, ...]
    klasse: str
    element: str

    def __str__(self) -> str:
        return f"{self.klasse}.{self.element}" if self.element else self.klasse


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule of the standard that this library checks."""

    code: str
    niveau: int
    retourcode: str | None
    plaatsen: tuple[Plaats, ...]
    tekst: str
    goed: tuple[Voorbeeld, ...]
    fout: tuple[Voorbeeld, ...]
    functie: Callable[[Any, Any], Any]

    @property
    def berichten(self) -> list[str]:
        """The messages in which it holds."""
        return sorted({naam for plaats in self.plaatsen for naam in plaats.berichten})

    @property
    def aanwijzing(self) -> bool:
        """A rule of working (OP) or filling in (IV), on which no message is rejected."""
        return self.code.startswith(("OP", "IV"))


F = TypeVar("F", bound=Callable[..., Any])
REGELS: dict[str, Regel] = {}


def regel(
    code: str,
    *,
    niveau: int = 2,
    retourcode: str | None = NIVEAU_2,
    op: str | Sequence[str],
    tekst: str,
    goed: Voorbeeld | Sequence[Voorbeeld],
    fout: Voorbeeld | Sequence[Voorbeeld],
) -> Callable[[F], F]:
    """Declare a rule, with at least one example that keeps it and one that breaks it."""

    def verklaar(functie: F) -> F:
        assert code not in REGELS, code
        plaatsen = tuple(_plaats(plek) for plek in _reeks(op))
        REGELS[code] = Regel(code, niveau, retourcode, plaatsen, tekst, _reeks(goed), _reeks(fout), functie)
        return functie

    return verklaar


def _plaats(tekst: str) -> Plaats:
    *berichten, waar = tekst.split()
    klasse, _, element = waar.partition(".")
    return Plaats(tuple(berichten), klasse, element)


def _reeks(waarde: Any) -> tuple[Any, ...]:
    return tuple(waarde) if isinstance(waarde, list | tuple) else (waarde,)
