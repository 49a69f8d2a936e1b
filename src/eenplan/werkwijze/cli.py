"""`eenplan werkwijze controleer FILE…` and `… dekking`: what the room refuses, said on the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from beslistabel import BeslistabelFout, Tabel
from beslistabel import verify as verifieer

from . import motor
from .controle import controleer
from .definitie import Procesdefinitie
from .dekking import coverage, lees_stappen
from .lezen import OnleesbaarBestand
from .omgeving import bekend, lees_bestand, meegeleverd, tabel_uit
from .proefloop import loop_alles

Schrijf = Callable[[str], object]


def controleer_bestanden(paden: Sequence[str | Path], schrijf: Schrijf = print) -> int:
    """Findings one per line, in Dutch, or one line that all is well; 0 when there are none, 1 otherwise.

    Tables and processes that a file points at are looked for among the given files, in the same folders, and among
    the shipped ones.
    """
    tabellen, definities = _buren([Path(p).parent for p in paden])
    zinnen: list[str] = []
    gegeven: list[tuple[Path, Procesdefinitie]] = []
    for pad in map(Path, paden):
        try:
            if pad.suffix.lower() == ".dmn":
                tabel = tabel_uit(lees_bestand(pad))
                tabellen[tabel.id] = tabel
                zinnen += [f"{pad.name}: {b.tekst}" for b in verifieer(tabel)]
            else:
                definitie = motor.read(lees_bestand(pad))
                definities[definitie.sleutel] = definitie
                gegeven.append((pad, definitie))
        except OnleesbaarBestand as fout:
            zinnen.append(f"{pad.name}: {fout.zin}")
        except BeslistabelFout as fout:
            zinnen.append(f"{pad.name}: {fout}")
    omgeving = bekend(tabellen, definities.values())
    for pad, definitie in gegeven:
        gevonden = [b.zin for b in controleer(definitie, omgeving)]
        zinnen += [f"{pad.name}: {zin}" for zin in gevonden or loop_alles(definitie, omgeving).fouten]
    for zin in zinnen or [_alles_goed(len(paden))]:
        schrijf(zin)
    return 1 if zinnen else 0


def _alles_goed(aantal: int) -> str:
    return "Het bestand klopt." if aantal == 1 else f"De {aantal} bestanden kloppen."


def toon_dekking(stappen: Path, paden: Sequence[str | Path], schrijf: Schrijf = print) -> int:
    """One line per process of stappen.csv; 1 when a step of a given process has no place or several."""
    definities = [motor.read(lees_bestand(Path(p))) for p in paden]
    eigen = {d.sleutel for d in definities}
    gedekt = coverage(lees_stappen(stappen), definities)
    for dekking in gedekt.values():
        schrijf(dekking.zin)
    return int(any(d.zonder_plaats or d.dubbel for d in gedekt.values() if d.proces in eigen))


def _buren(mappen: Sequence[Path]) -> tuple[dict[str, Tabel], dict[str, Procesdefinitie]]:
    """Readable tables and drawings in these folders and the shipped one; what cannot be read is not known."""
    tabellen: dict[str, Tabel] = {}
    definities: dict[str, Procesdefinitie] = {}
    for pad in sorted({p for m in [meegeleverd(), *mappen] if m.is_dir() for p in m.iterdir()}):
        try:
            if pad.suffix == ".dmn":
                tabel = tabel_uit(lees_bestand(pad))
                tabellen[tabel.id] = tabel
            elif pad.suffix == ".bpmn":
                definitie = motor.read(lees_bestand(pad))
                definities[definitie.sleutel] = definitie
        except (OnleesbaarBestand, BeslistabelFout):
            continue
    return tabellen, definities
