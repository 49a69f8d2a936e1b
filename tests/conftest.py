"""A real PostgreSQL for all tests, and the people who appear in them."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import hypothesis
import pytest

# A busy machine is slow now and then; how long one example takes proves nothing about the code.
hypothesis.settings.register_profile(
    "huis", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("huis")

# Tests have a server, keys and documents of their own, beside the ones of `make start`.
_VAR = Path(__file__).resolve().parents[1] / "var" / "test"
os.environ.setdefault("EENPLAN_VAR", str(_VAR))
os.environ.pop("EENPLAN_PRODUCTIE", None)
# Here and not in pyproject.toml: settings read EENPLAN_VAR.
os.environ["DJANGO_SETTINGS_MODULE"] = "eenplan.settings"
django.setup()

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
    for leftover in Path(os.environ["EENPLAN_VAR"]).glob("*"):  # of an earlier run, whose database is gone
        if leftover.name.startswith(("berichten", "documenten")):
            shutil.rmtree(leftover)
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

    from eenplan.kern import databankrollen, databron, opslag

    name = f"eenplan_test_{worker_id}"
    with databankrollen._connect(databron.administrator() | {"NAME": "postgres"}) as server:
        server.execute("SELECT pg_advisory_lock(20260000)")  # one process migrates, the others copy
        template = f"eenplan_sjabloon_{_fingerprint()}"
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
            _drop(server, "eenplan_sjabloon%")
            _point_at("eenplan_sjabloon")
            databankrollen.ensure("eenplan_sjabloon")
            with django_db_blocker.unblock():  # type: ignore[attr-defined]
                call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
                connections["eigenaar"].close()
            server.execute(f'ALTER DATABASE "eenplan_sjabloon" RENAME TO "{template}"')
        _drop(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        server.execute("SELECT pg_advisory_unlock(20260000)")
    _point_at(name)
    databankrollen.ensure(name)
    opslag.MAP = (f"documenten-{worker_id}",)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for alias in settings.DATABASES:
            connections[alias].close()
    with databankrollen._connect(databron.administrator() | {"NAME": "postgres"}) as server:
        _drop(server, name)


def _point_at(name: str) -> None:
    """Let both ways in, application and owner, lead to this database."""
    from django.conf import settings
    from django.db import connections

    for alias in settings.DATABASES:
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _drop(server: Any, pattern: str) -> None:
    """Drop the databases whose name matches this LIKE pattern."""
    for (name,) in server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]
    ).fetchall():
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fingerprint() -> str:
    """Changes with anything that decides what a migrated database looks like."""
    digest = hashlib.sha256()
    source = Path(__file__).resolve().parents[1] / "src" / "eenplan"
    walls = [source / "kern" / name for name in ("rls.py", "databankrollen.py", "historie.py")]
    for file in sorted([*source.glob("*/migrations/*.py"), *walls]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference data that stands beside the checkout; a test that needs it fails clearly without it."""
    if not SHARED.is_dir():
        pytest.fail(
            f"De map met referentiegegevens ontbreekt: zet `shared` naast de uitgecheckte map ({SHARED})."
        )
    return SHARED
