from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "eenplan.plan"
    verbose_name = "Plan"
