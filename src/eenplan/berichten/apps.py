from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "eenplan.berichten"
    verbose_name = "Berichten"

    def ready(self) -> None:
        from eenplan.berichten import (
            melden,  # noqa: F401 - registers what providers are told
            sluiten,  # noqa: F401 - registers what keeps a dossier open
        )
