"""`eenplan werker`: run background jobs until stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

RIJEN = {"werk": "default", "rekenen": "rekenen"}


class Command(BaseCommand):
    help = (
        "Voert taken op de achtergrond uit (brieven, berichten, berekeningen) tot u stopt met Ctrl-C. "
        "Met --rij doet een werker alleen dat, zodat een lange berekening geen brief laat wachten."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rij",
            choices=list(RIJEN),
            help="alleen brieven en berichten (werk), of alleen berekeningen (rekenen)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        opdracht = ["procrastinate", "worker", "--concurrency", "1"]
        if options["rij"]:
            opdracht += ["--queues", RIJEN[options["rij"]]]
        call_command(*opdracht)
