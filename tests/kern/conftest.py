"""What the ground floor's tests share: SQL without Django, as the role that the application uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from eenplan.kern import databankrollen, databron


@pytest.fixture
def als_rol(django_db_setup: None) -> Iterator[Callable[..., psycopg.Connection[Any]]]:
    """`als_rol("eenplan_app", organisatie=1)`: a connection of its own, in a transaction that is rolled back."""
    from django.db import connection

    with ExitStack() as stack:

        def connect(rol: str, organisatie: int | None = None) -> psycopg.Connection[Any]:
            settings = databron.administrator() | {"NAME": connection.settings_dict["NAME"]}
            if rol != settings["USER"]:
                settings |= {"USER": rol, "PASSWORD": databron.app_password()}
            verbinding = stack.enter_context(databankrollen._connect(settings))
            verbinding.autocommit = False
            stack.callback(verbinding.rollback)
            if organisatie is not None:
                verbinding.execute("SELECT set_config('eenplan.organisatie', %s, true)", [str(organisatie)])
            return verbinding

        yield connect


@pytest.fixture
def echte_databank(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Transactions that really commit, for tests about two people at once.

    The application may not empty tables and Django's own clean-up does just that; so the administrator
    sweeps up afterwards. All other tests are rolled back: what is swept is of this test alone.
    """
    from django.db import connection

    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connection.close()
            settings = databron.administrator() | {"NAME": connection.settings_dict["NAME"]}
            with databankrollen._connect(settings) as beheer:
                tabellen = beheer.execute(
                    "SELECT format('%I', relname) FROM pg_class WHERE relkind = 'r' AND relname LIKE '%event'"
                    " AND relnamespace = 'public'::regnamespace"
                ).fetchall()
                beheer.execute(
                    "TRUNCATE "
                    + ", ".join(["organisatie_organisatie", "auth_user", *(t for (t,) in tabellen)])
                    + " CASCADE"
                )
