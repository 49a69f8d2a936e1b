"""The forms of administration. Choices are always those of one's own organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.organisatie.models import Functie, Mandaat, Medewerker, Organisatie, Team


class MedewerkerForm(forms.ModelForm):
    """Name, fte and SKJ registration, with the version that was read; the action checks."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Medewerker
        fields = ["naam", "fte", "skj_nummer", "skj_tot", "telefoon"]
        help_texts = {
            "fte": _("1 is een volle werkweek."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["versie"] = self.instance.versie
        else:
            del self.fields["versie"]

    def _post_clean(self) -> None:
        """The action checks, on the row as it is then."""


class FunctieForm(forms.Form):
    functie = forms.ChoiceField(label=_("Functie"), choices=Functie.choices)
    vanaf = forms.DateField(label=_("Vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))
    tot = forms.DateField(label=_("Tot en met"), required=False)


class TeamlidForm(forms.Form):
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    vanaf = forms.DateField(label=_("Vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))
    tot = forms.DateField(label=_("Tot en met"), required=False)

    def __init__(self, *args: Any, organisatie_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(organisatie=organisatie_id, opgeheven_op__isnull=True)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    naam = forms.CharField(label=_("Naam"), max_length=80)
    soort = forms.ChoiceField(label=_("Soort"), choices=Team.Soort.choices)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, team: Team | None = None, **kwargs: Any) -> None:
        if team is not None:
            kwargs["initial"] = {"naam": team.naam, "soort": team.soort, "versie": team.versie}
        super().__init__(*args, **kwargs)
        if team is None:
            del self.fields["versie"]


class OrganisatieForm(forms.Form):
    """What letters say about the organisation."""

    naam = forms.CharField(label=_("Naam"), max_length=120)
    telefoon = forms.CharField(
        label=_("Telefoon"),
        max_length=20,
        required=False,
        help_text=_("Staat in brieven als de regisseur geen eigen nummer heeft."),
    )
    bezwaaradres = forms.CharField(
        label=_("Adres voor bezwaar"),
        max_length=200,
        required=False,
        help_text=_("Staat onder elk besluit."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, organisatie: Organisatie, **kwargs: Any) -> None:
        eigen = organisatie.instellingen
        kwargs["initial"] = {
            "naam": organisatie.naam, "versie": organisatie.versie,
            "telefoon": eigen.get("telefoon", ""), "bezwaaradres": eigen.get("bezwaaradres", ""),
        }  # fmt: skip
        super().__init__(*args, **kwargs)


class WaaromForm(forms.Form):
    """Something that needs a reason, for who reads it later."""

    waarom = forms.CharField(label=_("Waarom"), max_length=200)


class GebruikersnaamForm(forms.Form):
    gebruikersnaam = forms.CharField(
        label=_("Gebruikersnaam"),
        max_length=60,
        help_text=_("Kleine letters, cijfers, punten en streepjes. Een e-mailadres is niet nodig."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class StartwachtwoordForm(forms.Form):
    """A new start password, with or without a new telephone."""

    telefoon_ook = forms.TypedChoiceField(
        label=_("Wat is er nodig?"),
        choices=[
            ("nee", _("alleen een nieuw wachtwoord; de telefoon blijft gekoppeld")),
            ("ja", _("ook een nieuwe telefoon koppelen; herstelcodes vervallen")),
        ],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
    )
    telefoon_ook.onder_elkaar = True  # type: ignore[attr-defined]
    waarom = forms.CharField(
        label=_("Waarom, en hoe weet u wie het is?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: wachtwoord vergeten, stond aan mijn bureau."),
    )


class EindForm(forms.Form):
    tot = forms.DateField(label=_("Laatste dag"))


class MandaatEindForm(forms.Form):
    tot = forms.DateField(label=_("Laatste dag"))
    waarom = forms.CharField(label=_("Waarom stopt het"), max_length=200)


class MandaatForm(forms.Form):
    besluitsoort = forms.ChoiceField(label=_("Soort besluit"), choices=Mandaat.Besluitsoort.choices)
    functie = forms.ChoiceField(label=_("Functie"), choices=Functie.choices)
    medewerker = forms.ModelChoiceField(
        label=_("Alleen deze medewerker"), queryset=Medewerker.objects.none(), required=False,
        help_text=_("Leeg: ieder die de functie vervult."),
    )  # fmt: skip
    tot_bedrag = forms.DecimalField(
        label=_("Tot en met bedrag per jaar"), max_digits=10, decimal_places=2, required=False,
        help_text=_("Leeg: zonder grens."),
    )  # fmt: skip
    vanaf = forms.DateField(label=_("Vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))
    tot = forms.DateField(label=_("Tot en met"), required=False)
    bron = forms.CharField(label=_("Besluit waarop dit berust"), max_length=200)

    def __init__(self, *args: Any, organisatie_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mensen = Medewerker.objects.filter(organisatie=organisatie_id, actief=True)
        self.fields["medewerker"].queryset = mensen  # type: ignore[attr-defined]
