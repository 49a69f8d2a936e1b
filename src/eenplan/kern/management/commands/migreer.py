"""`eenplan migreer`: roles, tables and walls, in that order."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from eenplan.kern import databankrollen


class Command(BaseCommand):
    help = "Maakt de rollen van de databank en werkt tabellen en muren bij."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        databankrollen.ready()
        call_command("migrate", database="eigenaar", interactive=False, verbosity=options["verbosity"])
