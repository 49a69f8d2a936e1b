from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "eenplan.organisatie"
    verbose_name = "Organisatie"
