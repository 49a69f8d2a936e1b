"""Around every request: a reference, and one line in the log."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from eenplan.kern.logboek import zet_verzoek_kenmerk

logger = logging.getLogger("eenplan.verzoek")

GetResponse = Callable[[HttpRequest], HttpResponse]


class Verzoek:
    """Gives each request a reference and logs one line: route, status, duration; never the path."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kenmerk = str(uuid.uuid4())
        zet_verzoek_kenmerk(kenmerk)
        begin = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        velden = {
            "route": match.view_name if match else "",
            "methode": request.method,
            "status": response.status_code,
            "ms": round((time.perf_counter() - begin) * 1000),
        }
        logger.info("verzoek", extra={"velden": velden})
        response.headers["X-Verzoek"] = kenmerk
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"  # a child's file stays out of browser caches
        return response
