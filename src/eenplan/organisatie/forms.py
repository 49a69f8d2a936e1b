"""The forms of administration. Choices are always those of one's own organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.organisatie.models import Functie, Mandaat, Medewerker, Team


class MedewerkerForm(forms.ModelForm):
    """Name, fte and SKJ registration, with the version that was read; the action checks."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Medewerker
        fields = ["naam", "fte", "skj_nummer", "skj_tot", "telefoon", "actief"]
        help_texts = {
            "fte": _("1 is een volle werkweek."),
            "actief": _("Wie niet actief is, kan niet aanmelden en staat in geen keuzelijst."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["versie"] = self.instance.versie
        else:
            del self.fields["actief"], self.fields["versie"]

    def _post_clean(self) -> None:
        """The action checks, on the row as it is then."""


class FunctieForm(forms.Form):
    functie = forms.ChoiceField(label=_("functie"), choices=Functie.choices)
    vanaf = forms.DateField(label=_("vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))
    tot = forms.DateField(label=_("tot en met"), required=False)


class TeamlidForm(forms.Form):
    team = forms.ModelChoiceField(label=_("team"), queryset=Team.objects.none())
    vanaf = forms.DateField(label=_("vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))

    def __init__(self, *args: Any, organisatie_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(organisatie=organisatie_id)  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    naam = forms.CharField(label=_("naam"), max_length=80)
    soort = forms.ChoiceField(label=_("soort"), choices=Team.Soort.choices)


class EindForm(forms.Form):
    tot = forms.DateField(label=_("laatste dag"))


class MandaatEindForm(forms.Form):
    tot = forms.DateField(label=_("laatste dag"))
    waarom = forms.CharField(label=_("waarom stopt het"), max_length=200)


class MandaatForm(forms.Form):
    besluitsoort = forms.ChoiceField(label=_("soort besluit"), choices=Mandaat.Besluitsoort.choices)
    functie = forms.ChoiceField(label=_("functie"), choices=Functie.choices)
    medewerker = forms.ModelChoiceField(
        label=_("alleen deze medewerker"), queryset=Medewerker.objects.none(), required=False,
        help_text=_("Leeg: ieder die de functie vervult."),
    )  # fmt: skip
    tot_bedrag = forms.DecimalField(
        label=_("tot en met bedrag per jaar"), max_digits=10, decimal_places=2, required=False,
        help_text=_("Leeg: zonder grens."),
    )  # fmt: skip
    vanaf = forms.DateField(label=_("vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))
    tot = forms.DateField(label=_("tot en met"), required=False)
    bron = forms.CharField(label=_("besluit waarop dit berust"), max_length=200)

    def __init__(self, *args: Any, organisatie_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mensen = Medewerker.objects.filter(organisatie=organisatie_id, actief=True)
        self.fields["medewerker"].queryset = mensen  # type: ignore[attr-defined]
