"""Forms of the shell itself: signing in, filters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Aanmelden(forms.Form):
    """First step. The names of the fields are those that the lockout masks in its records."""

    username = forms.CharField(
        label=_("Gebruikersnaam"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _wachtwoord(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **kwargs,
    )


class EigenWachtwoord(forms.Form):
    """A password of one's own, typed twice because nobody sees it."""

    wachtwoord = _wachtwoord(
        _("Nieuw wachtwoord"),
        "new-password",
        help_text=_("Minstens twaalf tekens. Een zin van vier woorden is goed te onthouden."),
    )
    nogmaals = _wachtwoord(_("Nog een keer"), "new-password")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if {"wachtwoord", "nogmaals"} <= set(gegevens) and gegevens["wachtwoord"] != gegevens["nogmaals"]:
            self.add_error("nogmaals", _("Dit is niet hetzelfde als hierboven. Typ het nog een keer."))
        return gegevens


class AnderWachtwoord(EigenWachtwoord):
    """The same, by who knows the one there is."""

    oud = _wachtwoord(_("Uw wachtwoord van nu"), "current-password")
    field_order = ["oud", "wachtwoord", "nogmaals"]


class Code(forms.Form):
    """Second step: six digits, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_(
            "Zes cijfers uit uw authenticator-app. Uw telefoon niet bij de hand? Gebruik een herstelcode."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "class": "utrecht-textbox--kort"}
        ),
        error_messages={"required": _("Vul de code in.")},
    )


class Instelcode(forms.Form):
    """The first code of a new authenticator, as proof that the scan worked."""

    code = forms.CharField(
        label=_("Code uit de app"),
        max_length=7,
        help_text=_("De zes cijfers die de app nu laat zien."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "utrecht-textbox--kort"}
        ),
        error_messages={"required": _("Vul de zes cijfers in die de app laat zien.")},
    )


class Teamfilter(forms.Form):
    """What the team list can be narrowed to."""

    team = forms.ChoiceField(label=_("Team"), required=False)
    regisseur = forms.ChoiceField(label=_("Regisseur"), required=False)
    fase = forms.ChoiceField(label=_("Fase"), required=False)

    def __init__(
        self, *args: Any, teams: list[Any], regisseurs: list[Any], fasen: list[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for naam, keuzes, alles in (
            ("team", teams, _("alle teams")),
            ("regisseur", [("geen", _("nog niemand")), *regisseurs], _("iedereen")),
            ("fase", fasen, _("alle fasen")),
        ):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)
            veld.choices = [("", alles), *keuzes]
