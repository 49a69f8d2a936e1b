from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "eenplan.web"
    verbose_name = "Web"
