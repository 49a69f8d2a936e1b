"""How many messages per second Eenplan books: from files in the inbox to return messages in the outbox, with two workers on
a database of its own (made and dropped here). Starts, claims and stops of children in care, a third of each.

Everything counts: storing the bytes, reading, judging on all four levels, booking with history and events, making and
encrypting the answer, and laying it out. Prints one JSON line per measurement.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:] = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).resolve().parent))

import meting  # noqa: E402

GRENS = 300  # messages per second, at least
KINDEREN, AANBIEDERS, WERKERS = 1000, 40, 2

WERKER = """
import sys
import django
from django.conf import settings
for alias in ("default", "eigenaar"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from eenplan.berichten.post import ronde
from eenplan.organisatie.models import Organisatie
organisatie = Organisatie.objects.get()
print("klaar", flush=True)
sys.stdin.readline()
ronde(organisatie)
print("gedaan", flush=True)
sys.stdin.readline()
"""


def main() -> int:
    with tempfile.TemporaryDirectory(
        dir=Path.cwd() / "var" if (Path.cwd() / "var").exists() else None
    ) as var:
        Path(var).chmod(0o711)  # the database server runs as another user
        os.environ["EENPLAN_VAR"] = var
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eenplan.settings")
        import django

        django.setup()
        from eenplan.berichten.casus.wegwerp import wegwerpdatabank

        with wegwerpdatabank():
            per_seconde = _meet()
    return 0 if meting.meld_minstens("berichten.per_seconde", per_seconde, "berichten/s", GRENS) else 1


def _meet() -> float:
    import verkeer
    from django.db import connection

    from eenplan.berichten.models import Bericht, Ontvangst
    from eenplan.berichten.transport import MapTransport
    from eenplan.kern.context import voor_organisatie

    wereld = verkeer.maak(kinderen=KINDEREN, aanbieders=AANBIEDERS)
    post = list(verkeer.berichten(wereld))
    for naam, data in post:
        (MapTransport("0001").map("in") / naam).write_bytes(data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        databank = cursor.fetchone()[0]
    werkers = [
        subprocess.Popen([sys.executable, "-c", WERKER, databank], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(WERKERS)
    ]  # fmt: skip
    for werker in werkers:
        _lees(werker)
    begin = time.perf_counter()
    for werker in werkers:
        _zeg(werker)
    for werker in werkers:
        _lees(werker)
    duur = time.perf_counter() - begin
    for werker in werkers:
        _zeg(werker)
        werker.wait()
    with voor_organisatie(wereld.organisatie):
        assert Ontvangst.objects.filter(uitkomst="geboekt").count() == len(post)
        assert Bericht.objects.filter(richting="uit", verzonden_op__isnull=False).count() == 2 * KINDEREN
    return len(post) / duur


def _lees(werker: subprocess.Popen[str]) -> None:
    assert werker.stdout and werker.stdout.readline(), "een werker viel om"


def _zeg(werker: subprocess.Popen[str]) -> None:
    assert werker.stdin
    werker.stdin.write("\n")
    werker.stdin.flush()


if __name__ == "__main__":
    sys.exit(main())
