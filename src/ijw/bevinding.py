"""What a check finds, and the one error this library raises.

A finding names the rule, the control level (1-4), the exact element and says in Dutch (B1) what is
wrong and how to mend it. Rule codes are those of the standard (`RS…` at level 1). Where the standard
names none because the schema itself speaks, the code starts with `XSD-`; where only this library
objects (too large, unsafe, not representable), it starts with `IJW-`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding. `retourcode` is None at level 1: format errors travel outside the message flow."""

    regel: str
    niveau: int
    pad: str
    tekst: str
    retourcode: str | None = None

    def __str__(self) -> str:
        return f"{self.pad}: {self.tekst} [{self.regel}]"


class IjwFout(ValueError):
    """A message that cannot be read or written; `bevindingen` says everything that is wrong with it."""

    def __init__(self, bevindingen: Iterable[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__("\n".join(str(bevinding) for bevinding in self.bevindingen))


class Afgekeurd(Exception):
    """A value that its datatype refuses; the reader adds the path and makes it a finding."""

    def __init__(self, regel: str, tekst: str) -> None:
        self.regel = regel
        self.tekst = tekst
        super().__init__(tekst)


class BuitenBereik(Afgekeurd):
    """A value that the schema allows but Python's own type cannot hold, such as the year 12026."""

    def __init__(self, tekst: str) -> None:
        super().__init__("IJW-bereik", tekst)
