from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "eenplan.caseload"
    verbose_name = "Caseload"
