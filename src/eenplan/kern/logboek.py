"""Logs for operators: one JSON object a line, never personal data.

A line holds time, level, logger, the request's reference and what the code says in fixed words.
Request paths are logged by the name of their route, so a dossier number never lands in a log.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

_verzoek: ContextVar[str] = ContextVar("verzoek", default="")


def verzoek_kenmerk() -> str:
    """Reference of the request at hand, the same in log, read log and error page."""
    return _verzoek.get()


def zet_verzoek_kenmerk(kenmerk: str) -> None:
    _verzoek.set(kenmerk)


class JsonRegel(logging.Formatter):
    """Formats a record as one JSON line; extras under `extra={"velden": {...}}` join it."""

    def format(self, record: logging.LogRecord) -> str:
        regel: dict[str, object] = {
            "tijd": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname.lower(),
            "bron": record.name,
            "tekst": record.getMessage(),
        }
        if kenmerk := verzoek_kenmerk():
            regel["verzoek"] = kenmerk
        regel.update(getattr(record, "velden", {}))
        if record.exc_info:
            regel["fout"] = self._where(record)
        return json.dumps(regel, ensure_ascii=False)

    def _where(self, record: logging.LogRecord) -> list[str]:
        """Type and place of an exception; its message is left out, it may quote what someone typed."""
        import traceback

        kind, _, trace = record.exc_info  # type: ignore[misc]
        frames = traceback.extract_tb(trace)
        ours = [f for f in frames[:-4] if "site-packages" not in f.filename]
        return [
            kind.__name__ if kind else "",
            *(
                f"{'/'.join(f.filename.rsplit('/', 2)[-2:])}:{f.lineno} {f.name}"
                for f in [*ours, *frames[-4:]]
            ),
        ]


class GeenPaden(logging.Filter):
    """Keeps what people typed out of lines that are not ours: paths, query strings, login names.

    Django ends its lines in `: %s` with the path last; what stands before it is fixed words. Axes fills
    in who tried to sign in.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security")):
            record.msg, record.args = record.getMessage().split(":")[0], ()
        elif record.name.startswith("axes"):
            record.msg, record.args = str(record.msg).replace("%s", "…"), ()
        return True
