"""The forms of family and network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.gezin.models import Gezag, Gezinslid, Netwerkcontact, Persoon, Relatie


class PersoonForm(forms.ModelForm):
    """A person, with the version that was read. The BSN is only typed here, never shown."""

    groepen = [
        (
            _("Wie"),
            ["voornamen", "roepnaam", "voorvoegsel", "achternaam", "geboortedatum", "geslacht", "bsn_nummer"],
        ),
        (
            _("Adres"),
            [
                "straat",
                "huisnummer",
                "huisletter",
                "toevoeging",
                "postcode",
                "woonplaats",
                "gemeente_code",
                "contact_geheim",
            ],
        ),
        (_("Bereik"), ["telefoon", "email", "overleden_op"]),
    ]
    # Not named `bsn`: the page that shows two versions puts fields of that name beside what is stored.
    bsn_nummer = forms.CharField(
        label=_("BSN"),
        required=False,
        max_length=11,
        help_text=_("Negen cijfers, van het identiteitsbewijs."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Persoon
        fields = [
            "voornamen", "roepnaam", "voorvoegsel", "achternaam", "geboortedatum", "geslacht", "straat", "huisnummer",
            "huisletter", "toevoeging", "postcode", "woonplaats", "gemeente_code", "telefoon", "email", "contact_geheim",
            "overleden_op",
        ]  # fmt: skip
        help_texts = {
            "gemeente_code": _(
                "Vier cijfers van het CBS, zoals in de BRP. Hiermee toetsen we het woonplaatsbeginsel."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].widget.attrs["maxlength"] = 7
        self.fields["postcode"].validators = []
        self.fields["bsn_nummer"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        if self.instance.pk:
            self.initial["versie"] = self.instance.versie
            if self.instance.bsn:
                self.fields["bsn_nummer"].help_text = _(
                    "Er is al een BSN bekend. Vul alleen iets in om het te vervangen."
                )

    def clean_postcode(self) -> str:
        return str(self.cleaned_data["postcode"]).replace(" ", "").upper()

    def clean_gemeente_code(self) -> str:
        code = str(self.cleaned_data["gemeente_code"]).strip()
        if code and not (len(code) == 4 and code.isdecimal()):
            raise forms.ValidationError(_("Schrijf de gemeentecode van het CBS: vier cijfers, zoals 0363."))
        return code

    def add_error(self, field: str | None, error: Any) -> None:
        """The actions call the field `bsn`."""
        super().add_error("bsn_nummer" if field == "bsn" else field, error)

    def velden(self) -> dict[str, Any]:
        """What the action takes: without the version, and without an empty BSN on a known person."""
        uit = {
            naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("versie", *LIDVELDEN)
        }
        bsn = uit.pop("bsn_nummer")
        return uit | ({"bsn": bsn} if bsn or not self.instance.pk else {})

    def _post_clean(self) -> None:
        """The action checks, on the row as it is then; the instance of the form stays as it was read."""


LIDVELDEN = ("rol", "woont_in", "vanaf")


class NieuwLidForm(PersoonForm):
    """Somebody we did not know yet, and as what they belong to the family."""

    groepen = [(_("Plek in het gezin"), list(LIDVELDEN)), *PersoonForm.groepen]
    rol = forms.ChoiceField(label=_("rol"), choices=Gezinslid.Rol.choices)
    woont_in = forms.BooleanField(label=_("woont in dit gezin"), required=False, initial=True)
    vanaf = forms.DateField(label=_("hoort erbij vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))


class BekendLidForm(forms.Form):
    """Somebody we know already, by BSN."""

    bsn = forms.CharField(
        label=_("BSN"), max_length=11, help_text=_("We zoeken deze persoon op in uw gemeente.")
    )
    rol = forms.ChoiceField(label=_("rol"), choices=Gezinslid.Rol.choices)
    woont_in = forms.BooleanField(label=_("woont in dit gezin"), required=False, initial=True)
    vanaf = forms.DateField(label=_("hoort erbij vanaf"), required=False, help_text=_("Leeg: vanaf vandaag."))


class RelatieForm(forms.Form):
    """How two people of the family stand to each other."""

    van = forms.ModelChoiceField(label=_("wie"), queryset=Persoon.objects.none())
    soort = forms.ChoiceField(label=_("is"), choices=Relatie.Soort.choices)
    naar = forms.ModelChoiceField(label=_("van wie"), queryset=Persoon.objects.none())
    vanaf = forms.DateField(label=_("vanaf"), required=False)
    tot = forms.DateField(label=_("tot en met"), required=False)
    toelichting = forms.CharField(label=_("toelichting"), max_length=200, required=False)

    def __init__(self, *args: Any, personen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("van", "naar"):
            self.fields[naam].queryset = personen  # type: ignore[attr-defined]


class GezagForm(forms.Form):
    """Who decides for a child, and how we know."""

    jeugdige = forms.ModelChoiceField(label=_("over wie"), queryset=Persoon.objects.none())
    persoon = forms.ModelChoiceField(
        label=_("wie heeft het gezag"), queryset=Persoon.objects.none(), required=False
    )
    instelling = forms.CharField(label=_("of welke instelling"), max_length=120, required=False)
    soort = forms.ChoiceField(label=_("soort"), choices=Gezag.Soort.choices)
    vanaf = forms.DateField(label=_("vanaf"), required=False)
    tot = forms.DateField(label=_("tot en met"), required=False)
    bron = forms.CharField(
        label=_("waaruit blijkt dit"),
        max_length=120,
        help_text=_("Bijvoorbeeld: gezagsregister, ingezien op 3 maart."),
    )

    def __init__(self, *args: Any, personen: Any, kinderen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].queryset = personen  # type: ignore[attr-defined]
        self.fields["jeugdige"].queryset = kinderen  # type: ignore[attr-defined]


class EindForm(forms.Form):
    """The last day of what holds now, and why."""

    tot = forms.DateField(label=_("laatste dag"))
    waarom = forms.CharField(label=_("waarom"), max_length=200, required=False)


class GezagEindForm(forms.Form):
    tot = forms.DateField(label=_("laatste dag"))
    bron = forms.CharField(
        label=_("waaruit blijkt dit"),
        max_length=120,
        help_text=_("Bijvoorbeeld: beschikking van de rechtbank van 3 maart."),
    )


class NetwerkcontactForm(forms.ModelForm):
    """Somebody around the family."""

    class Meta:
        model = Netwerkcontact
        fields = ["naam", "wie", "kring", "nabijheid", "steunt", "telefoon", "toelichting"]
        widgets = {"kring": forms.RadioSelect, "nabijheid": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kring"].choices = Netwerkcontact.Kring.choices  # type: ignore[attr-defined]
        self.fields["nabijheid"].choices = Netwerkcontact.Nabijheid.choices  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks."""
