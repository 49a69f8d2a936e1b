from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "eenplan.berichten"
    verbose_name = "Berichten"
