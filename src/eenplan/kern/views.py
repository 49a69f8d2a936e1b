"""`/gezond`: does this installation work? For machines that watch; no personal data."""

from __future__ import annotations

import shutil
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from eenplan.kern import paden

MINIMUM_DISK = 500 * 1024 * 1024  # bytes; below this a backup or a large document fails


def gezond(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when one of the parts is not; each part says which."""
    delen = {
        "databank": _part(_database),
        "migraties": _part(_migrations),
        "taken": _part(_jobs),
        "schijf": _part(_disk),
    }
    goed = all(deel["goed"] for deel in delen.values())
    return JsonResponse({"goed": goed, "delen": delen}, status=200 if goed else 503)


def _part(check: Any) -> dict[str, Any]:
    try:
        return check()
    except Exception as error:  # whatever is wrong, the page must say so
        return {"goed": False, "fout": type(error).__name__}


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('server_version')")
        gebruiker, versie = cursor.fetchone()
    return {"goed": True, "versie": versie, "rol": gebruiker}


def _migrations() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    open_ = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return {"goed": open_ == 0, "nog_te_doen": open_}


def _jobs() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FILTER (WHERE status = 'todo'),
                      count(*) FILTER (WHERE status = 'failed')
                 FROM procrastinate_jobs"""
        )
        wachtend, mislukt = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'"
        )
        (werkers,) = cursor.fetchone()
    return {
        "goed": werkers > 0 or wachtend == 0,
        "wachtend": wachtend,
        "mislukt": mislukt,
        "werkers": werkers,
    }


def _disk() -> dict[str, Any]:
    vrij = shutil.disk_usage(paden.var()).free
    return {"goed": vrij > MINIMUM_DISK, "vrij_mb": vrij // 1024 // 1024}
