"""How a message is declared: annotated classes, read once into a plain description.

    @klasse
    class ToegewezenProduct(Klasse):
        "Gegevens over een product dat de gemeente toewijst aan een aanbieder."

        ToewijzingNummer: t.Nummer = veld("Identificerend nummer van de opdracht …")
        Omvang: t.Omvang | None = veld("Aanduiding van de omvang …", default=None)

The annotation gives the datatype and whether the element may be absent; the order of the lines is the
order in the message; docstring and text are the explanation of the standard, so they are Dutch.
A field is one of three: `veld` (an element), `vast` (an element with one allowed value) or `lijst` (an
element that wraps one or more equal elements, such as Relaties around Relatie; an empty tuple leaves
it out). Classes become frozen, slotted, keyword-only dataclasses.

Namespaces are not part of a declaration: they belong to the Versie under which a message is
registered, so two versions share every class that is equal.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, dataclass_transform

from ijw.soorten import Patroon, Soort


@dataclass(frozen=True, slots=True)
class Versie:
    """A release of the standard: its two namespaces, and the package that holds its shared types (the
    modules `datatypen` and `samengesteld`), which a later release may borrow from an earlier one."""

    naam: str
    basis: str
    bericht: str  # with {} for the lower-case message name
    pakket: str

    def ruimte(self, bericht: str) -> str:
        """The namespace of a message."""
        return self.bericht.format(bericht.lower())


@dataclass(frozen=True, slots=True)
class Veld:
    """One element of a class. `item` is the name of the repeated element inside a wrapper."""

    naam: str
    soort: Soort | Vorm
    verplicht: bool
    uitleg: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Vorm:
    """What a declared class says: its elements in order. `basis` tells the shared composite types
    (`CDT_…`, elements in the base namespace) from the classes of a message."""

    klasse: type[Klasse]
    typenaam: str
    uitleg: str
    basis: bool
    velden: tuple[Veld, ...]


class Klasse:
    """Base of everything declared: composite types, message classes, messages."""

    __slots__ = ()
    VORM: ClassVar[Vorm]


class Bericht(Klasse):
    """Base of the messages: the root element `Bericht`."""

    __slots__ = ()
    NAAM: ClassVar[str]
    VERSIE: ClassVar[Versie]


# Every message by namespace, which says both message and version.
BERICHTEN: dict[str, type[Bericht]] = {}

K = TypeVar("K", bound=Klasse)
B = TypeVar("B", bound=Bericht)


def veld(uitleg: str = "", *, default: Any = dataclasses.MISSING, patroon: Patroon | None = None) -> Any:
    """One element; `patroon` narrows its datatype here only (an anonymous type in the schema)."""
    return dataclasses.field(default=default, metadata={"uitleg": uitleg, "patroon": patroon})


def vast(uitleg: str, *, default: str | int, regel: str) -> Any:
    """An element with one allowed value, which is also what a new object gets."""
    return veld(uitleg, default=default, patroon=Patroon.vast(str(default), regel))


def lijst(item: str, *, default: Any = dataclasses.MISSING, uitleg: str = "") -> Any:
    """A wrapper around one or more elements named `item`; with `default=()` the wrapper may be absent."""
    return dataclasses.field(default=default, metadata={"uitleg": uitleg, "item": item})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(veld, vast, lijst))
def klasse(cls: type[K]) -> type[K]:
    """Declare a class of a message."""
    return _verklaar(cls, typenaam=cls.__name__, basis=False)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(veld, vast, lijst))
def basistype(cls: type[K]) -> type[K]:
    """Declare a composite type of the base schema (`CDT_…`)."""
    return _verklaar(cls, typenaam=f"CDT_{cls.__name__}", basis=True)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(veld, vast, lijst))
def bericht(versie: Versie) -> Callable[[type[B]], type[B]]:
    """Declare and register a message of this version; the class carries the name of the message."""

    def registreer(cls: type[B]) -> type[B]:
        cls = _verklaar(cls, typenaam="Root", basis=False)
        cls.NAAM = cls.__name__
        cls.VERSIE = versie
        BERICHTEN[versie.ruimte(cls.NAAM)] = cls
        return cls

    return registreer


def _verklaar(cls: type[K], typenaam: str, basis: bool) -> type[K]:
    uitleg = (cls.__dict__.get("__doc__") or _geerfde_uitleg(cls)).strip()
    cls.__doc__ = uitleg
    klaar = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    hints = typing.get_type_hints(klaar, include_extras=True)
    velden = tuple(_veld(f, hints[f.name]) for f in dataclasses.fields(klaar))  # type: ignore[arg-type]
    klaar.VORM = Vorm(klaar, typenaam, uitleg, basis, velden)
    return klaar


def _geerfde_uitleg(cls: type[Klasse]) -> str:
    ouder = cls.__mro__[1]
    return ouder.VORM.uitleg if hasattr(ouder, "VORM") else ""


def _veld(f: dataclasses.Field[Any], hint: Any) -> Veld:
    soort, weglaatbaar = _ontleed(hint)
    patroon = f.metadata.get("patroon")
    if patroon is not None and isinstance(soort, Soort):
        soort = soort.beperkt(patroon)
    item = f.metadata.get("item")
    if item is not None:
        weglaatbaar = f.default == ()
    return Veld(f.name, soort, not weglaatbaar, f.metadata["uitleg"], item)


def _ontleed(hint: Any) -> tuple[Soort | Vorm, bool]:
    """Datatype and whether it may be absent, from `X`, `X | None` or `tuple[X, ...]`."""
    oorsprong = typing.get_origin(hint)
    if oorsprong in (typing.Union, types.UnionType):
        (binnen,) = [deel for deel in typing.get_args(hint) if deel is not type(None)]
        return _ontleed(binnen)[0], True
    if oorsprong is tuple:
        return _ontleed(typing.get_args(hint)[0])
    for extra in getattr(hint, "__metadata__", ()):
        if isinstance(extra, Soort):
            return extra, False
    if isinstance(hint, type) and issubclass(hint, Klasse):
        return hint.VORM, False
    raise TypeError(f"{hint!r} is geen datatype of klasse van de standaard")
