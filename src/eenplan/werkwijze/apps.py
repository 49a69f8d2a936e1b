from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WerkwijzeConfig(AppConfig):
    name = "eenplan.werkwijze"
    verbose_name = "Werkwijze"

    def ready(self) -> None:
        """Load what rooms register for drawings to point at."""
        autodiscover_modules("forms", "diensten")
