"""Forms of messages: what a list is narrowed to, and what a person records about one. The forms of tasks stand in
`taakforms`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.berichten import taakforms
from eenplan.berichten.lijsten import Filter
from eenplan.berichten.models import Bericht
from eenplan.kern.formulieren import dag, tekst
from eenplan.kern.tijd import vandaag
from eenplan.zorg.models import Aanbieder

__all__ = ["taakforms"]  # loaded here so that its forms are registered


class Doorgegeven(forms.Form):
    """How a message that was held back reached the provider."""

    op = dag(_("Doorgegeven op"), initial=vandaag)
    hoe = forms.CharField(
        label=_("Hoe en aan wie"),
        max_length=200,
        help_text=_("Bijvoorbeeld: telefonisch aan de aanmeldcoördinator. Noem geen adres."),
    )


class Afgehandeld(forms.Form):
    """What was done about a message that the post cannot help any further."""

    hoe = forms.CharField(
        label=_("Wat heeft u gedaan?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: gebeld, de aanbieder stuurt vandaag een nieuw bericht. Noem geen namen van kinderen."),
    )  # fmt: skip


class StilteInstellen(forms.Form):
    """From now on nothing goes to providers about this family."""

    reden = tekst(
        _("Waarom mag er niets naar aanbieders?"), regels=3, max_length=400,
        help_text=_("Bijvoorbeeld: vader werkt bij de aanbieder en mag niet weten waar de kinderen zijn. Noem geen adres."),
    )  # fmt: skip


class StilteOpheffen(forms.Form):
    """Messages may go again."""

    waarom = tekst(_("Waarom is het weer veilig?"), regels=3, max_length=400)


class Berichtfilter(forms.Form):
    """What a list of messages is narrowed to. What is typed wrong narrows nothing."""

    aanbieder = forms.TypedChoiceField(label=_("Aanbieder"), required=False, coerce=int, empty_value=None)
    soort = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle soorten")), *Bericht.Soort.choices]
    )
    stand = forms.ChoiceField(label=_("Stand"), required=False)
    van = dag(_("Van"), required=False)
    tot = dag(_("Tot en met"), required=False)

    def __init__(self, data: Any, *, standen: Mapping[str, str]) -> None:
        super().__init__(data)
        self._aanbieders = {rij.pk: rij for rij in Aanbieder.objects.only("pk", "naam", "agb")}
        for naam, keuzes in (
            ("aanbieder", [("", _("alle aanbieders")), *((pk, rij.naam) for pk, rij in self._aanbieders.items())]),
            ("stand", [("", _("alles")), *standen.items()]),
        ):  # fmt: skip
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]

    @property
    def keuze(self) -> Filter:
        """What was chosen, as far as it makes sense."""
        self.is_valid()
        gekozen = dict(self.cleaned_data)
        gekozen["aanbieder"] = self._aanbieders.get(gekozen.get("aanbieder") or 0)
        return Filter(**{naam: waarde for naam, waarde in gekozen.items() if waarde})

    @property
    def gefilterd(self) -> bool:
        return self.keuze != Filter()
