"""The two roles of the database, made by its administrator before the first migration."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from eenplan.kern import databron, ingebed, rls

# PostgreSQL uses an index behind row-level security only for functions that are known not to leak what
# they compare. These two cannot: they raise no errors about their values. Without this each search in
# notes and each "who looked" would read all rows of the organisation.
LEAKPROOF = ("ts_match_vq(tsvector, tsquery)", "arraycontains(anyarray, anyarray)")
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


def ensure(database: str | None = None) -> None:
    """Roles, database and extensions exist after this; running it again changes nothing."""
    beheer = databron.administrator()
    name = database or beheer["NAME"]
    if not _exists(beheer, name):
        with _connect(beheer | {"NAME": "postgres"}) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with _connect(beheer | {"NAME": name}) as connection:
        _ensure_roles(connection)
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        _trust_index_functions(connection)
        owner, application = sql.Identifier(rls.OWNER), sql.Identifier(rls.APPLICATION)
        connection.execute(sql.SQL("GRANT CREATE, USAGE ON SCHEMA public TO {}").format(owner))
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(name), application)
        )
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET default_text_search_config = 'pg_catalog.dutch'").format(
                sql.Identifier(name)
            )
        )


def _ensure_roles(connection: psycopg.Connection[Any]) -> None:
    existing = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    owner, application = sql.Identifier(rls.OWNER), sql.Identifier(rls.APPLICATION)
    if rls.OWNER not in existing:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOBYPASSRLS").format(owner))
    if rls.APPLICATION not in existing:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE").format(
                application
            )
        )
    connection.execute(
        sql.SQL("ALTER ROLE {} PASSWORD {}").format(application, sql.Literal(databron.app_password()))
    )
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))


def _trust_index_functions(connection: psycopg.Connection[Any]) -> None:
    """Only a superuser may say this; elsewhere docs/beheer asks the database's administrator once."""
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and row[0]:
        for function in LEAKPROOF:
            connection.execute(sql.SQL("ALTER FUNCTION pg_catalog." + function + " LEAKPROOF"))


def _exists(beheer: dict[str, Any], name: str) -> bool:
    with _connect(beheer | {"NAME": "postgres"}) as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row is not None


def _connect(settings: dict[str, Any]) -> psycopg.Connection[Any]:
    parameters = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"] or None,
        "host": settings["HOST"] or None,
        "port": settings["PORT"] or None,
    }
    return psycopg.connect(
        **{k: v for k, v in parameters.items() if v}, **settings["OPTIONS"], autocommit=True
    )


def ready(database: str | None = None) -> None:
    """Start the embedded server when no other database is named, and make the roles."""
    import os

    if not os.environ.get("DATABASE_URL"):
        ingebed.start()
    ensure(database)
