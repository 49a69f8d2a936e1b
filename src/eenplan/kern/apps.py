"""Registers kern; after each migration the database walls are put up again."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernConfig(AppConfig):
    name = "eenplan.kern"
    verbose_name = "Kern"

    def ready(self) -> None:
        from eenplan.kern import rls

        post_migrate.connect(rls.after_migrate, sender=self)
