"""A real PostgreSQL for all tests, and the people who appear in them."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Tests have a server, keys and documents of their own, beside the ones of `make start`.
_VAR = Path(__file__).resolve().parents[1] / "var" / "test"
os.environ.setdefault("EENPLAN_VAR", str(_VAR))
os.environ.pop("EENPLAN_PRODUCTIE", None)

# The people of mensen.py are fixtures in every test, and `from mensen import bsn` works everywhere,
# without a folder of tests on the import path (tests/ijw would stand in the way of ijw).
_spec = importlib.util.spec_from_file_location("mensen", Path(__file__).with_name("mensen.py"))
assert _spec and _spec.loader
mensen = sys.modules["mensen"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mensen)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(mensen, "mensen")
    if os.environ.get("DATABASE_URL") or hasattr(config, "workerinput"):
        return
    from eenplan.kern import ingebed

    config.stash[_STARTED] = ingebed.start(fsync="off", full_page_writes="off", synchronous_commit="off")


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_STARTED, False):
        from eenplan.kern import ingebed

        ingebed.stop()


_STARTED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def django_db_setup(worker_id: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A fresh database per test process, owned and migrated by the owner role, used by the application role."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from eenplan.kern import databankrollen, databron

    name = f"eenplan_test_{worker_id}"
    beheer = databron.administrator() | {"NAME": "postgres"}
    with databankrollen._connect(beheer) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    for alias in ("default", "eigenaar"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name
    databankrollen.ensure(name)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
        connections["eigenaar"].close()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for alias in ("default", "eigenaar"):
            connections[alias].close()
    with databankrollen._connect(beheer) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference data that stands beside the checkout; a test that needs it fails clearly without it."""
    if not SHARED.is_dir():
        pytest.fail(f"De map met referentiegegevens ontbreekt: zet `shared` naast de uitgecheckte map ({SHARED}).")
    return SHARED
