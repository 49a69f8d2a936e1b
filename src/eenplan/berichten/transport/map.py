"""The folder: `var/berichten/<code>/` of an organisation, between us and whoever carries the post to the hub.

    uit/        what we send; the courier moves each file to opgehaald/ and deletes nothing
    opgehaald/  what was taken
    in/         what the courier brings, each file put there whole (write elsewhere, then move)
    verwerkt/   what we stored

A message that was taken is known by its name, so writing it again, after a crash or by two workers at once, changes
nothing. A delivery is known by its name, its time and its place on the disk: a file that we stored and could not move
away before a crash is the same delivery, the same name brought again is another.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from eenplan.berichten.fouten import Transportfout
from eenplan.berichten.ontvangst_actions import MEEST, Geleverd
from eenplan.kern import paden

if TYPE_CHECKING:
    from eenplan.berichten.models import Bericht


class MapTransport:
    """See the module."""

    naam = "map"
    tegelijk = 100

    def __init__(self, code: str, wortel: Path | None = None) -> None:
        self._wortel = wortel or paden.var("berichten", code)

    def map(self, deel: str) -> Path:
        """One of the four folders, made when missing and closed to other users."""
        folder = self._wortel / deel
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def verstuur(
        self, post: Sequence[tuple[Bericht, bytes]]
    ) -> Iterator[tuple[Bericht, str | Transportfout]]:
        """Put files in the outbox, each whole or not at all. A file of this name that is there or was taken stays."""
        uit, opgehaald = self.map("uit"), self.map("opgehaald")
        _ruim_half_werk_op(uit, {bericht.bestandsnaam for bericht, _ in post})
        geschreven: list[tuple[Path, Path]] = []
        uitkomst: list[tuple[Bericht, str | Transportfout]] = []
        for bericht, data in post:
            doel = uit / bericht.bestandsnaam
            if not (doel.exists() or (opgehaald / doel.name).exists()):
                voorlopig = uit / f".{doel.name}.{os.getpid()}"
                try:
                    _schrijf(voorlopig, data)
                except OSError as fout:  # a full disk, a folder of somebody else
                    zin = f"Het bericht kon niet in de map {uit} worden gezet: {fout.strerror}. Maak ruimte of rechten vrij."
                    uitkomst.append((bericht, Transportfout(zin)))
                    continue
                geschreven.append((voorlopig, doel))
            uitkomst.append((bericht, doel.name))
        _fsync_alles(uit)
        for voorlopig, doel in geschreven:
            voorlopig.rename(doel)
        _fsync_map(uit)
        yield from uitkomst

    def haal_op(self, hoogstens: int) -> list[Geleverd]:
        """The files in `in/`, oldest first; a file that begins with a dot is still being written."""
        wachtend = []
        with os.scandir(self.map("in")) as ingangen:
            for ingang in ingangen:
                with suppress(FileNotFoundError):  # another worker stored it and moved it away meanwhile
                    if not ingang.name.startswith(".") and ingang.is_file(follow_symlinks=False):
                        stat = ingang.stat()
                        wachtend.append((stat.st_mtime_ns, ingang.name, stat.st_ino))
        geleverd = []
        for tijd, naam, plek in sorted(wachtend)[:hoogstens]:
            with suppress(FileNotFoundError):
                geleverd.append(Geleverd(_lees(self.map("in") / naam), f"{naam}:{tijd}:{plek}", naam))
        return geleverd

    def bevestig(self, geleverd: Sequence[Geleverd]) -> None:
        """Move away what is stored. A name that came before is kept beside it, with its number."""
        van, naar = self.map("in"), self.map("verwerkt")
        for levering in geleverd:
            doel = naar / levering.naam
            if doel.exists():
                doel = naar / f"{levering.naam}.{levering.kenmerk.rpartition(':')[2]}"
            with suppress(FileNotFoundError):  # another worker stored it too, and was first to move it
                (van / levering.naam).rename(doel)
        _fsync_map(naar)


def _ruim_half_werk_op(uit: Path, namen: set[str]) -> None:
    """Half files of these messages, of an attempt that was cut off; those of others are being written."""
    with os.scandir(uit) as ingangen:
        half = [ingang.name for ingang in ingangen if ingang.name.startswith(".")]
    for naam in half:
        if naam[1:].rpartition(".")[0] in namen:
            (uit / naam).unlink(missing_ok=True)


def _schrijf(pad: Path, data: bytes) -> None:
    descriptor = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _lees(pad: Path) -> bytes:
    """The file, or so much of it that it is known to be too large."""
    with pad.open("rb") as file:
        return file.read(MEEST + 1)


def _fsync_alles(folder: Path) -> None:
    """Everything written below this folder is on the disk: once for many files (Linux)."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(descriptor)


def _fsync_map(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
