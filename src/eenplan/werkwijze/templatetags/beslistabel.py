"""Cells of a decision table in plain Dutch, for people who never read FEEL."""

from __future__ import annotations

import re

from django import template

register = template.Library()

_VERVANG = (
    (re.compile(r"\bnot\((.*)\)"), r"niet \1"),
    (re.compile(r"[\[(]\s*([\d.]+)\s*\.\.\s*([\d.]+)\s*[\])]"), None),
    (re.compile(r"<=\s*"), "t/m "),
    (re.compile(r">=\s*"), "vanaf "),
    (re.compile(r"<\s*"), "onder "),
    (re.compile(r">\s*"), "boven "),
    (re.compile(r"\btrue\b"), "ja"),
    (re.compile(r"\bfalse\b"), "nee"),
    (re.compile(r'"([^"]*)"'), r"\1"),
    (re.compile(r",\s*"), " of "),
)


@register.filter
def celtekst(cel: object) -> str:
    """`not("acuut")` → niet acuut, `(25000..75000]` → boven 25.000 t/m 75.000, True → ja."""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    tekst = str(cel)
    if tekst == "-":
        return "–"
    for patroon, door in _VERVANG:
        tekst = patroon.sub(_bereik if door is None else door, tekst)
    return re.sub(r"\d{4,}", lambda m: f"{int(m[0]):,}".replace(",", "."), tekst).replace("_", " ")


def _bereik(gevonden: re.Match[str]) -> str:
    heel, van, tot = gevonden[0], gevonden[1], gevonden[2]
    return f"{'boven' if heel.startswith('(') else 'vanaf'} {van} {'onder' if heel.endswith(')') else 't/m'} {tot}"
