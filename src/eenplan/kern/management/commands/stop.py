"""`eenplan stop`: stop the embedded server."""

from typing import Any

from django.core.management.base import BaseCommand

from eenplan.kern import ingebed


class Command(BaseCommand):
    help = "Stopt de ingebouwde databank."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ingebed.stop()
        self.stdout.write("De databank staat stil.")
