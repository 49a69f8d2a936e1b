"""Where Eenplan keeps what it makes: database, documents, keys, outgoing files.

Everything stands below one folder, `var/` beside the code unless `EENPLAN_VAR` names another.
"""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("EENPLAN_VAR", PROJECT / "var")).resolve()


def var(*parts: str) -> Path:
    """A folder below `var/`, made when missing and closed to other users."""
    folder = VAR.joinpath(*parts)
    if not VAR.exists():
        VAR.mkdir(parents=True)
        VAR.chmod(0o711)  # others may pass through to the database's socket, not look around
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
