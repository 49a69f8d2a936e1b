from django.apps import AppConfig


class ZorgConfig(AppConfig):
    name = "eenplan.zorg"
    verbose_name = "Zorg"
