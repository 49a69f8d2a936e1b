"""`eenplan start`: everything that is needed to see Eenplan in a browser, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from eenplan.kern import databankrollen, ingebed
from eenplan.kern.onderdelen import Onderdeel, Stopknop

PROCESSEN = 2  # one per core of the smallest machine; each keeps its own connections
DRADEN = 6


class Command(BaseCommand):
    help = "Start de databank, werkt de tabellen bij, laadt zo nodig de demo en toont Eenplan op http://127.0.0.1:POORT."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--poort", type=int, default=8000, help="poort van de webserver (8000)")
        parser.add_argument(
            "--adres", default="127.0.0.1", help="adres waarop de webserver luistert (127.0.0.1)"
        )
        parser.add_argument("--zonder-demo", action="store_true", help="laad geen fictieve gemeente")
        parser.add_argument(
            "--zonder-werker", action="store_true", help="start geen werker voor achtergrondtaken"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _eis_vrije_poort(options["adres"], options["poort"])
        knop = Stopknop()
        self._zeg("Databank starten …")
        # not to be broken off: of a server that is halfway nobody knows that it must stop
        started = False if os.environ.get("DATABASE_URL") else ingebed.start()
        try:
            with knop.breekt_af():
                self._bereid_voor(met_demo=not options["zonder_demo"])
            self._toon(options, knop)
        except KeyboardInterrupt:
            self._zeg(
                "\nGestopt voordat Eenplan klaarstond. Wat nog niet af was, gebeurt bij de volgende start."
            )
        finally:
            if started:
                ingebed.stop()

    def _bereid_voor(self, *, met_demo: bool) -> None:
        databankrollen.ensure()
        self._zeg("Tabellen bijwerken …")
        call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
        if met_demo:
            call_command("demo", alleen_als_leeg=True, stdout=self.stdout)

    def _toon(self, options: dict[str, Any], knop: Stopknop) -> None:
        onderdelen = [
            Onderdeel(naam, opdracht, os.environ | _instellingen(options))
            for naam, opdracht in _opdrachten(options).items()
        ]
        try:
            for onderdeel in onderdelen:
                onderdeel.meld_einde_aan(knop)
            gevallen = _wacht_op_antwoord(options["adres"], options["poort"], knop)
            if gevallen is None:
                logs = onderdelen[0].log.parent
                self._zeg(f"Wat de onderdelen melden, staat in {logs}/")
                self._zeg(
                    f"\nEenplan staat klaar op http://{options['adres']}:{options['poort']}  (stoppen: Ctrl-C)\n"
                )
                gevallen = knop.wacht()
        finally:
            for onderdeel in onderdelen:
                onderdeel.stop()
        for onderdeel in onderdelen:
            if onderdeel.naam == gevallen:
                raise CommandError(
                    f"Het onderdeel “{gevallen}” stopte onverwacht. Lees waarom in {onderdeel.log}"
                )

    def _zeg(self, tekst: str) -> None:
        self.stdout.write(tekst)
        self.stdout.flush()


def _opdrachten(options: dict[str, Any]) -> dict[str, list[str]]:
    """The parts by name."""
    opdrachten = {
        "web": [
            sys.executable, "-m", "granian", "--interface", "wsgi",
            "--host", options["adres"], "--port", str(options["poort"]),
            "--workers", str(PROCESSEN), "--blocking-threads", str(DRADEN), "--log-level", "warning",
            "--no-ws", "eenplan.wsgi:application",
        ]
    }  # fmt: skip
    if not options["zonder_werker"]:
        for naam, rij in {"werker": "werk", "rekenaar": "rekenen"}.items():
            opdrachten[naam] = [sys.executable, "-m", "eenplan", "werker", "--rij", rij]
    return opdrachten


def _instellingen(options: dict[str, Any]) -> dict[str, str]:
    return {} if options["zonder_demo"] else {"EENPLAN_DEMO": "1"}


def _eis_vrije_poort(adres: str, poort: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((adres, poort))
        except OSError:
            raise CommandError(
                f"Poort {poort} is al in gebruik. Kies een andere: make start PORT={poort + 1}"
            ) from None


def _wacht_op_antwoord(adres: str, poort: int, knop: Stopknop) -> str | None:
    """None once the web server answers; otherwise what stopped."""
    while True:
        gevallen = knop.wacht(0.1)
        if gevallen is not None:
            return gevallen
        with socket.socket() as probe:
            if probe.connect_ex((adres, poort)) == 0:
                return None
