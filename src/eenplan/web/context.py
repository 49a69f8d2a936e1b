"""What every page needs around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def schil(request: HttpRequest) -> dict[str, Any]:
    return {"medewerker": getattr(request, "medewerker", None)}
