from django.apps import AppConfig


class WerkwijzeConfig(AppConfig):
    name = "eenplan.werkwijze"
    verbose_name = "Werkwijze"

    def ready(self) -> None:
        from eenplan.werkwijze import sluiten, vertrek  # noqa: F401 - register what happens at closing and leaving
