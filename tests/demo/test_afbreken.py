"""Somebody tries Eenplan out and stops in the middle of loading: nothing stays behind, and the next start makes it good."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

TEL = """
import django; django.setup()
from eenplan.dossier.models import Dossier
from eenplan.kern.context import voor_organisatie
from eenplan.organisatie.models import Organisatie
for organisatie in Organisatie.objects.order_by("pk"):
    with voor_organisatie(organisatie):
        gezinnen = Dossier.objects.filter(meldingen__isnull=False).distinct().count()  # a provider may bring one more
        print(organisatie.pk, organisatie.naam, gezinnen, sorted(organisatie.instellingen))
"""


@pytest.fixture
def var() -> Iterator[Path]:
    """A folder as a new user has it, outside pytest's own closed ones."""
    folder = Path(tempfile.mkdtemp(prefix="eenplan-proef-", dir="/tmp")).resolve()
    folder.chmod(0o755)
    yield folder / "var"
    subprocess.run(
        [sys.executable, "-m", "eenplan", "stop"],
        env=omgeving(folder / "var"),
        check=False,
        capture_output=True,
    )
    for pid in overgebleven(folder / "var"):  # only when the test failed
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def test_wie_tijdens_het_laden_stopt_laat_niets_achter_en_ziet_bij_de_volgende_start_alles(var: Path):
    eerste = Start(var)
    eerste.lees_tot("gezinnen:")
    assert len(overgebleven(var)) >= 3, "Eenplan zelf en de processen die laden"
    assert databank(var)
    eerste.proces.send_signal(signal.SIGTERM)
    eerste.lees_tot("Gestopt voordat Eenplan klaarstond.")
    assert eerste.einde() == 0
    assert overgebleven(var) == [] and not databank(var)

    tweede = Start(var)
    tweede.lees_tot("eerder afgebroken. Opnieuw beginnen")
    tweede.lees_tot("gezinnen:")
    os.killpg(tweede.proces.pid, signal.SIGINT)  # Ctrl-C in a terminal reaches everybody
    tweede.lees_tot("Gestopt voordat Eenplan klaarstond.")
    assert tweede.einde() == 0
    assert overgebleven(var) == [] and not databank(var)

    gezegd = eenplan(var, "demo", "--gezinnen", "3", "--processen", "2")
    assert "Opnieuw beginnen" in gezegd and "Wachtwoord voor iedereen" in gezegd
    assert in_python(var, TEL).splitlines() == [
        "1 Gemeente Waterveld 3 ['bezwaaradres', 'telefoon']",
        "2 Gemeente Elders 2 []",
    ]
    eenplan(var, "stop")
    _de_terminal_zegt_alleen_wat_u_nodig_hebt(var)


def _de_terminal_zegt_alleen_wat_u_nodig_hebt(var: Path) -> None:
    """What the parts report is in the log."""
    start = Start(var)
    start.lees_tot("Eenplan staat klaar op")
    assert len(overgebleven(var)) >= 4, "Eenplan zelf, de webserver met haar processen en de werker"
    start.proces.send_signal(signal.SIGTERM)
    assert start.einde() == 0
    assert overgebleven(var) == [] and not databank(var)

    gezegd = "".join(start.regels)
    assert re.match(r"Databank starten …\nTabellen bijwerken …\n\n  naam +functie", gezegd)
    assert re.search(r"^  Amina El Idrissi +jeugdconsulent +Noord +amina$", gezegd, re.M)
    assert f"Wat de onderdelen melden, staat in {var}/log/" in gezegd
    assert f"Eenplan staat klaar op http://127.0.0.1:{start.poort}  (stoppen: Ctrl-C)" in gezegd
    assert not re.search("WARNING|worker|granian", gezegd)
    assert "worker" in (var / "log" / "werker.log").read_text()
    assert (var / "log" / "web.log").exists()


class Start:
    """`eenplan start` in a session of its own, as in a terminal."""

    def __init__(self, var: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.poort = probe.getsockname()[1]
        self.proces = subprocess.Popen(
            [sys.executable, "-m", "eenplan", "start", "--poort", str(self.poort)],
            env=omgeving(var), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.regels: list[str] = []

    def lees_tot(self, woorden: str) -> None:
        assert self.proces.stdout
        for regel in self.proces.stdout:
            self.regels.append(regel)
            if woorden in regel:
                return
        pytest.fail(f"“{woorden}” werd niet gezegd, wel:\n" + "".join(self.regels))

    def einde(self) -> int:
        assert self.proces.stdout
        self.regels.extend(self.proces.stdout)
        return self.proces.wait(timeout=60)


def omgeving(var: Path) -> dict[str, str]:
    weg = ("DATABASE_URL", "EENPLAN_DEMO")
    return {k: v for k, v in os.environ.items() if k not in weg} | {
        "EENPLAN_VAR": str(var), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip


def eenplan(var: Path, *opdracht: str) -> str:
    return _draai(var, "-m", "eenplan", *opdracht)


def in_python(var: Path, code: str) -> str:
    return _draai(var, "-c", code)


def _draai(var: Path, *argumenten: str) -> str:
    af = subprocess.run(
        [sys.executable, *argumenten],
        env=omgeving(var),
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert af.returncode == 0, af.stdout + af.stderr
    return af.stdout


def overgebleven(var: Path) -> list[int]:
    """Processes of this installation, the database aside (it has an environment of its own)."""
    teken = f"EENPLAN_VAR={var}".encode()
    gevonden = []
    for map_ in Path("/proc").glob("[0-9]*"):
        try:
            levend = map_.joinpath("stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
            if levend and teken in map_.joinpath("environ").read_bytes().split(b"\0"):
                gevonden.append(int(map_.name))
        except OSError:
            continue
    return gevonden


def databank(var: Path) -> bool:
    """Whether a PostgreSQL runs on this folder; it takes its note along when it ends."""
    return (var / "postgres" / "data" / "postmaster.pid").exists()
