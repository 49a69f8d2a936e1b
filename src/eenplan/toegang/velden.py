"""Fields that the task forms of P1 share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.tijd import vandaag

JA_NEE = [("ja", _("Ja")), ("nee", _("Nee"))]


def ja_nee(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A question that is answered with yes or no; nothing is chosen beforehand."""
    return forms.TypedChoiceField(
        label=label, choices=JA_NEE, coerce=lambda keuze: keuze == "ja", widget=forms.RadioSelect, **kwargs
    )


def dag(label: Any, **kwargs: Any) -> forms.DateField:
    """A date, today unless said otherwise."""
    kwargs.setdefault("initial", vandaag)
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


def tekst(label: Any, *, regels: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": regels}), **kwargs)
