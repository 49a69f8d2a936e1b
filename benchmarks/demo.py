"""How long the demo takes to load: 400 families through the actions, and with --gezinnen 100000 the copies too.

The large load is measured once and kept: `web.py` reads it. Its time stands in the file `geladen` of its folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).resolve().parent))

import meting  # noqa: E402

GRENS_DEMO_S = 60
GRENS_BULK_S = 30 * 60
GRENS_INSTALLATIE_MB = 500


def main() -> int:
    goed = [meting.meld("demo.laden.400", _laad(), "s", GRENS_DEMO_S)]
    geladen = meting.VAR / "geladen"
    if geladen.exists():
        goed.append(meting.meld("demo.laden.100000", float(geladen.read_text()), "s", GRENS_BULK_S))
    goed.append(meting.meld("installatie.basis", _installatie(), "MB", GRENS_INSTALLATIE_MB))
    return 0 if all(goed) else 1


def _laad() -> float:
    """Seconds for `eenplan demo` on empty tables."""
    var = Path(tempfile.mkdtemp(prefix="eenplan-bench-"))
    var.chmod(0o711)
    omgeving = os.environ | {"EENPLAN_VAR": str(var)}
    try:
        subprocess.run([sys.executable, "-m", "eenplan", "migreer", "-v0"], check=True, env=omgeving)
        begin = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "eenplan", "demo", "--alleen-als-leeg"],
            check=True,
            env=omgeving,
            stdout=sys.stderr,
        )
        return time.monotonic() - begin
    finally:
        subprocess.run(
            [sys.executable, "-m", "eenplan", "stop"], check=False, env=omgeving, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(var, ignore_errors=True)


def _installatie() -> float:
    """Size in MB of what the base lock installs: packages of the lock, as they stand in this environment."""
    from importlib.metadata import PackageNotFoundError, distribution

    totaal = 0
    for regel in (meting.PROJECT / "requirements" / "basis.lock").read_text().splitlines():
        naam = regel.split("==")[0].strip()
        if "==" not in regel or not naam:
            continue
        try:
            bestanden = distribution(naam).files or []
        except PackageNotFoundError:
            continue
        totaal += sum(
            pad.stat().st_size for bestand in bestanden if (pad := Path(str(bestand.locate()))).is_file()
        )
    return totaal / 1e6


if __name__ == "__main__":
    sys.exit(main())
