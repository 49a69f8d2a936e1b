from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "eenplan.berichten"
    verbose_name = "Berichten"

    def ready(self) -> None:
        # registers what providers are told, what keeps a dossier open, and the counts in the menu
        from eenplan.berichten import (  # noqa: F401
            melden,
            sluiten,
            tellen,
        )
