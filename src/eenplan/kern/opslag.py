"""Documents on disk, outside the database, each encrypted under the installation's keys.

The name on disk is random; which document it is stands only in the database.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from eenplan.kern import geheim, paden

_nieuw: ContextVar[list[str] | None] = ContextVar("nieuw", default=None)


MAP = ("documenten",)  # below var/


@dataclass(frozen=True, slots=True)
class Opgeslagen:
    """Where a document went: its key, the SHA-256 (hex) and size (bytes) of the plain content."""

    sleutel: str
    sha256: str
    grootte: int


def bewaar(inhoud: bytes) -> Opgeslagen:
    """Encrypt and store; the file is on disk before this returns."""
    sleutel = uuid.uuid4().hex
    path = _path(sleutel)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    voorlopig = path.with_suffix(".deel")
    with open(voorlopig, "wb") as file:
        file.write(geheim.encrypt(inhoud, context=sleutel.encode()))
        file.flush()
        os.fsync(file.fileno())
    voorlopig.rename(path)
    _sync_folder(path.parent)
    nieuw = _nieuw.get()
    if nieuw is not None:
        nieuw.append(sleutel)
    return Opgeslagen(sleutel, hashlib.sha256(inhoud).hexdigest(), len(inhoud))


def lees(sleutel: str) -> bytes:
    """The plain content; `FileNotFoundError` when it is not there, `ValueError` when it was changed."""
    return geheim.decrypt(_path(sleutel).read_bytes(), context=sleutel.encode())


def verwijder(sleutel: str) -> None:
    """Destroy the document; nothing happens when it was gone already."""
    _path(sleutel).unlink(missing_ok=True)


@contextmanager
def ongedaan_bij_fout() -> Iterator[None]:
    """Around a transaction: when the block fails, the files it stored go with the rows it wrote."""
    buiten, hier = _nieuw.get(), list[str]()
    token = _nieuw.set(hier)
    try:
        yield
    except BaseException:
        for sleutel in hier:
            verwijder(sleutel)
        raise
    else:
        if buiten is not None:
            buiten.extend(hier)
    finally:
        _nieuw.reset(token)


def _sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only once the folder itself is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _path(sleutel: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{32}", sleutel):
        raise ValueError("Ongeldige sleutel van een document.")
    return paden.var(*MAP) / sleutel[:2] / sleutel
