"""Which database: the server that `DATABASE_URL` names, or the embedded one in `var/`.

Two ways in. `default` is the application: it connects as a role that owns nothing and cannot pass
row-level security. `eigenaar` owns the tables and is used for migrations alone.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from eenplan.kern import ingebed, rls
from eenplan.kern.geheim import afgeleide_sleutel

NAAM = "eenplan"


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Starts nothing: see `ingebed.start`."""
    beheer = administrator()
    app = beheer | {"USER": rls.APPLICATION, "PASSWORD": app_password()}
    owner = beheer | {"OPTIONS": beheer["OPTIONS"] | {"options": f"-c role={rls.OWNER}"}}
    # Serializable is not needed: actions lock what they read. Connections live as long as their thread.
    return {
        "default": app | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True},
        "eigenaar": owner | {"TEST": {"MIRROR": "default"}},
    }


def administrator() -> dict[str, Any]:
    """Connection of the role that may create roles; its name is used for nothing else."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAAM,
            "USER": ingebed.SUPERUSER,
            "PASSWORD": "",
            "HOST": str(ingebed.socket_folder()),
            "PORT": "",
            "OPTIONS": {},
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL moet eruitzien als postgresql://gebruiker:wachtwoord@server:5432/database."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def app_password() -> str:
    """Password of the application role: given, or derived from the keys so that nobody has to store it."""
    return os.environ.get("EENPLAN_APP_WACHTWOORD") or afgeleide_sleutel("databank").hex()
