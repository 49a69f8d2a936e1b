from django.apps import AppConfig


class WerkwijzeConfig(AppConfig):
    name = "eenplan.werkwijze"
    verbose_name = "Werkwijze"

    def ready(self) -> None:
        from eenplan.werkwijze import vertrek  # noqa: F401 - registers what happens when somebody leaves
