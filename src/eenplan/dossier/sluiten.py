"""What closing a dossier does to the work around it, asked of the rooms without knowing them.

A room registers at start (`AppConfig.ready`), through `dossier.actions`: `houdt_open` says why the dossier must stay
open, `vervalt` tells beforehand what ends with it, `bij_sluiten` ends it within the closing itself.

All three are handed the process whose task closes the dossier, if any: that one goes on to its own end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eenplan.dossier.models import Dossier
    from eenplan.organisatie.models import Medewerker

Tegenhouder = Callable[["Dossier", Any], str]
Melder = Callable[["Dossier", Any], list[str]]
Beeindiger = Callable[["Dossier", "Medewerker", str, Any], None]

_tegenhouders: list[Tegenhouder] = []
_melders: list[Melder] = []
_beeindigers: list[Beeindiger] = []


@dataclass(frozen=True, slots=True)
class Sluiting:
    """What closing would do now: why it is refused, and what ends with it; each a sentence."""

    hindert: list[str]
    vervalt: list[str]


def houdt_open(toon: Tegenhouder) -> Tegenhouder:
    """Register: why this dossier must not be closed yet, or nothing."""
    _tegenhouders.append(toon)
    return toon


def vervalt(toon: Melder) -> Melder:
    """Register: sentences about what ends when this dossier is closed."""
    _melders.append(toon)
    return toon


def bij_sluiten(doe: Beeindiger) -> Beeindiger:
    """Register: end what runs for this dossier, in the name of who closes it and for that reason."""
    _beeindigers.append(doe)
    return doe


def hindernissen(dossier: Dossier, proces: Any) -> list[str]:
    """Every reason why this dossier must stay open."""
    return [zin for toon in _tegenhouders if (zin := toon(dossier, proces))]


def vooruitblik(dossier: Dossier, proces: Any) -> Sluiting:
    """What closing would do now, for the page before anything happens."""
    return Sluiting(
        hindernissen(dossier, proces), [zin for toon in _melders for zin in toon(dossier, proces)]
    )


def beeindig(dossier: Dossier, door: Medewerker, reden: str, proces: Any) -> None:
    """Let every room end what runs."""
    for doe in _beeindigers:
        doe(dossier, door, reden, proces)
