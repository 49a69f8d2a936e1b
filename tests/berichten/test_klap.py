"""A worker is killed again and again while messages pour in: afterwards each was handled once, and answered once.

Nothing here is a stand-in: the worker is `eenplan werker` in its own process, killed with SIGKILL at random moments, on the
embedded database; a courier takes what lies in the outbox meanwhile. Ordinarily some hundreds of messages and a few kills; in
`make test-lang` five thousand.
"""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import ijw
from eenplan.berichten.models import Bericht, Ontvangst
from eenplan.berichten.transport import MapTransport
from eenplan.kern.context import voor_organisatie
from eenplan.kern.models import Gebeurtenis
from eenplan.zorg.models import Declaratie, Prestatie, Regiemelding

_spec = importlib.util.spec_from_file_location(
    "verkeer", Path(__file__).resolve().parents[2] / "benchmarks" / "verkeer.py"
)
assert _spec and _spec.loader
verkeer = sys.modules.setdefault("verkeer", importlib.util.module_from_spec(_spec))
_spec.loader.exec_module(verkeer)

LANG = bool(os.environ.get("EENPLAN_LANG"))
KINDEREN, AANBIEDERS, KLAPPEN = (1600, 20, 25) if LANG else (130, 5, 6)
GEMEENTE = "0008"  # whose folder no other test looks into
GEDULD = 900.0 if LANG else 240.0  # seconds until everything must be handled

WERKER = """
import sys
import django
from django.conf import settings
for alias in ("default", "eigenaar"):
    settings.DATABASES[alias]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
print("begonnen", flush=True)
call_command("werker")
"""


class Werker:
    """A worker that is killed at random moments and started again, until it is told to go on undisturbed."""

    def __init__(self, databank: str, dobbelsteen: random.Random) -> None:
        self._databank, self._dobbelsteen = databank, dobbelsteen

    def start(self) -> None:
        self.proces = subprocess.Popen(
            [sys.executable, "-c", WERKER, self._databank],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "eenplan.settings"},
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self.proces.stdout and self.proces.stdout.readline()

    def klap(self) -> None:
        """Let it work for a while that nobody knows beforehand, then the power goes."""
        try:
            self.proces.wait(self._dobbelsteen.uniform(0.2, 4.0))
        except subprocess.TimeoutExpired:
            self.proces.send_signal(signal.SIGKILL)
            self.proces.wait()

    def stop(self) -> None:
        self.proces.send_signal(signal.SIGKILL)
        self.proces.wait()


@pytest.mark.django_db(transaction=True, databases=["default", "eigenaar"])
def test_elk_bericht_telt_een_keer_hoe_vaak_de_stroom_ook_wegvalt() -> None:
    wereld = verkeer.maak(kinderen=KINDEREN, aanbieders=AANBIEDERS, code=GEMEENTE)
    transport = MapTransport(GEMEENTE)
    for deel in ("uit", "opgehaald", "in", "verwerkt"):
        for bestand in transport.map(deel).iterdir():
            bestand.unlink()
    brengen = list(verkeer.berichten(wereld, gemeente=GEMEENTE))
    aantal = len(brengen)
    klaar, kans = threading.Event(), random.Random(20261128)
    koerier = threading.Thread(target=_haal, args=(transport, klaar))
    werker = Werker(connection.settings_dict["NAME"], kans)
    werker.start()
    koerier.start()
    try:
        midden_in_het_werk = 0
        for ronde in range(KLAPPEN):
            tot = aantal * (ronde + 1) // KLAPPEN
            _breng(transport, brengen[aantal * ronde // KLAPPEN : tot], kans)
            werker.klap()
            with voor_organisatie(wereld.organisatie):
                geboekt = Ontvangst.objects.filter(uitkomst="geboekt").count()
            midden_in_het_werk += 0 < geboekt < tot
            werker.start()
        assert midden_in_het_werk, "geen enkele klap viel midden in het werk"
        _wacht_tot_alles_weg_is(wereld.organisatie, aantal, klaar)
    finally:
        klaar.set()
        werker.stop()
        koerier.join()
    _controleer(wereld, transport, aantal)


def _breng(transport: Any, brengen: list[tuple[str, bytes]], dubbel: random.Random) -> None:
    """A portion by the courier: each file is written elsewhere and then moved, so it is there whole. Some come twice."""
    for naam, data in brengen:
        for keer in range(2 if dubbel.random() < 0.05 else 1):
            half = transport.map("in") / f".{naam}.{keer}"
            half.write_bytes(data)
            half.rename(transport.map("in") / (f"opnieuw_{naam}" if keer else naam))


def _haal(transport: Any, klaar: threading.Event) -> None:
    """The courier takes what lies ready, all the while."""
    while not klaar.wait(0.05):
        for bestand in list(transport.map("uit").iterdir()):
            if not bestand.name.startswith("."):
                bestand.rename(transport.map("opgehaald") / bestand.name)


def _wacht_tot_alles_weg_is(organisatie: Any, aantal: int, klaar: threading.Event) -> None:
    """Until every delivery has an outcome and every answer went out."""
    import time

    einde = time.monotonic() + GEDULD
    while time.monotonic() < einde:
        with voor_organisatie(organisatie):
            gedaan = Ontvangst.objects.exclude(uitkomst="").exclude(uitkomst="dubbel").count()
            onderweg = Bericht.objects.filter(richting="uit", verzonden_op__isnull=True).count()
            wacht = Ontvangst.objects.filter(uitkomst="").count()
        if gedaan >= aantal and not onderweg and not wacht:
            return
        klaar.wait(0.2)
    pytest.fail(
        f"na {GEDULD:.0f} seconden: {gedaan} van {aantal} verwerkt, {onderweg} nog te versturen, {wacht} wachten"
    )


def _controleer(wereld: Any, transport: Any, aantal: int) -> None:
    """No loss, no double booking, every answer once."""
    kinderen = len(wereld.kinderen)
    with voor_organisatie(wereld.organisatie):
        uitkomsten = Counter(Ontvangst.objects.values_list("uitkomst", flat=True))
        assert set(uitkomsten) <= {"geboekt", "dubbel"}, uitkomsten
        assert uitkomsten["geboekt"] == aantal
        in_ = Bericht.objects.filter(richting="in")
        assert Counter(in_.values_list("soort", flat=True)) == dict.fromkeys(
            ("JW305", "JW307", "JW323"), kinderen
        )
        assert not in_.filter(afgekeurd=True).exists()
        per_soort = Counter(Regiemelding.objects.values_list("soort", flat=True))
        assert per_soort == {"start": kinderen, "stop": kinderen}
        assert Regiemelding.objects.values("toewijzing", "soort").distinct().count() == 2 * kinderen
        assert Declaratie.objects.count() == Prestatie.objects.count() == kinderen
        assert Gebeurtenis.objects.filter(soort="zorg.start_gemeld").count() == kinderen
        uit = Bericht.objects.filter(richting="uit")
        assert uit.count() == 2 * kinderen
        assert set(uit.values_list("antwoord_op", flat=True)) == set(
            in_.exclude(soort="JW323").values_list("pk", flat=True)
        )
        namen = {rij.bestandsnaam for rij in uit}
    liggen = [b for deel in ("uit", "opgehaald") for b in transport.map(deel).iterdir()]
    assert Counter(b.name for b in liggen) == Counter(namen)
    for bestand in liggen:
        terug: Any = ijw.parse(bestand.read_bytes())
        assert terug.Header.RetourCodes == ()
    assert not list(transport.map("in").iterdir())
