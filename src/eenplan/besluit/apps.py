from django.apps import AppConfig


class BesluitConfig(AppConfig):
    name = "eenplan.besluit"
    verbose_name = "Besluit"
