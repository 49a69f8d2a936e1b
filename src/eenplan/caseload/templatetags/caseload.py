"""Small parts of the caseload pages: `{% load caseload %}`.

{% balk nu=b.gewicht straks=e.straks ruimte=b.ruimte %}
"""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
BREED = (
    150  # percent of the norm that the bar can show; more is drawn as this much, and said in words beside it
)


@register.simple_tag
def balk(nu: Decimal, ruimte: Decimal, straks: Decimal | None = None) -> SafeString:
    """What somebody carries against the norm (the upright line), now and with what is proposed. Decoration: words stand beside."""
    p = _procent(nu, ruimte)
    q = p if straks is None else _procent(straks, ruimte)
    laag, hoog = min(p, q), max(p, q)
    return format_html(
        '<svg class="normbalk{}" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="normbalk__spoor" width="{}" height="10"/><rect class="normbalk__nu" width="{}" height="10"/>'
        '<rect class="normbalk__{}" x="{}" width="{}" height="10"/><path class="normbalk__norm" d="M100 0v10"/></svg>',
        " normbalk--boven" if q > 100 else "",
        BREED,
        BREED,
        laag,
        "bij" if q >= p else "weg",
        laag,
        hoog - laag,
    )


def _procent(deel: Decimal, ruimte: Decimal) -> int:
    if not ruimte:
        return BREED if deel else 0
    return min(BREED, round(100 * deel / ruimte))
