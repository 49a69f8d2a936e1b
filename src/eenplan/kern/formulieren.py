"""What the forms of every room share: `probeer`, which lets an action refuse politely, and three kinds of field.

    form = EindForm(request.POST or None)
    if request.method == "POST" and probeer(form, lambda **velden: actions.beeindig(lid=lid, door=door, **velden)):
        return redirect(...)

A page that needs more than "done or shown again" catches `Geweigerd` itself and hands it to `toon_weigering`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.fouten import Geweigerd

JA_NEE = [("ja", _("Ja")), ("nee", _("Nee"))]


class Kalender(forms.DateInput):
    """The calendar of the browser, which takes no other notation than ISO 8601."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def probeer(form: forms.BaseForm, daad: Callable[..., Any]) -> Any:
    """Call `daad` with the cleaned fields as keywords, and answer what it returned (True when that is nothing).

    None when nothing was done: the form is not valid, or `daad` refused. The form then says why and keeps what was
    typed, so the page only has to show it again. Other errors (`GeenRecht`, `VerouderdeVersie`) pass through.
    """
    if not form.is_valid():
        return None
    try:
        return daad(**form.cleaned_data) or True
    except Geweigerd as fout:
        toon_weigering(form, fout)
        return None


def toon_weigering(form: forms.BaseForm, fout: Geweigerd) -> None:
    """Put a refusal at the field it names, and on top of the form when the form has no such field.

    A form that calls a field otherwise than the action does translates in its own `add_error`.
    """
    try:
        form.add_error(fout.veld, fout.zin)
    except ValueError:  # Django: this form has no field of that name
        form.add_error(None, fout.zin)


def dag(label: Any, **kwargs: Any) -> forms.DateField:
    """A date, picked in the calendar of the browser."""
    return forms.DateField(label=label, widget=Kalender, **kwargs)


def tekst(label: Any, *, regels: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines; `regels` is how many one sees before scrolling."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": regels}), **kwargs)


def ja_nee(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """A question whose answer is True or False. Nothing is chosen beforehand, so that nobody answers by not looking."""
    return forms.TypedChoiceField(
        label=label, choices=JA_NEE, coerce=lambda keuze: keuze == "ja", widget=forms.RadioSelect, **kwargs
    )
