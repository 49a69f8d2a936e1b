from django.apps import AppConfig


class BesluitConfig(AppConfig):
    name = "eenplan.besluit"
    verbose_name = "Besluit"

    def ready(self) -> None:
        from eenplan.besluit import sluiten  # noqa: F401 - registers what keeps a dossier open
