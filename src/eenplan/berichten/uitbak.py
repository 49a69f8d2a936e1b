"""The outbox on disk: `var/berichten/uit/`, from which the municipality's courier (GGK) takes the messages.

The courier moves each file to `var/berichten/opgehaald/`; it does not delete. So a message that was taken
is known, and writing it again, after a crash or by two workers at once, changes nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

from eenplan.kern import paden


def leg_neer(naam: str, data: bytes) -> Path:
    """Put a file in the outbox, whole or not at all. A file of this name that is there or was taken stays."""
    uit, opgehaald = paden.var("berichten", "uit"), paden.var("berichten", "opgehaald")
    doel = uit / naam
    if (opgehaald / naam).exists() or doel.exists():
        return doel
    for rest in uit.glob(f".{naam}.*"):
        rest.unlink(missing_ok=True)  # half a file of an attempt that was cut off
    voorlopig = uit / f".{naam}.{os.getpid()}"
    descriptor = os.open(voorlopig, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    voorlopig.rename(doel)
    _fsync_folder(uit)
    return doel


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
