"""Words of this room for templates: `{{ persoon.bsn|bedekt }}`."""

from django import template

register = template.Library()


@register.filter
def bedekt(bsn: str) -> str:
    """A BSN of which only the last three digits show: `••••• 123`."""
    return f"••••• {bsn[-3:]}" if bsn else ""
