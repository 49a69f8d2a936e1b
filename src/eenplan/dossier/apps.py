from django.apps import AppConfig


class DossierConfig(AppConfig):
    name = "eenplan.dossier"
    verbose_name = "Dossier"

    def ready(self) -> None:
        from eenplan.dossier import vertrek  # noqa: F401 - registers what happens when somebody leaves
