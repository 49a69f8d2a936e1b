"""`eenplan werker`: run background jobs until stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Voert taken op de achtergrond uit (brieven, berichten) tot u stopt met Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("procrastinate", "worker", "--concurrency", "1")
