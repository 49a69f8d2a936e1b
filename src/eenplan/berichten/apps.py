from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "eenplan.berichten"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from eenplan.berichten import (  # noqa: F401 - register what providers are told, and counts
            melden,
            tellen,
        )
