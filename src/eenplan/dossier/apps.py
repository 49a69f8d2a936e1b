from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "eenplan.dossier"
    verbose_name = "Dossier"
