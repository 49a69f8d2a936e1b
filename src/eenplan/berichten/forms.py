"""Passing on what a message may not carry. The forms of tasks stand in `taakforms`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.berichten import taakforms
from eenplan.kern.formulieren import dag
from eenplan.kern.tijd import vandaag

__all__ = ["taakforms"]  # loaded here so that its forms are registered


class Doorgegeven(forms.Form):
    """How a message that was held back reached the provider."""

    op = dag(_("Doorgegeven op"), initial=vandaag)
    hoe = forms.CharField(
        label=_("Hoe en aan wie"),
        max_length=200,
        help_text=_("Bijvoorbeeld: telefonisch aan de aanmeldcoördinator. Noem geen adres."),
    )
