"""`eenplan ggk`: take messages in from the hub, over https with mutual TLS, on a port of its own."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from eenplan.berichten.ggk.fouten import Transportfout
from eenplan.berichten.ggk.instellingen import Instellingen

DRADEN = 2  # a message of 25 MB takes some 200 MB while it is read


class Command(BaseCommand):
    help = (
        "Ontvangt berichten van het GGk over https. Alleen wie een certificaat van de eigen CA toont, komt binnen. "
        "Stel EENPLAN_GGK_CERTIFICAAT, EENPLAN_GGK_SLEUTEL en EENPLAN_GGK_CA in. Stoppen: Ctrl-C."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--poort", type=int, default=8443, help="poort waarop het GGk aanklopt (8443)")
        parser.add_argument("--adres", default="127.0.0.1", help="adres waarop Eenplan luistert (127.0.0.1)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            instellingen = Instellingen.uit_omgeving()
            instellingen.eis_server()
        except Transportfout as fout:
            raise CommandError(fout.zin) from None
        _eis_vrije_poort(options["adres"], options["poort"])
        self.stdout.write(f"Eenplan ontvangt berichten op https://{options['adres']}:{options['poort']}/")
        self.stdout.flush()
        opdracht = _granian(instellingen, options["adres"], options["poort"])
        os.execv(sys.executable, opdracht)  # noqa: S606 - the server takes our place, and hears Ctrl-C itself


def _granian(instellingen: Instellingen, adres: str, poort: int) -> list[str]:
    """The command. `eis_server` made sure of the CA: without one granian would let everybody in."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", adres, "--port", str(poort),
        "--workers", "1", "--blocking-threads", str(DRADEN), "--backpressure", str(DRADEN), "--http", "1", "--no-ws",
        "--log-level", "warning",
        "--ssl-certificate", str(instellingen.certificaat), "--ssl-keyfile", str(instellingen.sleutel),
        "--ssl-ca", str(instellingen.ca), "--ssl-client-verify", "--ssl-protocol-min", "tls1.2",
        "eenplan.berichten.ggk.wsgi:application",
    ]  # fmt: skip


def _eis_vrije_poort(adres: str, poort: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((adres, poort))
        except OSError:
            raise CommandError(
                f"Op {adres} poort {poort} kan Eenplan niet luisteren: in gebruik of niet toegestaan. "
                "Kies een andere met --poort of --adres."
            ) from None
