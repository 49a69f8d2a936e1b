"""Amounts in cents and months of claims for templates: `{% load berichten %}`, `{{ centen|centen }}`, `{{ declaratie|maand }}`."""

from __future__ import annotations

from typing import Any

from django import template

from eenplan.zorg.varianten import centen_in_woorden
from termijn.woorden import MAANDEN

register = template.Library()


@register.filter
def centen(bedrag: int | None) -> str:
    """Eurocents as an amount: `€ 12,50`; a credit with a minus."""
    return "" if bedrag is None else centen_in_woorden(bedrag).replace(" ", "\u00a0")


@register.filter
def maand(declaratie: Any) -> str:
    """The month that a claim is about (CS340): `september 2026`."""
    return f"{MAANDEN[declaratie.begin.month - 1]} {declaratie.begin.year}"
