from django.apps import AppConfig


class GezinConfig(AppConfig):
    name = "eenplan.gezin"
    verbose_name = "Gezin"
