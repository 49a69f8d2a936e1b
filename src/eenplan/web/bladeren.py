"""Pages of a list, with the exact count; drawn by `web/bladeren.html`."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator


def bladzijde(paginator: Paginator[Any], nummer: Any) -> Page[Any]:
    """The page asked for; the nearest that exists when there is no such page."""
    return paginator.get_page(nummer)
