"""`eenplan start`: everything that is needed to see Eenplan in a browser, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from eenplan.kern import databankrollen, ingebed

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
        self._zeg("Databank starten …")
        started = False if os.environ.get("DATABASE_URL") else ingebed.start()
        try:
            databankrollen.ensure()
            self._zeg("Tabellen bijwerken …")
            call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
            if not options["zonder_demo"]:
                call_command("demo", alleen_als_leeg=True)
            self._serve(options)
        finally:
            if started:
                ingebed.stop()

    def _serve(self, options: dict[str, Any]) -> None:
        environment = os.environ | ({} if options["zonder_demo"] else {"EENPLAN_DEMO": "1"})
        adres, poort = options["adres"], str(options["poort"])
        commands = [
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", adres, "--port", poort,
                "--workers", str(PROCESSEN), "--blocking-threads", str(DRADEN), "--log-level", "warning",
                "--no-ws", "eenplan.wsgi:application",
            ]
        ]  # fmt: skip
        if not options["zonder_werker"]:
            commands.append([sys.executable, "-m", "eenplan", "werker"])
        stop = threading.Event()
        for signaal in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signaal, lambda *_: stop.set())
        # children in a session of their own: Ctrl-C reaches us alone and we stop them in order
        children = [
            subprocess.Popen(command, env=environment, start_new_session=True) for command in commands
        ]
        for child in children:
            threading.Thread(target=_wacht_op, args=(child, stop), daemon=True).start()
        try:
            if _wacht_op_poort(adres, options["poort"], stop):
                self._zeg(f"\nEenplan staat klaar op http://{adres}:{poort}  (stoppen: Ctrl-C)\n")
            stop.wait()
        finally:
            gevallen = [child.returncode for child in children if child.poll() not in (None, 0)]
            for child in children:
                child.terminate()
            for child in children:
                child.wait(timeout=20)
        if gevallen:
            raise CommandError(
                "Een onderdeel van Eenplan stopte onverwacht. De regels hierboven zeggen welk."
            )

    def _zeg(self, tekst: str) -> None:
        self.stdout.write(tekst)
        self.stdout.flush()


def _eis_vrije_poort(adres: str, poort: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((adres, poort))
        except OSError:
            raise CommandError(
                f"Poort {poort} is al in gebruik. Kies een andere: make start PORT={poort + 1}"
            ) from None


def _wacht_op(child: subprocess.Popen[bytes], stop: threading.Event) -> None:
    """When one part falls over, all stop."""
    child.wait()
    stop.set()


def _wacht_op_poort(adres: str, poort: int, stop: threading.Event) -> bool:
    """Until the web server answers, or something stopped."""
    while not stop.wait(0.1):
        with socket.socket() as probe:
            if probe.connect_ex((adres, poort)) == 0:
                return True
    return False
