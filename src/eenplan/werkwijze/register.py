"""What a drawing may point at: forms of user tasks and automatic services, each under one key.

A room registers its own in `forms.py` and `diensten.py`; both are loaded when a key is first asked for, so that
no room needs another to start.

    @formulier("toegang.triage")
    class TriageForm(Taakformulier): …

    @dienst("maak_brieven")
    def maak_brieven(*, proces, element, gegevens, door) -> dict | None: …
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Dienst(Protocol):
    """A service step: does its work through room actions and returns only what gateways or tables need."""

    def __call__(
        self, *, proces: Any, element: Any, gegevens: Mapping[str, Any], door: Any
    ) -> Mapping[str, Any] | None: ...


_formulieren: dict[str, type] = {}
_diensten: dict[str, Dienst] = {}


def formulieren() -> Mapping[str, type]:
    """Every registered form by key."""
    _ontdek()
    return _formulieren


def diensten() -> Mapping[str, Dienst]:
    """Every registered service by name."""
    _ontdek()
    return _diensten


@cache
def _ontdek() -> None:
    from django.utils.module_loading import autodiscover_modules

    autodiscover_modules("forms", "diensten")


def formulier(sleutel: str) -> Callable[[type[T]], type[T]]:
    """Register a form class under the key that a user task names in `eenplan:formulier`."""

    def registreer(klasse: type[T]) -> type[T]:
        _een_keer(_formulieren, sleutel, klasse)
        klasse.sleutel = sleutel  # type: ignore[attr-defined]
        return klasse

    return registreer


def dienst(naam: str) -> Callable[[Dienst], Dienst]:
    """Register a function under the name that a service step gives in `eenplan:dienst`."""

    def registreer(functie: Dienst) -> Dienst:
        _een_keer(_diensten, naam, functie)
        return functie

    return registreer


def _een_keer(register: dict[str, Any], sleutel: str, wat: Any) -> None:
    bestaand = register.get(sleutel)
    if bestaand is not None and (bestaand.__module__, bestaand.__qualname__) != (
        wat.__module__,
        wat.__qualname__,
    ):
        raise ValueError(
            f"{sleutel!r} is already registered by {bestaand.__module__}.{bestaand.__qualname__}"
        )
    register[sleutel] = wat
