from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "eenplan.toegang"
    verbose_name = "Toegang"
