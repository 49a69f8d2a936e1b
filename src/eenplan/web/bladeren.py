"""Pages of a list: the exact count, and a short row of page numbers around where one is."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator


def bladzijde(paginator: Paginator[Any], nummer: Any) -> Page[Any]:
    """The page asked for (the nearest that exists), with `bladzijden` for `web/bladeren.html`."""
    pagina = paginator.get_page(nummer)
    pagina.bladzijden = list(paginator.get_elided_page_range(pagina.number, on_each_side=2, on_ends=1))  # type: ignore[attr-defined]
    return pagina
