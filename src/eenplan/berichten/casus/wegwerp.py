"""A database that is there only for a moment: made empty, filled by one case, and gone. Nothing of it touches what this
installation holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from eenplan.kern import databankrollen, databron, ingebed

NAAM = "eenplan_casus"


@contextmanager
def wegwerpdatabank() -> Iterator[None]:
    """Inside, both ways into the database lead to an empty one of our own. Starts the embedded server when it does not run,
    and then stops it again."""
    gestart = False if os.environ.get("DATABASE_URL") else ingebed.start()
    naam = f"{NAAM}_{os.getpid()}"
    eerder = {alias: connections[alias].settings_dict["NAME"] for alias in settings.DATABASES}
    try:
        databankrollen.ensure(naam)
        _wijs_naar(dict.fromkeys(eerder, naam))
        call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
        yield
    finally:
        _wijs_naar(eerder)
        with databankrollen._connect(databron.administrator() | {"NAME": "postgres"}) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(naam)))
        if gestart:
            ingebed.stop()


def _wijs_naar(namen: dict[str, str]) -> None:
    for alias, naam in namen.items():
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = naam
        connections[alias].settings_dict["NAME"] = naam
