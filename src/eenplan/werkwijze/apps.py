from django.apps import AppConfig


class WerkwijzeConfig(AppConfig):
    name = "eenplan.werkwijze"
    verbose_name = "Werkwijze"
