"""The wall between organisations, put up in PostgreSQL itself after every migration.

Each table of a model that inherits `OrganisatieGebonden`, and each history table of one, gets
row-level security, forced, so that it holds for the owner too. The application connects as a role
that owns nothing; what is written once (events, read log, history) it may not change or delete.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction

OWNER = "eenplan_eigenaar"
APPLICATION = "eenplan_app"

POLICY = "eigen_organisatie"
ORGANISATIE_VAN_TRANSACTIE = "NULLIF(current_setting('eenplan.organisatie', true), '')::bigint"

# Tables without an organisation of their own, each with the reason. The test on policies reads this.
ZONDER_ORGANISATIE = {
    "django_": "techniek van het raamwerk, geen persoonsgegevens van gezinnen",
    "auth_": "aanmelden gaat aan de organisatie vooraf",
    "otp_": "aanmelden gaat aan de organisatie vooraf",
    "axes_": "aanmelden gaat aan de organisatie vooraf",
    "procrastinate_": "taken van de machine dragen alleen nummers",
    "pghistory_": "context van de wijzigingen: nummers van medewerkers en namen van acties",
    "organisatie_": "wie er werkt en waar; nodig om na het aanmelden de organisatie te kennen",
}


def case_tables() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The tables that must carry the policy (case tables and their history), each with its foreign keys
    to other case tables as (column, table)."""
    from eenplan.kern.models import OrganisatieGebonden

    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        tracked = getattr(model, "pgh_tracked_model", None)
        if issubclass(model, OrganisatieGebonden) or (tracked and issubclass(tracked, OrganisatieGebonden)):
            yield (
                model._meta.db_table,
                [
                    (field.column, field.related_model._meta.db_table)
                    for field in model._meta.concrete_fields
                    if isinstance(field, models.ForeignKey)
                    and field.db_constraint  # type: ignore[attr-defined]
                    and issubclass(field.related_model, OrganisatieGebonden)
                ],
            )


def append_only_tables() -> Iterator[str]:
    """Tables in which the application may add and read, never change or delete."""
    for model in apps.get_models(include_auto_created=True):
        if getattr(model, "alleen_toevoegen", False) or hasattr(model, "pgh_tracked_model"):
            yield model._meta.db_table


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Put up the policies and rights for every table that exists by now."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:  # no moment without a wall
        existing = set(connection.introspection.table_names(cursor))
        for table, elders in case_tables():
            if table in existing:
                _protect(cursor, table, [(c, t) for c, t in elders if t in existing])
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}")
        for table in append_only_tables():
            if table in existing:
                cursor.execute(f'REVOKE UPDATE, DELETE ON "{table}" FROM {APPLICATION}')


def _protect(cursor: Any, table: str, elders: list[tuple[str, str]]) -> None:
    eigen = f"organisatie_id = {ORGANISATIE_VAN_TRANSACTIE}"
    # A foreign key is checked past the policies: that what it points at is ours must be asked here.
    eigen_doel = [
        f'("{column}" IS NULL OR EXISTS (SELECT 1 FROM "{target}" doel WHERE doel.id = "{table}"."{column}"))'
        for column, target in elders
        if target != table  # a policy that reads its own table would never end
    ]
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(f'DROP POLICY IF EXISTS {POLICY} ON "{table}"')
    cursor.execute(
        f'CREATE POLICY {POLICY} ON "{table}" USING ({eigen}) WITH CHECK ({" AND ".join([eigen, *eigen_doel])})'
    )
